/// Linear algebra (NumPy `linalg`), by LAPACK through ATen.
///
/// Shapes:  matrices are the last two axes, all others are batches.
/// Dtypes:  float32, float64 and their complex types; integers compute in
///          float64; float16 is a TypeError, as in NumPy.
/// Devices: CPU and, where ATen has it, CUDA.
/// Errors:  LinAlgError with NumPy's messages.
/// Signs of eigenvectors and singular vectors are LAPACK's; they may differ on
/// a GPU.
#pragma once

#include <span>
#include <string_view>
#include <tuple>
#include <variant>

#include "runtime/ops/support.h"

namespace tnp::ops {

/// `ord`: none, a number (inf, 2, ...), "fro" or "nuc".
using NormOrder = std::optional<std::variant<ndarray, std::string_view>>;
ndarray norm(const ndarray& x, const NormOrder& ord, MaybeAxes axis,
             bool keepdims);
ndarray matrix_norm(const ndarray& x, bool keepdims, const NormOrder& ord);
ndarray vector_norm(const ndarray& x, MaybeAxes axis, bool keepdims,
                    const NormOrder& ord);
/// Condition number; `p` as `ord`. Infinite for singular matrices.
ndarray cond(const ndarray& x, const NormOrder& p);

ndarray inv(const ndarray& a);
/// The same with nan for a singular matrix instead of an error.
ndarray inv_or_nan(const ndarray& a);
ndarray pinv(const ndarray& a, const MaybeArray& rcond, bool hermitian,
             const MaybeArray& rtol);
/// `b` is a vector only when it has one dimension.
ndarray solve(const ndarray& a, const ndarray& b);
ndarray tensorsolve(const ndarray& a, const ndarray& b, MaybeAxes axes);
ndarray tensorinv(const ndarray& a, std::int64_t ind);
/// Solution, residuals, rank, singular values of `a`.
std::tuple<ndarray, ndarray, ndarray, ndarray> lstsq(
    const ndarray& a, const ndarray& b, std::optional<double> rcond);

ndarray det(const ndarray& a);
std::tuple<ndarray, ndarray> slogdet(const ndarray& a);
ndarray matrix_rank(const ndarray& a, const MaybeArray& tol, bool hermitian,
                    const MaybeArray& rtol);
ndarray matrix_power(const ndarray& a, std::int64_t n);
ndarray multi_dot(std::span<const ndarray> arrays, const MaybeArray& out);

/// Eigenvalues and vectors; real when all eigenvalues are.
std::tuple<ndarray, ndarray> eig(const ndarray& a);
ndarray eigvals(const ndarray& a);
std::tuple<ndarray, ndarray> eigh(const ndarray& a, std::string_view uplo);
ndarray eigvalsh(const ndarray& a, std::string_view uplo);
/// U, S, Vh; with `compute_uv` false only S.
OneOrTuple svd(const ndarray& a, bool full_matrices, bool compute_uv,
               bool hermitian);
ndarray svdvals(const ndarray& x);
/// Modes "reduced", "complete" (Q, R), "r" (R only) and "raw" (reflectors,
/// transposed, and their scales); also NumPy's old "full" and "economic".
OneOrTuple qr(const ndarray& a, std::string_view mode);
ndarray cholesky(const ndarray& a, bool upper);

// What numpy.linalg has beside the functions of the same names: matrices are
// the last two axes, vectors one-dimensional or the last axis.

/// ValueError unless the vectors have three elements.
ndarray linalg_cross(const ndarray& x1, const ndarray& x2, std::int64_t axis);
ndarray linalg_diagonal(const ndarray& x, std::int64_t offset);
ndarray linalg_matmul(const ndarray& x1, const ndarray& x2);
/// ValueError unless both have one dimension.
ndarray linalg_outer(const ndarray& x1, const ndarray& x2);
ndarray linalg_trace(const ndarray& x, std::int64_t offset, MaybeDType dtype);
ndarray linalg_vecdot(const ndarray& x1, const ndarray& x2, std::int64_t axis);

}  // namespace tnp::ops
