// Basic indices make a view by BasicView. With index arrays among them, the
// elements of the result are found as: the basic part gives a sub-view, each
// index tuple of the broadcast arrays a byte offset, and the result is one
// sub-view for each offset.
#include "runtime/core/indexing.h"

#include <algorithm>

#include "runtime/core/basic_index.h"
#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/gather.h"
#include "runtime/core/indirect_index.h"
#include "runtime/core/promotion.h"
#include "runtime/core/strided_loop.h"

namespace tnp {
namespace {

using Kind = IndexItem::Kind;

/// What a whole index takes and gives.
struct Summary {
  int consumed = 0;  // axes taken by the items
  bool has_ellipsis = false;
  bool has_array = false;
  bool all_integers = true;
};

bool is_mask(const IndexItem& item) {
  return item.kind == Kind::kArray && is_bool(item.array.dtype());
}

/// The axes that one item takes, `left_over` for an ellipsis.
int axes_taken(const IndexItem& item, int left_over) {
  switch (item.kind) {
    case Kind::kNewAxis:
      return 0;
    case Kind::kEllipsis:
      return left_over;
    default:
      return is_mask(item) ? item.array.ndim() : 1;
  }
}

/// IndexError when a mask has not the extents of the axes that it goes over.
void check_masks(const ndarray& a, std::span<const IndexItem> items,
                 int left_over) {
  int axis = 0;
  for (const IndexItem& item : items) {
    if (is_mask(item)) check_mask_shape(a, item.array, axis);
    axis += axes_taken(item, left_over);
  }
}

Summary summarize(const ndarray& a, std::span<const IndexItem> items) {
  Summary s;
  for (const IndexItem& item : items) {
    s.all_integers &= item.kind == Kind::kInteger;
    switch (item.kind) {
      case Kind::kInteger:
      case Kind::kSlice:
        ++s.consumed;
        break;
      case Kind::kNewAxis:
        break;
      case Kind::kEllipsis:
        if (s.has_ellipsis) {
          raise_index_error("an index can only have a single ellipsis ('...')");
        }
        s.has_ellipsis = true;
        break;
      case Kind::kArray:
        s.has_array = true;
        s.consumed += axes_taken(item, 0);
        break;
    }
  }
  if (s.consumed > a.ndim()) raise_too_many_indices(a.ndim(), s.consumed);
  if (s.has_array) check_masks(a, items, a.ndim() - s.consumed);
  return s;
}

void apply_slice(BasicView& view, const ndarray& a, const IndexItem& item) {
  const SliceRange range =
      clip_slice(a.shape(view.axis()), item.start, item.stop, item.step);
  view.range(range.start, item.step, range.length);
}

ndarray basic_view(const ndarray& a, std::span<const IndexItem> items,
                   const Summary& summary) {
  BasicView view(a);
  for (const IndexItem& item : items) {
    switch (item.kind) {
      case Kind::kInteger:
        view.integer(item.integer);
        break;
      case Kind::kSlice:
        apply_slice(view, a, item);
        break;
      case Kind::kNewAxis:
        view.new_axis();
        break;
      case Kind::kEllipsis:
        view.keep(a.ndim() - summary.consumed);
        break;
      case Kind::kArray:
        break;
    }
  }
  view.finish();
  return view.make();
}

/// An index array with the axis that it runs over. A 0-d mask runs over none
/// and only gives the shape (1,) or (0,).
struct ArrayIndex {
  ndarray indices;  // int64
  int axis;
};
constexpr int kNoAxis = -1;

Shape broadcast_indices(const std::vector<ArrayIndex>& arrays) {
  std::vector<IntSpan> shapes;
  for (const ArrayIndex& index : arrays)
    shapes.push_back(index.indices.shape());
  try {
    return broadcast_shapes(shapes);
  } catch (const Error&) {
    std::string message =
        "shape mismatch: indexing arrays could not be broadcast together with "
        "shapes ";
    for (const IntSpan& shape : shapes) {
      message += compact_shape_text(shape) + " ";
    }
    raise_index_error(message);
  }
}

using Axes = c10::SmallVector<int, 8>;

/// An index with arrays, made ready.
struct AdvancedIndex {
  ndarray sub;        // what every offset gives one of
  int placement = 0;  // the axes of `sub` before the broadcast axes
  Shape broadcast;    // the shape of the index arrays together
  std::vector<ArrayIndex> arrays;

