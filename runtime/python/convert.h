/// From Python values to the runtime's, with NumPy's rules.
///
/// All functions throw tnp::Error, or PythonError when a Python exception is
/// already set; the boundary (errors.h) turns both into a raised exception.
#pragma once

#include <Python.h>

#include <optional>
#include <vector>

#include "runtime/core/ndarray.h"

namespace tnp::python {

/// A Python exception is set: unwinds to the boundary.
struct PythonError {};

/// An operand: arrays as they are; tnp and NumPy scalars as 0-d arrays; Python
/// int, float and complex as weak 0-d arrays (a Python bool is not weak);
/// sequences, buffers, NumPy arrays and torch tensors by `array_from`.
ndarray operand_from(PyObject* object);

/// NumPy's `asarray(object, dtype)`: nested sequences (ragged: ValueError),
/// buffers, `__array__`, `__array_interface__`, tensors. Never weak. `copy`:
/// true always copies, false never (ValueError), none when needed.
ndarray array_from(PyObject* object, std::optional<DType> dtype = {},
                   std::optional<bool> copy = {}, char order = 'K');

/// NumPy's dtype argument: tnp.dtype, scalar type, Python type, string.
/// TypeError "data type 'x' not understood"; NotImplementedError with advice
/// for object, string, datetime, structured and longdouble.
DType dtype_from(PyObject* object);

std::int64_t int_from(PyObject* object);  // by __index__
Shape shape_from(PyObject* object);       // an int or a sequence of ints
/// None, an int or a sequence of ints.
std::optional<Shape> axes_from(PyObject* object);
/// 'C', 'F', 'A' or 'K'; None is 'K'. ValueError with NumPy's message.
char order_from(PyObject* object);
Scalar scalar_from(PyObject* object);                // a number
std::vector<ndarray> arrays_from(PyObject* object);  // a sequence of operands

/// The element as NumPy's scalar object of its dtype: tnp.float64(...). New
/// reference.
PyObject* wrap_scalar(const Scalar& scalar);
/// The element as a plain Python value (`item`, `tolist`). New reference.
PyObject* python_value(const Scalar& scalar);
/// Whether it is an instance of one of tnp's scalar types, and its value.
bool is_scalar_object(PyObject* object);
Scalar scalar_value(PyObject* object);

/// A tuple of Python ints: a shape. New reference; null with MemoryError.
PyObject* int_tuple(IntSpan values);

/// The interned tnp.dtype object. New reference.
PyObject* wrap_dtype(DType dtype);

}  // namespace tnp::python
