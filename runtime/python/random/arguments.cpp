#include "runtime/python/random/arguments.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// Arrays must be cast safely; of other objects each number is converted.
ndarray cast_to(PyObject* object, DType dtype) {
  if (!is_array(object)) return array_from(object, dtype);
  const ndarray& given = array_of(object);
  return given.dtype() == dtype ? given : astype(given, dtype, Casting::kSafe);
}

double double_from(PyObject* object) {
  const double value = PyFloat_AsDouble(object);
  if (value == -1.0 && PyErr_Occurred()) throw PythonError();
  return value;
}

bool holds(Constraint constraint, double value) {
  switch (constraint) {
    case Constraint::kNone:
      return true;
    case Constraint::kNonNegative:
      return std::isnan(value) || !std::signbit(value);
    case Constraint::kNonNegativeCount:
      return value >= 0;
    case Constraint::kPositiveCount:
      return value >= 1;
    case Constraint::kPositiveNotNan:
      return value > 0;
    case Constraint::kPositive:
      return !(value <= 0);
    case Constraint::kProbability:
      return value >= 0 && value <= 1;
    case Constraint::kPositiveProbability:
      return value > 0 && value <= 1;
    case Constraint::kBelowOne:
      return value >= 0 && value < 1;
    case Constraint::kAboveOne:
      return value > 1;
    case Constraint::kPoisson:
      return value >= 0 && value <= kPoissonMax;
  }
  return true;
}

/// What `value` breaks, in words; `nan` ends the sentence where NaN breaks it.
std::string broken(Constraint constraint, const std::string& name, double value,
                   const char* nan) {
  switch (constraint) {
    case Constraint::kNone:
      return {};
    case Constraint::kNonNegative:
    case Constraint::kNonNegativeCount:
      return name + " < 0";
    case Constraint::kPositiveNotNan:
      if (std::isnan(value)) return name + " must not be NaN";
      [[fallthrough]];
    case Constraint::kPositive:
      return name + " <= 0";
    case Constraint::kProbability:
      return name + " < 0, " + name + " > 1 or " + name + nan;
    case Constraint::kPositiveProbability:
      return name + " <= 0, " + name + " > 1 or " + name + " contains NaNs";
    case Constraint::kBelowOne:
      return name + " < 0, " + name + " >= 1 or " + name + nan;
    case Constraint::kPositiveCount:
      return name + " < 1 or " + name + nan;
    case Constraint::kAboveOne:
      return name + " <= 1 or " + name + nan;
    case Constraint::kPoisson:
      return value > kPoissonMax ? name + " value too large"
                                 : name + " < 0 or " + name + nan;
  }
  return {};
}

Shape broadcast(const std::vector<IntSpan>& shapes) {
  try {
    return broadcast_shapes(shapes);
  } catch (const Error&) {
    refuse_argument_shapes(shapes);
  }
}

}  // namespace

Argument Argument::of(double value) {
  Argument argument;
  argument.value_.real = value;
  return argument;
}

Argument Argument::of(ndarray array) {
  Argument argument;
  argument.array_ = std::move(array);
  return argument;
}

Argument Argument::real(PyObject* object) {
  if (PyFloat_CheckExact(object)) return of(PyFloat_AS_DOUBLE(object));
  if (PyLong_CheckExact(object) || object == Py_None) {
    return of(double_from(object));
  }
  if (PyComplex_Check(object) || PyUnicode_Check(object)) {
    return of(double_from(checked(PyNumber_Float(object)).get()));
  }
  ndarray array = cast_to(object, DType::kFloat64);
  if (array.ndim() > 0) return of(std::move(array));
  // A class of arrays may convert itself.
  const bool converts = python::is_array(object) && !is_array_exact(object);
  return of(converts ? double_from(object) : array.item(0).as_double());
}

