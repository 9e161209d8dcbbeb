#include "runtime/core/ufunc_methods.h"

#include <algorithm>
#include <complex>
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/element.h"
#include "runtime/core/errors.h"
#include "runtime/core/fp_errors.h"
#include "runtime/core/long_work.h"
#include "runtime/core/promotion_rules.h"
#include "runtime/core/strided_loop.h"
#include "runtime/core/ufunc_rules.h"
#include "runtime/loops/complex_math.h"

namespace tnp {
namespace {

void require_binary(const Ufunc& ufunc, std::string_view method) {
  if (ufunc.nin == 2 && ufunc.nout == 1) return;
  raise_value_error(std::string(method) +
                    " only supported for binary functions");
}

// The loop whose operands all have the type in which `a` accumulates.
const TypedLoop& running_loop(const Ufunc& ufunc, const ndarray& a,
                              std::optional<DType> dtype, const ndarray* out) {
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
  if (loop.types[1] != loop.types[0]) {
    std::string types;
    for (int i = 0; i < 3; ++i) {
      types += (i == 0 ? "dtype('" : ", dtype('") +
               std::string(name(loop.types[i])) + "')";
    }
    raise_type_error("the resolved dtypes are not compatible with " +
                     std::string(ufunc.name) + ".accumulate. Resolved (" +
                     types + ")");
  }
  // Truth values accumulate as bools.
  if (loop.types[2] == DType::kBool && loop.types[0] != DType::kBool &&
      ufunc.homogeneous_loop(DType::kBool) != nullptr) {
    return *ufunc.homogeneous_loop(DType::kBool);
  }
  if (loop.types[2] != loop.types[0]) {
    raise_type_error(
        "No loop matching the specified signature and casting was "
        "found for ufunc " +
        std::string(ufunc.name));
  }
  return loop;
}

using RunningLoop = void (*)(char* out, std::int64_t out_stride, const char* in,
                             std::int64_t in_stride, std::int64_t n);

template <typename T, bool product>
void running(char* out, std::int64_t out_stride, const char* in,
             std::int64_t in_stride, std::int64_t n) {
  T total = *reinterpret_cast<const T*>(in);
  *reinterpret_cast<T*>(out) = total;
  for (std::int64_t i = 1; i < n; ++i) {
    const T next = *reinterpret_cast<const T*>(in + i * in_stride);
    if constexpr (!product) {
      total = static_cast<T>(total + next);
    } else if constexpr (is_complex_v<T>) {
      total = complexes::multiply(total, next);
    } else {
      total = static_cast<T>(total * next);
    }
    *reinterpret_cast<T*>(out + i * out_stride) = total;
  }
}

// Sums and products along one axis, in a register; integers compute unsigned,
// which wraps.
RunningLoop running_sum_loop(DType dtype, bool product) {
  const auto choose = [&](auto tag) -> RunningLoop {
    using T = typename decltype(tag)::type;
    return product ? running<T, true> : running<T, false>;
  };
  switch (dtype) {
    case DType::kInt64:
    case DType::kUInt64:
      return choose(TypeTag<std::uint64_t>{});
    case DType::kFloat32:
      return choose(TypeTag<float>{});
    case DType::kFloat64:
      return choose(TypeTag<double>{});
    case DType::kComplex64:
      return choose(TypeTag<std::complex<float>>{});
    case DType::kComplex128:
      return choose(TypeTag<std::complex<double>>{});
    default:
      return nullptr;
  }
}

// One row: out[0] = in[0], out[i] = out[i - 1] op in[i].
void accumulate_row(const TypedLoop& loop, char* out, std::int64_t out_stride,
                    const char* in, std::int64_t in_stride, std::int64_t n) {
  const std::int64_t item = itemsize(loop.types[0]);
  std::copy_n(in, item, out);
  constexpr std::int64_t strides[] = {0, 0, 0};
  for (std::int64_t i = 1; i < n; ++i) {
    char* const data[] = {out + (i - 1) * out_stride,
                          const_cast<char*>(in) + i * in_stride,
                          out + i * out_stride};
    loop.loop(data, strides, 1);
  }
}

// Calls `visit` with the start of every row along `axis`, of both arrays.
template <typename Visit>
void for_each_row(const ndarray& a, const ndarray& b, int axis, Visit&& visit) {
  std::int64_t rows = 1;
  for (int k = 0; k < a.ndim(); ++k) {
    if (k != axis) rows *= a.shape(k);
  }
  for (std::int64_t row = 0; row < rows; ++row) {
    char* a_data = a.data();
    char* b_data = b.data();
    std::int64_t rest = row;
    for (int k = a.ndim() - 1; k >= 0; --k) {
      if (k == axis) continue;
      a_data += rest % a.shape(k) * a.stride(k);
      b_data += rest % a.shape(k) * b.stride(k);
      rest /= a.shape(k);
    }
    visit(a_data, b_data);
  }
}

// The result goes into `out` by way of a cast, unless it is the array itself.
ndarray deliver(const ndarray& result, const ndarray* out) {
  if (out == nullptr) return result;
  if (!std::equal(out->shape().begin(), out->shape().end(),
                  result.shape().begin(), result.shape().end())) {
    raise_value_error("provided out is the wrong size for the accumulation.");
  }
  copy_into(*out, result);
  return *out;
}

ndarray axis_slice(const ndarray& a, int axis, std::int64_t start,
                   std::int64_t stop) {
  Shape shape = to_shape(a.shape());
  shape[axis] = stop - start;
  return a.view(a.data() + start * a.stride(axis), span_of(shape), a.strides());
}

}  // namespace

ndarray ufunc_accumulate(const Ufunc& ufunc, const ndarray& a, int axis,
                         std::optional<DType> dtype, const ndarray* out) {
  require_binary(ufunc, "accumulate");
  if (a.ndim() == 0) raise_type_error("cannot accumulate on a scalar");
  axis = normalize_axis(axis, a.ndim());
  const TypedLoop& loop = running_loop(ufunc, a, dtype, out);
  const DType type = loop.types[0];
  if (!a.is_direct()) {
    return deliver(accumulate_indirect(ufunc, a, axis, type), out);
  }
  const ndarray operand = astype(a, type, Casting::kUnsafe, 'K', false);
  const ndarray result = ndarray::empty(a.shape(), type);
  const std::int64_t n = a.shape(axis);
  if (result.size() == 0) return deliver(result, out);
  const bool sum = &ufunc == &ufuncs::add;
  const RunningLoop fast = sum || &ufunc == &ufuncs::multiply
                               ? running_sum_loop(type, !sum)
                               : nullptr;
  const FpScope scope;
  const auto run = [&](char* in, char* row) {
    if (fast != nullptr) {
      fast(row, result.stride(axis), in, operand.stride(axis), n);
    } else {
      accumulate_row(loop, row, result.stride(axis), in, operand.stride(axis),
                     n);
    }
  };
  {
    const LongWork work(result.size());
    for_each_row(operand, result, axis, run);
  }
  if (ufunc.reports_flags(type)) scope.report("accumulate");
  return deliver(result, out);
}

ndarray ufunc_reduceat(const Ufunc& ufunc, const ndarray& a,
                       const ndarray& indices, int axis,
                       std::optional<DType> dtype, const ndarray* out) {
  require_binary(ufunc, "reduceat");
  if (!a.is_direct()) {
    return deliver(reduceat_indirect(ufunc, a, indices, axis, dtype), out);
  }
  axis = normalize_axis(axis, a.ndim());
  const ndarray starts =
      astype(indices, DType::kInt64, Casting::kSameKind).contiguous();
  const DType type = running_loop(ufunc, a, dtype, out).types[0];
  const std::int64_t n = a.shape(axis);
  Shape shape = to_shape(a.shape());
  shape[axis] = starts.size();
  const ndarray result = ndarray::empty(span_of(shape), type);
  const std::int64_t* start = starts.data_as<std::int64_t>();
  for (std::int64_t i = 0; i < starts.size(); ++i) {
    if (start[i] >= 0 && start[i] < n) continue;
    raise_index_error("index " + std::to_string(start[i]) +
                      " out-of-bounds in " + std::string(ufunc.name) +
                      ".reduceat [0, " + std::to_string(n) + ")");
  }
  for (std::int64_t i = 0; i < starts.size(); ++i) {
    const std::int64_t stop = i + 1 < starts.size() ? start[i + 1] : n;
    const ndarray part =
        axis_slice(a, axis, start[i], std::max(stop, start[i] + 1));
    const std::int64_t axes[] = {axis};
    ReduceOptions options;
    options.axes = axes;
    options.keepdims = true;
    options.dtype = type;
    copy_into(axis_slice(result, axis, i, i + 1),
              ufunc_reduce(ufunc, part, options));
  }
  return deliver(result, out);
}

UfuncResults ufunc_outer(const Ufunc& ufunc, const ndarray& a, const ndarray& b,
                         const UfuncOptions& options) {
  if (ufunc.nin != 2) {
    raise_value_error("outer product only supported for binary functions");
  }
  Shape shape = to_shape(a.shape());
  shape.append(static_cast<std::size_t>(b.ndim()), 1);
  ndarray left = a.reshape(span_of(shape));
  left.set(ndarray::kWeak, a.is_weak());
  const ndarray inputs[] = {left, b};
  return call_ufunc(ufunc, inputs, options);
}

}  // namespace tnp