  /// The shape of the result.
  Shape shape() const {
    Shape result(sub.shape().begin(), sub.shape().begin() + placement);
    result.append(broadcast.begin(), broadcast.end());
    result.append(sub.shape().begin() + placement, sub.shape().end());
    return result;
  }
  /// (broadcast axes, axes of sub): the order in memory.
  Shape packed_shape() const {
    Shape result = broadcast;
    result.append(sub.shape().begin(), sub.shape().end());
    return result;
  }
  /// Where each axis of the result is in the packed order.
  Axes result_axes() const {
    const int b = static_cast<int>(broadcast.size());
    Axes axes;
    for (int i = 0; i < placement; ++i) axes.push_back(b + i);
    for (int i = 0; i < b; ++i) axes.push_back(i);
    for (int i = placement; i < sub.ndim(); ++i) axes.push_back(b + i);
    return axes;
  }
};

/// Adds `index * stride` of every element of one index array to `offsets`.
void add_offsets(const ndarray& a, const ArrayIndex& index, const Shape& shape,
                 std::vector<std::int64_t>& offsets) {
  const std::int64_t extent = a.shape(index.axis);
  const std::int64_t stride = a.stride(index.axis);
  const ndarray all = index.indices.broadcast_to(span_of(shape)).contiguous();
  const std::int64_t* values = all.data_as<std::int64_t>();
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const std::int64_t value = values[i];
    const std::int64_t wrapped = value < 0 ? value + extent : value;
    if (static_cast<std::uint64_t>(wrapped) >=
        static_cast<std::uint64_t>(extent)) {
      raise_index_out_of_bounds(value, index.axis, extent);
    }
    offsets[i] += wrapped * stride;
  }
}

/// For each element of the index, the bytes from the start of the sub-view.
/// IndexError when an index is out of bounds.
std::vector<std::int64_t> offsets_of(const ndarray& a,
                                     const AdvancedIndex& index) {
  std::vector<std::int64_t> offsets(
      static_cast<std::size_t>(num_elements(span_of(index.broadcast))), 0);
  for (const ArrayIndex& array : index.arrays) {
    if (array.axis != kNoAxis) {
      add_offsets(a, array, index.broadcast, offsets);
    }
  }
  return offsets;
}

/// Where the broadcast axes go: to the place of the index arrays when these
/// (with integers, which count as arrays here) stand together, else first.
class Placement {
 public:
  void advanced(int ndim) {
    if (state_ == kBefore) position_ = ndim;
    if (state_ == kAfter) position_ = 0;
    if (state_ != kSplit) state_ = state_ == kAfter ? kSplit : kInside;
  }
  void basic() {
    if (state_ == kInside) state_ = kAfter;
  }
  int position() const { return position_; }

