/// Sorting.
#pragma once

#include "runtime/core/ndarray.h"

namespace tnp {

/// Sorts along one axis, rising, nan last, complex by real part and then by
/// imaginary part, as NumPy. Stable. Memory must be writeable and direct:
/// ValueError ("sort array is read-only").
void sort_in_place(const ndarray& a, int axis);

}  // namespace tnp
