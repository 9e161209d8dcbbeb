/// Subscripts with one array, on the shortest way to the loops.
#pragma once

#include <Python.h>

#include "runtime/core/ndarray.h"

namespace tnp::python {

/// a[key] for an int64 array and a vector, or a mask of the shape of `self`;
/// null without an exception when the operands are not those. New reference.
PyObject* quick_subscript(PyObject* self, PyObject* key);

/// a[key] = value for the same keys, where `value` is an array of the dtype and
/// length that no conversion is needed for, or a Python number. False when the
/// operands are not those. `a` is writeable.
bool quick_assign(const ndarray& a, PyObject* key, PyObject* value);

}  // namespace tnp::python
