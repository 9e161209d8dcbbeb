/// Sorting along an axis: rising, nan last, complex by real part and then by
/// imaginary part, as NumPy. Always stable. Direct arrays only.
#pragma once

#include "runtime/core/ndarray.h"

namespace tnp {

/// Sorts every lane of `a` along `axis` where it is.
///
/// Dtypes:  all.
/// Devices: CPU.
/// Errors:  ValueError ("sort array is read-only"), NotImplementedError for
///          arrays that are not direct.
/// Source:  https://numpy.org/doc/stable/reference/generated/numpy.sort.html
void sort_in_place(const ndarray& a, int axis);

/// The positions along `axis` that sort `a`: int64, of the shape of `a`.
///
/// Errors: NotImplementedError for arrays that are not direct.
/// Source:
/// https://numpy.org/doc/stable/reference/generated/numpy.argsort.html
ndarray sorted_positions(const ndarray& a, int axis);

}  // namespace tnp
