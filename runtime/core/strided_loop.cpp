#include "runtime/core/strided_loop.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace tnp {
namespace {

constexpr int kMaxLoopOperands = kMaxUfuncOperands + 1;

using Strides = std::array<std::int64_t, kMaxLoopOperands>;

// One axis after ordering and merging.
struct Axis {
  std::int64_t extent;
  Strides strides;
};
using Axes = c10::SmallVector<Axis, 8>;

// Whether the axis `outer` must be visited inside `inner`; nullopt where the
// operands say nothing, as when one of the strides is 0.
std::optional<bool> must_swap(std::span<const LoopOperand> operands, int outer,
                              int inner) {
  std::optional<bool> swap;
  for (const LoopOperand& operand : operands) {
    const std::int64_t outer_stride = std::abs(operand.strides[outer]);
    const std::int64_t inner_stride = std::abs(operand.strides[inner]);
    if (outer_stride == 0 || inner_stride == 0) continue;
    if (inner_stride <= outer_stride) return false;
    swap = true;
  }
  return swap;
}

bool can_merge(const Axis& outer, const Axis& inner, int count) {
  for (int i = 0; i < count; ++i) {
    if (outer.strides[i] != inner.strides[i] * inner.extent) return false;
  }
  return true;
}

// Axes of extent 1 vanish; neighbours that step on seamlessly become one.
Axes merged_axes(IntSpan shape, std::span<const LoopOperand> operands,
                 std::span<const int> order) {
  const int count = static_cast<int>(operands.size());
  Axes axes;
  for (const int axis : order) {
    if (shape[axis] == 1) continue;
    Axis next{shape[axis], {}};
    for (int i = 0; i < count; ++i) next.strides[i] = operands[i].strides[axis];
    if (!axes.empty() && can_merge(axes.back(), next, count)) {
      axes.back().extent *= next.extent;
      axes.back().strides = next.strides;
    } else {
      axes.push_back(next);
    }
  }
  if (axes.empty()) axes.push_back(Axis{1, {}});
  return axes;
}

using Pointers = std::array<char*, kMaxLoopOperands>;

// Calls the loop on each run of true elements.
void run_masked(ElementLoop loop, const Pointers& data, const Strides& strides,
                int mask, std::int64_t n) {
  std::int64_t i = 0;
  const auto is_set = [&](std::int64_t at) {
    return data[mask][at * strides[mask]] != 0;
  };
  while (i < n) {
    while (i < n && !is_set(i)) ++i;
    const std::int64_t first = i;
    while (i < n && is_set(i)) ++i;
    if (i == first) break;
    Pointers run = data;
    for (int k = 0; k < mask; ++k) run[k] += first * strides[k];
    loop(run.data(), strides.data(), i - first);
  }
}

// Moves to the next run; false after the last.
bool advance(const Axes& axes, std::span<std::int64_t> index, Pointers& data,
             int count) {
  for (int axis = static_cast<int>(axes.size()) - 2; axis >= 0; --axis) {
    const Axis& current = axes[axis];
    if (++index[axis] < current.extent) {
      for (int i = 0; i < count; ++i) data[i] += current.strides[i];
      return true;
    }
    index[axis] = 0;
    for (int i = 0; i < count; ++i) {
      data[i] -= current.strides[i] * (current.extent - 1);
    }
  }
  return false;
}

}  // namespace

Shape broadcast_strides(const ndarray& array, IntSpan shape) {
  Shape strides(shape.size(), 0);
  const int missing = static_cast<int>(shape.size()) - array.ndim();
  for (int axis = 0; axis < array.ndim(); ++axis) {
    if (array.shape(axis) != 1) strides[missing + axis] = array.stride(axis);
  }
  return strides;
}

c10::SmallVector<int, 8> memory_order(IntSpan strides) {
  c10::SmallVector<int, 8> axes(strides.size());
  std::iota(axes.begin(), axes.end(), 0);
  std::ranges::stable_sort(axes, [&](int x, int y) {
    return std::abs(strides[x]) > std::abs(strides[y]);
  });
  return axes;
}

c10::SmallVector<int, 8> iteration_order(
    IntSpan shape, std::span<const LoopOperand> operands) {
  c10::SmallVector<int, 8> order(shape.size());
  std::iota(order.begin(), order.end(), 0);
  // Insertion from the inside out: an axis moves outward past neighbours that
  // it must precede, and only ambiguous ones may lie between.
  for (int i = static_cast<int>(order.size()) - 2; i >= 0; --i) {
    const int moving = order[i];
    int target = i;
    for (int j = i + 1; j < static_cast<int>(order.size()); ++j) {
      const std::optional<bool> swap = must_swap(operands, moving, order[j]);
      if (!swap) continue;
      if (!*swap) break;
      target = j;
    }
    std::rotate(order.begin() + i, order.begin() + i + 1,
                order.begin() + target + 1);
  }
  return order;
}

void run_strided(ElementLoop loop, IntSpan shape,
                 std::span<const LoopOperand> operands, bool masked) {
  for (const std::int64_t extent : shape) {
    if (extent == 0) return;
  }
  const int count = static_cast<int>(operands.size());
  const Axes axes =
      merged_axes(shape, operands, iteration_order(shape, operands));
  const Axis& inner = axes.back();
  Pointers data{};
  for (int i = 0; i < count; ++i) data[i] = operands[i].data;
  c10::SmallVector<std::int64_t, 8> index(axes.size(), 0);
  const std::span<std::int64_t> index_span(index.data(), index.size());
  do {
    if (masked) {
      run_masked(loop, data, inner.strides, count - 1, inner.extent);
    } else {
      loop(data.data(), inner.strides.data(), inner.extent);
    }
  } while (advance(axes, index_span, data, count));
}

ndarray empty_in_order(IntSpan shape, DType dtype, std::span<const int> order) {
  bool c_order = true;
  for (std::size_t i = 0; i < order.size(); ++i) {
    c_order &= order[i] == static_cast<int>(i);
  }
  if (c_order) return ndarray::empty(shape, dtype);
  Shape laid_out;
  c10::SmallVector<int, 8> inverse(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    laid_out.push_back(shape[order[i]]);
    inverse[order[i]] = static_cast<int>(i);
  }
  const ndarray memory = ndarray::empty(span_of(laid_out), dtype);
  ndarray result =
      memory.permuted(std::span<const int>(inverse.data(), inverse.size()));
  result.set(ndarray::kOwnsData);
  return result;
}

}  // namespace tnp
