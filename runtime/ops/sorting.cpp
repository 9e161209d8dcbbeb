/// Sorting along an axis.
#include "runtime/ops/sorting.h"

#include <algorithm>
#include <numeric>

#include "runtime/core/order.h"
#include "runtime/core/sort.h"
#include "runtime/core/tensor.h"
#include "runtime/ops/manipulation.h"

namespace tnp::ops {
namespace {

void check_kind(MaybeKind kind, std::optional<bool> stable) {
  if (kind && stable) {
    raise_value_error(
        "`kind` and keyword parameters can't be provided at the same time. "
        "Use only one of them.");
  }
  if (!kind) return;
  constexpr std::string_view kKinds[] = {"quicksort", "mergesort", "heapsort",
                                         "stable", "introselect"};
  for (std::string_view known : kKinds) {
    if (!kind->empty() && (*kind)[0] == known[0]) return;
  }
  raise_value_error(
      "sort kind must be one of 'quick', 'heap', or 'stable' (got '" +
      std::string(*kind) + "')");
}

/// `kth` as places along the axis, rising.
std::vector<std::int64_t> places_of(const ndarray& kth, const ndarray& a,
                                    int axis) {
  if (!is_integer(kth.dtype()) && !is_bool(kth.dtype())) {
    raise_type_error("Partition index must be integer");
  }
  const std::int64_t n = a.shape(axis);
  std::vector<std::int64_t> places = int_values(kth, "partition");
  if (a.size() == 0) return {};  // NumPy leaves such arrays before the check
  for (std::int64_t& k : places) {
    if (k < -n || k >= n) {
      raise_value_error("kth(=" + std::to_string(k < 0 ? k + n : k) +
                        ") out of bounds (" + std::to_string(n) + ")");
    }
    if (k < 0) k += n;
  }
  std::ranges::sort(places);
  return places;
}

struct Along {
  ndarray array;
  int axis;
};
Along along(const ndarray& a, MaybeInt axis) {
  if (!axis) return {flattened(strong(a)), 0};
  return {strong(a), normalize_axis(*axis, a.ndim())};
}

}  // namespace

ndarray sort(const ndarray& a, MaybeInt axis, MaybeKind kind,
             std::optional<bool> stable) {
  check_kind(kind, stable);
  const auto [source, dim] = along(a, axis);
  return tnp::sorted(source, dim);
}

None sort_in_place(const ndarray& a, std::int64_t axis, MaybeKind kind,
                   std::optional<bool> stable) {
  check_kind(kind, stable);
  const int dim = normalize_axis(axis, a.ndim());
  tnp::sort_in_place(a, dim);
  return {};
}

ndarray argsort(const ndarray& a, MaybeInt axis, MaybeKind kind,
                std::optional<bool> stable) {
  check_kind(kind, stable);
  if (a.ndim() == 0) {
    normalize_axis(axis.value_or(-1), 1);
    const std::int64_t one = 1;
    return ndarray::zeros({&one, 1}, DType::kInt64);
  }
  const auto [source, dim] = along(a, axis);
  return sorted_positions(source, dim);
}

ndarray partitioned(const ndarray& a, std::span<const std::int64_t> places,
                    int axis) {
  if (!a.is_direct()) return tnp::sorted(a, axis);
  const ndarray result = a.copy('K');
  tnp::partition_in_place(result, places, axis);
  return result;
}

ndarray partition(const ndarray& a, const ndarray& kth, MaybeInt axis,
                  std::string_view kind) {
  check_kind(kind, {});
  const auto [source, dim] = along(a, axis);
  const std::vector<std::int64_t> places = places_of(kth, source, dim);
  return partitioned(source, places, dim);
}

None partition_in_place(const ndarray& a, const ndarray& kth, std::int64_t axis,
                        std::string_view kind) {
  check_kind(kind, {});
  const int dim = normalize_axis(axis, a.ndim());
  const std::vector<std::int64_t> places = places_of(kth, a, dim);
  tnp::partition_in_place(a, places, dim);
  return {};
}

ndarray argpartition(const ndarray& a, const ndarray& kth, MaybeInt axis,
                     std::string_view kind) {
  check_kind(kind, {});
  if (a.ndim() == 0) {
    // As for argsort, a number counts as an array of one element.
    const std::int64_t one = 1;
    return argpartition(a.view(a.data(), {&one, 1}, {&one, 1}), kth, axis,
                        kind);
  }
  const auto [source, dim] = along(a, axis);
  places_of(kth, source, dim);
  return sorted_positions(source, dim);
}

ndarray lexsort(std::span<const ndarray> keys, std::int64_t axis) {
  if (keys.empty()) {
    raise_type_error("need sequence of keys with len > 0 in lexsort");
  }
  const int dim = normalize_axis(axis, std::max(keys[0].ndim(), 1));
  if (keys[0].ndim() != 1) {
    raise(ErrorKind::kNotImplementedError,
          "lexsort takes one-dimensional keys only");
  }
  ndarray order = ndarray::arange(keys[0].shape(dim));
  std::vector<std::int64_t> position = int_values(order, "lexsort");
  // From the least significant key on: each stable sort keeps earlier ties.
  for (const ndarray& key : keys) {
    if (key.size() != keys[0].size())
      raise_value_error("all keys need to be the same shape");
    dispatch_dtype(key.dtype(), [&](auto tag) {
      using T = typename decltype(tag)::type;
      const ndarray values = packed(key, key.dtype(), "lexsort");
      const T* data = values.template data_as<T>();
      std::ranges::stable_sort(position, [&](std::int64_t x, std::int64_t y) {
        return element_less<T>(data[x], data[y]);
      });
    });
  }
  std::ranges::copy(position, order.data_as<std::int64_t>());
  return beside(keys[0], order);
}

ndarray sort_complex(const ndarray& a) {
  const ndarray sorted = sort(a, -1, {}, {});
  if (is_complex(a.dtype())) return sorted;
  const bool narrow = a.itemsize() <= 2 && is_integer(a.dtype());
  return cast_to(sorted, narrow || a.dtype() == DType::kFloat32
                             ? DType::kComplex64
                             : DType::kComplex128);
}

}  // namespace tnp::ops
