/// Means, variances and what is built on them.
#include "runtime/ops/statistics.h"

#include <cmath>

#include "runtime/core/promotion_rules.h"
#include "runtime/ops/creation.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/products.h"
#include "runtime/ops/quiet.h"
#include "runtime/ops/reductions.h"

namespace tnp::ops {
namespace {

std::int64_t reduced_count(const ndarray& a, MaybeAxes axis) {
  return size(a, axis);
}

/// How many elements each result is made of: one number, or per result with
/// `where`.
ndarray item_count(const ndarray& a, MaybeAxes axis, bool keepdims,
                   const MaybeArray& where) {
  if (!where) return strong(number(reduced_count(a, axis)));
  return reduce(Reduction::kSum, where->broadcast_to(a.shape()),
                over_axes(axis, keepdims, DType::kInt64));
}

/// A quotient. What NumPy divides as scalars warns as scalars do: totals
/// without axes that do not go to an `out`.
ndarray quotient(const ndarray& total, const ndarray& count, bool has_out) {
  static const Ufunc scalar_divide = [] {
    Ufunc ufunc = ufuncs::divide;
    ufunc.name = "scalar divide";
    return ufunc;
  }();
  const bool is_scalar = total.ndim() == 0 && !has_out;
  return call_binary(is_scalar ? scalar_divide : ufuncs::divide, total, count);
}

/// The quotient in the type of `total`, as NumPy's in-place division.
ndarray divided(const ndarray& total, const ndarray& count, bool has_out) {
  return cast_to(
      quotient(total, count, has_out),
      is_inexact(total.dtype()) ? total.dtype() : float_for_integers(total));
}

bool is_integral(const ndarray& a) {
  return is_integer(a.dtype()) || is_bool(a.dtype());
}

ndarray sum_of(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
               bool keepdims, const MaybeArray& where) {
  return sum(a, axis, dtype, {}, keepdims, {}, where);
}

}  // namespace

ndarray mean(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
             const MaybeArray& out, bool keepdims, const MaybeArray& where) {
  const ndarray count = item_count(a, axis, keepdims, where);
  const bool none = where
                        ? any_true(call_binary(ufuncs::equal, count, number(0)))
                        : reduced_count(a, axis) == 0;
  if (none) warn(WarningKind::kRuntimeWarning, "Mean of empty slice");
  MaybeDType working = dtype;
  const bool half = !dtype && a.dtype() == DType::kFloat16;
  if (!dtype && is_integral(a)) working = float_for_integers(a);
  if (half) working = DType::kFloat32;
  const ndarray total = sum_of(a, axis, working, keepdims, where);
  ndarray result = quotient(total, count, out.has_value());
  result = cast_to(result, dtype.value_or(half ? a.dtype() : total.dtype()));
  return deliver(result, out, Casting::kUnsafe);
}

ndarray var(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
            const MaybeArray& out, double ddof, bool keepdims,
            const MaybeArray& where, const MaybeArray& mean,
            MaybeFloat correction) {
  ddof = degrees_removed(ddof, correction);
  const ndarray count = item_count(a, axis, keepdims, where);
  const ndarray dof_check =
      call_binary(ufuncs::less_equal, count, number(ddof));
  if (any_true(dof_check)) {
    warn(WarningKind::kRuntimeWarning, "Degrees of freedom <= 0 for slice");
  }
  MaybeDType working = dtype;
  if (!dtype && is_integral(a)) working = float_for_integers(a);
  ndarray average;
  if (mean) {
    average = *mean;
  } else {
    const ndarray kept = where ? item_count(a, axis, true, where) : count;
    average = divided(sum_of(a, axis, working, true, where), kept, false);
  }
  ndarray x = subtract(a, average);
  if (is_complex(x.dtype())) {
    const ndarray re = real(x);
    const ndarray im = imag(x);
    x = add(multiply(re, re), multiply(im, im));
  } else if (!try_call_into(ufuncs::square, x, nullptr, x)) {
    x = call_unary(ufuncs::square, x);
  }
  if (working && is_complex(*working)) working = real_type(*working);
  const ndarray total = sum_of(x, axis, working, keepdims, where);
  const ndarray dof =
      ddof == std::trunc(ddof)
          ? subtract(count, number(static_cast<std::int64_t>(ddof)))
          : subtract(count, number(ddof));
  const ndarray divisor = call_binary(ufuncs::maximum, dof, number(0));
  return deliver(divided(total, divisor, out.has_value()), out,
                 Casting::kUnsafe);
}

ndarray std(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
            const MaybeArray& out, double ddof, bool keepdims,
            const MaybeArray& where, const MaybeArray& mean,
            MaybeFloat correction) {
  const ndarray variance =
      var(a, axis, dtype, {}, ddof, keepdims, where, mean, correction);
  return deliver(call_unary(ufuncs::sqrt, variance), out, Casting::kUnsafe);
}

namespace {

/// Weights shaped to broadcast with `a`, checked as NumPy does.
ndarray matching_weights(const ndarray& weights, const ndarray& a,
                         MaybeAxes axis) {
  if (std::ranges::equal(weights.shape(), a.shape())) return strong(weights);
  if (!axis) {
    raise_type_error(
        "Axis must be specified when shapes of a and weights differ.");
  }
  const std::vector<int> axes = normalized_axes(*axis, a.ndim(), "axis");
  bool fits = weights.ndim() == static_cast<int>(axes.size());
  for (std::size_t i = 0; fits && i < axes.size(); ++i) {
    fits = weights.shape(static_cast<int>(i)) == a.shape(axes[i]);
  }
  if (!fits) {
    raise_value_error(
        "Shape of weights must be consistent with shape of a along specified "
        "axis.");
  }
  // The weights' axes go to the places of `axis`, all others have extent one.
  std::vector<int> order(axes.size());
  for (std::size_t i = 0; i < axes.size(); ++i) order[i] = static_cast<int>(i);
  std::ranges::sort(order, {}, [&](int i) { return axes[i]; });
  Shape shape(a.ndim(), 1);
  for (int i : order) shape[axes[i]] = a.shape(axes[i]);
  return strong(weights).permuted(order).reshape(span_of(shape));
}

}  // namespace

OneOrTuple average(const ndarray& a, MaybeAxes axis, const MaybeArray& weights,
                   bool returned, bool keepdims) {
  if (axis) normalized_axes(*axis, a.ndim(), "axis");
  ndarray result;
  ndarray scale;
  if (!weights) {
    result = mean(a, axis, {}, {}, keepdims, {});
    const double per =
        static_cast<double>(a.size()) / static_cast<double>(result.size());
    scale = ndarray::full({}, Scalar(per), result.dtype());
  } else {
    const ndarray w = matching_weights(*weights, a, axis);
    DType type = result_type({&a, &w});
    if (is_integral(a)) type = promote_types(type, float_for_integers(a));
    scale = sum_of(w, axis, type, keepdims, {});
    if (any_true(call_binary(ufuncs::equal, scale, number(0.0)))) {
      raise(ErrorKind::kZeroDivisionError,
            "Weights sum to zero, can't be normalized");
    }
    const ndarray products = multiply(cast_to(a, type), cast_to(w, type));
    result = divide(sum_of(products, axis, {}, keepdims, {}), scale);
  }
  Results results{result};
  if (returned) {
    const bool same = std::ranges::equal(scale.shape(), result.shape());
    results.push_back(same ? scale : scale.broadcast_to(result.shape()).copy());
  }
  return results;
}

namespace {

/// Frequency and reliability weights of `cov`, checked.
ndarray checked_weights(const ndarray& given, std::int64_t samples,
                        const std::string& name) {
  const DType type = float_for_integers(given);
  const ndarray w = cast_to(given, is_floating(given.dtype())
                                       ? promote_types(given.dtype(), type)
                                       : type);
  if (w.ndim() > 1) {
    raise(ErrorKind::kRuntimeError, "cannot handle multidimensional " + name);
  }
  if (w.ndim() == 0 || w.shape(0) != samples) {
    raise(ErrorKind::kRuntimeError,
          "incompatible numbers of samples and " + name);
  }
  if (any_true(call_binary(ufuncs::less, w, number(0)))) {
    raise_value_error(name + " cannot be negative");
  }
  return w;
}

ndarray as_rows(const ndarray& m, DType type, bool rowvar, bool transpose) {
  const ndarray rows = with_ndim(cast_to(m, type), 2);
  return !rowvar && transpose ? rows.transposed() : rows;
}

}  // namespace

ndarray cov(const ndarray& m, const MaybeArray& y, bool rowvar, bool bias,
            MaybeInt ddof, const MaybeArray& fweights,
            const MaybeArray& aweights, MaybeDType dtype) {
  if (m.ndim() > 2) raise_value_error("m has more than 2 dimensions");
  if (y && y->ndim() > 2) raise_value_error("y has more than 2 dimensions");
  DType type = promote_types(m.dtype(), float_for_integers(m));
  if (y) type = promote_types(type, y->dtype());
  type = dtype.value_or(type);
  ndarray x = as_rows(m, type, rowvar, m.ndim() != 1);
  if (x.shape(0) == 0) {
    const std::int64_t empty[] = {0, 0};
    return ndarray::empty(empty, DType::kFloat64);
  }
  if (y) {
    const ndarray rows = with_ndim(*y, 2);
    const ndarray both[] = {x, as_rows(*y, type, rowvar, rows.shape(0) != 1)};
    x = concatenate(both, 0, {}, {}, "same_kind");
  }
  const std::int64_t samples = x.shape(1);
  const std::int64_t delta = ddof.value_or(bias ? 0 : 1);
  MaybeArray w;
  if (fweights) {
    w = checked_weights(*fweights, samples, "fweights");
    if (any_true(
            call_binary(ufuncs::not_equal, *w, call_unary(ufuncs::rint, *w)))) {
      raise_type_error("fweights must be integer");
    }
  }
  if (aweights) {
    const ndarray reliability = checked_weights(*aweights, samples, "aweights");
    w = w ? multiply(*w, reliability) : reliability;
  }
  const std::int64_t along[] = {1};
  const OneOrTuple means = average(x, along, w, true, false);
  double factor = static_cast<double>(samples - delta);
  if (w) {
    const double total = means[1].item(0).as_double();
    factor = total;
    if (delta != 0 && !aweights) factor = total - static_cast<double>(delta);
    if (delta != 0 && aweights) {
      const ndarray product = multiply(*w, cast_to(*aweights, w->dtype()));
      factor =
          total - static_cast<double>(delta) *
                      sum_of(product, {}, {}, false, {}).item(0).as_double() /
                      total;
    }
  }
  if (factor <= 0) {
    warn(WarningKind::kRuntimeWarning, "Degrees of freedom <= 0 for slice");
    factor = 0;
  }
  x = cast_to(subtract(x, insert_axis(means[0], 1)), type);
  const ndarray right = w ? multiply(x, *w).transposed() : x.transposed();
  ndarray c = dot(
      x, is_complex(type) ? call_unary(ufuncs::conjugate, right) : right, {});
  const ndarray scale = divide(number(1), strong(number(factor)));
  c = multiply(c, dtype ? cast_to(scale, real_type(*dtype)) : scale);
  return squeeze(c, {});
}

ndarray corrcoef(const ndarray& x, const MaybeArray& y, bool rowvar,
                 MaybeDType dtype) {
  ndarray c = cov(x, y, rowvar, false, {}, {}, {}, dtype);
  if (c.ndim() == 0) return divide(c, c);
  const ndarray deviation = call_unary(ufuncs::sqrt, real(diag(c, 0)));
  c = cast_to(divide(c, insert_axis(deviation, 1)), c.dtype());
  c = cast_to(divide(c, insert_axis(deviation, 0)), c.dtype());
  const auto clipped = [](const ndarray& part) {
    copy_into(part, call_binary(ufuncs::minimum,
                                call_binary(ufuncs::maximum, part, number(-1)),
                                number(1)));
  };
  clipped(real(c));
  if (is_complex(c.dtype())) clipped(imag(c));
  return c;
}

}  // namespace tnp::ops
