/// Products and norms (xtensor-blas `xlinalg.hpp`).
#pragma once

#include <tnp/array.h>
#include <tnp/eval.h>
#include <tnp/math.h>

#include <cmath>
#include <complex>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace tnp {
namespace linalg {

namespace detail {

[[noreturn]] inline void throw_dot_mismatch(std::size_t a, std::size_t b) {
  throw std::runtime_error("Dot: shape mismatch: " + std::to_string(a) +
                           " and " + std::to_string(b));
}

/// out[m, n] = a[m, k] * b[k, n], all dense and row-major. The inner loop
/// runs along rows of `b` and `out`, so that it vectorises.
template <class T>
void multiply(const T* a, const T* b, T* out, std::size_t m, std::size_t k,
              std::size_t n) {
  for (std::size_t i = 0; i < m; ++i) {
    T* row = out + i * n;
    std::fill(row, row + n, T(0));
    for (std::size_t p = 0; p < k; ++p) {
      const T factor = a[i * k + p];
      const T* other = b + p * n;
      for (std::size_t j = 0; j < n; ++j) row[j] += factor * other[j];
    }
  }
}

}  // namespace detail

/// Matrix and vector products of 0-d, 1-d and 2-d operands; two vectors give
/// an array of shape {1}, as in xtensor-blas. Works for every element type.
template <class A, class B>
auto dot(const xexpression<A>& ea, const xexpression<B>& eb) {
  using T = std::common_type_t<typename A::value_type, typename B::value_type>;
  if (ea.derived_cast().dimension() == 0 ||
      eb.derived_cast().dimension() == 0) {
    return array<T>(ea.derived_cast() * eb.derived_cast());
  }
  const array<T> a(ea.derived_cast());
  const array<T> b(eb.derived_cast());
  const std::size_t ra = a.dimension();
  const std::size_t rb = b.dimension();
  if (ra > 2 || rb > 2) {
    throw std::runtime_error(
        "dot: operands of more than 2 dimensions are "
        "not supported");
  }
  const std::size_t m = ra == 2 ? a.shape()[0] : 1;
  const std::size_t k = a.shape()[ra - 1];
  const std::size_t n = rb == 2 ? b.shape()[1] : 1;
  if (b.shape()[0] != k) detail::throw_dot_mismatch(k, b.shape()[0]);
  dynamic_shape<std::size_t> shape;
  if (ra == 2) shape.push_back(m);
  if (rb == 2) shape.push_back(n);
  if (ra == 1 && rb == 1) shape.push_back(1);
  array<T> result(shape);
  detail::multiply(a.data(), b.data(), result.data(), m, k, n);
  return result;
}

/// a . b of two vectors, as one number.
template <class A, class B>
auto vdot(const xexpression<A>& a, const xexpression<B>& b) {
  if (a.derived_cast().dimension() != 1 || b.derived_cast().dimension() != 1) {
    throw std::runtime_error("vdot: operands must be 1-d");
  }
  return dot(a, b)(0);
}

/// result(i, j) = a(i) * b(j).
template <class A, class B>
auto outer(const xexpression<A>& ea, const xexpression<B>& eb) {
  using T = std::common_type_t<typename A::value_type, typename B::value_type>;
  const tensor<T, 1> a(ea.derived_cast());
  const tensor<T, 1> b(eb.derived_cast());
  auto result = tensor<T, 2>::from_shape({a.size(), b.size()});
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) result(i, j) = a(i) * b(j);
  }
  return result;
}

/// The norm of order `ord` of a vector; 1, -1 and the Frobenius norm of a
/// matrix. The 2-norm of a matrix needs singular values: not supported here.
template <class E>
auto norm(const xexpression<E>& e, int ord) {
  using R = decltype(std::abs(std::declval<typename E::value_type>()));
  const E& v = e.derived_cast();
  if (v.dimension() == 1) {
    R result = 0;
    for (auto it = v.begin(), end = v.end(); it != end; ++it) {
      const R x = std::abs(*it);
      if (ord == 0) {
        result += x != R(0) ? R(1) : R(0);
      } else if (ord == 1) {
        result += x;
      } else if (ord == 2) {
        result += x * x;
      } else {
        result += static_cast<R>(std::pow(x, ord));
      }
    }
    if (ord == 0 || ord == 1) return result;
    if (ord == 2) return static_cast<R>(std::sqrt(result));
    return static_cast<R>(std::pow(result, 1.0 / ord));
  }
  if (v.dimension() == 2 && (ord == 1 || ord == -1)) {
    const array<R> columns = sum(abs(v), {0});
    return ord == 1 ? R(amax(columns)()) : R(amin(columns)());
  }
  throw std::runtime_error("norm: order " + std::to_string(ord) +
                           " is not supported for " +
                           std::to_string(v.dimension()) + " dimensions");
}

/// The 2-norm of a vector, the Frobenius norm of a matrix.
template <class E>
auto norm(const xexpression<E>& e) {
  using R = decltype(std::abs(std::declval<typename E::value_type>()));
  const E& v = e.derived_cast();
  if (v.dimension() > 2) {
    throw std::runtime_error("norm: more than 2 dimensions");
  }
  R total = 0;
  for (auto it = v.begin(), end = v.end(); it != end; ++it) {
    const R x = std::abs(*it);
    total += x * x;
  }
  return static_cast<typename E::value_type>(std::sqrt(total));
}

}  // namespace linalg
}  // namespace tnp
