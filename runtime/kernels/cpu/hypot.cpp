#include "runtime/kernels/hypot.h"

#include <ATen/Dispatch.h>
#include <ATen/TensorIterator.h>
#include <ATen/native/cpu/Loops.h>
#include <torch/library.h>

#include "runtime/kernels/check.h"

namespace tnp::kernels {
namespace {

at::Tensor hypot_cpu(const at::Tensor& input, const at::Tensor& b) {
  check_same_real("hypot", input, b);
  at::Tensor result;
  auto iterator = at::TensorIterator::borrowing_binary_op(result, input, b);
  AT_DISPATCH_FLOATING_TYPES(iterator.common_dtype(), "hypot", [&] {
    at::native::cpu_kernel(
        iterator, [](scalar_t x, scalar_t y) { return Hypot()(x, y); });
  });
  return iterator.output();
}

}  // namespace

at::Tensor hypot(const at::Tensor& input, const at::Tensor& b) {
  static const auto operation =
      c10::Dispatcher::singleton()
          .findSchemaOrThrow("tnp::hypot", "")
          .typed<at::Tensor(const at::Tensor&, const at::Tensor&)>();
  return operation.call(input, b);
}

}  // namespace tnp::kernels

TORCH_LIBRARY_IMPL(tnp, CPU, library) {
  library.impl("hypot", tnp::kernels::hypot_cpu);
}
