/// NumPy's description of an array's memory.
#pragma once

#include <Python.h>

#include <string>

#include "runtime/core/dtype.h"

namespace tnp::python {

/// NumPy's type string: "<f8", "|b1".
std::string type_string(DType dtype);

/// The dict `__array_interface__` of an array object. New reference.
PyObject* array_interface(PyObject* self);

}  // namespace tnp::python
