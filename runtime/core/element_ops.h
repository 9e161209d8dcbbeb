/// NumPy's rules for one pair of elements where they differ from C++'s.
///
/// Shared by the loops and the scalar types. Division by zero and overflow are
/// reported through the processor's floating-point flags (fp_flags.h), which
/// callers read as they do for floats. Source: numpy.floor_divide,
/// numpy.remainder, numpy.power and their notes.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "runtime/core/errors.h"
#include "runtime/core/fp_flags.h"

namespace tnp::elements {

template <typename T>
struct Pair {
  T first;
  T second;
};

/// Whether a / b does not fit: only the lowest value by -1.
template <typename T>
inline bool division_overflows(T a, T b) {
  return std::is_signed_v<T> && a == std::numeric_limits<T>::min() &&
         b == static_cast<T>(-1);
}

/// Quotient rounded down and remainder with the sign of the divisor. By zero:
/// both zero, and the divide flag.
template <typename T>
  requires std::is_integral_v<T>
inline Pair<T> divmod(T a, T b) {
  if (b == 0) {
    raise_fp_flags(kFpDivide);
    return {0, 0};
  }
  if (division_overflows(a, b)) {
    raise_fp_flags(kFpOverflow);
    return {a, 0};
  }
  T quotient = static_cast<T>(a / b);
  T rest = static_cast<T>(a % b);
  if (rest != 0 && (rest < 0) != (b < 0)) {
    --quotient;
    rest = static_cast<T>(rest + b);
  }
  return {quotient, rest};
}

template <typename T>
  requires std::is_integral_v<T>
inline T floor_divide(T a, T b) {
  return divmod(a, b).first;
}

template <typename T>
  requires std::is_integral_v<T>
inline T remainder(T a, T b) {
  if (division_overflows(a, b)) return 0;
  return divmod(a, b).second;
}

/// The remainder with the sign of the dividend, as C's `%`.
template <typename T>
  requires std::is_integral_v<T>
inline T fmod(T a, T b) {
  if (b == 0) {
    raise_fp_flags(kFpDivide);
    return 0;
  }
  return division_overflows(a, b) ? T(0) : static_cast<T>(a % b);
}

/// a ** b, wrapping. ValueError for a negative exponent.
template <typename T>
  requires std::is_integral_v<T>
inline T power(T a, T b) {
  if constexpr (std::is_signed_v<T>) {
    if (b < 0) {
      raise_value_error("Integers to negative integer powers are not allowed.");
    }
  }
  std::uint64_t base = static_cast<std::uint64_t>(a);
  std::uint64_t result = 1;
  for (auto exponent = static_cast<std::make_unsigned_t<T>>(b); exponent != 0;
       exponent >>= 1) {
    if (exponent & 1) result *= base;
    base *= base;
  }
  return static_cast<T>(result);
}

/// Magnitude as unsigned, right for the lowest value too.
template <typename T>
inline std::make_unsigned_t<T> magnitude(T a) {
  using U = std::make_unsigned_t<T>;
  return a < 0 ? static_cast<U>(U(0) - static_cast<U>(a)) : static_cast<U>(a);
}

template <typename T>
inline T gcd(T a, T b) {
  auto x = magnitude(a);
  auto y = magnitude(b);
  while (y != 0) {
    const auto rest = static_cast<decltype(x)>(x % y);
    x = y;
    y = rest;
  }
  return static_cast<T>(x);
}

template <typename T>
inline T lcm(T a, T b) {
  using U = std::make_unsigned_t<T>;
  const U divisor = static_cast<U>(gcd(a, b));
  if (divisor == 0) return 0;
  return static_cast<T>(static_cast<std::uint64_t>(magnitude(a) / divisor) *
                        magnitude(b));
}

/// Whether one of two numbers is negative; quiet, so that nan raises no flag.
template <typename T>
  requires std::is_floating_point_v<T>
inline bool signs_differ(T a, T b) {
  return std::isless(a, T(0)) != std::isless(b, T(0));
}

/// Python's `%` for floats; a zero result has the sign of the divisor.
template <typename T>
  requires std::is_floating_point_v<T>
inline T remainder(T a, T b) {
  // Ordering a nan would raise the invalid flag.
  if (std::isnan(a) || std::isnan(b)) return a + b;
  T rest = std::fmod(a, b);
  if (b == 0 || std::isnan(rest)) return rest;
  if (rest == 0) return std::copysign(T(0), b);
  if (signs_differ(b, rest)) rest += b;
  return rest;
}

/// Python's divmod for floats. By zero: a / b and nan.
template <typename T>
  requires std::is_floating_point_v<T>
inline Pair<T> divmod(T a, T b) {
  if (std::isnan(a) || std::isnan(b)) return {a + b, a + b};
  T rest = std::fmod(a, b);
  if (b == 0) return {a / b, rest};
  if (std::isnan(rest)) return {rest, rest};
  T quotient = (a - rest) / b;
  if (rest == 0) {
    rest = std::copysign(T(0), b);
  } else if (signs_differ(b, rest)) {
    rest += b;
    quotient -= 1;
  }
  if (quotient == 0) return {std::copysign(T(0), a / b), rest};
  // (a - rest) / b is integral but for rounding: snap to the nearest.
  T floored = std::floor(quotient);
  if (std::isgreater(quotient - floored, T(0.5))) floored += 1;
  return {floored, rest};
}

template <typename T>
  requires std::is_floating_point_v<T>
inline T floor_divide(T a, T b) {
  return b == 0 ? a / b : divmod(a, b).first;
}

template <typename T>
inline T heaviside(T x, T at_zero) {
  if (x != x) return x;
  if (x == 0) return at_zero;
  return x < 0 ? T(0) : T(1);
}

/// log(exp(a) + exp(b)).
template <typename T>
inline T logaddexp(T a, T b) {
  // Infinities of one sign have no difference.
  if (a == b) return a + std::log(T(2));
  const T difference = a - b;
  if (difference > 0) return a + std::log1p(std::exp(-difference));
  if (difference <= 0) return b + std::log1p(std::exp(difference));
  return difference;
}

/// log2(2**a + 2**b).
template <typename T>
inline T logaddexp2(T a, T b) {
  constexpr T kLog2E = T(1.442695040888963407359924681001892137L);
  if (a == b) return a + T(1);
  const T difference = a - b;
  if (difference > 0) return a + kLog2E * std::log1p(std::exp2(-difference));
  if (difference <= 0) return b + kLog2E * std::log1p(std::exp2(difference));
  return difference;
}

/// The distance to the next number away from zero, with the sign of `x`.
template <typename T>
inline T spacing(T x) {
  if (std::isinf(x)) return std::numeric_limits<T>::quiet_NaN();
  const T away = std::signbit(x) && x != 0
                     ? -std::numeric_limits<T>::infinity()
                     : std::numeric_limits<T>::infinity();
  return std::nextafter(x, away) - x;
}

}  // namespace tnp::elements
