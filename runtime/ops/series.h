/// Series in the six polynomial bases of NumPy's `polynomial` package, lowest
/// degree first.
///
/// A basis is described by its three-term recurrence
///
///     divisor(n) P_n = raise(n) X P_{n-1} - lower(n) P_{n-2}
///
/// where X is x, 2 x or, of a reflected basis, 2 n - 1 - x. Everything else is
/// shared: a member function is NumPy's function of the same name without its
/// prefix (`chebval` is `chebyshev.val`).
///
/// Shapes:  coefficients are 1-d where not said otherwise.
/// Dtypes:  float16, float32, float64 and complex; integers compute in float64.
/// Devices: CPU and CUDA; differentiable but for roots.
/// Rounding: the operations and their order are NumPy's, so that results are
///          equal to the last bit, but for convolutions (products of powers and
///          of Chebyshev series), complex products, and what LAPACK computes.
/// Errors:  NumPy's, with its messages.
/// Source:  https://numpy.org/doc/stable/reference/routines.polynomials.html
#pragma once

#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "runtime/ops/support.h"

namespace tnp::ops {

/// The functions of n in a recurrence.
struct RecurrenceStep {
  double raise = 1, lower = 0, divisor = 1;
};

struct Series {
  enum class Basis : std::uint8_t {
    kPower,
    kChebyshev,
    kLegendre,
    kHermite,
    kHermiteE,
    kLaguerre,
  };
  Basis basis;
  double scale = 1;           // of x in the recurrence
  bool is_reflected = false;  // 2 n - 1 - x takes the place of x
  bool starts_with_x = true;  // P_1 is x, whatever the scale

  constexpr RecurrenceStep step(double n) const {
    switch (basis) {
      case Basis::kPower:
        return {};
      case Basis::kChebyshev:
        return {1, 1, 1};
      case Basis::kLegendre:
        return {2 * n - 1, n - 1, n};
      case Basis::kHermite:
        return {1, 2 * (n - 1), 1};
      case Basis::kHermiteE:
        return {1, n - 1, 1};
      case Basis::kLaguerre:
        return {1, n - 1, n};
    }
    return {};
  }

  // ---- Arithmetic (series_arithmetic.cpp).

  /// The series of the straight line off + scl x.
  ndarray line(const ndarray& off, const ndarray& scl) const;
  /// TypeError unless `roots` has a length.
  ndarray fromroots(const ndarray& roots) const;
  ndarray add(const ndarray& c1, const ndarray& c2) const;
  ndarray sub(const ndarray& c1, const ndarray& c2) const;
  ndarray mulx(const ndarray& c) const;
  ndarray mul(const ndarray& c1, const ndarray& c2) const;
  /// Quotient and remainder. ZeroDivisionError for a divisor of zero.
  std::tuple<ndarray, ndarray> div(const ndarray& c1, const ndarray& c2) const;
  /// ValueError unless 0 <= pow <= maxpower, an integer.
  ndarray pow(const ndarray& c, const ndarray& pow, MaybeInt maxpower) const;
  /// From and to coefficients of powers.
  ndarray from_powers(const ndarray& pol) const;
  ndarray to_powers(const ndarray& c) const;

  // ---- Calculus (series_calculus.cpp): coefficients along `axis`.

  ndarray der(const ndarray& c, const ndarray& m, const ndarray& scl,
              const ndarray& axis) const;
  /// `k` are the constants of integration, at most `m`.
  ndarray integral(const ndarray& c, const ndarray& m,
                   std::span<const ndarray> k, const ndarray& lbnd,
                   const ndarray& scl, const ndarray& axis) const;

  // ---- Values (series_values.cpp): coefficients [N, ...].

  ndarray val(const ndarray& x, const ndarray& c, bool tensor) const;
  /// At the points (x, y): c [N, M, ...]. ValueError unless x and y have one
  /// shape.
  ndarray val2d(const ndarray& x, const ndarray& y, const ndarray& c) const;
  ndarray val3d(const ndarray& x, const ndarray& y, const ndarray& z,
                const ndarray& c) const;
  /// At every pair, triple of coordinates.
  ndarray grid2d(const ndarray& x, const ndarray& y, const ndarray& c) const;
  ndarray grid3d(const ndarray& x, const ndarray& y, const ndarray& z,
                 const ndarray& c) const;
  /// The basis at each point: [..., deg + 1].
  ndarray vander(const ndarray& x, const ndarray& deg) const;
  ndarray vander2d(const ndarray& x, const ndarray& y,
                   const ndarray& deg) const;
  ndarray vander3d(const ndarray& x, const ndarray& y, const ndarray& z,
                   const ndarray& deg) const;
  /// The least-squares series of x [K], y [K] or [K, L]; `deg` is the highest
  /// degree, or the degrees. With `full` also residuals, rank, singular values
  /// and rcond.
  ValueAndDetails fit(const ndarray& x, const ndarray& y, const ndarray& deg,
                      const MaybeArray& rcond, bool full,
                      const MaybeArray& w) const;

  // ---- Roots and quadrature (series_roots.cpp).

  /// The matrix whose eigenvalues are the roots, symmetric of a basis function.
  ndarray companion(const ndarray& c) const;
  ndarray roots(const ndarray& c) const;
  /// Points and weights of Gauss quadrature; of the five orthogonal bases.
  std::tuple<ndarray, ndarray> gauss(const ndarray& deg) const;
  ndarray weight(const ndarray& x) const;
};

inline constexpr Series powers{Series::Basis::kPower};
inline constexpr Series chebyshev{Series::Basis::kChebyshev, 2};
inline constexpr Series legendre{Series::Basis::kLegendre};
inline constexpr Series hermite{Series::Basis::kHermite, 2, false, false};
inline constexpr Series hermite_e{Series::Basis::kHermiteE};
inline constexpr Series laguerre{Series::Basis::kLaguerre, 1, true, false};

/// The product of x - r over the first axis of the roots `r`.
ndarray polyvalfromroots(const ndarray& x, const ndarray& r, bool tensor);
/// Chebyshev points of the first and second kind.
ndarray chebpts1(const ndarray& npts);
ndarray chebpts2(const ndarray& npts);

// ---- numpy.polynomial.polyutils.

/// Each as a new 1-d array of the common inexact type, without trailing zeros
/// where `trim`. ValueError for empty or n-d coefficients.
std::vector<ndarray> as_series(std::span<const ndarray> alist, bool trim);
/// Without trailing coefficients of a modulus up to `tol`.
ndarray trimcoef(const ndarray& c, const ndarray& tol);
/// The smallest interval, or rectangle of complex numbers, around `x`.
ndarray getdomain(const ndarray& x);

}  // namespace tnp::ops
