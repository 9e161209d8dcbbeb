/// Limiting elements to an interval in one pass, compiled once per instruction
/// set, as the element loops are.
#pragma once

#include "runtime/loops/loop_table.h"

namespace tnp::loops {

#define TNP_DECLARE_CLIP(isa) \
  namespace isa {             \
  LoopGroup clip_loops();     \
  }
TNP_DECLARE_CLIP(baseline)
TNP_DECLARE_CLIP(avx2)
TNP_DECLARE_CLIP(avx512)
#undef TNP_DECLARE_CLIP

/// minimum(maximum(a, low), high) of packed elements and two numbers that are
/// not nan; operands in this order, then the result. Null for complex numbers
/// and float16.
ElementLoop clip_loop(DType dtype);

}  // namespace tnp::loops
