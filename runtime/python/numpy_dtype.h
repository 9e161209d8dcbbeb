/// How NumPy reads tnp's dtypes.
#pragma once

#include <Python.h>

namespace tnp::python {

/// The attribute `__numpy_dtype__` of a tnp.dtype: a new reference to the
/// numpy.dtype of that name. TypeError for bfloat16.
PyObject* get_numpy_dtype(PyObject* self, void*);

/// Gives the same attribute to the scalar types, readable from the class.
/// Before any of them is used.
int add_numpy_dtype();

}  // namespace tnp::python
