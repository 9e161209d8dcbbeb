#include "runtime/python/scalar_object.h"

#include <cmath>
#include <string>

#include "runtime/core/errors.h"
#include "runtime/core/fp_errors.h"
#include "runtime/core/fp_flags.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"

namespace tnp::python {
namespace {

constexpr std::size_t kSmallSize = sizeof(ScalarObject<double>);
constexpr std::size_t kLargeSize = sizeof(ScalarObject<std::complex<double>>);

bool is_large(const PyTypeObject* type) {
  return type == scalar_type(DType::kComplex128);
}

[[noreturn]] void raise_out_of_bounds(PyObject* integer, DType d) {
  if (d == DType::kInt64) {
    raise(ErrorKind::kOverflowError,
          "Python int too large to convert to C long");
  }
  PyObject* text = PyObject_Str(integer);
  const char* digits = text ? PyUnicode_AsUTF8(text) : nullptr;
  if (!digits) throw PythonError();
  const std::string message = "Python integer " + std::string(digits) +
                              " out of bounds for " + std::string(name(d));
  Py_DECREF(text);
  raise(ErrorKind::kOverflowError, message);
}

bool becomes_infinite(double before, double after) {
  return std::isinf(after) && std::isfinite(before);
}

}  // namespace

PyObject* scalar_booleans[2];
ScalarFreeList free_scalars[2];

PyObject* allocate_scalar(PyTypeObject* type) {
  const bool large = is_large(type);
  ScalarFreeList& list = free_scalars[large];
  if (list.count > 0) [[likely]] {
    PyObject* object = list.objects[--list.count];
    return PyObject_Init(object, type);
  }
  auto* object =
      static_cast<PyObject*>(PyObject_Malloc(large ? kLargeSize : kSmallSize));
  if (!object) return PyErr_NoMemory();
  return PyObject_Init(object, type);
}

void deallocate_scalar(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  if (exact_scalar_dtype(type) < 0) {
    type->tp_free(object);
    return;
  }
  ScalarFreeList& list = free_scalars[is_large(type)];
  if (list.count < ScalarFreeList::kMost) [[likely]] {
    list.objects[list.count++] = object;
  } else {
    PyObject_Free(object);
  }
}

int scalar_dtype(const PyTypeObject* type) {
  const int exact = exact_scalar_dtype(type);
  if (exact >= 0) return exact;
  PyObject* mro = type->tp_mro;
  if (!mro) return -1;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); ++i) {
    const int d = exact_scalar_dtype(
        reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(mro, i)));
    if (d >= 0) return d;
  }
  return -1;
}

Scalar integer_from_python(PyObject* integer, DType d) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(integer, &overflow);
  if (value == -1 && !overflow && PyErr_Occurred()) throw PythonError();
  if (is_inexact(d) || is_bool(d)) return Scalar(std::int64_t{value}).astype(d);
  if (!overflow) {
    const Scalar wide{std::int64_t{value}};
    const Scalar narrow = wide.astype(d);
    const bool fits =
        narrow.as_int64() == value && !(value < 0 && is_unsigned(d));
    if (!fits) raise_out_of_bounds(integer, d);
    return narrow;
  }
  if (d != DType::kUInt64 || overflow < 0) raise_out_of_bounds(integer, d);
  const unsigned long long large = PyLong_AsUnsignedLongLong(integer);
  if (PyErr_Occurred()) {
    PyErr_Clear();
    raise_out_of_bounds(integer, d);
  }
  return Scalar(std::uint64_t{large});
}

double double_from_python(PyObject* integer) {
  const double value = PyLong_AsDouble(integer);
  if (value == -1 && PyErr_Occurred()) throw PythonError();
  return value;
}

Scalar cast_inexact(const Scalar& value, DType d) {
  const Scalar result = value.astype(d);
  const std::complex<double> before = value.as_complex();
  const std::complex<double> after = result.as_complex();
  if (becomes_infinite(before.real(), after.real()) ||
      becomes_infinite(before.imag(), after.imag())) {
    report_fp_flags(kFpOverflow, "cast");
  }
  return result;
}

PyObject* wrap_scalar(const Scalar& scalar) {
  return dispatch_dtype(scalar.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    return make_scalar(element_of<T>(scalar));
  });
}

PyObject* python_value(const Scalar& scalar) {
  switch (kind(scalar.dtype())) {
    case 'b':
      return PyBool_FromLong(scalar.as_bool());
    case 'i':
      return PyLong_FromLongLong(scalar.as_int64());
    case 'u':
      return PyLong_FromUnsignedLongLong(scalar.as_uint64());
    case 'f':
      return PyFloat_FromDouble(scalar.as_double());
    default:
      break;
  }
  const std::complex<double> value = scalar.as_complex();
  return PyComplex_FromDoubles(value.real(), value.imag());
}

bool is_scalar_object(PyObject* object) {
  return scalar_dtype(Py_TYPE(object)) >= 0;
}

Scalar scalar_value(PyObject* object) {
  return Scalar::load(scalar_data(object),
                      static_cast<DType>(scalar_dtype(Py_TYPE(object))));
}

PyObject* array_of_scalar(PyObject* scalar) {
  return wrap_new([&] { return ndarray::from_scalar(scalar_value(scalar)); });
}

}  // namespace tnp::python
