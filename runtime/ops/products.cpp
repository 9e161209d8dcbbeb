#include "runtime/ops/products.h"
#include "runtime/core/gufunc.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "runtime/core/axis_error.h"
#include "runtime/core/element.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/linalg.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/reductions.h"

namespace tnp::ops {
namespace {

using tnp::matmul;

[[noreturn]] void raise_misaligned(const ndarray& a, const ndarray& b, int i,
                                   int j) {
  raise_value_error("shapes " + compact_shape_text(a.shape()) + " and " +
                    compact_shape_text(b.shape()) +
                    " not aligned: " + std::to_string(a.shape(i)) + " (dim " +
                    std::to_string(i) + ") != " + std::to_string(b.shape(j)) +
                    " (dim " + std::to_string(j) + ")");
}

/// Sums over the last axis of `a` and axis `j` of `b`: one matrix product.
ndarray contract(const ndarray& a, const ndarray& b, int j) {
  const int last = a.ndim() - 1;
  if (a.shape(last) != b.shape(j)) raise_misaligned(a, b, last, j);
  if (a.ndim() <= 2 && (b.ndim() == 1 || (b.ndim() == 2 && j == 0))) {
    return matmul(strong(a), strong(b));
  }
  const std::int64_t k = a.shape(last);
  Shape shape = without_axis(a.shape(), last);
  const Shape rest = without_axis(b.shape(), j);
  const std::int64_t left[] = {num_elements(span_of(shape)), k};
  const std::int64_t right[] = {k, num_elements(span_of(rest))};
  shape.append(rest.begin(), rest.end());
  return matmul(strong(a).reshape(left),
                move_axis(strong(b), j, 0).reshape(right))
      .reshape(span_of(shape));
}

}  // namespace

ndarray dot(const ndarray& a, const ndarray& b, const MaybeArray& out) {
  if (a.ndim() == 0 || b.ndim() == 0) return deliver(multiply(a, b), out);
  return deliver(contract(a, b, std::max(b.ndim() - 2, 0)), out, Casting::kNo);
}

ndarray inner(const ndarray& a, const ndarray& b) {
  if (a.ndim() == 0 || b.ndim() == 0) return multiply(a, b);
  return contract(a, b, b.ndim() - 1);
}

ndarray vdot(const ndarray& a, const ndarray& b) {
  const ndarray left = flattened(a);
  const ndarray right = flattened(b);
  if (left.size() != right.size()) {
    raise_value_error("cannot reshape array of size " +
                      std::to_string(b.size()) + " into shape " +
                      shape_text(a.shape()));
  }
  return matmul(
      is_complex(a.dtype()) ? call_unary(ufuncs::conjugate, left) : left,
      right);
}

ndarray outer(const ndarray& a, const ndarray& b, const MaybeArray& out) {
  const ndarray left = insert_axis(flattened(strong(a)), 1);
  return deliver(multiply(left, insert_axis(flattened(strong(b)), 0)), out);
}

ndarray tensordot(const ndarray& a, const ndarray& b, const ndarray& axes) {
  const std::vector<std::int64_t> given = int_values(axes, "tensordot");
  std::vector<std::int64_t> left;
  std::vector<std::int64_t> right;
  if (axes.ndim() == 0) {
    for (std::int64_t i = 0; i < given[0]; ++i) {
      left.push_back(i - given[0]);
      right.push_back(i);
    }
  } else {
    if (axes.shape(0) != 2)
      raise_value_error("axes must be a number or a pair");
    const auto half = static_cast<std::ptrdiff_t>(given.size() / 2);
    left.assign(given.begin(), given.begin() + half);
    right.assign(given.begin() + half, given.end());
  }
  std::vector<int> a_order;
  std::vector<int> b_order;
  std::vector<int> a_summed;
  std::vector<int> b_summed;
  std::int64_t k = 1;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const int x = left[i] < 0 ? static_cast<int>(left[i]) + a.ndim()
                              : static_cast<int>(left[i]);
    const int y = right[i] < 0 ? static_cast<int>(right[i]) + b.ndim()
                               : static_cast<int>(right[i]);
    if (x < 0 || x >= a.ndim() || y < 0 || y >= b.ndim()) {
      raise_index_error("tuple index out of range");
    }
    if (a.shape(x) != b.shape(y)) raise_value_error("shape-mismatch for sum");
    a_summed.push_back(x);
    b_summed.push_back(y);
    k *= a.shape(x);
  }
  Shape shape;
  std::int64_t rows = 1;
  std::int64_t columns = 1;
  for (int i = 0; i < a.ndim(); ++i) {
    if (std::ranges::find(a_summed, i) != a_summed.end()) continue;
    a_order.push_back(i);
    shape.push_back(a.shape(i));
    rows *= a.shape(i);
  }
  a_order.insert(a_order.end(), a_summed.begin(), a_summed.end());
  b_order = b_summed;
  for (int i = 0; i < b.ndim(); ++i) {
    if (std::ranges::find(b_summed, i) != b_summed.end()) continue;
    b_order.push_back(i);
    shape.push_back(b.shape(i));
    columns *= b.shape(i);
  }
  const std::int64_t a_shape[] = {rows, k};
  const std::int64_t b_shape[] = {k, columns};
  return matmul(strong(a).permuted(a_order).reshape(a_shape),
                strong(b).permuted(b_order).reshape(b_shape))
      .reshape(span_of(shape));
}

