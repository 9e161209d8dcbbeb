#include "runtime/core/indirect_index.h"

#include <ATen/core/List.h>
#include <ATen/ops/_to_copy.h>
#include <ATen/ops/flip.h>
#include <ATen/ops/index.h>
#include <ATen/ops/index_put.h>
#include <ATen/ops/select.h>
#include <ATen/ops/slice.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/unsqueeze.h>

#include "runtime/core/basic_index.h"
#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/gradient.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

using Kind = IndexItem::Kind;

/// The basic part applied, and the index tensor of each axis that has one.
struct Applied {
  at::Tensor tensor;
  c10::List<std::optional<at::Tensor>> indices;
  bool has_index = false;
};

class Walk {
 public:
  Walk(const ndarray& a, std::span<const IndexItem> items)
      : array_(a), tensor_(to_tensor(a)) {
    for (const IndexItem& item : items) {
      has_array_ |= item.kind == Kind::kArray;
      consumed_ += item.kind == Kind::kInteger || item.kind == Kind::kSlice;
      if (item.kind == Kind::kArray) {
        consumed_ += is_bool(item.array.dtype()) ? item.array.ndim() : 1;
      }
    }
    for (const IndexItem& item : items) apply(item);
  }

  Applied finish() && {
    return {std::move(tensor_), std::move(indices_), has_array_};
  }

 private:
  void apply(const IndexItem& item) {
    switch (item.kind) {
      case Kind::kInteger: integer(item.integer); break;
      case Kind::kSlice: slice(item); break;
      case Kind::kNewAxis:
        tensor_ = tensor_.unsqueeze(dim_);
        pass(1);
        break;
      case Kind::kEllipsis: {
        const int kept = array_.ndim() - consumed_;
        axis_ += kept;
        pass(kept);
        break;
      }
      case Kind::kArray: index_array(item.array); break;
    }
  }

  void pass(int dims) {
    for (int i = 0; i < dims; ++i) indices_.push_back(std::nullopt);
    dim_ += dims;
  }

  void index_tensor(at::Tensor index, int dims) {
    indices_.push_back(std::move(index));
    dim_ += dims;
    axis_ += dims;
  }

  void integer(std::int64_t index) {
    const std::int64_t extent = array_.shape(axis_);
    if (index < -extent || index >= extent) {
      raise_index_out_of_bounds(index, axis_, extent);
    }
    if (has_array_) {
      // Beside index arrays an integer counts as one of them.
      index_tensor(at::tensor(index, tensor_.options().dtype(at::kLong)), 1);
      return;
    }
    tensor_ = tensor_.select(dim_, index);
    ++axis_;
  }

  void slice(const IndexItem& item) {
    const SliceRange range =
        clip_slice(array_.shape(axis_), item.start, item.stop, item.step);
    if (item.step > 0) {
      const std::int64_t stop =
          range.length ? range.start + (range.length - 1) * item.step + 1
                       : range.start;
      tensor_ = tensor_.slice(dim_, range.start, stop, item.step);
    } else {
      // The same elements in rising order, turned round.
      const std::int64_t first =
          range.length ? range.start + (range.length - 1) * item.step : 0;
      tensor_ = tensor_
                    .slice(dim_, first, range.length ? range.start + 1 : first,
                           -item.step)
                    .flip({dim_});
    }
    ++axis_;
    pass(1);
  }

  void index_array(const ndarray& array) {
    if (is_bool(array.dtype())) {
      if (array.ndim() == 0) {
        raise(ErrorKind::kNotImplementedError,
              "a 0-d mask cannot index an array on another device or with "
              "gradients");
      }
      index_tensor(to_tensor(array).to(tensor_.device()), array.ndim());
      return;
    }
    const ndarray indices =
        astype(array, DType::kInt64, Casting::kUnsafe, 'K', false);
    index_tensor(to_tensor(indices).to(tensor_.device()), 1);
  }

  const ndarray& array_;
  at::Tensor tensor_;
  c10::List<std::optional<at::Tensor>> indices_;
  bool has_array_ = false;
  int consumed_ = 0;
  int axis_ = 0;  // of the array
  int dim_ = 0;   // of the tensor so far
};

bool has_negative_step(std::span<const IndexItem> items) {
  for (const IndexItem& item : items) {
    if (item.kind == Kind::kSlice && item.step < 0) return true;
  }
  return false;
}

}  // namespace

ndarray get_indirect(const ndarray& a, std::span<const IndexItem> items) {
  const Applied applied = Walk(a, items).finish();
  if (!applied.has_index) return indirect_view(a, applied.tensor);
  return from_tensor(applied.tensor.index(applied.indices));
}

void set_indirect(const ndarray& a, std::span<const IndexItem> items,
                  const ndarray& value) {
  check_keeps_gradient(a, value);
  if (has_negative_step(items)) {
    raise(ErrorKind::kNotImplementedError,
          "assignment to a slice of negative step needs an array in main "
          "memory without gradients");
  }
  Applied applied = Walk(a, items).finish();
  const at::Tensor values =
      to_tensor(value).to(applied.tensor.options().requires_grad(false));
  if (applied.has_index) {
    applied.tensor.index_put_(applied.indices, values);
  } else {
    applied.tensor.copy_(values);
  }
}

}  // namespace tnp
