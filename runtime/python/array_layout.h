/// Shape, strides and dtype of array objects.
#pragma once

#include <Python.h>

#include "runtime/core/ndarray.h"

namespace tnp::python {

/// The same bytes as elements of another type; where the itemsizes differ the
/// last axis takes the change, and must be contiguous. ValueError with NumPy's
/// message when it does not fit.
ndarray view_as(const ndarray& a, DType dtype);

/// Whether a layout that starts `offset` bytes into `nbytes` stays inside.
bool strides_fit(IntSpan shape, IntSpan strides, std::int64_t itemsize,
                 std::int64_t offset, std::int64_t nbytes);

/// Refuses `del a.attribute`: AttributeError when `value` is null.
void check_set(PyObject* value, const char* name);

extern PyGetSetDef array_layout_attributes[];  // shape, strides, dtype
extern PyMethodDef array_layout_methods[];     // view, getfield, byteswap, ...

/// Reverses the bytes of each number where it is; a complex element is two of
/// them. Direct, writeable arrays.
void swap_bytes(const ndarray& a);

}  // namespace tnp::python
