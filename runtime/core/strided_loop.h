/// Running an element loop over operands of any layout.
#pragma once

#include <c10/util/SmallVector.h>

#include <span>

#include "runtime/core/shape.h"
#include "runtime/core/ufunc.h"

namespace tnp {

/// One operand of a loop: its first element, and a byte stride per axis of the
/// common shape (0 where it is broadcast or reduced).
struct LoopOperand {
  char* data = nullptr;
  Shape strides;
};

/// The strides of `array` broadcast to `ndim` axes of extents `shape`.
Shape broadcast_strides(const ndarray& array, IntSpan shape);

/// The axes by decreasing size of the stride, equal ones in C order: what order
/// 'K' keeps of an array.
c10::SmallVector<int, 8> memory_order(IntSpan strides);

/// The axes from outermost to innermost as NumPy's iterator visits them: by
/// decreasing stride where the operands agree, else in C order.
c10::SmallVector<int, 8> iteration_order(IntSpan shape,
                                         std::span<const LoopOperand> operands);

/// Calls `loop` for every run of the innermost axis, after ordering and merging
/// the axes. With `masked` the last operand is a bool array that the loop does
/// not see: only elements where it is true are computed.
void run_strided(ElementLoop loop, IntSpan shape,
                 std::span<const LoopOperand> operands, bool masked = false);

/// An uninitialised array whose axes are laid out in the given order, outermost
/// first.
ndarray empty_in_order(IntSpan shape, DType dtype, std::span<const int> order);

}  // namespace tnp
