/// Names that NumPy itself defines, for what its programs leave unsaid: what a
/// star import binds, and which attributes an array has.
#pragma once

#include <string_view>

namespace tnp::translate {

/// Whether `from module import *` binds `name`. Known for numpy and its
/// modules linalg, fft and random; Source: `__all__` of NumPy 2.4.
bool star_import_binds(std::string_view module, std::string_view name);

/// Whether `numpy.ndarray` has the public attribute or method `name`.
bool is_array_member(std::string_view name);

/// Whether Python's `math` or `cmath` (`module`) defines `name`.
bool math_module_binds(std::string_view module, std::string_view name);

}  // namespace tnp::translate
