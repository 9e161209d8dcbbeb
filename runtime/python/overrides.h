/// NumPy's protocols for objects that take part in array operations:
/// `__array_ufunc__` and `__array_function__`.
#pragma once

#include <Python.h>

#include <optional>

namespace tnp::python {

/// Whether a ufunc must ask the object's type for `__array_ufunc__`. False for
/// arrays, scalars and plain Python values, at the price of a few comparisons.
bool may_override_ufunc(PyObject* object);

/// NumPy's dispatch of `ufunc.method(*args, **keywords)`, the arguments as
/// vectorcall passes them: the first `__array_ufunc__` among the inputs and
/// outputs that does not return NotImplemented gives the result.
///
/// Nothing when no argument overrides the ufunc; else a new reference, or null
/// with a Python exception: TypeError when an operand says
/// `__array_ufunc__ = None` or all return NotImplemented.
/// Source: NEP 13.
std::optional<PyObject*> ufunc_override(PyObject* ufunc, const char* method,
                                        PyObject* const* args, Py_ssize_t count,
                                        PyObject* keywords);

/// `__array_ufunc__` and `__array_function__` of tnp.ndarray. Ends with a null
/// entry.
extern PyMethodDef array_override_methods[];  // array_overrides.cpp

}  // namespace tnp::python
