/// Work that tnp refuses, left to NumPy where the user wants that:
/// `tnp._set_fallback("numpy")`, or TNP_FALLBACK=numpy in the environment.
///
/// tnp has no arrays of text and of Python's objects. With the fallback such an
/// array is NumPy's own: a function of tnp that ends with NotImplementedError
/// is done by NumPy's function of the same name, on shared memory, and of its
/// results the arrays that tnp can hold become tnp's. Operators and ufuncs take
/// part. Of tnp.random only `choice` does, which draws by itself and takes the
/// elements from NumPy's array: the streams of NumPy's functions are others.
#pragma once

#include <Python.h>

namespace tnp::python {

/// Whether the fallback is on.
bool falls_back();

/// `result`, unless it is null with NotImplementedError and the fallback is on:
/// then what NumPy's function `name` ("linalg.norm") makes of the arguments,
/// passed as for vectorcall. The refusal stays when NumPy is not installed or
/// has no such function.
PyObject* or_numpy(PyObject* result, const char* name, PyObject* const* args,
                   Py_ssize_t nargs, PyObject* keywords);

}  // namespace tnp::python
