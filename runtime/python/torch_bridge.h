/// Between tnp.ndarray and Python's torch.Tensor.
///
/// The extension itself is linked with libtorch_cpu alone and loads without
/// Python's torch. A second extension, tnp._torch_bridge, is linked with
/// libtorch_python and installs these functions when torch is there.
#pragma once

#include <ATen/core/Tensor.h>
#include <Python.h>

#include "runtime/core/ndarray.h"

namespace tnp::python {

/// What the bridge provides. Null pointers until it is loaded.
struct TensorBridge {
  bool (*is_tensor)(PyObject* object) = nullptr;
  const at::Tensor& (*unwrap)(PyObject* object) = nullptr;
  /// New reference; null with a Python exception set.
  PyObject* (*wrap)(const at::Tensor& tensor) = nullptr;
};

/// What the bridge needs, found in the capsule `tnp._tnp._bridge`.
struct BridgeHost {
  void (*install)(const TensorBridge& bridge);
  /// `tensor._np_compat()`: shares memory. New reference, or null.
  PyObject* (*array_from_tensor)(const at::Tensor& tensor);
};
inline constexpr char kBridgeCapsule[] = "tnp._tnp._bridge";

/// Imports torch and the bridge, which installs itself. Throws PythonError.
void load_torch_bridge();
/// Whether `object` is a torch.Tensor. False, at no cost, before the bridge is
/// loaded: a tensor cannot exist then.
bool is_tensor(PyObject* object);
/// The array on a tensor's memory; see tnp::from_tensor.
ndarray array_from_tensor(PyObject* tensor);

/// `_torch`, `_cuda`, `_cpu`: methods of tnp.ndarray; ends with a null entry.
extern PyMethodDef torch_methods[];
/// `_device`: attributes of tnp.ndarray; ends with a null entry.
extern PyGetSetDef torch_attributes[];

}  // namespace tnp::python
