// Construction of tnp's scalars: tnp.float32(x), tnp.int8("12").
//
// Numbers convert as NumPy's constructors do: a Python int or float must fit an
// integer type, a scalar wraps. Text goes through Python's own parser, None is
// nan for floating types, and anything array-like gives an array.
#include "runtime/core/errors.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"
#include "runtime/python/scalar_operands.h"

namespace tnp::python {
namespace {

bool is_array_like(PyObject* object) {
  if (is_array(object) || PyList_Check(object) || PyTuple_Check(object)) {
    return true;
  }
  return PyObject_HasAttrString(object, "__array__") ||
         PyObject_HasAttrString(object, "__array_interface__") ||
         (PyObject_CheckBuffer(object) && !PyBytes_Check(object));
}

Scalar from_scalar_object(PyObject* object, DType d) {
  const Scalar value = scalar_value(object);
  if (is_complex(value.dtype()) && !is_complex(d) && !is_bool(d)) {
    warn(WarningKind::kComplexWarning,
         "Casting complex values to real discards the imaginary part");
  }
  return is_inexact(d) ? cast_inexact(value, d) : value.astype(d);
}

Scalar integer_from_object(PyObject* object, DType d) {
  // int() gives the errors for text, None, complex and nan.
  const Reference integer = checked(PyNumber_Long(object));
  return integer_from_python(integer.get(), d);
}

Scalar float_from_object(PyObject* object, DType d) {
  if (object == Py_None) {
    return Scalar(std::numeric_limits<double>::quiet_NaN()).astype(d);
  }
  const bool is_text = PyUnicode_Check(object) || PyBytes_Check(object);
  const Reference number =
      checked(is_text ? PyFloat_FromString(object) : PyNumber_Float(object));
  return cast_inexact(Scalar(PyFloat_AS_DOUBLE(number.get())), d);
}

Scalar complex_from_object(PyObject* object, DType d) {
  if (object == Py_None) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    return Scalar(std::complex<double>(nan, nan)).astype(d);
  }
  // complex() takes no bytes, NumPy does.
  Reference text;
  if (PyBytes_Check(object)) {
    text = checked(PyUnicode_FromEncodedObject(object, "ascii", "strict"));
    object = text.get();
  }
  const Reference number = checked(PyObject_CallOneArg(
      reinterpret_cast<PyObject*>(&PyComplex_Type), object));
  const Py_complex value = PyComplex_AsCComplex(number.get());
  return cast_inexact(Scalar(std::complex<double>(value.real, value.imag)), d);
}

Scalar bool_from_object(PyObject* object) {
  const int truth = PyObject_IsTrue(object);
  if (truth < 0) throw PythonError();
  return Scalar(truth != 0);
}

Scalar from_object(PyObject* object, DType d) {
  if (is_scalar_object(object)) return from_scalar_object(object, d);
  switch (kind(d)) {
    case 'b':
      return bool_from_object(object);
    case 'f':
      return float_from_object(object, d);
    case 'c':
      return complex_from_object(object, d);
    default:
      return integer_from_object(object, d);
  }
}

// An object of `type`, which may be a subclass made in Python.
PyObject* wrap_as(PyTypeObject* type, const Scalar& value) {
  if (exact_scalar_dtype(type) >= 0 || is_bool(value.dtype())) {
    return wrap_scalar(value);
  }
  PyObject* object = type->tp_alloc(type, 0);
  if (object) {
    value.store(const_cast<char*>(scalar_data(object)), value.dtype());
  }
  return object;
}

bool check_arguments(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  if (exact_scalar_dtype(type) >= 0 && keywords && PyDict_GET_SIZE(keywords)) {
    PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments",
                 type->tp_name);
    return false;
  }
  const auto d = static_cast<DType>(scalar_dtype(type));
  const Py_ssize_t most = is_complex(d) ? 2 : 1;
  if (PyTuple_GET_SIZE(args) > most) {
    if (d == DType::kFloat64) {  // Python's float says so
      PyErr_Format(PyExc_TypeError,
                   "float expected at most 1 argument, got %zd",
                   PyTuple_GET_SIZE(args));
      return false;
    }
    PyErr_Format(PyExc_TypeError, "%s takes at most %zd argument%s (%zd given)",
                 is_bool(d) ? "bool_()" : "function", most,
                 most == 1 ? "" : "s", PyTuple_GET_SIZE(args));
    return false;
  }
  return true;
}

