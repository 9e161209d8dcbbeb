// The buffer protocol of tnp's scalars: one element, read-only.
#include <array>
#include <string>

#include "runtime/python/scalar_object.h"

namespace tnp::python {
namespace {

using Format = std::array<char, 3>;

Format format_of(DType d) {
  if (d == DType::kComplex64) return {'Z', 'f', 0};
  if (d == DType::kComplex128) return {'Z', 'd', 0};
  return {info(d).code, 0, 0};
}

// The formats live as long as the process, as views point to them.
char* format_text(DType d) {
  static std::array<Format, kNumDTypes> formats = [] {
    std::array<Format, kNumDTypes> table;
    for (int i = 0; i < kNumDTypes; ++i) {
      table[i] = format_of(static_cast<DType>(i));
    }
    return table;
  }();
  return formats[static_cast<int>(d)].data();
}

int get_buffer(PyObject* self, Py_buffer* view, int flags) {
  view->obj = nullptr;
  const auto d = static_cast<DType>(scalar_dtype(Py_TYPE(self)));
  if (flags & PyBUF_WRITABLE) {
    PyErr_SetString(PyExc_BufferError, "scalar buffer is readonly");
    return -1;
  }
  if (d == DType::kBFloat16) {
    PyErr_SetString(PyExc_BufferError, "bfloat16 has no buffer format");
    return -1;
  }
  view->buf = const_cast<char*>(scalar_data(self));
  view->len = itemsize(d);
  view->itemsize = itemsize(d);
  view->readonly = 1;
  view->ndim = 0;
  view->format = flags & PyBUF_FORMAT ? format_text(d) : nullptr;
  view->shape = nullptr;
  view->strides = nullptr;
  view->suboffsets = nullptr;
  view->internal = nullptr;
  view->obj = Py_NewRef(self);
  return 0;
}

}  // namespace

PyBufferProcs scalar_buffer_methods = {get_buffer, nullptr};

}  // namespace tnp::python
