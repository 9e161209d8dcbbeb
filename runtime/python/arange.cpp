// arange: NumPy's rules for the type and the length.
#include <algorithm>
#include <cmath>

#include "runtime/core/element.h"
#include "runtime/core/errors.h"
#include "runtime/core/promotion.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"

namespace tnp::python {
namespace {

struct Bounds {
  Scalar start;
  Scalar stop;
  Scalar step;
};

/// arange(stop), arange(start, stop), arange(start, stop, step).
template <typename Values>
Values arranged(const Values& given) {
  auto [start, stop, step] = given;
  if (!is_given(stop)) {
    if (!is_given(start))
      raise_type_error("arange() requires stop to be specified.");
    return {nullptr, start, step};
  }
  return {start, stop, step};
}

/// ceil((stop - start) / step), which NumPy computes with the operators of the
/// arguments: in doubles for ints too.
std::int64_t length_of(const Bounds& b, bool integers) {
  if (!b.step.as_bool()) {
    raise(ErrorKind::kZeroDivisionError,
          integers ? "division by zero" : "float division by zero");
  }
  double length;
  if (integers) {
    length =
        std::ceil(static_cast<double>(b.stop.as_int64() - b.start.as_int64()) /
                  static_cast<double>(b.step.as_int64()));
  } else if (is_complex(b.start.dtype()) || is_complex(b.stop.dtype()) ||
             is_complex(b.step.dtype())) {
    const std::complex<double> span =
        b.stop.as_complex() - b.start.as_complex();
    const std::complex<double> steps = span / b.step.as_complex();
    length = std::min(std::ceil(steps.real()), std::ceil(steps.imag()));
  } else {
    length = std::ceil((b.stop.as_double() - b.start.as_double()) /
                       b.step.as_double());
  }
  if (!(length < 9.2e18)) raise_value_error("Maximum allowed size exceeded");
  return length > 0 ? static_cast<std::int64_t>(length) : 0;
}

/// The first two elements are start and start + step in the result's type; the
/// others follow from their difference, as in NumPy.
template <typename T>
void fill_range(T* data, std::int64_t n, T first, T second) {
  if (n > 0) data[0] = first;
  if (n > 1) data[1] = second;
  if constexpr (is_half_v<T>) {
    const float start = first;
    const float delta = static_cast<float>(second) - start;
    for (std::int64_t i = 2; i < n; ++i) {
      data[i] = static_cast<T>(start + static_cast<float>(i) * delta);
    }
  } else if constexpr (is_complex_v<T>) {
    using Part = typename T::value_type;
    const T delta = second - first;
    for (std::int64_t i = 2; i < n; ++i) {
      const auto k = static_cast<Part>(i);
      data[i] =
          T(first.real() + k * delta.real(), first.imag() + k * delta.imag());
    }
  } else if constexpr (std::is_integral_v<T>) {
    // Wraps, and is a vector's addition where a product would be none.
    using Bits = std::make_unsigned_t<T>;
    const Bits delta = static_cast<Bits>(Bits(second) - Bits(first));
    Bits value = static_cast<Bits>(second);
    for (std::int64_t i = 2; i < n; ++i) {
      value = static_cast<Bits>(value + delta);
      data[i] = static_cast<T>(value);
    }
  } else {
    const T delta = static_cast<T>(second - first);
    for (std::int64_t i = 2; i < n; ++i) {
      data[i] = static_cast<T>(first + static_cast<T>(i) * delta);
    }
  }
}

/// NumPy converts the first two elements as Python's numbers: OverflowError
/// where they do not fit. Those after them wrap.
void check_fits(const Scalar& value, DType dtype) {
  if (value.dtype() == dtype) return;
  if (!is_integer(dtype) || is_complex(value.dtype())) return;
  if (is_floating(value.dtype()) && !std::isfinite(value.as_double())) return;
  const Scalar whole =
      is_floating(value.dtype()) ? value.astype(DType::kInt64) : value;
  cast_operand(ndarray::from_scalar(whole, true), dtype);
}

ndarray range_array(const Bounds& b, DType dtype, std::int64_t n) {
  if (is_bool(dtype) && n > 2) {
    raise_type_error(
        "arange() is only supported for booleans when the result has at most "
        "length 2.");
  }
  ndarray result = ndarray::empty({&n, 1}, dtype);
  const Scalar second =
      is_complex(b.start.dtype()) || is_complex(b.step.dtype())
          ? Scalar(b.start.as_complex() + b.step.as_complex())
      : is_floating(b.start.dtype()) || is_floating(b.step.dtype())
          ? Scalar(b.start.as_double() + b.step.as_double())
          : Scalar(b.start.as_int64() + b.step.as_int64());
  if (n > 0) check_fits(b.start, dtype);
  if (n > 1) check_fits(second, dtype);
  dispatch_dtype(dtype, [&]<typename T>(TypeTag<T>) {
    T ends[2];
    b.start.store(&ends[0], dtype);
    second.store(&ends[1], dtype);
    if constexpr (std::is_same_v<T, bool>) {
      for (std::int64_t i = 0; i < n; ++i) result.data_as<T>()[i] = ends[i];
    } else {
      fill_range<T>(result.data_as<T>(), n, ends[0], ends[1]);
    }
  });
  return result;
}

ndarray integer_range(std::int64_t start, std::int64_t stop) {
  std::int64_t n = 0;
  if (stop > start && __builtin_sub_overflow(stop, start, &n)) {
    raise_value_error("Maximum allowed size exceeded");
  }
  ndarray result = ndarray::empty({&n, 1}, DType::kInt64);
  for (std::int64_t i = 0; i < n; ++i) {
    result.data_as<std::int64_t>()[i] = start + i;
  }
  return result;
}

// 0, 1, ... n - 1.
ndarray counted(std::int64_t n, DType dtype) {
  if (dtype == DType::kInt64) return integer_range(0, n);
  if (dtype != DType::kFloat64 && dtype != DType::kFloat32) {
    const auto number = [](std::int64_t value) { return Scalar(value); };
    return range_array({number(0), number(n), number(1)}, dtype, n);
  }
  ndarray result = ndarray::empty({&n, 1}, dtype);
  if (dtype == DType::kFloat64) {
    fill_range<double>(result.data_as<double>(), n, 0, 1);
  } else {
    fill_range<float>(result.data_as<float>(), n, 0, 1);
  }
  return result;
}

PyObject* make_arange(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr Signature<6> kSignature{
      "arange", {"start", "stop", "step", "dtype", "device", "like"}, 4, 0};
  // arange(10) and arange(2, 10) need no rules.
  if (!keywords && (nargs == 1 || nargs == 2) && PyLong_CheckExact(args[0]) &&
      PyLong_CheckExact(args[nargs - 1])) {
    return wrap_new([&] {
      const std::int64_t start = nargs == 2 ? int_from(args[0]) : 0;
      return integer_range(start, int_from(args[nargs - 1]));
    });
  }
  // Neither does arange(10, dtype=float).
  if (keywords && nargs == 1 && PyTuple_GET_SIZE(keywords) == 1 &&
      PyLong_CheckExact(args[0]) &&
      PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(keywords, 0),
                                       "dtype") == 0) {
    return wrap_new([&] {
      const std::int64_t stop = int_from(args[0]);
      return counted(std::max<std::int64_t>(stop, 0),
                     optional_dtype(args[1]).value_or(DType::kInt64));
    });
  }
  return wrap_new([&] {
    const auto [first, second, third, dtype, device, like] =
        bind(kSignature, args, nargs, keywords);
    refuse_argument(like, "arange", "like");
    const c10::Device place = device_from(device);
    const auto [start, stop, step] = arranged(std::array{first, second, third});
    const ndarray from =
        start ? operand_from(start)
              : ndarray::from_scalar(Scalar(std::int64_t{0}), true);
    const ndarray to = operand_from(stop);
    const ndarray by =
        is_given(step) ? operand_from(step)
                       : ndarray::from_scalar(Scalar(std::int64_t{1}), true);
    // Python's numbers count as int64 or float64 here: NEP 50 is not asked.
    DType common =
        promote_types(promote_types(from.dtype(), to.dtype()), by.dtype());
    if (is_bool(common)) common = DType::kInt64;
    const Bounds bounds{from.item(0), to.item(0), by.item(0)};
    return to_device(range_array(bounds, optional_dtype(dtype).value_or(common),
                                 length_of(bounds, is_integer(common))),
                     place);
  });
}

}  // namespace

PyMethodDef arange_functions[] = {
    {"arange", method_cast(make_arange), METH_FASTCALL | METH_KEYWORDS,
     "arange(start=0, stop=None, step=1, dtype=None, *, device=None, "
     "like=None)\n--\n\nEvenly spaced numbers in [start, stop)."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
