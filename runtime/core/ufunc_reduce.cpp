// Reductions by any binary ufunc: the loop runs with its first operand and its
// result on the element that accumulates, stride 0 along the reduced axes.
#include <algorithm>
#include <cmath>
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/fp_errors.h"
#include "runtime/core/long_work.h"
#include "runtime/core/promotion_rules.h"
#include "runtime/core/strided_loop.h"
#include "runtime/core/ufunc_methods.h"
#include "runtime/core/ufunc_rules.h"

namespace tnp {
namespace {

using Axes = c10::SmallVector<int, 8>;

// Reducing an element twice changes nothing, so that the first element may
// start every result.
bool is_idempotent(const Ufunc& ufunc) {
  return &ufunc == &ufuncs::maximum || &ufunc == &ufuncs::minimum ||
         &ufunc == &ufuncs::fmax || &ufunc == &ufuncs::fmin ||
         &ufunc == &ufuncs::lcm;
}

bool is_reorderable(const Ufunc& ufunc) {
  return ufunc.identity || is_idempotent(ufunc);
}

// The loop over bools that reduces truth values.
const Ufunc& bool_reducer(const Ufunc& ufunc) {
  if (&ufunc == &ufuncs::logical_and) return ufuncs::bitwise_and;
  if (&ufunc == &ufuncs::logical_or) return ufuncs::bitwise_or;
  return ufuncs::bitwise_xor;
}

// The type in which the reduction computes.
DType reduction_type(const Ufunc& ufunc, const ndarray& a,
                     std::optional<DType> dtype, const ndarray* out) {
  if (is_logical(ufunc)) return DType::kBool;
  DType type = a.dtype();
  if (dtype) {
    type = *dtype;
  } else if (out != nullptr) {
    type = promote_types(out->dtype(), type);
  } else if (&ufunc == &ufuncs::add || &ufunc == &ufuncs::multiply) {
    type = accumulator(type);
  }
  const DType types[] = {type, type};
  const TypedLoop& loop = resolve_types(ufunc, types, {}, Casting::kSameKind,
                                        promotes_as_torch(std::span(&a, 1)));
  if (loop.types[2] != loop.types[0] || loop.types[1] != loop.types[0]) {
    raise_type_error(
        "No loop matching the specified signature and casting was "
        "found for ufunc " +
        std::string(ufunc.name));
  }
  return loop.types[0];
}

const TypedLoop& reduction_loop(const Ufunc& ufunc, DType dtype) {
  const Ufunc& reducer = is_logical(ufunc) ? bool_reducer(ufunc) : ufunc;
  return *reducer.homogeneous_loop(dtype);
}

Axes reduced_axes(const ndarray& a, const std::optional<IntSpan>& axes) {
  if (axes) return normalize_reduced_axes(*axes, a.ndim());
  Axes all;
  for (int axis = 0; axis < a.ndim(); ++axis) all.push_back(axis);
  return all;
}

bool contains(const Axes& axes, int axis) {
  return std::find(axes.begin(), axes.end(), axis) != axes.end();
}

Shape reduced_shape(const ndarray& a, const Axes& axes, bool keepdims) {
  Shape shape;
  for (int axis = 0; axis < a.ndim(); ++axis) {
    if (!contains(axes, axis)) {
      shape.push_back(a.shape(axis));
    } else if (keepdims) {
      shape.push_back(1);
    }
  }
  return shape;
}

// The result's strides over the axes of `a`, 0 along the reduced ones.
Shape result_strides(const ndarray& a, const ndarray& result, const Axes& axes,
                     bool keepdims) {
  Shape strides;
  int next = 0;
  for (int axis = 0; axis < a.ndim(); ++axis) {
    const bool reduced = contains(axes, axis);
    strides.push_back(reduced ? 0 : result.stride(next));
    if (!reduced || keepdims) ++next;
  }
  return strides;
}

// The first element along every reduced axis, with extent 1 there.
ndarray first_along(const ndarray& a, const Axes& axes) {
  Shape shape = to_shape(a.shape());
  for (const int axis : axes) shape[axis] = 1;
  return a.view(a.data(), span_of(shape), a.strides());
}

// All but the first element of the one reduced axis.
ndarray rest_along(const ndarray& a, int axis) {
  Shape shape = to_shape(a.shape());
  shape[axis] -= 1;
  return a.view(a.data() + a.stride(axis), span_of(shape), a.strides());
}

// NumPy's text for the axes that `out` takes in the loop over `a`:
// "(2,newaxis)".
std::string remapped_text(const ndarray& a, const ndarray& out,
                          const Axes& axes, bool keepdims) {
  std::string text;
  int next = 0;
  for (int axis = 0; axis < a.ndim(); ++axis) {
    const bool lent = contains(axes, axis) && !keepdims;
    if (lent && text.empty()) continue;
    if (!text.empty()) text += ',';
    text += lent ? "newaxis" : std::to_string(out.shape(next++));
  }
  return "(" + text + (a.ndim() == 1 ? ",)" : ")");
}

void check_result(const Ufunc& ufunc, const ndarray& a, const Axes& axes,
                  bool keepdims, const ndarray& out, IntSpan shape) {
  if (!out.is_writeable()) raise_value_error("output array is read-only");
  if (std::equal(out.shape().begin(), out.shape().end(), shape.begin(),
                 shape.end())) {
    return;
  }
  if (out.ndim() != static_cast<int>(shape.size())) {
    raise_value_error("output parameter for reduction operation " +
                      std::string(ufunc.name) +
                      " has the wrong number of dimensions: Found " +
                      std::to_string(out.ndim()) + " but expected " +
                      std::to_string(shape.size()));
  }
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (out.shape(static_cast<int>(i)) == shape[i]) continue;
    if (out.shape(static_cast<int>(i)) != 1) break;
    raise_value_error(
        "output operand requires a reduction along dimension " +
        std::to_string(i) +
        ", but the reduction is not enabled. The dimension size of 1 does not "
        "match the expected output shape.");
  }
  raise_value_error(
      "operands could not be broadcast together with remapped "
      "shapes [original->remapped]: " +
      shape_text(out.shape()) + "->" + remapped_text(a, out, axes, keepdims) +
      " " + compact_shape_text(a.shape()) + " ");
}

// An integral identity as an integer: -1 stands for all bits set.
Scalar identity_value(const Ufunc& ufunc) {
  const double value = *ufunc.identity;
  if (std::isinf(value)) return Scalar(value);
  return Scalar(static_cast<std::int64_t>(value));
}

// Gives every result its start; what is left to reduce comes back.
ndarray start_results(const Ufunc& ufunc, const ndarray& a, const Axes& axes,
                      const ReduceOptions& options, const ndarray& result) {
  if (options.initial) {
    copy_into(result, ndarray::from_scalar(*options.initial));
    return a;
  }
  if (ufunc.identity) {
    copy_into(result, ndarray::from_scalar(identity_value(ufunc)));
    return a;
  }
  if (options.where != nullptr) {
    raise_value_error("reduction operation '" + std::string(ufunc.name) +
                      "' does not have an identity, so to use a where mask one "
                      "has to specify 'initial'");
  }
  const bool empties = std::any_of(
      axes.begin(), axes.end(), [&](int axis) { return a.shape(axis) == 0; });
  if (empties) {
    raise_value_error("zero-size array to reduction operation " +
                      std::string(ufunc.name) + " which has no identity");
  }
  if (result.size() == 0) return a;
  if (axes.size() > 1 && !is_reorderable(ufunc)) {
    raise_value_error("reduction operation '" + std::string(ufunc.name) +
                      "' is not reorderable, so at most one axis may be "
                      "specified");
  }
  const ndarray first = first_along(a, axes);
  copy_into(result, first.reshape(result.shape()));
  if (axes.empty()) return ndarray();
  return axes.size() == 1 ? rest_along(a, axes[0]) : a;
}

bool is_plain(const ndarray& a, const ReduceOptions& options) {
  return a.is_c_contiguous() && !options.axes && !options.keepdims &&
         options.out == nullptr && options.where == nullptr && !options.initial;
}

// A full reduction of contiguous elements needs no iterator.
ndarray reduce_flat(const Ufunc& ufunc, const TypedLoop& loop, const ndarray& a,
                    DType dtype) {
  ndarray result = ndarray::empty({}, dtype);
  std::int64_t first = 0;
  if (ufunc.identity) {
    identity_value(ufunc).store(result.data(), dtype);
  } else {
    std::copy_n(a.data(), a.itemsize(), result.data());
    first = 1;
  }
  char* const data[] = {result.data(), a.data() + first * a.itemsize(),
                        result.data()};
  const std::int64_t strides[] = {0, a.itemsize(), 0};
  const LongWork work(a.size());
  if (a.size() > first) loop.loop(data, strides, a.size() - first);
  return result;
}

// Computes in `dtype` into `result`, which has that type.
void reduce_strided(const Ufunc& ufunc, const TypedLoop& loop, const ndarray& a,
                    const Axes& axes, const ReduceOptions& options,
                    const ndarray& result) {
  const ndarray rest = start_results(ufunc, a, axes, options, result);
  if (!rest.defined() || rest.size() == 0) return;
  const LoopOperand accumulated{
      result.data(), result_strides(a, result, axes, options.keepdims)};
  c10::SmallVector<LoopOperand, 4> plan = {
      accumulated, {rest.data(), to_shape(rest.strides())}, accumulated};
  if (options.where != nullptr) {
    plan.push_back({options.where->data(),
                    broadcast_strides(*options.where, rest.shape())});
  }
  const LongWork work(rest.size());
  run_strided(loop.loop, rest.shape(), std::span(plan.data(), plan.size()),
              options.where != nullptr);
}

}  // namespace

