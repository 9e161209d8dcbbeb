#include "runtime/python/convert.h"

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/python/array_object.h"
#include "runtime/python/discovery.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// A Python int as a weak scalar. OverflowError beyond 64 bits.
ndarray weak_integer(PyObject* object) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow == 0) {
    if (value == -1 && PyErr_Occurred()) throw PythonError();
    return ndarray::from_scalar(Scalar(static_cast<std::int64_t>(value)), true);
  }
  const unsigned long long wide = PyLong_AsUnsignedLongLong(object);
  if (!PyErr_Occurred()) {
    return ndarray::from_scalar(Scalar(static_cast<std::uint64_t>(wide)), true);
  }
  PyErr_Clear();
  raise(ErrorKind::kOverflowError, "Python int too large to convert to C long");
}

ndarray with_order(ndarray array, char order) {
  if (order == 'C' && !array.is_c_contiguous()) return array.copy('C');
  if (order == 'F' && !array.is_f_contiguous()) return array.copy('F');
  return array;
}

[[noreturn]] void raise_never_copy() {
  raise_value_error(
      "Unable to avoid copy while creating an array as requested.\n"
      "If using `np.array(obj, copy=False)` replace it with "
      "`np.asarray(obj)` to allow a copy when needed (no behavior change in "
      "NumPy 1.x).\nFor more details, see "
      "https://numpy.org/devdocs/numpy_2_0_migration_guide.html"
      "#adapting-to-changes-in-the-copy-keyword.");
}

/// `array`, which shares memory with what the caller gave, as asked for.
ndarray adapt(const ndarray& array, std::optional<DType> dtype,
              std::optional<bool> copy, char order) {
  const DType d = dtype.value_or(array.dtype());
  const bool ordered = order == 'K' || order == 'A' ||
                       (order == 'C' && array.is_c_contiguous()) ||
                       (order == 'F' && array.is_f_contiguous());
  const bool must = d != array.dtype() || !ordered;
  if (must && copy.has_value() && !*copy) raise_never_copy();
  if (!must && !copy.value_or(false)) return array;
  return astype(array, d, Casting::kUnsafe, order, true);
}

}  // namespace

ndarray operand_from(PyObject* object) {
  if (is_array_exact(object)) return array_of(object);
  if (PyFloat_CheckExact(object)) {
    return ndarray::from_scalar(Scalar(PyFloat_AS_DOUBLE(object)), true);
  }
  if (PyLong_CheckExact(object)) return weak_integer(object);
  if (PyBool_Check(object))
    return ndarray::from_scalar(Scalar(object == Py_True));
  if (PyComplex_CheckExact(object)) {
    const Py_complex value = PyComplex_AsCComplex(object);
    return ndarray::from_scalar(
        Scalar(std::complex<double>(value.real, value.imag)), true);
  }
  if (is_scalar_object(object)) {
    return ndarray::from_scalar(scalar_value(object));
  }
  return array_from(object);
}

ndarray array_from(PyObject* object, std::optional<DType> dtype,
                   std::optional<bool> copy, char order) {
  if (is_array(object)) return adapt(array_of(object), dtype, copy, order);
  // Scalars are copied: what they export is their own, immutable memory.
  if (!PyFloat_Check(object) && !PyLong_Check(object) &&
      !is_scalar_object(object)) {
    const ndarray shared = array_from_exporter(object, copy.value_or(true));
    if (shared.defined()) return adapt(shared, dtype, copy, order);
  }
  if (copy.has_value() && !*copy) raise_never_copy();
  return with_order(array_from_nested(object, dtype), order);
}

std::int64_t int_from(PyObject* object) {
  if (PyLong_CheckExact(object)) {
    const long long value = PyLong_AsLongLong(object);
    if (value == -1 && PyErr_Occurred()) throw PythonError();
    return value;
  }
  const Reference number = checked(PyNumber_Index(object));
  const long long value = PyLong_AsLongLong(number.get());
  if (value == -1 && PyErr_Occurred()) throw PythonError();
  return value;
}

namespace {

/// One integer of a sequence of them, which NumPy does not let a bool stand for.
std::int64_t extent_from(PyObject* object) {
  if (PyBool_Check(object) ||
      (is_scalar_object(object) && is_bool(scalar_value(object).dtype()))) {
    raise_type_error("an integer is required");
  }
  return int_from(object);
}

}  // namespace

Shape shape_from(PyObject* object) {
  if (PyLong_CheckExact(object)) return Shape(1, int_from(object));
  if (PyTuple_Check(object) || PyList_Check(object)) {
    const Reference fast = checked(PySequence_Fast(object, "not a sequence"));
    Shape shape;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast.get()); ++i) {
      shape.push_back(extent_from(PySequence_Fast_GET_ITEM(fast.get(), i)));
    }
    return shape;
  }
  if (PyIndex_Check(object) && !PyBool_Check(object) &&
      !(is_array(object) && array_of(object).ndim() > 0)) {
    return Shape(1, int_from(object));
  }
  PyObject* items = PySequence_Check(object) && !PyUnicode_Check(object)
                        ? PySequence_List(object)
                        : nullptr;
  if (!items) {
    PyErr_Clear();
    if (PyUnicode_Check(object)) {
      raise_type_error("'str' object cannot be interpreted as an integer");
    }
    const Reference text = checked(PyObject_Repr(object));
    raise_type_error(
        std::string("expected a sequence of integers or a single integer, "
                    "got '") +
        PyUnicode_AsUTF8(text.get()) + "'");
  }
  const Reference list(items);
  return shape_from(list.get());
}

std::optional<Shape> axes_from(PyObject* object) {
  if (object == Py_None) return std::nullopt;
  if (PyIndex_Check(object)) return Shape(1, extent_from(object));
  return shape_from(object);
}

Scalar scalar_from(PyObject* object) {
  if (is_array(object)) {
    const ndarray& a = array_of(object);
    if (a.size() != 1) {
      raise_type_error(
          "only 0-dimensional arrays can be converted to Python "
          "scalars");
    }
    return a.item(0);
  }
  return operand_from(object).item(0);
}

std::vector<ndarray> arrays_from(PyObject* object) {
  std::vector<ndarray> arrays;
  if (is_array(object) && array_of(object).ndim() == 0) {
    raise_type_error("iteration over a 0-d array");
  }
  if (!PySequence_Check(object)) {
    raise_type_error(
        "arrays to stack must be passed as a \"sequence\" type such as list or "
        "tuple.");
  }
  const Reference fast = checked(PySequence_Fast(object, "not a sequence"));
  const Py_ssize_t n = PySequence_Fast_GET_SIZE(fast.get());
  arrays.reserve(static_cast<std::size_t>(n));
  for (Py_ssize_t i = 0; i < n; ++i) {
    arrays.push_back(operand_from(PySequence_Fast_GET_ITEM(fast.get(), i)));
  }
  return arrays;
}

PyObject* int_tuple(IntSpan values) {
  PyObject* tuple = PyTuple_New(static_cast<Py_ssize_t>(values.size()));
  if (!tuple) return nullptr;
  for (std::size_t i = 0; i < values.size(); ++i) {
    PyObject* item = PyLong_FromLongLong(values[i]);
    if (!item) {
      Py_DECREF(tuple);
      return nullptr;
    }
    PyTuple_SET_ITEM(tuple, static_cast<Py_ssize_t>(i), item);
  }
  return tuple;
}

}  // namespace tnp::python
