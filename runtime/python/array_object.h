/// tnp.ndarray as a Python object.
#pragma once

#include <Python.h>

#include "runtime/core/ndarray.h"

namespace tnp::python {

struct ArrayObject {
  PyObject_HEAD ndarray array;
  PyObject* base;  // NumPy's `.base`: the array or buffer viewed, or null
  PyObject* weakrefs;
};

extern PyTypeObject array_type;

inline bool is_array_exact(PyObject* object) {
  return Py_TYPE(object) == &array_type;
}
inline bool is_array(PyObject* object) {
  return is_array_exact(object) ||
         PyType_IsSubtype(Py_TYPE(object), &array_type);
}
inline const ndarray& array_of(PyObject* object) {
  return reinterpret_cast<ArrayObject*>(object)->array;
}

/// A new tnp.ndarray object (from the free list where possible). New reference;
/// null with MemoryError.
PyObject* wrap_array(ndarray&& array, PyObject* base = nullptr);

/// What NumPy's PyArray_Return does: a 0-d direct array becomes a scalar
/// object, any other an array object. New reference.
PyObject* wrap_result(ndarray&& array);

}  // namespace tnp::python
