/// Differences, gradients, integration and interpolation along an axis.
#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>

#include "runtime/ops/creation.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/sorting.h"

namespace tnp::ops {

ndarray diff(const ndarray& a, std::int64_t n, std::int64_t axis,
             const MaybeArray& prepend, const MaybeArray& append) {
  if (n == 0) return strong(a);
  if (n < 0) {
    raise_value_error("order must be non-negative but got " +
                      std::to_string(n));
  }
  if (a.ndim() == 0) {
    raise_value_error("diff requires input that is at least one dimensional");
  }
  const int dim = normalize_axis(axis, a.ndim());
  Results parts;
  const auto grown = [&](const ndarray& end) {
    if (end.ndim() > 0) return end;
    const Shape shape = with_extent(a.shape(), dim, 1);
    return strong(end).broadcast_to(span_of(shape));
  };
  if (prepend) parts.push_back(grown(*prepend));
  parts.push_back(a);
  if (append) parts.push_back(grown(*append));
  ndarray result =
      parts.size() > 1 ? concatenate(parts, dim, {}, {}, "same_kind") : a;
  for (std::int64_t i = 0; i < n; ++i) {
    const std::int64_t m = std::max<std::int64_t>(result.shape(dim) - 1, 0);
    const ndarray tail = slice_axis(result, dim, m > 0 ? 1 : 0, m);
    const ndarray head = slice_axis(result, dim, 0, m);
    result = call_binary(
        is_bool(result.dtype()) ? ufuncs::not_equal : ufuncs::subtract, tail,
        head);
  }
  return result;
}

ndarray ediff1d(const ndarray& ary, const MaybeArray& to_end,
                const MaybeArray& to_begin) {
  const ndarray flat = flattened(strong(ary));
  const auto checked = [&](const ndarray& end, const char* name) {
    if (!can_cast(end.dtype(), flat.dtype(), Casting::kSameKind)) {
      raise_type_error("dtype of `" + std::string(name) +
                       "` must be compatible with input `ary` under the "
                       "`same_kind` rule.");
    }
    return flattened(cast_to(strong(end), flat.dtype()));
  };
  Results parts;
  if (to_begin) parts.push_back(checked(*to_begin, "to_begin"));
  parts.push_back(diff(flat, 1, -1, {}, {}));
  if (to_end) parts.push_back(checked(*to_end, "to_end"));
  return parts.size() == 1 ? parts[0]
                           : concatenate(parts, 0, {}, {}, "same_kind");
}

namespace {

/// The spacing along one axis: a number, or the differences of coordinates.
ndarray spacing(const ndarray& given, std::int64_t extent) {
  if (given.ndim() == 0) return given;
  if (given.ndim() != 1) {
    raise_value_error("distances must be either scalars or 1d");
  }
  if (given.size() != extent) {
    raise_value_error(
        "when 1d, distances must match the length of the corresponding "
        "dimension");
  }
  const ndarray steps =
      diff(is_integer(given.dtype()) ? cast_to(given, DType::kFloat64) : given,
           1, -1, {}, {});
  if (steps.size() == 0) return steps;
  const ndarray first = select_axis(steps, 0, 0);
  return all_true(call_binary(ufuncs::equal, steps, first)) ? first : steps;
}

/// Weights of f at three neighbouring points.
struct Weights {
  ndarray a, b, c;
};

ndarray weighted(const Weights& w, const ndarray& f0, const ndarray& f1,
                 const ndarray& f2) {
  return add(add(multiply(w.a, f0), multiply(w.b, f1)), multiply(w.c, f2));
}

ndarray negated(const ndarray& a) { return call_unary(ufuncs::negative, a); }

Weights interior_weights(const ndarray& steps) {
  const std::int64_t n = steps.size() - 1;
  const ndarray dx1 = slice_axis(steps, 0, 0, n);
  const ndarray dx2 = slice_axis(steps, 0, 1, n);
  const ndarray sum = add(dx1, dx2);
  return {divide(negated(dx2), multiply(dx1, sum)),
          divide(subtract(dx2, dx1), multiply(dx1, dx2)),
          divide(dx1, multiply(dx2, sum))};
}

/// Second-order one-sided weights from the two steps next to an end; `last`
/// for the far end, whose weights come in the order of rising position.
Weights edge_weights(const ndarray& dx, bool last) {
  if (dx.ndim() == 0) {
    const double sign = last ? -1 : 1;
    const ndarray outer = divide(number(-1.5 * sign), dx);
    const ndarray middle = divide(number(2.0 * sign), dx);
    const ndarray inner = divide(number(-0.5 * sign), dx);
    return last ? Weights{inner, middle, outer} : Weights{outer, middle, inner};
  }
  const std::int64_t n = dx.size();
  const ndarray dx1 = select_axis(dx, 0, last ? n - 2 : 0);
  const ndarray dx2 = select_axis(dx, 0, last ? n - 1 : 1);
  const ndarray sum = add(dx1, dx2);
  const ndarray two = number(2.0);
  if (last) {
    return {divide(dx2, multiply(dx1, sum)),
            divide(negated(add(dx2, dx1)), multiply(dx1, dx2)),
            divide(add(multiply(two, dx2), dx1), multiply(dx2, sum))};
  }
  return {divide(negated(add(multiply(two, dx1), dx2)), multiply(dx1, sum)),
          divide(sum, multiply(dx1, dx2)),
          divide(negated(dx1), multiply(dx2, sum))};
}

ndarray gradient_along(const ndarray& f, int axis, const ndarray& dx,
                       DType type, bool second_order) {
  const ndarray out = ndarray::empty(f.shape(), type);
  const std::int64_t n = f.shape(axis);
  const auto at = [&](std::int64_t i) { return select_axis(f, axis, i); };
  const ndarray before =
      slice_axis(f, axis, 0, std::max<std::int64_t>(n - 2, 0));
  const ndarray inside =
      slice_axis(f, axis, n > 2 ? 1 : 0, std::max<std::int64_t>(n - 2, 0));
  const ndarray after =
      slice_axis(f, axis, n > 2 ? 2 : 0, std::max<std::int64_t>(n - 2, 0));
  if (n > 2) {
    const ndarray target = slice_axis(out, axis, 1, n - 2);
    if (dx.ndim() == 0) {
      copy_into(target,
                divide(subtract(after, before), multiply(number(2.0), dx)));
    } else {
      Weights w = interior_weights(dx);
      Shape shape(f.ndim(), 1);
      shape[axis] = -1;
      for (ndarray* weight : {&w.a, &w.b, &w.c}) {
        *weight = weight->reshape(span_of(shape));
      }
      copy_into(target, weighted(w, before, inside, after));
    }
  }
  const ndarray first = select_axis(out, axis, 0);
  const ndarray last = select_axis(out, axis, n - 1);
  if (second_order) {
    copy_into(first, weighted(edge_weights(dx, false), at(0), at(1), at(2)));
    copy_into(last, weighted(edge_weights(dx, true), at(n - 3), at(n - 2),
                             at(n - 1)));
    return out;
  }
  const bool uniform = dx.ndim() == 0;
  const ndarray start = uniform ? dx : select_axis(dx, 0, 0);
  const ndarray end = uniform ? dx : select_axis(dx, 0, dx.size() - 1);
  copy_into(first, divide(subtract(at(1), at(0)), start));
  copy_into(last, divide(subtract(at(n - 1), at(n - 2)), end));
  return out;
}

}  // namespace

OneOrTuple gradient(const ndarray& f, std::span<const ndarray> varargs,
                    MaybeAxes axis, std::int64_t edge_order) {
  std::vector<int> axes;
  if (axis) {
    axes = normalized_axes(*axis, f.ndim());
  } else {
    for (int i = 0; i < f.ndim(); ++i) axes.push_back(i);
  }
  Results dx;
  if (varargs.empty()) {
    dx.assign(axes.size(), number(1.0));
  } else if (varargs.size() == 1 && varargs[0].ndim() == 0) {
    dx.assign(axes.size(), varargs[0]);
  } else if (varargs.size() == axes.size()) {
    for (std::size_t i = 0; i < axes.size(); ++i) {
      dx.push_back(spacing(varargs[i], f.shape(axes[i])));
    }
  } else {
    raise_type_error("invalid number of arguments");
  }
  if (edge_order > 2) {
    raise_value_error("'edge_order' greater than 2 not supported");
  }
  const ndarray source =
      is_integer(f.dtype()) ? cast_to(f, DType::kFloat64) : strong(f);
  const DType type = is_inexact(f.dtype()) ? f.dtype() : DType::kFloat64;
  Results results;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (f.shape(axes[i]) < edge_order + 1) {
      raise_value_error(
          "Shape of array too small to calculate a numerical gradient, at "
          "least (edge_order + 1) elements are required.");
    }
    results.push_back(
        gradient_along(source, axes[i], dx[i], type, edge_order == 2));
  }
  return results;
}

