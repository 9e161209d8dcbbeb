#include "runtime/python/operands.h"


namespace tnp::python {
namespace {

PyObject* interned(const char* text) {
  return PyUnicode_InternFromString(text);
}

// An attribute of the type, or null without an exception.
PyObject* type_attribute(PyObject* object, PyObject* name) {
  PyObject* value =
      PyObject_GetAttr(reinterpret_cast<PyObject*>(Py_TYPE(object)), name);
  if (value == nullptr) PyErr_Clear();
  return value;
}

bool has_attribute(PyObject* object, const char* name) {
  PyObject* value = PyObject_GetAttrString(object, name);
  if (value == nullptr) PyErr_Clear();
  Py_XDECREF(value);
  return value != nullptr;
}

bool is_known(PyObject* object) {
  return object == Py_None || PyFloat_CheckExact(object) ||
         PyLong_CheckExact(object) || PyComplex_CheckExact(object) ||
         PyBool_Check(object) || is_array_exact(object) ||
         PyList_CheckExact(object) || PyTuple_CheckExact(object) ||
         PyUnicode_CheckExact(object) || PyBytes_CheckExact(object);
}

double priority_of(PyObject* object, double otherwise) {
  static PyObject* name = interned("__array_priority__");
  PyObject* value = type_attribute(object, name);
  if (value == nullptr) return otherwise;
  const double priority = PyFloat_AsDouble(value);
  Py_DECREF(value);
  if (priority == -1.0 && PyErr_Occurred()) {
    PyErr_Clear();
    return otherwise;
  }
  return priority;
}

}  // namespace

bool is_operand(PyObject* object) {
  if (PyFloat_CheckExact(object) || PyLong_CheckExact(object) ||
      is_array(object)) {
    return true;
  }
  if (object == Py_None || PyUnicode_Check(object) || PyBytes_Check(object) ||
      PyDict_Check(object) || PyAnySet_Check(object)) {
    return false;
  }
  return PyComplex_Check(object) || PyFloat_Check(object) ||
         PyLong_Check(object) || is_scalar_object(object) ||
         PySequence_Check(object) || PyObject_CheckBuffer(object) ||
         has_attribute(object, "__array_interface__") ||
         has_attribute(object, "__array__") ||
         has_attribute(object, "__dlpack__");
}

bool should_defer(PyObject* self, PyObject* other) {
  if (Py_TYPE(self) == Py_TYPE(other) || is_known(other) ||
      is_scalar_object(other)) {
    return false;
  }
  static PyObject* name = interned("__array_ufunc__");
  PyObject* protocol = type_attribute(other, name);
  if (protocol != nullptr) {
    Py_DECREF(protocol);
    return protocol == Py_None;
  }
  // A subclass has had its turn already.
  if (PyType_IsSubtype(Py_TYPE(other), Py_TYPE(self))) return false;
  return priority_of(self, 0.0) < priority_of(other, -1000000.0);
}

}  // namespace tnp::python
