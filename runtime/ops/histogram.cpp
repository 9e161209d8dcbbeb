/// Histograms and counts of integers.
#include <algorithm>
#include <cmath>

#include "runtime/core/indexing.h"
#include "runtime/ops/creation.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/outer_edges.h"
#include "runtime/ops/products.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/sorting.h"
#include "runtime/ops/statistics.h"

namespace tnp::ops {

Edges outer_edges(const ndarray& a, const MaybeArray& range) {
  Edges edges;
  if (range) {
    if (range->size() != 2) {
      raise_value_error("range must be a pair of numbers");
    }
    const ndarray pair = flattened(*range);
    edges = {select_axis(pair, 0, 0), select_axis(pair, 0, 1)};
    if (edges.first.item(0).as_double() > edges.last.item(0).as_double()) {
      raise_value_error("max must be larger than min in range parameter.");
    }
  } else if (a.size() == 0) {
    edges = {strong(number(0)), strong(number(1))};
  } else {
    edges = {reduce(Reduction::kMin, a), reduce(Reduction::kMax, a)};
  }
  const double first = edges.first.item(0).as_double();
  const double last = edges.last.item(0).as_double();
  if (!std::isfinite(first) || !std::isfinite(last)) {
    raise_value_error(std::string(range ? "supplied" : "autodetected") +
                      " range is not finite");
  }
  if (first == last) {
    edges.first = subtract(edges.first, number(0.5));
    edges.last = add(edges.last, number(0.5));
  }
  return edges;
}

namespace {

ndarray where_true(const ndarray& values, const ndarray& mask) {
  return tnp::take(values, tnp::nonzero(mask)[0], 0);
}

double extremum(Reduction reduction, const ndarray& a) {
  return reduce(reduction, a).item(0).as_double();
}

double standard_deviation(const ndarray& a) {
  return std(a, {}, {}, {}, 0, false, {}, {}).item(0).as_double();
}

/// Doane's width: Sturges' with a term for the skewness.
double skewed_width(const ndarray& a, double extent) {
  const auto n = static_cast<double>(a.size());
  if (n <= 2) return 0;
  const double deviation = standard_deviation(a);
  if (!(deviation > 0)) return 0;
  const ndarray center = mean(a, {}, {}, {}, false, {});
  const ndarray scaled = divide(subtract(a, center), number(deviation));
  const ndarray cubes = call_binary(ufuncs::power, scaled, number(3));
  const double skewness =
      mean(cubes, {}, {}, {}, false, {}).item(0).as_double();
  const double error = std::sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3)));
  return extent /
         (1.0 + std::log2(n) + std::log2(1.0 + std::abs(skewness) / error));
}

/// Stone's width: of the number of bins with the least estimated loss.
double least_loss_width(const ndarray& a, double extent, const Edges& outer) {
  const auto n = static_cast<double>(a.size());
  if (n <= 1 || extent == 0) return 0;
  const ndarray parts[] = {insert_axis(outer.first, 0),
                           insert_axis(outer.last, 0)};
  const ndarray range = concatenate(parts, 0, {}, {}, "same_kind");
  const std::int64_t limit =
      std::max<std::int64_t>(100, static_cast<std::int64_t>(std::sqrt(n)));
  std::int64_t best = 0;
  double least = 0;
  for (std::int64_t bins = 1; bins <= limit; ++bins) {
    const ndarray counts = std::get<0>(
        histogram(a, strong(number(bins)), range, std::nullopt, {}));
    const ndarray shares = divide(counts, number(n));
    const double squares = inner(shares, shares).item(0).as_double();
    const double loss =
        (2 - (n + 1) * squares) / (extent / static_cast<double>(bins));
    if (best == 0 || loss < least) {
      best = bins;
      least = loss;
    }
  }
  if (best == limit) {
    warn(WarningKind::kRuntimeWarning,
         "The number of bins estimated may be suboptimal.");
  }
  return extent / static_cast<double>(best);
}

