/// The text of array elements, aligned with each other.
#pragma once

#include <vector>

#include "runtime/core/format.h"

namespace tnp {

/// A formatter of elements of type `dtype` that gives `shown`, the elements
/// that will be printed, one width. `aligned`: the array has a dimension.
ElementText make_element_text(DType dtype, const std::vector<Scalar>& shown,
                              bool aligned, const PrintOptions& options);

}  // namespace tnp
