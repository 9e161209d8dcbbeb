/// Moving arrays between devices.
#pragma once

#include <c10/core/Device.h>

#include "runtime/core/ndarray.h"

namespace tnp {

/// Loads libtnp_cuda, and with it libtorch's CUDA half, on first use.
///
/// Errors: RuntimeError, one line that says what is missing: the driver, a
/// device, or a tnp built with CUDA.
void require_cuda();

/// The array on `device`; itself when it is there already.
///
/// Dtypes:  all; uint16, uint32 and uint64 move but few GPU operations take
/// them. Errors:  as require_cuda(); RuntimeError for an index that does not
/// exist.
ndarray to_device(const ndarray& array, c10::Device device);

/// Where the elements are.
c10::Device device_of(const ndarray& array);

}  // namespace tnp
