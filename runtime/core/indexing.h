/// NumPy's indexing: basic (views) and advanced (copies), for read and write.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "runtime/core/ndarray.h"

namespace tnp {

/// One element of an index tuple.
struct IndexItem {
  enum class Kind : std::uint8_t {
    kInteger,   // drops the axis
    kSlice,     // start:stop:step, unbounded ends as nullopt
    kNewAxis,   // None
    kEllipsis,  // ...
    kArray,     // integer array, or boolean array of any rank
  };
  Kind kind = Kind::kSlice;
  std::int64_t integer = 0;
  bool copies = false;  // an integer from a 0-d array: the result is no view
  std::optional<std::int64_t> start, stop;
  std::int64_t step = 1;
  ndarray array;
};

/// a[items]. A view for basic indices; `scalar_result` tells that every axis
/// was dropped by integers, so that Python must give a scalar. IndexError with
/// NumPy's messages.
struct IndexResult {
  ndarray array;
  bool scalar_result = false;
};
IndexResult get_item(const ndarray& a, std::span<const IndexItem> items);

/// Raises what `get_item` raises when there are more items than axes.
void check_items(const ndarray& a, std::span<const IndexItem> items);

/// a[items] = value, broadcast and cast; overlapping memory as if copied.
void set_item(const ndarray& a, std::span<const IndexItem> items,
              const ndarray& value);

/// Takes along one axis (NumPy `take`); `indices` integer of any shape; mode
/// 'r' raise, 'w' wrap, 'c' clip.
ndarray take(const ndarray& a, const ndarray& indices, int axis,
             char mode = 'r');

/// The indices of the true elements, one int64 array per axis.
std::vector<ndarray> nonzero(const ndarray& a);
/// IndexError unless `mask` fits the axes of `a` from `axis` on.
void check_mask_shape(const ndarray& a, const ndarray& mask, int axis);

}  // namespace tnp
