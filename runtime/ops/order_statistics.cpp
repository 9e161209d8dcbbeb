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
double rounded(double value, DType type) {
  return is_inexact(type) ? Scalar(value).astype(type).as_double() : value;
}

Position between(double index, std::int64_t n, DType type) {
  Position p;
  if (index >= static_cast<double>(n - 1)) {
    p.previous = p.next = n - 1;
    // NumPy keeps index minus the replaced index -1; both ends are equal.
    p.gamma = rounded(index + 1, type);
  } else if (index < 0) {
    p.gamma = index;
  } else {
    p.previous = static_cast<std::int64_t>(std::floor(index));
    p.next = p.previous + 1;
    p.gamma = rounded(index - std::floor(index), type);
  }
  return p;
}

Position position_of(std::string_view method, double q, std::int64_t n,
                     DType type) {
  const auto r = [type](double value) { return rounded(value, type); };
  const double count = r(static_cast<double>(n));
  const double index = r(r(static_cast<double>(n - 1)) * q);
  if (method == "linear") {
    // A whole number is a position, and the element there is not converted.
    return is_inexact(type) ? between(index, n, type) : exactly(index, n);
  }
  if (method == "lower") return exactly(std::floor(index), n);
  if (method == "higher") return exactly(std::ceil(index), n);
  if (method == "nearest") return exactly(std::nearbyint(index), n);
  if (method == "midpoint") {
    Position p =
        between(r(0.5 * r(std::floor(index) + std::ceil(index))), n, type);
    if (p.gamma != 0) p.gamma = 0.5;
    return p;
  }
  if (method == "inverted_cdf") {
    const double before = r(r(count * q) - 1);
    return boundary(before, before - std::floor(before) == 0, n);
  }
  if (method == "closest_observation") {
    const double before = r(r(r(count * q) - 1) - 0.5);
    const double floor = std::floor(before);
    const bool odd = std::fmod(floor, 2) == 1 || std::fmod(floor, 2) == -1;
    return boundary(before, before - floor == 0 && odd, n);
  }
  if (method == "averaged_inverted_cdf") {
    Position p = between(r(r(count * q) - 1), n, type);
    p.gamma = p.gamma == 0 ? 0.5 : 1.0;
    return p;
  }
  for (const Method& m : kContinuous) {
    if (m.name != method) continue;
    const double shift = r(r(m.alpha) + r(q * r(1 - m.alpha - m.beta)));
    return between(r(r(r(count * q) + shift) - 1), n, type);
  }
  raise_value_error("'" + std::string(method) +
                    "' is not a valid method. Use one of: linear, lower, "
                    "higher, midpoint, nearest, inverted_cdf, "
                    "averaged_inverted_cdf, closest_observation, "
                    "interpolated_inverted_cdf, hazen, weibull, "
                    "median_unbiased, normal_unbiased");
}

/// What is asked for, and the type in which NumPy computes positions from it:
/// that of `q`, where integers are positions themselves.
struct Asked {
  std::vector<double> values;
  DType type = DType::kFloat64;
  bool is_weak = false;  // a Python number: results take the array's type
  std::string_view method;
};

/// The type of positions: by these methods whole numbers stay such.
DType weight_type(const Asked& asked) {
  if (is_inexact(asked.type)) return asked.type;
  if (asked.method != "averaged_inverted_cdf" &&
      asked.method != "interpolated_inverted_cdf" &&
      asked.method != "weibull") {
    return DType::kFloat64;
  }
  return asked.type == DType::kBool ? DType::kInt64 : asked.type;
}

/// The weight of an element between two.
ndarray weight(double value, const Asked& asked) {
  if (asked.is_weak) return number(value);
  return cast_to(strong(number(value)), weight_type(asked));
}

/// The type of the second half of an interpolation: that of `out`, if it can.
MaybeDType type_for(const MaybeArray& out) {
  if (!out || !is_inexact(out->dtype())) return std::nullopt;
  return out->dtype();
}

/// a + (b - a) * t, from the nearer end. NumPy computes from the end of `b` in
/// the type of its result, `type` where it is given.
ndarray lerp(const ndarray& a, const ndarray& b, double t, const Asked& asked,
             MaybeDType type) {
  const ndarray difference = subtract(b, a);
  if (!(t >= 0.5)) return add(a, multiply(difference, weight(t, asked)));
  const double rest =
      rounded(1 - t, asked.is_weak ? DType::kFloat64 : asked.type);
  const ndarray part = multiply(difference, weight(rest, asked));
  if (!type) return subtract(b, part);
  const ndarray inputs[] = {b, part};
  UfuncOptions options;
  options.dtype = type;
  options.casting = Casting::kUnsafe;
  return call_ufunc(ufuncs::subtract, inputs, options)[0];
}

/// One quantile of the sorted lanes.
ndarray quantile_of(const ndarray& sorted, double q, const Asked& asked,
                    MaybeDType type = {}) {
  const int last = sorted.ndim() - 1;
  const Position p =
      position_of(asked.method, q, sorted.shape(last), asked.type);
  if (p.exact) return select_axis(sorted, last, p.previous);
  return lerp(select_axis(sorted, last, p.previous),
              select_axis(sorted, last, p.next), p.gamma, asked, type);
}