Argument Argument::integer(PyObject* object) {
  Argument argument;
  argument.is_integer_ = true;
  if (PyLong_CheckExact(object)) {
    argument.value_.integer = int_from(object);
    return argument;
  }
  ndarray array = cast_to(object, DType::kInt64);
  if (array.ndim() > 0) {
    argument.array_ = std::move(array);
  } else if (python::is_array(object) && !is_array_exact(object)) {
    argument.value_.integer = int_from(checked(PyNumber_Long(object)).get());
  } else {
    argument.value_.integer = array.item(0).as_int64();
  }
  return argument;
}

Argument Argument::broadcast_to(IntSpan shape) const {
  Argument result = *this;
  if (is_array()) result.array_ = array_.broadcast_to(shape).copy('C');
  return result;
}

void Argument::check(Constraint constraint, const char* name,
                     bool beside_arrays) const {
  if (constraint == Constraint::kNone) return;
  const auto check_one = [&](random::Parameter value, const char* nan) {
    const double number =
        is_integer_ ? static_cast<double>(value.integer) : value.real;
    if (!holds(constraint, number)) {
      raise_value_error(broken(constraint, name, number, nan));
    }
  };
  if (!is_array()) {
    return check_one(value_, beside_arrays ? " contains NaNs" : " is NaN");
  }
  const ndarray values = array_.contiguous();
  const std::span parameters(values.data_as<random::Parameter>(),
                             static_cast<std::size_t>(values.size()));
  // NumPy looks in all of an array for what is too large, NaN among it, first.
  if (constraint == Constraint::kPoisson &&
      std::any_of(parameters.begin(), parameters.end(),
                  [](auto value) { return !(value.real <= kPoissonMax); })) {
    raise_value_error(std::string(name) + " value too large");
  }
  for (const random::Parameter value : parameters) {
    check_one(value, " contains NaNs");
  }
}

std::optional<Shape> size_from(PyObject* object) {
  if (!object || object == Py_None) return std::nullopt;
  return shape_from(object);
}

Shape drawn_shape(const std::optional<Shape>& size, const Argument* arguments,
                  int count) {
  std::vector<IntSpan> shapes;
  if (size) {
    num_elements(span_of(*size));
    shapes.push_back(span_of(*size));
  }
  for (int i = 0; i < count; ++i) {
    shapes.push_back(arguments[i].is_array() ? arguments[i].array().shape()
                                             : IntSpan{});
  }
  Shape shape = broadcast(shapes);
  if (size && shape != *size) {
    raise_value_error(
        "Output size " + shape_text(span_of(*size)) +
        " is not compatible with broadcast dimensions of inputs " +
        shape_text(span_of(shape)) + ".");
  }
  return shape;
}

const ndarray& output_from(PyObject* out, DType dtype, PyObject* size,
                           bool needs_c_order) {
  const auto refuse_layout = [needs_c_order] {
    raise_value_error(std::string("Supplied output array must be ") +
                      (needs_c_order ? "C-" : "") +
                      "contiguous, writable, aligned, and in machine "
                      "byte-order.");
  };
  if (!is_array(out)) refuse_layout();
  const ndarray& array = array_of(out);
  if (!array.is_direct()) {
    raise(ErrorKind::kNotImplementedError,
          "out= of random functions is an array in main memory without "
          "gradients; draw, then copy");
  }
  const bool is_contiguous =
      array.is_c_contiguous() || (array.is_f_contiguous() && !needs_c_order);
  if (!is_contiguous || !array.is_writeable()) refuse_layout();
  if (array.dtype() != dtype) {
    raise_type_error("Supplied output array has the wrong type. Expected " +
                     std::string(name(dtype)) + ", got " +
                     std::string(name(array.dtype())));
  }
  if (const std::optional<Shape> shape = size_from(size)) {
    if (*shape != to_shape(array.shape())) {
      raise_value_error("size must match out.shape when used together");
    }
  }
  return array;
}

double kahan_sum(const double* values, std::int64_t n) {
  if (n <= 0) return 0.0;
  double sum = values[0];
  double carried = 0.0;
  for (std::int64_t i = 1; i < n; ++i) {
    const double y = values[i] - carried;
    const double t = sum + y;
    carried = (t - sum) - y;
    sum = t;
  }
  return sum;
}

}  // namespace tnp::python