ndarray trapezoid(const ndarray& y, const MaybeArray& x, const ndarray& dx,
                  std::int64_t axis) {
  const int dim = normalize_axis(axis, y.ndim());
  ndarray d = dx;
  if (x) {
    if (x->ndim() == 1) {
      Shape shape(y.ndim(), 1);
      d = diff(*x, 1, -1, {}, {});
      shape[dim] = d.size();
      d = d.reshape(span_of(shape));
    } else {
      d = diff(*x, 1, axis, {}, {});
    }
  }
  const std::int64_t n = std::max<std::int64_t>(y.shape(dim) - 1, 0);
  const ndarray tail = slice_axis(y, dim, n > 0 ? 1 : 0, n);
  const ndarray head = slice_axis(y, dim, 0, n);
  const std::int64_t along[] = {dim};
  const ndarray areas = divide(multiply(d, add(tail, head)), number(2.0));
  return sum(areas, along, {}, {}, false, {}, {});
}

ndarray unwrap(const ndarray& p, std::optional<double> discont,
               std::int64_t axis, const ndarray& period) {
  const int dim = normalize_axis(axis, p.ndim());
  const ndarray steps = diff(p, 1, dim, {}, {});
  const DType type = result_type({&steps, &period});
  const ndarray per = cast_operand(period, type);
  const ndarray half = divide(per, number(2));
  ndarray high = half;
  ndarray low = negated(half);
  bool ambiguous = true;
  if (is_integer(type)) {
    high = call_binary(ufuncs::floor_divide, per, number(2));
    ambiguous = per.item(0).as_int64() % 2 == 0;
    low = negated(high);
  }
  ndarray wrapped =
      add(call_binary(ufuncs::remainder, subtract(steps, low), per), low);
  if (ambiguous) {
    const ndarray edge = call_binary(
        ufuncs::logical_and, call_binary(ufuncs::equal, wrapped, low),
        call_binary(ufuncs::greater, steps, number(0)));
    wrapped = where(edge, high, wrapped)[0];
  }
  const ndarray limit = discont ? number(*discont) : half;
  ndarray correction = subtract(wrapped, steps);
  const ndarray small =
      call_binary(ufuncs::less, call_unary(ufuncs::absolute, steps), limit);
  correction = where(small, number(0), correction)[0];
  const ndarray result = cast_to(p, type).copy('C');
  const std::int64_t n = std::max<std::int64_t>(p.shape(dim) - 1, 0);
  if (n > 0) {
    const ndarray tail = slice_axis(result, dim, 1, n);
    copy_into(tail, add(slice_axis(cast_to(p, type), dim, 1, n),
                        cumsum(correction, dim, {}, {})));
  }
  return result;
}

