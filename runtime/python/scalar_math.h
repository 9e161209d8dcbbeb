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
#include "runtime/core/errors.h"
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

/// The lowest integer over -1 has no representation; it wraps to itself.
template <typename T>
bool quotient_overflows(T a, T b) {
  if constexpr (std::is_signed_v<T>) {
    return b == T(-1) && a == std::numeric_limits<T>::min();
  }
  return false;
}

template <typename T>
T integer_floor_divide(T a, T b, std::uint32_t& flags) {
  if (b == 0) {
    flags |= kFpDivide;
    return 0;
  }
  if (quotient_overflows(a, b)) {
    flags |= kFpOverflow;
    return a;
  }
  T quotient = a / b;
  if constexpr (std::is_signed_v<T>) {
    if ((a < 0) != (b < 0) && quotient * b != a) --quotient;
  }
  return quotient;
}

template <typename T>
T integer_remainder(T a, T b, std::uint32_t& flags) {
  if (b == 0) {
    flags |= kFpDivide;
    return 0;
  }
  if (quotient_overflows(a, b)) return 0;
  T rest = a % b;
  if constexpr (std::is_signed_v<T>) {
    if (rest != 0 && (rest < 0) != (b < 0)) rest += b;
  }
  return rest;
}

/// Wraps without a flag, as NumPy does. ValueError for a negative exponent.
template <typename T>
T integer_power(T base, T exponent) {
  if constexpr (std::is_signed_v<T>) {
    if (exponent < 0) {
      raise_value_error("Integers to negative integer powers are not allowed.");
    }
  }
  std::uint64_t result = 1;
  auto factor = static_cast<std::uint64_t>(base);
  for (auto left = static_cast<std::uint64_t>(exponent); left; left >>= 1) {
    if (left & 1) result *= factor;
    factor *= factor;
  }
  return static_cast<T>(result);
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

/// The quotient and remainder of a floored division; `b` is not zero. The
/// quotient is derived from the exact remainder, so that both agree. Comparisons
/// are quiet: nan raises no flag.
template <typename T>
std::pair<T, T> floored_division(T a, T b) {
  T rest = std::fmod(a, b);
  T quotient = (a - rest) / b;
  if (rest != 0) {
    if (std::isless(b, T(0)) != std::isless(rest, T(0))) {
      rest += b;
      quotient -= 1;
    }
  } else {
    rest = std::copysign(T(0), b);
  }
  if (quotient == 0) return {std::copysign(T(0), a / b), rest};
  T floored = std::floor(quotient);
  if (std::isgreater(quotient - floored, T(0.5))) floored += 1;
  return {floored, rest};
}

template <typename T>
T float_floor_divide(T a, T b) {
  return b == 0 ? a / b : floored_division(a, b).first;
}

template <typename T>
T float_remainder(T a, T b) {
  if (b == 0) return std::fmod(a, b);
  T rest = std::fmod(a, b);
  if (rest == 0) return std::copysign(T(0), b);
  if (std::isless(b, T(0)) != std::isless(rest, T(0))) rest += b;
  return rest;
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
