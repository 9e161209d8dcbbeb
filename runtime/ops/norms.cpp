/// Norms and what is computed from singular values.
#include <ATen/ops/linalg_lstsq.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "runtime/core/gufunc.h"
#include "runtime/ops/creation.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/linalg.h"
#include "runtime/ops/linalg_input.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/products.h"
#include "runtime/ops/quiet.h"
#include "runtime/ops/reductions.h"

namespace tnp::ops {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The order as a name or a number.
struct Order {
  bool given = false;
  std::string_view text;
  double value = 0;
  ndarray number;

  explicit Order(const NormOrder& ord) {
    if (!ord) return;
    given = true;
    if (const auto* name = std::get_if<std::string_view>(&*ord)) {
      text = *name;
      return;
    }
    number = std::get<ndarray>(*ord);
    value = number.item(0).as_double();
  }
  bool is(double wanted) const {
    return given && text.empty() && value == wanted;
  }
  bool is_frobenius() const { return text == "fro" || text == "f"; }
};

ndarray absolute(const ndarray& x) { return call_unary(ufuncs::absolute, x); }

ndarray squared_modulus(const ndarray& x) {
  if (!is_complex(x.dtype())) return multiply(x, x);
  return real(multiply(call_unary(ufuncs::conjugate, x), x));
}

ndarray extremum(Reduction reduction, const ndarray& a, IntSpan axes,
                 bool keepdims, bool from_zero) {
  ReduceOptions options;
  options.axes = axes;
  options.keepdims = keepdims;
  if (from_zero) options.initial = Scalar(0.0);
  return reduce(reduction, a, options);
}

ndarray sum_over(const ndarray& a, IntSpan axes, bool keepdims) {
  return sum(a, axes, {}, {}, keepdims, {}, {});
}

/// The 2-norm of all elements in the order of memory.
ndarray flat_norm(const ndarray& x, bool keepdims) {
  const ndarray flat = ravel(x, "K");
  ndarray squares;
  if (is_complex(x.dtype())) {
    const ndarray re = real(flat).copy();
    const ndarray im = imag(flat).copy();
    squares = add(dot(re, re, {}), dot(im, im, {}));
  } else {
    squares = dot(flat, flat, {});
  }
  ndarray result = call_unary(ufuncs::sqrt, squares);
  if (keepdims) {
    const Shape ones(x.ndim(), 1);
    result = result.reshape(span_of(ones));
  }
  return result;
}

ndarray norm_of_vectors(const ndarray& x, const Order& ord, IntSpan axes,
                        bool keepdims) {
  if (!ord.text.empty()) {
    raise_value_error("Invalid norm order '" + std::string(ord.text) +
                      "' for vectors");
  }
  if (ord.is(kInfinity)) {
    return extremum(Reduction::kMax, absolute(x), axes, keepdims, true);
  }
  if (ord.is(-kInfinity)) {
    return extremum(Reduction::kMin, absolute(x), axes, keepdims, false);
  }
  if (ord.is(0)) {
    const ndarray nonzero = call_binary(ufuncs::not_equal, x, number(0));
    return sum_over(cast_to(nonzero, real_type(x.dtype())), axes, keepdims);
  }
  if (ord.is(1)) return sum_over(absolute(x), axes, keepdims);
  if (!ord.given || ord.is(2)) {
    return call_unary(ufuncs::sqrt,
                      sum_over(squared_modulus(x), axes, keepdims));
  }
  const ndarray powers = call_binary(ufuncs::power, absolute(x), ord.number);
  const ndarray total = sum_over(powers, axes, keepdims);
  const ndarray root = call_unary(
      ufuncs::reciprocal,
      ndarray::full({}, Scalar(ord.value), real_type(total.dtype())));
  return call_binary(ufuncs::power, total, root);
}

ndarray singular_values(const ndarray& x, int row, int column) {
  const std::int64_t from[] = {row, column};
  const std::int64_t to[] = {-2, -1};
  return svd(moveaxis(x, from, to), true, false, false)[0];
}

/// Sums of moduli along `inner`, then their extremum along `outer`.
ndarray norm_of_sums(const ndarray& x, int inner, int outer, bool maximum) {
  const std::int64_t first[] = {inner};
  const std::int64_t second[] = {outer > inner ? outer - 1 : outer};
  return extremum(maximum ? Reduction::kMax : Reduction::kMin,
                  sum_over(absolute(x), first, false), second, false, maximum);
}

ndarray norm_of_matrices(const ndarray& x, const Order& ord, IntSpan axes,
                         bool keepdims) {
  const int row = normalize_axis(axes[0], x.ndim());
  const int column = normalize_axis(axes[1], x.ndim());
  if (row == column) raise_value_error("Duplicate axes given.");
  const std::int64_t last[] = {-1};
  ndarray result;
  if (ord.is(2)) {
    result = extremum(Reduction::kMax, singular_values(x, row, column), last,
                      false, true);
  } else if (ord.is(-2)) {
    result = extremum(Reduction::kMin, singular_values(x, row, column), last,
                      false, false);
  } else if (ord.is(1) || ord.is(-1)) {
    result = norm_of_sums(x, row, column, ord.value > 0);
  } else if (ord.is(kInfinity) || ord.is(-kInfinity)) {
    result = norm_of_sums(x, column, row, ord.value > 0);
  } else if (!ord.given || ord.is_frobenius()) {
    result =
        call_unary(ufuncs::sqrt, sum_over(squared_modulus(x), axes, false));
  } else if (ord.text == "nuc") {
    result = sum_over(singular_values(x, row, column), last, false);
  } else {
    raise_value_error("Invalid norm order for matrices.");
  }
  if (!keepdims) return result;
  Shape shape = to_shape(x.shape());
  shape[row] = 1;
  shape[column] = 1;
  return result.reshape(span_of(shape));
}

}  // namespace

