/// tnp.ndarray as a Python object.
#pragma once

#include <Python.h>

#include <new>
#include <utility>

#include "runtime/core/ndarray.h"
#include "runtime/python/errors.h"

namespace tnp::python {

struct ArrayObject {
  PyObject_HEAD
  ndarray array;
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

/// An object whose `array` is not yet constructed, from the free list where
/// possible; `base` and `weakrefs` are null. Null with MemoryError.
ArrayObject* allocate_array_object();
/// Gives such an object back when its array could not be made.
void discard_array_object(ArrayObject* object);

/// A new tnp.ndarray object on the array that `make()` returns, built in place.
/// `base` is what it views (borrowed). New reference; null with a Python
/// exception when `make` throws.
template <typename Make>
PyObject* wrap_new(Make&& make, PyObject* base = nullptr) noexcept {
  ArrayObject* object = allocate_array_object();
  if (!object) return nullptr;
  try {
    new (&object->array) ndarray(make());
  } catch (...) {
    discard_array_object(object);
    raise_current_exception();
    return nullptr;
  }
  object->base = Py_XNewRef(base);
  return reinterpret_cast<PyObject*>(object);
}

/// A new tnp.ndarray object (from the free list where possible). New reference;
/// null with MemoryError.
PyObject* wrap_array(ndarray&& array, PyObject* base = nullptr);

/// What `.base` of a view of the array object `of` is, when the view is of
/// `type`: NumPy goes on to what `of` views where that has the view's type.
/// Borrowed.
inline PyObject* base_of_view(PyObject* of, PyTypeObject* type = &array_type) {
  PyObject* base = reinterpret_cast<ArrayObject*>(of)->base;
  return base && Py_TYPE(base) == type ? base : of;
}

/// A view made from the array object `of`, of its type, with NumPy's base.
PyObject* wrap_view(ndarray&& view, PyObject* of);

/// The same for a view that `make()` returns, built in place where `of` is a
/// tnp.ndarray itself. Null with a Python exception when `make` throws.
template <typename Make>
PyObject* wrap_new_view(PyObject* of, Make&& make) noexcept {
  if (is_array_exact(of)) return wrap_new(make, base_of_view(of));
  return guarded([&] { return wrap_view(make(), of); });
}

/// What NumPy's PyArray_Return does: a 0-d direct array becomes a scalar
/// object, any other an array object. New reference.
PyObject* wrap_result(ndarray&& array);

}  // namespace tnp::python