namespace {

/// One value of the polyline; NumPy's order of operations.
double interpolate(double x, const double* xp, const double* fp, std::int64_t n,
                   double left, double right) {
  if (std::isnan(x)) return x;
  if (x > xp[n - 1]) return right;
  if (x < xp[0]) return left;
  // A point that is nan ends the search, as NumPy's does.
  const double* after =
      std::partition_point(xp + 1, xp + n, [x](double p) { return x >= p; });
  const std::int64_t j = after - xp - 1;
  if (j == n - 1 || xp[j] == x) return fp[j];
  const double slope = (fp[j + 1] - fp[j]) / (xp[j + 1] - xp[j]);
  double result = slope * (x - xp[j]) + fp[j];
  // An infinite slope may give nan from one side only.
  if (std::isnan(result)) {
    result = slope * (x - xp[j + 1]) + fp[j + 1];
    if (std::isnan(result) && fp[j] == fp[j + 1]) result = fp[j];
  }
  return result;
}

/// Real values at [xp, fp].
ndarray interp_real(const ndarray& x, const ndarray& xp, const ndarray& fp,
                    const MaybeArray& left, const MaybeArray& right) {
  const ndarray at = packed(x, DType::kFloat64, "interp");
  const ndarray points = packed(xp, DType::kFloat64, "interp");
  const ndarray values = packed(fp, DType::kFloat64, "interp");
  const std::int64_t n = points.size();
  const double* px = points.data_as<double>();
  const double* py = values.data_as<double>();
  const auto end = [&](const MaybeArray& given, double value) {
    return given ? cast_to(*given, DType::kFloat64).item(0).as_double() : value;
  };
  const double below = end(left, py[0]);
  const double above = end(right, py[n - 1]);
  const ndarray result = ndarray::empty(x.shape(), DType::kFloat64);
  for (std::int64_t i = 0; i < at.size(); ++i) {
    result.data_as<double>()[i] =
        interpolate(at.data_as<double>()[i], px, py, n, below, above);
  }
  return beside(x, result);
}

/// Complex values: each part by itself. Where `x` is nan the imaginary part is
/// zero.
ndarray interp_complex(const ndarray& x, const ndarray& xp, const ndarray& fp,
                       const MaybeArray& left, const MaybeArray& right) {
  const auto part = [&](ndarray (*take)(const ndarray&)) {
    const auto of = [&](const MaybeArray& value) {
      return value ? MaybeArray(take(*value)) : value;
    };
    return interp_real(x, xp, take(fp), of(left), of(right));
  };
  const ndarray imaginary =
      where(call_unary(ufuncs::isnan, x), number(0.0), part(imag))[0];
  const ndarray result = ndarray::empty(x.shape(), DType::kComplex128);
  copy_into(real(result), part(real));
  copy_into(imag(result), imaginary);
  return beside(x, result);
}

}  // namespace

