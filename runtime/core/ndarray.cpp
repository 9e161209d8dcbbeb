#include "runtime/core/ndarray.h"

#include <ATen/ops/expand.h>
#include <ATen/ops/full.h>
#include <ATen/ops/permute.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "runtime/core/allocator.h"
#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

constexpr std::uint16_t kFresh =
    ndarray::kCContiguous | ndarray::kWriteable | ndarray::kOwnsData;

std::int64_t checked_nbytes(std::int64_t size, DType dtype) {
  std::int64_t nbytes = 0;
  if (__builtin_mul_overflow(size, itemsize(dtype), &nbytes)) {
    raise_value_error(
        "array is too big; `arr.size * arr.dtype.itemsize` is larger than the "
        "maximum possible size.");
  }
  return nbytes;
}

/// Fills `n` packed elements with the one already stored at `data`.
void repeat_first(char* data, std::int64_t item, std::int64_t n) {
  const std::int64_t total = n * item;
  for (std::int64_t done = item; done < total;) {
    const std::int64_t step = std::min(done, total - done);
    std::memcpy(data + done, data, static_cast<std::size_t>(step));
    done += step;
  }
}

/// Copies extents or strides; faster than SmallVector's general assign.
void assign_extents(Shape& target, IntSpan values) {
  target.resize_for_overwrite(values.size());
  std::copy(values.begin(), values.end(), target.data());
}

}  // namespace

void ndarray::update_contiguity() {
  if (shape_.size() == 1) {
    const bool packed = shape_[0] <= 1 || strides_[0] == itemsize();
    set(kCContiguous, packed);
    set(kFContiguous, packed);
    return;
  }
  bool c = true;
  bool f = true;
  if (size_ > 0) {
    // Axes of extent one may have any stride.
    std::int64_t expected = itemsize();
    for (int i = ndim() - 1; c && i >= 0; --i) {
      c = shape_[i] == 1 || strides_[i] == expected;
      expected *= shape_[i];
    }
    expected = itemsize();
    for (int i = 0; f && i < ndim(); ++i) {
      f = shape_[i] == 1 || strides_[i] == expected;
      expected *= shape_[i];
    }
  }
  set(kCContiguous, c);
  set(kFContiguous, f);
}

void ndarray::set_layout(IntSpan shape, IntSpan strides) {
  if (shape.size() == 1) {
    // Slices of vectors are the commonest views by far.
    size_ = shape[0];
    shape_.resize_for_overwrite(1);
    strides_.resize_for_overwrite(1);
    shape_.data()[0] = shape[0];
    strides_.data()[0] = strides[0];
    const bool packed = size_ <= 1 || strides[0] == itemsize();
    constexpr std::uint16_t kBoth = kCContiguous | kFContiguous;
    flags_ =
        static_cast<std::uint16_t>(packed ? flags_ | kBoth : flags_ & ~kBoth);
    return;
  }
  size_ = 1;
  for (std::int64_t extent : shape) size_ *= extent;
  assign_extents(shape_, shape);
  assign_extents(strides_, strides);
  update_contiguity();
}

void ndarray::set_empty_strides() {
  // A new array without elements has NumPy's strides: none.
  strides_.assign(shape_.size(), 0);
  set(kCContiguous);
  set(kFContiguous);
}

void ndarray::set_contiguous_layout(IntSpan shape, char order) {
  assign_extents(shape_, shape);
  if (size_ == 0) {
    set_empty_strides();
    return;
  }
  if (shape.size() == 1) {
    const std::int64_t item[] = {itemsize()};
    assign_extents(strides_, item);
    set(kCContiguous);
    set(kFContiguous);
    return;
  }
  strides_ = contiguous_strides(shape, itemsize(), order);
  update_contiguity();
}

ndarray ndarray::empty(IntSpan shape, DType dtype, char order) {
  ndarray a;
  a.size_ = num_elements(shape);
  a.dtype_ = dtype;
  a.flags_ = kFresh;
  a.storage_ = allocate_storage(checked_nbytes(a.size_, dtype));
  a.data_ = static_cast<char*>(a.storage_.mutable_data());
  a.set_contiguous_layout(shape, order);
  return a;
}

ndarray ndarray::empty_strided(IntSpan shape, IntSpan strides, DType dtype) {
  ndarray a;
  a.size_ = num_elements(shape);
  a.dtype_ = dtype;
  a.flags_ = kFresh;
  a.storage_ = allocate_storage(checked_nbytes(a.size_, dtype));
  a.data_ = static_cast<char*>(a.storage_.mutable_data());
  assign_extents(a.shape_, shape);
  if (a.size_ == 0) {
    a.set_empty_strides();
    return a;
  }
  assign_extents(a.strides_, strides);
  a.update_contiguity();
  return a;
}

ndarray ndarray::zeros(IntSpan shape, DType dtype, char order) {
  ndarray a;
  a.size_ = num_elements(shape);
  a.dtype_ = dtype;
  a.flags_ = kFresh;
  a.storage_ = allocate_zeroed_storage(checked_nbytes(a.size_, dtype));
  a.data_ = static_cast<char*>(a.storage_.mutable_data());
  a.set_contiguous_layout(shape, order);
  return a;
}

