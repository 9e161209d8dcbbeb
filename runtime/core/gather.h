/// Copying the elements that index arrays and masks name.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/core/ndarray.h"

namespace tnp {

/// target[i, ...] = sub shifted by offsets[i] bytes. `target` is C-contiguous,
/// of the dtype of `sub`, with the elements of `sub` once for each offset.
void gather(const ndarray& target, const ndarray& sub,
            std::span<const std::int64_t> offsets);

/// sub shifted by offsets[i] bytes = value[i, ...]; later offsets win. `value`
/// has the dtype of `sub` and shares no memory with it; its leading axes have
/// one element for each offset.
void scatter(const ndarray& sub, std::span<const std::int64_t> offsets,
             const ndarray& value);

/// a[indices] and a[indices] = value for one int64 array along the first axis of
/// a 1-d array. `value` is 0-d or has the shape of `indices`, the dtype of `a`,
/// and shares no memory with it. IndexError when an index is out of bounds;
/// nothing is written then.
ndarray get_indexed(const ndarray& a, const ndarray& indices);
void set_indexed(const ndarray& a, const ndarray& indices,
                 const ndarray& value);

/// The elements where `mask` is true, 1-d. Both of one shape and C-contiguous,
/// but a 1-d `a` may have any stride.
ndarray get_masked(const ndarray& a, const ndarray& mask);

/// Sets them from `value`, 0-d or 1-d and of the dtype of `a`. ValueError with
/// NumPy's message when its length does not fit.
void set_masked(const ndarray& a, const ndarray& mask, const ndarray& value);

/// The number of true elements of a C-contiguous mask.
std::int64_t count_true(const ndarray& mask);

}  // namespace tnp
