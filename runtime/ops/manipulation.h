/// Shapes, axes, joining, splitting and repeating.
///
/// Results are views where NumPy gives views; errors and messages are NumPy's.
#pragma once

#include <span>
#include <string_view>

#include "runtime/ops/support.h"

namespace tnp::ops {

// Axes and shapes: views.
ndarray reshape(const ndarray& a, IntSpan shape, std::string_view order,
                std::optional<bool> copy);
ndarray ravel(const ndarray& a, std::string_view order);
ndarray flatten(const ndarray& a, std::string_view order);
ndarray transpose(const ndarray& a, MaybeAxes axes);
ndarray matrix_transpose(const ndarray& x);
ndarray swapaxes(const ndarray& a, std::int64_t axis1, std::int64_t axis2);
ndarray moveaxis(const ndarray& a, IntSpan source, IntSpan destination);
ndarray rollaxis(const ndarray& a, std::int64_t axis, std::int64_t start);
ndarray expand_dims(const ndarray& a, IntSpan axis);
ndarray squeeze(const ndarray& a, MaybeAxes axis);
ndarray broadcast_to(const ndarray& array, IntSpan shape, bool subok);
ResultTuple broadcast_arrays(std::span<const ndarray> args, bool subok);
Shape broadcast_shapes(std::span<const ndarray> args);
OneOrTuple atleast_1d(std::span<const ndarray> arys);
OneOrTuple atleast_2d(std::span<const ndarray> arys);
/// Two dimensions [M, N] become [M, N, 1], one [N] becomes [1, N, 1].
OneOrTuple atleast_3d(std::span<const ndarray> arys);
ndarray flip(const ndarray& m, MaybeAxes axis);
ndarray fliplr(const ndarray& m);
ndarray flipud(const ndarray& m);
ndarray rot90(const ndarray& m, std::int64_t k, IntSpan axes);
Shape shape(const ndarray& a);
std::int64_t ndim(const ndarray& a);
std::int64_t size(const ndarray& a, MaybeAxes axis);

// Joining: new arrays of the promoted type, or `dtype`.
ndarray concatenate(std::span<const ndarray> arrays, MaybeInt axis,
                    const MaybeArray& out, MaybeDType dtype,
                    std::string_view casting);
ndarray stack(std::span<const ndarray> arrays, std::int64_t axis,
              const MaybeArray& out, MaybeDType dtype,
              std::string_view casting);
ndarray hstack(std::span<const ndarray> tup, MaybeDType dtype,
               std::string_view casting);
ndarray vstack(std::span<const ndarray> tup, MaybeDType dtype,
               std::string_view casting);
ndarray dstack(std::span<const ndarray> tup);
ndarray column_stack(std::span<const ndarray> tup);
ndarray append(const ndarray& arr, const ndarray& values, MaybeInt axis);

// Splitting: views. `indices_or_sections` 0-d: that many parts, else the cuts.
Results split(const ndarray& ary, const ndarray& indices_or_sections,
              std::int64_t axis);
Results array_split(const ndarray& ary, const ndarray& indices_or_sections,
                    std::int64_t axis);
Results hsplit(const ndarray& ary, const ndarray& indices_or_sections);
Results vsplit(const ndarray& ary, const ndarray& indices_or_sections);
Results dsplit(const ndarray& ary, const ndarray& indices_or_sections);
ResultTuple unstack(const ndarray& x, std::int64_t axis);

// Repeating, shifting, inserting: new arrays.
ndarray tile(const ndarray& a, IntSpan reps);
ndarray repeat(const ndarray& a, const ndarray& repeats, MaybeInt axis);
ndarray roll(const ndarray& a, const ndarray& shift, MaybeAxes axis);
ndarray resize(const ndarray& a, IntSpan new_shape);
ndarray delete_(const ndarray& arr, const ndarray& obj, MaybeInt axis);
ndarray insert(const ndarray& arr, const ndarray& obj, const ndarray& values,
               MaybeInt axis);
struct Extent {
  std::int64_t first = 0;
  std::int64_t last = 0;  // one past it
};
/// Where along each axis elements that are not zero begin and end, for the ends
/// that `trim` names ("f", "b", "fb") and the axes, all by default.
std::vector<Extent> nonzero_box(const ndarray& filt, std::string_view trim,
                                MaybeAxes axis);
/// What is in that box: a view.
ndarray trim_zeros(const ndarray& filt, std::string_view trim,
                   MaybeAxes axis = {});

/// Pads every axis. `pad_width` broadcasts to [ndim, 2]; `constant_values`,
/// `end_values` and `stat_length` likewise.
/// Modes: constant, edge, empty, linear_ramp, maximum, mean, minimum, reflect
/// (also `reflect_type` "odd"), symmetric, wrap.
ndarray pad(const ndarray& array, const ndarray& pad_width,
            std::string_view mode, const MaybeArray& constant_values,
            const MaybeArray& end_values, const MaybeArray& stat_length,
            std::optional<std::string_view> reflect_type);

/// Truth values as bits of uint8, eight along `axis` in one, the rest zeros; in
/// one axis where none is given. `bitorder`: "big" or "little".
ndarray packbits(const ndarray& a, MaybeInt axis, std::string_view bitorder);
/// The bits of uint8 along `axis`: the first `count`, or all but -`count`.
ndarray unpackbits(const ndarray& a, MaybeInt axis, MaybeInt count,
                   std::string_view bitorder);

}  // namespace tnp::ops
