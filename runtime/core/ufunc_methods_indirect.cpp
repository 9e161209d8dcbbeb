// Methods of ufuncs on arrays that have no memory here, or gradients.
#include <ATen/ops/all.h>
#include <ATen/ops/amax.h>
#include <ATen/ops/amin.h>
#include <ATen/ops/any.h>
#include <ATen/ops/cummax.h>
#include <ATen/ops/cummin.h>
#include <ATen/ops/cumprod.h>
#include <ATen/ops/cumsum.h>
#include <ATen/ops/prod.h>
#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/where.h>

#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/main_memory.h"
#include "runtime/core/tensor.h"
#include "runtime/core/ufunc_rules.h"

namespace tnp {
namespace {

std::string method_text(const Ufunc& ufunc, std::string_view method) {
  return std::string(ufunc.name) + "." + std::string(method);
}

/// Refuses gradients, unless the result could not have any.
void enter_main_memory(const Ufunc& ufunc, std::string_view method,
                       const ndarray& a, DType dtype) {
  if (is_inexact(dtype)) {
    require_no_gradient(std::span(&a, 1), method_text(ufunc, method));
  }
}

ndarray on_device_of(const ndarray& a, const ndarray& result) {
  const at::Tensor tensor = to_tensor(result);
  return from_tensor(tensor.to(device_of(a)));
}

at::Tensor product_over(at::Tensor tensor, at::IntArrayRef dims, bool keepdim) {
  if (tensor.dim() == 0) return tensor.prod();
  // From the last axis on, so that the others keep their place.
  for (auto dim = dims.rbegin(); dim != dims.rend(); ++dim) {
    tensor = at::prod(tensor, *dim, keepdim);
  }
  return tensor;
}

// Undefined where ATen has no such reduction.
at::Tensor reduce_tensor(const Ufunc& ufunc, const at::Tensor& tensor,
                         at::IntArrayRef dims, bool keepdim) {
  if (&ufunc == &ufuncs::add) return at::sum(tensor, dims, keepdim);
  if (&ufunc == &ufuncs::multiply) return product_over(tensor, dims, keepdim);
  if (&ufunc == &ufuncs::logical_and) return at::all(tensor, dims, keepdim);
  if (&ufunc == &ufuncs::logical_or) return at::any(tensor, dims, keepdim);
  if (tensor.is_complex()) return {};
  if (&ufunc == &ufuncs::maximum) return at::amax(tensor, dims, keepdim);
  if (&ufunc == &ufuncs::minimum) return at::amin(tensor, dims, keepdim);
  return {};
}

// What stands for the elements that `where` leaves out.
std::optional<Scalar> neutral(const Ufunc& ufunc,
                              const ReduceOptions& options) {
  if (ufunc.identity) return Scalar(*ufunc.identity);
  return options.initial;
}

at::Tensor reduce_by_aten(const Ufunc& ufunc, const ndarray& a,
                          const ReduceOptions& options, DType dtype) {
  at::Tensor tensor = to_tensor(a).to(to_scalar_type(dtype));
  const auto number = [&](const Scalar& value) {
    return to_tensor(ndarray::from_scalar(value.astype(dtype)))
        .to(tensor.device());
  };
  if (options.where != nullptr) {
    const std::optional<Scalar> rest = neutral(ufunc, options);
    if (!rest) return {};
    const at::Tensor mask = to_tensor(*options.where).to(tensor.device());
    tensor = at::where(mask, tensor, number(*rest));
  }
  c10::SmallVector<std::int64_t, 8> dims;
  if (options.axes) {
    for (const int axis : normalize_reduced_axes(*options.axes, a.ndim())) {
      dims.push_back(axis);
    }
  } else {
    for (int axis = 0; axis < a.ndim(); ++axis) dims.push_back(axis);
  }
  // Nothing to start from is an error with NumPy's words.
  if (a.size() == 0 && !ufunc.identity) return {};
  // ATen reads an empty list of axes as all of them.
  if (!(options.axes && dims.empty())) {
    tensor = reduce_tensor(ufunc, tensor, dims, options.keepdims);
  }
  if (!tensor.defined() || !options.initial) return tensor;
  return ufunc.aten_binary(number(*options.initial), tensor)
      .to(to_scalar_type(dtype));
}

at::Tensor accumulate_by_aten(const Ufunc& ufunc, const at::Tensor& tensor,
                              int axis) {
  if (&ufunc == &ufuncs::add) {
    return at::cumsum(tensor, axis, tensor.scalar_type());
  }
  if (&ufunc == &ufuncs::multiply) {
    return at::cumprod(tensor, axis, tensor.scalar_type());
  }
  if (tensor.is_complex()) return {};
  if (&ufunc == &ufuncs::maximum) {
    return std::get<0>(at::cummax(tensor, axis));
  }
  if (&ufunc == &ufuncs::minimum) {
    return std::get<0>(at::cummin(tensor, axis));
  }
  return {};
}

// The result of `compute`, undefined where ATen has no kernel for the types.
template <typename Compute>
at::Tensor if_implemented(Compute&& compute) {
  try {
    return compute();
  } catch (const c10::NotImplementedError&) {
    return {};
  }
}

}  // namespace

ndarray reduce_indirect(const Ufunc& ufunc, const ndarray& a,
                        const ReduceOptions& options, DType dtype) {
  const at::Tensor tensor =
      if_implemented([&] { return reduce_by_aten(ufunc, a, options, dtype); });
  ndarray result;
  if (tensor.defined()) {
    result = from_tensor(tensor.to(to_scalar_type(dtype)));
  } else {
    enter_main_memory(ufunc, "reduce", a, dtype);
    ReduceOptions here = options;
    here.out = nullptr;
    here.dtype = dtype;
    ndarray where;
    if (options.where != nullptr) {
      where = to_direct(*options.where);
      here.where = &where;
    }
    result = on_device_of(a, ufunc_reduce(ufunc, to_direct(a), here));
  }
  if (options.out == nullptr) return result;
  copy_into(*options.out, result);
  return *options.out;
}

ndarray accumulate_indirect(const Ufunc& ufunc, const ndarray& a, int axis,
                            DType dtype) {
  const at::Tensor tensor = if_implemented([&] {
    return accumulate_by_aten(ufunc, to_tensor(a).to(to_scalar_type(dtype)),
                              axis);
  });
  if (tensor.defined()) return from_tensor(tensor);
  enter_main_memory(ufunc, "accumulate", a, dtype);
  return on_device_of(a, ufunc_accumulate(ufunc, to_direct(a), axis, dtype));
}

ndarray reduceat_indirect(const Ufunc& ufunc, const ndarray& a,
                          const ndarray& indices, int axis,
                          std::optional<DType> dtype) {
  enter_main_memory(ufunc, "reduceat", a, dtype.value_or(a.dtype()));
  return on_device_of(
      a, ufunc_reduceat(ufunc, to_direct(a), to_direct(indices), axis, dtype));
}

void at_indirect(const Ufunc& ufunc, const ndarray& target,
                 const ndarray& positions, const ndarray& b) {
  const ndarray operands[] = {target, b};
  require_no_gradient(operands, method_text(ufunc, "at"));
  const ndarray work = to_direct(target).copy('C');
  ufunc_at(ufunc, work, to_direct(positions),
           b.defined() ? to_direct(b) : ndarray());
  copy_into(target, work);
}

}  // namespace tnp
