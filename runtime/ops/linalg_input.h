/// Checks and conversions that the linear algebra functions share.
#pragma once

#include <ATen/core/Tensor.h>

#include "runtime/core/tensor.h"
#include "runtime/ops/support.h"

namespace tnp::ops {

[[noreturn]] inline void raise_linalg_error(const std::string& message) {
  raise(ErrorKind::kLinAlgError, message);
}

/// float32, float64 or their complex types; integers give float64.
DType linalg_dtype(DType dtype);
DType linalg_dtype(DType a, DType b);

/// LinAlgError unless there are two dimensions or more (and equal extents).
void require_matrix(const ndarray& a);
void require_square(const ndarray& a);
/// LinAlgError "Array must not contain infs or NaNs".
void require_finite(const ndarray& a);

/// The tensor that LAPACK takes.
inline at::Tensor linalg_tensor(const ndarray& a, DType dtype) {
  return to_tensor(cast_to(a, dtype));
}

/// Whether any element of an `info` tensor is not zero.
bool failed(const at::Tensor& info);

/// The conjugate transpose of the last two axes.
ndarray adjoint(const ndarray& a);

}  // namespace tnp::ops