ndarray norm(const ndarray& x, const NormOrder& ord, MaybeAxes axis,
             bool keepdims) {
  const ndarray a = as_inexact(x);
  const Order order(ord);
  if (!axis && (!order.given || (order.is_frobenius() && a.ndim() == 2) ||
                (order.is(2) && a.ndim() == 1))) {
    return flat_norm(a, keepdims);
  }
  std::vector<std::int64_t> axes;
  if (axis) {
    axes.assign(axis->begin(), axis->end());
  } else {
    for (int i = 0; i < a.ndim(); ++i) axes.push_back(i);
  }
  if (axes.size() == 1) return norm_of_vectors(a, order, axes, keepdims);
  if (axes.size() == 2) return norm_of_matrices(a, order, axes, keepdims);
  raise_value_error("Improper number of dimensions to norm.");
}

ndarray matrix_norm(const ndarray& x, bool keepdims, const NormOrder& ord) {
  const std::int64_t axes[] = {-2, -1};
  return norm(x, ord, axes, keepdims);
}

ndarray vector_norm(const ndarray& x, MaybeAxes axis, bool keepdims,
                    const NormOrder& ord) {
  if (!axis) {
    const std::int64_t first[] = {0};
    const ndarray flat = norm(flattened(x), ord, first, false);
    if (!keepdims) return flat;
    const Shape ones(x.ndim(), 1);
    return flat.reshape(span_of(ones));
  }
  if (axis->size() == 1) return norm(x, ord, axis, keepdims);
  // Several axes count as one long vector.
  std::vector<int> order;
  std::vector<int> reduced = normalized_axes(*axis, x.ndim());
  Shape shape;
  Shape kept = to_shape(x.shape());
  for (int i = 0; i < x.ndim(); ++i) {
    if (std::ranges::find(reduced, i) != reduced.end()) continue;
    order.push_back(i);
    shape.push_back(x.shape(i));
  }
  for (int i : reduced) {
    order.push_back(i);
    kept[i] = 1;
  }
  shape.push_back(-1);
  const std::int64_t last[] = {-1};
  const ndarray result =
      norm(strong(x).permuted(order).reshape(span_of(shape)), ord, last, false);
  return keepdims ? result.reshape(span_of(kept)) : result;
}

ndarray cond(const ndarray& x, const NormOrder& p) {
  if (x.size() == 0) raise_linalg_error("cond is not defined on empty arrays");
  require_matrix(x);
  const Order order(p);
  const QuietScope quiet;
  ndarray result;
  if (!order.given || order.is(2) || order.is(-2)) {
    const ndarray s = svd(x, true, false, false)[0];
    const ndarray largest = select_axis(s, s.ndim() - 1, 0);
    const ndarray smallest =
        select_axis(s, s.ndim() - 1, s.shape(s.ndim() - 1) - 1);
    result =
        order.is(-2) ? divide(smallest, largest) : divide(largest, smallest);
  } else {
    require_square(x);
    const ndarray a = cast_to(x, linalg_dtype(x.dtype()));
    const std::int64_t axes[] = {-2, -1};
    result =
        multiply(norm(a, p, axes, false), norm(inv_or_nan(a), p, axes, false));
  }
  // nan from 0 / 0 means a singular matrix, unless the input had nan.
  const ndarray nan = call_unary(ufuncs::isnan, result);
  if (!any_true(nan)) return result;
  const std::int64_t axes[] = {-2, -1};
  const ndarray given =
      any(call_unary(ufuncs::isnan, as_inexact(x)), axes, {}, false, {});
  const ndarray singular = call_binary(ufuncs::logical_and, nan,
                                       call_unary(ufuncs::logical_not, given));
  return where(singular, number(kInfinity), result)[0];
}

