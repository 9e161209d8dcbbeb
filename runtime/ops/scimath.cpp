#include "runtime/ops/scimath.h"

#include "runtime/ops/logic.h"

namespace tnp::ops {
namespace {

DType complex_for(DType type) {
  switch (type) {
    case DType::kFloat32:
    case DType::kInt8:
    case DType::kUInt8:
    case DType::kInt16:
    case DType::kUInt16:
    case DType::kComplex64:
      return DType::kComplex64;
    default:
      return DType::kComplex128;
  }
}

/// `x` in the complex numbers where a real element of it `is_outside`.
ndarray extended(const ndarray& x, const ndarray& is_outside) {
  const ndarray outside =
      is_complex(x.dtype())
          ? call_binary(ufuncs::logical_and, isreal(x), is_outside)
          : is_outside;
  return any_true(outside) ? cast_to(x, complex_for(x.dtype())) : x;
}

ndarray is_negative(const ndarray& x) {
  return call_binary(ufuncs::less, x, number(0));
}

ndarray beyond_zero(const ndarray& x) {
  const ndarray value = strong(x);
  return extended(value, is_negative(value));
}

ndarray beyond_one(const ndarray& x) {
  const ndarray value = strong(x);
  return extended(
      value, call_binary(ufuncs::greater, call_unary(ufuncs::absolute, value),
                         number(1)));
}

}  // namespace

ndarray emath_sqrt(const ndarray& x) {
  return call_unary(ufuncs::sqrt, beyond_zero(x));
}

ndarray emath_log(const ndarray& x) {
  return call_unary(ufuncs::log, beyond_zero(x));
}

ndarray emath_log2(const ndarray& x) {
  return call_unary(ufuncs::log2, beyond_zero(x));
}

ndarray emath_log10(const ndarray& x) {
  return call_unary(ufuncs::log10, beyond_zero(x));
}

ndarray emath_logn(const ndarray& n, const ndarray& x) {
  const ndarray argument = beyond_zero(x);
  const ndarray base = beyond_zero(n);
  return divide(call_unary(ufuncs::log, argument),
                call_unary(ufuncs::log, base));
}

ndarray emath_power(const ndarray& x, const ndarray& p) {
  const ndarray base = beyond_zero(x);
  ndarray exponent = strong(p);
  const ndarray negative = is_negative(exponent);
  const ndarray real_negative =
      is_complex(exponent.dtype())
          ? call_binary(ufuncs::logical_and, isreal(exponent), negative)
          : negative;
  if (any_true(real_negative)) exponent = multiply(exponent, number(1.0));
  return call_binary(ufuncs::power, base, exponent);
}

ndarray emath_arccos(const ndarray& x) {
  return call_unary(ufuncs::arccos, beyond_one(x));
}

ndarray emath_arcsin(const ndarray& x) {
  return call_unary(ufuncs::arcsin, beyond_one(x));
}

ndarray emath_arctanh(const ndarray& x) {
  return call_unary(ufuncs::arctanh, beyond_one(x));
}

}  // namespace tnp::ops
