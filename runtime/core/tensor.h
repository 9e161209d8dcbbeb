/// Between ndarray and at::Tensor, sharing memory.
#pragma once

#include <ATen/core/Tensor.h>

#include "runtime/core/ndarray.h"

namespace tnp {

/// The tensor on the array's memory, made on first use and kept. A negative
/// stride, or strides that are no multiple of the itemsize, cost a copy (then
/// nothing is shared and nothing kept).
at::Tensor to_tensor(const ndarray& array);

/// The array on the tensor's memory: any strided tensor; a lazy conjugate or
/// negation is resolved first. On another device or with gradients the result
/// is indirect. TypeError for element types that NumPy does not have (and
/// bfloat16), and for sparse or quantised tensors.
ndarray from_tensor(const at::Tensor& tensor);

c10::ScalarType to_scalar_type(DType dtype);
DType from_scalar_type(c10::ScalarType type);

}  // namespace tnp
