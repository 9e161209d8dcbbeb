/// Singular values and eigenvalues of matrices of a few rows: LAPACK called as
/// ATen calls it, without the way there, which is longer than the work.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/core/ndarray.h"
#include "runtime/ops/results.h"

namespace tnp::ops {

/// Whether the functions below take this: what are_small_matrices takes, of
/// float32 or float64.
bool are_small_real_matrices(const ndarray& a);

/// {u, s, vh} of each, or {s} without `compute_uv`; none when LAPACK does not
/// find them.
std::optional<Results> small_svd(const ndarray& a, bool full_matrices,
                                 bool compute_uv);
/// {values, vectors} of each, from the triangle 'L' or 'U'; or {values}.
std::optional<Results> small_eigh(const ndarray& a, char triangle,
                                  bool compute_vectors);

}  // namespace tnp::ops
