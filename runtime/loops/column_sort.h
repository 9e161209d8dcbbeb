/// Sorting columns that lie side by side, a register of them at a time, compiled
/// once per instruction set, as the element loops are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "runtime/core/dtype.h"

namespace tnp::loops {

struct ColumnSort {
  /// The longest columns that are sorted faster than one by one.
  static constexpr std::int64_t kMostRows = 2048;

  DType dtype;
  /// Columns sorted by one call.
  std::int64_t width;
  /// Sorts `count` <= width columns of `rows` <= kMostRows elements in place;
  /// rows are `stride` bytes apart. `workspace` has rows * width elements. False,
  /// with nothing changed, where a column has a nan or -0.0, whose places the
  /// elements' bits do not tell.
  bool (*sort)(char* data, std::int64_t stride, std::int64_t rows,
               std::int64_t count, char* workspace);
};

#define TNP_DECLARE_COLUMN_SORTS(isa)         \
  namespace isa {                             \
  std::span<const ColumnSort> column_sorts(); \
  }
TNP_DECLARE_COLUMN_SORTS(baseline)
TNP_DECLARE_COLUMN_SORTS(avx2)
TNP_DECLARE_COLUMN_SORTS(avx512)
#undef TNP_DECLARE_COLUMN_SORTS

/// The sort for this processor; null for complex numbers.
const ColumnSort* column_sort(DType dtype);

}  // namespace tnp::loops
