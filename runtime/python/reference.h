/// An owned reference to a Python object.
#pragma once

#include <Python.h>

#include <utility>

#include "runtime/python/convert.h"

namespace tnp::python {

class Reference {
 public:
  Reference() = default;
  /// Takes over a new reference.
  explicit Reference(PyObject* object) : object_(object) {}
  Reference(Reference&& other) noexcept
      : object_(std::exchange(other.object_, nullptr)) {}
  Reference& operator=(Reference&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Reference() { Py_XDECREF(object_); }

  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

/// The result of a Python call; throws PythonError when it failed.
inline Reference checked(PyObject* result) {
  if (!result) throw PythonError();
  return Reference(result);
}
inline int checked(int status) {
  if (status < 0) throw PythonError();
  return status;
}

}  // namespace tnp::python