namespace {

double epsilon(DType type) {
  return real_type(type) == DType::kFloat32
             ? std::numeric_limits<float>::epsilon()
             : std::numeric_limits<double>::epsilon();
}

}  // namespace

ndarray pinv(const ndarray& a, const MaybeArray& rcond, bool hermitian,
             const MaybeArray& rtol) {
  require_matrix(a);
  const DType type = linalg_dtype(a.dtype());
  if (rcond && rtol) {
    raise_value_error("`rtol` and `rcond` can't be both set.");
  }
  const std::int64_t m = a.shape(a.ndim() - 2);
  const std::int64_t n = a.shape(a.ndim() - 1);
  // NumPy's default differs between the old and the Array API parameter.
  ndarray cutoff = number(1e-15);
  if (rcond) cutoff = *rcond;
  if (rtol) cutoff = *rtol;
  if (a.size() == 0) {
    const Shape batch = to_shape(a.shape().first(a.ndim() - 2));
    Shape shape = batch;
    shape.append({n, m});
    return ndarray::empty(span_of(shape), type);
  }
  const ndarray source = cast_to(a, type);
  const OneOrTuple usv =
      svd(is_complex(type) ? call_unary(ufuncs::conjugate, source) : source,
          false, true, hermitian);
  const ndarray& s = usv[1];
  const std::int64_t last[] = {-1};
  const ndarray top = max(s, last, {}, true, {}, {});
  const ndarray bound = multiply(
      cutoff.ndim() > 0 ? insert_axis(cutoff, cutoff.ndim()) : cutoff, top);
  const ndarray large = call_binary(ufuncs::greater, s, bound);
  const QuietScope quiet;
  const ndarray inverse = where(large, divide(number(1), s), number(0))[0];
  const ndarray vt = swapaxes(usv[2], -1, -2);
  const ndarray ut = swapaxes(usv[0], -1, -2);
  return tnp::matmul(vt, multiply(insert_axis(cast_to(inverse, real_type(type)),
                                              inverse.ndim()),
                                  ut));
}

ndarray matrix_rank(const ndarray& a, const MaybeArray& tol, bool hermitian,
                    const MaybeArray& rtol) {
  if (rtol && tol) raise_value_error("`tol` and `rtol` can't be both set.");
  if (a.ndim() < 2) {
    const bool nonzero = any_true(call_binary(ufuncs::not_equal, a, number(0)));
    return ndarray::full({}, Scalar(std::int64_t{nonzero}), DType::kInt64);
  }
  const ndarray s = svd(a, true, false, hermitian)[0];
  const std::int64_t last[] = {-1};
  const std::int64_t m = std::max(a.shape(a.ndim() - 1), a.shape(a.ndim() - 2));
  ndarray bound;
  if (tol) {
    bound = tol->ndim() > 0 ? insert_axis(*tol, tol->ndim()) : *tol;
  } else {
    ndarray relative = number(static_cast<double>(m) * epsilon(s.dtype()));
    if (rtol)
      relative = rtol->ndim() > 0 ? insert_axis(*rtol, rtol->ndim()) : *rtol;
    bound = multiply(max(s, last, {}, true, Scalar(0.0), {}), relative);
  }
  return count_nonzero(call_binary(ufuncs::greater, s, bound), last, false);
}

ndarray matrix_power(const ndarray& a, std::int64_t n) {
  require_square(a);
  const int last = a.ndim() - 1;
  if (n == 0) {
    const ndarray one = identity(a.shape(last), a.dtype());
    return one.broadcast_to(a.shape()).copy('C');
  }
  ndarray base = strong(a);
  if (n < 0) {
    base = inv(a);
    n = -n;
  }
  if (n == 1) return base.copy();
  const auto times = [](const ndarray& x, const ndarray& y) {
    return tnp::matmul(x, y);
  };
  if (n == 3) return times(times(base, base), base);
  ndarray result;
  ndarray power;
  for (; n > 0; n /= 2) {
    power = power.defined() ? times(power, power) : base;
    if (n % 2 == 1) result = result.defined() ? times(result, power) : power;
  }
  return result;
}

