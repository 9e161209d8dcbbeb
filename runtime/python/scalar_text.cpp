// str, repr and format of tnp's scalars: NumPy's text, to the letter, so that a
// translated program prints what the original printed.
#include <string>

#include "runtime/core/format.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/format_object.h"
#include "runtime/python/scalar_object.h"

namespace tnp::python {
namespace {

PyObject* python_text(const std::string& text) {
  return PyUnicode_FromStringAndSize(text.data(),
                                     static_cast<Py_ssize_t>(text.size()));
}

// "np.float64", and the plain name of a subclass. bfloat16 is no type of
// NumPy's.
std::string type_text(const PyTypeObject* type, DType d) {
  if (exact_scalar_dtype(type) < 0) {
    const std::string_view full(type->tp_name);
    return std::string(full.substr(full.find_last_of('.') + 1));
  }
  return (d == DType::kBFloat16 ? "tnp." : "np.") + std::string(name(d));
}

}  // namespace

PyObject* scalar_str(PyObject* self) {
  return guarded([&] {
    return python_text(
        scalar_text(scalar_value(self), format_state().options.legacy));
  });
}

PyObject* scalar_repr(PyObject* self) {
  return guarded([&]() -> PyObject* {
    if (format_state().as_torch) return torch_text(self);
    const Scalar value = scalar_value(self);
    const int legacy = format_state().options.legacy;
    std::string text = scalar_text(value, legacy);
    if (legacy <= 125) return python_text(text);
    if (is_bool(value.dtype())) return python_text("np." + text + "_");
    if (text.front() == '(') text = text.substr(1, text.size() - 2);
    return python_text(type_text(Py_TYPE(self), value.dtype()) + "(" + text +
                       ")");
  });
}

PyObject* scalar_format(PyObject* self, PyObject* spec) {
  return guarded([&]() -> PyObject* {
    PyObject* value = python_value(scalar_value(self));
    if (!value) return nullptr;
    PyObject* text = PyObject_Format(value, spec);
    Py_DECREF(value);
    return text;
  });
}

}  // namespace tnp::python
