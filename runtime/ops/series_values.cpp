// Values of series, by Horner's and Clenshaw's schemes, the matrices of bases,
// and least squares. Real numbers in main memory take the loops of
// series_loops.h; all others NumPy's operations one by one.
#include <algorithm>
#include <limits>

#include "runtime/core/fp_errors.h"
#include "runtime/core/long_work.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/linalg.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/series_loops.h"
#include "runtime/ops/series_support.h"
#include "runtime/ops/sorting.h"

namespace tnp::ops {
namespace {

/// `a` with `count` axes of extent one behind.
ndarray with_trailing_axes(ndarray a, int count) {
  for (int i = 0; i < count; ++i) a = insert_axis(a, a.ndim());
  return a;
}

/// A Python number, an int where it is integral: small integers stay so.
ndarray python_number(double value) {
  const auto integral = static_cast<std::int64_t>(value);
  return static_cast<double>(integral) == value ? number(integral)
                                                : number(value);
}

/// `op` of the points and a Python number. Of two of those it is one.
ndarray with_number(const Ufunc& op, const ndarray& a, const ndarray& b) {
  ndarray result = call_binary(op, a, b);
  result.set(ndarray::kWeak, a.is_weak() && b.is_weak());
  return result;
}

ndarray times(const ndarray& a, double factor) {
  return factor == 1 ? a
                     : with_number(ufuncs::multiply, a, python_number(factor));
}
ndarray minus(double value, const ndarray& a) {
  return with_number(ufuncs::subtract, python_number(value), a);
}

// ---- Values, operation by operation.

ndarray horner(const ndarray& x, const ndarray& c) {
  ndarray sum = add(nth(c, -1), times(x, 0));
  for (std::int64_t i = c.shape(0) - 2; i >= 0; --i) {
    sum = add(select_axis(c, 0, i), multiply(sum, x));
  }
  return sum;
}

/// c1 times `lower` over the divisor of a step, rounded as NumPy does.
ndarray lowered(const Series& s, const ndarray& c1, const RecurrenceStep& at) {
  if (!s.is_reflected) return times(c1, at.lower / at.divisor);
  return divide(multiply(c1, number(at.lower)), number(at.divisor));
}

ndarray raised(const Series& s, const ndarray& c1, const ndarray& scaled,
               double n) {
  const RecurrenceStep at = s.step(n);
  if (!s.is_reflected) {
    return times(multiply(c1, scaled), at.raise / at.divisor);
  }
  return divide(multiply(c1, minus(2 * n - 1, scaled)), number(at.divisor));
}

ndarray clenshaw(const Series& s, const ndarray& x, const ndarray& c) {
  const std::int64_t n = c.shape(0);
  const ndarray scaled = times(x, s.scale);
  ndarray c0 = nth(c, n == 1 ? 0 : -2);
  ndarray c1 = n == 1 ? number(0) : nth(c, -1);
  for (std::int64_t i = n - 1; i > 1; --i) {
    const auto degree = static_cast<double>(i);
    const ndarray before = c0;
    c0 = subtract(select_axis(c, 0, i - 2), lowered(s, c1, s.step(degree)));
    c1 = add(before, raised(s, c1, scaled, degree));
  }
  const ndarray first = s.is_reflected    ? minus(1, x)
                        : s.starts_with_x ? x
                                          : scaled;
  return add(c0, with_number(ufuncs::multiply, c1, first));
}

// ---- Values, in one pass.

bool is_real(DType dtype) {
  return dtype == DType::kFloat32 || dtype == DType::kFloat64;
}

/// Whether NumPy computes all of it in the type of `c`, so that the points can
/// be converted before. The middle of a reflected basis is computed in theirs.
bool computes_in_one_type(const Series& s, const ndarray& x, const ndarray& c) {
  if (!x.is_direct() || !c.is_direct() || !is_real(c.dtype())) return false;
  const bool keeps_type =
      x.is_weak() || x.dtype() == c.dtype() || !s.is_reflected;
  return keeps_type && tnp::result_type({&x, &c}) == c.dtype();
}

/// How the coefficients of a degree meet the points.
enum class Meeting : std::uint8_t {
  kEachWithAll,    // a series for each of the coefficients' other places
  kEachWithItsOwn  // one shape
};

template <typename T>
ndarray values_of_type(const Series& s, const ndarray& x, const ndarray& c,
                       Meeting meeting) {
  const DType dtype = c.dtype();
  const ndarray points = packed(x, dtype, "val");
  const ndarray scaled =
      s.scale == 1 ? points : packed(times(x, s.scale), dtype, "val");
  const ndarray terms = packed(c, dtype, "val");
  const std::int64_t width = terms.size() / terms.shape(0);
  const bool is_of_point = meeting == Meeting::kEachWithItsOwn;
  Shape shape(c.shape().begin() + 1, c.shape().end());
  if (!is_of_point) shape.append(x.shape().begin(), x.shape().end());
  const ndarray result = ndarray::empty(span_of(shape), dtype);
  const std::int64_t n = points.size();
  const FpScope flags;
  {
    const LongWork work(terms.size() * n);
    for (std::int64_t i = 0; i < (is_of_point ? 1 : width); ++i) {
      sum_series<T>(
          s, {terms.data_as<T>() + i, terms.shape(0), width, is_of_point},
          points.data_as<T>(), scaled.data_as<T>(), n,
          result.data_as<T>() + i * n);
    }
  }
  flags.report("multiply");
  return result;
}

ndarray values_at_once(const Series& s, const ndarray& x, const ndarray& c,
                       Meeting meeting) {
  return c.dtype() == DType::kFloat32
             ? values_of_type<float>(s, x, c, meeting)
             : values_of_type<double>(s, x, c, meeting);
}

}  // namespace

ndarray Series::val(const ndarray& x, const ndarray& given, bool tensor) const {
  const ndarray c = coefficients(given);
  if (c.shape(0) == 0) nth(c, basis == Basis::kPower ? -1 : -2);
  const bool is_one_series = c.ndim() == 1;
  if (computes_in_one_type(*this, x, c)) {
    if (tensor || is_one_series) {
      return values_at_once(*this, x, c, Meeting::kEachWithAll);
    }
    if (std::ranges::equal(c.shape().subspan(1), x.shape())) {
      return values_at_once(*this, x, c, Meeting::kEachWithItsOwn);
    }
  }
  const ndarray terms =
      tensor && !is_one_series ? with_trailing_axes(c, x.ndim()) : c;
  return basis == Basis::kPower ? horner(x, terms) : clenshaw(*this, x, terms);
}

// ---- Values in several dimensions.

namespace {

void check_points(std::span<const ndarray> points) {
  const auto is_other = [&](const ndarray& a) {
    return !std::ranges::equal(a.shape(), points[0].shape());
  };
  if (!std::ranges::any_of(points, is_other)) return;
  raise_value_error(points.size() == 2 ? "x, y are incompatible"
                                       : "x, y, z are incompatible");
}

ndarray values_at(const Series& s, std::span<const ndarray> points,
                  const ndarray& c) {
  check_points(points);
  ndarray values = s.val(strong(points[0]), c, true);
  for (const ndarray& x : points.subspan(1)) {
    values = s.val(strong(x), values, false);
  }
  return values;
}

ndarray values_on_grid(const Series& s, std::span<const ndarray> points,
                       ndarray c) {
  for (const ndarray& x : points) c = s.val(x, c, true);
  return c;
}

}  // namespace

ndarray Series::val2d(const ndarray& x, const ndarray& y,
                      const ndarray& c) const {
  const ndarray points[] = {x, y};
  return values_at(*this, points, c);
}

ndarray Series::val3d(const ndarray& x, const ndarray& y, const ndarray& z,
                      const ndarray& c) const {
  const ndarray points[] = {x, y, z};
  return values_at(*this, points, c);
}

ndarray Series::grid2d(const ndarray& x, const ndarray& y,
                       const ndarray& c) const {
  const ndarray points[] = {x, y};
  return values_on_grid(*this, points, c);
}

ndarray Series::grid3d(const ndarray& x, const ndarray& y, const ndarray& z,
                       const ndarray& c) const {
  const ndarray points[] = {x, y, z};
  return values_on_grid(*this, points, c);
}

ndarray polyvalfromroots(const ndarray& x, const ndarray& roots, bool tensor) {
  ndarray r = coefficients(roots);
  if (tensor) {
    r = with_trailing_axes(r, x.ndim());
  } else if (x.ndim() >= r.ndim()) {
    raise_value_error("x.ndim must be < r.ndim when tensor == False");
  }
  const std::int64_t first[] = {0};
  return prod(subtract(x, r), first, {}, {}, false, {}, {});
}

// ---- Matrices of a basis.

namespace {

/// The basis at `x`, a row of values for each degree.
ndarray basis_rows(const Series& s, const ndarray& x, std::int64_t count) {
  std::vector<ndarray> rows{add(multiply(x, number(0)), number(1))};
  const ndarray scaled = times(x, s.scale);
  if (count > 1) {
    rows.push_back(s.is_reflected    ? subtract(number(1), x)
                   : s.starts_with_x ? x
                                     : scaled);
  }
  for (std::int64_t i = 2; i < count; ++i) {
    const auto degree = static_cast<double>(i);
    const RecurrenceStep step = s.step(degree);
    const ndarray argument =
        s.is_reflected ? subtract(number(2 * degree - 1), x) : scaled;
    const ndarray& last = rows[static_cast<std::size_t>(i - 1)];
    ndarray row = times(multiply(last, argument), step.raise);
    if (s.basis != Series::Basis::kPower) {
      row = subtract(row,
                     times(rows[static_cast<std::size_t>(i - 2)], step.lower));
    }
    rows.push_back(step.divisor == 1 ? row : divide(row, number(step.divisor)));
  }
  return stack(rows, 0, {}, {}, "same_kind");
}

template <typename T>
ndarray basis_rows_at_once(const Series& s, const ndarray& x,
                           std::int64_t count) {
  const ndarray points = packed(x, x.dtype(), "vander");
  Shape shape{count};
  shape.append(x.shape().begin(), x.shape().end());
  const ndarray rows = ndarray::empty(span_of(shape), x.dtype());
  const FpScope flags;
  {
    const LongWork work(rows.size());
    fill_basis<T>(s, points.data_as<T>(), points.size(), count,
                  rows.data_as<T>());
  }
  flags.report("multiply");
  return rows;
}

/// The rows of all degrees up to `deg`: [deg + 1, ...].
ndarray rows_of_degrees(const Series& s, const ndarray& given,
                        std::int64_t deg) {
  if (deg < 0) raise_value_error("deg must be non-negative");
  const ndarray x = add(with_ndim(given, 1), number(0.0));
  if (x.is_direct() && x.dtype() == DType::kFloat64) {
    return basis_rows_at_once<double>(s, x, deg + 1);
  }
  if (x.is_direct() && x.dtype() == DType::kFloat32) {
    return basis_rows_at_once<float>(s, x, deg + 1);
  }
  return basis_rows(s, x, deg + 1);
}

ndarray matrix_of(const Series& s, const ndarray& x, std::int64_t deg) {
  const ndarray rows = rows_of_degrees(s, x, deg);
  return move_axis(rows, 0, rows.ndim() - 1);
}

/// The coordinates in one array, as NumPy's `asarray` of a tuple makes it.
ndarray stacked_points(std::span<const ndarray> points) {
  std::size_t common = static_cast<std::size_t>(points[0].ndim());
  bool is_ragged = false;
  for (const ndarray& x : points) {
    const auto [here, there] =
        std::ranges::mismatch(points[0].shape(), x.shape());
    const auto same =
        static_cast<std::size_t>(here - points[0].shape().begin());
    is_ragged = is_ragged || !std::ranges::equal(points[0].shape(), x.shape());
    common = std::min(common, same);
  }
  std::vector<ndarray> arrays;
  for (const ndarray& x : points) arrays.push_back(strong(x));
  if (!is_ragged) return stack(arrays, 0, {}, {}, "same_kind");
  Shape detected{static_cast<std::int64_t>(points.size())};
  detected.append(points[0].shape().begin(),
                  points[0].shape().begin() + common);
  raise_value_error(
      "setting an array element with a sequence. The requested array has an "
      "inhomogeneous shape after " +
      std::to_string(detected.size()) + " dimensions. The detected shape was " +
      shape_text(span_of(detected)) + " + inhomogeneous part.");
}

/// The products of the bases of each dimension, in one axis.
ndarray matrix_of_products(const Series& s, std::span<const ndarray> given,
                           const ndarray& deg) {
  const int n = static_cast<int>(given.size());
  if (deg.ndim() == 0) raise_type_error("object of type 'int' has no len()");
  if (deg.shape(0) != n) {
    raise_value_error("Expected " + std::to_string(n) +
                      " dimensions of degrees, got " +
                      std::to_string(deg.shape(0)));
  }
  const ndarray points = add(stacked_points(given), number(0.0));
  ndarray product;
  for (int i = 0; i < n; ++i) {
    const std::int64_t degree = integer_from(nth(deg, i), "deg");
    ndarray matrix = matrix_of(s, select_axis(points, 0, i), degree);
    const int leading = matrix.ndim() - 1;
    for (int j = 0; j < n; ++j) {
      if (j != i) matrix = insert_axis(matrix, leading + j);
    }
    product = i == 0 ? matrix : multiply(product, matrix);
  }
  Shape shape(product.shape().begin(), product.shape().end() - n);
  shape.push_back(-1);
  return product.reshape(span_of(shape));
}

}  // namespace

ndarray Series::vander(const ndarray& x, const ndarray& deg) const {
  return matrix_of(*this, x, integer_from(deg, "deg"));
}

ndarray Series::vander2d(const ndarray& x, const ndarray& y,
                         const ndarray& deg) const {
  const ndarray points[] = {x, y};
  return matrix_of_products(*this, points, deg);
}

ndarray Series::vander3d(const ndarray& x, const ndarray& y, const ndarray& z,
                         const ndarray& deg) const {
  const ndarray points[] = {x, y, z};
  return matrix_of_products(*this, points, deg);
}

// ---- Least squares.

namespace {

ndarray in_inexact(const ndarray& a) { return add(strong(a), number(0.0)); }

void check_data(const ndarray& x, const ndarray& y, const ndarray& deg) {
  if (deg.ndim() > 1 || !is_integer(deg.dtype()) || deg.size() == 0) {
    raise_type_error("deg must be an int or non-empty 1-D array of int");
  }
  if (reduce(Reduction::kMin, deg).item(0).as_int64() < 0) {
    raise_value_error("expected deg >= 0");
  }
  if (x.ndim() != 1) raise_type_error("expected 1D vector for x");
  if (x.size() == 0) raise_type_error("expected non-empty vector for x");
  if (y.ndim() < 1 || y.ndim() > 2) {
    raise_type_error("expected 1D or 2D array for y");
  }
  if (x.shape(0) != y.shape(0)) {
    raise_type_error("expected x and y to have same length");
  }
}

ndarray checked_weights(const ndarray& w, const ndarray& x) {
  const ndarray weights = in_inexact(w);
  if (weights.ndim() != 1) raise_type_error("expected 1D vector for w");
  if (weights.shape(0) != x.shape(0)) {
    raise_type_error("expected x and w to have same length");
  }
  return weights;
}

/// The length of each row, one where that is zero.
ndarray row_lengths(const ndarray& rows) {
  ndarray squares = call_unary(ufuncs::square, rows);
  if (is_complex(rows.dtype())) {
    squares = add(call_unary(ufuncs::square, real(rows)),
                  call_unary(ufuncs::square, imag(rows)));
  }
  const std::int64_t last[] = {1};
  const ndarray length =
      call_unary(ufuncs::sqrt, sum(squares, last, {}, {}, false, {}, {}));
  // Zero is raised to one, and nothing else is changed.
  const ndarray is_zero = call_binary(ufuncs::equal, length, number(0));
  return add(length, cast_to(is_zero, length.dtype()));
}

/// Coefficients `c` of the degrees `deg` among all up to the last of them.
ndarray at_degrees(const ndarray& c, const std::vector<std::int64_t>& deg) {
  const Shape shape = with_extent(c.shape(), 0, deg.back() + 1);
  const ndarray all = beside(c, ndarray::zeros(span_of(shape), c.dtype()));
  for (std::size_t i = 0; i < deg.size(); ++i) {
    copy_into(select_axis(all, 0, deg[i]),
              select_axis(c, 0, static_cast<std::int64_t>(i)));
  }
  return all;
}

ndarray default_rcond(const ndarray& x) {
  const bool is_single = real_type(x.dtype()) == DType::kFloat32;
  const double epsilon = is_single ? std::numeric_limits<float>::epsilon()
                                   : std::numeric_limits<double>::epsilon();
  return cast_to(number(static_cast<double>(x.size()) * epsilon),
                 is_single ? DType::kFloat32 : DType::kFloat64);
}

}  // namespace

ValueAndDetails Series::fit(const ndarray& given_x, const ndarray& given_y,
                            const ndarray& deg, const MaybeArray& given_rcond,
                            bool full, const MaybeArray& w) const {
  const ndarray x = in_inexact(given_x);
  const ndarray y = in_inexact(given_y);
  check_data(x, y, deg);
  std::vector<std::int64_t> degrees = int_values(deg, "deg");
  std::ranges::sort(degrees);
  ndarray left = rows_of_degrees(*this, x, degrees.back());
  if (deg.ndim() == 1) {
    left = take(left, beside(left, sort(deg, -1, {}, {})), 0, {}, "raise");
  }
  ndarray right = y.transposed();
  if (w) {
    const ndarray weights = checked_weights(*w, x);
    left = multiply(left, weights);
    right = multiply(right, weights);
  }
  const ndarray rcond = given_rcond.value_or(default_rcond(x));
  // Columns of equal length keep the problem well conditioned.
  const ndarray scale = row_lengths(left);
  const auto [solution, residuals, rank, singular] =
      lstsq(divide(left.transposed(), scale), right.transposed(),
            rcond.item(0).as_double());
  ndarray c = divide(solution.transposed(), scale).transposed();
  const std::int64_t order = left.shape(0);
  if (deg.ndim() == 1) c = at_degrees(c, degrees);
  if (full) return {c, Results{residuals, rank, singular, rcond}};
  if (rank.item(0).as_int64() != order) {
    warn(WarningKind::kRankWarning, "The fit may be poorly conditioned");
  }
  return {c, std::nullopt};
}

}  // namespace tnp::ops