/// Inverse of the weighted empirical distribution.
ndarray weighted_quantile(const ndarray& lanes, const ndarray& weights,
                          double q, DType type) {
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
  if (is_inexact(type)) cdf = cast_to(cdf, type);
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

Asked asked_for(const ndarray& q, std::string_view method) {
  return {quantiles(q), q.dtype(), q.is_weak(), method};
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

/// Ordered as far as the quantiles need it.
ndarray ordered_for(const ndarray& lanes, const Asked& asked) {
  const int last = lanes.ndim() - 1;
  std::vector<std::int64_t> places;
  for (double value : asked.values) {
    const Position p =
        position_of(asked.method, value, lanes.shape(last), asked.type);
    places.push_back(p.previous);
    if (!p.exact) places.push_back(p.next);
  }
  std::ranges::sort(places);
  return partitioned(lanes, places, last);
}

/// Whether the quantiles are elements: NumPy takes them, and else adds.
bool gives_elements(const Asked& asked, bool is_weighted) {
  return is_weighted || position_of(asked.method, 0.0, 1, asked.type).exact;
}

/// `result` in `out`: what NumPy adds is broadcast, what it takes is not.
ndarray delivered(const ndarray& result, const MaybeArray& out, bool is_taken) {
  if (!out || is_taken || !out->is_direct()) {
    return deliver(result, out, Casting::kUnsafe);
  }
  // x + -0.0 is x.
  const ndarray inputs[] = {
      result, is_inexact(result.dtype()) ? number(-0.0) : number(0)};
  UfuncOptions options;
  options.out = {&*out, 1};
  call_ufunc(ufuncs::add, inputs, options);
  return *out;
}

/// The quantiles of `parts` along new first axes, shaped as `q`.
ndarray stacked(const Results& parts, const ndarray& q, const Shape& inner,
                DType type) {
  if (q.ndim() == 0) {
    return parts[0].is_direct() ? parts[0].copy() : parts[0];
  }
  Shape shape = to_shape(q.shape());
  shape.append(inner.begin(), inner.end());
  if (parts.empty()) return ndarray::empty(span_of(shape), type);
  return stack(parts, 0, {}, {}, "same_kind").reshape(span_of(shape));
}

void check_real(const ndarray& a) {
  if (!is_complex(a.dtype())) return;
  raise_type_error("a must be an array of real numbers");
}

void check_count(const Gathered& g) {
  if (g.array.shape(g.array.ndim() - 1) > 0) return;
  if (g.array.size() > 0 || num_elements(span_of(g.dropped)) > 0) {
    raise_index_error("index -1 is out of bounds for axis 0 with size 0");
  }
}

/// Whether a sorted lane holds nan: NumPy gives that element as it is.
bool ends_with_nan(const ndarray& lane) {
  return lane.is_direct() && is_inexact(lane.dtype()) && lane.size() > 0 &&
         std::isnan(lane.item(lane.size() - 1).as_double());
}

ndarray quantiles_of(const ndarray& a, const ndarray& q, const Asked& asked,
                     MaybeAxes axis, const MaybeArray& out, bool keepdims,
                     const MaybeArray& weights) {
  check_real(a);
  const Gathered g = gather(a, axis);
  ndarray spread;
  if (weights) spread = spread_weights(a, axis, asked.method, *weights);
  check_count(g);
  const ndarray sorted = weights ? g.array : ordered_for(g.array, asked);
  const MaybeDType type = type_for(out);
  const Shape& inner = keepdims ? g.kept : g.dropped;
  Results parts;
  for (double value : asked.values) {
    const ndarray one =
        weights ? weighted_quantile(sorted, spread, value, asked.type)
                : with_nans(quantile_of(sorted, value, asked, type), sorted);
    parts.push_back(one.reshape(span_of(inner)));
  }
  const bool is_scalar = q.ndim() == 0 && g.dropped.empty() && !out;
  if (is_scalar && !weights && ends_with_nan(sorted)) {
    return select_axis(sorted, 0, sorted.size() - 1)
        .copy()
        .reshape(span_of(inner));
  }
  const bool is_taken = gives_elements(asked, weights.has_value());
  return delivered(stacked(parts, q, inner, DType::kFloat64), out,
                   is_taken || keepdims);
}

void check_range(const std::vector<double>& values, const char* message) {
  for (double value : values) {
    if (!(value >= 0 && value <= 1)) raise_value_error(message);
  }
}

Asked from_quantiles(const ndarray& q, std::string_view method) {
  Asked asked = asked_for(q, method);
  check_range(asked.values, "Quantiles must be in the range [0, 1]");
  return asked;
}

/// A quotient is no integer, so that positions are not either.
Asked from_percent(const ndarray& q, std::string_view method) {
  Asked asked = asked_for(q, method);
  if (!is_inexact(asked.type)) asked.type = DType::kFloat64;
  for (double& value : asked.values) value = rounded(value / 100, asked.type);
  check_range(asked.values, "Percentiles must be in the range [0, 100]");
  return asked;
}

}  // namespace

ndarray quantile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                 const MaybeArray& out, bool, std::string_view method,
                 bool keepdims, const MaybeArray& weights) {
  return quantiles_of(a, q, from_quantiles(q, method), axis, out, keepdims,
                      weights);
}