 private:
  enum { kBefore, kInside, kAfter, kSplit } state_ = kBefore;
  int position_ = 0;
};

ndarray as_indices(const ndarray& array) {
  return astype(array, DType::kInt64, Casting::kUnsafe, 'K', false);
}

/// Index arrays of one item: a mask gives one for each of its axes.
void add_arrays(const ndarray& array, BasicView& view,
                std::vector<ArrayIndex>& arrays) {
  if (!is_bool(array.dtype())) {
    arrays.push_back({as_indices(array), view.axis()});
    view.skip();
    return;
  }
  if (array.ndim() == 0) {
    const std::int64_t n = array.item(0).as_bool() ? 1 : 0;
    arrays.push_back({ndarray::zeros({&n, 1}, DType::kInt64), kNoAxis});
    return;
  }
  for (ndarray& indices : nonzero(array)) {
    arrays.push_back({std::move(indices), view.axis()});
    view.skip();
  }
}

/// NumPy's limits on what one index may hold.
void check_limits(const AdvancedIndex& index) {
  const std::size_t ndim = index.sub.ndim() + index.broadcast.size();
  if (ndim > kMaxDims) {
    raise_index_error("number of dimensions must be within [0, " +
                      std::to_string(kMaxDims) +
                      "], indexing result would have " + std::to_string(ndim));
  }
  const std::size_t count = index.arrays.size();
  if (count > kMaxDims) {
    raise_index_error(
        "too many advanced (array) indices. This probably means you are "
        "indexing with too many booleans. (more than " +
        std::to_string(kMaxDims) + " found)");
  }
  if (count == kMaxDims && index.sub.size() == 1) {
    raise_index_error(
        "when no subspace is given, the number of index arrays cannot be above "
        "63, but 64 index arrays found");
  }
}

AdvancedIndex prepare(const ndarray& a, std::span<const IndexItem> items,
                      const Summary& summary) {
  BasicView view(a);
  Placement placement;
  AdvancedIndex index;
  for (const IndexItem& item : items) {
    switch (item.kind) {
      case Kind::kInteger:
        placement.advanced(view.ndim());
        view.integer(item.integer);
        break;
      case Kind::kArray:
        placement.advanced(view.ndim());
        add_arrays(item.array, view, index.arrays);
        break;
      case Kind::kSlice:
        placement.basic();
        apply_slice(view, a, item);
        break;
      case Kind::kNewAxis:
        placement.basic();
        view.new_axis();
        break;
      case Kind::kEllipsis:
        placement.basic();
        view.keep(a.ndim() - summary.consumed);
        break;
    }
  }
  view.finish();
  index.sub = view.make();
  index.placement = placement.position();
  index.broadcast = broadcast_indices(index.arrays);
  check_limits(index);
  return index;
}

/// Puts the broadcast axes, and the axes of `sub` among themselves, into the
/// order in which they lie in memory, which a result keeps. Returns where each
/// packed axis has gone.
Axes sort_by_memory(AdvancedIndex& index) {
  const IntSpan broadcast = span_of(index.broadcast);
  std::vector<LoopOperand> indices;
  for (ArrayIndex& array : index.arrays) {
    array.indices = array.indices.broadcast_to(broadcast);
    indices.push_back({nullptr, broadcast_strides(array.indices, broadcast)});
  }
  const Axes outer = iteration_order(broadcast, indices);
  const Axes inner = memory_order(index.sub.strides());
  const int b = static_cast<int>(outer.size());
  Axes places(outer.size() + inner.size());
  const Shape before = index.broadcast;
  for (int i = 0; i < b; ++i) {
    places[outer[i]] = i;
    index.broadcast[i] = before[outer[i]];
  }
  for (std::size_t i = 0; i < inner.size(); ++i) {
    places[b + inner[i]] = b + static_cast<int>(i);
  }
  for (ArrayIndex& array : index.arrays) {
    array.indices = array.indices.permuted({outer.data(), outer.size()});
  }
  index.sub = index.sub.permuted({inner.data(), inner.size()});
  return places;
}

/// One mask for all axes.
bool is_whole_mask(const ndarray& a, std::span<const IndexItem> items) {
  return items.size() == 1 && is_mask(items[0]) &&
         items[0].array.ndim() == a.ndim();
}

/// The same, of packed elements or of a vector: a walk over memory.
bool is_plain_mask(const ndarray& a, std::span<const IndexItem> items) {
  return is_whole_mask(a, items) && (a.ndim() == 1 || a.is_c_contiguous());
}

/// One array of integers into a 1-d array.
bool is_plain_array(const ndarray& a, std::span<const IndexItem> items) {
  return items.size() == 1 && items[0].kind == Kind::kArray && a.ndim() == 1 &&
         !is_bool(items[0].array.dtype());
}

ndarray value_as(const ndarray& value, DType dtype) {
  return value.dtype() == dtype ? value : cast_operand(value, dtype);
}

/// The value without the imaginary parts that a cast to `dtype` drops, which is
/// warned of.
ndarray without_lost_imaginary(const ndarray& value, DType dtype) {
  warn_of_lost_imaginary(value.dtype(), dtype);
  if (!is_complex(value.dtype()) || is_complex(dtype) || is_bool(dtype) ||
      !value.is_direct()) {
    return value;
  }
  return value.view(value.data(), value.shape(), value.strides(),
                    real_type(value.dtype()));
}

/// The value with the axes in the packed order, one element for each target.
ndarray packed_value(const AdvancedIndex& index, const ndarray& value) {
  const Shape shape = index.shape();
  ndarray source = value;
  const auto is_droppable = [&] {
    if (source.shape(0) == 1) return true;
    return num_elements(span_of(shape)) == 0 &&
           num_elements(source.shape().subspan(1)) == 0;
  };
  // NumPy lets a value have extra leading axes of extent one, and of any extent
  // where there is nothing to assign.
  while (source.ndim() > static_cast<int>(shape.size()) && is_droppable()) {
    source = source.view(source.data(), source.shape().subspan(1),
                         source.strides().subspan(1));
  }
  try {
    source = source.broadcast_to(span_of(shape));
  } catch (const Error&) {
    raise_value_error("shape mismatch: value array of shape " +
                      compact_shape_text(value.shape()) +
                      " could not be broadcast to indexing result of shape " +
                      compact_shape_text(span_of(shape)));
  }
  const auto to_result = index.result_axes();
  c10::SmallVector<int, 8> axes(to_result.size());
  for (std::size_t i = 0; i < to_result.size(); ++i) {
    axes[to_result[i]] = static_cast<int>(i);
  }
  return source.permuted({axes.data(), axes.size()});
}

void set_advanced(const ndarray& a, std::span<const IndexItem> items,
                  const Summary& summary, const ndarray& given) {
  if (is_whole_mask(a, items) && given.ndim() > 1) {
    raise_type_error(
        "NumPy boolean array indexing assignment requires a 0 or "
        "1-dimensional input, input has " +
        std::to_string(given.ndim()) + " dimensions");
  }
  if (is_plain_mask(a, items)) {
    const ndarray mask = items[0].array.contiguous();
    // What is assigned to nothing is not cast, and so does not warn.
    const bool is_cast = given.dtype() != a.dtype() && count_true(mask) > 0;
    const ndarray converted = is_cast ? value_as(given, a.dtype()) : given;
    set_masked(a, mask,
               may_share_memory(a, converted) ? converted.copy() : converted);
    return;
  }
  // What a cast warns of comes after a wrong index, but for a single number.
  const bool cast_may_warn =
      given.dtype() != a.dtype() && is_inexact(given.dtype());
  if (is_plain_array(a, items) &&
      (given.ndim() == 0 ||
       (!cast_may_warn &&
        std::ranges::equal(given.shape(), items[0].array.shape())))) {
    const ndarray converted = value_as(given, a.dtype());
    // The source, and the index itself, may be parts of the target.
    const auto apart = [&](const ndarray& b) {
      return may_share_memory(a, b) ? b.copy('C') : b;
    };
    set_indexed(a, apart(as_indices(items[0].array)), apart(converted));
    return;
  }
  const AdvancedIndex index = prepare(a, items, summary);
  // A wrong shape is told first, then the loss of imaginary parts, then a wrong
  // index, then what the cast warns of.
  packed_value(index, given);
  ndarray value = without_lost_imaginary(given, a.dtype());
  if (value.ndim() == 0 && index.sub.size() == 1 && index.placement == 0) {
    value = value_as(value, a.dtype());
  }
  const std::vector<std::int64_t> offsets = offsets_of(a, index);
  if (offsets.empty() || index.sub.size() == 0) return;
  ndarray packed = packed_value(index, value_as(value, a.dtype()));
  if (value.size() > 1 && may_share_memory(a, packed)) {
    packed = packed.copy('C');
  }
  scatter(index.sub, offsets, packed);
}

}  // namespace

