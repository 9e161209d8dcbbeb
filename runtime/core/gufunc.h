/// Generalized ufuncs: those whose loops take whole vectors and matrices.
#pragma once

#include <array>

#include "runtime/core/ndarray.h"
#include "runtime/core/ufunc.h"

namespace tnp {

/// How many core axes the signature gives the two inputs and the output.
using CoreCounts = std::array<int, 3>;
CoreCounts core_counts(const Ufunc& ufunc);

/// Applies matmul, vecdot, matvec or vecmat, which have two inputs and one
/// output.
///
/// Shapes:  as `ufunc.signature` says of the last axes; leading axes broadcast.
/// Dtypes:  the common type; vecdot and vecmat conjugate the first operand.
/// Devices: CPU and CUDA.
/// Errors:  ValueError with NumPy's message for too few axes and unequal cores,
///          TypeError for `axis` and `keepdims` of all but vecdot, AxisError
///          for `axes` that do not fit. `where` is not looked at.
/// Source:  https://numpy.org/doc/stable/reference/ufuncs.html
ndarray call_gufunc(const Ufunc& ufunc, const ndarray& a, const ndarray& b,
                    const UfuncOptions& options = {});

/// a @ b.
inline ndarray matmul(const ndarray& a, const ndarray& b,
                      const UfuncOptions& options = {}) {
  return call_gufunc(ufuncs::matmul, a, b, options);
}

}  // namespace tnp
