/// Checks that the CPU and the CUDA file of a kernel share.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

namespace tnp::kernels {

/// Both operands are real floating, of one dtype. `kernel` names the caller.
inline void check_same_real(const char* kernel, const at::Tensor& input,
                            const at::Tensor& b) {
  const auto type = input.scalar_type();
  TORCH_CHECK(type == at::kFloat || type == at::kDouble, kernel,
              ": input has dtype ", type, ", not float32 or float64");
  TORCH_CHECK(b.scalar_type() == type, kernel, ": input has dtype ", type,
              ", b has ", b.scalar_type());
}

}  // namespace tnp::kernels
