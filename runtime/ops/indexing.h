/// Choosing and setting elements by condition or index.
#pragma once

#include <span>
#include <string_view>
#include <tuple>

#include "runtime/ops/support.h"

namespace tnp::ops {

/// One argument: the indices of true elements. Three: `x` where the condition
/// holds, else `y`, of their promoted type. ValueError for two.
OneOrTuple where(const ndarray& condition, const MaybeArray& x,
                 const MaybeArray& y);
/// The selection alone.
OneOrTuple where(const ndarray& condition, const ndarray& x, const ndarray& y);

/// A read-only view of a diagonal.
ndarray diagonal(const ndarray& a, std::int64_t offset, std::int64_t axis1,
                 std::int64_t axis2);

ndarray take(const ndarray& a, const ndarray& indices, MaybeInt axis,
             const MaybeArray& out, std::string_view mode);
ndarray take_along_axis(const ndarray& arr, const ndarray& indices,
                        MaybeInt axis);
None put_along_axis(const ndarray& arr, const ndarray& indices,
                    const ndarray& values, MaybeInt axis);
/// a.flat[ind] = v, `v` repeated as needed; mode raise, wrap or clip.
None put(const ndarray& a, const ndarray& ind, const ndarray& v,
         std::string_view mode);
None place(const ndarray& arr, const ndarray& mask, const ndarray& vals);
None putmask(const ndarray& a, const ndarray& mask, const ndarray& values);
None copyto(const ndarray& dst, const ndarray& src, std::string_view casting,
            const MaybeArray& where);
ndarray extract(const ndarray& condition, const ndarray& arr);
ndarray compress(const ndarray& condition, const ndarray& a, MaybeInt axis,
                 const MaybeArray& out);
/// The method's order of arguments.
ndarray compress_method(const ndarray& a, const ndarray& condition,
                        MaybeInt axis, const MaybeArray& out);
ndarray choose(const ndarray& a, std::span<const ndarray> choices,
               const MaybeArray& out, std::string_view mode);
ndarray select(std::span<const ndarray> condlist,
               std::span<const ndarray> choicelist, const ndarray& default_);

ResultTuple nonzero(const ndarray& a);
ndarray flatnonzero(const ndarray& a);
/// The indices of true elements, one row each.
ndarray argwhere(const ndarray& a);
ndarray count_nonzero(const ndarray& a, MaybeAxes axis, bool keepdims);

ResultTuple unravel_index(const ndarray& indices, IntSpan shape,
                          std::string_view order);
ndarray ravel_multi_index(std::span<const ndarray> multi_index, IntSpan dims,
                          std::span<const std::string_view> modes,
                          std::string_view order);
None fill_diagonal(const ndarray& a, const ndarray& val, bool wrap);
ResultTuple diag_indices(std::int64_t n, std::int64_t ndim);
ResultTuple diag_indices_from(const ndarray& arr);
ResultTuple tril_indices(std::int64_t n, std::int64_t k, MaybeInt m);
ResultTuple triu_indices(std::int64_t n, std::int64_t k, MaybeInt m);
ResultTuple tril_indices_from(const ndarray& arr, std::int64_t k);
ResultTuple triu_indices_from(const ndarray& arr, std::int64_t k);
/// An open mesh from one-dimensional sequences.
ResultTuple ix_(std::span<const ndarray> args);

}  // namespace tnp::ops