ndarray interp(const ndarray& x, const ndarray& xp, const ndarray& fp,
               const MaybeArray& left, const MaybeArray& right,
               std::optional<double> period) {
  if (period) {
    if (*period == 0) raise_value_error("period must be a non-zero value");
    if (xp.ndim() != 1 || fp.ndim() != 1) {
      raise_value_error("Data points must be 1-D sequences");
    }
    if (xp.size() != fp.size()) {
      raise_value_error("fp and xp are not of the same length");
    }
    if (xp.size() == 0) raise_value_error("array of sample points is empty");
    const ndarray length = number(std::abs(*period));
    const ndarray wrapped_x =
        call_binary(ufuncs::remainder, cast_to(x, DType::kFloat64), length);
    const ndarray wrapped_xp =
        call_binary(ufuncs::remainder, cast_to(xp, DType::kFloat64), length);
    const ndarray order = argsort(wrapped_xp, 0, {}, {});
    const ndarray sx = take(wrapped_xp, order, 0, {}, "raise");
    const ndarray sf = take(fp, order, 0, {}, "raise");
    const std::int64_t n = sx.size();
    // One point more on either side, a period away.
    const ndarray xs[] = {subtract(slice_axis(sx, 0, n - 1, 1), length), sx,
                          add(slice_axis(sx, 0, 0, 1), length)};
    const ndarray fs[] = {slice_axis(sf, 0, n - 1, 1), sf,
                          slice_axis(sf, 0, 0, 1)};
    return interp(wrapped_x, concatenate(xs, 0, {}, {}, "same_kind"),
                  concatenate(fs, 0, {}, {}, "same_kind"), {}, {}, {});
  }
  if (xp.ndim() > 1 || fp.ndim() > 1) {
    raise_value_error("object too deep for desired array");
  }
  const ndarray points = with_ndim(xp, 1);
  const ndarray values = with_ndim(fp, 1);
  if (points.size() == 0) raise_value_error("array of sample points is empty");
  if (points.size() != values.size()) {
    raise_value_error("fp and xp are not of the same length.");
  }
  if (is_complex(x.dtype()) || is_complex(xp.dtype())) {
    raise_type_error(
        "Cannot cast array data from dtype('complex128') to dtype('float64') "
        "according to the rule 'safe'");
  }
  if (is_complex(fp.dtype())) {
    return interp_complex(x, points, values, left, right);
  }
  return interp_real(x, points, values, left, right);
}

}  // namespace tnp::ops