void BasicView::raise_out_of_bounds(std::int64_t index) const {
  raise_index_out_of_bounds(index, axis_, array_.shape(axis_));
}

void BasicView::raise_too_many_axes() {
  raise_index_error(
      "number of dimensions must be within [0, 64], indexing result would "
      "have more");
}

void check_mask_shape(const ndarray& a, const ndarray& mask, int axis) {
  for (int i = 0; i < mask.ndim(); ++i) {
    // NumPy lets a mask of no elements pass.
    if (mask.shape(i) == a.shape(axis + i) || mask.shape(i) == 0) continue;
    raise_index_error("boolean index did not match indexed array along axis " +
                      std::to_string(axis + i) + "; size of axis is " +
                      std::to_string(a.shape(axis + i)) +
                      " but size of corresponding boolean axis is " +
                      std::to_string(mask.shape(i)));
  }
}

void raise_index_out_of_bounds(std::int64_t index, int axis,
                               std::int64_t extent) {
  raise_index_error("index " + std::to_string(index) +
                    " is out of bounds for axis " + std::to_string(axis) +
                    " with size " + std::to_string(extent));
}

void raise_too_many_indices(int ndim, int indexed) {
  raise_index_error("too many indices for array: array is " +
                    std::to_string(ndim) + "-dimensional, but " +
                    std::to_string(indexed) + " were indexed");
}

