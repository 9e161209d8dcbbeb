/// Sorting along an axis: rising, nan last, complex by real part and then by
/// imaginary part, as NumPy. Always stable. Arrays on a GPU or with gradients
/// are torch's to sort, but for complex numbers, which it does not order: these
/// go through main memory.
#pragma once

#include <span>

#include "runtime/core/ndarray.h"

namespace tnp {

/// Sorts every lane of `a` along `axis` where it is.
///
/// Dtypes:  all.
/// Devices: CPU, CUDA.
/// Errors:  ValueError ("sort array is read-only"), NotImplementedError for
///          complex numbers with gradients.
/// Source:  https://numpy.org/doc/stable/reference/generated/numpy.sort.html
void sort_in_place(const ndarray& a, int axis);

/// Puts the element of each of the `places` along `axis` there, the smaller
/// ones before it and the greater ones behind it. `places` are in range and
/// rise.
///
/// Source:
/// https://numpy.org/doc/stable/reference/generated/numpy.partition.html
void partition_in_place(const ndarray& a, std::span<const std::int64_t> places,
                        int axis);

/// A sorted copy in the order of the axes' strides; in the graph of `a`.
ndarray sorted(const ndarray& a, int axis);

/// The positions along `axis` that sort `a`: int64, of the shape of `a`.
///
/// Source:
/// https://numpy.org/doc/stable/reference/generated/numpy.argsort.html
ndarray sorted_positions(const ndarray& a, int axis);
/// The same of an indirect array, for the above.
ndarray sorted_positions_indirect(const ndarray& a, int axis);

}  // namespace tnp
