/// Building a view from integers, slices, new axes and an ellipsis.
#pragma once

#include <cstdint>
#include <optional>

#include "runtime/core/ndarray.h"

namespace tnp {

/// Takes index elements in turn, in fixed memory: no allocation.
///
///     BasicView view(a);
///     view.integer(3);
///     view.slice(0, 10, 2);
///     view.finish();                      // the axes not mentioned
///     ndarray b = view.make();
///
/// Every call that takes an axis requires one to be left: check first with
/// raise_too_many_indices.
class BasicView {
 public:
  explicit BasicView(const ndarray& a) : array_(a), data_(a.data()) {}

  /// Drops an axis. IndexError when out of bounds, with NumPy's message.
  void integer(std::int64_t index) {
    const std::int64_t extent = array_.shape(axis_);
    const std::int64_t wrapped = index < 0 ? index + extent : index;
    if (wrapped < 0 || wrapped >= extent) raise_out_of_bounds(index);
    data_ += wrapped * array_.stride(axis_);
    ++axis_;
  }

  /// `length` elements from `start`, both already clipped to the axis.
  void range(std::int64_t start, std::int64_t step, std::int64_t length) {
    const std::int64_t stride = array_.stride(axis_);
    if (length > 0) data_ += start * stride;
    push(length, stride * step);
    ++axis_;
  }

  void new_axis() { push(1, 0); }

  /// Keeps `count` axes whole.
  void keep(int count) {
    for (int i = 0; i < count; ++i, ++axis_) {
      push(array_.shape(axis_), array_.stride(axis_));
    }
  }

  /// Skips an axis that an index array takes.
  void skip() { ++axis_; }

  void finish() { keep(array_.ndim() - axis_); }

  int axis() const { return axis_; }
  int ndim() const { return ndim_; }
  char* data() const { return data_; }
  IntSpan shape() const { return {shape_, static_cast<std::size_t>(ndim_)}; }
  IntSpan strides() const {
    return {strides_, static_cast<std::size_t>(ndim_)};
  }
  ndarray make() const { return array_.view(data_, shape(), strides()); }

 private:
  void push(std::int64_t extent, std::int64_t stride) {
    if (ndim_ == kMaxDims) raise_too_many_axes();
    shape_[ndim_] = extent;
    strides_[ndim_++] = stride;
  }
  [[noreturn]] void raise_out_of_bounds(std::int64_t index) const;
  [[noreturn]] static void raise_too_many_axes();

  const ndarray& array_;
  char* data_;
  int axis_ = 0;
  int ndim_ = 0;
  std::int64_t shape_[kMaxDims];
  std::int64_t strides_[kMaxDims];
};

/// A slice clipped to an axis of `extent` elements, by Python's rules.
struct SliceRange {
  std::int64_t start;
  std::int64_t length;
};
SliceRange clip_slice(std::int64_t extent, std::optional<std::int64_t> start,
                      std::optional<std::int64_t> stop, std::int64_t step);

/// "index 10 is out of bounds for axis 0 with size 3".
[[noreturn]] void raise_index_out_of_bounds(std::int64_t index, int axis,
                                            std::int64_t extent);
/// "too many indices for array: array is 1-dimensional, but 2 were indexed".
[[noreturn]] void raise_too_many_indices(int ndim, int indexed);

}  // namespace tnp
