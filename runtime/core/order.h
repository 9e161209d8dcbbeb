/// NumPy's order of elements: nan last, complex by parts.
#pragma once

#include <cmath>
#include <complex>

#include "runtime/core/element.h"

namespace tnp {

template <typename T>
bool element_is_nan(T value) {
  if constexpr (is_complex_v<T>) {
    return std::isnan(value.real()) || std::isnan(value.imag());
  } else if constexpr (is_half_v<T>) {
    return std::isnan(static_cast<float>(value));
  } else if constexpr (std::is_floating_point_v<T>) {
    return std::isnan(value);
  } else {
    return false;
  }
}

/// Whether `a` sorts before `b`.
template <typename T>
bool element_less(T a, T b) {
  if constexpr (is_complex_v<T>) {
    const bool a_imag_nan = std::isnan(a.imag());
    const bool b_imag_nan = std::isnan(b.imag());
    // The real part decides unless a nan imaginary part moves a value behind.
    if (a.real() < b.real()) return !a_imag_nan || b_imag_nan;
    if (a.real() > b.real()) return b_imag_nan && !a_imag_nan;
    if (a.real() == b.real() ||
        (std::isnan(a.real()) && std::isnan(b.real()))) {
      return a.imag() < b.imag() || (b_imag_nan && !a_imag_nan);
    }
    return std::isnan(b.real());
  } else if constexpr (is_half_v<T>) {
    return element_less(static_cast<float>(a), static_cast<float>(b));
  } else if constexpr (std::is_floating_point_v<T>) {
    return a < b || (std::isnan(b) && !std::isnan(a));
  } else {
    return a < b;
  }
}

}  // namespace tnp
