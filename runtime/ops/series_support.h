/// What the files of series.h share.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "runtime/ops/series.h"

namespace tnp::ops {

/// One series, trimmed: a new 1-d array.
ndarray one_series(const ndarray& c);
/// Without trailing zeros, but for one: a view.
ndarray without_trailing_zeros(const ndarray& c);

/// The element, or row, `i` of the first axis, from the end where negative.
ndarray nth(const ndarray& c, std::int64_t i);
/// All but the last.
ndarray but_last(const ndarray& c);
/// The elements in reverse order: a view.
ndarray reversed(const ndarray& c);
/// The first coefficient alone, times zero.
ndarray zero_like_first(const ndarray& c);

/// `values` as a 1-d array of the type and on the device of `like`.
ndarray constants_like(const ndarray& like, std::span<const double> values);
/// The same of value(0), value(1), ... up to `n` of them.
template <typename Value>
ndarray constants_like(const ndarray& like, std::int64_t n, Value value) {
  std::vector<double> values(static_cast<std::size_t>(n));
  for (std::int64_t i = 0; i < n; ++i) {
    values[static_cast<std::size_t>(i)] = value(static_cast<double>(i));
  }
  return constants_like(like, values);
}

/// Coefficients as they are evaluated: at least one axis, integers in float64.
ndarray coefficients(const ndarray& c);

/// An integer. TypeError otherwise: "`what` must be an integer, received 0.5".
std::int64_t integer_from(const ndarray& value, std::string_view what);

/// A number that Python's `int` takes; the caller checks that it is whole.
/// OverflowError for infinity, ValueError for nan.
double finite_from(const ndarray& value);

}  // namespace tnp::ops
