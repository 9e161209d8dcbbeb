/// Matrix products.
#pragma once

#include "runtime/core/ndarray.h"
#include "runtime/core/ufunc.h"

namespace tnp {

/// NumPy's `matmul`.
///
/// Shapes:  [..., n, k] with [..., k, m]; leading axes broadcast; a 1-d operand
///          is a row (left) or a column (right), dropped from the result.
/// Dtypes:  the common type; bool gives bool ("any of and").
/// Devices: CPU and CUDA.
/// Errors:  ValueError with NumPy's message for 0-d operands and unequal cores.
/// Source:  numpy.matmul,
///          https://numpy.org/doc/stable/reference/generated/numpy.matmul.html
ndarray matmul(const ndarray& a, const ndarray& b,
               const UfuncOptions& options = {});

}  // namespace tnp
