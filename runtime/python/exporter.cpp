// Arrays over memory that other Python objects show: buffers (NumPy's arrays,
// array.array, memoryview), `__array_interface__`, `__array__`, tensors.
#include <cstring>
#include <string_view>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/python/array_layout.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/discovery.h"
#include "runtime/python/dtype_object.h"
#include "runtime/python/foreign_memory.h"
#include "runtime/python/reference.h"
#include "runtime/python/torch_bridge.h"

namespace tnp::python {
namespace {

void release_object(void* context) {
  const PyGILState_STATE state = PyGILState_Ensure();
  Py_DECREF(static_cast<PyObject*>(context));
  PyGILState_Release(state);
}

void release_buffer(void* context) {
  const PyGILState_STATE state = PyGILState_Ensure();
  auto* buffer = static_cast<Py_buffer*>(context);
  PyBuffer_Release(buffer);
  delete buffer;
  PyGILState_Release(state);
}

[[noreturn]] void raise_element_type(const std::string& type) {
  raise(ErrorKind::kNotImplementedError,
        "tnp has no arrays of element type '" + type +
            "'; convert the data to a number type of this machine's byte order "
            "first");
}

/// The element type of a buffer's format in struct notation, less the byte
/// order.
DType buffer_dtype(const Py_buffer& buffer, std::string_view code) {
  if (code == "Zf") return DType::kComplex64;
  if (code == "Zd") return DType::kComplex128;
  if (code.size() == 1) {
    // 'l' is 4 bytes in the standard sizes; the itemsize decides.
    if (std::strchr("bhilqn", code[0])) {
      return *parse_dtype("i" + std::to_string(buffer.itemsize));
    }
    if (std::strchr("BHILQN", code[0])) {
      return *parse_dtype("u" + std::to_string(buffer.itemsize));
    }
    if (code[0] == '?') return DType::kBool;
    if (code[0] == 'e') return DType::kFloat16;
    if (code[0] == 'f') return DType::kFloat32;
    if (code[0] == 'd') return DType::kFloat64;
  }
  raise_element_type(std::string(code));
}

OrderedDType ordered_buffer_dtype(const Py_buffer& buffer) {
  std::string_view code = buffer.format ? buffer.format : "B";
  const bool is_big = code.starts_with('>') || code.starts_with('!');
  if (!code.empty() && std::strchr("@=<>!", code[0])) code.remove_prefix(1);
  const DType dtype = buffer_dtype(buffer, code);
  return {dtype, is_big && itemsize(dtype) > 1};
}

/// Elements of the other byte order as a copy in this machine's.
ndarray in_native_order(const ndarray& foreign) {
  ndarray result = foreign.copy('K');
  swap_bytes(result);
  return result;
}

ndarray array_from_buffer(PyObject* object, bool may_copy) {
  auto buffer = std::make_unique<Py_buffer>();
  bool writeable = true;
  if (PyObject_GetBuffer(object, buffer.get(), PyBUF_FULL) < 0) {
    PyErr_Clear();
    writeable = false;
    if (PyObject_GetBuffer(object, buffer.get(), PyBUF_FULL_RO) < 0) {
      PyErr_Clear();
      return {};
    }
  }
  writeable = writeable && !buffer->readonly;
  OrderedDType type{};
  try {
    type = ordered_buffer_dtype(*buffer);
    if (type.is_swapped && !may_copy) raise_element_type(buffer->format);
  } catch (...) {
    PyBuffer_Release(buffer.get());
    throw;
  }
  const Shape shape(buffer->shape, buffer->shape + buffer->ndim);
  const Shape strides =
      buffer->strides ? Shape(buffer->strides, buffer->strides + buffer->ndim)
                      : contiguous_strides(span_of(shape), buffer->itemsize);
  char* data = static_cast<char*>(buffer->buf);
  c10::Storage storage =
      storage_over(data, span_of(shape), span_of(strides), buffer->itemsize,
                   buffer.get(), release_buffer);
  buffer.release();
  const ndarray array =
      ndarray::over(std::move(storage), data, type.dtype, span_of(shape),
                    span_of(strides), writeable);
  return type.is_swapped ? in_native_order(array) : array;
}

PyObject* required_item(PyObject* dict, const char* key) {
  PyObject* value = PyDict_GetItemString(dict, key);
  if (!value) {
    raise_value_error(std::string("__array_interface__ has no '") + key + "'");
  }
  return value;
}

/// Where the elements of an `__array_interface__` begin, and what keeps them.
struct Place {
  char* data;
  bool is_writeable;
  void* context;
  c10::DeleterFnPtr release;
};

/// Of a pair of an address and whether it may only be read.
Place place_at_address(PyObject* object, PyObject* pair) {
  if (PyTuple_GET_SIZE(pair) != 2) {
    raise_type_error(
        "__array_interface__ data must be a 2-tuple with (data pointer "
        "integer, read-only flag)");
  }
  char* data = static_cast<char*>(PyLong_AsVoidPtr(PyTuple_GET_ITEM(pair, 0)));
  if (!data && PyErr_Occurred()) throw PythonError();
  const bool read_only = checked(PyObject_IsTrue(PyTuple_GET_ITEM(pair, 1)));
  return {data, !read_only, Py_NewRef(object), release_object};
}

std::int64_t interface_offset(PyObject* dict) {
  PyObject* offset = PyDict_GetItemString(dict, "offset");
  if (!offset) return 0;
  if (!PyLong_Check(offset)) {
    raise_type_error("__array_interface__ offset must be an integer");
  }
  const std::int64_t value = PyLong_AsLongLong(offset);
  if (value == -1 && PyErr_Occurred()) throw PythonError();
  return value;
}

/// Whether elements of such shape and strides lie in `nbytes` bytes, the first
/// at `offset`.
bool is_inside(IntSpan shape, IntSpan strides, std::int64_t itemsize,
               std::int64_t offset, std::int64_t nbytes) {
  std::int64_t low = offset;
  std::int64_t high = offset + itemsize;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 0) return true;
    const std::int64_t reach = strides[i] * (shape[i] - 1);
    (reach < 0 ? low : high) += reach;
  }
  return low >= 0 && high <= nbytes;
}

