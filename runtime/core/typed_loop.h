/// The element loops that ufuncs are made of.
#pragma once

#include <cstdint>

#include "runtime/core/dtype.h"

namespace tnp {

/// Runs over `n` elements: one data pointer and one byte stride per operand,
/// inputs first. Operands never overlap partially. A reduction passes the same
/// element, with stride 0, as first input and as output.
using ElementLoop = void (*)(char* const* data, const std::int64_t* strides,
                             std::int64_t n);

inline constexpr int kMaxUfuncOperands = 5;

/// One typed loop of a ufunc.
struct TypedLoop {
  DType types[kMaxUfuncOperands];  // inputs, then outputs
  ElementLoop loop;
};

}  // namespace tnp
