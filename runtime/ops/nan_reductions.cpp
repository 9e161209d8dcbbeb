/// Reductions that ignore not-a-number: nan is replaced by the operation's
/// neutral value, as NumPy does, so that sums keep NumPy's order of additions.
#include <limits>

#include "runtime/core/fp_errors.h"
#include "runtime/core/ufunc_methods.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/quiet.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/statistics.h"

namespace tnp::ops {
namespace {

bool can_be_nan(const ndarray& a) { return is_inexact(a.dtype()); }

ndarray nan_mask(const ndarray& a) { return call_unary(ufuncs::isnan, a); }

ndarray without_nan(const ndarray& a, const ndarray& value) {
  if (!can_be_nan(a)) return strong(a);
  return where(nan_mask(a), value, a)[0];
}

ndarray nan_of(const ndarray& a) {
  return ndarray::full({}, Scalar(std::numeric_limits<double>::quiet_NaN()),
                       a.dtype());
}

/// The greatest or smallest element that is not nan; nan with a warning where
/// there is none.
ndarray nan_extremum(Reduction reduction, const ndarray& a, MaybeAxes axis,
                     const MaybeArray& out, bool keepdims,
                     const MaybeScalar& initial, const MaybeArray& mask) {
  ReduceOptions options;
  options.axes = axis;
  options.keepdims = keepdims;
  options.initial = initial;
  options.where = mask ? &*mask : nullptr;
  if (!can_be_nan(a)) return deliver(reduce(reduction, a, options), out);
  if (a.is_direct() && a.size() > 0 && !mask && !initial) {
    // They pass over nan, and give it where there is nothing else.
    const Ufunc& ufunc =
        reduction == Reduction::kMax ? ufuncs::fmax : ufuncs::fmin;
    const ndarray result = ufunc_reduce(ufunc, a, options);
    if (any_true(nan_mask(result))) {
      warn(WarningKind::kRuntimeWarning, "All-NaN slice encountered");
    }
    return deliver(result, out);
  }
  const double infinity = std::numeric_limits<double>::infinity();
  const ndarray filled = without_nan(
      a, number(reduction == Reduction::kMax ? -infinity : infinity));
  ndarray result = reduce(reduction, filled, options);
  ReduceOptions over;
  over.axes = axis;
  over.keepdims = keepdims;
  const ndarray empty = reduce(Reduction::kAll, nan_mask(a), over);
  if (any_true(empty)) {
    warn(WarningKind::kRuntimeWarning, "All-NaN slice encountered");
    result = where(empty, nan_of(result), result)[0];
  }
  return deliver(result, out);
}

ndarray nan_arg_extremum(bool maximum, const ndarray& a, MaybeInt axis,
                         const MaybeArray& out, bool keepdims) {
  const double infinity = std::numeric_limits<double>::infinity();
  if (!can_be_nan(a)) {
    return maximum ? argmax(a, axis, out, keepdims)
                   : argmin(a, axis, out, keepdims);
  }
  if (a.size() == 0) {
    return maximum ? argmax(a, axis, out, keepdims)
                   : argmin(a, axis, out, keepdims);
  }
  std::optional<std::int64_t> one = axis;
  const MaybeAxes axes = one ? MaybeAxes(IntSpan(&*one, 1)) : MaybeAxes();
  if (any_true(reduce(Reduction::kAll, nan_mask(a), over_axes(axes)))) {
    raise_value_error("All-NaN slice encountered");
  }
  const ndarray filled = without_nan(a, number(maximum ? -infinity : infinity));
  return maximum ? argmax(filled, axis, out, keepdims)
                 : argmin(filled, axis, out, keepdims);
}

/// How many elements of each slice count.
ndarray valid_count(const ndarray& a, MaybeAxes axis, bool keepdims,
                    const MaybeArray& mask) {
  ReduceOptions options;
  options.axes = axis;
  options.keepdims = keepdims;
  options.dtype = DType::kInt64;
  options.where = mask ? &*mask : nullptr;
  return reduce(Reduction::kSum, call_unary(ufuncs::logical_not, nan_mask(a)),
                options);
}

/// TypeError unless a mean fits the types that are asked for.
void require_inexact(MaybeDType dtype, const MaybeArray& out) {
  if (dtype && !is_inexact(*dtype)) {
    raise_type_error("If a is inexact, then dtype must be inexact");
  }
  if (out && !is_inexact(out->dtype())) {
    raise_type_error("If a is inexact, then out must be inexact");
  }
}

ndarray reduced_sum(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
                    bool keepdims, const MaybeArray& mask) {
  return sum(a, axis, dtype, {}, keepdims, {}, mask);
}

}  // namespace

ndarray nansum(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
               const MaybeArray& out, bool keepdims, const MaybeScalar& initial,
               const MaybeArray& where) {
  return sum(without_nan(a, number(0)), axis, dtype, out, keepdims, initial,
             where);
}

ndarray nanprod(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
                const MaybeArray& out, bool keepdims,
                const MaybeScalar& initial, const MaybeArray& where) {
  return prod(without_nan(a, number(1)), axis, dtype, out, keepdims, initial,
              where);
}

ndarray nanmax(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
               bool keepdims, const MaybeScalar& initial,
               const MaybeArray& where) {
  return nan_extremum(Reduction::kMax, a, axis, out, keepdims, initial, where);
}

ndarray nanmin(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
               bool keepdims, const MaybeScalar& initial,
               const MaybeArray& where) {
  return nan_extremum(Reduction::kMin, a, axis, out, keepdims, initial, where);
}

ndarray nanargmax(const ndarray& a, MaybeInt axis, const MaybeArray& out,
                  bool keepdims) {
  return nan_arg_extremum(true, a, axis, out, keepdims);
}

ndarray nanargmin(const ndarray& a, MaybeInt axis, const MaybeArray& out,
                  bool keepdims) {
  return nan_arg_extremum(false, a, axis, out, keepdims);
}

ndarray nancumsum(const ndarray& a, MaybeInt axis, MaybeDType dtype,
                  const MaybeArray& out) {
  return cumsum(without_nan(a, number(0)), axis, dtype, out);
}

ndarray nancumprod(const ndarray& a, MaybeInt axis, MaybeDType dtype,
                   const MaybeArray& out) {
  return cumprod(without_nan(a, number(1)), axis, dtype, out);
}

ndarray nanmean(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
                const MaybeArray& out, bool keepdims, const MaybeArray& where) {
  if (!can_be_nan(a)) return mean(a, axis, dtype, out, keepdims, where);
  require_inexact(dtype, out);
  const ndarray count = valid_count(a, axis, keepdims, where);
  const ndarray total =
      reduced_sum(without_nan(a, number(0)), axis, dtype, keepdims, where);
  if (any_true(call_binary(ufuncs::equal, count, number(0)))) {
    warn(WarningKind::kRuntimeWarning, "Mean of empty slice");
  }
  const QuietScope quiet;
  return deliver(cast_to(divide(total, count), total.dtype()), out);
}

ndarray nanvar(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
               const MaybeArray& out, double ddof, bool keepdims,
               const MaybeArray& mask, const MaybeArray& mean,
               MaybeFloat correction) {
  ddof = degrees_removed(ddof, correction);
  if (!can_be_nan(a)) {
    return var(a, axis, dtype, out, ddof, keepdims, mask, mean);
  }
  require_inexact(dtype, out);
  const ndarray count = valid_count(a, axis, keepdims, mask);
  const ndarray count_kept = valid_count(a, axis, true, mask);
  const ndarray filled = without_nan(a, number(0));
  const QuietScope quiet;
  ndarray average;
  if (mean) {
    average = *mean;
  } else {
    const ndarray total = reduced_sum(filled, axis, dtype, true, mask);
    average = cast_to(divide(total, count_kept), total.dtype());
  }
  ndarray deviation =
      where(nan_mask(a), number(0), subtract(filled, average))[0];
  deviation =
      is_complex(a.dtype())
          ? real(multiply(deviation, call_unary(ufuncs::conjugate, deviation)))
          : multiply(deviation, deviation);
  const ndarray squares = reduced_sum(deviation, axis, {}, keepdims, mask);
  const ndarray dof = subtract(count, number(ddof));
  ndarray result = cast_to(divide(squares, dof), squares.dtype());
  const ndarray bad = call_binary(ufuncs::less_equal, dof, number(0));
  if (any_true(bad)) {
    warn(WarningKind::kRuntimeWarning, "Degrees of freedom <= 0 for slice.");
    result = where(bad, nan_of(result), result)[0];
  }
  return deliver(result, out);
}

ndarray nanstd(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
               const MaybeArray& out, double ddof, bool keepdims,
               const MaybeArray& where, const MaybeArray& mean,
               MaybeFloat correction) {
  const ndarray variance =
      nanvar(a, axis, dtype, {}, ddof, keepdims, where, mean, correction);
  return deliver(call_unary(ufuncs::sqrt, variance), out);
}

}  // namespace tnp::ops
