// Derivatives and integrals. A derivative in a basis follows from an identity
//
//     P_j' = factor(j) P_{j-1} + what is carried to a lower degree
//
// and an integral from the same one read the other way.
#include <algorithm>

#include "runtime/ops/manipulation.h"
#include "runtime/ops/series_support.h"

namespace tnp::ops {
namespace {

using Basis = Series::Basis;

/// The coefficients, copied, with the axis to work along in front.
struct Operand {
  ndarray c;
  std::int64_t order;
  int axis;

  ndarray back(const ndarray& result) const {
    return move_axis(result, 0, axis);
  }
};

Operand operand_from(const ndarray& given, const ndarray& m,
                     const ndarray& axis, const std::string& what) {
  Operand result;
  const ndarray c = coefficients(given);
  result.order = integer_from(m, "the order of " + what);
  const std::int64_t place = integer_from(axis, "the axis");
  if (result.order < 0) {
    raise_value_error("The order of " + what + " must be non-negative");
  }
  result.axis = normalize_axis(place, c.ndim());
  result.c = move_axis(c.copy(), result.axis, 0);
  return result;
}

std::vector<ndarray> rows_of(const ndarray& c) {
  std::vector<ndarray> rows;
  for (std::int64_t i = 0; i < c.shape(0); ++i) {
    rows.push_back(select_axis(c, 0, i));
  }
  return rows;
}

ndarray times(double factor, const ndarray& a) {
  return factor == 1 ? a : multiply(number(factor), a);
}

double derivative_factor(Basis basis, double j) {
  switch (basis) {
    case Basis::kChebyshev:
      return j == 1 ? 1 : 2 * j;
    case Basis::kLegendre:
      return 2 * j - 1;
    case Basis::kHermite:
      return 2 * j;
    case Basis::kLaguerre:
      return -1;
    default:
      return j;
  }
}

/// What the derivative of degree `j` leaves to a lower degree.
void carry_derivative(Basis basis, std::vector<ndarray>& c, std::size_t j) {
  const auto degree = static_cast<double>(j);
  if (basis == Basis::kChebyshev && j > 2) {
    c[j - 2] = add(c[j - 2],
                   divide(multiply(number(degree), c[j]), number(degree - 2)));
  } else if (basis == Basis::kLegendre && j > 2) {
    c[j - 2] = add(c[j - 2], c[j]);
  } else if (basis == Basis::kLaguerre && j > 1) {
    c[j - 1] = add(c[j - 1], c[j]);
  }
}

ndarray derivative(Basis basis, const ndarray& c) {
  std::vector<ndarray> rows = rows_of(c);
  std::vector<ndarray> result(rows.size() - 1);
  for (std::size_t j = rows.size() - 1; j > 0; --j) {
    const double factor = derivative_factor(basis, static_cast<double>(j));
    result[j - 1] = factor == -1 ? call_unary(ufuncs::negative, rows[j])
                                 : times(factor, rows[j]);
    carry_derivative(basis, rows, j);
  }
  return stack(result, 0, {}, {}, "same_kind");
}

/// What the integral of degree `j` is divided by at degree j + 1.
double integral_divisor(Basis basis, double j) {
  switch (basis) {
    case Basis::kChebyshev:
      return j == 0 ? 1 : 2 * (j + 1);
    case Basis::kLegendre:
      return 2 * j + 1;
    case Basis::kHermite:
      return 2 * (j + 1);
    default:
      return j + 1;
  }
}

ndarray over(const ndarray& a, double divisor) {
  return divisor == 1 ? a : divide(a, number(divisor));
}

/// Without the constant of integration.
ndarray integral_of_rows(Basis basis, const std::vector<ndarray>& c) {
  std::vector<ndarray> result{multiply(c[0], number(0))};
  if (basis == Basis::kLaguerre) {
    result[0] = c[0];
    for (std::size_t j = 0; j < c.size(); ++j) {
      if (j > 0) result[j] = add(result[j], c[j]);
      result.push_back(call_unary(ufuncs::negative, c[j]));
    }
    return stack(result, 0, {}, {}, "same_kind");
  }
  for (std::size_t j = 0; j < c.size(); ++j) {
    const auto degree = static_cast<double>(j);
    result.push_back(over(c[j], integral_divisor(basis, degree)));
    if (j < 2) continue;
    if (basis == Basis::kChebyshev) {
      result[j - 1] = subtract(result[j - 1], over(c[j], 2 * (degree - 1)));
    } else if (basis == Basis::kLegendre) {
      result[j - 1] = subtract(result[j - 1], result[j + 1]);
    }
  }
  return stack(result, 0, {}, {}, "same_kind");
}

/// The integral that is `constant` at `lbnd`.
ndarray integral_from(const Series& s, const ndarray& c,
                      const ndarray& constant, const ndarray& lbnd) {
  const std::vector<ndarray> rows = rows_of(c);
  const bool is_zero = rows.size() == 1 &&
                       all_true(call_binary(ufuncs::equal, rows[0], number(0)));
  if (is_zero) {
    call_in_place(ufuncs::add, rows[0], constant);
    return c;
  }
  const ndarray result = integral_of_rows(s.basis, rows);
  call_in_place(ufuncs::add, select_axis(result, 0, 0),
                subtract(constant, s.val(lbnd, result, true)));
  return result;
}

}  // namespace

ndarray Series::der(const ndarray& given, const ndarray& m, const ndarray& scl,
                    const ndarray& axis) const {
  const Operand operand = operand_from(given, m, axis, "derivation");
  ndarray c = operand.c;
  if (operand.order >= c.shape(0) && operand.order > 0) {
    // NumPy leaves the axis of a HermiteE series in front.
    const ndarray zero = zero_like_first(c);
    return basis == Basis::kHermiteE ? zero : operand.back(zero);
  }
  for (std::int64_t i = 0; i < operand.order; ++i) {
    call_in_place(ufuncs::multiply, c, scl);
    c = derivative(basis, c);
  }
  return operand.back(c);
}

ndarray Series::integral(const ndarray& given, const ndarray& m,
                         std::span<const ndarray> k, const ndarray& lbnd,
                         const ndarray& scl, const ndarray& axis) const {
  const Operand operand = operand_from(given, m, axis, "integration");
  if (static_cast<std::int64_t>(k.size()) > operand.order) {
    raise_value_error("Too many integration constants");
  }
  if (lbnd.ndim() != 0) raise_value_error("lbnd must be a scalar.");
  if (scl.ndim() != 0) raise_value_error("scl must be a scalar.");
  ndarray c = operand.c;
  for (std::int64_t i = 0; i < operand.order; ++i) {
    const auto index = static_cast<std::size_t>(i);
    call_in_place(ufuncs::multiply, c, scl);
    c = integral_from(*this, c, index < k.size() ? k[index] : number(0), lbnd);
  }
  return operand.back(c);
}

}  // namespace tnp::ops
