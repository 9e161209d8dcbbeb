// tnp.ndarray(shape, dtype, buffer, offset, strides, order): NumPy's low-level
// constructor, which subclasses call from `__new__`.
#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_layout.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/discovery.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

struct NewArguments {
  PyObject* shape = nullptr;
  PyObject* dtype = Py_None;
  PyObject* buffer = Py_None;
  long long offset = 0;
  PyObject* strides = Py_None;
  PyObject* order = Py_None;
};

NewArguments parse(PyObject* args, PyObject* keywords) {
  static const char* names[] = {"shape",  "dtype",   "buffer",
                                "offset", "strides", "order",
                                nullptr};
  NewArguments a;
  checked(PyArg_ParseTupleAndKeywords(
              args, keywords, "O|OOLOO:ndarray", const_cast<char**>(names),
              &a.shape, &a.dtype, &a.buffer, &a.offset, &a.strides,
              &a.order) != 0
              ? 0
              : -1);
  return a;
}

[[noreturn]] void raise_strides() {
  raise_value_error(
      "strides is incompatible with shape of requested array and size of "
      "buffer");
}

/// The strides that were given, if any; checked against `nbytes` of memory.
std::optional<Shape> given_strides(const NewArguments& a, IntSpan shape,
                                   std::int64_t itemsize, std::int64_t nbytes) {
  if (a.strides == Py_None) return std::nullopt;
  const Shape strides = shape_from(a.strides);
  if (strides.size() != shape.size()) {
    raise_value_error("strides, if given, must be the same length as shape");
  }
  if (!strides_fit(shape, span_of(strides), itemsize, a.offset, nbytes)) {
    raise_strides();
  }
  return strides;
}

void check_extents(IntSpan shape) {
  if (shape.size() > static_cast<std::size_t>(kMaxDims)) {
    raise_value_error("maximum supported dimension for an ndarray is " +
                      std::to_string(kMaxDims) + ", found " +
                      std::to_string(shape.size()));
  }
  for (std::int64_t extent : shape) {
    if (extent < 0) raise_value_error("negative dimensions are not allowed");
  }
}

ndarray new_memory(const NewArguments& a, IntSpan shape, DType dtype,
                   bool fortran) {
  check_extents(shape);
  const std::int64_t nbytes = num_elements(shape) * itemsize(dtype);
  const std::optional<Shape> strides =
      given_strides(a, shape, itemsize(dtype), nbytes);
  ndarray array = ndarray::empty(shape, dtype, fortran ? 'F' : 'C');
  if (strides) array.set_layout(shape, span_of(*strides));
  return array;
}

/// An array on the memory of the buffer `view`, a memoryview.
ndarray on_buffer(const NewArguments& a, PyObject* view, Shape shape,
                  DType dtype, bool fortran) {
  const std::int64_t nbytes = PyMemoryView_GET_BUFFER(view)->len;
  const std::int64_t item = itemsize(dtype);
  const std::optional<Shape> strides =
      given_strides(a, span_of(shape), item, nbytes);
  if (shape.size() == 1 && shape[0] == -1) {
    shape[0] = (nbytes - a.offset) / item;
  }
  check_extents(span_of(shape));
  const std::int64_t needed = num_elements(span_of(shape)) * item;
  if (a.offset < 0 || (!strides && nbytes < a.offset + needed)) {
    raise_type_error("buffer is too small for requested array");
  }
  const ndarray bytes = array_on_bytes(view, 0, nbytes, DType::kUInt8);
  ndarray array = bytes.view(
      bytes.data() + a.offset, span_of(shape),
      span_of(strides ? *strides
                      : contiguous_strides(span_of(shape), item,
                                           fortran ? 'F' : 'C')),
      dtype);
  return array;
}

}  // namespace

PyObject* array_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  return guarded([&] {
    const NewArguments a = parse(args, keywords);
    if (a.shape == Py_None) {
      raise_type_error("Use () not None as shape arguments");
    }
    const Shape shape = shape_from(a.shape);
    const DType dtype =
        a.dtype == Py_None ? DType::kFloat64 : dtype_from(a.dtype);
    const bool fortran = optional_order(a.order, 'C') == 'F';
    if (a.buffer == Py_None) {
      return new_instance(type, new_memory(a, span_of(shape), dtype, fortran),
                          nullptr, nullptr);
    }
    const Reference view = checked(PyMemoryView_FromObject(a.buffer));
    const Reference bytes = checked(
        PyObject_CallMethod(view.get(), "cast", "s", "B"));
    PyObject* base = PyMemoryView_Check(a.buffer)
                         ? PyMemoryView_GET_BASE(a.buffer)
                         : a.buffer;
    if (base && is_array(base)) base = base_of_view(base, type);
    return new_instance(type,
                        on_buffer(a, bytes.get(), shape, dtype, fortran),
                        base ? base : a.buffer, nullptr);
  });
}

}  // namespace tnp::python