SliceRange clip_slice(std::int64_t extent, std::optional<std::int64_t> start,
                      std::optional<std::int64_t> stop, std::int64_t step) {
  if (step == 0) raise_value_error("slice step cannot be zero");
  const std::int64_t low = step < 0 ? -1 : 0;
  const std::int64_t high = step < 0 ? extent - 1 : extent;
  const auto clip = [&](std::optional<std::int64_t> bound,
                        std::int64_t otherwise) {
    if (!bound) return otherwise;
    const std::int64_t wrapped = *bound < 0 ? *bound + extent : *bound;
    return std::clamp(wrapped, low, high);
  };
  const std::int64_t first = clip(start, step < 0 ? high : low);
  const std::int64_t last = clip(stop, step < 0 ? low : high);
  std::int64_t length = 0;
  if (step > 0 && first < last) length = (last - first - 1) / step + 1;
  if (step < 0 && last < first) length = (first - last - 1) / -step + 1;
  return {first, length};
}

IndexResult get_item(const ndarray& a, std::span<const IndexItem> items) {
  const Summary summary = summarize(a, items);
  const bool scalar = summary.all_integers && summary.consumed == a.ndim();
  if (!a.is_direct()) return {get_indirect(a, items), scalar};
  if (!summary.has_array) return {basic_view(a, items, summary), scalar};
  if (is_plain_mask(a, items)) {
    return {get_masked(a, items[0].array.contiguous()), false};
  }
  if (is_plain_array(a, items) && items[0].array.is_c_contiguous()) {
    return {get_indexed(a, as_indices(items[0].array)), false};
  }
  AdvancedIndex index = prepare(a, items, summary);
  const Axes packed_axes = sort_by_memory(index);
  const std::vector<std::int64_t> offsets = offsets_of(a, index);
  const Shape packed = index.packed_shape();
  ndarray result = ndarray::empty(span_of(packed), a.dtype());
  if (result.size() > 0) gather(result, index.sub, offsets);
  Axes axes = index.result_axes();
  for (int& axis : axes) axis = packed_axes[axis];
  return {result.permuted({axes.data(), axes.size()}), false};
}

void check_items(const ndarray& a, std::span<const IndexItem> items) {
  const int left_over = a.ndim() - summarize(a, items).consumed;
  int axis = 0;
  for (const IndexItem& item : items) {
    if (item.kind == Kind::kInteger &&
        (item.integer < -a.shape(axis) || item.integer >= a.shape(axis))) {
      raise_index_out_of_bounds(item.integer, axis, a.shape(axis));
    }
    axis += axes_taken(item, left_over);
  }
}

void set_item(const ndarray& a, std::span<const IndexItem> items,
              const ndarray& value) {
  const Summary summary = summarize(a, items);
  if (!a.is_writeable()) {
    raise_value_error("assignment destination is read-only");
  }
  if (!a.is_direct() || !value.is_direct()) {
    set_indirect(a, items, value);
  } else if (summary.has_array) {
    set_advanced(a, items, summary, value);
  } else {
    const ndarray target = basic_view(a, items, summary);
    copy_into(target, value.is_weak() ? cast_operand(value, a.dtype()) : value);
  }
}

}  // namespace tnp
