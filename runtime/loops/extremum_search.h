/// Where the extremum of a run of elements is: argmax and argmin.
///
/// A nan counts as the extremum, and the first of equal elements is found. The
/// searches are compiled once per instruction set, as the element loops are.
#pragma once

#include <cstdint>
#include <span>

#include "runtime/core/dtype.h"

namespace tnp::loops {

struct ExtremumSearch {
  DType dtype;
  bool maximum;
  /// The position in each of `rows` runs of `n` >= 1 packed elements, which
  /// begin `stride` bytes apart.
  void (*runs)(const char* data, std::int64_t stride, std::int64_t rows,
               std::int64_t n, std::int64_t* positions);
  /// The position in each of `width` columns, which lie side by side in
  /// `rows` >= 1 rows, `stride` bytes apart.
  void (*columns)(const char* data, std::int64_t stride, std::int64_t rows,
                  std::int64_t width, std::int64_t* positions);
};

#define TNP_DECLARE_SEARCHES(isa)                      \
  namespace isa {                                      \
  std::span<const ExtremumSearch> extremum_searches(); \
  }
TNP_DECLARE_SEARCHES(baseline)
TNP_DECLARE_SEARCHES(avx2)
TNP_DECLARE_SEARCHES(avx512)
#undef TNP_DECLARE_SEARCHES

/// The search for this processor; null for complex numbers and float16.
const ExtremumSearch* extremum_search(bool maximum, DType dtype);

}  // namespace tnp::loops
