/// Matrices of a few rows, for which the way to LAPACK and back is longer than
/// the work: elimination with the same choice of pivots.
#pragma once

#include <optional>

#include "runtime/core/ndarray.h"

namespace tnp::ops {

/// Whether the functions below take this: packed direct matrices [..., n, n] of
/// a float or complex dtype, 1 <= n <= 8.
bool are_small_matrices(const ndarray& a);

/// The inverse of each; none when one is singular.
std::optional<ndarray> small_inverses(const ndarray& a);
/// x of a x = b for one matrix [n, n] and packed columns [n, m] of its dtype.
std::optional<ndarray> small_solution(const ndarray& a, const ndarray& b);
/// The determinant of each: shape [...].
ndarray small_determinants(const ndarray& a);
/// The lower factor of each; none when one is not positive definite. Only the
/// lower triangle is read.
std::optional<ndarray> small_cholesky_factors(const ndarray& a);

}  // namespace tnp::ops
