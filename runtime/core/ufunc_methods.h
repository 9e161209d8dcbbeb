/// The methods of binary ufuncs: reduce, accumulate, reduceat, outer, at.
#pragma once

#include "runtime/core/reduce.h"
#include "runtime/core/ufunc.h"

namespace tnp {

/// Reduces `a` over `options.axes` (none: all). The sums of float types are
/// pairwise, with NumPy's blocking. Errors and messages are NumPy's. Source:
/// numpy.ufunc.reduce.
ndarray ufunc_reduce(const Ufunc& ufunc, const ndarray& a,
                     const ReduceOptions& options = {});

/// The running results along `axis`, of the shape of `a`.
ndarray ufunc_accumulate(const Ufunc& ufunc, const ndarray& a, int axis,
                         std::optional<DType> dtype = {},
                         const ndarray* out = nullptr);

/// For each i, reduces a[indices[i]:indices[i + 1]], or gives a[indices[i]]
/// when the indices do not increase there.
ndarray ufunc_reduceat(const Ufunc& ufunc, const ndarray& a,
                       const ndarray& indices, int axis,
                       std::optional<DType> dtype = {},
                       const ndarray* out = nullptr);

/// The ufunc of every pair of elements: shape a.shape + b.shape.
UfuncResults ufunc_outer(const Ufunc& ufunc, const ndarray& a, const ndarray& b,
                         const UfuncOptions& options = {});

/// target.flat[positions] = ufunc(target.flat[positions], b), element by
/// element, so that a position that occurs twice counts twice. `positions` is
/// int64, in range; `b` broadcasts to its shape and is undefined for unary
/// ufuncs.
void ufunc_at(const Ufunc& ufunc, const ndarray& target,
              const ndarray& positions, const ndarray& b);

}  // namespace tnp
