/// Repeating, shifting, inserting and removing elements.
#include <ATen/ops/roll.h>
#include <ATen/ops/tile.h>

#include <algorithm>
#include <numeric>

#include "runtime/core/indexing.h"
#include "runtime/core/tensor.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/reductions.h"

namespace tnp::ops {
namespace {

ndarray index_array(const std::vector<std::int64_t>& values) {
  const std::int64_t shape[] = {static_cast<std::int64_t>(values.size())};
  const ndarray result = ndarray::empty(shape, DType::kInt64);
  std::ranges::copy(values, result.data_as<std::int64_t>());
  return result;
}

ndarray like(const ndarray& a, IntSpan shape) {
  if (a.is_direct()) return ndarray::empty(shape, a.dtype());
  return from_tensor(to_tensor(a).new_empty(to_shape(shape)));
}

/// The axis to work along, after flattening when none was given.
struct Along {
  ndarray array;
  int axis;
};
Along along(const ndarray& a, MaybeInt axis) {
  if (!axis) return {a.ndim() == 1 ? strong(a) : flattened(strong(a)), 0};
  return {strong(a), normalize_axis(*axis, a.ndim())};
}

}  // namespace

ndarray tile(const ndarray& a, IntSpan reps) {
  const int n = std::max(a.ndim(), static_cast<int>(reps.size()));
  Shape counts(n, 1);
  std::ranges::copy(reps,
                    counts.end() - static_cast<std::ptrdiff_t>(reps.size()));
  ndarray source = with_ndim(a, n);
  Shape shape(n);
  Shape split_shape;
  Shape spread;
  for (int i = 0; i < n; ++i) {
    if (counts[i] < 0) raise_value_error("negative dimensions are not allowed");
    shape[i] = counts[i] * source.shape(i);
    split_shape.append({std::int64_t{1}, source.shape(i)});
    spread.append({counts[i], source.shape(i)});
  }
  if (!a.is_direct()) {
    const at::IntArrayRef repeats(counts.data(), counts.size());
    return from_tensor(at::tile(to_tensor(source), repeats));
  }
  const ndarray result = like(a, span_of(shape));
  copy_into(result.reshape(span_of(spread)),
            source.reshape(span_of(split_shape)));
  return result;
}

namespace {

/// Each slice along `dim` `count` times: a new axis that is walked without a
/// step.
ndarray repeat_each(const ndarray& a, std::int64_t count, int dim) {
  const Shape shape = with_extent(a.shape(), dim, a.shape(dim) * count);
  const ndarray result = ndarray::empty(span_of(shape), a.dtype());
  Shape split = to_shape(a.shape());
  split.insert(split.begin() + dim + 1, count);
  copy_into(result.reshape(span_of(split)), insert_axis(a, dim + 1));
  return result;
}

}  // namespace

ndarray repeat(const ndarray& a, const ndarray& repeats, MaybeInt axis) {
  const auto [source, dim] = along(a.ndim() == 0 ? with_ndim(a, 1) : a, axis);
  std::vector<std::int64_t> counts = int_values(repeats, "repeat");
  const std::int64_t n = source.shape(dim);
  if (repeats.ndim() > 1) {
    raise_value_error("object too deep for desired array");
  }
  if (counts.size() == 1) {
    if (counts[0] < 0 && n > 0) {
      raise_value_error("negative dimensions are not allowed");
    }
    if (source.is_direct() && counts[0] > 0) {
      return repeat_each(source, counts[0], dim);
    }
    counts.assign(n, counts[0]);
  }
  if (static_cast<std::int64_t>(counts.size()) != n) {
    raise_value_error("operands could not be broadcast together with shape (" +
                      std::to_string(n) + ",) (" +
                      std::to_string(counts.size()) + ",)");
  }
  std::vector<std::int64_t> positions;
  for (std::int64_t i = 0; i < n; ++i) {
    if (counts[i] < 0)
      raise_value_error("repeats may not contain negative values.");
    positions.insert(positions.end(), counts[i], i);
  }
  return tnp::take(source, index_array(positions), dim);
}

namespace {

ndarray roll_axis(const ndarray& a, std::int64_t shift, int axis) {
  const std::int64_t n = a.shape(axis);
  const std::int64_t by = n == 0 ? 0 : ((shift % n) + n) % n;
  if (!a.is_direct()) return from_tensor(at::roll(to_tensor(a), by, axis));
  const ndarray result = like(a, a.shape());
  copy_into(slice_axis(result, axis, by, n - by),
            slice_axis(a, axis, 0, n - by));
  if (by > 0) {
    copy_into(slice_axis(result, axis, 0, by), slice_axis(a, axis, n - by, by));
  }
  return result;
}

}  // namespace

ndarray roll(const ndarray& a, const ndarray& shift, MaybeAxes axis) {
  const std::vector<std::int64_t> shifts = int_values(shift, "roll");
  if (!axis) {
    ndarray flat = flattened(strong(a));
    std::int64_t total =
        std::accumulate(shifts.begin(), shifts.end(), std::int64_t{0});
    return roll_axis(flat, total, 0).reshape(a.shape());
  }
  if (shift.ndim() > 1) {
    raise_value_error("'shift' and 'axis' should be scalars or 1D sequences");
  }
  std::vector<std::int64_t> total(a.ndim(), 0);
  const std::size_t pairs = std::max(shifts.size(), axis->size());
  if (shifts.size() != axis->size() && shifts.size() != 1 &&
      axis->size() != 1) {
    raise_value_error(
        "shape mismatch: objects cannot be broadcast to a single shape.  "
        "Mismatch is between arg 0 with shape (" +
        std::to_string(shifts.size()) + ",) and arg 1 with shape (" +
        std::to_string(axis->size()) + ",).");
  }
  for (std::size_t i = 0; i < pairs; ++i) {
    const std::int64_t at = (*axis)[axis->size() == 1 ? 0 : i];
    total[normalize_axis(at, a.ndim())] += shifts[shifts.size() == 1 ? 0 : i];
  }
  ndarray result = strong(a);
  bool moved = false;
  for (int i = 0; i < a.ndim(); ++i) {
    if (total[i] == 0) continue;
    result = roll_axis(result, total[i], i);
    moved = true;
  }
  return moved ? result : result.copy('C');
}

ndarray resize(const ndarray& a, IntSpan new_shape) {
  for (std::int64_t extent : new_shape) {
    if (extent < 0) {
      raise_value_error("all elements of `new_shape` must be non-negative");
    }
  }
  const std::int64_t wanted = num_elements(new_shape);
  const ndarray flat = flattened(strong(a));
  if (wanted == 0 || flat.size() == 0) {
    return ndarray::zeros(new_shape, a.dtype());
  }
  const std::int64_t reps[] = {(wanted + flat.size() - 1) / flat.size()};
  return slice_axis(tile(flat, reps), 0, 0, wanted).reshape(new_shape);
}

namespace {

/// IndexError unless what says where is made of integers; an empty list is.
void require_index(const ndarray& obj) {
  const bool is_empty_list =
      obj.size() == 0 && obj.ndim() == 1 && obj.dtype() == DType::kFloat64;
  if (is_integer(obj.dtype()) || is_bool(obj.dtype()) || is_empty_list) return;
  raise_index_error(
      "arrays used as indices must be of integer (or boolean) type");
}

/// Positions named by `obj`, a mask or integers, in [0, n).
std::vector<std::int64_t> positions_of(const ndarray& obj, std::int64_t n,
                                       int axis) {
  require_index(obj);
  if (is_bool(obj.dtype()) && obj.ndim() == 0) {
    raise_value_error(
        "boolean array argument obj to delete must be one dimensional and "
        "match the axis length of " +
        std::to_string(n));
  }
  std::vector<std::int64_t> given = int_values(obj, "delete");
  if (is_bool(obj.dtype()) && obj.ndim() == 1) {
    if (static_cast<std::int64_t>(given.size()) != n) {
      raise_value_error(
          "boolean array argument `obj` to delete must be one-dimensional and "
          "match the axis length of " +
          std::to_string(n));
    }
    std::vector<std::int64_t> set;
    for (std::int64_t i = 0; i < n; ++i) {
      if (given[i] != 0) set.push_back(i);
    }
    return set;
  }
  // NumPy looks up several at once, in a vector of what stays.
  const int told = given.size() == 1 ? axis : 0;
  for (std::int64_t& i : given) {
    if (i < -n || i >= n) {
      raise_index_error("index " + std::to_string(i) +
                        " is out of bounds for axis " + std::to_string(told) +
                        " with size " + std::to_string(n));
    }
    if (i < 0) i += n;
  }
  return given;
}

}  // namespace

namespace {

/// What stays of `a` along `dim` without the slices at `gone`, which are few
/// and in order: the runs between them.
ndarray without_few(const ndarray& a, const std::vector<std::int64_t>& gone,
                    int dim) {
  const std::int64_t n = a.shape(dim);
  const auto count = static_cast<std::int64_t>(gone.size());
  const Shape shape = with_extent(a.shape(), dim, n - count);
  const ndarray result = ndarray::empty(span_of(shape), a.dtype());
  std::int64_t from = 0;
  std::int64_t to = 0;
  for (std::int64_t k = 0; k <= count; ++k) {
    const std::int64_t end = k < count ? gone[k] : n;
    copy_into(slice_axis(result, dim, to, end - from),
              slice_axis(a, dim, from, end - from));
    to += end - from;
    from = end + 1;
  }
  return result;
}

}  // namespace

ndarray delete_(const ndarray& arr, const ndarray& obj, MaybeInt axis) {
  if (axis) normalize_axis(*axis, arr.ndim());
  const auto [source, dim] =
      along(arr.ndim() == 0 ? with_ndim(arr, 1) : arr, axis);
  const std::int64_t n = source.shape(dim);
  std::vector<std::int64_t> gone = positions_of(obj, n, dim);
  std::ranges::sort(gone);
  gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
  // The runs are copied one by one, which costs as much as a look-up of some.
  constexpr std::size_t kFew = 4;
  if (source.is_direct() && gone.size() <= kFew) {
    return without_few(source, gone, dim);
  }
  std::vector<std::int64_t> kept;
  kept.reserve(n - gone.size());
  auto next = gone.begin();
  for (std::int64_t i = 0; i < n; ++i) {
    if (next != gone.end() && *next == i) {
      ++next;
    } else {
      kept.push_back(i);
    }
  }
  return tnp::take(source, index_array(kept), dim);
}

ndarray insert(const ndarray& arr, const ndarray& obj, const ndarray& values,
               MaybeInt axis) {
  if (axis) normalize_axis(*axis, arr.ndim());
  const auto [source, dim] =
      along(arr.ndim() == 0 ? with_ndim(arr, 1) : arr, axis);
  const std::int64_t n = source.shape(dim);
  std::vector<std::int64_t> at;
  if (is_bool(obj.dtype()) && obj.ndim() > 0) {
    at = positions_of(obj, n, dim);
  } else {
    require_index(obj);
    at = int_values(obj, "insert");
  }
  for (std::int64_t& i : at) {
    if (i < -n || i > n) {
      raise_index_error("index " + std::to_string(i) +
                        " is out of bounds for axis " + std::to_string(dim) +
                        " with size " + std::to_string(n));
    }
    if (i < 0) i += n;
  }
  ndarray block = cast_to(with_ndim(values, source.ndim()), source.dtype());
  std::int64_t count = static_cast<std::int64_t>(at.size());
  const bool single = count == 1;
  if (single && obj.ndim() == 0) {
    // One place takes as many values as there are; they lie along the axis.
    if (values.ndim() > 0) block = move_axis(block, 0, dim);
    count = block.shape(dim);
  } else if (single) {
    count = block.shape(dim);
  }
  std::vector<std::int64_t> order(at.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](std::int64_t i) { return at[i]; });
  Shape shape = with_extent(source.shape(), dim, n + count);
  const ndarray result = like(source, span_of(shape));
  Shape block_shape = with_extent(source.shape(), dim, count);
  block = block.broadcast_to(span_of(block_shape));
  if (single) {
    copy_into(slice_axis(result, dim, 0, at[0]),
              slice_axis(source, dim, 0, at[0]));
    copy_into(slice_axis(result, dim, at[0], count), block);
    copy_into(slice_axis(result, dim, at[0] + count, n - at[0]),
              slice_axis(source, dim, at[0], n - at[0]));
    return result;
  }
  std::int64_t from = 0;
  std::int64_t to = 0;
  for (std::int64_t k : order) {
    const std::int64_t length = at[k] - from;
    copy_into(slice_axis(result, dim, to, length),
              slice_axis(source, dim, from, length));
    to += length;
    from += length;
    copy_into(slice_axis(result, dim, to++, 1), slice_axis(block, dim, k, 1));
  }
  copy_into(slice_axis(result, dim, to, n - from),
            slice_axis(source, dim, from, n - from));
  return result;
}

