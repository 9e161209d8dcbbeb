/// tnp.dtype: one interned object per element type, and others for what arrays
/// do not have: the other byte order, and metadata.
#pragma once

#include <Python.h>

#include <optional>

#include "runtime/core/dtype.h"

namespace tnp::python {

struct DTypeObject {
  PyObject_HEAD DType dtype;
  bool is_swapped;     // not of this machine's byte order
  PyObject* metadata;  // a dict, or null
};

extern PyTypeObject dtype_type;

inline bool is_dtype_object(PyObject* object) {
  return Py_TYPE(object) == &dtype_type;
}

/// The dtype that `object` spells: a tnp.dtype, a scalar type, a Python type or
/// a string; nullopt without an exception when it is none (also where
/// dtype_from() has advice to give, as for the other byte order).
std::optional<DType> find_dtype(PyObject* object);

/// A dtype with its byte order, for what only describes data: dtype objects,
/// promotion, and reading from memory.
struct OrderedDType {
  DType dtype;
  bool is_swapped = false;
};
std::optional<OrderedDType> find_ordered_dtype(PyObject* object);
/// The same; errors as those of dtype_from().
OrderedDType ordered_dtype_from(PyObject* object);

/// find_dtype(), or the dtype of an array, a scalar or a Python number.
std::optional<DType> dtype_of_value(PyObject* object);

/// Adds finfo and iinfo (type_limits.cpp), and the functions on dtypes
/// (dtype_functions.cpp), to the module.
int add_type_limits(PyObject* module);
int add_dtype_functions(PyObject* module);

}  // namespace tnp::python
