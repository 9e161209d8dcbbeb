// Two passes, as in NumPy: the first finds the shape and the common type, the
// second fills the array. Arrays met on the way are converted once and wait in
// the order in which they were met.
#include "runtime/python/discovery.h"

#include <vector>

#include "runtime/core/cast.h"
#include "runtime/core/element.h"
#include "runtime/core/errors.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

[[noreturn]] void raise_unsupported(PyObject* value) {
  const char* type = Py_TYPE(value)->tp_name;
  if (PyUnicode_Check(value) || PyBytes_Check(value)) {
    raise(ErrorKind::kNotImplementedError,
          std::string("tnp has no string arrays: a '") + type +
              "' cannot be an element; keep text in a list");
  }
  raise(ErrorKind::kNotImplementedError,
        std::string("tnp has no object arrays (dtype=object): a '") + type +
            "' cannot be an element");
}

/// The type of a Python int by its size, as NumPy discovers it.
DType integer_dtype(PyObject* value) {
  int overflow = 0;
  const long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
  if (number == -1 && PyErr_Occurred()) throw PythonError();
  if (overflow == 0) return DType::kInt64;
  if (overflow > 0) {
    PyLong_AsUnsignedLongLong(value);
    if (!PyErr_Occurred()) return DType::kUInt64;
    PyErr_Clear();
  }
  raise(ErrorKind::kNotImplementedError,
        "tnp has no object arrays (dtype=object): a Python int beyond 64 bits "
        "cannot be an element; use dtype=float");
}

/// The type of a single number; none when it is no number.
std::optional<DType> number_dtype(PyObject* value) {
  if (PyFloat_CheckExact(value)) return DType::kFloat64;
  if (PyBool_Check(value)) return DType::kBool;
  if (PyLong_CheckExact(value)) return integer_dtype(value);
  if (PyComplex_CheckExact(value)) return DType::kComplex128;
  if (is_scalar_object(value)) return scalar_value(value).dtype();
  // NumPy's own float64 is a float too, so that these come last.
  if (PyLong_Check(value)) return integer_dtype(value);
  if (PyFloat_Check(value)) return DType::kFloat64;
  if (PyComplex_Check(value)) return DType::kComplex128;
  return std::nullopt;
}

bool is_int64(PyObject* value) {
  int overflow = 0;
  return PyLong_CheckExact(value) &&
         (PyLong_AsLongLongAndOverflow(value, &overflow), overflow == 0);
}

/// The type of a list or tuple that has Python floats only, or ints of 64 bits.
std::optional<DType> plain_row(PyObject* row) {
  PyObject** items = PySequence_Fast_ITEMS(row);
  PyObject** end = items + PySequence_Fast_GET_SIZE(row);
  if (items == end) return std::nullopt;
  if (PyFloat_CheckExact(*items)) {
    const bool all = std::all_of(
        items, end, [](PyObject* item) { return PyFloat_CheckExact(item); });
    return all ? std::optional(DType::kFloat64) : std::nullopt;
  }
  return std::all_of(items, end, is_int64) ? std::optional(DType::kInt64)
                                           : std::nullopt;
}

bool is_sequence(PyObject* object) {
  if (PyList_Check(object) || PyTuple_Check(object)) return true;
  if (PyUnicode_Check(object) || PyBytes_Check(object)) return false;
  return PySequence_Check(object) && PySequence_Size(object) >= 0;
}

class Discovery {
 public:
  explicit Discovery(bool needs_dtype) : needs_dtype_(needs_dtype) {}

  void visit(PyObject* object, int depth) {
    if (visit_number(object, depth)) return;
    ndarray array =
        is_array(object) ? array_of(object) : array_from_exporter(object);
    if (array.defined()) {
      visit_array(object, std::move(array), depth);
    } else if (is_sequence(object)) {
      visit_sequence(object, depth);
    } else {
      PyErr_Clear();
      visit_other(object, depth);
    }
  }

  void check_ragged() const {
    if (ragged_ < 0) return;
    raise_value_error(
        "setting an array element with a sequence. The requested array has an "
        "inhomogeneous shape after " +
        std::to_string(ragged_) + " dimensions. The detected shape was " +
        shape_text(span_of(shape_).first(static_cast<std::size_t>(ragged_))) +
        " + inhomogeneous part.");
  }

  const Shape& shape() const { return shape_; }
  std::optional<DType> dtype() const { return dtype_; }
  /// The array made of `object`, when that is the next one.
  const ndarray* take_array(PyObject* object) {
    if (next_ == arrays_.size() || arrays_[next_].source != object) {
      return nullptr;
    }
    return &arrays_[next_++].array;
  }

