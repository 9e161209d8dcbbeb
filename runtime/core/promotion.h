/// NEP 50 promotion over arrays and Python numbers, or torch's where the user
/// chose that (promotion_rules.h).
#pragma once

#include <initializer_list>
#include <span>

#include "runtime/core/ndarray.h"

namespace tnp {

/// The common type of the operands. Arrays marked weak (Python numbers) only
/// raise the kind: an int with float32 gives float32, a float with int8 gives
/// float64. All weak: int64, float64 or complex128.
DType result_type(std::span<const ndarray* const> operands);
DType result_type(std::initializer_list<const ndarray*> operands);

/// Whether a Python integer, held as int64 or uint64, is a value of the integer
/// type `dtype`.
bool integer_fits(const Scalar& value, DType dtype);

/// `value` as `dtype`, which must have been chosen by result_type.
/// OverflowError with NumPy's message when a weak Python int does not fit:
/// "Python integer 300 out of bounds for uint8". Arrays that are not weak are
/// cast as by `astype`.
ndarray cast_operand(const ndarray& value, DType dtype);

}  // namespace tnp
