/// The class tnp.exceptions.AxisError.
#pragma once

#include <Python.h>

#include "runtime/core/axis_error.h"

namespace tnp::python {

/// The class: ValueError and IndexError, so that either handler catches it.
/// AxisError(text) says `text`; AxisError(axis, ndim, msg_prefix=None) keeps
/// `axis` and `ndim` as attributes. Null with a Python exception on failure.
PyObject* make_axis_error_class();

/// Raises one of that class with what `error` holds.
void raise_axis_error(PyObject* type, const AxisError& error) noexcept;

}  // namespace tnp::python
