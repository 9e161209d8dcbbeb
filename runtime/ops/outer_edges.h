/// The range that a histogram covers.
#pragma once

#include "runtime/ops/support.h"

namespace tnp::ops {

struct Edges {
  ndarray first;  // 0-d, in the type NumPy would give it
  ndarray last;
};

/// The outer edges: `range`, a pair, or those of the data, widened when equal.
/// ValueError unless they are finite and in order.
Edges outer_edges(const ndarray& a, const MaybeArray& range);

}  // namespace tnp::ops
