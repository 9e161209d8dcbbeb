/// Complex arithmetic as NumPy defines it, without C99's recovery of
/// infinities: the loops and the scalar types share it.
#pragma once

#include <cmath>
#include <complex>
#include <limits>

namespace tnp::complexes {

template <typename T>
using Complex = std::complex<T>;

template <typename T>
inline Complex<T> multiply(Complex<T> a, Complex<T> b) {
  return {a.real() * b.real() - a.imag() * b.imag(),
          a.real() * b.imag() + a.imag() * b.real()};
}

/// Smith's algorithm: scales by the larger part of the divisor.
template <typename T>
inline Complex<T> divide(Complex<T> a, Complex<T> b) {
  const T re = std::fabs(b.real());
  const T im = std::fabs(b.imag());
  if (re >= im) {
    if (re == 0 && im == 0) return {a.real() / re, a.imag() / re};
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

template <typename T>
inline Complex<T> reciprocal(Complex<T> a) {
  if (std::fabs(a.imag()) <= std::fabs(a.real())) {
    const T ratio = a.imag() / a.real();
    const T scale = a.real() + a.imag() * ratio;
    return {T(1) / scale, -ratio / scale};
  }
  const T ratio = a.real() / a.imag();
  const T scale = a.real() * ratio + a.imag();
  return {ratio / scale, T(-1) / scale};
}

template <typename T>
inline bool is_nan(Complex<T> a) {
  return a.real() != a.real() || a.imag() != a.imag();
}

/// Lexicographic order; comparisons with a nan part are false, but one between
/// imaginary parts decides when the real parts differ.
template <typename T>
inline bool less(Complex<T> a, Complex<T> b) {
  if (a.real() < b.real()) return a.imag() == a.imag() && b.imag() == b.imag();
  return a.real() == b.real() && a.imag() < b.imag();
}
template <typename T>
inline bool less_equal(Complex<T> a, Complex<T> b) {
  if (a.real() < b.real()) return a.imag() == a.imag() && b.imag() == b.imag();
  return a.real() == b.real() && a.imag() <= b.imag();
}

/// Whether a nan decides the order of the two: NumPy's comparison then raises
/// the invalid flag.
template <typename T>
inline bool meets_nan(Complex<T> a, Complex<T> b) {
  return std::isunordered(a.real(), b.real()) ||
         (a.real() == b.real() && std::isunordered(a.imag(), b.imag()));
}

/// The C library's cpow but for small integral exponents, which multiply.
template <typename T>
inline Complex<T> power(Complex<T> a, Complex<T> b) {
  if (b.real() == 0 && b.imag() == 0) return {1, 0};
  if (a.real() == 0 && a.imag() == 0) {
    if (b.real() > 0) return {0, 0};
    // 0 ** z for Re z <= 0 has no value: nan, and the invalid flag.
    volatile T infinity = std::numeric_limits<T>::infinity();
    const T nan = infinity - infinity;
    return {nan, nan};
  }
  const int n = b.imag() == 0 && std::fabs(b.real()) < 100
                    ? static_cast<int>(b.real())
                    : 0;
  if (n == 0 || T(n) != b.real()) return std::pow(a, b);
  if (n == 1) return a;
  if (n == 2) return multiply(a, a);
  if (n == 3) return multiply(a, multiply(a, a));
  Complex<T> result(1, 0);
  Complex<T> square = a;
  const int count = n < 0 ? -n : n;
  for (int mask = 1;; square = multiply(square, square)) {
    if (count & mask) result = multiply(result, square);
    mask <<= 1;
    if (count < mask) break;
  }
  return n < 0 ? divide(Complex<T>(1, 0), result) : result;
}

}  // namespace tnp::complexes
