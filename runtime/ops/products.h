/// Products of vectors, matrices and tensors.
///
/// All go through the core's matmul; dtypes promote as in NumPy. Errors:
/// ValueError with NumPy's messages when extents differ.
#pragma once

#include <span>
#include <string_view>
#include <tuple>
#include <variant>

#include "runtime/ops/einsum_path.h"
#include "runtime/ops/support.h"

namespace tnp::ops {

/// Sum over the last axis of `a` and the second-to-last of `b`.
ndarray dot(const ndarray& a, const ndarray& b, const MaybeArray& out);
/// Sum over the last axes.
ndarray inner(const ndarray& a, const ndarray& b);
/// Flattened, with `a` conjugated.
ndarray vdot(const ndarray& a, const ndarray& b);
ndarray outer(const ndarray& a, const ndarray& b, const MaybeArray& out);
/// `axes` is a number of axes or a pair of axis lists, as [2] or [2, k].
ndarray tensordot(const ndarray& a, const ndarray& b, const ndarray& axes);
ndarray kron(const ndarray& a, const ndarray& b);
ndarray cross(const ndarray& a, const ndarray& b, std::int64_t axisa,
              std::int64_t axisb, std::int64_t axisc, MaybeInt axis);
ndarray trace(const ndarray& a, std::int64_t offset, std::int64_t axis1,
              std::int64_t axis2, MaybeDType dtype, const MaybeArray& out);
/// Modes "full", "same", "valid" (or their first letters).
ndarray convolve(const ndarray& a, const ndarray& v, std::string_view mode);
ndarray correlate(const ndarray& a, const ndarray& v, std::string_view mode);
/// How an Einstein summation works: its result's type and layout, and the path
/// that it takes, given or searched for.
struct EinsumOptions {
  MaybeDType dtype;
  char order = 'K';
  std::string_view casting = "safe";
  PathSearch search = PathSearch::kNone;
  std::optional<double> memory_limit;
  std::optional<ContractionPath> path;
};
/// Einstein summation; a path changes nothing but the order of work.
ndarray einsum(std::string_view subscripts, std::span<const ndarray> operands,
               const MaybeArray& out, const EinsumOptions& options);
/// Its labels as letters, those of ellipses too, and their extents. ValueError
/// where the subscripts and the shapes do not fit.
EinsumTerms einsum_terms(std::string_view subscripts,
                         std::span<const Shape> shapes);

ndarray polyval(const ndarray& p, const ndarray& x);
ndarray polyder(const ndarray& p, std::int64_t m);
ndarray polyint(const ndarray& p, std::int64_t m, const MaybeArray& k);
ndarray polyadd(const ndarray& a1, const ndarray& a2);
ndarray polysub(const ndarray& a1, const ndarray& a2);
ndarray polymul(const ndarray& a1, const ndarray& a2);
/// Quotient and remainder.
std::tuple<ndarray, ndarray> polydiv(const ndarray& u, const ndarray& v);
/// Coefficients; with `full` also residuals, rank, singular values and rcond;
/// with `cov` (true or "unscaled") also their covariance.
OneOrTuple polyfit(const ndarray& x, const ndarray& y, std::int64_t deg,
                   const MaybeArray& rcond, bool full, const MaybeArray& w,
                   const std::variant<ndarray, std::string_view>& cov);
ndarray roots(const ndarray& p);
ndarray poly(const ndarray& seq_of_zeros);

}  // namespace tnp::ops