/// In an object that shows its memory as a buffer. NumPy would read on behind
/// the end of it.
Place place_in_buffer(PyObject* object, std::int64_t offset, IntSpan shape,
                      IntSpan strides, std::int64_t itemsize) {
  auto buffer = std::make_unique<Py_buffer>();
  bool is_writeable = true;
  if (PyObject_GetBuffer(object, buffer.get(), PyBUF_WRITABLE) < 0) {
    PyErr_Clear();
    is_writeable = false;
    checked(PyObject_GetBuffer(object, buffer.get(), PyBUF_SIMPLE));
  }
  if (!is_inside(shape, strides, itemsize, offset, buffer->len)) {
    PyBuffer_Release(buffer.get());
    raise_value_error("__array_interface__ reaches beyond its buffer");
  }
  char* data = static_cast<char*>(buffer->buf) + offset;
  return {data, is_writeable, buffer.release(), release_buffer};
}

ndarray array_from_interface(PyObject* object, PyObject* dict, bool may_copy) {
  if (!PyDict_Check(dict)) {
    raise_value_error("Invalid __array_interface__ value, must be a dict");
  }
  const char* type = PyUnicode_AsUTF8(required_item(dict, "typestr"));
  if (!type) throw PythonError();
  const std::string_view text(type);
  const std::optional<DType> dtype =
      parse_dtype(text.starts_with('>') ? text.substr(1) : text);
  const bool is_swapped =
      dtype && text.starts_with('>') && itemsize(*dtype) > 1;
  if (!dtype || (is_swapped && !may_copy)) raise_element_type(type);
  const Shape shape = shape_from(required_item(dict, "shape"));
  PyObject* given = PyDict_GetItemString(dict, "strides");
  const Shape strides =
      given && given != Py_None
          ? shape_from(given)
          : contiguous_strides(span_of(shape), itemsize(*dtype));
  if (strides.size() != shape.size()) {
    raise_value_error("mismatch in length of strides and shape");
  }
  PyObject* where = required_item(dict, "data");
  const Place place =
      PyTuple_Check(where)
          ? place_at_address(object, where)
          : place_in_buffer(where, interface_offset(dict), span_of(shape),
                            span_of(strides), itemsize(*dtype));
  c10::Storage storage =
      storage_over(place.data, span_of(shape), span_of(strides),
                   itemsize(*dtype), place.context, place.release);
  const ndarray array =
      ndarray::over(std::move(storage), place.data, *dtype, span_of(shape),
                    span_of(strides), place.is_writeable);
  return is_swapped ? in_native_order(array) : array;
}