 private:
  void include(DType d) { dtype_ = dtype_ ? promote_types(*dtype_, d) : d; }

  void mark_ragged(int depth) {
    if (ragged_ < 0 || depth < ragged_) ragged_ = depth;
  }

  /// An element at `depth` means that the array has just so many axes.
  void visit_leaf(int depth) {
    if (!has_leaf_ && static_cast<int>(shape_.size()) == depth) {
      has_leaf_ = true;
    } else if (static_cast<int>(shape_.size()) != depth) {
      mark_ragged(std::min<int>(depth, static_cast<int>(shape_.size())));
    }
  }

  bool visit_number(PyObject* object, int depth) {
    if (!needs_dtype_) {
      // A given type takes integers of any size.
      if (!PyLong_Check(object) && !number_dtype(object)) return false;
    } else {
      const std::optional<DType> d = number_dtype(object);
      if (!d) return false;
      include(*d);
    }
    visit_leaf(depth);
    return true;
  }

  void visit_extent(std::int64_t extent, int depth) {
    if (depth == static_cast<int>(shape_.size()) && !has_leaf_) {
      shape_.push_back(extent);
    } else if (depth >= static_cast<int>(shape_.size())) {
      mark_ragged(static_cast<int>(shape_.size()));
    } else if (shape_[depth] != extent) {
      mark_ragged(depth);
    }
  }

  void visit_array(PyObject* source, ndarray array, int depth) {
    if (needs_dtype_) include(array.dtype());
    for (int i = 0; i < array.ndim(); ++i) {
      visit_extent(array.shape(i), depth + i);
    }
    visit_leaf(depth + array.ndim());
    arrays_.push_back({source, std::move(array)});
  }

  void visit_sequence(PyObject* object, int depth) {
    if (depth == kMaxDims) {
      raise_value_error(
          "setting an array element with a sequence. The requested array would "
          "exceed the maximum number of dimension of 64.");
    }
    const Reference fast = checked(PySequence_Fast(object, "not a sequence"));
    const Py_ssize_t n = PySequence_Fast_GET_SIZE(fast.get());
    visit_extent(n, depth);
    if (n == 0) {
      visit_leaf(depth + 1);
      return;
    }
    if (const std::optional<DType> d = plain_row(fast.get())) {
      if (needs_dtype_) include(*d);
      visit_leaf(depth + 1);
      return;
    }
    for (Py_ssize_t i = 0; i < n; ++i) {
      visit(PySequence_Fast_GET_ITEM(fast.get(), i), depth + 1);
    }
  }

  /// With a type given, NumPy lets float(), int() read texts and None.
  void visit_other(PyObject* object, int depth) {
    if (needs_dtype_) raise_unsupported(object);
    visit_leaf(depth);
  }

  bool needs_dtype_;
  bool has_leaf_ = false;
  int ragged_ = -1;
  Shape shape_;
  std::optional<DType> dtype_;
  struct Met {
    PyObject* source;  // alive while the outermost object is
    ndarray array;
  };
  std::vector<Met> arrays_;
  std::size_t next_ = 0;
};

/// A sub-array of the target, at `data`, from `depth` on.
ndarray rest_of(const ndarray& target, int depth, char* data) {
  return target.view(data, target.shape().subspan(depth),
                     target.strides().subspan(depth));
}

void fill(const ndarray& target, PyObject* object, int depth, char* data,
          Discovery& discovery) {
  if (const ndarray* array = discovery.take_array(object)) {
    copy_into(rest_of(target, depth, data), *array);
    return;
  }
  if (depth == target.ndim()) {
    store_value(object, data, target.dtype());
    return;
  }
  const Reference fast = checked(PySequence_Fast(object, "not a sequence"));
  const Py_ssize_t n = PySequence_Fast_GET_SIZE(fast.get());
  if (n != target.shape(depth)) {
    raise(ErrorKind::kRuntimeError, "a sequence changed while it was read");
  }
  for (Py_ssize_t i = 0; i < n; ++i) {
    fill(target, PySequence_Fast_GET_ITEM(fast.get(), i), depth + 1,
         data + i * target.stride(depth), discovery);
  }
}

/// The commonest case by far, without the two general passes.
ndarray flat_numbers(PyObject* object, std::optional<DType> dtype) {
  if (!PyList_CheckExact(object)) return {};
  const std::optional<DType> found = plain_row(object);
  if (!found || found != dtype.value_or(*found)) return {};
  const std::int64_t n = PyList_GET_SIZE(object);
  ndarray result = ndarray::empty({&n, 1}, *found);
  for (std::int64_t i = 0; i < n; ++i) {
    store_value(PyList_GET_ITEM(object, i), result.data() + i * 8, *found);
  }
  return result;
}

