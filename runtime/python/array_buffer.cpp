// The buffer protocol and __array_interface__, outwards.
#include <memory>

#include "runtime/core/errors.h"
#include "runtime/python/array_interface.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// What a buffer points into while it is in use: an array's layout may be set
/// meanwhile.
struct BufferLayout {
  Shape shape;
  Shape strides;
  char format[3] = {};
};

void check_direct(const ndarray& a) {
  if (a.is_direct()) return;
  raise_type_error(
      "the memory of an array on another device or with gradients cannot be "
      "shared: use _cpu() or _detach() first");
}

void fill_format(char* format, DType dtype) {
  if (is_complex(dtype)) {
    *format++ = 'Z';
    *format = dtype == DType::kComplex64 ? 'f' : 'd';
  } else {
    *format = info(dtype).code;
  }
}

void check_request(const ndarray& a, int flags) {
  if (a.dtype() == DType::kBFloat16) {
    raise(ErrorKind::kValueError, "bfloat16 has no buffer format");
  }
  if ((flags & PyBUF_WRITABLE) && !a.is_writeable()) {
    raise_value_error("buffer source array is read-only");
  }
  const bool c = (flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS;
  const bool f = (flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS;
  const bool any = (flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS;
  const bool strided = (flags & PyBUF_STRIDES) == PyBUF_STRIDES;
  if ((c || !strided) && !a.is_c_contiguous()) {
    raise_value_error("ndarray is not C-contiguous");
  }
  if (f && !a.is_f_contiguous()) {
    raise_value_error("ndarray is not Fortran contiguous");
  }
  if (any && !a.is_c_contiguous() && !a.is_f_contiguous()) {
    raise_value_error("ndarray is not contiguous");
  }
}

int get_buffer(PyObject* self, Py_buffer* view, int flags) {
  try {
    const ndarray& a = array_of(self);
    check_direct(a);
    check_request(a, flags);
    auto layout = std::make_unique<BufferLayout>();
    layout->shape = to_shape(a.shape());
    layout->strides = to_shape(a.strides());
    fill_format(layout->format, a.dtype());
    view->buf = a.data();
    view->len = a.nbytes();
    view->itemsize = a.itemsize();
    view->readonly = !a.is_writeable();
    view->ndim = a.ndim();
    view->format = flags & PyBUF_FORMAT ? layout->format : nullptr;
    view->shape = flags & PyBUF_ND ? layout->shape.data() : nullptr;
    view->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES
                        ? layout->strides.data()
                        : nullptr;
    view->suboffsets = nullptr;
    view->internal = layout.release();
    view->obj = Py_NewRef(self);
    return 0;
  } catch (const Error& error) {
    view->obj = nullptr;
    PyErr_SetString(error.kind() == ErrorKind::kTypeError ? PyExc_TypeError
                                                          : PyExc_ValueError,
                    error.what());
  } catch (...) {
    view->obj = nullptr;
    raise_current_exception();
  }
  return -1;
}

void release_buffer(PyObject*, Py_buffer* view) {
  delete static_cast<BufferLayout*>(view->internal);
}

}  // namespace

PyBufferProcs array_buffer_methods = {get_buffer, release_buffer};

std::string type_string(DType dtype) {
  return std::string(itemsize(dtype) == 1 ? "|" : "<") + kind(dtype) +
         std::to_string(itemsize(dtype));
}

PyObject* array_interface(PyObject* self) {
  return guarded([&] {
    const ndarray& a = array_of(self);
    check_direct(a);
    if (a.dtype() == DType::kBFloat16) {
      raise_type_error("bfloat16 has no NumPy element type");
    }
    const Reference shape = checked(PyObject_GetAttrString(self, "shape"));
    Reference strides(Py_NewRef(Py_None));
    if (!a.is_c_contiguous()) {
      strides = checked(PyObject_GetAttrString(self, "strides"));
    }
    const std::string type = type_string(a.dtype());
    return Py_BuildValue("{s:(NO),s:O,s:[(ss)],s:O,s:s,s:i}", "data",
                         PyLong_FromVoidPtr(a.data()),
                         a.is_writeable() ? Py_False : Py_True, "strides",
                         strides.get(), "descr", "", type.c_str(), "shape",
                         shape.get(), "typestr", type.c_str(), "version", 3);
  });
}

}  // namespace tnp::python
