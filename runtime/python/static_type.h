/// Types that live as long as the process, defined in zeroed static memory.
#pragma once

#include <Python.h>

#include <string_view>

namespace tnp::python {

/// Finishes a type and adds it to `module` by the last part of its name. Returns
/// 0, or -1 with a Python exception set.
inline int add_static_type(PyObject* module, PyTypeObject& type) {
  Py_SET_REFCNT(&type, 1);  // static memory: never released
  if (PyType_Ready(&type) < 0) return -1;
  const std::string_view name(type.tp_name);
  return PyModule_AddObjectRef(module,
                               type.tp_name + name.find_last_of('.') + 1,
                               reinterpret_cast<PyObject*>(&type));
}

}  // namespace tnp::python
