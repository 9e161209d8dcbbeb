/// Medians and quantiles.
///
/// The reduced axes are gathered into one, which is sorted; each quantile is a
/// position in it (a "virtual index"), possibly between two elements. Formulas
/// are Hyndman and Fan's, "Sample Quantiles in Statistical Packages" (1996).
#include <algorithm>
#include <cmath>
#include <limits>

#include "runtime/core/indexing.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/quiet.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/sorting.h"
#include "runtime/ops/statistics.h"

namespace tnp::ops {
namespace {

/// The reduced axes as one last axis, and the shapes of results.
struct Gathered {
  ndarray array;  // [kept..., n]
  Shape kept;     // the result's shape with keepdims
  Shape dropped;  // and without
};

Gathered gather(const ndarray& a, MaybeAxes axis) {
  std::vector<bool> reduced(a.ndim(), !axis);
  if (axis) {
    for (int i : normalized_axes(*axis, a.ndim())) reduced[i] = true;
  }
  Gathered g;
  std::vector<int> order;
  std::int64_t n = 1;
  for (int i = 0; i < a.ndim(); ++i) {
    g.kept.push_back(reduced[i] ? 1 : a.shape(i));
    if (reduced[i]) {
      n *= a.shape(i);
    } else {
      order.push_back(i);
      g.dropped.push_back(a.shape(i));
    }
  }
  for (int i = 0; i < a.ndim(); ++i) {
    if (reduced[i]) order.push_back(i);
  }
  Shape shape = g.dropped;
  shape.push_back(n);
  g.array = strong(a).permuted(order).reshape(span_of(shape));
  return g;
}

/// nan where the last (greatest) element of a sorted lane is nan.
ndarray with_nans(const ndarray& result, const ndarray& sorted) {
  const int axis = sorted.ndim() - 1;
  if (!is_inexact(sorted.dtype()) || sorted.shape(axis) == 0) return result;
  const ndarray last = select_axis(sorted, axis, sorted.shape(axis) - 1);
  const ndarray nans = call_unary(ufuncs::isnan, last);
  if (!any_true(nans)) return result;
  return where(nans, cast_to(last, result.dtype()), result)[0];
}

}  // namespace

ndarray median(const ndarray& a, MaybeAxes axis, const MaybeArray& out, bool,
               bool keepdims) {
  const Gathered g = gather(a, axis);
  const int last = g.array.ndim() - 1;
  const std::int64_t n = g.array.shape(last);
  const std::int64_t along[] = {last};
  const std::int64_t half = n / 2;
  const std::int64_t places[] = {std::max<std::int64_t>(half - 1, 0), half};
  // What is nan comes last in any case.
  const ndarray sorted = partitioned(g.array, places, last);
  const ndarray middle = n % 2 == 1 ? slice_axis(sorted, last, half, 1)
                         : n == 0   ? sorted
                                    : slice_axis(sorted, last, half - 1, 2);
  const ndarray result =
      with_nans(mean(middle, along, {}, {}, false, {}), sorted);
  return deliver(result.reshape(span_of(keepdims ? g.kept : g.dropped)), out,
                 Casting::kUnsafe);
}

namespace {

/// alpha and beta of the continuous methods.
struct Method {
  std::string_view name;
  double alpha;
  double beta;
};
constexpr Method kContinuous[] = {
    {"interpolated_inverted_cdf", 0, 1},
    {"hazen", 0.5, 0.5},
    {"weibull", 0, 0},
    {"median_unbiased", 1 / 3.0, 1 / 3.0},
    {"normal_unbiased", 3 / 8.0, 3 / 8.0},
};

/// Where a quantile lies: between `previous` and `next`, by `gamma`. Discrete
/// methods have `exact` set and use `previous` alone.
struct Position {
  std::int64_t previous = 0;
  std::int64_t next = 0;
  double gamma = 0;
  bool exact = false;
};

Position exactly(double index, std::int64_t n) {
  const auto at = static_cast<std::int64_t>(index);
  return {std::clamp<std::int64_t>(at, 0, std::max<std::int64_t>(n - 1, 0)), 0,
          0, true};
}

Position boundary(double index, bool to_previous, std::int64_t n) {
  const double floor = std::floor(index);
  return exactly(to_previous ? floor : floor + 1, n);
}

/// Rounds as the type in which NumPy computes positions would.
double rounded(double value, bool single) {
  return single ? static_cast<double>(static_cast<float>(value)) : value;
}

Position between(double index, std::int64_t n, bool single) {
  Position p;
  if (index >= static_cast<double>(n - 1)) {
    p.previous = p.next = n - 1;
    // NumPy keeps index minus the replaced index -1; both ends are equal.
    p.gamma = index + 1;
  } else if (index < 0) {
    p.gamma = index;
  } else {
    p.previous = static_cast<std::int64_t>(std::floor(index));
    p.next = p.previous + 1;
    p.gamma = rounded(index - std::floor(index), single);
  }
  return p;
}

Position position_of(std::string_view method, double q, std::int64_t n,
                     bool single) {
  const double count = static_cast<double>(n);
  const auto r = [single](double value) { return rounded(value, single); };
  if (method == "linear") return between(r((count - 1) * q), n, single);
  if (method == "lower") return exactly(std::floor(r((count - 1) * q)), n);
  if (method == "higher") return exactly(std::ceil(r((count - 1) * q)), n);
  if (method == "nearest") {
    return exactly(std::nearbyint(r((count - 1) * q)), n);
  }
  if (method == "midpoint") {
    const double index = r((count - 1) * q);
    Position p =
        between(r(0.5 * (std::floor(index) + std::ceil(index))), n, single);
    if (p.gamma != 0) p.gamma = 0.5;
    return p;
  }
  if (method == "inverted_cdf") {
    const double index = r(r(count * q) - 1);
    return boundary(index, index - std::floor(index) == 0, n);
  }
  if (method == "closest_observation") {
    const double index = r(r(count * q) - 1 - 0.5);
    const double floor = std::floor(index);
    const bool odd = std::fmod(floor, 2) == 1 || std::fmod(floor, 2) == -1;
    return boundary(index, index - floor == 0 && odd, n);
  }
  if (method == "averaged_inverted_cdf") {
    const double index = r(r(count * q) - 1);
    Position p = between(index, n, single);
    p.gamma = p.gamma == 0 ? 0.5 : 1.0;
    return p;
  }
  for (const Method& m : kContinuous) {
    if (m.name != method) continue;
    const double index =
        r(r(r(count * q) + r(m.alpha + r(q * (1 - m.alpha - m.beta)))) - 1);
    return between(index, n, single);
  }
  raise_value_error("'" + std::string(method) +
                    "' is not a valid method. Use one of: linear, lower, "
                    "higher, midpoint, nearest, inverted_cdf, "
                    "averaged_inverted_cdf, closest_observation, "
                    "interpolated_inverted_cdf, hazen, weibull, "
                    "median_unbiased, normal_unbiased");
}

/// a + (b - a) * t, from the nearer end.
ndarray lerp(const ndarray& a, const ndarray& b, double t, bool weak) {
  const auto weight = [weak](double value) {
    return weak ? number(value) : strong(number(value));
  };
  const ndarray difference = subtract(b, a);
  if (t >= 0.5) return subtract(b, multiply(difference, weight(1 - t)));
  return add(a, multiply(difference, weight(t)));
}

/// One quantile of the sorted lanes.
ndarray quantile_of(const ndarray& sorted, double q, std::string_view method,
                    bool single, bool weak) {
  const int last = sorted.ndim() - 1;
  const std::int64_t n = sorted.shape(last);
  const Position p = position_of(method, q, n, single);
  if (p.exact) return select_axis(sorted, last, p.previous);
  return lerp(select_axis(sorted, last, p.previous),
              select_axis(sorted, last, p.next), p.gamma, weak);
}

/// Inverse of the weighted empirical distribution.
ndarray weighted_quantile(const ndarray& lanes, const ndarray& weights,
                          double q) {
  const int last = lanes.ndim() - 1;
  const ndarray order = argsort(lanes, last, {}, {});
  const ndarray sorted = take_along_axis(lanes, order, last);
  const ndarray w = take_along_axis(weights, order, last);
  ndarray cdf = cumsum(w, last, DType::kFloat64, {});
  const std::int64_t n = lanes.shape(last);
  cdf = divide(cdf, insert_axis(select_axis(cdf, last, n - 1), last));
  if (any_true(call_unary(ufuncs::isnan, select_axis(cdf, last, n - 1)))) {
    raise_value_error("Weights included NaN, inf or were all zero.");
  }
  // Leading zero weights must never be chosen.
  cdf = where(call_binary(ufuncs::equal, cdf, number(0)), number(-1.0), cdf)[0];
  const std::int64_t along[] = {last};
  const ndarray below = call_binary(ufuncs::less, cdf, number(q));
  const ndarray at = call_binary(
      ufuncs::minimum, reduce(Reduction::kSum, below, over_axes(along, true)),
      number(n - 1));
  return with_nans(select_axis(take_along_axis(sorted, at, last), last, 0),
                   sorted);
}

void check_weights(std::string_view method, const ndarray& weights) {
  if (method != "inverted_cdf") {
    raise_value_error("Only method 'inverted_cdf' supports weights. Got: " +
                      std::string(method) + ".");
  }
  if (any_true(call_binary(ufuncs::less, weights, number(0)))) {
    raise_value_error("Weights must be non-negative.");
  }
}

std::vector<double> quantiles(const ndarray& q) {
  if (q.ndim() > 2) raise_value_error("q must be a scalar or 1d");
  const ndarray values = packed(q, DType::kFloat64, "quantile");
  const double* data = values.data_as<double>();
  return {data, data + values.size()};
}

/// The type of positions: NumPy computes them in the type of `q`, which takes
/// the type of a floating-point array.
bool computes_in_single(const ndarray& a, const ndarray& q) {
  if (q.is_weak()) return a.dtype() == DType::kFloat32;
  return q.dtype() == DType::kFloat32 && !is_integer(a.dtype());
}

/// The weights of each element, gathered as the elements are.
ndarray spread_weights(const ndarray& a, MaybeAxes axis,
                       std::string_view method, const ndarray& weights) {
  check_weights(method, weights);
  if (std::ranges::equal(weights.shape(), a.shape())) {
    return gather(weights, axis).array;
  }
  if (weights.ndim() != 1 || !axis || axis->size() != 1) {
    raise_type_error(
        "Axis must be specified when shapes of a and weights differ.");
  }
  Shape shape(a.ndim(), 1);
  shape[normalize_axis((*axis)[0], a.ndim())] = weights.size();
  const ndarray along = weights.reshape(span_of(shape));
  return gather(along.broadcast_to(a.shape()), axis).array;
}

/// The type of an interpolated quantile: positions that are no Python numbers
/// take part in it.
DType widened_by(DType type, const ndarray& q, std::string_view method) {
  const bool is_discrete = method == "lower" || method == "higher" ||
                           method == "nearest" || method == "inverted_cdf" ||
                           method == "closest_observation";
  if (is_discrete || q.is_weak() || !is_inexact(q.dtype())) return type;
  return promote_types(type, q.dtype());
}

/// Ordered as far as the quantiles need it.
ndarray ordered_for(const ndarray& lanes, const std::vector<double>& values,
                    std::string_view method, bool single) {
  const int last = lanes.ndim() - 1;
  std::vector<std::int64_t> places;
  for (double value : values) {
    const Position p = position_of(method, value, lanes.shape(last), single);
    places.push_back(p.previous);
    if (!p.exact) places.push_back(p.next);
  }
  std::ranges::sort(places);
  return partitioned(lanes, places, last);
}

ndarray quantiles_of(const ndarray& a, const ndarray& q,
                     const std::vector<double>& values, MaybeAxes axis,
                     const MaybeArray& out, std::string_view method,
                     bool keepdims, const MaybeArray& weights) {
  if (is_complex(a.dtype()))
    raise_type_error("a must be an array of real numbers");
  const bool single = computes_in_single(a, q);
  const Gathered g = gather(a, axis);
  const int last = g.array.ndim() - 1;
  ndarray spread;
  if (weights) spread = spread_weights(a, axis, method, *weights);
  if (g.array.shape(last) == 0) {
    if (g.array.size() > 0 || num_elements(span_of(g.dropped)) > 0) {
      raise_index_error("index -1 is out of bounds for axis 0 with size 0");
    }
  }
  const ndarray sorted =
      weights ? g.array : ordered_for(g.array, values, method, single);
  Results parts;
  for (double value : values) {
    const ndarray one =
        weights
            ? weighted_quantile(sorted, spread, value)
            : with_nans(quantile_of(sorted, value, method, single, q.is_weak()),
                        sorted);
    parts.push_back(cast_to(one, widened_by(one.dtype(), q, method))
                        .reshape(span_of(keepdims ? g.kept : g.dropped)));
  }
  if (q.ndim() == 0) {
    const ndarray result = parts[0].is_direct() ? parts[0].copy() : parts[0];
    return deliver(result, out, Casting::kUnsafe);
  }
  Shape shape = to_shape(q.shape());
  const Shape& inner = keepdims ? g.kept : g.dropped;
  shape.append(inner.begin(), inner.end());
  if (parts.empty()) return ndarray::empty(span_of(shape), DType::kFloat64);
  return deliver(stack(parts, 0, {}, {}, "same_kind").reshape(span_of(shape)),
                 out, Casting::kUnsafe);
}

void check_range(const std::vector<double>& values, const char* message) {
  for (double value : values) {
    if (!(value >= 0 && value <= 1)) raise_value_error(message);
  }
}

std::vector<double> from_percent(const ndarray& a, const ndarray& q) {
  std::vector<double> values = quantiles(q);
  const bool single = computes_in_single(a, q);
  for (double& value : values) value = rounded(value / 100, single);
  check_range(values, "Percentiles must be in the range [0, 100]");
  return values;
}

}  // namespace

ndarray quantile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                 const MaybeArray& out, bool, std::string_view method,
                 bool keepdims, const MaybeArray& weights) {
  const std::vector<double> values = quantiles(q);
  check_range(values, "Quantiles must be in the range [0, 1]");
  return quantiles_of(a, q, values, axis, out, method, keepdims, weights);
}

