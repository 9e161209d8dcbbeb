// The layout of an array object: shape, strides and dtype, which may be set in
// place, and views with another dtype or class.
#include <algorithm>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_layout.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/dtype_object.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

ndarray& mutable_array(PyObject* self) {
  return reinterpret_cast<ArrayObject*>(self)->array;
}

/// The lowest and the highest byte that a layout reaches from its data.
struct Reach {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

Reach reach_of(IntSpan shape, IntSpan strides, std::int64_t itemsize) {
  Reach reach;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 0) return {};
    const std::int64_t span = strides[i] * (shape[i] - 1);
    (span < 0 ? reach.low : reach.high) += span;
  }
  reach.high += itemsize;
  return reach;
}

PyObject* get_shape(PyObject* self, void*) {
  return int_tuple(array_of(self).shape());
}

/// NumPy allows it where no copy is needed.
int set_shape(PyObject* self, PyObject* value, void*) {
  return guarded_status([&] {
    check_set(value, "shape");
    ndarray& a = mutable_array(self);
    const Shape shape = shape_from(value);
    if (!a.is_direct()) {
      a = a.reshape(span_of(shape));
      return 0;
    }
    const ndarray view = a.try_reshape_view(span_of(shape));
    if (!view.defined()) {
      raise(ErrorKind::kAttributeError,
            "Incompatible shape for in-place modification. Use `.reshape()` "
            "to make a copy with the desired shape.");
    }
    a.keep_tensor({});
    a.set_layout(view.shape(), view.strides());
    return 0;
  });
}

PyObject* get_strides(PyObject* self, void*) {
  return int_tuple(array_of(self).strides());
}

Shape strides_from(PyObject* value) {
  try {
    return shape_from(value);
  } catch (...) {
    PyErr_Clear();
    raise_type_error("invalid strides");
  }
}

int set_strides(PyObject* self, PyObject* value, void*) {
  return guarded_status([&] {
    check_set(value, "strides");
    warn(WarningKind::kDeprecationWarning,
         "Setting the strides on a NumPy array has been deprecated in NumPy "
         "2.4.\nAs an alternative, you can create a new view using "
         "np.lib.stride_tricks.as_strided.");
    ndarray& a = mutable_array(self);
    const Shape strides = strides_from(value);
    if (static_cast<int>(strides.size()) != a.ndim()) {
      raise_value_error("strides must be  same length as shape (" +
                        std::to_string(a.ndim()) + ")");
    }
    if (!a.is_direct()) {
      raise_type_error("strides cannot be set on another device");
    }
    // The memory that may be reached is that of the array or of its base.
    const char* begin = static_cast<const char*>(a.storage().data());
    const auto size = static_cast<std::int64_t>(a.storage().nbytes());
    const std::int64_t offset = a.data() - begin;
    if (!strides_fit(a.shape(), span_of(strides), a.itemsize(), offset, size)) {
      raise_value_error("strides is not compatible with available memory");
    }
    a.keep_tensor({});
    const Shape shape = to_shape(a.shape());
    a.set_layout(span_of(shape), span_of(strides));
    return 0;
  });
}

PyObject* get_dtype(PyObject* self, void*) {
  return wrap_dtype(array_of(self).dtype());
}

DType given_dtype(PyObject* value) {
  return value == Py_None ? DType::kFloat64 : dtype_from(value);
}

int set_dtype(PyObject* self, PyObject* value, void*) {
  return guarded_status([&] {
    check_set(value, "dtype");
    DType dtype;
    try {
      dtype = given_dtype(value);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::kNotImplementedError) throw;
      PyErr_Clear();
      raise_type_error("invalid data-type for array");
    }
    ndarray& a = mutable_array(self);
    ndarray view = view_as(a, dtype);
    view.set(ndarray::kOwnsData, a.has(ndarray::kOwnsData));
    a = std::move(view);
    return 0;
  });
}

bool is_array_class(PyObject* object) {
  return PyType_Check(object) &&
         PyType_IsSubtype(reinterpret_cast<PyTypeObject*>(object), &array_type);
}

/// view(dtype=..., type=...), where a class may stand in the first place.
PyObject* array_view(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  static constexpr Signature<2> kSignature{"view", {"dtype", "type"}};
  return guarded([&] {
    auto [dtype, type] = bind(kSignature, args, nargs, keywords);
    if (dtype && is_array_class(dtype)) {
      if (type) raise_value_error("Cannot specify output type twice.");
      type = std::exchange(dtype, nullptr);
    }
    if (type && !is_array_class(type)) {
      raise_value_error("Type must be a sub-type of ndarray type");
    }
    const ndarray& a = array_of(self);
    PyTypeObject* result_type =
        type ? reinterpret_cast<PyTypeObject*>(type) : Py_TYPE(self);
    ndarray view = !dtype && !a.is_direct()
                       ? ndarray(a)
                       : view_as(a, dtype ? given_dtype(dtype) : a.dtype());
    return new_instance(result_type, std::move(view),
                        base_of_view(self, result_type), self);
  });
}

/// The bytes from `offset` on of every element, as elements of `dtype`.
ndarray field_of(const ndarray& a, PyObject* dtype, PyObject* offset) {
  const DType d = given_dtype(dtype);
  const std::int64_t start = offset ? int_from(offset) : 0;
  if (start < 0) raise_value_error("offset is negative");
  if (itemsize(d) > a.itemsize()) {
    raise_value_error("new type is larger than original type");
  }
  if (start + itemsize(d) > a.itemsize()) {
    raise_value_error("new type plus offset is larger than original type");
  }
  if (!a.is_direct()) {
    raise(ErrorKind::kNotImplementedError,
          "getfield needs an array in main memory without gradients");
  }
  return a.view(a.data() + start, a.shape(), a.strides(), d);
}

