/// Between ndarray and at::Tensor, sharing memory.
#pragma once

#include <ATen/core/Tensor.h>

#include "runtime/core/ndarray.h"

namespace tnp {

/// The tensor on the array's memory, made on first use and kept. A negative
/// stride, or strides that are no multiple of the itemsize, cost a copy (then
/// nothing is shared and nothing kept).
at::Tensor to_tensor(const ndarray& array);

/// A tensor for code that may do anything with it: on the array's memory, but
/// not the kept one, and on a storage of its own, so that resizing, transposing
/// in place or moving it to shared memory does not reach the array. An array
/// that cannot be a tensor, or that is read-only, is copied: torch would write
/// to it. An indirect array gives its tensor itself, which carries gradients.
at::Tensor to_own_tensor(const ndarray& array);

/// Itself when it is direct; else its elements in main memory, without
/// gradients: for reading them, one by one.
ndarray to_direct(const ndarray& array);

/// The array outside any graph, on the same memory: direct on the CPU.
ndarray detach(const ndarray& array);

/// The same array with its tensor as the truth.
ndarray to_indirect(const ndarray& array);
/// A view that ATen made of the indirect `array`: indirect, as writeable as the
/// array is.
ndarray indirect_view(const ndarray& array, const at::Tensor& view);

/// For tests: lets from_tensor() give indirect arrays only, so that ATen does
/// all that it would do on another device. Returns what was set before.
bool force_indirect(bool on);

/// The array on the tensor's memory: any strided tensor; a lazy conjugate or
/// negation is resolved first. On another device or with gradients the result
/// is indirect. TypeError for element types that NumPy does not have (bfloat16
/// excepted), and for sparse or quantised tensors.
ndarray from_tensor(const at::Tensor& tensor);
/// The same, indirect or (on the CPU, without gradients) direct as told.
ndarray array_on(const at::Tensor& tensor, bool indirect);

c10::ScalarType to_scalar_type(DType dtype);
DType from_scalar_type(c10::ScalarType type);

}  // namespace tnp
