/// The way through main memory, for what ATen has no operator for.
#pragma once

#include <span>
#include <string_view>

#include "runtime/core/device.h"
#include "runtime/core/ndarray.h"

namespace tnp {

/// The device of the first array that is not in main memory; else the CPU.
/// Undefined arrays are passed over.
c10::Device common_device(std::span<const ndarray> arrays);

/// NotImplementedError, with advice, when an array takes part in a gradient
/// graph now, which a computation of `what` in main memory would leave.
void require_no_gradient(std::span<const ndarray> arrays,
                         std::string_view what);

}  // namespace tnp
