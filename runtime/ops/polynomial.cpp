/// Polynomials by their coefficients, highest power first.
#include <algorithm>
#include <cmath>
#include <limits>

#include "runtime/core/indexing.h"
#include "runtime/ops/creation.h"
#include "runtime/ops/linalg.h"
#include "runtime/ops/logic.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/products.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/sorting.h"

namespace tnp::ops {

ndarray polyval(const ndarray& p, const ndarray& x) {
  if (p.ndim() == 0) {
    raise(ErrorKind::kTypeError, "iteration over a 0-d array");
  }
  const ndarray at = strong(x);
  ndarray result = ndarray::zeros(at.shape(), at.dtype());
  for (std::int64_t i = 0; i < p.shape(0); ++i) {
    result = add(multiply(result, at), select_axis(p, 0, i));
  }
  return result;
}

ndarray polyder(const ndarray& p, std::int64_t m) {
  if (m < 0)
    raise_value_error("Order of derivative must be positive (see polyint)");
  ndarray result = with_ndim(p, 1);
  for (; m > 0; --m) {
    const std::int64_t n = std::max<std::int64_t>(result.size() - 1, 0);
    const ndarray powers = slice_axis(ndarray::arange(n + 1), 0, n, n, -1);
    result = multiply(slice_axis(result, 0, 0, n), powers);
  }
  return result;
}

ndarray polyint(const ndarray& p, std::int64_t m, const MaybeArray& k) {
  if (m < 0)
    raise_value_error("Order of integral must be positive (see polyder)");
  ndarray constants = k ? with_ndim(*k, 1) : with_ndim(number(0), 1);
  constants = strong(constants);
  if (constants.size() == 1 && m > 1) {
    const std::int64_t shape[] = {m};
    constants = constants.broadcast_to(shape);
  }
  if (constants.size() < m) {
    raise_value_error(
        "k must be a scalar or a rank-1 array of length 1 or >m.");
  }
  ndarray result = with_ndim(p, 1);
  for (std::int64_t i = 0; i < m; ++i) {
    const std::int64_t n = result.size();
    const ndarray powers = slice_axis(ndarray::arange(n + 1), 0, n, n, -1);
    const ndarray parts[] = {divide(result, powers),
                             slice_axis(constants, 0, i, 1)};
    result = concatenate(parts, 0, {}, {}, "same_kind");
  }
  return result;
}

namespace {

/// Zeros in front, up to `n` coefficients.
ndarray padded(const ndarray& p, std::int64_t n) {
  const ndarray a = with_ndim(p, 1);
  if (a.size() >= n) return a;
  const std::int64_t missing[] = {n - a.size()};
  const ndarray parts[] = {ndarray::zeros(missing, a.dtype()), a};
  return concatenate(parts, 0, {}, {}, "same_kind");
}

}  // namespace

ndarray polyadd(const ndarray& a1, const ndarray& a2) {
  const std::int64_t n = std::max(a1.size(), a2.size());
  return add(padded(a1, n), padded(a2, n));
}

ndarray polysub(const ndarray& a1, const ndarray& a2) {
  const std::int64_t n = std::max(a1.size(), a2.size());
  return subtract(padded(a1, n), padded(a2, n));
}

namespace {

/// Without leading zeros; the zero polynomial has one coefficient.
ndarray trimmed(const ndarray& p) {
  if (p.ndim() > 1) raise_value_error("Polynomial must be 1d only.");
  const ndarray coefficients = trim_zeros(with_ndim(p, 1), "f");
  if (coefficients.size() > 0) return coefficients;
  const std::int64_t one[] = {1};
  return ndarray::zeros(one, coefficients.dtype());
}

}  // namespace

ndarray polymul(const ndarray& a1, const ndarray& a2) {
  return convolve(trimmed(a1), trimmed(a2), "full");
}

namespace {

void check_data(const ndarray& x, const ndarray& y, std::int64_t deg) {
  if (deg < 0) raise_value_error("expected deg >= 0");
  if (x.ndim() != 1) raise_type_error("expected 1D vector for x");
  if (x.size() == 0) raise_type_error("expected non-empty vector for x");
  if (y.ndim() < 1 || y.ndim() > 2) {
    raise_type_error("expected 1D or 2D array for y");
  }
  if (x.shape(0) != y.shape(0)) {
    raise_type_error("expected x and y to have same length");
  }
}

ndarray checked_weights(const ndarray& w, const ndarray& y) {
  const ndarray weights = add(strong(w), number(0.0));
  if (weights.ndim() != 1) {
    raise_type_error("expected a 1-d array for weights");
  }
  if (weights.shape(0) != y.shape(0)) {
    raise_type_error("expected w and y to have the same length");
  }
  return weights;
}

/// A factor for each row of `y`.
ndarray for_rows(const ndarray& factors, const ndarray& y) {
  return y.ndim() == 2 ? insert_axis(factors, 1) : factors;
}

ndarray default_rcond(const ndarray& x) {
  const bool is_single = real_type(x.dtype()) == DType::kFloat32;
  const double epsilon = is_single ? std::numeric_limits<float>::epsilon()
                                   : std::numeric_limits<double>::epsilon();
  return cast_to(number(static_cast<double>(x.size()) * epsilon),
                 is_single ? DType::kFloat32 : DType::kFloat64);
}

/// The covariance of the coefficients, scaled by the residuals where
/// `is_scaled`: [N, N], or [N, N, K] of K data sets.
ndarray covariance(const ndarray& left, const ndarray& scale, const ndarray& y,
                   const ndarray& residuals, bool is_scaled) {
  const std::int64_t surplus = left.shape(0) - left.shape(1);
  const ndarray base =
      divide(inv(dot(left.transposed(), left, {})), outer(scale, scale, {}));
  const ndarray matrix = y.ndim() == 1 ? base : insert_axis(base, 2);
  if (!is_scaled) return multiply(matrix, number(1));
  if (surplus <= 0) {
    raise_value_error(
        "the number of data points must exceed order to scale the covariance "
        "matrix");
  }
  return multiply(matrix, divide(residuals, number(surplus)));
}

}  // namespace

OneOrTuple polyfit(const ndarray& given_x, const ndarray& given_y,
                   std::int64_t deg, const MaybeArray& given_rcond, bool full,
                   const MaybeArray& w,
                   const std::variant<ndarray, std::string_view>& cov) {
  const ndarray x = add(strong(given_x), number(0.0));
  const ndarray y = add(strong(given_y), number(0.0));
  check_data(x, y, deg);
  ndarray left = vander(x, deg + 1, false);
  ndarray right = y;
  if (w) {
    const ndarray weights = checked_weights(*w, y);
    left = multiply(left, insert_axis(weights, 1));
    right = multiply(right, for_rows(weights, y));
  }
  const ndarray rcond = given_rcond.value_or(default_rcond(x));
  const std::int64_t rows[] = {0};
  // Columns of equal length keep the least-squares problem well conditioned.
  const ndarray scale = call_unary(
      ufuncs::sqrt, sum(multiply(left, left), rows, {}, {}, false, {}, {}));
  left = divide(left, scale);
  const auto [solution, residuals, rank, values] =
      lstsq(left, right, rcond.item(0).as_double());
  const ndarray c = divide(solution, for_rows(scale, y));
  if (full) return {{c, residuals, rank, values, rcond}, true};
  if (rank.item(0).as_int64() != deg + 1) {
    warn(WarningKind::kRankWarning, "Polyfit may be poorly conditioned");
  }
  const auto* name = std::get_if<std::string_view>(&cov);
  if (!name && !all_true(std::get<ndarray>(cov))) return {{c}};
  const bool is_scaled = !name || *name != "unscaled";
  return {{c, covariance(left, scale, y, residuals, is_scaled)}, true};
}

std::tuple<ndarray, ndarray> polydiv(const ndarray& given_u,
                                     const ndarray& given_v) {
  const ndarray u = add(with_ndim(given_u, 1), number(0.0));
  const ndarray v = add(with_ndim(given_v, 1), number(0.0));
  if (u.shape(0) == 0 || v.shape(0) == 0) {
    raise_index_error("index 0 is out of bounds for axis 0 with size 0");
  }
  const DType dtype = tnp::result_type({&u, &v});
  const std::int64_t n = v.size();
  const std::int64_t steps = std::max<std::int64_t>(u.size() - n + 1, 0);
  const ndarray scale = divide(number(1.0), select_axis(v, 0, 0));
  const std::int64_t shape[] = {std::max<std::int64_t>(steps, 1)};
  const ndarray quotient = beside(u, ndarray::zeros(shape, dtype));
  ndarray rest = astype(u, dtype);
  for (std::int64_t i = 0; i < steps; ++i) {
    const ndarray ratio = multiply(scale, select_axis(rest, 0, i));
    copy_into(select_axis(quotient, 0, i), ratio);
    call_in_place(ufuncs::subtract, slice_axis(rest, 0, i, n),
                  multiply(ratio, v));
  }
  const auto is_small = [&] {
    return all_true(isclose(select_axis(rest, 0, 0), number(0), number(1e-14),
                            number(1e-8), false));
  };
  while (rest.size() > 1 && is_small()) {
    rest = slice_axis(rest, 0, 1, rest.size() - 1);
  }
  return {quotient, rest};
}

ndarray roots(const ndarray& p) {
  const ndarray a = with_ndim(p, 1);
  if (a.ndim() != 1) raise_value_error("Input must be a rank-1 array.");
  const ndarray set = tnp::nonzero(a)[0];
  if (set.size() == 0) {
    const std::int64_t none[] = {0};
    return ndarray::empty(none, DType::kFloat64);
  }
  const std::int64_t first = set.item(0).as_int64();
  const std::int64_t last = set.item(set.size() - 1).as_int64();
  const std::int64_t trailing[] = {a.size() - last - 1};
  ndarray q = as_inexact(slice_axis(a, 0, first, last - first + 1));
  const std::int64_t n = q.size();
  if (n <= 1) return ndarray::zeros(trailing, DType::kFloat64);
  // The roots are the companion matrix's eigenvalues.
  const ndarray companion =
      cast_to(eye(n - 1, {}, -1, DType::kFloat64, "C", {}), q.dtype());
  copy_into(select_axis(companion, 0, 0),
            divide(call_unary(ufuncs::negative, slice_axis(q, 0, 1, n - 1)),
                   select_axis(q, 0, 0)));
  const ndarray values = eigvals(companion);
  if (trailing[0] == 0) return values;
  const ndarray parts[] = {values, ndarray::zeros(trailing, values.dtype())};
  return concatenate(parts, 0, {}, {}, "same_kind");
}

ndarray poly(const ndarray& seq_of_zeros) {
  ndarray zeros = with_ndim(seq_of_zeros, 1);
  if (zeros.ndim() == 2 && zeros.shape(0) == zeros.shape(1) &&
      zeros.shape(0) != 0) {
    zeros = eigvals(zeros);
  } else if (zeros.ndim() != 1) {
    raise_value_error("input must be 1d or non-empty square 2d array.");
  }
  const std::int64_t one[] = {1};
  zeros = as_inexact(zeros);
  ndarray result = ndarray::full(one, Scalar(1.0), zeros.dtype());
  for (std::int64_t i = 0; i < zeros.size(); ++i) {
    const ndarray factor[] = {
        ndarray::full(one, Scalar(1.0), zeros.dtype()),
        call_unary(ufuncs::negative, slice_axis(zeros, 0, i, 1))};
    result =
        convolve(result, concatenate(factor, 0, {}, {}, "same_kind"), "full");
  }
  if (!is_complex(result.dtype())) return result;
  // Conjugate pairs of roots give real coefficients.
  const ndarray mirrored =
      sort(call_unary(ufuncs::conjugate, zeros), -1, {}, {});
  const ndarray same =
      call_binary(ufuncs::equal, sort(zeros, -1, {}, {}), mirrored);
  return all_true(same) ? real(result).copy() : result;
}

}  // namespace tnp::ops
