// Unary operators and conversions to Python numbers.
#include "runtime/core/fp_errors.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/scalar_math.h"
#include "runtime/python/scalar_object.h"
#include "runtime/python/scalar_operands.h"

namespace tnp::python {
namespace {

template <typename T>
T element(PyObject* self) {
  return load_element<T>(scalar_data(self));
}

// The slots of the type of T: what `Body` makes of the element.
template <typename T, typename Body>
PyObject* with_element(PyObject* self, Body&& body) {
  return guarded([&] { return body(element<T>(self)); });
}

[[noreturn]] void raise_no_bool_loop(const char* message) {
  raise(ErrorKind::kUFuncTypeError, message);
}

template <typename T>
PyObject* negate_integer(T value, const char* what) {
  std::uint32_t flags = 0;
  const T result = wrapping_subtract(T(0), value, flags);
  if (flags) report_fp_flags(flags, what);
  return make_scalar(result);
}

template <typename T>
PyObject* negative(PyObject* self) {
  return with_element<T>(self, [](T value) -> PyObject* {
    if constexpr (std::is_same_v<T, bool>) {
      raise_type_error(
          "The numpy boolean negative, the `-` operator, is not supported, use "
          "the `~` operator or the logical_not function instead.");
    } else if constexpr (std::is_integral_v<T>) {
      return negate_integer(value, "scalar negative");
    } else if constexpr (is_half_v<T>) {
      return make_scalar(T(-static_cast<float>(value)));
    } else {
      return make_scalar(T(-value));
    }
  });
}

template <typename T>
PyObject* positive(PyObject* self) {
  return with_element<T>(self, [](T value) -> PyObject* {
    if constexpr (std::is_same_v<T, bool>) {
      raise_no_bool_loop(
          "ufunc 'positive' did not contain a loop with signature matching "
          "types <class 'numpy.dtypes.BoolDType'> -> None");
    } else {
      return make_scalar(value);
    }
  });
}

template <typename T>
PyObject* absolute(PyObject* self) {
  return with_element<T>(self, [](T value) -> PyObject* {
    if constexpr (std::is_same_v<T, bool> || std::is_unsigned_v<T>) {
      return make_scalar(value);
    } else if constexpr (std::is_integral_v<T>) {
      return value < 0 ? negate_integer(value, "scalar absolute")
                       : make_scalar(value);
    } else if constexpr (is_complex_v<T>) {
      return make_scalar(std::hypot(value.real(), value.imag()));
    } else if constexpr (is_half_v<T>) {
      return make_scalar(T(std::fabs(static_cast<float>(value))));
    } else {
      return make_scalar(std::fabs(value));
    }
  });
}

template <typename T>
PyObject* invert(PyObject* self) {
  return with_element<T>(self, [](T value) -> PyObject* {
    if constexpr (std::is_same_v<T, bool>) {
      return make_scalar(!value);
    } else if constexpr (std::is_integral_v<T>) {
      return make_scalar(static_cast<T>(~value));
    } else {
      raise_type_error(
          "ufunc 'invert' not supported for the input types, and the inputs "
          "could not be safely coerced to any supported types according to the "
          "casting rule ''safe''");
    }
  });
}

int truth(PyObject* self) {
  if (Py_TYPE(self) == scalar_type(DType::kBool)) {
    return self == scalar_booleans[1];
  }
  return scalar_value(self).as_bool();
}

Scalar real_value(PyObject* self) {
  const Scalar value = scalar_value(self);
  if (is_complex(value.dtype())) {
    warn(WarningKind::kComplexWarning,
         "Casting complex values to real discards the imaginary part");
  }
  return value;
}

PyObject* to_python_int(PyObject* self) {
  return guarded([&]() -> PyObject* {
    const Scalar value = real_value(self);
    if (is_inexact(value.dtype())) return PyLong_FromDouble(value.as_double());
    if (is_unsigned(value.dtype())) {
      return PyLong_FromUnsignedLongLong(value.as_uint64());
    }
    return PyLong_FromLongLong(value.as_int64());
  });
}

template <typename T>
PyObject* to_python_float(PyObject* self) {
  if constexpr (!is_complex_v<T>) {
    return PyFloat_FromDouble(convert_element<double>(element<T>(self)));
  } else {
    return guarded(
        [&] { return PyFloat_FromDouble(real_value(self).as_double()); });
  }
}

}  // namespace

PyNumberMethods scalar_number_methods(DType d) {
  PyNumberMethods slots = {};
  set_binary_slots(slots);
  dispatch_dtype(d, [&](auto tag) {
    using T = typename decltype(tag)::type;
    slots.nb_negative = negative<T>;
    slots.nb_positive = positive<T>;
    slots.nb_absolute = absolute<T>;
    slots.nb_invert = invert<T>;
    slots.nb_float = to_python_float<T>;
  });
  slots.nb_bool = truth;
  slots.nb_int = to_python_int;
  if (is_integer(d)) slots.nb_index = to_python_int;
  return slots;
}

}  // namespace tnp::python
