/// Walking two operands of one shape in the order that suits the first.
#pragma once

#include <algorithm>
#include <cstdint>

#include "runtime/core/shape.h"

namespace tnp {

/// The shared shape of two strided operands, reduced to as few axes as
/// possible: sorted so that the first operand's smallest stride is last, its
/// negative strides turned round, neighbouring axes merged.
struct PairLayout {
  char* target;
  const char* source;
  Shape shape;
  Shape target_strides;
  Shape source_strides;
};

PairLayout simplify_pair(char* target, IntSpan target_strides,
                         const char* source, IntSpan source_strides,
                         IntSpan shape);

/// Calls `run(target, target_stride, source, source_stride, n)` for every
/// innermost run. The shape has no zero extent.
template <typename Run>
void for_each_run(const PairLayout& layout, Run&& run) {
  const int outer = static_cast<int>(layout.shape.size()) - 1;
  if (outer < 0) {
    run(layout.target, 0, layout.source, 0, 1);
    return;
  }
  const std::int64_t n = layout.shape[outer];
  const std::int64_t target_step = layout.target_strides[outer];
  const std::int64_t source_step = layout.source_strides[outer];
  char* target = layout.target;
  const char* source = layout.source;
  Shape index(outer, 0);
  while (true) {
    run(target, target_step, source, source_step, n);
    int axis = outer - 1;
    for (; axis >= 0; --axis) {
      target += layout.target_strides[axis];
      source += layout.source_strides[axis];
      if (++index[axis] < layout.shape[axis]) break;
      target -= layout.target_strides[axis] * layout.shape[axis];
      source -= layout.source_strides[axis] * layout.shape[axis];
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

}  // namespace tnp
