// The extension module tnp._tnp: each part of the runtime adds itself.
#include "runtime/python/module.h"

namespace tnp::python {

// Parts of other topics may be left out of a build.
#define TNP_OPTIONAL __attribute__((weak))
TNP_OPTIONAL int add_dtypes(PyObject* module);
TNP_OPTIONAL int add_scalars(PyObject* module);
TNP_OPTIONAL int add_ufuncs(PyObject* module);
TNP_OPTIONAL int add_formatting(PyObject* module);
TNP_OPTIONAL int add_bindings(PyObject* module);

namespace {

PyModuleDef module_def = {
    PyModuleDef_HEAD_INIT, "tnp._tnp", "NumPy's interface on libtorch.", -1,
    nullptr, nullptr, nullptr, nullptr, nullptr,
};

using Part = int (*)(PyObject* module);

/// In the order of their dependencies.
const Part kParts[] = {
    add_errors,     add_dtypes,    add_scalars,  add_array,  add_ufuncs,
    add_formatting, add_functions, add_bindings, add_bridge,
};

}  // namespace
}  // namespace tnp::python

PyMODINIT_FUNC PyInit__tnp() {
  PyObject* module = PyModule_Create(&tnp::python::module_def);
  if (!module) return nullptr;
  for (tnp::python::Part part : tnp::python::kParts) {
    // A part that is not built in yet is a null weak symbol.
    if (part && part(module) < 0) {
      Py_DECREF(module);
      return nullptr;
    }
  }
  return module;
}
