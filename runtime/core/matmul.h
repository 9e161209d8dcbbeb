/// Matrix products: the loops under the generalized ufuncs.
#pragma once

#include "runtime/core/ndarray.h"

namespace tnp {

/// The product of two arrays of dtype `dtype`, whose cores fit.
///
/// Shapes:  [..., n, k] with [..., k, m]; leading axes broadcast; a 1-d operand
///          is a row (left) or a column (right), dropped from the result.
/// Dtypes:  all; bool gives bool ("any of and").
/// Devices: CPU and CUDA.
/// Errors:  ValueError when the leading axes do not broadcast.
ndarray product(const ndarray& a, const ndarray& b, DType dtype);

/// The product of two packed vectors of one length and float type, 0-d, on the
/// shortest way there is; undefined for all other operands.
ndarray packed_dot(const ndarray& a, const ndarray& b);

}  // namespace tnp
