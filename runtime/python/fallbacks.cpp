// Plain Python values where the scalar types are not part of the build. The
// definitions are weak: those of scalar_types.cpp and dtype_object.cpp win.
#include "runtime/core/errors.h"
#include "runtime/python/convert.h"

#define TNP_FALLBACK __attribute__((weak))

namespace tnp::python {

TNP_FALLBACK PyObject* python_value(const Scalar& scalar) {
  switch (kind(scalar.dtype())) {
    case 'b': return PyBool_FromLong(scalar.as_bool());
    case 'i': return PyLong_FromLongLong(scalar.as_int64());
    case 'u': return PyLong_FromUnsignedLongLong(scalar.as_uint64());
    case 'f': return PyFloat_FromDouble(scalar.as_double());
    default: break;
  }
  const std::complex<double> value = scalar.as_complex();
  return PyComplex_FromDoubles(value.real(), value.imag());
}

TNP_FALLBACK PyObject* wrap_scalar(const Scalar& scalar) {
  return python_value(scalar);
}

TNP_FALLBACK bool is_scalar_object(PyObject*) { return false; }

TNP_FALLBACK Scalar scalar_value(PyObject* object) {
  return scalar_from(object);
}

TNP_FALLBACK PyObject* wrap_dtype(DType dtype) {
  const std::string_view text = name(dtype);
  return PyUnicode_FromStringAndSize(text.data(),
                                     static_cast<Py_ssize_t>(text.size()));
}

TNP_FALLBACK DType dtype_from(PyObject* object) {
  if (object == reinterpret_cast<PyObject*>(&PyBool_Type)) return DType::kBool;
  if (object == reinterpret_cast<PyObject*>(&PyLong_Type)) return DType::kInt64;
  if (object == reinterpret_cast<PyObject*>(&PyFloat_Type)) {
    return DType::kFloat64;
  }
  if (object == reinterpret_cast<PyObject*>(&PyComplex_Type)) {
    return DType::kComplex128;
  }
  if (PyUnicode_Check(object)) {
    Py_ssize_t length = 0;
    const char* text = PyUnicode_AsUTF8AndSize(object, &length);
    if (!text) throw PythonError();
    const auto dtype =
        parse_dtype({text, static_cast<std::size_t>(length)});
    if (dtype) return *dtype;
    raise_type_error("data type '" + std::string(text) + "' not understood");
  }
  raise_type_error("Cannot interpret the argument as a data type");
}

}  // namespace tnp::python
