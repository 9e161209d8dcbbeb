// Calls of ufuncs on arrays that have no memory here, or gradients.
#include <ATen/core/grad_mode.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/main_memory.h"
#include "runtime/core/promotion.h"
#include "runtime/core/tensor.h"
#include "runtime/core/ufunc_rules.h"

namespace tnp {
namespace {

using Tensors = c10::SmallVector<at::Tensor, 2>;

bool overwrites(std::span<const ndarray> out, const at::Tensor& input) {
  return std::any_of(out.begin(), out.end(), [&](const ndarray& target) {
    return target.defined() && !target.is_direct() &&
           target.kept_tensor().storage().is_alias_of(input.storage());
  });
}

// A 0-d operand keeps its type out of the result as a weak number, which has
// already been taken into account by the loop's types.
Tensors input_tensors(const Ufunc& ufunc, const TypedLoop& loop,
                      std::span<const ndarray> inputs,
                      const UfuncOptions& options) {
  Tensors tensors;
  for (int i = 0; i < ufunc.nin; ++i) {
    at::Tensor tensor =
        to_tensor(inputs[i].is_weak() ? cast_operand(inputs[i], loop.types[i])
                                      : inputs[i]);
    // The graph keeps the input as it was, which the output overwrites.
    if (at::GradMode::is_enabled() && overwrites(options.out, tensor)) {
      tensor = tensor.clone();
    }
    tensors.push_back(tensor.to(to_scalar_type(loop.types[i])));
  }
  return tensors;
}

// ATen does not order complex numbers.
bool orders_complex(const Ufunc& ufunc, const at::Tensor& input) {
  return input.is_complex() &&
         (&ufunc == &ufuncs::maximum || &ufunc == &ufuncs::minimum ||
          &ufunc == &ufuncs::fmax || &ufunc == &ufuncs::fmin);
}

// By ATen, or nothing where it has no operator for the types.
Tensors run_aten(const Ufunc& ufunc, const Tensors& inputs) {
  if (orders_complex(ufunc, inputs[0])) return {};
  try {
    if (ufunc.aten_unary != nullptr) return {ufunc.aten_unary(inputs[0])};
    if (ufunc.aten_binary != nullptr) {
      return {ufunc.aten_binary(inputs[0], inputs[1])};
    }
    if (ufunc.aten_pair != nullptr) {
      auto [first, second] =
          ufunc.aten_pair(inputs[0], ufunc.nin == 2 ? inputs[1] : at::Tensor());
      return {first, second};
    }
  } catch (const c10::NotImplementedError&) {
    // No kernel for these types on this device: main memory has one.
  }
  return {};
}

UfuncResults run_in_main_memory(const Ufunc& ufunc, const TypedLoop& loop,
                                std::span<const ndarray> inputs) {
  c10::SmallVector<ndarray, 2> operands;
  for (const ndarray& input : inputs) operands.push_back(to_direct(input));
  return run_direct(ufunc, loop, std::span(operands.data(), operands.size()),
                    {});
}

/// `result` where the mask says so, and what was there before (else 0).
at::Tensor masked(const at::Tensor& result, const ndarray& where,
                  const ndarray& out) {
  const at::Tensor mask = to_tensor(where).to(result.device());
  const at::Tensor rest = out.defined()
                              ? to_tensor(out).to(result.scalar_type())
                              : at::zeros_like(result);
  return at::where(mask, result, rest);
}

}  // namespace

UfuncResults run_indirect(const Ufunc& ufunc, const TypedLoop& loop,
                          std::span<const ndarray> inputs,
                          const UfuncOptions& options) {
  call_shape(inputs, options);
  Tensors tensors =
      run_aten(ufunc, input_tensors(ufunc, loop, inputs, options));
  if (tensors.empty()) {
    if (is_inexact(loop.types[ufunc.nin])) {
      require_no_gradient(inputs, ufunc.name);
    }
    const c10::Device device = common_device(inputs);
    for (const ndarray& result : run_in_main_memory(ufunc, loop, inputs)) {
      tensors.push_back(to_tensor(result).to(device));
    }
  }
  UfuncResults results;
  for (int i = 0; i < ufunc.nout; ++i) {
    const ndarray out = options.out.empty() ? ndarray() : options.out[i];
    if (options.where != nullptr) {
      tensors[i] = masked(tensors[i], *options.where, out);
    }
    const ndarray result =
        from_tensor(tensors[i].to(to_scalar_type(loop.types[ufunc.nin + i])));
    if (out.defined()) copy_into(out, result);
    results.push_back(out.defined() ? out : result);
  }
  return results;
}

}  // namespace tnp