std::vector<Extent> nonzero_box(const ndarray& filt, std::string_view trim,
                                MaybeAxes axis) {
  if (trim.empty() || trim.size() > 2 ||
      trim.find_first_not_of("fFbB") != trim.npos) {
    raise_value_error("unexpected character(s) in `trim`: '" +
                      std::string(trim) + "'");
  }
  const bool front = trim.find_first_of("fF") != trim.npos;
  const bool back = trim.find_first_of("bB") != trim.npos;
  std::vector<Extent> box;
  for (const std::int64_t extent : filt.shape()) box.push_back({0, extent});
  std::vector<int> axes;
  for (int i = 0; i < filt.ndim(); ++i) {
    if (!axis) axes.push_back(i);
  }
  if (axis) axes = normalized_axes(*axis, filt.ndim(), "axis");
  const ndarray is_set = call_binary(ufuncs::not_equal, filt, number(0));
  for (const int i : axes) {
    std::vector<std::int64_t> others;
    for (int k = 0; k < filt.ndim(); ++k) {
      if (k != i) others.push_back(k);
    }
    const ndarray line = any(is_set, IntSpan(others), {}, false, {});
    std::int64_t first = 0;
    std::int64_t last = filt.shape(i);
    while (first < last && !line.item(first).as_bool()) ++first;
    while (last > first && !line.item(last - 1).as_bool()) --last;
    // Without an element that is set nothing is left, from either side.
    box[i] = first == last
                 ? Extent{}
                 : Extent{front ? first : 0, back ? last : filt.shape(i)};
  }
  return box;
}

ndarray trim_zeros(const ndarray& filt, std::string_view trim, MaybeAxes axis) {
  const std::vector<Extent> box = nonzero_box(filt, trim, axis);
  ndarray result = strong(filt);
  for (int i = 0; i < filt.ndim(); ++i) {
    result = slice_axis(result, i, box[i].first, box[i].last - box[i].first);
  }
  return result;
}

}  // namespace tnp::ops
