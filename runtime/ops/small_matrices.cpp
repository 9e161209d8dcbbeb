#include "runtime/ops/small_matrices.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>

#include "runtime/core/element.h"
#include "runtime/core/long_work.h"

namespace tnp::ops {
namespace {

constexpr std::int64_t kMostRows = 8;

template <typename T>
constexpr bool kIsField = std::is_floating_point_v<T> || is_complex_v<T>;

// What LAPACK compares to find a pivot.
template <typename T>
auto magnitude(const T& value) {
  if constexpr (is_complex_v<T>) {
    return std::abs(value.real()) + std::abs(value.imag());
  } else {
    return std::abs(value);
  }
}

template <typename T>
T conjugate(const T& value) {
  if constexpr (is_complex_v<T>) {
    return std::conj(value);
  } else {
    return value;
  }
}

template <typename T>
auto real_part(const T& value) {
  if constexpr (is_complex_v<T>) {
    return value.real();
  } else {
    return value;
  }
}

/// A matrix as the product of a unit lower and an upper triangle, with the rows
/// in another order.
template <typename T>
struct Factors {
  int n;
  std::array<std::array<T, kMostRows>, kMostRows> rows;
  std::array<T, kMostRows> inverse;  // of the pivots, as BLAS has them
  std::array<int, kMostRows> order;
  bool is_odd = false;
  bool is_singular = false;

  Factors(const T* a, int size) : n(size) {
    for (int i = 0; i < n; ++i) {
      order[i] = i;
      std::copy_n(a + i * n, n, rows[i].begin());
    }
    for (int k = 0; k < n; ++k) eliminate(k);
  }

  void eliminate(int k) {
    int pivot = k;
    for (int i = k + 1; i < n; ++i) {
      if (magnitude(rows[i][k]) > magnitude(rows[pivot][k])) pivot = i;
    }
    if (rows[pivot][k] == T{0}) {
      is_singular = true;
      return;
    }
    if (pivot != k) {
      std::swap(rows[pivot], rows[k]);
      std::swap(order[pivot], order[k]);
      is_odd = !is_odd;
    }
    inverse[k] = T{1} / rows[k][k];
    for (int i = k + 1; i < n; ++i) {
      rows[i][k] = divided(rows[i][k], k);
      for (int j = k + 1; j < n; ++j) rows[i][j] -= rows[i][k] * rows[k][j];
    }
  }

  /// By pivot k. That of a tiny one has no inverse.
  T divided(const T& value, int k) const {
    return std::isfinite(magnitude(inverse[k])) ? value * inverse[k]
                                                : value / rows[k][k];
  }

  /// Solves for one column; `value(i)` gives its elements, `out(i)` takes x's.
  template <typename Value, typename Out>
  void solve(Value value, Out out) const {
    std::array<T, kMostRows> x;
    for (int i = 0; i < n; ++i) x[i] = value(order[i]);
    for (int i = 0; i < n; ++i) {
      for (int j = i + 1; j < n; ++j) x[j] -= rows[j][i] * x[i];
    }
    for (int i = n - 1; i >= 0; --i) {
      x[i] = divided(x[i], i);
      for (int j = 0; j < i; ++j) x[j] -= rows[j][i] * x[i];
      out(i) = x[i];
    }
  }

