#include "runtime/core/indirect_index.h"

#include <ATen/core/List.h>
#include <ATen/ops/_to_copy.h>
#include <ATen/ops/flip.h>
#include <ATen/ops/ge.h>
#include <ATen/ops/index.h>
#include <ATen/ops/index_put.h>
#include <ATen/ops/logical_or.h>
#include <ATen/ops/lt.h>
#include <ATen/ops/nonzero.h>
#include <ATen/ops/select.h>
#include <ATen/ops/slice.h>
#include <ATen/ops/take.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/unsqueeze.h>
#include <c10/util/Exception.h>

#include <algorithm>

#include "runtime/core/basic_index.h"
#include "runtime/core/cast.h"
#include "runtime/core/device.h"
#include "runtime/core/errors.h"
#include "runtime/core/gradient.h"
#include "runtime/core/promotion.h"
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
      case Kind::kInteger:
        integer(item.integer);
        break;
      case Kind::kSlice:
        slice(item);
        break;
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
      case Kind::kArray:
        index_array(item.array);
        break;
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
      check_mask_shape(array_, array, axis_);
      index_tensor(to_tensor(array).to(tensor_.device()), array.ndim());
      return;
    }
    const ndarray indices =
        astype(array, DType::kInt64, Casting::kUnsafe, 'K', false);
    check_bounds(indices);
    index_tensor(to_tensor(indices).to(tensor_.device()), 1);
  }

  // A kernel on a GPU that finds an index out of bounds ends the program.
  void check_bounds(const ndarray& indices) {
    const std::int64_t extent = array_.shape(axis_);
    const at::Tensor tensor = to_tensor(indices);
    if (tensor.numel() == 0) return;
    const at::Tensor wrong =
        at::logical_or(tensor.lt(-extent), tensor.ge(extent));
    if (!wrong.any().item<bool>()) return;
    raise_index_out_of_bounds(
        tensor.masked_select(wrong)[0].item<std::int64_t>(), axis_, extent);
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
  return std::any_of(items.begin(), items.end(), [](const IndexItem& item) {
    return item.kind == Kind::kSlice && item.step < 0;
  });
}

// ATen has no such masks.
bool has_0d_mask(std::span<const IndexItem> items) {
  return std::any_of(items.begin(), items.end(), [](const IndexItem& item) {
    return item.kind == Kind::kArray && is_bool(item.array.dtype()) &&
           item.array.ndim() == 0;
  });
}

// Which elements a[items] are, as positions in C order: for the few forms that
// ATen has no operator for.
at::Tensor flat_positions(const ndarray& a, std::span<const IndexItem> items) {
  std::vector<IndexItem> here(items.begin(), items.end());
  for (IndexItem& item : here) {
    if (item.kind == Kind::kArray) item.array = to_direct(item.array);
  }
  const ndarray all = ndarray::arange(a.size()).reshape(a.shape());
  const ndarray positions = get_item(all, here).array.copy('C');
  return to_tensor(positions).to(device_of(a));
}

// NumPy's words for a value that does not fit: around its shape and the other.
struct Misfit {
  const char* before;
  const char* between;
};
constexpr Misfit kAssigned = {"could not broadcast input array from shape ",
                              " into shape "};
constexpr Misfit kIndexed = {"shape mismatch: value array of shape ",
                             " could not be broadcast to indexing result of "
                             "shape "};

// The value in the shape of what it is assigned to; NumPy lets it have extra
// leading axes of extent one. ValueError when it does not fit.
at::Tensor broadcast_value(const at::Tensor& value, at::IntArrayRef shape,
                           const Misfit& misfit) {
  at::Tensor source = value;
  while (source.dim() > static_cast<std::int64_t>(shape.size()) &&
         source.size(0) == 1) {
    source = source.squeeze(0);
  }
  const std::int64_t lead =
      static_cast<std::int64_t>(shape.size()) - source.dim();
  bool fits = lead >= 0;
  for (std::int64_t i = 0; fits && i < source.dim(); ++i) {
    fits = source.size(i) == 1 || source.size(i) == shape[lead + i];
  }
  if (fits) return source.expand(shape);
  const auto text = [](at::IntArrayRef sizes) {
    return compact_shape_text(IntSpan(sizes.data(), sizes.size()));
  };
  raise_value_error(misfit.before + text(value.sizes()) + misfit.between +
                    text(shape));
}

}  // namespace

ndarray get_indirect(const ndarray& a, std::span<const IndexItem> items) {
  if (has_0d_mask(items)) {
    return from_tensor(at::take(to_tensor(a), flat_positions(a, items)));
  }
  const Applied applied = Walk(a, items).finish();
  if (!applied.has_index) return indirect_view(a, applied.tensor);
  return from_tensor(applied.tensor.index(applied.indices));
}

void set_indirect(const ndarray& a, std::span<const IndexItem> items,
                  const ndarray& value) {
  check_keeps_gradient(a, value);
  at::Tensor tensor = to_tensor(a);
  at::Tensor values =
      to_tensor(value.is_weak() ? cast_operand(value, a.dtype()) : value)
          .to(tensor.options().requires_grad(false));
  // As if copied first.
  if (values.storage().is_alias_of(tensor.storage())) values = values.clone();
  if (has_negative_step(items) || has_0d_mask(items)) {
    const at::Tensor positions = flat_positions(a, items);
    tensor.put_(positions,
                broadcast_value(values, positions.sizes(), kAssigned));
    return;
  }
  Applied applied = Walk(a, items).finish();
  if (!applied.has_index) {
    applied.tensor.copy_(
        broadcast_value(values, applied.tensor.sizes(), kAssigned));
    return;
  }
  try {
    applied.tensor.index_put_(applied.indices, values);
  } catch (const c10::Error&) {
    const at::Tensor selected = applied.tensor.index(applied.indices);
    applied.tensor.index_put_(
        applied.indices, broadcast_value(values, selected.sizes(), kIndexed));
  }
}

void put_indirect(const ndarray& target, const ndarray& positions,
                  const ndarray& values) {
  check_keeps_gradient(target, values);
  at::Tensor tensor = to_tensor(target);
  tensor.put_(to_tensor(positions).to(tensor.device()),
              to_tensor(values).to(tensor.options().requires_grad(false)));
}

std::vector<ndarray> nonzero_indirect(const ndarray& a) {
  at::Tensor tensor = to_tensor(a);
  // ATen counts no uint16, uint32 and uint64, but converts them.
  if (is_unsigned(a.dtype())) tensor = tensor.to(at::kBool);
  std::vector<ndarray> result;
  for (const at::Tensor& axis : at::nonzero(tensor).unbind(1)) {
    result.push_back(from_tensor(axis));
  }
  return result;
}

}  // namespace tnp
