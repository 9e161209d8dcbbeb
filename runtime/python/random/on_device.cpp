#include "runtime/python/random/on_device.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/randperm.h>

#include <string_view>

#include "runtime/core/device.h"
#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"
#include "runtime/ops/support.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/errors.h"

namespace tnp::python {
namespace {

struct Place {
  c10::Device device;
  DType dtype;
  Shape shape;

  at::TensorOptions options() const {
    return at::TensorOptions().device(device).dtype(to_scalar_type(dtype));
  }
};

Place place_of(PyObject* device, PyObject* size, PyObject* dtype = nullptr,
               DType otherwise = DType::kFloat64) {
  Place place{
      device_from(device), optional_dtype(dtype).value_or(otherwise), {}};
  if (place.device.is_cuda()) require_cuda();
  if (is_given(size)) place.shape = shape_from(size);
  return place;
}

enum class Standard { kUniform, kNormal, kExponential };

ndarray draw_standard(Standard kind, const Place& place) {
  switch (kind) {
    case Standard::kUniform:
      return from_tensor(at::rand(place.shape, place.options()));
    case Standard::kNormal:
      return from_tensor(at::randn(place.shape, place.options()));
    default:
      return from_tensor(
          at::empty(place.shape, place.options()).exponential_());
  }
}

/// start + scale * number, each a number or an array.
PyObject* affine(Standard kind, PyObject* start, PyObject* scale,
                 const Place& place) {
  ndarray result = draw_standard(kind, place);
  if (is_given(scale)) result = ops::multiply(result, operand_from(scale));
  if (is_given(start)) result = ops::add(result, operand_from(start));
  return wrap_result(std::move(result));
}

PyObject* sized(Standard kind, const char* function, PyObject* const* args,
                Py_ssize_t nargs, PyObject* keywords) {
  const Signature<3> signature{function, {"size", "dtype", "_device"}, 2};
  const auto [size, dtype, device] = bind(signature, args, nargs, keywords);
  return wrap_result(draw_standard(kind, place_of(device, size, dtype)));
}

/// rand(2, 3): the extents one by one; `_device` is the only keyword.
PyObject* extents(Standard kind, const char* function, PyObject* const* args,
                  Py_ssize_t nargs, PyObject* keywords) {
  const Signature<1> signature{function, {"_device"}, 0};
  const auto [device] = bind(signature, args + nargs, 0, keywords);
  Place place = place_of(device, nullptr);
  for (Py_ssize_t i = 0; i < nargs; ++i) {
    place.shape.push_back(int_from(args[i]));
  }
  return wrap_result(draw_standard(kind, place));
}

PyObject* normal(PyObject* const* args, Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<4> kSignature{
      "normal", {"loc", "scale", "size", "_device"}, 3};
  const auto [loc, scale, size, device] =
      bind(kSignature, args, nargs, keywords);
  return affine(Standard::kNormal, loc, scale, place_of(device, size));
}

PyObject* uniform(PyObject* const* args, Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<4> kSignature{
      "uniform", {"low", "high", "size", "_device"}, 3};
  const auto [low, high, size, device] =
      bind(kSignature, args, nargs, keywords);
  const ndarray start = is_given(low) ? operand_from(low) : ops::number(0.0);
  const ndarray end = is_given(high) ? operand_from(high) : ops::number(1.0);
  const ndarray numbers =
      draw_standard(Standard::kUniform, place_of(device, size));
  return wrap_result(
      ops::add(ops::multiply(numbers, ops::subtract(end, start)), start));
}

PyObject* exponential(PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr Signature<3> kSignature{
      "exponential", {"scale", "size", "_device"}, 2};
  const auto [scale, size, device] = bind(kSignature, args, nargs, keywords);
  return affine(Standard::kExponential, nullptr, scale, place_of(device, size));
}

/// Integers in [low, high), with `endpoint` in [low, high].
PyObject* integers(const char* function, PyObject* const* args,
                   Py_ssize_t nargs, PyObject* keywords) {
  const Signature<6> signature{
      function, {"low", "high", "size", "dtype", "endpoint", "_device"}, 4, 1};
  const auto [low, high, size, dtype, endpoint, device] =
      bind(signature, args, nargs, keywords);
  const bool has_high = is_given(high);
  const std::int64_t start = has_high ? int_from(low) : 0;
  const std::int64_t end =
      int_from(has_high ? high : low) + (flag_from(endpoint, false) ? 1 : 0);
  if (start >= end) raise_value_error("low >= high");
  const Place place = place_of(device, size, dtype, DType::kInt64);
  return wrap_result(
      from_tensor(at::randint(start, end, place.shape, place.options())));
}

PyObject* permutation(PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr Signature<2> kSignature{
      "permutation", {"x", "_device"}, 1, 1};
  const auto [x, device] = bind(kSignature, args, nargs, keywords);
  const Place place = place_of(device, nullptr, nullptr, DType::kInt64);
  return wrap_result(from_tensor(at::randperm(int_from(x), place.options())));
}

}  // namespace

bool asks_for_device(PyObject* keywords) {
  if (!keywords) return false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keywords); ++i) {
    if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(keywords, i),
                                         "_device") == 0) {
      return true;
    }
  }
  return false;
}

PyObject* draw_on_device(const char* function, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  return guarded([&]() -> PyObject* {
    const std::string_view name = function;
    if (name == "random" || name == "random_sample") {
      return sized(Standard::kUniform, function, args, nargs, keywords);
    }
    if (name == "standard_normal") {
      return sized(Standard::kNormal, function, args, nargs, keywords);
    }
    if (name == "standard_exponential") {
      return sized(Standard::kExponential, function, args, nargs, keywords);
    }
    if (name == "rand") {
      return extents(Standard::kUniform, function, args, nargs, keywords);
    }
    if (name == "randn") {
      return extents(Standard::kNormal, function, args, nargs, keywords);
    }
    if (name == "normal") return normal(args, nargs, keywords);
    if (name == "uniform") return uniform(args, nargs, keywords);
    if (name == "exponential") return exponential(args, nargs, keywords);
    if (name == "integers" || name == "randint") {
      return integers(function, args, nargs, keywords);
    }
    if (name == "permutation") return permutation(args, nargs, keywords);
    raise(ErrorKind::kNotImplementedError,
          std::string(function) +
              "(): torch's generators do not draw it; draw it in main memory "
              "and move it with `._cuda()`");
  });
}

}  // namespace tnp::python
