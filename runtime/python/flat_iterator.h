/// `ndarray.flat`.
#pragma once

#include <Python.h>

namespace tnp::python {

/// Iterates over the elements of an array object in C order; can be indexed and
/// assigned to. New reference.
PyObject* make_flat_iterator(PyObject* array);

/// array.flat = values, repeated as often as needed. 0; throws.
int assign_flat(PyObject* array, PyObject* values);

/// Adds the type `flatiter`. -1 with a Python exception on failure.
int add_flat_iterator(PyObject* module);

}  // namespace tnp::python
