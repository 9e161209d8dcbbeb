/// Instances of classes that derive from tnp.ndarray, and NumPy's two hooks for
/// them: `__array_finalize__`, called on every new instance with the array that
/// it was made from, and `__array_wrap__`, called on the results of ufuncs.
#pragma once

#include <Python.h>

#include <span>

#include "runtime/python/array_object.h"

namespace tnp::python {

/// A new object of `type`, a subtype of tnp.ndarray, on `array`. `base` is what
/// it views and `of` what `__array_finalize__` is given (both borrowed; null
/// for nothing, None). New reference; null with a Python exception.
PyObject* new_instance(PyTypeObject* type, ndarray&& array, PyObject* base,
                       PyObject* of);

/// `array`, new memory, as an object of the type of the array object `of`.
PyObject* wrap_like(ndarray&& array, PyObject* of);

/// The input whose `__array_wrap__` a ufunc asks: of those that are neither
/// tnp.ndarray itself nor numbers and sequences, the first with the highest
/// `__array_priority__`. Borrowed; null where the result stays as it is.
PyObject* find_wrapper(std::span<PyObject* const> inputs);

/// `wrapper.__array_wrap__(result, context, return_scalar)` for the result of a
/// ufunc; `context` is the tuple (ufunc, arguments, index) or null. New
/// reference; null with a Python exception.
PyObject* wrap_by(PyObject* wrapper, ndarray&& result,
                  PyObject* context = nullptr);

/// The result of an operation on `inputs`: by `find_wrapper` and `wrap_by`, or
/// as `wrap_result`.
PyObject* wrap_for(std::span<PyObject* const> inputs, ndarray&& result);

/// The methods `__array_finalize__` and `__array_wrap__`.
extern PyMethodDef array_subclass_methods[];

}  // namespace tnp::python
