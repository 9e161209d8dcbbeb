
#include <algorithm>

#include "runtime/core/basic_index.h"
#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/gather.h"
#include "runtime/core/indexing.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

/// Indices made to lie in [0, extent) by the mode.
ndarray bounded(const ndarray& indices, int axis, std::int64_t extent,
                char mode) {
  ndarray result =
      astype(to_direct(indices), DType::kInt64, Casting::kUnsafe, 'C', true);
  std::int64_t* values = result.data_as<std::int64_t>();
  for (std::int64_t i = 0; i < result.size(); ++i) {
    std::int64_t& value = values[i];
    if (mode == 'w') {
      value %= extent;
      if (value < 0) value += extent;
    } else if (mode == 'c') {
      value = std::clamp<std::int64_t>(value, 0, extent - 1);
    } else {
      if (value < -extent || value >= extent) {
        raise_index_out_of_bounds(value, axis, extent);
      }
      if (value < 0) value += extent;
    }
  }
  return result;
}

}  // namespace

ndarray take(const ndarray& a, const ndarray& indices, int axis, char mode) {
  axis = normalize_axis(axis, a.ndim());
  const std::int64_t extent = a.shape(axis);
  const std::int64_t before = num_elements(a.shape().first(axis));
  const std::int64_t after = num_elements(a.shape().subspan(axis + 1));
  if (extent == 0 && indices.size() > 0 && before * after > 0) {
    raise_index_error("cannot do a non-empty take from an empty axes.");
  }
  if (before * after == 0) {
    // NumPy looks at the indices once for each element before the axis.
    if (before > 0 && mode == 'r') bounded(indices, axis, extent, mode);
    Shape shape(a.shape().begin(), a.shape().begin() + axis);
    shape.append(indices.shape().begin(), indices.shape().end());
    shape.append(a.shape().begin() + axis + 1, a.shape().end());
    return a.copy('C').reshape(span_of(shape));
  }
  if (a.ndim() == 1 && a.is_direct() && indices.is_direct() && mode == 'r' &&
      indices.dtype() == DType::kInt64) {
    return get_indexed(a, indices);
  }
  IndexItem item;
  item.kind = IndexItem::Kind::kArray;
  item.array = bounded(indices, axis, std::max<std::int64_t>(extent, 1), mode);
  std::vector<IndexItem> items(static_cast<std::size_t>(axis) + 1);
  items[axis] = std::move(item);
  return get_item(a, items).array.contiguous();
}

}  // namespace tnp