  T determinant() const {
    if (is_singular) return T{0};
    T product = is_odd ? T{-1} : T{1};
    for (int i = 0; i < n; ++i) product *= rows[i][i];
    return product;
  }
};

/// body(a, index) for the elements of each matrix.
template <typename Body>
void for_each_matrix(const ndarray& a, Body&& body) {
  const LongWork work(a.size());
  dispatch_dtype(a.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (kIsField<T>) {
      const std::int64_t n = a.shape(a.ndim() - 1);
      const std::int64_t count = a.size() / (n * n);
      for (std::int64_t i = 0; i < count; ++i) {
        if (!body(a.data_as<T>() + i * n * n, i)) return;
      }
    }
  });
}

template <typename T>
bool invert(const T* a, int n, T* out) {
  const Factors<T> factors(a, n);
  if (factors.is_singular) return false;
  for (int j = 0; j < n; ++j) {
    factors.solve([j](int i) { return i == j ? T{1} : T{0}; },
                  [&](int i) -> T& { return out[i * n + j]; });
  }
  return true;
}

template <typename T>
bool factor_cholesky(const T* a, int n, T* out) {
  std::fill_n(out, n * n, T{0});
  for (int j = 0; j < n; ++j) {
    auto square = real_part(a[j * n + j]);
    for (int k = 0; k < j; ++k) square -= std::norm(out[j * n + k]);
    if (!(square > 0)) return false;
    const auto root = std::sqrt(square);
    out[j * n + j] = root;
    for (int i = j + 1; i < n; ++i) {
      T sum = a[i * n + j];
      for (int k = 0; k < j; ++k) {
        sum -= out[i * n + k] * conjugate(out[j * n + k]);
      }
      out[i * n + j] = sum / root;
    }
  }
  return true;
}

}  // namespace

bool are_small_matrices(const ndarray& a) {
  const int last = a.ndim() - 1;
  return a.is_direct() && is_inexact(a.dtype()) && a.itemsize() >= 4 &&
         a.size() > 0 && a.is_c_contiguous() && a.shape(last) <= kMostRows &&
         a.shape(last) == a.shape(last - 1);
}

std::optional<ndarray> small_inverses(const ndarray& a) {
  const int n = static_cast<int>(a.shape(a.ndim() - 1));
  const ndarray result = ndarray::empty(a.shape(), a.dtype());
  bool is_regular = true;
  for_each_matrix(a, [&]<typename T>(const T* matrix, std::int64_t i) {
    is_regular = invert(matrix, n, result.data_as<T>() + i * n * n);
    return is_regular;
  });
  return is_regular ? std::optional(result) : std::nullopt;
}

std::optional<ndarray> small_solution(const ndarray& a, const ndarray& b) {
  const int n = static_cast<int>(a.shape(1));
  const std::int64_t m = b.shape(1);
  const ndarray result = ndarray::empty(b.shape(), a.dtype());
  bool is_regular = true;
  for_each_matrix(a, [&]<typename T>(const T* matrix, std::int64_t) {
    const Factors<T> factors(matrix, n);
    is_regular = !factors.is_singular;
    for (std::int64_t j = 0; j < m && is_regular; ++j) {
      factors.solve(
          [&](int i) { return b.data_as<T>()[i * m + j]; },
          [&](int i) -> T& { return result.data_as<T>()[i * m + j]; });
    }
    return true;
  });
  return is_regular ? std::optional(result) : std::nullopt;
}

ndarray small_determinants(const ndarray& a) {
  const int n = static_cast<int>(a.shape(a.ndim() - 1));
  const auto shape = a.shape().first(static_cast<std::size_t>(a.ndim() - 2));
  const ndarray result = ndarray::empty(shape, a.dtype());
  for_each_matrix(a, [&]<typename T>(const T* matrix, std::int64_t i) {
    result.data_as<T>()[i] = Factors<T>(matrix, n).determinant();
    return true;
  });
  return result;
}

std::optional<ndarray> small_cholesky_factors(const ndarray& a) {
  const int n = static_cast<int>(a.shape(a.ndim() - 1));
  const ndarray result = ndarray::empty(a.shape(), a.dtype());
  bool is_positive = true;
  for_each_matrix(a, [&]<typename T>(const T* matrix, std::int64_t i) {
    is_positive = factor_cholesky(matrix, n, result.data_as<T>() + i * n * n);
    return is_positive;
  });
  return is_positive ? std::optional(result) : std::nullopt;
}

}  // namespace tnp::ops
