// Sorting of arrays that have no memory here, or gradients.
#include <ATen/ops/sort.h>
#include <c10/util/Exception.h>

#include "runtime/core/device.h"
#include "runtime/core/main_memory.h"
#include "runtime/core/sort.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

/// The lanes of an indirect array in order, and where they were; false where
/// ATen has no order for the type. Both may be null.
bool sort_by_aten(const ndarray& a, int axis, ndarray* sorted,
                  ndarray* positions) {
  if (is_complex(a.dtype())) return false;
  try {
    const std::optional<bool> stable = true;
    const auto [values, indices] = at::sort(to_tensor(a), stable, axis, false);
    if (sorted != nullptr) *sorted = from_tensor(values);
    if (positions != nullptr) *positions = from_tensor(indices);
    return true;
  } catch (const c10::NotImplementedError&) {
    return false;
  }
}

}  // namespace

ndarray sorted(const ndarray& a, int axis) {
  ndarray result;
  if (!a.is_direct() && sort_by_aten(a, axis, &result, nullptr)) return result;
  if (!a.is_direct()) require_no_gradient(std::span(&a, 1), "sort");
  result = to_direct(a).copy('K');
  sort_in_place(result, axis);
  return to_device(result, device_of(a));
}

ndarray sorted_positions_indirect(const ndarray& a, int axis) {
  ndarray positions;
  if (sort_by_aten(a, axis, nullptr, &positions)) return positions;
  return to_device(sorted_positions(to_direct(a), axis), device_of(a));
}

}  // namespace tnp
