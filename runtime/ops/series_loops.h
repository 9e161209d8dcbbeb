/// Sums and bases of series over many points, in one pass: what series_values
/// calls for real numbers in main memory.
///
/// Shapes:  `points` N elements, packed; results packed.
/// Dtypes:  float, double.
/// Rounding: as the operations of series_values.cpp one by one; no operation is
///          fused with another.
#pragma once

#include <cstdint>

#include "runtime/ops/series.h"

namespace tnp::ops {

/// One series, or a series for each point.
template <typename T>
struct SeriesCoefficients {
  const T* data;
  std::int64_t count;        // of degrees, at least one
  std::int64_t step;         // elements from one degree to the next
  bool is_of_point = false;  // those of a degree lie one after the other
};

/// The sum of the series at `n` points. `scaled` is the scale of the basis
/// times the points.
template <typename T>
void sum_series(const Series& s, const SeriesCoefficients<T>& c,
                const T* points, const T* scaled, std::int64_t n, T* result);

/// The basis up to degree `count` - 1 at `n` points: `count` rows of n.
template <typename T>
void fill_basis(const Series& s, const T* points, std::int64_t n,
                std::int64_t count, T* rows);

}  // namespace tnp::ops
