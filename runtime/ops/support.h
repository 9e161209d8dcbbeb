/// Shorthands that the compositions share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/ndarray.h"
#include "runtime/core/promotion.h"
#include "runtime/core/reduce.h"
#include "runtime/core/ufunc.h"
#include "runtime/ops/results.h"

namespace tnp::ops {

/// `np.ndarray?` and `int?` of the rule table.
using MaybeArray = std::optional<ndarray>;
using MaybeInt = std::optional<std::int64_t>;
using MaybeFloat = std::optional<double>;
using MaybeAxes = std::optional<IntSpan>;
using MaybeDType = std::optional<DType>;

/// A Python number: weak in promotion.
inline ndarray number(double value) {
  return ndarray::from_scalar(Scalar(value), true);
}
inline ndarray number(std::int64_t value) {
  return ndarray::from_scalar(Scalar(value), true);
}
inline ndarray number(int value) {
  return number(static_cast<std::int64_t>(value));
}

inline ndarray add(const ndarray& a, const ndarray& b) {
  return call_binary(ufuncs::add, a, b);
}
inline ndarray subtract(const ndarray& a, const ndarray& b) {
  return call_binary(ufuncs::subtract, a, b);
}
inline ndarray multiply(const ndarray& a, const ndarray& b) {
  return call_binary(ufuncs::multiply, a, b);
}
inline ndarray divide(const ndarray& a, const ndarray& b) {
  return call_binary(ufuncs::divide, a, b);
}

/// Options of a reduction over `axes`.
inline ReduceOptions over_axes(MaybeAxes axes, bool keepdims = false,
                               MaybeDType dtype = {}) {
  ReduceOptions options;
  options.axes = axes;
  options.keepdims = keepdims;
  options.dtype = dtype;
  return options;
}

/// The array without the mark of a Python number.
ndarray strong(const ndarray& a);

/// The elements start, start + step, ... along `axis`: a view. The caller knows
/// that they exist.
ndarray slice_axis(const ndarray& a, int axis, std::int64_t start,
                   std::int64_t length, std::int64_t step = 1);
/// One position along `axis`, which disappears: a view.
ndarray select_axis(const ndarray& a, int axis, std::int64_t index);
/// A view with a new axis of extent one at `axis`.
ndarray insert_axis(const ndarray& a, int axis);
/// A view with axis `from` moved to `to`; both are normalised.
ndarray move_axis(const ndarray& a, int from, int to);
/// One-dimensional in C order, a view where possible.
ndarray flattened(const ndarray& a);
/// At least `ndim` axes, new ones in front: a view.
ndarray with_ndim(const ndarray& a, int ndim);

/// The array itself or, of bools and integers, cast to float64 (by torch's
/// promotion, to torch's default type).
ndarray as_inexact(const ndarray& a);
/// Cast without a check, itself where nothing changes.
ndarray cast_to(const ndarray& a, DType dtype);
/// Direct, C-contiguous and of type `dtype`: ready for a loop over `data_as`.
/// From a GPU it is a copy. NotImplementedError if that would lose a gradient.
ndarray packed(const ndarray& a, DType dtype, std::string_view function);

/// What a loop over packed arrays made of `a`, on the device of `a`.
ndarray beside(const ndarray& a, const ndarray& result);

/// NotImplementedError unless the array's memory can be read here.
void require_direct(const ndarray& a, std::string_view function);
/// The elements as int64. TypeError unless integer or bool.
std::vector<std::int64_t> int_values(const ndarray& a,
                                     std::string_view function);
/// Whether every element is true.
bool all_true(const ndarray& a);
bool any_true(const ndarray& a);

/// `ddof`, or its other name. ValueError for both.
double degrees_removed(double ddof, MaybeFloat correction);

/// `out` when given (checked for its shape, cast as `casting`), else `result`.
ndarray deliver(const ndarray& result, const MaybeArray& out,
                Casting casting = Casting::kSameKind);

/// The shape with `axis` removed, or set to `extent`.
Shape without_axis(IntSpan shape, int axis);
Shape with_extent(IntSpan shape, int axis, std::int64_t extent);

/// Casting named as in Python. ValueError when unknown.
Casting casting_from(std::string_view casting);
/// The first letter of `order` as C, F, A or K. ValueError as NumPy's.
char order_from(std::string_view order);
/// NumPy's check of `device=`. ValueError unless none or "cpu".
void check_device(const std::optional<std::string_view>& device);

/// Adds an axis position to `ndim` as NumPy's normalize_axis_tuple does.
std::vector<int> normalized_axes(IntSpan axes, int ndim,
                                 std::string_view argument = {});

}  // namespace tnp::ops