/// Bin widths by the named estimator (Freedman-Diaconis, Scott, ...).
double estimated_width(std::string_view name, const ndarray& a,
                       const Edges& outer) {
  const double n = static_cast<double>(a.size());
  const double extent =
      extremum(Reduction::kMax, a) - extremum(Reduction::kMin, a);
  if (name == "sturges") return extent / (std::log2(n) + 1.0);
  if (name == "sqrt") return extent / std::sqrt(n);
  if (name == "rice") return extent / (2.0 * std::cbrt(n));
  if (name == "scott") {
    return std::cbrt(24.0 * std::sqrt(M_PI) / n) * standard_deviation(a);
  }
  if (name == "fd" || name == "auto") {
    const double quarters[] = {75, 25};
    const std::int64_t shape[] = {2};
    const ndarray q = ndarray::empty(shape, DType::kFloat64);
    std::copy_n(quarters, 2, q.data_as<double>());
    const ndarray p = percentile(a, q, {}, {}, false, "linear", false, {});
    const double spread = p.item(0).as_double() - p.item(1).as_double();
    const double fd = 2.0 * spread / std::cbrt(n);
    if (name == "fd") return fd;
    const double sturges = extent / (std::log2(n) + 1.0);
    const double root = extent / std::sqrt(n);
    // A vanishing interquartile range would give absurdly many bins.
    return fd != 0 ? std::min(std::max(fd, root / 2), sturges) : sturges;
  }
  if (name == "doane") return skewed_width(a, extent);
  if (name == "stone") return least_loss_width(a, extent, outer);
  raise_value_error("'" + std::string(name) +
                    "' is not a valid estimator for `bins`");
}

/// The edges, and whether they are equally spaced.
struct BinEdges {
  ndarray edges;
  bool uniform = false;
  Edges outer;
};

std::int64_t estimated_bins(std::string_view name, const ndarray& a,
                            const Edges& outer, bool has_weights) {
  if (has_weights) {
    raise_type_error(
        "Automated estimation of the number of bins is not supported for "
        "weighted data");
  }
  const double low = outer.first.item(0).as_double();
  const double high = outer.last.item(0).as_double();
  const ndarray keep = call_binary(
      ufuncs::logical_and, call_binary(ufuncs::greater_equal, a, outer.first),
      call_binary(ufuncs::less_equal, a, outer.last));
  const ndarray inside = where_true(a, keep);
  if (inside.size() == 0) {
    return 1;
  }
  double width = estimated_width(name, inside, outer);
  if (width == 0 || std::isnan(width)) return 1;
  if (is_integer(a.dtype()) && width < 1) width = 1;
  return static_cast<std::int64_t>(std::ceil((high - low) / width));
}

BinEdges bin_edges_of(const ndarray& a, const Bins& bins,
                      const MaybeArray& range, bool has_weights) {
  BinEdges result;
  std::int64_t count = 0;
  if (const ndarray* given = std::get_if<ndarray>(&bins)) {
    if (given->ndim() == 1) {
      result.edges = *given;
      const std::int64_t n = given->size();
      if (n > 1 &&
          any_true(call_binary(ufuncs::greater, slice_axis(*given, 0, 0, n - 1),
                               slice_axis(*given, 0, 1, n - 1)))) {
        raise_value_error("`bins` must increase monotonically, when an array");
      }
      return result;
    }
    if (given->ndim() > 1)
      raise_value_error("`bins` must be 1d, when an array");
    if (!is_integer(given->dtype()) && !is_bool(given->dtype())) {
      raise_type_error("`bins` must be an integer, a string, or an array");
    }
    count = given->item(0).as_int64();
    if (count < 1)
      raise_value_error("`bins` must be positive, when an integer");
    result.outer = outer_edges(a, range);
  } else {
    result.outer = outer_edges(a, range);
    count = estimated_bins(std::get<std::string_view>(bins), a, result.outer,
                           has_weights);
  }
  DType type = result_type({&result.outer.first, &result.outer.last, &a});
  if (!is_inexact(type)) type = promote_types(type, DType::kFloat64);
  result.edges = linspace(result.outer.first, result.outer.last, count + 1,
                          true, false, type, 0, {})[0];
  result.uniform = true;
  if (any_true(call_binary(ufuncs::greater_equal,
                           slice_axis(result.edges, 0, 0, count),
                           slice_axis(result.edges, 0, 1, count)))) {
    raise_value_error("Too many bins for data range. Cannot create " +
                      std::to_string(count) + " finite-sized bins.");
  }
  return result;
}