ndarray ufunc_reduce(const Ufunc& ufunc, const ndarray& a,
                     const ReduceOptions& options) {
  const DType dtype = reduction_type(ufunc, a, options.dtype, options.out);
  if (!a.is_direct()) return reduce_indirect(ufunc, a, options, dtype);
  const TypedLoop& loop = reduction_loop(ufunc, dtype);
  ndarray operand =
      a.dtype() == dtype ? a : astype(a, dtype, Casting::kUnsafe, 'K', false);
  const FpScope scope;
  const bool reports = ufunc.reports_flags(dtype);
  if (is_plain(operand, options) && (ufunc.identity || a.size() > 0) &&
      (is_reorderable(ufunc) || a.ndim() < 2)) {
    ndarray result = reduce_flat(ufunc, loop, operand, dtype);
    if (reports) scope.report("reduce");
    return result;
  }
  const Axes axes = reduced_axes(a, options.axes);
  // NumPy gathers elements that do not lie in one run into a buffer, and so
  // sums over several axes as if they were contiguous.
  if (axes.size() > 1 && !operand.is_c_contiguous() &&
      !operand.is_f_contiguous()) {
    operand = operand.copy('K');
  }
  const Shape shape = reduced_shape(operand, axes, options.keepdims);
  if (options.out != nullptr) {
    check_result(ufunc, operand, axes, options.keepdims, *options.out,
                 span_of(shape));
  };
  const bool direct_out =
      options.out != nullptr && options.out->dtype() == dtype &&
      options.out->is_direct() && !may_share_memory(*options.out, operand);
  const ndarray result =
      direct_out ? *options.out : ndarray::empty(span_of(shape), dtype);
  reduce_strided(ufunc, loop, operand, axes, options, result);
  if (reports) scope.report("reduce");
  if (options.out == nullptr || direct_out) return result;
  copy_into(*options.out, result);
  return *options.out;
}

}  // namespace tnp
