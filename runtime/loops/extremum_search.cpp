// argmax and argmin of bool, integers, float32 and float64.
//
// A run is looked at in blocks that stay in the cache: the extremum of a block
// first, and its position only in the block that had the extremum of the run.
// Both loops are without branches, so that they are vectorised. Columns that
// lie side by side are searched together, row by row.
#include "runtime/loops/extremum_search.h"

#include <algorithm>
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

// The position of the first element that `best` was taken from.
template <typename T, typename Matches>
i64 first_position(const T* values, i64 n, Matches matches) {
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

template <bool maximum, typename T>
i64 search_run(const char* data, i64 n) {
  const T* values = reinterpret_cast<const T*>(data);
  T best = run_extremum<maximum>(values, std::min(kBlock, n));
  i64 block = 0;
  for (i64 start = kBlock; start < n && best == best; start += kBlock) {
    const T found =
        run_extremum<maximum>(values + start, std::min(kBlock, n - start));
    if (!displaces<maximum>(best, found)) continue;
    best = found;
    block = start;
  }
  values += block;
  n = std::min(kBlock, n - block);
  return block +
         (best != best
              ? first_position(values, n, [](T x) { return x != x; })
              : first_position(values, n, [best](T x) { return x == best; }));
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

#define TNP_SEARCH(dtype, T)                                     \
  {dtype, true, search_run<true, T>, search_columns<true, T>}, { \
    dtype, false, search_run<false, T>, search_columns<false, T> \
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
