// Sums, products and quotients of series. Products of the bases other than
// powers and Chebyshev's follow Clenshaw's scheme with a series in place of a
// number; so does the conversion to powers.
#include <algorithm>
#include <cmath>
#include <complex>

#include "runtime/core/format.h"
#include "runtime/core/tensor.h"
#include "runtime/ops/logic.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/products.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/series_support.h"
#include "runtime/ops/sorting.h"

namespace tnp::ops {

// ---- Coefficients.

ndarray nth(const ndarray& c, std::int64_t i) {
  const std::int64_t n = c.shape(0);
  if (i < -n || i >= n) {
    raise_index_error("index " + std::to_string(i) +
                      " is out of bounds for axis 0 with size " +
                      std::to_string(n));
  }
  return select_axis(c, 0, i < 0 ? i + n : i);
}

ndarray but_last(const ndarray& c) {
  return slice_axis(c, 0, 0, c.shape(0) - 1);
}

ndarray reversed(const ndarray& c) {
  return slice_axis(c, 0, c.shape(0) - 1, c.shape(0), -1);
}

ndarray zero_like_first(const ndarray& c) {
  return multiply(slice_axis(c, 0, 0, std::min<std::int64_t>(c.shape(0), 1)),
                  number(0));
}

ndarray constants_like(const ndarray& like, std::span<const double> values) {
  const std::int64_t shape[] = {static_cast<std::int64_t>(values.size())};
  const ndarray result = ndarray::empty(shape, DType::kFloat64);
  std::ranges::copy(values, result.data_as<double>());
  return beside(like, cast_to(result, like.dtype()));
}

ndarray coefficients(const ndarray& c) {
  const ndarray a = with_ndim(c, 1);
  return is_inexact(a.dtype()) ? a : cast_to(a, DType::kFloat64);
}

std::int64_t integer_from(const ndarray& value, std::string_view what) {
  const DType dtype = value.dtype();
  if (value.ndim() == 0 && (is_integer(dtype) || is_bool(dtype))) {
    return value.item(0).as_int64();
  }
  const std::string text = value.ndim() == 0
                               ? scalar_text(value.item(0))
                               : array_str_text(value, PrintOptions());
  raise_type_error(std::string(what) + " must be an integer, received " + text);
}

double finite_from(const ndarray& value) {
  const double number = value.item(0).as_double();
  if (std::isnan(number)) {
    raise_value_error("cannot convert float NaN to integer");
  }
  if (std::isinf(number)) {
    raise(ErrorKind::kOverflowError,
          "cannot convert float infinity to integer");
  }
  return number;
}

ndarray without_trailing_zeros(const ndarray& c) {
  const ndarray values = to_direct(c);
  std::int64_t n = c.shape(0);
  while (n > 1 && !values.item(n - 1).as_bool()) --n;
  return n == c.shape(0) ? c : slice_axis(c, 0, 0, n);
}

std::vector<ndarray> as_series(std::span<const ndarray> alist, bool trim) {
  std::vector<ndarray> result;
  for (const ndarray& given : alist) {
    const ndarray c = with_ndim(given, 1);
    if (c.size() == 0) raise_value_error("Coefficient array is empty");
    if (c.ndim() != 1) raise_value_error("Coefficient array is not 1-d");
    if (is_bool(c.dtype())) {
      raise_value_error("Coefficient arrays have no common type");
    }
    result.push_back(trim ? without_trailing_zeros(c) : c);
  }
  const DType dtype = common_type(result);
  // Numbers go where the arrays are.
  const auto placed = std::ranges::find_if_not(result, &ndarray::is_direct);
  const ndarray where = placed == result.end() ? ndarray() : *placed;
  for (ndarray& c : result) {
    c = astype(where.defined() && c.is_direct() ? beside(where, c) : c, dtype);
  }
  return result;
}

ndarray one_series(const ndarray& c) {
  return as_series(std::span(&c, 1), true).front();
}

namespace {

std::vector<ndarray> two_series(const ndarray& c1, const ndarray& c2) {
  const ndarray given[] = {c1, c2};
  return as_series(given, true);
}

ndarray joined(const ndarray& a, const ndarray& b) {
  const ndarray parts[] = {a, b};
  return concatenate(parts, 0, {}, {}, "same_kind");
}

ndarray negated(const ndarray& a) { return call_unary(ufuncs::negative, a); }

}  // namespace

ndarray trimcoef(const ndarray& c, const ndarray& tol) {
  if (any_true(call_binary(ufuncs::less, tol, number(0)))) {
    raise_value_error("tol must be non-negative");
  }
  const ndarray series = one_series(c);
  const ndarray large = to_direct(call_binary(
      ufuncs::greater, call_unary(ufuncs::absolute, series), strong(tol)));
  std::int64_t n = series.size();
  while (n > 0 && !large.item(n - 1).as_bool()) --n;
  return n == 0 ? zero_like_first(series) : slice_axis(series, 0, 0, n).copy();
}

ndarray getdomain(const ndarray& x) {
  const ndarray points = as_series(std::span(&x, 1), false).front();
  if (!is_complex(points.dtype())) {
    const ndarray ends[] = {reduce(Reduction::kMin, points),
                            reduce(Reduction::kMax, points)};
    return stack(ends, 0, {}, {}, "same_kind");
  }
  const std::int64_t shape[] = {2};
  const ndarray result = ndarray::empty(shape, DType::kComplex128);
  int i = 0;
  for (const Reduction end : {Reduction::kMin, Reduction::kMax}) {
    result.data_as<std::complex<double>>()[i++] = {
        reduce(end, real(points)).item(0).as_double(),
        reduce(end, imag(points)).item(0).as_double()};
  }
  return beside(x, result);
}

// ---- Sums.

ndarray Series::line(const ndarray& off, const ndarray& scl) const {
  const bool is_constant = all_true(call_binary(ufuncs::equal, scl, number(0)));
  ndarray first = off;
  ndarray second = scl;
  if (is_reflected) {
    first = tnp::ops::add(off, scl);
    second = negated(scl);
  } else if (!starts_with_x) {
    second = divide(scl, number(2));
  }
  if (is_constant) return with_ndim(off, 1);
  const ndarray both[] = {beside(second, strong(first)),
                          beside(first, strong(second))};
  return stack(both, 0, {}, {}, "same_kind");
}

ndarray Series::add(const ndarray& c1, const ndarray& c2) const {
  std::vector<ndarray> both = two_series(c1, c2);
  const int longer = both[0].size() > both[1].size() ? 0 : 1;
  const ndarray& other = both[1 - longer];
  call_in_place(ufuncs::add, slice_axis(both[longer], 0, 0, other.size()),
                other);
  return without_trailing_zeros(both[longer]);
}

ndarray Series::sub(const ndarray& c1, const ndarray& c2) const {
  std::vector<ndarray> both = two_series(c1, c2);
  if (both[0].size() > both[1].size()) {
    call_in_place(ufuncs::subtract, slice_axis(both[0], 0, 0, both[1].size()),
                  both[1]);
    return without_trailing_zeros(both[0]);
  }
  const ndarray result = negated(both[1]);
  call_in_place(ufuncs::add, slice_axis(result, 0, 0, both[0].size()), both[0]);
  return without_trailing_zeros(result);
}

// ---- Products with x.

namespace {

/// What degree i gives to degrees i + 1 and i - 1 in x P_i. Powers give nothing
/// to the latter.
struct Neighbours {
  ndarray above, below;
};

Neighbours neighbours(const Series& s, const ndarray& c) {
  const std::int64_t n = c.size();
  const auto step = [&](double i) { return s.step(i + 1); };
  Neighbours result;
  result.above = multiply(c, constants_like(c, n, [&](double i) {
                            const bool is_first = i == 0 && s.starts_with_x;
                            return is_first ? 1 : step(i).divisor / s.scale;
                          }));
  result.below = multiply(c, constants_like(c, n, [&](double i) {
                            return step(i).lower / s.scale;
                          }));
  if (s.basis == Series::Basis::kLegendre) {
    const ndarray raise =
        constants_like(c, n, [&](double i) { return step(i).raise; });
    result.above = divide(result.above, raise);
    result.below = divide(result.below, raise);
  }
  return result;
}

ndarray reflected_mulx(const ndarray& c, const Neighbours& parts) {
  const std::int64_t n = c.size();
  const ndarray result = joined(slice_axis(c, 0, 0, 1), negated(parts.above));
  const ndarray middle =
      multiply(c, constants_like(c, n, [](double i) { return 2 * i + 1; }));
  call_in_place(ufuncs::add, slice_axis(result, 0, 1, n - 1),
                slice_axis(middle, 0, 1, n - 1));
  call_in_place(ufuncs::subtract, slice_axis(result, 0, 0, n - 1),
                slice_axis(parts.below, 0, 1, n - 1));
  return result;
}

}  // namespace

ndarray Series::mulx(const ndarray& given) const {
  const ndarray c = one_series(given);
  const std::int64_t n = c.size();
  if (n == 1 && !c.item(0).as_bool()) return c;
  if (basis == Basis::kPower) return joined(zero_like_first(c), c);
  const Neighbours parts = neighbours(*this, c);
  if (is_reflected) return reflected_mulx(c, parts);
  const ndarray result = joined(zero_like_first(c), parts.above);
  call_in_place(ufuncs::add, slice_axis(result, 0, 0, n - 1),
                slice_axis(parts.below, 0, 1, n - 1));
  return result;
}

// ---- Products.

namespace {

/// `c` times the factor X of the recurrence at `n`, as a series of `in`.
ndarray times_argument(const Series& s, const Series& in, const ndarray& c,
                       double n) {
  const ndarray moved = in.mulx(c);
  if (s.is_reflected) {
    return in.sub(n == 1 ? c : multiply(number(2 * n - 1), c), moved);
  }
  const double factor =
      (n == 1 && s.starts_with_x ? 1 : s.scale) * s.step(n).raise;
  return factor == 1 ? moved : multiply(moved, number(factor));
}

ndarray divided(const ndarray& c, double divisor) {
  return divisor == 1 ? c : divide(c, number(divisor));
}

/// Clenshaw's sum of `n` terms, as a series of `in`; `term(i)` is the i-th.
template <typename Term>
ndarray clenshaw(const Series& s, const Series& in, std::int64_t n, Term term) {
  ndarray c0 = term(n == 1 ? 0 : n - 2);
  ndarray c1 = n == 1 ? number(0) : term(n - 1);
  for (std::int64_t i = n - 1; i > 1; --i) {
    const auto at = static_cast<double>(i);
    const RecurrenceStep step = s.step(at);
    const ndarray before = c0;
    c0 = in.sub(term(i - 2),
                divided(multiply(c1, number(step.lower)), step.divisor));
    c1 = in.add(before, divided(times_argument(s, in, c1, at), step.divisor));
  }
  return in.add(c0, times_argument(s, in, c1, 1));
}

/// A Chebyshev series as coefficients of z^-n ... z^n, where x is
/// (z + 1/z) / 2, and back.
ndarray to_laurent(const ndarray& c) {
  const ndarray half = divide(c, number(2));
  const std::int64_t missing[] = {c.size() - 1};
  const ndarray z = joined(beside(c, ndarray::zeros(missing, c.dtype())), half);
  return tnp::ops::add(z, reversed(z));
}

ndarray from_laurent(const ndarray& z) {
  const std::int64_t n = (z.size() + 1) / 2;
  const ndarray c = slice_axis(z, 0, n - 1, n).copy();
  call_in_place(ufuncs::multiply, slice_axis(c, 0, 1, n - 1), number(2));
  return c;
}

}  // namespace

ndarray Series::mul(const ndarray& c1, const ndarray& c2) const {
  const std::vector<ndarray> both = two_series(c1, c2);
  if (basis == Basis::kPower) {
    return without_trailing_zeros(convolve(both[0], both[1], "full"));
  }
  if (basis == Basis::kChebyshev) {
    return without_trailing_zeros(from_laurent(
        convolve(to_laurent(both[0]), to_laurent(both[1]), "full")));
  }
  const bool is_first_longer = both[0].size() > both[1].size();
  const ndarray& factor = both[is_first_longer ? 0 : 1];
  const ndarray& terms = both[is_first_longer ? 1 : 0];
  return clenshaw(*this, *this, terms.size(), [&](std::int64_t i) {
    return multiply(nth(terms, i), factor);
  });
}

ndarray Series::to_powers(const ndarray& given) const {
  const ndarray c = one_series(given);
  // Degrees 0 and 1 are the same in a basis that begins 1, x.
  if (c.size() == 1 || (c.size() == 2 && starts_with_x)) return c;
  return clenshaw(*this, powers, c.size(),
                  [&](std::int64_t i) { return nth(c, i); });
}

ndarray Series::from_powers(const ndarray& given) const {
  const ndarray pol = one_series(given);
  ndarray result = number(0);
  for (std::int64_t i = pol.size() - 1; i >= 0; --i) {
    result = add(mulx(result), nth(pol, i));
  }
  return result;
}

ndarray Series::fromroots(const ndarray& given) const {
  if (given.ndim() == 0) {
    raise_type_error("object of type '" + std::string(name(given.dtype())) +
                     "' has no len()");
  }
  if (given.shape(0) == 0) {
    const std::int64_t one[] = {1};
    return beside(given, ndarray::full(one, Scalar(1.0), DType::kFloat64));
  }
  const ndarray roots =
      sort(as_series(std::span(&given, 1), false).front(), -1, {}, {});
  std::vector<ndarray> parts;
  for (std::int64_t i = 0; i < roots.size(); ++i) {
    parts.push_back(line(negated(nth(roots, i)), number(1)));
  }
  // Halves are multiplied, so that degrees stay balanced.
  while (parts.size() > 1) {
    const std::size_t half = parts.size() / 2;
    std::vector<ndarray> products;
    for (std::size_t i = 0; i < half; ++i) {
      products.push_back(mul(parts[i], parts[i + half]));
    }
    if (parts.size() % 2 == 1) products[0] = mul(products[0], parts.back());
    parts = std::move(products);
  }
  return parts.front();
}

ndarray Series::pow(const ndarray& given, const ndarray& exponent,
                    MaybeInt maxpower) const {
  const ndarray c = one_series(given);
  const double wanted = finite_from(exponent);
  if (std::trunc(wanted) != wanted || wanted < 0) {
    raise_value_error("Power must be a non-negative integer.");
  }
  if (maxpower && wanted > static_cast<double>(*maxpower)) {
    raise_value_error("Power is too large");
  }
  const auto power = static_cast<std::int64_t>(wanted);
  const std::int64_t one[] = {1};
  if (power == 0) {
    return beside(c, ndarray::full(one, Scalar(1.0), c.dtype()));
  }
  if (power == 1) return c;
  const bool is_chebyshev = basis == Basis::kChebyshev;
  const ndarray factor = is_chebyshev ? to_laurent(c) : c;
  ndarray product = factor;
  for (std::int64_t i = 2; i <= power; ++i) {
    const bool convolves = is_chebyshev || basis == Basis::kPower;
    product =
        convolves ? convolve(product, factor, "full") : mul(product, factor);
  }
  return is_chebyshev ? from_laurent(product) : product;
}

// ---- Quotients.

namespace {

struct Quotient {
  ndarray quotient, remainder;
};

Quotient divide_powers(const ndarray& c1, const ndarray& c2) {
  const std::int64_t n = c2.size();
  const ndarray leading = nth(c2, -1);
  const ndarray rest = divide(but_last(c2), leading);
  std::int64_t top = c1.size() - 1;
  for (std::int64_t i = c1.size() - n; i >= 0; --i, --top) {
    call_in_place(ufuncs::subtract, slice_axis(c1, 0, i, n - 1),
                  multiply(rest, nth(c1, top)));
  }
  const std::int64_t length = c1.size() - top - 1;
  return {divide(slice_axis(c1, 0, top + 1, length), leading),
          without_trailing_zeros(slice_axis(c1, 0, 0, top + 1))};
}

/// Both ends are divided at once, which keeps the symmetry of the series.
Quotient divide_laurent(const ndarray& dividend, const ndarray& divisor) {
  const ndarray z1 = dividend.copy();
  const std::int64_t n = divisor.size();
  const std::int64_t last = z1.size() - n;
  const ndarray leading = nth(divisor, 0).copy();
  const ndarray z2 = divide(divisor, leading);
  const std::int64_t shape[] = {last + 1};
  const ndarray quotient = beside(z1, ndarray::empty(shape, z1.dtype()));
  const auto subtract_at = [&](std::int64_t place, const ndarray& product) {
    call_in_place(ufuncs::subtract, slice_axis(z1, 0, place, n), product);
  };
  std::int64_t i = 0;
  for (std::int64_t j = last; i < j; ++i, --j) {
    const ndarray ratio = nth(z1, i).copy();
    copy_into(select_axis(quotient, 0, i), ratio);
    copy_into(select_axis(quotient, 0, j), ratio);
    const ndarray product = multiply(ratio, z2);
    subtract_at(i, product);
    subtract_at(j, product);
  }
  const ndarray ratio = nth(z1, i).copy();
  copy_into(select_axis(quotient, 0, i), ratio);
  subtract_at(i, multiply(ratio, z2));
  return {divide(quotient, leading), slice_axis(z1, 0, i + 1, n - 2).copy()};
}

/// By subtracting multiples of products with basis functions.
Quotient divide_by_products(const Series& s, const ndarray& c1,
                            const ndarray& c2) {
  const std::int64_t shape[] = {c1.size() - c2.size() + 1};
  const ndarray quotient = beside(c1, ndarray::empty(shape, c1.dtype()));
  ndarray rest = c1;
  for (std::int64_t i = c1.size() - c2.size(); i >= 0; --i) {
    const std::int64_t unit_shape[] = {i + 1};
    const ndarray unit = ndarray::zeros(unit_shape, DType::kInt64);
    unit.data_as<std::int64_t>()[i] = 1;
    const ndarray product = s.mul(beside(c2, unit), c2);
    const ndarray ratio = divide(nth(rest, -1), nth(product, -1));
    rest = subtract(but_last(rest), multiply(ratio, but_last(product)));
    copy_into(select_axis(quotient, 0, i), ratio);
  }
  return {quotient, without_trailing_zeros(rest)};
}

}  // namespace

std::tuple<ndarray, ndarray> Series::div(const ndarray& given1,
                                         const ndarray& given2) const {
  const std::vector<ndarray> both = two_series(given1, given2);
  const ndarray& c1 = both[0];
  const ndarray& c2 = both[1];
  if (!c2.item(c2.size() - 1).as_bool()) {
    raise(ErrorKind::kZeroDivisionError, "");
  }
  if (c1.size() < c2.size()) return {zero_like_first(c1), c1};
  if (c2.size() == 1) return {divide(c1, nth(c2, -1)), zero_like_first(c1)};
  if (basis == Basis::kPower) {
    const auto [quotient, remainder] = divide_powers(c1, c2);
    return {quotient, remainder};
  }
  if (basis == Basis::kChebyshev) {
    const auto [quotient, remainder] =
        divide_laurent(to_laurent(c1), to_laurent(c2));
    return {without_trailing_zeros(from_laurent(quotient)),
            without_trailing_zeros(from_laurent(remainder))};
  }
  const auto [quotient, remainder] = divide_by_products(*this, c1, c2);
  return {quotient, remainder};
}

}  // namespace tnp::ops
