#include "runtime/kernels/hypot.h"

#include <ATen/Dispatch.h>
#include <ATen/TensorIterator.h>
#include <c10/cuda/CUDAGuard.h>
#include <torch/library.h>
#include <ATen/native/cuda/Loops.cuh>

#include "runtime/kernels/check.h"

namespace tnp::kernels {

/// One overload of Hypot: the launcher asks the functor for its one signature.
template <typename T>
struct HypotOf {
  __host__ __device__ T operator()(T x, T y) const { return Hypot()(x, y); }
};

namespace {

at::Tensor hypot_cuda(const at::Tensor& input, const at::Tensor& b) {
  check_same_real("hypot", input, b);
  const c10::cuda::CUDAGuard guard(input.device());
  at::Tensor result;
  auto iterator = at::TensorIterator::borrowing_binary_op(result, input, b);
  AT_DISPATCH_FLOATING_TYPES(iterator.common_dtype(), "hypot", [&] {
    // Launches on the current stream of the guarded device.
    at::native::gpu_kernel(iterator, HypotOf<scalar_t>());
  });
  return iterator.output();
}

}  // namespace
}  // namespace tnp::kernels

TORCH_LIBRARY_IMPL(tnp, CUDA, library) {
  library.impl("hypot", tnp::kernels::hypot_cuda);
}