PyObject* new_from(PyTypeObject* type, PyObject* object, DType d) {
  const bool is_number = PyLong_Check(object) || PyFloat_Check(object) ||
                         is_scalar_object(object) || PyUnicode_Check(object) ||
                         PyBytes_Check(object) || object == Py_None;
  if (is_number || !is_array_like(object)) {
    return wrap_as(type, from_object(object, d));
  }
  ndarray array = array_from(object, d);
  if (array.ndim() == 0 && array.is_direct()) {
    return wrap_as(type, array.item());
  }
  return wrap_result(std::move(array));
}

// complex128(real, imag): both parts are real numbers.
PyObject* new_from_parts(PyTypeObject* type, PyObject* parts, DType d) {
  double values[2];
  for (int i = 0; i < 2; ++i) {
    values[i] = PyFloat_AsDouble(PyTuple_GET_ITEM(parts, i));
    if (values[i] != -1 || !PyErr_Occurred()) continue;
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) throw PythonError();
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError,
                 "Could not convert arguments into a complex scalar. '%R' "
                 "given.",
                 parts);
    throw PythonError();
  }
  return wrap_as(
      type,
      cast_inexact(Scalar(std::complex<double>(values[0], values[1])), d));
}

// The commonest calls, float64(1.5) and int64(3), without a tuple.
PyObject* new_quickly(PyTypeObject* type, PyObject* object) {
  const int d = exact_scalar_dtype(type);
  char element[8];
  if (!load_python_number(object, d, element)) return nullptr;
  switch (static_cast<DType>(d)) {
    case DType::kInt64:
      return make_scalar(load_element<std::int64_t>(element));
    case DType::kFloat32:
      return make_scalar(load_element<float>(element));
    default:
      return make_scalar(load_element<double>(element));
  }
}

}  // namespace

PyObject* scalar_vectorcall(PyObject* type, PyObject* const* args,
                            std::size_t nargs_and_flags, PyObject* names) {
  const Py_ssize_t nargs = PyVectorcall_NARGS(nargs_and_flags);
  auto* scalar = reinterpret_cast<PyTypeObject*>(type);
  if (nargs == 1 && !names) {
    if (PyObject* object = new_quickly(scalar, args[0])) return object;
  }
  return guarded([&] {
    const Reference tuple = checked(PyTuple_New(nargs));
    for (Py_ssize_t i = 0; i < nargs; ++i) {
      PyTuple_SET_ITEM(tuple.get(), i, Py_NewRef(args[i]));
    }
    Reference keywords;
    if (names) {
      keywords = checked(PyDict_New());
      for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); ++i) {
        checked(PyDict_SetItem(keywords.get(), PyTuple_GET_ITEM(names, i),
                               args[nargs + i]));
      }
    }
    return scalar_new(scalar, tuple.get(), keywords.get());
  });
}

PyObject* scalar_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  if (!check_arguments(type, args, keywords)) return nullptr;
  const auto d = static_cast<DType>(scalar_dtype(type));
  return guarded([&] {
    if (PyTuple_GET_SIZE(args) == 0) {
      return wrap_as(type, Scalar(std::int64_t{0}).astype(d));
    }
    if (PyTuple_GET_SIZE(args) == 2) return new_from_parts(type, args, d);
    return new_from(type, PyTuple_GET_ITEM(args, 0), d);
  });
}

}  // namespace tnp::python
