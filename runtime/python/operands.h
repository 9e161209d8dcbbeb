/// Operands of operators and ufuncs, from Python objects without needless work.
#pragma once

#include <Python.h>

#include <cstdlib>
#include <span>

#include "runtime/core/ufunc.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"

namespace tnp::python {

/// Whether the object is a Python int of more digits than 64 bits can need.
inline bool is_long_integer(PyObject* object) {
  constexpr Py_ssize_t kDigits = 64 / PyLong_SHIFT;
  return PyLong_CheckExact(object) && std::abs(Py_SIZE(object)) > kDigits;
}

/// `operand_from(object)` for one of the two inputs of a ufunc. A Python int
/// that fits no integer type is a float beside floats, and only larger or
/// smaller than what integers are compared with. OverflowError elsewhere.
ndarray operand_beside(const Ufunc& ufunc, PyObject* object, PyObject* other);

/// An operand: a reference to the array of an array object, or an array made
/// from any other object.
class Operand {
 public:
  explicit Operand(PyObject* object) {
    if (is_array(object)) {
      array_ = &array_of(object);
    } else {
      made_ = operand_from(object);
      array_ = &made_;
    }
  }
  /// The same for one of the two inputs of `ufunc`.
  Operand(const Ufunc& ufunc, PyObject* object, PyObject* other) {
    if (is_array(object)) {
      array_ = &array_of(object);
    } else {
      made_ = operand_beside(ufunc, object, other);
      array_ = &made_;
    }
  }
  Operand(const Operand&) = delete;
  Operand& operator=(const Operand&) = delete;

  const ndarray& operator*() const { return *array_; }
  const ndarray* operator->() const { return array_; }

 private:
  ndarray made_;
  const ndarray* array_;
};

/// Reads a Python float, or int that fits in int64; false for all else, of
/// derived types too.
inline bool plain_number(PyObject* object, Scalar& number) {
  if (PyFloat_CheckExact(object)) {
    number = Scalar(PyFloat_AS_DOUBLE(object));
    return true;
  }
  if (!PyLong_CheckExact(object)) return false;
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow != 0) return false;
  number = Scalar(static_cast<std::int64_t>(value));
  return true;
}

/// Whether `operand_from` can take the object: arrays, numbers, sequences,
/// buffers and what has one of the array protocols; not strings.
bool is_operand(PyObject* object);

/// NumPy's rule for operators: an unknown object that says
/// `__array_ufunc__ = None`, or has a higher `__array_priority__` and no
/// `__array_ufunc__`, does the work itself.
bool should_defer(PyObject* self, PyObject* other);

/// The array result of an operator or ufunc: 0-d ones become scalars. New
/// reference.
template <typename Make>
PyObject* wrap_computed(bool scalar, Make&& make) noexcept {
  if (!scalar) return wrap_new(make);
  return guarded([&] { return wrap_result(make()); });
}

}  // namespace tnp::python
