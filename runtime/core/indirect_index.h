/// Indexing of arrays on other devices or with gradients, through ATen.
#pragma once

#include <span>
#include <vector>

#include "runtime/core/indexing.h"

namespace tnp {

/// a[items]. The items fit the array (see get_item); IndexError otherwise, as
/// for direct arrays: index arrays are looked at before a kernel is.
ndarray get_indirect(const ndarray& a, std::span<const IndexItem> items);

/// a[items] = value. Writes through to the tensor of `a`, which may be direct
/// when `value` is not.
void set_indirect(const ndarray& a, std::span<const IndexItem> items,
                  const ndarray& value);

/// The same for target.flat[positions] = values: `positions` int64 and in
/// range, `values` of the type of `target` and of the shape of `positions`.
void put_indirect(const ndarray& target, const ndarray& positions,
                  const ndarray& values);

/// The positions of the elements that are not zero: an int64 array per axis.
std::vector<ndarray> nonzero_indirect(const ndarray& a);

}  // namespace tnp
