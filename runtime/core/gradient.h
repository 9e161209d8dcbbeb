/// Arrays in gradient graphs. libtorch_cpu records and runs them; Python's
/// torch is not needed, and sees the same graph where it is loaded.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "runtime/core/ndarray.h"

namespace tnp {

/// Whether gradients flow back through the array.
bool requires_grad(const ndarray& array);
/// The same, of an operation on it now: not inside `GradMode(false)`.
bool records_gradient(const ndarray& array);

/// Makes the array a leaf of gradient graphs, indirect, on the same memory; or
/// a plain array again.
///
/// Errors: RuntimeError for integers and bools, for a view whose layout no
/// tensor can have, and when `on` is false for the result of an operation.
void set_requires_grad(ndarray& array, bool on);

/// The gradient that `backward` left at this array, on its memory; undefined
/// when there is none.
ndarray gradient_of(const ndarray& array);
/// Sets or removes (undefined) it. RuntimeError unless it fits the array.
void set_gradient(const ndarray& array, const ndarray& gradient);

/// What `backward` takes beside the array.
struct BackwardOptions {
  ndarray gradient;  // undefined: 1, for arrays of one element
  std::optional<bool> retain_graph;
  bool create_graph = false;
  std::optional<std::vector<ndarray>> inputs;  // none: all leaves
};

/// Adds to the gradient of every leaf that `array` was computed from. The
/// caller does not hold the GIL. Errors are libtorch's, as RuntimeError.
void backward(const ndarray& array, const BackwardOptions& options);

/// Makes a direct array part of graphs, so that values with gradients can be
/// written to it: it turns indirect, on its own memory. `base`, when not null,
/// is the array that it is a view of, which turns with it. `holders`: how many
/// references to the memory the two account for, without kept tensors.
///
/// Errors: RuntimeError when others see the memory, which would not notice the
/// gradients, or when no tensor has its layout.
void join_graph(ndarray& array, ndarray* base, std::size_t holders);

/// RuntimeError when writing `source` to `target` would lose a gradient.
void check_keeps_gradient(const ndarray& target, const ndarray& source);

}  // namespace tnp
