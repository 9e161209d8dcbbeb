/// Views with strides of their own (NumPy `lib.stride_tricks`).
///
/// Devices: any; in another than main memory without negative strides.
#pragma once

#include "runtime/ops/support.h"

namespace tnp::ops {

/// The memory of `x` with any shape and byte strides: by default those of `x`, or
/// where it is contiguous those of a contiguous array.
/// The elements are not checked to lie in the array's memory. ValueError where
/// the lengths differ.
ndarray as_strided(const ndarray& x, MaybeAxes shape, MaybeAxes strides,
                   bool subok, bool writeable);

/// Every window of `window_shape` along `axis` (all by default): its axes come
/// last. Read-only unless `writeable`. ValueError for windows that do not fit.
ndarray sliding_window_view(const ndarray& x, IntSpan window_shape,
                            MaybeAxes axis, bool subok, bool writeable);

}  // namespace tnp::ops
