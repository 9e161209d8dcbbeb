/// NumPy's arithmetic on two elements of one type.
///
/// Every operation sets floating-point flags: the processor's for floating
/// types, `flags` for integers and for narrowing to 16-bit types. Integers
/// wrap. Source: NumPy reference, ufuncs; Python's rules for // and % of
/// negatives.
#pragma once

#include <cmath>
#include <complex>
#include <limits>
#include <type_traits>
#include <utility>

#include "runtime/core/element.h"
#include "runtime/core/element_ops.h"
#include "runtime/core/fp_flags.h"

namespace tnp::python {

/// The type that operations on T compute in.
template <typename T>
using ComputeType = std::conditional_t<is_half_v<T>, float, T>;

template <typename T>
inline constexpr bool is_float_v = std::is_floating_point_v<T> || is_half_v<T>;

template <typename T>
T wrapping_add(T a, T b, std::uint32_t& flags) {
  T result;
  if (__builtin_add_overflow(a, b, &result)) flags |= kFpOverflow;
  return result;
}

template <typename T>
T wrapping_subtract(T a, T b, std::uint32_t& flags) {
  T result;
  if (__builtin_sub_overflow(a, b, &result)) flags |= kFpOverflow;
  return result;
}

template <typename T>
T wrapping_multiply(T a, T b, std::uint32_t& flags) {
  T result;
  if (__builtin_mul_overflow(a, b, &result)) flags |= kFpOverflow;
  return result;
}

/// What elements::floor_divide would raise; `flags` keeps it from the
/// processor.
template <typename T>
T integer_floor_divide(T a, T b, std::uint32_t& flags) {
  if (b == 0) flags |= kFpDivide;
  if (elements::division_overflows(a, b)) flags |= kFpOverflow;
  return elements::floor_divide(a, b);
}

template <typename T>
T integer_remainder(T a, T b, std::uint32_t& flags) {
  if (b == 0) flags |= kFpDivide;
  return elements::remainder(a, b);
}

/// A shift by the width or more, or a negative one, shifts everything out.
template <typename T>
T left_shift(T a, T count) {
  if (static_cast<std::make_unsigned_t<T>>(count) >= 8 * sizeof(T)) return 0;
  return static_cast<T>(static_cast<std::uint64_t>(a) << count);
}

template <typename T>
T right_shift(T a, T count) {
  if (static_cast<std::make_unsigned_t<T>>(count) >= 8 * sizeof(T)) {
    return a < T(0) ? T(-1) : T(0);
  }
  return static_cast<T>(a >> count);
}

template <typename T>
std::complex<T> complex_multiply(std::complex<T> a, std::complex<T> b) {
  return {a.real() * b.real() - a.imag() * b.imag(),
          a.real() * b.imag() + a.imag() * b.real()};
}

/// Smith's method: scales by the larger part of the divisor.
template <typename T>
std::complex<T> complex_divide(std::complex<T> a, std::complex<T> b) {
  const T real = std::fabs(b.real());
  const T imag = std::fabs(b.imag());
  if (real >= imag) {
    if (real == 0 && imag == 0) return {a.real() / real, a.imag() / imag};
    const T ratio = b.imag() / b.real();
    const T scale = T(1) / (b.real() + b.imag() * ratio);
    return {(a.real() + a.imag() * ratio) * scale,
            (a.imag() - a.real() * ratio) * scale};
  }
  const T ratio = b.real() / b.imag();
  const T scale = T(1) / (b.imag() + b.real() * ratio);
  return {(a.real() * ratio + a.imag()) * scale,
          (a.imag() * ratio - a.real()) * scale};
}

/// By repeated multiplication for small whole exponents, which keeps Gaussian
/// integers exact.
template <typename T>
std::complex<T> complex_integer_power(std::complex<T> a, int n) {
  const bool invert = n < 0;
  std::complex<T> result(1, 0);
  std::complex<T> factor = a;
  for (unsigned left = invert ? -n : n; left; left >>= 1) {
    if (left & 1) result = complex_multiply(result, factor);
    factor = complex_multiply(factor, factor);
  }
  return invert ? complex_divide(std::complex<T>(1, 0), result) : result;
}

template <typename T>
std::complex<T> complex_power(std::complex<T> a, std::complex<T> b) {
  if (b == std::complex<T>(0)) return T(1);
  if (a == std::complex<T>(0)) {
    if (b.real() > 0) return T(0);
    raise_fp_flags(kFpInvalid);
    const T nan = std::numeric_limits<T>::quiet_NaN();
    return {nan, nan};
  }
  if (b.imag() == 0 && b.real() == std::floor(b.real()) &&
      std::fabs(b.real()) < 100) {
    const int n = static_cast<int>(b.real());
    if (n == 1) return a;
    if (n == 2) return complex_multiply(a, a);
    if (n == 3) return complex_multiply(a, complex_multiply(a, a));
    return complex_integer_power(a, n);
  }
  return std::pow(a, b);
}

}  // namespace tnp::python
