/// `ndarray.flags`.
#pragma once

#include <Python.h>

namespace tnp::python {

/// The flags of an array object, which it refers to. New reference.
PyObject* make_flags(PyObject* array);

/// Readies the type. -1 with a Python exception on failure.
int ready_flags();

}  // namespace tnp::python
