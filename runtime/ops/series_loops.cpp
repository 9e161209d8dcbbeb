// The points are taken in blocks that stay in the nearest cache, and each
// degree is a loop over a block that the compiler turns into vectors.
#include "runtime/ops/series_loops.h"

#include <algorithm>

namespace tnp::ops {
namespace {

constexpr std::int64_t kBlock = 512;

/// The coefficients of one degree at the points of a block.
template <typename T>
struct DegreeOfBlock {
  const T* data;
  bool is_of_point;
};

template <typename T>
DegreeOfBlock<T> degree_at(const SeriesCoefficients<T>& c, std::int64_t degree,
                           std::int64_t begin) {
  return {c.data + degree * c.step + (c.is_of_point ? begin : 0),
          c.is_of_point};
}

/// Calls `step` with the coefficient of each point of a block; that of all
/// points is read once.
template <typename T, typename Step>
void for_each(const DegreeOfBlock<T>& c, std::int64_t n, Step step) {
  if (c.is_of_point) {
    for (std::int64_t i = 0; i < n; ++i) step(i, c.data[i]);
  } else {
    const T value = c.data[0];
    for (std::int64_t i = 0; i < n; ++i) step(i, value);
  }
}

template <typename T>
void horner(const SeriesCoefficients<T>& c, const T* x, std::int64_t begin,
            std::int64_t n, T* result) {
  for_each(degree_at(c, c.count - 1, begin), n,
           [&](std::int64_t i, T value) { result[i] = value + x[i] * T(0); });
  for (std::int64_t degree = c.count - 2; degree >= 0; --degree) {
    for_each(degree_at(c, degree, begin), n, [&](std::int64_t i, T value) {
      result[i] = value + result[i] * x[i];
    });
  }
}

/// Clenshaw's two running sums at the points of a block.
template <typename T>
struct Sums {
  T c0[kBlock], c1[kBlock];
};

template <typename T>
void start(const SeriesCoefficients<T>& c, std::int64_t begin, std::int64_t n,
           Sums<T>& sums) {
  const bool is_constant = c.count == 1;
  for_each(degree_at(c, is_constant ? 0 : c.count - 2, begin), n,
           [&](std::int64_t i, T value) { sums.c0[i] = value; });
  if (is_constant) {
    std::fill_n(sums.c1, n, T(0));
    return;
  }
  for_each(degree_at(c, c.count - 1, begin), n,
           [&](std::int64_t i, T value) { sums.c1[i] = value; });
}

template <typename T>
void clenshaw(const Series& s, const SeriesCoefficients<T>& c, const T* x,
              const T* scaled, std::int64_t begin, std::int64_t n, T* result) {
  Sums<T> sums;
  start(c, begin, n, sums);
  for (std::int64_t degree = c.count - 1; degree > 1; --degree) {
    const RecurrenceStep step = s.step(static_cast<double>(degree));
    const T lower = static_cast<T>(step.lower / step.divisor);
    const T raise = static_cast<T>(step.raise / step.divisor);
    for_each(degree_at(c, degree - 2, begin), n, [&](std::int64_t i, T value) {
      const T before = sums.c0[i];
      sums.c0[i] = value - sums.c1[i] * lower;
      sums.c1[i] = before + sums.c1[i] * scaled[i] * raise;
    });
  }
  const T* first = s.starts_with_x ? x : scaled;
  for (std::int64_t i = 0; i < n; ++i) {
    result[i] = sums.c0[i] + sums.c1[i] * first[i];
  }
}

/// The same for a reflected basis.
template <typename T>
void reflected_clenshaw(const Series& s, const SeriesCoefficients<T>& c,
                        const T* x, std::int64_t begin, std::int64_t n,
                        T* result) {
  Sums<T> sums;
  start(c, begin, n, sums);
  for (std::int64_t degree = c.count - 1; degree > 1; --degree) {
    const RecurrenceStep step = s.step(static_cast<double>(degree));
    const T lower = static_cast<T>(step.lower);
    const T divisor = static_cast<T>(step.divisor);
    const T middle = static_cast<T>(2 * degree - 1);
    for_each(degree_at(c, degree - 2, begin), n, [&](std::int64_t i, T value) {
      const T before = sums.c0[i];
      sums.c0[i] = value - sums.c1[i] * lower / divisor;
      sums.c1[i] = before + sums.c1[i] * (middle - x[i]) / divisor;
    });
  }
  for (std::int64_t i = 0; i < n; ++i) {
    result[i] = sums.c0[i] + sums.c1[i] * (T(1) - x[i]);
  }
}

/// Degree `degree` of the basis from the two before it.
template <typename T>
void next_degree(const Series& s, double degree, const T* x, std::int64_t n,
                 const T* before, const T* last, T* row) {
  const RecurrenceStep step = s.step(degree);
  const T raise = static_cast<T>(step.raise);
  const T lower = static_cast<T>(step.lower);
  const T divisor = static_cast<T>(step.divisor);
  const T scale = static_cast<T>(s.scale);
  const T middle = static_cast<T>(2 * degree - 1);
  if (s.basis == Series::Basis::kPower) {
    for (std::int64_t i = 0; i < n; ++i) row[i] = last[i] * x[i];
  } else if (s.is_reflected) {
    for (std::int64_t i = 0; i < n; ++i) {
      row[i] = (last[i] * (middle - x[i]) - before[i] * lower) / divisor;
    }
  } else if (step.divisor != 1) {
    for (std::int64_t i = 0; i < n; ++i) {
      row[i] = (last[i] * x[i] * raise - before[i] * lower) / divisor;
    }
  } else {
    for (std::int64_t i = 0; i < n; ++i) {
      row[i] = last[i] * (scale * x[i]) - before[i] * lower;
    }
  }
}

template <typename T>
void first_degree(const Series& s, const T* x, std::int64_t n, T* row) {
  const T scale = s.starts_with_x ? T(1) : static_cast<T>(s.scale);
  for (std::int64_t i = 0; i < n; ++i) {
    row[i] = s.is_reflected ? T(1) - x[i] : scale * x[i];
  }
}

}  // namespace

template <typename T>
void sum_series(const Series& s, const SeriesCoefficients<T>& c,
                const T* points, const T* scaled, std::int64_t n, T* result) {
  for (std::int64_t begin = 0; begin < n; begin += kBlock) {
    const std::int64_t length = std::min(kBlock, n - begin);
    const T* x = points + begin;
    if (s.basis == Series::Basis::kPower) {
      horner(c, x, begin, length, result + begin);
    } else if (s.is_reflected) {
      reflected_clenshaw(s, c, x, begin, length, result + begin);
    } else {
      clenshaw(s, c, x, scaled + begin, begin, length, result + begin);
    }
  }
}

template <typename T>
void fill_basis(const Series& s, const T* points, std::int64_t n,
                std::int64_t count, T* rows) {
  for (std::int64_t begin = 0; begin < n; begin += kBlock) {
    const std::int64_t length = std::min(kBlock, n - begin);
    const T* x = points + begin;
    T* row = rows + begin;
    for (std::int64_t i = 0; i < length; ++i) row[i] = x[i] * T(0) + T(1);
    if (count > 1) first_degree(s, x, length, row + n);
    for (std::int64_t degree = 2; degree < count; ++degree) {
      T* next = row + degree * n;
      next_degree(s, static_cast<double>(degree), x, length, next - 2 * n,
                  next - n, next);
    }
  }
}

template void sum_series<float>(const Series&, const SeriesCoefficients<float>&,
                                const float*, const float*, std::int64_t,
                                float*);
template void sum_series<double>(const Series&,
                                 const SeriesCoefficients<double>&,
                                 const double*, const double*, std::int64_t,
                                 double*);
template void fill_basis<float>(const Series&, const float*, std::int64_t,
                                std::int64_t, float*);
template void fill_basis<double>(const Series&, const double*, std::int64_t,
                                 std::int64_t, double*);

}  // namespace tnp::ops
