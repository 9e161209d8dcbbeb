#include "runtime/core/gradient.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/as_strided.h>

#include <algorithm>
#include <string>

#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

[[noreturn]] void raise_runtime_error(const std::string& message) {
  raise(ErrorKind::kRuntimeError, message);
}

/// The array's memory as a tensor that is now its truth.
void turn_indirect(ndarray& array, at::Tensor tensor) {
  array.keep_tensor(std::move(tensor));
  array.set(ndarray::kIndirect);
}

at::Tensor shared_tensor(const ndarray& array, const char* what) {
  at::Tensor tensor = to_tensor(array);
  if (array.kept_tensor().defined()) return tensor;
  raise_runtime_error(std::string(what) +
                      ": no tensor has the layout of this array (a negative "
                      "step, or elements that are not aligned): copy it "
                      "first");
}

}  // namespace

bool requires_grad(const ndarray& array) {
  return array.defined() && !array.is_direct() &&
         array.kept_tensor().requires_grad();
}

bool records_gradient(const ndarray& array) {
  return requires_grad(array) && at::GradMode::is_enabled();
}

void set_requires_grad(ndarray& array, bool on) {
  if (!on) {
    if (array.is_direct()) return;
    const at::Tensor tensor = array.kept_tensor();
    if (!tensor.is_leaf()) {
      raise_runtime_error(
          "only a leaf can stop requiring gradients; take a._detach() for the "
          "values of this one");
    }
    tensor.set_requires_grad(false);
    const bool writeable = array.is_writeable();
    array = from_tensor(tensor);
    array.set(ndarray::kWriteable, writeable);
    return;
  }
  if (!is_inexact(array.dtype())) {
    raise_runtime_error(
        "only arrays of floating point and complex numbers can require "
        "gradients, not " +
        std::string(name(array.dtype())));
  }
  if (array.is_direct()) {
    // A tensor of its own: the kept one may be at work elsewhere.
    array.keep_tensor(at::Tensor());
    turn_indirect(array, shared_tensor(array, "_requires_grad_"));
  }
  array.kept_tensor().set_requires_grad(true);
}

ndarray gradient_of(const ndarray& array) {
  if (array.is_direct()) return {};
  const at::Tensor& gradient = array.kept_tensor().grad();
  return gradient.defined() ? from_tensor(gradient) : ndarray();
}

void set_gradient(const ndarray& array, const ndarray& gradient) {
  if (array.is_direct()) {
    if (!gradient.defined()) return;
    raise_runtime_error("an array without gradients cannot have `_grad` set");
  }
  const at::Tensor& tensor = array.kept_tensor();
  if (!gradient.defined()) {
    tensor.mutable_grad() = at::Tensor();
    return;
  }
  if (gradient.dtype() != array.dtype() ||
      !std::ranges::equal(gradient.shape(), array.shape())) {
    raise_runtime_error("`_grad` must have the shape and dtype of its array");
  }
  tensor.mutable_grad() = to_tensor(gradient).to(tensor.device());
}

void backward(const ndarray& array, const BackwardOptions& options) {
  if (!requires_grad(array)) {
    raise_runtime_error(
        "no gradient flows back from this array: none of those that it was "
        "computed from had `_requires_grad_()` called");
  }
  std::optional<at::Tensor> gradient;
  if (options.gradient.defined()) {
    gradient = to_tensor(options.gradient).to(array.kept_tensor().device());
  }
  std::vector<at::Tensor> inputs;
  if (options.inputs) {
    for (const ndarray& input : *options.inputs) {
      inputs.push_back(to_tensor(input));
    }
    if (inputs.empty()) raise_runtime_error("_backward: inputs is empty");
  }
  array.kept_tensor()._backward(inputs, gradient, options.retain_graph,
                                options.create_graph);
}

void join_graph(ndarray& array, ndarray* base, std::size_t holders) {
  const auto holds_more = [](const ndarray& a) {
    const at::Tensor& kept = a.kept_tensor();
    return kept.defined() && a.storage().is_alias_of(kept.storage()) ? 1u : 0u;
  };
  holders += holds_more(array) + (base != nullptr ? holds_more(*base) : 0u);
  if (array.storage().use_count() > holders) {
    raise_runtime_error(
        "values with gradients cannot be written here: other arrays share the "
        "memory and would lose the gradients. Write to a copy, or call "
        "_requires_grad_() on a zeroed array first");
  }
  at::Tensor tensor = shared_tensor(array, "values with gradients");
  if (base == nullptr) {
    turn_indirect(array, std::move(tensor));
    return;
  }
  at::Tensor whole = shared_tensor(*base, "values with gradients");
  // A view of the base's tensor, so that a write to either reaches both.
  at::Tensor part = whole.as_strided(tensor.sizes(), tensor.strides(),
                                     tensor.storage_offset());
  turn_indirect(*base, std::move(whole));
  turn_indirect(array, std::move(part));
}

void check_keeps_gradient(const ndarray& target, const ndarray& source) {
  if (!target.is_direct() || !records_gradient(source)) return;
  raise_runtime_error(
      "writing these values would lose their gradients: the array written to "
      "takes part in no graph. Write source._detach(), or assign with "
      "target[...] = source");
}

}  // namespace tnp