/// Bins of equal width: computed, then corrected against the edges, since the
/// computation may be off by an ulp. One pass; T is the type of the edges.
template <typename T>
void count_uniform(const ndarray& data, const ndarray& edges, T first, T last,
                   const double* weights, std::int64_t* counts, double* sums) {
  const std::int64_t bins = edges.size() - 1;
  const T* edge = edges.data_as<T>();
  const T* values = data.data_as<T>();
  const T extent = last - first;
  for (std::int64_t i = 0; i < data.size(); ++i) {
    const T value = values[i];
    if (!(value >= first && value <= last)) continue;
    auto bin = static_cast<std::int64_t>((value - first) / extent *
                                         static_cast<T>(bins));
    if (bin == bins) --bin;
    if (value < edge[bin]) --bin;
    if (bin != bins - 1 && value >= edge[bin + 1]) ++bin;
    if (weights) {
      sums[bin] += weights[i];
    } else {
      ++counts[bin];
    }
  }
}

ndarray uniform_histogram(const ndarray& a, const BinEdges& bins,
                          const MaybeArray& weights) {
  const std::int64_t shape[] = {bins.edges.size() - 1};
  const ndarray counts = ndarray::zeros(shape, DType::kInt64);
  const ndarray sums = ndarray::zeros(shape, DType::kFloat64);
  const DType type =
      bins.edges.dtype() == DType::kFloat32 ? DType::kFloat32 : DType::kFloat64;
  const ndarray data = packed(a, type, "histogram");
  const ndarray edges = packed(bins.edges, type, "histogram");
  ndarray w;
  if (weights) w = packed(*weights, DType::kFloat64, "histogram");
  const double* factors = weights ? w.data_as<double>() : nullptr;
  const double first = bins.outer.first.item(0).as_double();
  const double last = bins.outer.last.item(0).as_double();
  if (type == DType::kFloat32) {
    count_uniform<float>(
        data, edges, static_cast<float>(first), static_cast<float>(last),
        factors, counts.data_as<std::int64_t>(), sums.data_as<double>());
  } else {
    count_uniform<double>(data, edges, first, last, factors,
                          counts.data_as<std::int64_t>(),
                          sums.data_as<double>());
  }
  return beside(a, weights ? cast_to(sums, weights->dtype()) : counts);
}

/// Any edges: differences of cumulated counts.
ndarray general_histogram(const ndarray& a, const ndarray& edges,
                          const MaybeArray& weights) {
  const std::int64_t bins = edges.size() - 1;
  const ndarray order = argsort(a, 0, {}, {});
  const ndarray sorted = tnp::take(a, order, 0);
  const ndarray at[] = {
      searchsorted(sorted, slice_axis(edges, 0, 0, bins), "left", {}),
      searchsorted(sorted, slice_axis(edges, 0, bins, 1), "right", {})};
  ndarray cumulated = concatenate(at, 0, {}, {}, "same_kind");
  if (weights) {
    const std::int64_t one[] = {1};
    const ndarray sums[] = {ndarray::zeros(one, weights->dtype()),
                            cumsum(tnp::take(*weights, order, 0), 0, {}, {})};
    cumulated =
        tnp::take(concatenate(sums, 0, {}, {}, "same_kind"), cumulated, 0);
  }
  const ndarray counts = diff(cumulated, 1, 0, {}, {});
  return weights ? cast_to(counts, weights->dtype()) : counts;
}

struct Data {
  ndarray a;
  MaybeArray weights;
};
Data flat_data(const ndarray& a, const MaybeArray& weights) {
  Data data{flattened(strong(a)), {}};
  if (is_bool(a.dtype())) {
    warn(WarningKind::kRuntimeWarning,
         "Converting input from bool to <class 'numpy.uint8'> for "
         "compatibility.");
    data.a = cast_to(data.a, DType::kUInt8);
  }
  if (weights) {
    if (!std::ranges::equal(weights->shape(), a.shape())) {
      raise_value_error("weights should have the same shape as a.");
    }
    data.weights = flattened(*weights);
  }
  return data;
}

}  // namespace

