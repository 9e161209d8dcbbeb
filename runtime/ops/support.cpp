#include "runtime/ops/support.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/flip.h>
#include <ATen/ops/slice.h>

#include <algorithm>

#include "runtime/core/main_memory.h"
#include "runtime/core/promotion_rules.h"
#include "runtime/core/tensor.h"

namespace tnp::ops {

ndarray strong(const ndarray& a) {
  if (!a.is_weak()) return a;
  ndarray result = a;
  result.set(ndarray::kWeak, false);
  return result;
}

ndarray slice_axis(const ndarray& a, int axis, std::int64_t start,
                   std::int64_t length, std::int64_t step) {
  const Shape shape = with_extent(a.shape(), axis, length);
  if (!a.is_direct()) {
    // ATen has no negative steps: the lowest element comes first, then a flip.
    const std::int64_t first = step > 0 ? start : start + (length - 1) * step;
    const std::int64_t stride = step > 0 ? step : -step;
    const std::int64_t end = length > 0 ? first + (length - 1) * stride + 1 : 0;
    at::Tensor part =
        at::slice(to_tensor(a), axis, length > 0 ? first : 0, end, stride);
    return indirect_view(a, step > 0 ? part : at::flip(part, {axis}));
  }
  Shape strides = to_shape(a.strides());
  strides[axis] *= step;
  char* data = length > 0 ? a.data() + start * a.stride(axis) : a.data();
  return a.view(data, span_of(shape), span_of(strides));
}

ndarray select_axis(const ndarray& a, int axis, std::int64_t index) {
  if (!a.is_direct()) return indirect_view(a, to_tensor(a).select(axis, index));
  const Shape shape = without_axis(a.shape(), axis);
  const Shape strides = without_axis(a.strides(), axis);
  return a.view(a.data() + index * a.stride(axis), span_of(shape),
                span_of(strides));
}

ndarray insert_axis(const ndarray& a, int axis) {
  if (!a.is_direct()) return indirect_view(a, to_tensor(a).unsqueeze(axis));
  Shape shape = to_shape(a.shape());
  Shape strides = to_shape(a.strides());
  shape.insert(shape.begin() + axis, 1);
  strides.insert(strides.begin() + axis, 0);
  return a.view(a.data(), span_of(shape), span_of(strides));
}

ndarray move_axis(const ndarray& a, int from, int to) {
  std::vector<int> order;
  for (int i = 0; i < a.ndim(); ++i) {
    if (i != from) order.push_back(i);
  }
  order.insert(order.begin() + to, from);
  return a.permuted(order);
}

ndarray flattened(const ndarray& a) {
  const std::int64_t all[] = {-1};
  if (a.size() == 0) {
    const std::int64_t none[] = {0};
    return a.reshape(none);
  }
  return a.reshape(all);
}

ndarray with_ndim(const ndarray& a, int ndim) {
  ndarray result = strong(a);
  while (result.ndim() < ndim) result = insert_axis(result, 0);
  return result;
}

ndarray as_inexact(const ndarray& a) {
  return is_inexact(a.dtype()) ? strong(a) : cast_to(a, float_for_integers(a));
}

ndarray cast_to(const ndarray& a, DType dtype) {
  if (a.dtype() == dtype) return strong(a);
  return astype(a, dtype, Casting::kUnsafe, 'K', false);
}

ndarray packed(const ndarray& a, DType dtype, std::string_view function) {
  if (!a.is_direct()) require_no_gradient(std::span(&a, 1), function);
  return astype(to_direct(a), dtype, Casting::kUnsafe, 'C', false).contiguous();
}

ndarray beside(const ndarray& a, const ndarray& result) {
  return a.is_direct() ? result : to_device(result, device_of(a));
}

void require_direct(const ndarray& a, std::string_view function) {
  if (a.is_direct()) return;
  raise(ErrorKind::kNotImplementedError,
        std::string(function) +
            " works on CPU arrays without gradients only; use `._detach()` "
            "and `._cpu()` first");
}

std::vector<std::int64_t> int_values(const ndarray& a,
                                     std::string_view function) {
  if (a.size() > 0 && !is_integer(a.dtype()) && !is_bool(a.dtype())) {
    raise_type_error(std::string(function) +
                     ": expected integers, got an array of " +
                     std::string(name(a.dtype())));
  }
  const ndarray ints = packed(a, DType::kInt64, function);
  const std::int64_t* data = ints.data_as<std::int64_t>();
  return {data, data + ints.size()};
}

bool all_true(const ndarray& a) {
  return reduce(Reduction::kAll, a).item(0).as_bool();
}

bool any_true(const ndarray& a) {
  return reduce(Reduction::kAny, a).item(0).as_bool();
}

ndarray deliver(const ndarray& result, const MaybeArray& out, Casting casting) {
  if (!out) return result;
  if (!std::ranges::equal(out->shape(), result.shape())) {
    raise_value_error("output array has shape " + shape_text(out->shape()) +
                      ", but the result has shape " +
                      shape_text(result.shape()));
  }
  copy_into(*out, result, casting);
  return *out;
}

Shape without_axis(IntSpan shape, int axis) {
  Shape result = to_shape(shape);
  result.erase(result.begin() + axis);
  return result;
}

Shape with_extent(IntSpan shape, int axis, std::int64_t extent) {
  Shape result = to_shape(shape);
  result[axis] = extent;
  return result;
}

Casting casting_from(std::string_view casting) {
  const std::optional<Casting> parsed = parse_casting(casting);
  if (!parsed) {
    raise_value_error(
        "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', "
        "'same_value' (got '" +
        std::string(casting) + "')");
  }
  return *parsed;
}

char order_from(std::string_view order) {
  if (order.size() == 1) {
    const char letter = static_cast<char>(order[0] & ~0x20);
    if (letter == 'C' || letter == 'F' || letter == 'A' || letter == 'K') {
      return letter;
    }
  }
  raise_value_error("order must be one of 'C', 'F', 'A', or 'K' (got '" +
                    std::string(order) + "')");
}

void check_device(const std::optional<std::string_view>& device) {
  if (!device || *device == "cpu") return;
  raise_value_error(
      "Device not understood. Only \"cpu\" is allowed, but received: " +
      std::string(*device));
}

std::vector<int> normalized_axes(IntSpan axes, int ndim,
                                 std::string_view argument) {
  std::vector<int> result;
  for (std::int64_t axis : axes) {
    if (!argument.empty() && (axis < -ndim || axis >= ndim)) {
      raise(ErrorKind::kAxisError,
            std::string(argument) + ": axis " + std::to_string(axis) +
                " is out of bounds for array of dimension " +
                std::to_string(ndim));
    }
    const int normal = normalize_axis(axis, ndim);
    if (std::ranges::find(result, normal) != result.end()) {
      raise_value_error(argument.empty()
                            ? "repeated axis"
                            : "repeated axis in `" + std::string(argument) +
                                  "` argument");
    }
    result.push_back(normal);
  }
  return result;
}

double degrees_removed(double ddof, MaybeFloat correction) {
  if (!correction) return ddof;
  if (ddof != 0) {
    raise_value_error("ddof and correction can't be provided simultaneously.");
  }
  return *correction;
}

}  // namespace tnp::ops