ndarray percentile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                   const MaybeArray& out, bool, std::string_view method,
                   bool keepdims, const MaybeArray& weights) {
  return quantiles_of(a, q, from_percent(q, method), axis, out, keepdims,
                      weights);
}

namespace {

/// Rows of one lane each, sorted, with the weights in the same order.
struct Lanes {
  ndarray sorted;
  ndarray weights;  // undefined for none
};

Lanes lanes_of(const Gathered& g, const ndarray& spread) {
  const std::int64_t flat[] = {num_elements(span_of(g.dropped)),
                               g.array.shape(g.array.ndim() - 1)};
  const ndarray lanes = g.array.reshape(flat);
  if (!spread.defined()) return {sort(lanes, 1, {}, {}), {}};
  const ndarray order = argsort(lanes, 1, {}, {});
  return {take_along_axis(lanes, order, 1),
          take_along_axis(spread.reshape(flat), order, 1)};
}

/// How many elements of a sorted row are no nan.
std::int64_t count_valid(const ndarray& row) {
  std::int64_t n = row.size();
  while (n > 0 && std::isnan(row.item(n - 1).as_double())) --n;
  return n;
}

/// A quantile of one lane; nan, of the array's type, where it has no number.
ndarray lane_quantile(const Lanes& lanes, std::int64_t lane, double value,
                      const Asked& asked) {
  const ndarray row = select_axis(lanes.sorted, 0, lane);
  const std::int64_t n = count_valid(row);
  const ndarray valid = slice_axis(row, 0, 0, n);
  if (n == 0) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const ndarray result = strong(number(nan));
    return is_inexact(row.dtype()) ? cast_to(result, row.dtype()) : result;
  }
  if (!lanes.weights.defined()) return quantile_of(valid, value, asked);
  const ndarray weights = select_axis(lanes.weights, 0, lane);
  return weighted_quantile(valid, slice_axis(weights, 0, 0, n), value,
                           asked.type);
}

/// As an assignment: broadcast, and cast to any type.
ndarray assigned(const ndarray& result, const MaybeArray& out) {
  if (!out) return result;
  copy_into(*out, result, Casting::kUnsafe);
  return *out;
}

/// Lane by lane, for each has its own number of valid elements. The first
/// decides on the type, as in NumPy's apply_along_axis.
ndarray lane_quantiles(const Lanes& lanes, double value, const Asked& asked,
                       IntSpan shape, DType type) {
  ndarray part = ndarray::empty(shape, type);
  for (std::int64_t lane = 0; lane < lanes.sorted.shape(0); ++lane) {
    const ndarray one = lane_quantile(lanes, lane, value, asked);
    if (lane == 0) part = ndarray::empty(shape, one.dtype());
    copy_into(select_axis(flattened(part), 0, lane), one, Casting::kUnsafe);
  }
  return part;
}

bool has_empty_lane(const ndarray& sorted) {
  for (std::int64_t lane = 0; lane < sorted.shape(0); ++lane) {
    if (count_valid(select_axis(sorted, 0, lane)) == 0) return true;
  }
  return false;
}

ndarray nan_quantiles(const ndarray& a, const ndarray& q, const Asked& asked,
                      MaybeAxes axis, const MaybeArray& out, bool keepdims,
                      const MaybeArray& weights) {
  check_real(a);
  const Gathered g = gather(a, axis);
  ndarray spread;
  if (weights) spread = spread_weights(a, axis, asked.method, *weights);
  const Lanes lanes = lanes_of(g, spread);
  const Shape& inner = keepdims ? g.kept : g.dropped;
  const DType type = is_inexact(a.dtype()) ? a.dtype() : DType::kFloat64;
  Results parts;
  for (double value : asked.values) {
    parts.push_back(lane_quantiles(lanes, value, asked, span_of(inner), type));
  }
  if (!parts.empty() && has_empty_lane(lanes.sorted)) {
    warn(WarningKind::kRuntimeWarning, "All-NaN slice encountered");
  }
  return assigned(stacked(parts, q, inner, type), out);
}

}  // namespace

ndarray nanquantile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                    const MaybeArray& out, bool, std::string_view method,
                    bool keepdims, const MaybeArray& weights) {
  return nan_quantiles(a, q, from_quantiles(q, method), axis, out, keepdims,
                       weights);
}

ndarray nanpercentile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                      const MaybeArray& out, bool, std::string_view method,
                      bool keepdims, const MaybeArray& weights) {
  return nan_quantiles(a, q, from_percent(q, method), axis, out, keepdims,
                       weights);
}

ndarray nanmedian(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
                  bool overwrite_input, bool keepdims) {
  if (!is_inexact(a.dtype())) {
    return assigned(median(a, axis, {}, overwrite_input, keepdims), out);
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
  return assigned(result.reshape(span_of(keepdims ? g.kept : g.dropped)), out);
}

}  // namespace tnp::ops
