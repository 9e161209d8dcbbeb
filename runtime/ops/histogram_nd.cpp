/// Histograms of points in several dimensions.
#include <algorithm>
#include <cmath>
#include <string>

#include "runtime/ops/creation.h"
#include "runtime/ops/linalg.h"
#include "runtime/ops/math.h"
#include "runtime/ops/outer_edges.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/statistics.h"

namespace tnp::ops {
namespace {

std::string label(std::size_t axis) {
  return "`bins[" + std::to_string(axis) + "]`";
}

/// The edges along one axis, of `values` [N].
ndarray axis_edges(const ndarray& values, const AxisBins& bins,
                   const MaybeArray& range, std::size_t axis) {
  if (const auto* count = std::get_if<std::int64_t>(&bins)) {
    if (*count < 1) {
      raise_value_error(label(axis) + " must be positive, when an integer");
    }
    const Edges outer = outer_edges(values, range);
    return linspace(outer.first, outer.last, *count + 1, true, false, {}, 0,
                    {})[0];
  }
  const ndarray edges = std::get<ndarray>(bins);
  if (edges.ndim() != 1) {
    raise_value_error(label(axis) + " must be a scalar or 1d array");
  }
  const std::int64_t n = edges.size();
  if (n > 1 &&
      any_true(call_binary(ufuncs::greater, slice_axis(edges, 0, 0, n - 1),
                           slice_axis(edges, 0, 1, n - 1)))) {
    raise_value_error(label(axis) +
                      " must be monotonically increasing, when an array");
  }
  return edges;
}

/// Adds the bin of each value along one axis to `flat`, -1 where a value is in
/// none. NaN is in none; the last edge is in the last bin.
template <typename T>
void add_bins(const ndarray& values, const ndarray& edges, bool uniform,
              std::int64_t* flat) {
  const std::int64_t bins = edges.size() - 1;
  const T* edge = edges.data_as<T>();
  const T* value = values.data_as<T>();
  const T first = edge[0];
  const T last = edge[bins];
  const double scale = static_cast<double>(bins) /
                       (static_cast<double>(last) - static_cast<double>(first));
  for (std::int64_t i = 0; i < values.size(); ++i) {
    if (flat[i] < 0) continue;
    const T v = value[i];
    if (!(v >= first && v <= last)) {
      flat[i] = -1;
      continue;
    }
    std::int64_t bin;
    if (v == last) {
      bin = std::upper_bound(edge, edge + bins + 1, v) - edge - 2;
    } else if (uniform) {
      // A computed bin may be off by one.
      bin = static_cast<std::int64_t>(
          (static_cast<double>(v) - static_cast<double>(first)) * scale);
      bin = std::min(bin, bins - 1);
      while (v < edge[bin]) --bin;
      while (v >= edge[bin + 1]) ++bin;
    } else {
      bin = std::upper_bound(edge, edge + bins + 1, v) - edge - 1;
    }
    flat[i] = flat[i] * bins + bin;
  }
}

/// The place of each point in the flat histogram, -1 for none.
std::vector<std::int64_t> places(const ndarray& sample,
                                 std::span<const AxisBins> bins,
                                 const Results& edges) {
  std::vector<std::int64_t> flat(static_cast<std::size_t>(sample.shape(0)), 0);
  for (std::size_t axis = 0; axis < bins.size(); ++axis) {
    const ndarray values = select_axis(sample, 1, static_cast<int>(axis));
    const DType common = promote_types(sample.dtype(), edges[axis].dtype());
    const bool uniform = std::holds_alternative<std::int64_t>(bins[axis]);
    const bool is_exact = is_integer(common) && common != DType::kUInt64;
    const DType type = is_exact ? DType::kInt64 : DType::kFloat64;
    const ndarray x = packed(values, type, "histogramdd");
    const ndarray e = packed(edges[axis], type, "histogramdd");
    if (e.size() < 2) {
      std::ranges::fill(flat, -1);
    } else if (is_exact) {
      add_bins<std::int64_t>(x, e, uniform, flat.data());
    } else {
      add_bins<double>(x, e, uniform, flat.data());
    }
  }
  return flat;
}

void check_weights(const ndarray& weights, std::int64_t points) {
  if (!can_cast(weights.dtype(), DType::kFloat64, Casting::kSafe)) {
    raise_type_error("Cannot cast array data from dtype('" +
                     std::string(name(weights.dtype())) +
                     "') to dtype('float64') according to the rule 'safe'");
  }
  if (weights.size() != points) {
    raise_value_error("The weights and list don't have the same length.");
  }
}

ndarray density_of(ndarray counts, const Results& edges) {
  const ndarray total = reduce(Reduction::kSum, counts);
  for (std::size_t axis = 0; axis < edges.size(); ++axis) {
    Shape shape(edges.size(), 1);
    shape[axis] = counts.shape(static_cast<int>(axis));
    counts = divide(counts,
                    diff(edges[axis], 1, -1, {}, {}).reshape(span_of(shape)));
  }
  return divide(counts, total);
}

}  // namespace

std::tuple<ndarray, Results> histogramdd(const ndarray& sample,
                                         std::span<const AxisBins> bins,
                                         std::span<const MaybeArray> ranges,
                                         bool density,
                                         const MaybeArray& weights) {
  if (is_complex(sample.dtype())) {
    raise_type_error("histogramdd() takes real points");
  }
  Results edges;
  Shape shape;
  for (std::size_t axis = 0; axis < bins.size(); ++axis) {
    edges.push_back(axis_edges(select_axis(sample, 1, static_cast<int>(axis)),
                               bins[axis], ranges[axis], axis));
    shape.push_back(std::max<std::int64_t>(edges.back().size() - 1, 0));
  }
  const ndarray counts = ndarray::zeros(span_of(shape), DType::kFloat64);
  const std::vector<std::int64_t> flat = places(sample, bins, edges);
  auto* count = counts.data_as<double>();
  if (weights) {
    check_weights(*weights, sample.shape(0));
    const ndarray factors = packed(*weights, DType::kFloat64, "histogramdd");
    const auto* factor = factors.data_as<double>();
    for (std::size_t i = 0; i < flat.size(); ++i) {
      if (flat[i] >= 0) count[flat[i]] += factor[i];
    }
  } else {
    for (const std::int64_t place : flat) {
      if (place >= 0) count[place] += 1;
    }
  }
  const ndarray result = beside(sample, counts);
  return {density ? density_of(result, edges) : result, edges};
}

}  // namespace tnp::ops