PyObject* array_getfield(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<2> kSignature{
      "getfield", {"dtype", "offset"}, 2, 1};
  return guarded([&] {
    const auto [dtype, offset] = bind(kSignature, args, nargs, keywords);
    return wrap_view(field_of(array_of(self), dtype, offset), self);
  });
}

PyObject* array_setfield(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<3> kSignature{
      "setfield", {"val", "dtype", "offset"}, 3, 2};
  return guarded([&]() -> PyObject* {
    const auto [value, dtype, offset] = bind(kSignature, args, nargs, keywords);
    const ndarray& a = array_of(self);
    if (!a.is_writeable()) {
      raise_value_error("assignment destination is read-only");
    }
    const ndarray field = field_of(a, dtype, offset);
    copy_into(field, array_from(value));
    Py_RETURN_NONE;
  });
}

PyObject* array_byteswap(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<1> kSignature{"byteswap", {"inplace"}};
  return guarded([&] {
    const auto [inplace] = bind(kSignature, args, nargs, keywords);
    const ndarray& a = array_of(self);
    if (!a.is_direct()) {
      raise(ErrorKind::kNotImplementedError,
            "byteswap needs an array in main memory without gradients");
    }
    if (!flag_from(inplace, false)) {
      ndarray copy = a.copy();
      swap_bytes(copy);
      return wrap_like(std::move(copy), self);
    }
    if (!a.is_writeable()) {
      raise_value_error("array to be byte-swapped is read-only");
    }
    swap_bytes(a);
    return Py_NewRef(self);
  });
}

void swap_bytes_from(const ndarray& a, int axis, char* data) {
  if (axis < a.ndim()) {
    for (std::int64_t i = 0; i < a.shape(axis); ++i) {
      swap_bytes_from(a, axis + 1, data + i * a.stride(axis));
    }
    return;
  }
  const std::int64_t part = itemsize(real_type(a.dtype()));
  for (std::int64_t at = 0; at < a.itemsize(); at += part) {
    std::reverse(data + at, data + at + part);
  }
}

}  // namespace

void swap_bytes(const ndarray& a) { swap_bytes_from(a, 0, a.data()); }

void check_set(PyObject* value, const char* name) {
  if (value) return;
  raise(ErrorKind::kAttributeError, std::string("Cannot delete array ") + name);
}

bool strides_fit(IntSpan shape, IntSpan strides, std::int64_t itemsize,
                 std::int64_t offset, std::int64_t nbytes) {
  const Reach reach = reach_of(shape, strides, itemsize);
  return offset + reach.low >= 0 && offset + reach.high <= nbytes;
}

ndarray view_as(const ndarray& a, DType dtype) {
  if (!a.is_direct()) {
    raise(ErrorKind::kNotImplementedError,
          "view(dtype) needs an array in main memory without gradients");
  }
  const std::int64_t old_size = a.itemsize();
  const std::int64_t new_size = itemsize(dtype);
  if (old_size == new_size) {
    return a.view(a.data(), a.shape(), a.strides(), dtype);
  }
  if (a.ndim() == 0) {
    raise_value_error(
        "Changing the dtype of a 0d array is only supported if the itemsize "
        "is unchanged");
  }
  const int last = a.ndim() - 1;
  if (a.shape(last) != 1 && a.stride(last) != old_size && a.size() > 0) {
    raise_value_error(
        "To change to a dtype of a different size, the last axis must be "
        "contiguous");
  }
  Shape shape = to_shape(a.shape());
  Shape strides = to_shape(a.strides());
  const std::int64_t bytes = shape[last] * old_size;
  if (bytes % new_size != 0) {
    raise_value_error(
        "When changing to a larger dtype, its size must be a divisor of the "
        "total size in bytes of the last axis of the array.");
  }
  shape[last] = bytes / new_size;
  strides[last] = new_size;
  return a.view(a.data(), span_of(shape), span_of(strides), dtype);
}

PyGetSetDef array_layout_attributes[] = {
    {"shape", get_shape, set_shape, "The extents of the axes.", nullptr},
    {"strides", get_strides, set_strides, "Bytes from one element to the next.",
     nullptr},
    {"dtype", get_dtype, set_dtype, "The element type.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMethodDef array_layout_methods[] = {
    {"view", method_cast(array_view), METH_FASTCALL | METH_KEYWORDS,
     "view([dtype][, type])\n--\n\nThe same memory as elements of another "
     "type, or as another class of array."},
    {"getfield", method_cast(array_getfield), METH_FASTCALL | METH_KEYWORDS,
     "getfield(dtype, offset=0)\n--\n\nA view of some bytes of every "
     "element."},
    {"setfield", method_cast(array_setfield), METH_FASTCALL | METH_KEYWORDS,
     "setfield(val, dtype, offset=0)\n--\n\nWrites to some bytes of every "
     "element."},
    {"byteswap", method_cast(array_byteswap), METH_FASTCALL | METH_KEYWORDS,
     "byteswap(inplace=False)\n--\n\nThe elements with the order of their "
     "bytes reversed."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