namespace {

/// The cheapest order of products, by dynamic programming over splits.
struct ChainOrder {
  std::vector<std::vector<int>> split;
};

ChainOrder cheapest_order(std::span<const ndarray> arrays) {
  const int n = static_cast<int>(arrays.size());
  std::vector<double> extents;
  for (const ndarray& a : arrays) {
    extents.push_back(static_cast<double>(a.shape(0)));
  }
  extents.push_back(static_cast<double>(arrays[n - 1].shape(1)));
  std::vector<std::vector<double>> cost(n, std::vector<double>(n, 0));
  ChainOrder order{std::vector<std::vector<int>>(n, std::vector<int>(n, 0))};
  for (int length = 1; length < n; ++length) {
    for (int i = 0; i + length < n; ++i) {
      const int j = i + length;
      cost[i][j] = kInfinity;
      for (int k = i; k < j; ++k) {
        const double here = cost[i][k] + cost[k + 1][j] +
                            extents[i] * extents[k + 1] * extents[j + 1];
        if (here < cost[i][j]) {
          cost[i][j] = here;
          order.split[i][j] = k;
        }
      }
    }
  }
  return order;
}

ndarray chained(std::span<const ndarray> arrays, const ChainOrder& order, int i,
                int j) {
  if (i == j) return arrays[i];
  const int k = order.split[i][j];
  return dot(chained(arrays, order, i, k), chained(arrays, order, k + 1, j),
             {});
}

}  // namespace

ndarray multi_dot(std::span<const ndarray> arrays, const MaybeArray& out) {
  const std::size_t n = arrays.size();
  if (n < 2) raise_value_error("Expecting at least two arrays.");
  if (n == 2) return dot(arrays[0], arrays[1], out);
  Results chain(arrays.begin(), arrays.end());
  const bool row = chain.front().ndim() == 1;
  const bool column = chain.back().ndim() == 1;
  if (row) chain.front() = with_ndim(chain.front(), 2);
  if (column) chain.back() = insert_axis(chain.back(), 1);
  for (const ndarray& a : chain) {
    if (a.ndim() != 2) {
      raise_linalg_error(std::to_string(a.ndim()) +
                         "-dimensional array given. Array must be "
                         "two-dimensional");
    }
  }
  ndarray result =
      chained(chain, cheapest_order(chain), 0, static_cast<int>(n) - 1);
  if (column) result = select_axis(result, result.ndim() - 1, 0);
  if (row) result = select_axis(result, 0, 0);
  return deliver(result, out, Casting::kNo);
}

std::tuple<ndarray, ndarray, ndarray, ndarray> lstsq(
    const ndarray& a, const ndarray& b, std::optional<double> rcond) {
  const bool vector = b.ndim() == 1;
  const ndarray right = vector ? insert_axis(b, 1) : b;
  for (const ndarray* m : {&a, &right}) {
    if (m->ndim() != 2) {
      raise_linalg_error(std::to_string(m->ndim()) +
                         "-dimensional array given. Array must be "
                         "two-dimensional");
    }
  }
  const std::int64_t m = a.shape(0);
  const std::int64_t n = a.shape(1);
  if (m != right.shape(0)) raise_linalg_error("Incompatible dimensions");
  const DType type = linalg_dtype(a.dtype(), right.dtype());
  const double cutoff =
      rcond.value_or(epsilon(type) * static_cast<double>(std::max(n, m)));
  require_finite(a);
  // LAPACK wants a right side even where there is nothing to solve.
  const bool no_columns = right.shape(1) == 0;
  const std::int64_t one_column[] = {m, 1};
  const ndarray sides = no_columns ? ndarray::zeros(one_column, type) : right;
  const auto [x, unused, rank_tensor, values] = at::linalg_lstsq(
      linalg_tensor(a, type), linalg_tensor(sides, type), cutoff, "gelsd");
  const std::int64_t rank =
      m == 0 || n == 0 ? 0 : rank_tensor.item<std::int64_t>();
  ndarray solution = from_tensor(x.contiguous());
  if (no_columns) solution = slice_axis(solution, 1, 0, 0);
  ndarray residuals;
  if (rank != n || m <= n) {
    const std::int64_t none[] = {0};
    residuals = ndarray::empty(none, real_type(type));
  } else {
    const std::int64_t rows[] = {0};
    const ndarray error =
        subtract(cast_to(right, type), tnp::matmul(cast_to(a, type), solution));
    residuals = sum(squared_modulus(error), rows, {}, {}, false, {}, {});
  }
  if (vector) solution = select_axis(solution, 1, 0);
  return {solution, residuals, ndarray::full({}, Scalar(rank), DType::kInt32),
          from_tensor(values.contiguous())};
}

}  // namespace tnp::ops