ndarray percentile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                   const MaybeArray& out, bool, std::string_view method,
                   bool keepdims, const MaybeArray& weights) {
  return quantiles_of(a, q, from_percent(a, q), axis, out, method, keepdims,
                      weights);
}

namespace {

/// Lane by lane, for each has its own number of valid elements.
ndarray nan_quantiles(const ndarray& a, const ndarray& q,
                      const std::vector<double>& values, MaybeAxes axis,
                      const MaybeArray& out, std::string_view method,
                      bool keepdims, const MaybeArray& weights) {
  if (is_complex(a.dtype()))
    raise_type_error("a must be an array of real numbers");
  const bool single = computes_in_single(a, q);
  const Gathered g = gather(a, axis);
  const int last = g.array.ndim() - 1;
  const std::int64_t flat[] = {num_elements(span_of(g.dropped)),
                               g.array.shape(last)};
  const ndarray lanes = g.array.reshape(flat);
  ndarray spread;
  if (weights) spread = spread_weights(a, axis, method, *weights).reshape(flat);
  const ndarray order = weights ? argsort(lanes, 1, {}, {}) : ndarray();
  const ndarray sorted =
      weights ? take_along_axis(lanes, order, 1) : sort(lanes, 1, {}, {});
  if (weights) spread = take_along_axis(spread, order, 1);
  const DType type = is_inexact(a.dtype()) ? a.dtype() : DType::kFloat64;
  Results parts;
  bool all_nan = false;
  for (double value : values) {
    const ndarray part = ndarray::empty(span_of(g.dropped), type);
    const ndarray target = flattened(part);
    for (std::int64_t lane = 0; lane < flat[0]; ++lane) {
      const ndarray row = select_axis(sorted, 0, lane);
      std::int64_t n = row.size();
      while (n > 0 && std::isnan(row.item(n - 1).as_double())) --n;
      all_nan |= n == 0;
      const ndarray valid = slice_axis(row, 0, 0, n);
      ndarray one;
      if (n == 0) {
        one = number(std::numeric_limits<double>::quiet_NaN());
      } else if (weights) {
        const ndarray row_weights = select_axis(spread, 0, lane);
        one = weighted_quantile(valid, slice_axis(row_weights, 0, 0, n), value);
      } else {
        one = quantile_of(valid, value, method, single, q.is_weak());
      }
      copy_into(select_axis(target, 0, lane), one);
    }
    parts.push_back(part.reshape(span_of(keepdims ? g.kept : g.dropped)));
  }
  if (all_nan) warn(WarningKind::kRuntimeWarning, "All-NaN slice encountered");
  if (q.ndim() == 0) return deliver(parts[0], out, Casting::kUnsafe);
  Shape shape = to_shape(q.shape());
  const Shape& inner = keepdims ? g.kept : g.dropped;
  shape.append(inner.begin(), inner.end());
  if (parts.empty()) return ndarray::empty(span_of(shape), type);
  return deliver(stack(parts, 0, {}, {}, "same_kind").reshape(span_of(shape)),
                 out, Casting::kUnsafe);
}

}  // namespace

