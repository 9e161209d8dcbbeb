/// tnp._torch_bridge: joins tnp and Python's torch once both are loaded.
///
/// It is linked with libtorch_python, so it may be imported only after torch.
/// It adds `torch.Tensor._np_compat`, and tells tnp how to recognise, unwrap
/// and wrap tensors.
#include <torch/csrc/autograd/python_variable.h>

#include "runtime/python/torch_bridge.h"

namespace tnp::python {
namespace {

const BridgeHost* host = nullptr;

/// By the class alone: isinstance() would ask torch's metaclass, which costs
/// more than most of what the answer is for.
bool is_variable(PyObject* object) {
  return THPVariableClass &&
         PyType_IsSubtype(Py_TYPE(object),
                          reinterpret_cast<PyTypeObject*>(THPVariableClass));
}

const at::Tensor& unwrap(PyObject* object) {
  return THPVariable_Unpack(object);
}

PyObject* wrap(const at::Tensor& tensor) { return THPVariable_Wrap(tensor); }

PyObject* np_compat(PyObject* self, PyObject*) {
  return host->array_from_tensor(THPVariable_Unpack(self));
}

PyMethodDef np_compat_method = {
    "_np_compat", np_compat, METH_NOARGS,
    "_np_compat()\n--\n\nThe tnp.ndarray on this tensor's memory.\n\n"
    "Writing to either changes both. Raises TypeError for element types and\n"
    "layouts that NumPy does not have.\n\n"
    "Example: torch.ones(3)._np_compat().sum()"};

/// Gives torch.Tensor the method, unless an earlier import has.
int add_method() {
  PyObject* tensor_type = THPVariableClass;
  if (!tensor_type) {
    PyErr_SetString(PyExc_ImportError,
                    "tnp._torch_bridge: import torch before it");
    return -1;
  }
  PyObject* method = PyDescr_NewMethod(
      reinterpret_cast<PyTypeObject*>(tensor_type), &np_compat_method);
  if (!method) return -1;
  const int status =
      PyObject_SetAttrString(tensor_type, np_compat_method.ml_name, method);
  Py_DECREF(method);
  return status;
}

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    "tnp._torch_bridge",
    "Joins tnp and torch.",
    -1,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

}  // namespace
}  // namespace tnp::python

PyMODINIT_FUNC PyInit__torch_bridge() {
  using namespace tnp::python;
  host = static_cast<const BridgeHost*>(PyCapsule_Import(kBridgeCapsule, 0));
  if (!host || add_method() != 0) return nullptr;
  host->install({is_variable, unwrap, wrap});
  return PyModule_Create(&definition);
}
