/// Storages over memory that belongs to other Python objects.
#pragma once

#include <c10/core/Storage.h>

#include <cstdint>

#include "runtime/core/shape.h"

namespace tnp::python {

/// A storage on CPU from the lowest byte that a layout reaches: element zero
/// is at `data`, strides are in bytes and may be negative. `release(context)`
/// runs when the last array on it is gone, with or without the GIL.
c10::Storage storage_over(char* data, IntSpan shape, IntSpan strides,
                          std::int64_t itemsize, void* context,
                          c10::DeleterFnPtr release);

}  // namespace tnp::python
