// _libtorch_configuration: how the libtorch in use was built.
#include <ATen/Version.h>

#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"

namespace tnp::python {
namespace {

PyObject* libtorch_configuration(PyObject*, PyObject*) {
  return guarded([] {
    const std::string text = at::show_config();
    return PyUnicode_FromStringAndSize(text.data(),
                                       static_cast<Py_ssize_t>(text.size()));
  });
}

PyMethodDef functions[] = {
    {"_libtorch_configuration", libtorch_configuration, METH_NOARGS,
     "How libtorch was built: libraries, instruction sets, flags."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_configuration(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