ndarray kron(const ndarray& a, const ndarray& b) {
  const int n = std::max(a.ndim(), b.ndim());
  if (a.ndim() == 0 || b.ndim() == 0) return multiply(a, b);
  const ndarray x = with_ndim(a, n);
  const ndarray y = with_ndim(b, n);
  Shape x_shape;
  Shape y_shape;
  Shape shape;
  for (int i = 0; i < n; ++i) {
    x_shape.append({x.shape(i), std::int64_t{1}});
    y_shape.append({std::int64_t{1}, y.shape(i)});
    shape.push_back(x.shape(i) * y.shape(i));
  }
  return multiply(x.reshape(span_of(x_shape)), y.reshape(span_of(y_shape)))
      .reshape(span_of(shape));
}

ndarray cross(const ndarray& a, const ndarray& b, std::int64_t axisa,
              std::int64_t axisb, std::int64_t axisc, MaybeInt axis) {
  if (axis) axisa = axisb = axisc = *axis;
  if (a.ndim() < 1 || b.ndim() < 1) {
    raise_value_error("At least one array has zero dimension");
  }
  const DType type = promote_types(a.dtype(), b.dtype());
  const ndarray x =
      move_axis(cast_to(a, type),
                normalize_named_axis(axisa, a.ndim(), "axisa"), a.ndim() - 1);
  const ndarray y =
      move_axis(cast_to(b, type),
                normalize_named_axis(axisb, b.ndim(), "axisb"), b.ndim() - 1);
  const int x_last = x.ndim() - 1;
  const int y_last = y.ndim() - 1;
  const std::int64_t m = x.shape(x_last);
  const std::int64_t n = y.shape(y_last);
  if ((m != 2 && m != 3) || (n != 2 && n != 3)) {
    raise_value_error(
        "incompatible dimensions for cross product\n"
        "(dimension must be 2 or 3)");
  }
  if (m == 2 || n == 2) {
    warn(WarningKind::kDeprecationWarning,
         "Arrays of 2-dimensional vectors are deprecated. Use arrays of "
         "3-dimensional vectors instead. (deprecated in NumPy 2.0)");
  }
  const auto part = [](const ndarray& v, int last, std::int64_t i) {
    return select_axis(v, last, i);
  };
  const ndarray x0 = part(x, x_last, 0);
  const ndarray x1 = part(x, x_last, 1);
  const ndarray y0 = part(y, y_last, 0);
  const ndarray y1 = part(y, y_last, 1);
  const ndarray z = subtract(multiply(x0, y1), multiply(x1, y0));
  if (m == 2 && n == 2) return z;
  ndarray first;
  ndarray second;
  if (m == 2) {
    const ndarray y2 = part(y, y_last, 2);
    first = multiply(x1, y2);
    second = call_unary(ufuncs::negative, multiply(x0, y2));
  } else if (n == 2) {
    const ndarray x2 = part(x, x_last, 2);
    first = call_unary(ufuncs::negative, multiply(x2, y1));
    second = multiply(x2, y0);
  } else {
    const ndarray x2 = part(x, x_last, 2);
    const ndarray y2 = part(y, y_last, 2);
    first = subtract(multiply(x1, y2), multiply(x2, y1));
    second = subtract(multiply(x2, y0), multiply(x0, y2));
  }
  const ndarray parts[] = {first, second, z};
  const int place = normalize_named_axis(axisc, z.ndim() + 1, "axisc");
  const ndarray result = stack(parts, -1, {}, {}, "same_kind");
  return place == z.ndim() ? result : move_axis(result, z.ndim(), place);
}

