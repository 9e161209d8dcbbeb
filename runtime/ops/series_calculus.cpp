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

/// A number for each row of `c`: [n, 1, ...].
template <typename Factor>
ndarray for_rows(const ndarray& c, Factor factor) {
  ndarray column = constants_like(c, c.shape(0), factor);
  while (column.ndim() < c.ndim()) column = insert_axis(column, column.ndim());
  return column;
}

ndarray rows(const ndarray& c, std::int64_t first, std::int64_t count) {
  return slice_axis(c, 0, first, count);
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

/// How far below the derivative of a degree leaves something; zero where it
/// does not.
std::int64_t carry_distance(Basis basis) {
  if (basis == Basis::kLaguerre) return 1;
  return basis == Basis::kChebyshev || basis == Basis::kLegendre ? 2 : 0;
}

template <typename T>
void carry_in_memory(Basis basis, T* c, std::int64_t n, std::int64_t width) {
  const std::int64_t distance = carry_distance(basis);
  for (std::int64_t j = n - 1; j > distance; --j) {
    const T* from = c + j * width;
    T* to = c + (j - distance) * width;
    const T factor = static_cast<T>(j);
    const T divisor = static_cast<T>(j - distance);
    for (std::int64_t i = 0; i < width; ++i) {
      to[i] +=
          basis == Basis::kChebyshev ? factor * from[i] / divisor : from[i];
    }
  }
}

void carry_row_by_row(Basis basis, const ndarray& c) {
  const std::int64_t distance = carry_distance(basis);
  for (std::int64_t j = c.shape(0) - 1; j > distance; --j) {
    ndarray carried = select_axis(c, 0, j);
    if (basis == Basis::kChebyshev) {
      carried = divide(multiply(number(j), carried), number(j - distance));
    }
    call_in_place(ufuncs::add, select_axis(c, 0, j - distance), carried);
  }
}

/// Adds to each degree what the derivatives of higher ones leave there, from
/// the highest down.
void carry(Basis basis, const ndarray& c) {
  if (carry_distance(basis) == 0) return;
  const std::int64_t n = c.shape(0);
  if (c.is_direct() && c.is_c_contiguous() && c.dtype() == DType::kFloat64) {
    carry_in_memory(basis, c.data_as<double>(), n, c.size() / n);
  } else if (c.is_direct() && c.is_c_contiguous() &&
             c.dtype() == DType::kFloat32) {
    carry_in_memory(basis, c.data_as<float>(), n, c.size() / n);
  } else {
    carry_row_by_row(basis, c);
  }
}

/// Overwrites `c`.
ndarray derivative(Basis basis, const ndarray& c) {
  carry(basis, c);
  const ndarray upper = rows(c, 1, c.shape(0) - 1);
  if (basis == Basis::kLaguerre) return call_unary(ufuncs::negative, upper);
  return multiply(upper, for_rows(upper, [&](double i) {
                    return derivative_factor(basis, i + 1);
                  }));
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

ndarray joined(const ndarray& first, const ndarray& rest) {
  const ndarray parts[] = {first, rest};
  return concatenate(parts, 0, {}, {}, "same_kind");
}

ndarray laguerre_integral(const ndarray& c) {
  const std::int64_t n = c.shape(0);
  const ndarray result = joined(rows(c, 0, 1), call_unary(ufuncs::negative, c));
  call_in_place(ufuncs::add, rows(result, 1, n - 1), rows(c, 1, n - 1));
  return result;
}

/// Without the constant of integration.
ndarray integral_of(Basis basis, const ndarray& c) {
  if (basis == Basis::kLaguerre) return laguerre_integral(c);
  const std::int64_t n = c.shape(0);
  const ndarray raised = divide(
      c, for_rows(c, [&](double j) { return integral_divisor(basis, j); }));
  const ndarray result = joined(zero_like_first(c), raised);
  if (n < 3) return result;
  if (basis == Basis::kLegendre) {
    call_in_place(ufuncs::subtract, rows(result, 1, n - 2),
                  rows(raised, 2, n - 2));
  } else if (basis == Basis::kChebyshev) {
    const ndarray upper = rows(c, 2, n - 2);
    call_in_place(
        ufuncs::subtract, rows(result, 1, n - 2),
        divide(upper, for_rows(upper, [](double i) { return 2 * (i + 1); })));
  }
  return result;
}

/// The integral that is `constant` at `lbnd`.
ndarray integral_from(const Series& s, const ndarray& c,
                      const ndarray& constant, const ndarray& lbnd) {
  const bool is_zero =
      c.shape(0) == 1 && all_true(call_binary(ufuncs::equal, c, number(0)));
  if (is_zero) {
    call_in_place(ufuncs::add, select_axis(c, 0, 0), constant);
    return c;
  }
  const ndarray result = integral_of(s.basis, c);
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
  if (operand.order > 0) nth(c, 0);  // there must be one
  for (std::int64_t i = 0; i < operand.order; ++i) {
    const auto index = static_cast<std::size_t>(i);
    call_in_place(ufuncs::multiply, c, scl);
    c = integral_from(*this, c, index < k.size() ? k[index] : number(0), lbnd);
  }
  return operand.back(c);
}

}  // namespace tnp::ops