void store_integer(PyObject* value, char* data, DType dtype) {
  Reference converted;
  if (!PyLong_Check(value)) {
    if (PyComplex_Check(value)) {
      raise_type_error(
          "int() argument must be a string, a bytes-like object or a real "
          "number, not 'complex'");
    }
    // Texts are read by int() and floats are truncated.
    converted = checked(
        PyObject_CallOneArg(reinterpret_cast<PyObject*>(&PyLong_Type), value));
    value = converted.get();
  }
  int overflow = 0;
  const long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
  if (number == -1 && PyErr_Occurred()) throw PythonError();
  std::uint64_t bits = static_cast<std::uint64_t>(number);
  bool fits = overflow == 0;
  if (overflow > 0 && dtype == DType::kUInt64) {
    bits = PyLong_AsUnsignedLongLong(value);
    fits = !PyErr_Occurred();
    PyErr_Clear();
  } else if (fits) {
    const Scalar exact(static_cast<std::int64_t>(number));
    const Scalar stored = exact.astype(dtype);
    fits = is_unsigned(dtype) ? number >= 0 && stored.as_uint64() == bits
                              : stored.as_int64() == number;
  }
  if (overflow != 0 && !fits) {
    raise(ErrorKind::kOverflowError,
          "Python int too large to convert to C long");
  }
  if (!fits) {
    const Reference text = checked(PyObject_Str(value));
    raise(ErrorKind::kOverflowError,
          std::string("Python integer ") + PyUnicode_AsUTF8(text.get()) +
              " out of bounds for " + std::string(name(dtype)));
  }
  Scalar(bits).store(data, dtype);
}

double double_from(PyObject* value) {
  if (value == Py_None) return std::numeric_limits<double>::quiet_NaN();
  if (PyUnicode_Check(value) || PyBytes_Check(value)) {
    const Reference number = checked(PyFloat_FromString(value));
    return PyFloat_AS_DOUBLE(number.get());
  }
  if (PyComplex_Check(value)) {
    raise_type_error(
        "float() argument must be a string or a real number, not 'complex'");
  }
  if (PyList_Check(value) || PyTuple_Check(value)) {
    raise_value_error("setting an array element with a sequence.");
  }
  const double number = PyFloat_AsDouble(value);
  if (number == -1.0 && PyErr_Occurred()) {
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) throw PythonError();
    PyErr_Clear();
    raise_type_error(
        std::string("float() argument must be a string or a real number, "
                    "not '") +
        Py_TYPE(value)->tp_name + "'");
  }
  return number;
}

}  // namespace

void store_value(PyObject* value, char* data, DType dtype) {
  if (dtype == DType::kFloat64 && PyFloat_CheckExact(value)) {
    store_element(data, PyFloat_AS_DOUBLE(value));
    return;
  }
  if (dtype == DType::kInt64 && PyLong_CheckExact(value)) {
    int overflow = 0;
    const long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
    if (overflow == 0) {
      store_element(data, static_cast<std::int64_t>(number));
      return;
    }
  }
  if (is_scalar_object(value)) {
    const ndarray source = ndarray::from_scalar(scalar_value(value));
    copy_into(ndarray::over(c10::Storage(), data, dtype, {}, {}, true), source);
    return;
  }
  switch (kind(dtype)) {
    case 'b':
      Scalar(checked(PyObject_IsTrue(value)) != 0).store(data, dtype);
      return;
    case 'i':
    case 'u':
      store_integer(value, data, dtype);
      return;
    case 'f':
      Scalar(double_from(value)).store(data, dtype);
      return;
    default: {
      const Py_complex number = PyComplex_AsCComplex(value);
      if (number.real == -1.0 && PyErr_Occurred()) throw PythonError();
      Scalar(std::complex<double>(number.real, number.imag)).store(data, dtype);
    }
  }
}

ndarray array_from_nested(PyObject* object, std::optional<DType> dtype) {
  ndarray flat = flat_numbers(object, dtype);
  if (flat.defined()) return flat;
  Discovery discovery(!dtype.has_value());
  discovery.visit(object, 0);
  discovery.check_ragged();
  const DType d = dtype ? *dtype : discovery.dtype().value_or(DType::kFloat64);
  ndarray result = ndarray::empty(span_of(discovery.shape()), d);
  fill(result, object, 0, result.data(), discovery);
  return result;
}

}  // namespace tnp::python