std::tuple<ndarray, ndarray> histogram(const ndarray& a, const Bins& bins,
                                       const MaybeArray& range,
                                       std::optional<bool> density,
                                       const MaybeArray& weights) {
  const Data data = flat_data(a, weights);
  const BinEdges edges = bin_edges_of(data.a, bins, range, weights.has_value());
  const bool real_weights = !weights || !is_complex(weights->dtype());
  const ndarray counts =
      edges.uniform && real_weights
          ? uniform_histogram(data.a, edges, data.weights)
          : general_histogram(data.a, edges.edges, data.weights);
  if (!density.value_or(false)) return {counts, edges.edges};
  const ndarray widths =
      cast_to(diff(edges.edges, 1, -1, {}, {}), DType::kFloat64);
  const ndarray total = reduce(Reduction::kSum, counts);
  return {divide(divide(counts, widths), total), edges.edges};
}

ndarray histogram_bin_edges(const ndarray& a, const Bins& bins,
                            const MaybeArray& range,
                            const MaybeArray& weights) {
  const Data data = flat_data(a, weights);
  return bin_edges_of(data.a, bins, range, weights.has_value()).edges;
}

ndarray bincount(const ndarray& x, const MaybeArray& weights,
                 std::int64_t minlength) {
  if (minlength < 0) raise_value_error("'minlength' must not be negative");
  if (x.ndim() != 1) {
    raise_value_error(x.ndim() > 1 ? "object too deep for desired array"
                                   : "object of too small depth for desired "
                                     "array");
  }
  // Unsigned integers may be counted where they are small enough.
  const bool is_counted = x.dtype() == DType::kUInt64;
  if (x.size() > 0 && !is_counted &&
      !can_cast(x.dtype(), DType::kInt64, Casting::kSafe)) {
    raise_type_error("Cannot cast array data from dtype('" +
                     std::string(name(x.dtype())) +
                     "') to dtype('int64') according to the rule 'safe'");
  }
  const std::vector<std::int64_t> values = int_values(x, "bincount");
  std::int64_t n = minlength;
  for (std::int64_t value : values) {
    if (value < 0) {
      raise_value_error("'list' argument must have no negative elements");
    }
    n = std::max(n, value + 1);
  }
  const std::int64_t shape[] = {n};
  if (!weights) {
    const ndarray counts = ndarray::zeros(shape, DType::kInt64);
    for (std::int64_t value : values) ++counts.data_as<std::int64_t>()[value];
    return beside(x, counts);
  }
  if (!can_cast(weights->dtype(), DType::kFloat64, Casting::kSafe)) {
    raise_type_error("Cannot cast array data from dtype('" +
                     std::string(name(weights->dtype())) +
                     "') to dtype('float64') according to the rule 'safe'");
  }
  if (weights->size() != x.size()) {
    raise_value_error("The weights and list don't have the same length.");
  }
  const ndarray w = packed(*weights, DType::kFloat64, "bincount");
  const ndarray sums = ndarray::zeros(shape, DType::kFloat64);
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums.data_as<double>()[values[i]] += w.data_as<double>()[i];
  }
  return beside(x, sums);
}

ndarray digitize(const ndarray& x, const ndarray& bins, bool right) {
  if (is_complex(x.dtype())) raise_type_error("x may not be complex");
  if (is_complex(bins.dtype())) {
    raise_type_error(
        "Cannot cast array data from dtype('complex128') to dtype('float64') "
        "according to the rule 'safe'");
  }
  if (bins.ndim() != 1) raise_value_error("object too deep for desired array");
  const std::int64_t n = bins.size();
  if (n < 2) return searchsorted(bins, x, right ? "left" : "right", {});
  const ndarray head = slice_axis(bins, 0, 0, n - 1);
  const ndarray tail = slice_axis(bins, 0, 1, n - 1);
  if (all_true(call_binary(ufuncs::less_equal, head, tail))) {
    return searchsorted(bins, x, right ? "left" : "right", {});
  }
  if (!all_true(call_binary(ufuncs::greater_equal, head, tail))) {
    raise_value_error("bins must be monotonically increasing or decreasing");
  }
  const ndarray reversed = slice_axis(bins, 0, n - 1, n, -1);
  return subtract(number(n),
                  searchsorted(reversed, x, right ? "left" : "right", {}));
}

}  // namespace tnp::ops
