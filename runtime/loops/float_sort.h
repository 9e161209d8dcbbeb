/// Sorting and partitioning packed floats by comparison, compiled once per
/// instruction set, as the element loops are: for processors that can compress
/// a register, which is what makes it faster than bucket_sort.h.
#pragma once

#include <cstdint>
#include <span>

#include "runtime/core/dtype.h"

namespace tnp::loops {

/// Of `n` numbers, none of them nan. Not stable: of 0.0 and -0.0 either may
/// come first.
struct FloatSort {
  /// Fewer are sorted as fast by other means.
  static constexpr std::int64_t kLeast = 32;

  DType dtype;
  void (*sort)(char* data, std::int64_t n);
  /// Puts the number of place `k` there, the smaller ones before it and the
  /// greater ones behind it.
  void (*select)(char* data, std::int64_t n, std::int64_t k);
  /// Whether a nan or -0.0 is among the numbers.
  bool (*has_special)(const char* data, std::int64_t n);
};

#define TNP_DECLARE_FLOAT_SORTS(isa)        \
  namespace isa {                           \
  std::span<const FloatSort> float_sorts(); \
  }
TNP_DECLARE_FLOAT_SORTS(baseline)
TNP_DECLARE_FLOAT_SORTS(avx2)
TNP_DECLARE_FLOAT_SORTS(avx512)
#undef TNP_DECLARE_FLOAT_SORTS

/// The sort for this processor; null where there is none.
const FloatSort* float_sort(DType dtype);

}  // namespace tnp::loops
