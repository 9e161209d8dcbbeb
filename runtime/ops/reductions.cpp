#include "runtime/ops/reductions.h"

#include "runtime/ops/manipulation.h"

namespace tnp::ops {
namespace {

ndarray reduced(Reduction reduction, const ndarray& a, MaybeAxes axis,
                MaybeDType dtype, const MaybeArray& out, bool keepdims,
                const MaybeScalar& initial, const MaybeArray& where) {
  ReduceOptions options;
  options.axes = axis;
  options.keepdims = keepdims;
  options.dtype = dtype;
  options.out = out ? &*out : nullptr;
  options.initial = initial;
  options.where = where ? &*where : nullptr;
  const ndarray result = reduce(reduction, a, options);
  return out ? *out : result;
}

ndarray arg_of(bool maximum, const ndarray& a, MaybeInt axis,
               const MaybeArray& out, bool keepdims) {
  std::optional<int> dim;
  if (axis) dim = normalize_axis(*axis, std::max(a.ndim(), 1));
  if (a.ndim() == 0) dim.reset();
  return deliver(arg_extremum(maximum, a, dim, keepdims), out);
}

ndarray running(Reduction reduction, const ndarray& a, MaybeInt axis,
                MaybeDType dtype, const MaybeArray& out) {
  std::optional<int> dim;
  if (axis) dim = normalize_axis(*axis, std::max(a.ndim(), 1));
  const ndarray source = a.ndim() == 0 ? with_ndim(a, 1) : a;
  return deliver(accumulate(reduction, source, dim, dtype), out);
}

ndarray array_api_running(Reduction reduction, const ndarray& x, MaybeInt axis,
                          MaybeDType dtype, const MaybeArray& out,
                          bool include_initial) {
  if (x.ndim() == 0)
    raise_value_error("Input arrays must be at least one dimensional.");
  if (!axis && x.ndim() > 1) {
    raise_value_error(
        "For arrays which have more than one dimension ``axis`` argument is "
        "required.");
  }
  const int dim = normalize_axis(axis.value_or(0), x.ndim());
  const ndarray result = accumulate(reduction, x, dim, dtype);
  if (!include_initial) return deliver(result, out);
  const Shape shape = with_extent(x.shape(), dim, 1);
  const Scalar start(std::int64_t{reduction == Reduction::kSum ? 0 : 1});
  const ndarray both[] = {ndarray::full(span_of(shape), start, result.dtype()),
                          result};
  return deliver(concatenate(both, dim, {}, {}, "same_kind"), out);
}

}  // namespace

ndarray sum(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
            const MaybeArray& out, bool keepdims, const MaybeScalar& initial,
            const MaybeArray& where) {
  return reduced(Reduction::kSum, a, axis, dtype, out, keepdims, initial,
                 where);
}

ndarray prod(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
             const MaybeArray& out, bool keepdims, const MaybeScalar& initial,
             const MaybeArray& where) {
  return reduced(Reduction::kProd, a, axis, dtype, out, keepdims, initial,
                 where);
}

ndarray max(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims, const MaybeScalar& initial,
            const MaybeArray& where) {
  return reduced(Reduction::kMax, a, axis, {}, out, keepdims, initial, where);
}

ndarray min(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims, const MaybeScalar& initial,
            const MaybeArray& where) {
  return reduced(Reduction::kMin, a, axis, {}, out, keepdims, initial, where);
}

ndarray all(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims, const MaybeArray& where) {
  return reduced(Reduction::kAll, a, axis, {}, out, keepdims, {}, where);
}

ndarray any(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims, const MaybeArray& where) {
  return reduced(Reduction::kAny, a, axis, {}, out, keepdims, {}, where);
}

ndarray argmax(const ndarray& a, MaybeInt axis, const MaybeArray& out,
               bool keepdims) {
  return arg_of(true, a, axis, out, keepdims);
}

ndarray argmin(const ndarray& a, MaybeInt axis, const MaybeArray& out,
               bool keepdims) {
  return arg_of(false, a, axis, out, keepdims);
}

ndarray cumsum(const ndarray& a, MaybeInt axis, MaybeDType dtype,
               const MaybeArray& out) {
  return running(Reduction::kSum, a, axis, dtype, out);
}

ndarray cumprod(const ndarray& a, MaybeInt axis, MaybeDType dtype,
                const MaybeArray& out) {
  return running(Reduction::kProd, a, axis, dtype, out);
}

ndarray cumulative_sum(const ndarray& x, MaybeInt axis, MaybeDType dtype,
                       const MaybeArray& out, bool include_initial) {
  return array_api_running(Reduction::kSum, x, axis, dtype, out,
                           include_initial);
}

ndarray cumulative_prod(const ndarray& x, MaybeInt axis, MaybeDType dtype,
                        const MaybeArray& out, bool include_initial) {
  return array_api_running(Reduction::kProd, x, axis, dtype, out,
                           include_initial);
}

ndarray ptp(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims) {
  // The maximum first: its error is the one that NumPy reports.
  const ndarray highest = max(a, axis, {}, keepdims, {}, {});
  return deliver(subtract(highest, min(a, axis, {}, keepdims, {}, {})), out);
}

}  // namespace tnp::ops