ndarray nanquantile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                    const MaybeArray& out, bool, std::string_view method,
                    bool keepdims, const MaybeArray& weights) {
  const std::vector<double> values = quantiles(q);
  check_range(values, "Quantiles must be in the range [0, 1]");
  return nan_quantiles(a, q, values, axis, out, method, keepdims, weights);
}

ndarray nanpercentile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                      const MaybeArray& out, bool, std::string_view method,
                      bool keepdims, const MaybeArray& weights) {
  return nan_quantiles(a, q, from_percent(a, q), axis, out, method, keepdims,
                       weights);
}

ndarray nanmedian(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
                  bool overwrite_input, bool keepdims) {
  if (!is_inexact(a.dtype())) {
    return median(a, axis, out, overwrite_input, keepdims);
  }
  const Gathered g = gather(a, axis);
  const std::int64_t flat[] = {num_elements(span_of(g.dropped)),
                               g.array.shape(g.array.ndim() - 1)};
  const ndarray sorted = sort(g.array.reshape(flat), 1, {}, {});
  const ndarray result = ndarray::empty(span_of(g.dropped), a.dtype());
  const ndarray target = flattened(result);
  for (std::int64_t lane = 0; lane < flat[0]; ++lane) {
    const ndarray row = select_axis(sorted, 0, lane);
    const ndarray valid = slice_axis(
        row, 0, 0,
        flat[1] - reduce(Reduction::kSum, call_unary(ufuncs::isnan, row))
                      .item(0)
                      .as_int64());
    if (valid.size() == 0) {
      warn(WarningKind::kRuntimeWarning,
           flat[1] == 0 ? "Mean of empty slice" : "All-NaN slice encountered");
      copy_into(select_axis(target, 0, lane),
                number(std::numeric_limits<double>::quiet_NaN()));
      continue;
    }
    copy_into(select_axis(target, 0, lane),
              median(valid, {}, {}, false, false));
  }
  return deliver(result.reshape(span_of(keepdims ? g.kept : g.dropped)), out,
                 Casting::kUnsafe);
}

}  // namespace tnp::ops