ndarray trace(const ndarray& a, std::int64_t offset, std::int64_t axis1,
              std::int64_t axis2, MaybeDType dtype, const MaybeArray& out) {
  const std::int64_t last[] = {-1};
  return sum(diagonal(a, offset, axis1, axis2), last, dtype, out, false, {},
             {});
}

namespace {

/// The shifts k at which sum_i a[i + k] * v[i] is wanted.
struct Shifts {
  std::int64_t first;
  std::int64_t count;
};

Shifts shifts_of(std::int64_t n, std::int64_t m, std::string_view mode) {
  if (mode == "valid") return {0, n - m + 1};
  if (mode == "same") return {-(m / 2), n};
  if (mode == "full") return {1 - m, n + m - 1};
  if (mode == "v" || mode == "s" || mode == "f") {
    raise_value_error(
        "Use one of 'valid', 'same', or 'full' for convolve/correlate mode");
  }
  raise_value_error("mode must be one of 'valid', 'same', or 'full' (got '" +
                    std::string(mode) + "')");
}

/// Of what overlaps alone, shift by shift.
ndarray correlated_by_parts(const ndarray& a, const ndarray& v,
                            const Shifts& shifts) {
  const ndarray result = ndarray::empty({&shifts.count, 1}, a.dtype());
  for (std::int64_t i = 0; i < shifts.count; ++i) {
    const std::int64_t k = shifts.first + i;
    const std::int64_t start = std::max<std::int64_t>(k, 0);
    const std::int64_t length = std::min(a.size(), k + v.size()) - start;
    copy_into(select_axis(result, 0, i),
              matmul(slice_axis(a, 0, start, length),
                     slice_axis(v, 0, start - k, length)));
  }
  return result;
}

/// Packed `a` with zeros on both sides.
ndarray with_zeros(const ndarray& a, std::int64_t before, std::int64_t after) {
  if (before == 0 && after == 0) return a;
  const std::int64_t shape[] = {before + a.size() + after};
  const ndarray result = ndarray::zeros(shape, a.dtype());
  std::memcpy(result.data() + before * a.itemsize(), a.data(),
              static_cast<std::size_t>(a.size() * a.itemsize()));
  return result;
}

/// Of packed elements.
bool all_finite(const ndarray& a) {
  return dispatch_dtype(a.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T* data = a.data_as<T>();
    return std::all_of(data, data + a.size(), [](const T& value) {
      if constexpr (is_complex_v<T>) {
        return std::isfinite(value.real()) && std::isfinite(value.imag());
      } else if constexpr (is_half_v<T>) {
        return std::isfinite(float(value));
      } else {
        return std::isfinite(static_cast<double>(value));
      }
    });
  });
}

/// Packed `a` and the shorter `v`: a window that slides over `a`, as a matrix.
ndarray correlated(const ndarray& a, const ndarray& v, std::string_view mode) {
  const Shifts shifts = shifts_of(a.size(), v.size(), mode);
  const std::int64_t before = -shifts.first;
  const std::int64_t after =
      shifts.first + shifts.count - 1 + v.size() - a.size();
  const bool is_padded = before > 0 || after > 0;
  // Zeros beside `a` add nothing but to what is infinite.
  if (!a.is_direct() || !v.is_direct() || (is_padded && !all_finite(v))) {
    return correlated_by_parts(a, v, shifts);
  }
  const ndarray padded = with_zeros(a, before, after);
  const std::int64_t shape[] = {shifts.count, v.size()};
  const std::int64_t strides[] = {a.itemsize(), a.itemsize()};
  return matmul(padded.view(padded.data(), shape, strides), v);
}

}  // namespace

