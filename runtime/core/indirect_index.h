/// Indexing of arrays on other devices or with gradients, through ATen.
#pragma once

#include <span>

#include "runtime/core/indexing.h"

namespace tnp {

/// a[items]. The items fit the array (see get_item); IndexError otherwise.
/// NotImplementedError for 0-d masks.
ndarray get_indirect(const ndarray& a, std::span<const IndexItem> items);

/// a[items] = value. Writes through to the tensor of `a`, which may be direct
/// when `value` is not.
void set_indirect(const ndarray& a, std::span<const IndexItem> items,
                  const ndarray& value);

}  // namespace tnp