ndarray ndarray::full(IntSpan shape, const Scalar& value, DType dtype) {
  ndarray a = empty(shape, dtype);
  if (a.size_ > 0) {
    value.store(a.data_, dtype);
    repeat_first(a.data_, a.itemsize(), a.size_);
  }
  return a;
}

ndarray ndarray::from_scalar(const Scalar& value, bool weak) {
  ndarray a = empty({}, value.dtype());
  value.store(a.data_, value.dtype());
  a.set(kWeak, weak);
  return a;
}

ndarray ndarray::arange(std::int64_t n) {
  const std::int64_t shape[] = {std::max<std::int64_t>(n, 0)};
  ndarray a = empty(shape, DType::kInt64);
  std::iota(a.data_as<std::int64_t>(), a.data_as<std::int64_t>() + a.size_,
            std::int64_t{0});
  return a;
}

ndarray ndarray::over(c10::Storage storage, char* data, DType dtype,
                      IntSpan shape, IntSpan strides, bool writeable) {
  ndarray a;
  a.storage_ = std::move(storage);
  a.data_ = data;
  a.dtype_ = dtype;
  a.set(kWriteable, writeable);
  a.set_layout(shape, strides);
  return a;
}

void ndarray::release() noexcept {
  if (tensor_.defined()) tensor_.reset();
  if (storage_) recycle_storage(std::move(storage_));
  data_ = nullptr;
}

Scalar ndarray::item(std::int64_t flat_index) const {
  if (!is_direct()) return to_direct(*this).item(flat_index);
  char* data = data_;
  for (int i = ndim() - 1; i >= 0 && flat_index > 0; --i) {
    data += flat_index % shape_[i] * strides_[i];
    flat_index /= shape_[i];
  }
  return Scalar::load(data, dtype_);
}

ndarray ndarray::view(char* data, IntSpan shape, IntSpan strides) const {
  return view(data, shape, strides, dtype_);
}

ndarray ndarray::view(char* data, IntSpan shape, IntSpan strides,
                      DType dtype) const {
  ndarray a;
  a.storage_ = storage_;
  a.data_ = data;
  a.dtype_ = dtype;
  a.flags_ = static_cast<std::uint16_t>(flags_ & (kWriteable | kWarnOnWrite));
  a.set_layout(shape, strides);
  return a;
}

ndarray ndarray::permuted(std::span<const int> axes) const {
  if (!is_direct()) {
    const Shape order(axes.begin(), axes.end());
    return indirect_view(*this, tensor_.permute(order));
  }
  Shape shape(axes.size());
  Shape strides(axes.size());
  for (std::size_t i = 0; i < axes.size(); ++i) {
    shape[i] = shape_[axes[i]];
    strides[i] = strides_[axes[i]];
  }
  return view(data_, span_of(shape), span_of(strides));
}

ndarray ndarray::transposed() const {
  if (is_direct()) {
    ndarray a;
    a.storage_ = storage_;
    a.data_ = data_;
    a.size_ = size_;
    a.dtype_ = dtype_;
    a.flags_ = static_cast<std::uint16_t>(flags_ & (kWriteable | kWarnOnWrite));
    a.shape_.resize_for_overwrite(shape_.size());
    a.strides_.resize_for_overwrite(shape_.size());
    std::reverse_copy(shape_.begin(), shape_.end(), a.shape_.begin());
    std::reverse_copy(strides_.begin(), strides_.end(), a.strides_.begin());
    a.set(kCContiguous, has(kFContiguous));
    a.set(kFContiguous, has(kCContiguous));
    return a;
  }
  c10::SmallVector<int, 8> axes(ndim());
  for (int i = 0; i < ndim(); ++i) axes[i] = ndim() - 1 - i;
  return permuted({axes.data(), axes.size()});
}

ndarray ndarray::broadcast_to(IntSpan shape) const {
  const int target_ndim = static_cast<int>(shape.size());
  const int offset = target_ndim - ndim();
  bool fits = offset >= 0;
  Shape strides(shape.size(), 0);
  for (int i = 0; fits && i < ndim(); ++i) {
    if (shape_[i] == shape[offset + i]) {
      strides[offset + i] = shape_[i] == 1 ? 0 : strides_[i];
    } else {
      fits = shape_[i] == 1;
    }
  }
  if (offset < 0) {
    raise_value_error(
        "input operand has more dimensions than allowed by the axis "
        "remapping");
  }
  if (!fits) {
    raise_value_error(
        "operands could not be broadcast together with remapped shapes "
        "[original->remapped]: " +
        compact_shape_text(this->shape()) + "  and requested shape " +
        compact_shape_text(shape));
  }
  if (!is_direct()) {
    ndarray view = indirect_view(*this, tensor_.expand(to_shape(shape)));
    view.set(kWriteable, false);
    return view;
  }
  num_elements(shape);
  ndarray a = view(data_, shape, span_of(strides));
  a.set(kWriteable, false);
  return a;
}

ndarray ndarray::copy(char order) const {
  return astype(*this, dtype_, Casting::kNo, order, true);
}

ndarray ndarray::contiguous() const {
  if (is_c_contiguous() || !is_direct()) return *this;
  return copy('C');
}

}  // namespace tnp