/// The attribute of the object's type or instance; null when there is none.
Reference optional_attribute(PyObject* object, const char* name) {
  PyObject* value = PyObject_GetAttrString(object, name);
  if (!value) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) throw PythonError();
    PyErr_Clear();
  }
  return Reference(value);
}

/// Types that cannot export memory, so that they are not asked.
bool is_plain(PyObject* object) {
  return PyFloat_CheckExact(object) || PyLong_CheckExact(object) ||
         PyBool_Check(object) || PyComplex_CheckExact(object) ||
         PyList_CheckExact(object) || PyTuple_CheckExact(object) ||
         PyUnicode_Check(object) || PyBytes_Check(object) ||
         PyDict_CheckExact(object) || PyRange_Check(object) ||
         PyType_Check(object) || object == Py_None;
}

}  // namespace

c10::Storage storage_over(char* data, IntSpan shape, IntSpan strides,
                          std::int64_t itemsize, void* context,
                          c10::DeleterFnPtr release) {
  char* low = data;
  char* high = data + itemsize;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 0) high = low;
    const std::int64_t reach = strides[i] * (shape[i] - 1);
    (reach < 0 ? low : high) += reach;
  }
  const std::int64_t nbytes = std::max<std::int64_t>(high - low, 0);
  return c10::Storage(
      c10::Storage::use_byte_size_t(), static_cast<std::size_t>(nbytes),
      c10::DataPtr(low, context, release, c10::Device(c10::kCPU)));
}

ndarray array_on_bytes(PyObject* memoryview, std::int64_t offset,
                       std::int64_t n, DType dtype) {
  const Py_buffer* buffer = PyMemoryView_GET_BUFFER(memoryview);
  if (!PyBuffer_IsContiguous(buffer, 'C')) {
    raise_value_error("ndarray is not C-contiguous");
  }
  char* data = static_cast<char*>(buffer->buf) + offset;
  const std::int64_t stride = itemsize(dtype);
  c10::Storage storage = storage_over(data, {&n, 1}, {&stride, 1}, stride,
                                      Py_NewRef(memoryview), release_object);
  return ndarray::over(std::move(storage), data, dtype, {&n, 1}, {&stride, 1},
                       !buffer->readonly);
}

ndarray array_from_exporter(PyObject* object, bool may_copy) {
  if (is_plain(object)) return {};
  if (is_tensor(object)) return array_from_tensor(object);
  if (PyObject_CheckBuffer(object)) {
    ndarray array = array_from_buffer(object, may_copy);
    // A scalar of another library shows its own, immutable memory.
    if (array.defined() && array.ndim() == 0 && !array.is_writeable()) {
      return array.copy();
    }
    if (array.defined()) return array;
  }
  if (const Reference dict =
          optional_attribute(object, "__array_interface__")) {
    return array_from_interface(object, dict.get(), may_copy);
  }
  const Reference method = optional_attribute(object, "__array__");
  if (!method) return {};
  const Reference result = checked(PyObject_CallNoArgs(method.get()));
  if (is_array(result.get())) return array_of(result.get());
  if (!PyObject_CheckBuffer(result.get())) {
    raise_value_error("object __array__ method not producing an array");
  }
  return array_from_buffer(result.get(), may_copy);
}

}  // namespace tnp::python
