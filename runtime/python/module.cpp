// The extension module tnp._tnp: each part of the runtime adds itself.
#include "runtime/python/module.h"

namespace tnp::python {

int add_dtypes(PyObject* module);
int add_scalars(PyObject* module);
int add_ufuncs(PyObject* module);
int add_formatting(PyObject* module);
int add_bindings(PyObject* module);

namespace {

PyModuleDef module_def = {
    PyModuleDef_HEAD_INIT,
    "tnp._tnp",
    "NumPy's interface on libtorch.",
    -1,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

using Part = int (*)(PyObject* module);

/// In the order of their dependencies.
const Part kParts[] = {
    add_errors,         add_dtypes,       add_scalars,          add_array,
    add_ufuncs,         add_formatting,   add_functions,        add_bindings,
    add_bridge,         add_gradients,    add_promotion_option, add_random,
    add_text_lists,     add_text_tables,  add_threads,          add_einsum,
    add_histograms,     add_iterators,    add_broadcast,        add_pad,
    add_flat_indices,   add_matrix_power, add_configuration,    add_trim_zeros,
    add_numpy_fallback,
};

}  // namespace
}  // namespace tnp::python

PyMODINIT_FUNC PyInit__tnp() {
  PyObject* module = PyModule_Create(&tnp::python::module_def);
  if (!module) return nullptr;
  for (tnp::python::Part part : tnp::python::kParts) {
    if (part(module) < 0) {
      Py_DECREF(module);
      return nullptr;
    }
  }
  return module;
}
