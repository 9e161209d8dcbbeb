/// Numbers as text: what a field of a table says.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/core/scalar.h"

namespace tnp::python {

/// The number that `text` begins with, and which it loses; nothing where it
/// does not begin with one. Of C's nan(...) the rest is taken as well.
std::optional<double> take_double(std::string_view& text);

/// The number that all of `text` is; nothing for any other text.
std::optional<double> parse_double(std::string_view text);

/// The same for an element of type `dtype`, with white space around it: also
/// "1+2j" and "(1+2j)", and integers that have room in the type. Truth values
/// are integers.
std::optional<Scalar> parse_number(std::string_view text, DType dtype);

}  // namespace tnp::python
