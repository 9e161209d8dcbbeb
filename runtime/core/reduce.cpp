#include "runtime/core/reduce.h"

#include <ATen/ops/argmax.h>
#include <ATen/ops/argmin.h>

#include <algorithm>
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/device.h"
#include "runtime/core/element.h"
#include "runtime/core/errors.h"
#include "runtime/core/long_work.h"
#include "runtime/core/tensor.h"
#include "runtime/core/ufunc_methods.h"
#include "runtime/loops/complex_math.h"
#include "runtime/loops/extremum_search.h"

namespace tnp {
namespace {

// Whether `b` displaces `a` as the extremum; the first nan is one.
template <bool maximum, typename T>
bool displaces(T a, T b) {
  if constexpr (is_complex_v<T>) {
    if (complexes::is_nan(a)) return false;
    return complexes::is_nan(b) ||
           (maximum ? complexes::less(a, b) : complexes::less(b, a));
  } else if constexpr (is_half_v<T>) {
    return displaces<maximum>(float(a), float(b));
  } else {
    if (a != a) return false;
    return b != b || (maximum ? a < b : b < a);
  }
}

template <bool maximum, typename T>
std::int64_t strided_extremum_index(const char* data, std::int64_t stride,
                                    std::int64_t n) {
  T best = *reinterpret_cast<const T*>(data);
  std::int64_t index = 0;
  for (std::int64_t i = 1; i < n; ++i) {
    const T candidate = *reinterpret_cast<const T*>(data + i * stride);
    if (displaces<maximum>(best, candidate)) {
      best = candidate;
      index = i;
    }
  }
  return index;
}

using StridedSearch = std::int64_t (*)(const char*, std::int64_t, std::int64_t);

StridedSearch strided_search(bool maximum, DType dtype) {
  return dispatch_dtype(dtype, [&](auto tag) -> StridedSearch {
    using T = typename decltype(tag)::type;
    return maximum ? strided_extremum_index<true, T>
                   : strided_extremum_index<false, T>;
  });
}

// Looks along `axis` of `a` from every element of `starts`, which has the other
// axes; the positions are written in C order.
void search_axis(const ndarray& a, int axis, const ndarray& starts,
                 bool maximum, std::int64_t* positions) {
  const std::int64_t n = a.shape(axis);
  const std::int64_t stride = a.stride(axis);
  const loops::ExtremumSearch* search =
      loops::extremum_search(maximum, a.dtype());
  const bool in_runs = search != nullptr && (stride == a.itemsize() || n == 1);
  const int last = starts.ndim() - 1;
  const bool in_columns = search != nullptr && !in_runs && last >= 0 &&
                          starts.stride(last) == a.itemsize();
  const std::int64_t width = in_columns ? starts.shape(last) : 1;
  const StridedSearch by_element = strided_search(maximum, a.dtype());
  const std::int64_t count = starts.size();
  for (std::int64_t i = 0; i < count; i += width) {
    const char* data = starts.data();
    std::int64_t rest = i;
    for (int k = last; k > 0; --k) {
      data += rest % starts.shape(k) * starts.stride(k);
      rest /= starts.shape(k);
    }
    if (last >= 0) data += rest * starts.stride(0);
    if (in_columns) {
      search->columns(data, stride, n, width, positions + i);
    } else if (in_runs) {
      search->runs(data, 0, 1, n, positions + i);
    } else {
      positions[i] = by_element(data, stride, n);
    }
  }
}

ndarray flattened(const ndarray& a) {
  const std::int64_t extent[] = {a.size()};
  return a.reshape(extent);
}

const Ufunc& ufunc_of(Reduction reduction) {
  switch (reduction) {
    case Reduction::kSum:
      return ufuncs::add;
    case Reduction::kProd:
      return ufuncs::multiply;
    case Reduction::kMax:
      return ufuncs::maximum;
    case Reduction::kMin:
      return ufuncs::minimum;
    case Reduction::kAll:
      return ufuncs::logical_and;
    default:
      return ufuncs::logical_or;
  }
}

}  // namespace

ndarray reduce(Reduction reduction, const ndarray& a,
               const ReduceOptions& options) {
  return ufunc_reduce(ufunc_of(reduction), a, options);
}

namespace {

// Positions have no gradient, so that main memory serves where ATen does not.
ndarray arg_extremum_indirect(bool maximum, const ndarray& a,
                              std::optional<int> axis, bool keepdims) {
  if (a.size() > 0 && !is_complex(a.dtype())) {
    at::Tensor tensor = to_tensor(a);
    if (is_bool(a.dtype())) tensor = tensor.to(c10::ScalarType::Byte);
    std::optional<std::int64_t> dim;
    if (axis) dim = normalize_axis(*axis, a.ndim());
    try {
      return from_tensor(maximum ? at::argmax(tensor, dim, keepdims)
                                 : at::argmin(tensor, dim, keepdims));
    } catch (const c10::NotImplementedError&) {
      // The unsigned types wider than a byte.
    }
  }
  return to_device(arg_extremum(maximum, to_direct(a), axis, keepdims),
                   device_of(a));
}

// Packed elements, all of them or each row of the last axis. Undefined where
// the general way must be taken.
ndarray arg_extremum_packed(bool maximum, const ndarray& a,
                            std::optional<int> axis) {
  const int last = a.ndim() - 1;
  if (!a.is_c_contiguous() || a.size() == 0) return {};
  if (axis && *axis != last && *axis != -1) return {};
  const loops::ExtremumSearch* search =
      loops::extremum_search(maximum, a.dtype());
  if (search == nullptr) return {};
  const bool by_row = axis && last >= 0;
  const std::int64_t n = by_row ? a.shape(last) : a.size();
  const std::int64_t step = n * a.itemsize();
  const IntSpan shape = by_row ? a.shape().first(last) : IntSpan();
  ndarray result = ndarray::empty(shape, DType::kInt64);
  const LongWork work(a.size());
  search->runs(a.data(), step, result.size(), n,
               result.data_as<std::int64_t>());
  return result;
}

}  // namespace

ndarray arg_extremum(bool maximum, const ndarray& a, std::optional<int> axis,
                     bool keepdims) {
  if (!a.is_direct()) return arg_extremum_indirect(maximum, a, axis, keepdims);
  if (!keepdims) {
    ndarray packed = arg_extremum_packed(maximum, a, axis);
    if (packed.defined()) return packed;
  }
  const ndarray operand = axis ? a : flattened(a);
  const int reduced = axis ? normalize_axis(*axis, a.ndim()) : 0;
  Shape shape;
  Shape kept;
  Shape kept_strides;
  for (int i = 0; i < operand.ndim(); ++i) {
    if (i != reduced) {
      shape.push_back(operand.shape(i));
      kept.push_back(operand.shape(i));
      kept_strides.push_back(operand.stride(i));
    } else if (keepdims) {
      shape.push_back(1);
    }
  }
  if (!axis && keepdims) shape.assign(a.ndim(), 1);
  if (operand.shape(reduced) == 0) {
    raise_value_error(std::string("attempt to get ") +
                      (maximum ? "argmax" : "argmin") +
                      " of an empty sequence");
  }
  ndarray result = ndarray::empty(span_of(shape), DType::kInt64);
  if (result.size() == 0) return result;
  const ndarray starts =
      operand.view(operand.data(), span_of(kept), span_of(kept_strides));
  const LongWork work(operand.size());
  search_axis(operand, reduced, starts, maximum,
              result.data_as<std::int64_t>());
  return result;
}

ndarray accumulate(Reduction reduction, const ndarray& a,
                   std::optional<int> axis, std::optional<DType> dtype) {
  const ndarray operand = axis || a.ndim() == 1 ? a : flattened(a);
  return ufunc_accumulate(ufunc_of(reduction), operand, axis.value_or(0),
                          dtype);
}

}  // namespace tnp
