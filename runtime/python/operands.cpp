#include "runtime/python/operands.h"

#include <limits>

#include "runtime/core/errors.h"
#include "runtime/python/errors.h"

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

bool is_comparison(const Ufunc& ufunc) {
  return ufunc.name == "equal" || ufunc.name == "not_equal" ||
         ufunc.name.starts_with("less") || ufunc.name.starts_with("greater");
}

}  // namespace

ndarray operand_beside(const Ufunc& ufunc, PyObject* object, PyObject* other) {
  if (!is_long_integer(object) && !is_long_integer(other)) {
    return operand_from(object);
  }
  if (PyLong_CheckExact(object) && PyLong_CheckExact(other) &&
      is_comparison(ufunc)) {
    // Which of the two is larger is all that counts.
    const int less = PyObject_RichCompareBool(object, other, Py_LT);
    const int greater = PyObject_RichCompareBool(object, other, Py_GT);
    if (less < 0 || greater < 0) throw PythonError();
    return ndarray::from_scalar(Scalar(std::int64_t{greater - less}), true);
  }
  if (!is_long_integer(object)) return operand_from(object);
  const bool is_negative = Py_SIZE(object) < 0;
  PyLong_AsUnsignedLongLong(object);
  const bool fits = !PyErr_Occurred();
  PyErr_Clear();
  PyLong_AsLongLong(object);
  const bool fits_signed = !PyErr_Occurred();
  PyErr_Clear();
  if (fits || fits_signed) return operand_from(object);
  const DType d = operand_from(other).dtype();
  if (is_inexact(d)) {
    const double value = PyLong_AsDouble(object);
    if (value == -1.0 && PyErr_Occurred()) throw PythonError();
    return ndarray::from_scalar(Scalar(value), true);
  }
  if (is_integer(d) && is_comparison(ufunc)) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    return ndarray::from_scalar(Scalar(is_negative ? -kInfinity : kInfinity),
                                true);
  }
  return operand_from(object);
}

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
