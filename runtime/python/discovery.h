/// NumPy's reading of nested sequences and of single Python values.
#pragma once

#include <Python.h>

#include <optional>

#include "runtime/core/ndarray.h"

namespace tnp::python {

/// The array of a nested sequence, or a 0-d one of a single value. Errors are
/// NumPy's: ValueError for ragged nesting, OverflowError for integers that do
/// not fit; NotImplementedError where NumPy would make an object or string
/// array.
ndarray array_from_nested(PyObject* object, std::optional<DType> dtype);

/// Writes a Python value to the element at `data`, as `a[i] = value` does.
void store_value(PyObject* value, char* data, DType dtype);

/// An array over the memory of an exporter of buffers, `__array_interface__`
/// or `__array__`; of a tensor; undefined when `object` is none of these.
/// `object` is kept alive. Elements of the other byte order come as a copy in
/// this machine's; NotImplementedError where there must be none.
ndarray array_from_exporter(PyObject* object, bool may_copy = true);

/// `n` elements from `offset` bytes on in the memory of a memoryview, which is
/// kept alive.
ndarray array_on_bytes(PyObject* memoryview, std::int64_t offset,
                       std::int64_t n, DType dtype);

}  // namespace tnp::python
