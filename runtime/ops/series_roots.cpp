// Roots are the eigenvalues of a companion matrix, tridiagonal but for its last
// column and scaled so that it is symmetric for a basis function alone; Gauss's
// points are those of a basis function, after one step of Newton's method.
#include <cmath>
#include <numbers>

#include "runtime/ops/creation.h"
#include "runtime/ops/linalg.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/series_support.h"
#include "runtime/ops/sorting.h"

namespace tnp::ops {
namespace {

using Basis = Series::Basis;
using std::numbers::pi;

ndarray absolute(const ndarray& a) { return call_unary(ufuncs::absolute, a); }
ndarray square_root(const ndarray& a) { return call_unary(ufuncs::sqrt, a); }

// ---- Companion matrices.

/// The factors that make the matrix symmetric.
std::vector<double> scales(Basis basis, std::int64_t n) {
  std::vector<double> result(static_cast<std::size_t>(n), 1.0);
  const auto at = [&](std::int64_t i) -> double& {
    return result[static_cast<std::size_t>(i)];
  };
  const double scale = basis == Basis::kHermite ? 2 : 1;
  for (std::int64_t i = 0; i < n; ++i) {
    const auto degree = static_cast<double>(i);
    if (basis == Basis::kLegendre) at(i) = 1.0 / std::sqrt(2 * degree + 1);
    if (basis == Basis::kChebyshev && i > 0) at(i) = std::sqrt(0.5);
  }
  if (basis != Basis::kHermite && basis != Basis::kHermiteE) return result;
  // From the highest degree down, each a product of those above it.
  for (std::int64_t i = n - 2; i >= 0; --i) {
    at(i) = at(i + 1) * (1.0 / std::sqrt(scale * static_cast<double>(i + 1)));
  }
  return result;
}

/// The element beside the diagonal in row `k`, counted from one.
double beside_diagonal(Basis basis, std::int64_t k,
                       const std::vector<double>& scale) {
  const auto degree = static_cast<double>(k);
  const auto row = static_cast<std::size_t>(k);
  switch (basis) {
    case Basis::kPower:
      return 1;
    case Basis::kChebyshev:
      return k == 1 ? std::sqrt(0.5) : 0.5;
    case Basis::kLegendre:
      return degree * scale[row - 1] * scale[row];
    case Basis::kHermite:
      return std::sqrt(0.5 * degree);
    case Basis::kHermiteE:
      return std::sqrt(degree);
    case Basis::kLaguerre:
      return -degree;
  }
  return 0;
}

/// The matrix without its last column's coefficients.
ndarray tridiagonal(Basis basis, std::int64_t n,
                    const std::vector<double>& scale) {
  const std::int64_t shape[] = {n, n};
  const ndarray matrix = ndarray::zeros(shape, DType::kFloat64);
  double* data = matrix.data_as<double>();
  for (std::int64_t k = 0; k < n; ++k) {
    if (basis == Basis::kLaguerre) {
      data[k * n + k] = 2.0 * static_cast<double>(k) + 1.0;
    }
    if (k == 0) continue;
    const double value = beside_diagonal(basis, k, scale);
    data[k * n + k - 1] = value;
    if (basis != Basis::kPower) data[(k - 1) * n + k] = value;
  }
  return matrix;
}

/// What the coefficients subtract from the last column.
ndarray last_column(Basis basis, const ndarray& c,
                    const std::vector<double>& scale) {
  const ndarray lower = but_last(c);
  const ndarray leading = nth(c, -1);
  const auto n = static_cast<double>(lower.size());
  const ndarray scl =
      beside(c, constants_like(ndarray::from_scalar(Scalar(0.0)), scale));
  const auto scaled = [&] {
    return multiply(divide(lower, leading), divide(scl, nth(scl, -1)));
  };
  switch (basis) {
    case Basis::kChebyshev:
      return multiply(scaled(), number(0.5));
    case Basis::kLegendre:
      return multiply(scaled(), number(n / (2 * n - 1)));
    case Basis::kHermite:
      return divide(multiply(scl, lower), multiply(number(2.0), leading));
    case Basis::kHermiteE:
      return divide(multiply(scl, lower), leading);
    case Basis::kLaguerre:
      return multiply(divide(lower, leading), number(n));
    default:
      return divide(lower, leading);
  }
}

/// The root of a series of degree one.
ndarray root_of_line(Basis basis, const ndarray& c) {
  const ndarray first = slice_axis(c, 0, 0, 1);
  const ndarray slope = slice_axis(c, 0, 1, 1);
  if (basis == Basis::kLaguerre) return add(number(1), divide(first, slope));
  if (basis == Basis::kHermite) {
    return divide(multiply(number(-0.5), first), slope);
  }
  return divide(call_unary(ufuncs::negative, first), slope);
}

}  // namespace

ndarray Series::companion(const ndarray& given) const {
  const ndarray c = one_series(given);
  if (c.size() < 2) {
    raise_value_error("Series must have maximum degree of at least 1.");
  }
  if (c.size() == 2) return insert_axis(root_of_line(basis, c), 0);
  const std::int64_t n = c.size() - 1;
  const std::vector<double> scale = scales(basis, n);
  const ndarray matrix =
      beside(c, cast_to(tridiagonal(basis, n, scale), c.dtype()));
  call_in_place(basis == Basis::kLaguerre ? ufuncs::add : ufuncs::subtract,
                select_axis(matrix, 1, n - 1), last_column(basis, c, scale));
  return matrix;
}

ndarray Series::roots(const ndarray& given) const {
  const ndarray c = one_series(given);
  const std::int64_t none[] = {0};
  if (c.size() < 2) return beside(c, ndarray::empty(none, c.dtype()));
  if (c.size() == 2) return root_of_line(basis, c);
  const ndarray matrix = companion(c);
  const std::int64_t both[] = {0, 1};
  // Turned round, it is more exact for those that are not of powers.
  const bool is_turned = basis != Basis::kPower;
  const ndarray values =
      eigvals(is_turned ? flip(matrix, IntSpan(both)) : matrix);
  return sort(values, -1, {}, {});
}

// ---- Quadrature.

namespace {

/// The Hermite function of degree `n` and norm one, without its exponential:
/// coefficients of high degree would overflow.
ndarray normed_hermite(const ndarray& x, std::int64_t n, double scale) {
  const double constant = 1 / std::sqrt(std::sqrt((scale == 2 ? 1 : 2) * pi));
  if (n == 0) return ndarray::full(x.shape(), Scalar(constant), x.dtype());
  ndarray c0 = number(0.0);
  ndarray c1 = number(constant);
  auto degree = static_cast<double>(n);
  for (std::int64_t i = 1; i < n; ++i, degree -= 1) {
    const ndarray before = c0;
    c0 = multiply(call_unary(ufuncs::negative, c1),
                  number(std::sqrt((degree - 1.0) / degree)));
    c1 = add(before,
             multiply(multiply(c1, x), number(std::sqrt(scale / degree))));
  }
  const ndarray last = multiply(c1, x);
  return add(c0, scale == 2 ? multiply(last, number(std::sqrt(2.0))) : last);
}

ndarray over_largest(const ndarray& a) {
  return divide(a, reduce(Reduction::kMax, absolute(a)));
}

/// The mean of what belongs to x and to -x.
ndarray even_part(const ndarray& a) {
  return divide(add(a, reversed(a)), number(2));
}
ndarray odd_part(const ndarray& a) {
  return divide(subtract(a, reversed(a)), number(2));
}

struct Quadrature {
  ndarray points, weights;
};

ndarray with_sum(const ndarray& weights, double total) {
  const ndarray sum = reduce(Reduction::kSum, weights);
  return multiply(weights, divide(number(total), sum));
}

Quadrature chebyshev_gauss(std::int64_t n) {
  const ndarray odd = add(multiply(ndarray::arange(n), number(2)), number(1));
  const auto count = static_cast<double>(n);
  const std::int64_t shape[] = {n};
  return {call_unary(ufuncs::cos,
                     divide(multiply(number(pi), odd), number(2.0 * count))),
          ndarray::full(shape, Scalar(pi / count), DType::kFloat64)};
}

Quadrature hermite_gauss(const Series& s, ndarray x, std::int64_t n) {
  const double scale = s.scale;
  const double slope = std::sqrt(scale * static_cast<double>(n));
  const ndarray value = normed_hermite(x, n, scale);
  const ndarray derivative =
      multiply(normed_hermite(x, n - 1, scale), number(slope));
  x = subtract(x, divide(value, derivative));
  const ndarray factor = over_largest(normed_hermite(x, n - 1, scale));
  const ndarray w = divide(number(1), multiply(factor, factor));
  return {odd_part(x),
          with_sum(even_part(w), std::sqrt((scale == 2 ? 1 : 2) * pi))};
}

Quadrature general_gauss(const Series& s, ndarray x, const ndarray& c) {
  const std::int64_t n = c.size() - 1;
  const ndarray derivative =
      s.val(x, s.der(c, number(1), number(1), number(0)), true);
  x = subtract(x, divide(s.val(x, c, true), derivative));
  const ndarray factor = over_largest(s.val(x, slice_axis(c, 0, 1, n), true));
  const ndarray w =
      divide(number(1), multiply(factor, over_largest(derivative)));
  if (s.is_reflected) return {x, divide(w, reduce(Reduction::kSum, w))};
  return {odd_part(x), with_sum(even_part(w), 2.0)};
}

}  // namespace

std::tuple<ndarray, ndarray> Series::gauss(const ndarray& deg) const {
  const std::int64_t n = integer_from(deg, "deg");
  if (n <= 0) raise_value_error("deg must be a positive integer");
  Quadrature result;
  if (basis == Basis::kChebyshev) {
    result = chebyshev_gauss(n);
    return {result.points, result.weights};
  }
  const std::int64_t shape[] = {n + 1};
  const ndarray c = ndarray::zeros(shape, DType::kFloat64);
  c.data_as<double>()[n] = 1;
  const ndarray x = eigvalsh(companion(c), "L");
  const bool is_hermite = basis == Basis::kHermite || basis == Basis::kHermiteE;
  result = is_hermite ? hermite_gauss(*this, x, n) : general_gauss(*this, x, c);
  return {result.points, result.weights};
}

namespace {

ndarray negated(const ndarray& a) { return call_unary(ufuncs::negative, a); }
ndarray exponential(const ndarray& a) { return call_unary(ufuncs::exp, a); }
ndarray squared(const ndarray& a) {
  return call_binary(ufuncs::power, a, number(2));
}

ndarray weight_at(Basis basis, const ndarray& x) {
  switch (basis) {
    case Basis::kChebyshev:
      return divide(number(1.0),
                    multiply(square_root(add(number(1.0), x)),
                             square_root(subtract(number(1.0), x))));
    case Basis::kHermite:
      return exponential(negated(squared(x)));
    case Basis::kHermiteE:
      return exponential(multiply(number(-0.5), squared(x)));
    case Basis::kLaguerre:
      return exponential(negated(x));
    default:
      return add(multiply(x, number(0.0)), number(1.0));
  }
}

}  // namespace

ndarray Series::weight(const ndarray& x) const { return weight_at(basis, x); }

// ---- Chebyshev points.

namespace {

std::int64_t checked_count(const ndarray& npts, std::int64_t least) {
  const double wanted = finite_from(npts);
  if (std::trunc(wanted) != wanted) raise_value_error("npts must be integer");
  if (wanted < static_cast<double>(least)) {
    raise_value_error("npts must be >= " + std::to_string(least));
  }
  return static_cast<std::int64_t>(wanted);
}

}  // namespace

ndarray chebpts1(const ndarray& npts) {
  const std::int64_t n = checked_count(npts, 1);
  const ndarray places =
      add(multiply(ndarray::arange(n), number(2)), number(1 - n));
  const double step = 0.5 * pi / static_cast<double>(n);
  return call_unary(ufuncs::sin, multiply(number(step), places));
}

ndarray chebpts2(const ndarray& npts) {
  const std::int64_t n = checked_count(npts, 2);
  const OneOrTuple angles =
      linspace(number(-pi), number(0), n, true, false, {}, 0, {});
  return call_unary(ufuncs::cos, angles[0]);
}

}  // namespace tnp::ops
