// LAPACK reads and writes columns: matrices are transposed on the way in and on
// the way out. The work arrays have the sizes that LAPACK asks for, as in ATen,
// so that it takes the same path and gives the same digits.
#include "runtime/ops/small_spectra.h"

#include <ATen/native/BatchLinearAlgebra.h>

#include <algorithm>
#include <array>
#include <vector>

#include "runtime/ops/small_matrices.h"

namespace tnp::ops {

bool are_small_real_matrices(const ndarray& a) {
  return are_small_matrices(a) && !is_complex(a.dtype());
}

#if AT_BUILD_WITH_LAPACK()
namespace {

constexpr int kMostRows = 8;

template <typename T>
using Matrix = std::array<T, kMostRows * kMostRows>;

template <typename T>
void transpose(const T* from, int n, T* to) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) to[j * n + i] = from[i * n + j];
  }
}

/// gesdd of one matrix after another.
template <typename T>
class SingularValues {
 public:
  SingularValues(int n, char job) : n_(n), job_(job) {
    T size = 0;
    call(&size, -1);
    work_.resize(std::max<std::size_t>(1, static_cast<std::size_t>(size)));
  }

  /// False when LAPACK gives up. `u` and `vh` may be null without vectors.
  bool find(const T* a, T* u, T* s, T* vh) {
    transpose(a, n_, a_.data());
    if (call(work_.data(), static_cast<int>(work_.size())) != 0) return false;
    std::copy_n(s_.data(), n_, s);
    if (job_ == 'N') return true;
    transpose(u_.data(), n_, u);
    transpose(vh_.data(), n_, vh);
    return true;
  }

 private:
  int call(T* work, int size) {
    int info = 0;
    at::native::lapackSvd<T, T>(job_, n_, n_, a_.data(), n_, s_.data(),
                                u_.data(), n_, vh_.data(), n_, work, size,
                                nullptr, integers_.data(), &info);
    return info;
  }

  int n_;
  char job_;
  Matrix<T> a_{}, u_{}, vh_{};
  std::array<T, kMostRows> s_{};
  std::array<int, 8 * kMostRows> integers_{};
  std::vector<T> work_;
};

/// syevd of one matrix after another.
template <typename T>
class Eigenvalues {
 public:
  Eigenvalues(int n, char triangle, char job)
      : n_(n), triangle_(triangle), job_(job) {
    T size = 0;
    int count = 0;
    call(&size, -1, &count, -1);
    work_.resize(std::max<std::size_t>(1, static_cast<std::size_t>(size)));
    integers_.resize(std::max<std::size_t>(1, static_cast<std::size_t>(count)));
  }

  /// False when LAPACK gives up. `vectors` may be null without them.
  bool find(const T* a, T* values, T* vectors) {
    transpose(a, n_, a_.data());
    if (call(work_.data(), static_cast<int>(work_.size()), integers_.data(),
             static_cast<int>(integers_.size())) != 0) {
      return false;
    }
    std::copy_n(values_.data(), n_, values);
    if (job_ == 'V') transpose(a_.data(), n_, vectors);
    return true;
  }

 private:
  int call(T* work, int size, int* integers, int count) {
    int info = 0;
    at::native::lapackSyevd<T, T>(job_, triangle_, n_, a_.data(), n_,
                                  values_.data(), work, size, nullptr, 1,
                                  integers, count, &info);
    return info;
  }

  int n_;
  char triangle_, job_;
  Matrix<T> a_{};
  std::array<T, kMostRows> values_{};
  std::vector<T> work_;
  std::vector<int> integers_;
};

/// body(tag) for the element type of `a`, a float.
template <typename Body>
bool for_type(const ndarray& a, Body&& body) {
  return a.dtype() == DType::kFloat32 ? body(float{}) : body(double{});
}

std::int64_t count_of(const ndarray& a) {
  const std::int64_t n = a.shape(a.ndim() - 1);
  return a.size() / (n * n);
}

ndarray empty_rows(const ndarray& a) {
  return ndarray::empty(a.shape().first(static_cast<std::size_t>(a.ndim() - 1)),
                        a.dtype());
}

}  // namespace

std::optional<Results> small_svd(const ndarray& a, bool full_matrices,
                                 bool compute_uv) {
  const int n = static_cast<int>(a.shape(a.ndim() - 1));
  const char job = !compute_uv ? 'N' : full_matrices ? 'A' : 'S';
  const ndarray s = empty_rows(a);
  const ndarray u = compute_uv ? ndarray::empty(a.shape(), a.dtype()) : a;
  const ndarray vh = compute_uv ? ndarray::empty(a.shape(), a.dtype()) : a;
  const bool is_found = for_type(a, [&]<typename T>(T) {
    SingularValues<T> lapack(n, job);
    const std::int64_t size = n * n;
    for (std::int64_t i = 0; i < count_of(a); ++i) {
      if (!lapack.find(a.data_as<T>() + i * size, u.data_as<T>() + i * size,
                       s.data_as<T>() + i * n, vh.data_as<T>() + i * size)) {
        return false;
      }
    }
    return true;
  });
  if (!is_found) return std::nullopt;
  return compute_uv ? Results{u, s, vh} : Results{s};
}

std::optional<Results> small_eigh(const ndarray& a, char triangle,
                                  bool compute_vectors) {
  const int n = static_cast<int>(a.shape(a.ndim() - 1));
  const ndarray values = empty_rows(a);
  const ndarray vectors =
      compute_vectors ? ndarray::empty(a.shape(), a.dtype()) : a;
  const bool is_found = for_type(a, [&]<typename T>(T) {
    Eigenvalues<T> lapack(n, triangle, compute_vectors ? 'V' : 'N');
    const std::int64_t size = n * n;
    for (std::int64_t i = 0; i < count_of(a); ++i) {
      if (!lapack.find(a.data_as<T>() + i * size, values.data_as<T>() + i * n,
                       vectors.data_as<T>() + i * size)) {
        return false;
      }
    }
    return true;
  });
  if (!is_found) return std::nullopt;
  return compute_vectors ? Results{values, vectors} : Results{values};
}

#else  // torch was built without LAPACK

std::optional<Results> small_svd(const ndarray&, bool, bool) { return {}; }
std::optional<Results> small_eigh(const ndarray&, char, bool) { return {}; }

#endif

}  // namespace tnp::ops