ndarray convolve(const ndarray& a, const ndarray& v, std::string_view mode) {
  ndarray x = with_ndim(a, 1);
  ndarray y = with_ndim(v, 1);
  if (x.ndim() > 1 || y.ndim() > 1) {
    raise_value_error("object too deep for desired array");
  }
  if (x.size() == 0) raise_value_error("a cannot be empty");
  if (y.size() == 0) raise_value_error("v cannot be empty");
  if (x.size() < y.size()) std::swap(x, y);
  const DType type = promote_types(x.dtype(), y.dtype());
  const std::int64_t n = y.size();
  return correlated(cast_to(x, type).contiguous(),
                    slice_axis(cast_to(y, type), 0, n - 1, n, -1).contiguous(),
                    mode);
}

ndarray correlate(const ndarray& a, const ndarray& v, std::string_view mode) {
  ndarray x = with_ndim(a, 1);
  ndarray y = with_ndim(v, 1);
  if (x.ndim() > 1 || y.ndim() > 1) {
    raise_value_error("object too deep for desired array");
  }
  if (x.size() == 0 || y.size() == 0) {
    raise_value_error(x.size() == 0 ? "first array argument cannot be empty"
                                    : "second array argument cannot be empty");
  }
  const DType type = promote_types(x.dtype(), y.dtype());
  if (is_complex(y.dtype())) y = call_unary(ufuncs::conjugate, y);
  // The shorter one slides; then the result comes out reversed.
  const bool swapped = x.size() < y.size();
  if (swapped) std::swap(x, y);
  const ndarray result = correlated(cast_to(x, type).contiguous(),
                                    cast_to(y, type).contiguous(), mode);
  return swapped ? slice_axis(result, 0, result.size() - 1, result.size(), -1)
                 : result;
}

ndarray linalg_cross(const ndarray& x1, const ndarray& x2, std::int64_t axis) {
  const std::int64_t n1 = x1.shape(normalize_axis(axis, x1.ndim()));
  const std::int64_t n2 = x2.shape(normalize_axis(axis, x2.ndim()));
  if (n1 != 3 || n2 != 3) {
    raise_value_error(
        "Both input arrays must be (arrays of) 3-dimensional vectors, but they "
        "are " +
        std::to_string(n1) + " and " + std::to_string(n2) +
        " dimensional instead.");
  }
  return cross(x1, x2, -1, -1, -1, axis);
}

ndarray linalg_diagonal(const ndarray& x, std::int64_t offset) {
  if (x.ndim() < 2) {
    raise_value_error("diag requires an array of at least two dimensions");
  }
  return diagonal(x, offset, -2, -1);
}

ndarray linalg_matmul(const ndarray& x1, const ndarray& x2) {
  return matmul(strong(x1), strong(x2));
}

ndarray linalg_outer(const ndarray& x1, const ndarray& x2) {
  if (x1.ndim() != 1 || x2.ndim() != 1) {
    raise_value_error(
        "Input arrays must be one-dimensional, but they are x1.ndim=" +
        std::to_string(x1.ndim()) +
        " and x2.ndim=" + std::to_string(x2.ndim()) + ".");
  }
  return outer(x1, x2, {});
}

ndarray linalg_trace(const ndarray& x, std::int64_t offset, MaybeDType dtype) {
  return trace(x, offset, -2, -1, dtype, {});
}

ndarray linalg_vecdot(const ndarray& x1, const ndarray& x2, std::int64_t axis) {
  const auto with_last = [axis](const ndarray& x) {
    return move_axis(strong(x), normalize_axis(axis, x.ndim()), x.ndim() - 1);
  };
  return call_gufunc(ufuncs::vecdot, with_last(x1), with_last(x2));
}

}  // namespace tnp::ops
