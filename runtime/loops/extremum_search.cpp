// argmax and argmin of bool, integers, float32 and float64.
//
// A run is looked at in blocks that stay in the cache: the extremum of a block
// first, and its position only in the block that had the extremum of the run.
// Both loops are without branches, so that they are vectorised. Columns that
// lie side by side are searched together, row by row.
#include "runtime/loops/extremum_search.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <type_traits>
#include <utility>

#include "runtime/loops/vector_extremum.h"

namespace tnp::loops::TNP_ISA {
namespace {

constexpr i64 kBlock = 2048;
// The elements whose positions are computed at a time.
constexpr i64 kPositions = 64;
constexpr i64 kColumns = 256;

#if defined(__AVX512BW__)

// A bit for each element that equals `best`, or that is a nan when `best` is.
template <typename T>
u64 matching(const T* values, T best) {
  const __m512i bits = _mm512_loadu_si512(values);
  if constexpr (std::is_same_v<T, f64>) {
    const __m512d numbers = _mm512_castsi512_pd(bits);
    return best == best
               ? _mm512_cmp_pd_mask(numbers, _mm512_set1_pd(best), _CMP_EQ_OQ)
               : _mm512_cmp_pd_mask(numbers, numbers, _CMP_UNORD_Q);
  } else if constexpr (std::is_same_v<T, f32>) {
    const __m512 numbers = _mm512_castsi512_ps(bits);
    return best == best
               ? _mm512_cmp_ps_mask(numbers, _mm512_set1_ps(best), _CMP_EQ_OQ)
               : _mm512_cmp_ps_mask(numbers, numbers, _CMP_UNORD_Q);
  } else if constexpr (sizeof(T) == 8) {
    return _mm512_cmpeq_epi64_mask(bits, _mm512_set1_epi64(best));
  } else if constexpr (sizeof(T) == 4) {
    return _mm512_cmpeq_epi32_mask(bits, _mm512_set1_epi32(best));
  } else if constexpr (sizeof(T) == 2) {
    return _mm512_cmpeq_epi16_mask(bits, _mm512_set1_epi16(best));
  } else {
    return _mm512_cmpeq_epi8_mask(bits, _mm512_set1_epi8(best));
  }
}

// The position of the first element that `best` was taken from, among at least
// a register full.
template <typename T>
i64 first_position(const T* values, i64 n, T best) {
  constexpr i64 kWidth = VectorOf<T>::kWidth;
  for (i64 i = 0; i + kWidth < n; i += kWidth) {
    if (const u64 found = matching(values + i, best)) {
      return i + std::countr_zero(found);
    }
  }
  // The last register overlaps the one before, which has no match.
  return n - kWidth + std::countr_zero(matching(values + n - kWidth, best));
}

#else

template <typename T, typename Matches>
i64 first_match(const T* values, i64 n, Matches matches) {
  using Index = std::conditional_t<sizeof(T) == 8, i64, std::int32_t>;
  for (i64 start = 0; start < n; start += kPositions) {
    const T* block = values + start;
    const Index count = static_cast<Index>(std::min(kPositions, n - start));
    Index position = kPositions;
    for (Index i = 0; i < count; ++i) {
      const Index candidate = matches(block[i]) ? i : Index(kPositions);
      position = candidate < position ? candidate : position;
    }
    if (position < kPositions) return start + position;
  }
  return 0;
}

// The position of the first element that `best` was taken from.
template <typename T>
i64 first_position(const T* values, i64 n, T best) {
  if (best != best) {
    return first_match(values, n, [](T x) { return x != x; });
  }
  return first_match(values, n, [best](T x) { return x == best; });
}

#endif

template <bool maximum, typename T>
i64 search_short_run(const T* values, i64 n) {
  T best = values[0];
  i64 position = 0;
  for (i64 i = 1; i < n; ++i) {
    const bool better = displaces<maximum>(best, values[i]);
    best = better ? values[i] : best;
    position = better ? i : position;
  }
  return position;
}

template <bool maximum, typename T>
i64 search_run(const T* values, i64 n) {
  T best = run_extremum<maximum>(values, std::min(kBlock, n));
  i64 block = 0;
  for (i64 start = kBlock; start < n && best == best; start += kBlock) {
    const T found =
        run_extremum<maximum>(values + start, std::min(kBlock, n - start));
    if (!displaces<maximum>(best, found)) continue;
    best = found;
    block = start;
  }
  // The block's beginning may lie earlier, so that it fills a register.
  const i64 start = std::min(block, n - VectorOf<T>::kWidth);
  return start +
         first_position(values + start, std::min(kBlock, n - start), best);
}

template <bool maximum, typename T>
void search_runs(const char* data, i64 stride, i64 rows, i64 n,
                 i64* positions) {
  const bool is_short = n < VectorOf<T>::kWidth;
  for (i64 row = 0; row < rows; ++row) {
    const T* values = reinterpret_cast<const T*>(data + row * stride);
    positions[row] = is_short ? search_short_run<maximum>(values, n)
                              : search_run<maximum>(values, n);
  }
}

// At most kColumns columns.
template <bool maximum, typename Index, typename T>
void search_some_columns(const char* data, i64 stride, i64 rows, i64 width,
                         i64* positions) {
  T best[kColumns];
  Index found[kColumns];
  std::copy_n(reinterpret_cast<const T*>(data), width, best);
  std::fill_n(found, width, Index(0));
  for (i64 row = 1; row < rows; ++row) {
    const T* values = reinterpret_cast<const T*>(data + row * stride);
    for (i64 j = 0; j < width; ++j) {
      const bool better = displaces<maximum>(best[j], values[j]);
      best[j] = better ? values[j] : best[j];
      found[j] = better ? static_cast<Index>(row) : found[j];
    }
  }
  std::copy_n(found, width, positions);
}

template <bool maximum, typename T>
void search_columns(const char* data, i64 stride, i64 rows, i64 width,
                    i64* positions) {
  // Positions of the elements' size are compared and chosen with them.
  const bool narrow =
      sizeof(T) < 8 && rows <= std::numeric_limits<std::int32_t>::max();
  for (i64 start = 0; start < width; start += kColumns) {
    const i64 count = std::min(kColumns, width - start);
    const char* first = data + start * static_cast<i64>(sizeof(T));
    if (narrow) {
      search_some_columns<maximum, std::int32_t, T>(first, stride, rows, count,
                                                    positions + start);
    } else {
      search_some_columns<maximum, i64, T>(first, stride, rows, count,
                                           positions + start);
    }
  }
}

#define TNP_SEARCH(dtype, T)                                      \
  {dtype, true, search_runs<true, T>, search_columns<true, T>}, { \
    dtype, false, search_runs<false, T>, search_columns<false, T> \
  }
constexpr ExtremumSearch kSearches[] = {
    TNP_SEARCH(DType::kFloat64, f64), TNP_SEARCH(DType::kFloat32, f32),
    TNP_SEARCH(DType::kInt64, i64),   TNP_SEARCH(DType::kInt32, i32),
    TNP_SEARCH(DType::kBool, u8),     TNP_SEARCH(DType::kInt8, i8),
    TNP_SEARCH(DType::kUInt8, u8),    TNP_SEARCH(DType::kInt16, i16),
    TNP_SEARCH(DType::kUInt16, u16),  TNP_SEARCH(DType::kUInt32, u32),
    TNP_SEARCH(DType::kUInt64, u64),
};
#undef TNP_SEARCH

}  // namespace

std::span<const ExtremumSearch> extremum_searches() { return kSearches; }

}  // namespace tnp::loops::TNP_ISA
