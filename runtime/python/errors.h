/// The Python boundary of errors and warnings.
#pragma once

#include <Python.h>

namespace tnp::python {

/// Inside a catch block: turns the current C++ exception (tnp::Error,
/// PythonError, c10::Error, std::bad_alloc) into a raised Python exception.
void raise_current_exception() noexcept;

/// Runs `body`, which returns a new reference; null with a Python exception
/// when it throws.
template <typename Body>
PyObject* guarded(Body&& body) noexcept {
  try {
    return body();
  } catch (...) {
    raise_current_exception();
    return nullptr;
  }
}

/// The same for slots that return an int status.
template <typename Body>
int guarded_status(Body&& body) noexcept {
  try {
    return body();
  } catch (...) {
    raise_current_exception();
    return -1;
  }
}

/// Creates the exception classes in `module` (tnp.exceptions, tnp.linalg) and
/// installs the warning sink. -1 with a Python exception on failure.
int add_errors(PyObject* module);

}  // namespace tnp::python
