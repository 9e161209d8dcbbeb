/// Solving, inverting and decomposing.
#include "runtime/ops/linalg.h"

#include <ATen/ops/_linalg_svd.h>
#include <ATen/ops/all.h>
#include <ATen/ops/geqrf.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/linalg_cholesky_ex.h>
#include <ATen/ops/linalg_det.h>
#include <ATen/ops/linalg_eig.h>
#include <ATen/ops/linalg_eigh.h>
#include <ATen/ops/linalg_eigvals.h>
#include <ATen/ops/linalg_eigvalsh.h>
#include <ATen/ops/linalg_inv_ex.h>
#include <ATen/ops/linalg_qr.h>
#include <ATen/ops/linalg_slogdet.h>
#include <ATen/ops/linalg_solve_ex.h>
#include <ATen/ops/linalg_svd.h>

#include <algorithm>
#include <limits>

#include "runtime/ops/indexing.h"
#include "runtime/ops/linalg_input.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/small_matrices.h"
#include "runtime/ops/small_spectra.h"

namespace tnp::ops {

DType linalg_dtype(DType dtype) {
  if (dtype == DType::kFloat16 || dtype == DType::kBFloat16) {
    raise_type_error("array type " + std::string(name(dtype)) +
                     " is unsupported in linalg");
  }
  return is_inexact(dtype) ? dtype : DType::kFloat64;
}

DType linalg_dtype(DType a, DType b) {
  return promote_types(linalg_dtype(a), linalg_dtype(b));
}

void require_matrix(const ndarray& a) {
  if (a.ndim() >= 2) return;
  raise_linalg_error(std::to_string(a.ndim()) +
                     "-dimensional array given. Array must be at least "
                     "two-dimensional");
}

void require_square(const ndarray& a) {
  require_matrix(a);
  if (a.shape(a.ndim() - 1) != a.shape(a.ndim() - 2)) {
    raise_linalg_error("Last 2 dimensions of the array must be square");
  }
}

void require_finite(const ndarray& a) {
  if (!is_inexact(a.dtype())) return;
  if (!at::all(at::isfinite(to_tensor(a))).item<bool>()) {
    raise_linalg_error("Array must not contain infs or NaNs");
  }
}

bool failed(const at::Tensor& info) {
  return info.numel() > 0 && info.any().item<bool>();
}

ndarray adjoint(const ndarray& a) {
  const ndarray t = swapaxes(a, -1, -2);
  return is_complex(a.dtype()) ? call_unary(ufuncs::conjugate, t) : t;
}

ndarray inv(const ndarray& a) {
  require_square(a);
  const ndarray matrices = cast_to(a, linalg_dtype(a.dtype()));
  if (are_small_matrices(matrices)) {
    if (auto inverses = small_inverses(matrices)) return *inverses;
    raise_linalg_error("Singular matrix");
  }
  const auto [inverse, info] = at::linalg_inv_ex(to_tensor(matrices), false);
  if (failed(info)) raise_linalg_error("Singular matrix");
  return from_tensor(inverse.contiguous());
}

ndarray inv_or_nan(const ndarray& a) {
  require_square(a);
  const at::Tensor matrices = linalg_tensor(a, linalg_dtype(a.dtype()));
  const auto [inverse, info] = at::linalg_inv_ex(matrices, false);
  if (!failed(info)) return from_tensor(inverse.contiguous());
  const at::Tensor bad = info.ne(0).unsqueeze(-1).unsqueeze(-1);
  return from_tensor(
      inverse.masked_fill(bad, std::numeric_limits<double>::quiet_NaN())
          .contiguous());
}

ndarray solve(const ndarray& a, const ndarray& b) {
  require_square(a);
  const DType type = linalg_dtype(a.dtype(), b.dtype());
  const bool vector = b.ndim() == 1;
  if (!vector) require_matrix(b);
  const ndarray right = vector ? insert_axis(b, 1) : b;
  const std::int64_t n = a.shape(a.ndim() - 1);
  const std::int64_t m = right.shape(right.ndim() - 2);
  if (n != m) {
    raise_value_error(
        std::string(vector ? "solve1" : "solve") +
        ": Input operand 1 has a mismatch in its core dimension 0, with "
        "gufunc signature (m,m),(m" +
        std::string(vector ? "" : ",n") + ")->(m" + (vector ? "" : ",n") +
        ") (size " + std::to_string(m) + " is different from " +
        std::to_string(n) + ")");
  }
  if (a.ndim() == 2 && right.ndim() == 2) {
    const ndarray matrix = cast_to(a, type);
    const ndarray columns = cast_to(right, type);
    if (are_small_matrices(matrix) && columns.is_direct() &&
        columns.is_c_contiguous()) {
      const auto x = small_solution(matrix, columns);
      if (!x) raise_linalg_error("Singular matrix");
      return vector ? select_axis(*x, 1, 0) : *x;
    }
  }
  at::Tensor left = linalg_tensor(a, type);
  at::Tensor rhs = linalg_tensor(right, type);
  // ATen guesses batches of vectors from equal shapes; equal ranks prevent it.
  const auto rank = std::max(left.dim(), rhs.dim());
  while (left.dim() < rank) left = left.unsqueeze(0);
  while (rhs.dim() < rank) rhs = rhs.unsqueeze(0);
  const auto [x, info] = at::linalg_solve_ex(left, rhs, true, false);
  if (failed(info)) raise_linalg_error("Singular matrix");
  const ndarray result = from_tensor(x.contiguous());
  return vector ? select_axis(result, result.ndim() - 1, 0) : result;
}

ndarray tensorsolve(const ndarray& a, const ndarray& b, MaybeAxes axes) {
  ndarray source = strong(a);
  if (axes) {
    std::vector<int> order;
    for (int i = 0; i < a.ndim(); ++i) order.push_back(i);
    for (std::int64_t axis : *axes) {
      const auto at = std::ranges::find(order, static_cast<int>(axis));
      if (at == order.end()) raise_value_error("list.remove(x): x not in list");
      order.erase(at);
      order.push_back(static_cast<int>(axis));
    }
    source = source.permuted(order);
  }
  const IntSpan shape = source.shape();
  const IntSpan rest =
      shape.subspan(std::min<std::size_t>(b.ndim(), shape.size()));
  const std::int64_t n = num_elements(rest);
  if (source.size() != n * n) {
    raise_linalg_error(
        "Input arrays must satisfy the requirement             "
        "prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])");
  }
  const std::int64_t square[] = {b.size(), n};
  return solve(source.reshape(square), flattened(b)).reshape(rest);
}

ndarray tensorinv(const ndarray& a, std::int64_t ind) {
  if (ind <= 0) raise_value_error("Invalid ind argument.");
  const auto split =
      std::min<std::size_t>(static_cast<std::size_t>(ind), a.shape().size());
  Shape shape = to_shape(a.shape().subspan(split));
  const std::int64_t n = num_elements(span_of(shape));
  for (std::int64_t extent : a.shape().first(split)) shape.push_back(extent);
  const std::int64_t square[] = {n, -1};
  return inv(a.reshape(square)).reshape(span_of(shape));
}

ndarray det(const ndarray& a) {
  require_square(a);
  const ndarray matrices = cast_to(a, linalg_dtype(a.dtype()));
  if (are_small_matrices(matrices)) return small_determinants(matrices);
  return from_tensor(at::linalg_det(to_tensor(matrices)).contiguous());
}

std::tuple<ndarray, ndarray> slogdet(const ndarray& a) {
  require_square(a);
  const auto [sign, logabsdet] =
      at::linalg_slogdet(linalg_tensor(a, linalg_dtype(a.dtype())));
  return {from_tensor(sign.contiguous()), from_tensor(logabsdet.contiguous())};
}

namespace {

/// The real part alone when every imaginary part is zero.
bool all_real(const ndarray& w) {
  return !any_true(call_binary(ufuncs::not_equal, imag(w), number(0)));
}

}  // namespace

std::tuple<ndarray, ndarray> eig(const ndarray& a) {
  require_square(a);
  require_finite(a);
  const DType type = linalg_dtype(a.dtype());
  const auto [values, vectors] = at::linalg_eig(linalg_tensor(a, type));
  const ndarray w = from_tensor(values.contiguous());
  const ndarray v = from_tensor(vectors.contiguous());
  if (is_complex(type) || !all_real(w)) return {w, v};
  return {real(w).copy(), real(v).copy()};
}

ndarray eigvals(const ndarray& a) {
  require_square(a);
  require_finite(a);
  const DType type = linalg_dtype(a.dtype());
  const ndarray w =
      from_tensor(at::linalg_eigvals(linalg_tensor(a, type)).contiguous());
  return is_complex(type) || !all_real(w) ? w : real(w).copy();
}

namespace {

/// What `compute` gives; NumPy's error where LAPACK does not converge.
template <typename Compute>
auto converged(const char* message, Compute&& compute) {
  try {
    return compute();
  } catch (const c10::LinAlgError&) {
    raise_linalg_error(message);
  }
}
constexpr const char* kNoEigenvalues = "Eigenvalues did not converge";
constexpr const char* kNoSingularValues = "SVD did not converge";

std::string checked_uplo(std::string_view uplo) {
  if (uplo == "L" || uplo == "l") return "L";
  if (uplo == "U" || uplo == "u") return "U";
  raise_value_error("UPLO argument must be 'L' or 'U'");
}

}  // namespace

std::tuple<ndarray, ndarray> eigh(const ndarray& a, std::string_view uplo) {
  const std::string triangle = checked_uplo(uplo);
  require_square(a);
  const ndarray matrices = cast_to(a, linalg_dtype(a.dtype()));
  if (are_small_real_matrices(matrices)) {
    const auto found = small_eigh(matrices, triangle[0], true);
    if (found) return {(*found)[0], (*found)[1]};
  }
  const auto [values, vectors] = converged(kNoEigenvalues, [&] {
    return at::linalg_eigh(to_tensor(matrices), triangle);
  });
  return {from_tensor(values.contiguous()), from_tensor(vectors.contiguous())};
}

ndarray eigvalsh(const ndarray& a, std::string_view uplo) {
  const std::string triangle = checked_uplo(uplo);
  require_square(a);
  const ndarray matrices = cast_to(a, linalg_dtype(a.dtype()));
  if (are_small_real_matrices(matrices)) {
    if (const auto found = small_eigh(matrices, triangle[0], false)) {
      return (*found)[0];
    }
  }
  return from_tensor(converged(kNoEigenvalues, [&] {
    return at::linalg_eigvalsh(to_tensor(matrices), triangle).contiguous();
  }));
}

namespace {

/// A Hermitian matrix's singular values are its eigenvalues' moduli, sorted.
Results hermitian_svd(const ndarray& a, bool compute_uv) {
  const auto [values, vectors] = eigh(a, "L");
  const ndarray moduli = call_unary(ufuncs::absolute, values);
  const std::int64_t n = moduli.shape(moduli.ndim() - 1);
  // eigh sorts by signed value, so the moduli must be ordered again.
  const at::Tensor order =
      to_tensor(moduli).argsort(/*stable=*/true, -1, /*descending=*/true);
  const ndarray index = from_tensor(order);
  const int last = moduli.ndim() - 1;
  const ndarray s = take_along_axis(moduli, index, last);
  if (!compute_uv) return {s};
  // The sign of zero is one: vectors keep their length.
  const ndarray negative = call_binary(ufuncs::less, values, number(0));
  const ndarray signs =
      where(negative, number(-1.0),
            ndarray::full({}, Scalar(1.0), values.dtype()))[0];
  const ndarray sign = take_along_axis(signs, index, last);
  const ndarray columns = insert_axis(index, last);
  Shape shape = to_shape(vectors.shape());
  shape[last] = n;
  const ndarray u =
      take_along_axis(vectors, columns.broadcast_to(span_of(shape)), last + 1);
  const ndarray v = multiply(u, insert_axis(sign, last));
  return {u, s, adjoint(v)};
}

}  // namespace

OneOrTuple svd(const ndarray& a, bool full_matrices, bool compute_uv,
               bool hermitian) {
  require_matrix(a);
  if (hermitian) {
    require_square(a);
    return hermitian_svd(a, compute_uv);
  }
  const ndarray matrices = cast_to(a, linalg_dtype(a.dtype()));
  if (are_small_real_matrices(matrices)) {
    if (const auto found = small_svd(matrices, full_matrices, compute_uv)) {
      return *found;
    }
  }
  const at::Tensor t = to_tensor(matrices);
  if (!compute_uv) {
    const auto [u, s, vh] = converged(
        kNoSingularValues, [&] { return at::_linalg_svd(t, false, false); });
    return Results{from_tensor(s.contiguous())};
  }
  const auto [u, s, vh] = converged(
      kNoSingularValues, [&] { return at::linalg_svd(t, full_matrices); });
  return Results{from_tensor(u.contiguous()), from_tensor(s.contiguous()),
                 from_tensor(vh.contiguous())};
}

ndarray svdvals(const ndarray& x) { return svd(x, true, false, false)[0]; }

namespace {

/// The mode that a name stands for, with NumPy's warnings for old names.
std::string_view qr_mode(std::string_view name) {
  if (name == "full" || name == "f") {
    warn(WarningKind::kDeprecationWarning,
         "The 'full' option is deprecated in favor of 'reduced'.\nFor backward "
         "compatibility let mode default.");
    return "reduced";
  }
  if (name == "economic" || name == "e") {
    warn(WarningKind::kDeprecationWarning,
         "The 'economic' option is deprecated.");
    return "economic";
  }
  if (name != "reduced" && name != "complete" && name != "r" && name != "raw") {
    raise_value_error("Unrecognized mode '" + std::string(name) + "'");
  }
  return name;
}

}  // namespace

OneOrTuple qr(const ndarray& a, std::string_view given_mode) {
  const std::string_view mode = qr_mode(given_mode);
  require_matrix(a);
  const at::Tensor t = linalg_tensor(a, linalg_dtype(a.dtype()));
  if (mode == "raw" || mode == "economic") {
    const auto [reflectors, scales] = at::geqrf(t);
    const ndarray h = from_tensor(reflectors.contiguous());
    if (mode == "economic") return Results{h};
    return Results{swapaxes(h, -1, -2), from_tensor(scales.contiguous())};
  }
  const auto [q, r] = at::linalg_qr(t, std::string(mode));
  if (mode == "r") return Results{from_tensor(r.contiguous())};
  return Results{from_tensor(q.contiguous()), from_tensor(r.contiguous())};
}

ndarray cholesky(const ndarray& a, bool upper) {
  require_square(a);
  const ndarray matrices = cast_to(a, linalg_dtype(a.dtype()));
  if (!upper && are_small_matrices(matrices)) {
    if (auto factors = small_cholesky_factors(matrices)) return *factors;
    raise_linalg_error("Matrix is not positive definite");
  }
  const auto [factor, info] =
      at::linalg_cholesky_ex(to_tensor(matrices), upper, false);
  if (failed(info)) raise_linalg_error("Matrix is not positive definite");
  return from_tensor(factor.contiguous());
}

}  // namespace tnp::ops
