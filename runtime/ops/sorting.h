/// Ordering, searching and sets.
///
/// nan sorts last, complex values by real then imaginary part. Sorting is
/// always stable, whatever `kind` says.
#pragma once

#include <span>
#include <string_view>

#include "runtime/ops/support.h"

namespace tnp::ops {

using MaybeKind = std::optional<std::string_view>;

ndarray sort(const ndarray& a, MaybeInt axis, MaybeKind kind,
             std::optional<bool> stable);
/// Sorts the array itself (ndarray.sort).
None sort_in_place(const ndarray& a, std::int64_t axis, MaybeKind kind,
                   std::optional<bool> stable);
ndarray argsort(const ndarray& a, MaybeInt axis, MaybeKind kind,
                std::optional<bool> stable);
/// A copy with the element of each of the rising `places` along `axis` there.
ndarray partitioned(const ndarray& a, std::span<const std::int64_t> places,
                    int axis);
/// Sorted fully where that is the faster way, which `kth` allows.
ndarray partition(const ndarray& a, const ndarray& kth, MaybeInt axis,
                  std::string_view kind);
None partition_in_place(const ndarray& a, const ndarray& kth, std::int64_t axis,
                        std::string_view kind);
ndarray argpartition(const ndarray& a, const ndarray& kth, MaybeInt axis,
                     std::string_view kind);
/// The order by several keys, the last one first.
ndarray lexsort(std::span<const ndarray> keys, std::int64_t axis);
ndarray sort_complex(const ndarray& a);

/// Where `v` would be inserted into the sorted `a`.
ndarray searchsorted(const ndarray& a, const ndarray& v, std::string_view side,
                     const MaybeArray& sorter);

/// Sorted distinct values; then, where asked for, first positions, inverse and
/// counts. With `axis`, distinct slices.
OneOrTuple unique(const ndarray& ar, bool return_index, bool return_inverse,
                  bool return_counts, MaybeInt axis, bool equal_nan,
                  bool sorted);
ndarray unique_values(const ndarray& x);
std::tuple<ndarray, ndarray, ndarray, ndarray> unique_all(const ndarray& x);
std::tuple<ndarray, ndarray> unique_counts(const ndarray& x);
std::tuple<ndarray, ndarray> unique_inverse(const ndarray& x);
ndarray isin(const ndarray& element, const ndarray& test_elements,
             bool assume_unique, bool invert, MaybeKind kind);
OneOrTuple intersect1d(const ndarray& ar1, const ndarray& ar2,
                       bool assume_unique, bool return_indices);
ndarray union1d(const ndarray& ar1, const ndarray& ar2);
ndarray setdiff1d(const ndarray& ar1, const ndarray& ar2, bool assume_unique);
ndarray setxor1d(const ndarray& ar1, const ndarray& ar2, bool assume_unique);

}  // namespace tnp::ops
