// float32 and float64 have loops of their own, which run on one thread; large
// products go to ATen while it has more threads. Complex products go to ATen
// but for small ones, since reaching BLAS costs more than the product. Integers
// and bool stay in a plain loop, which ATen would not run faster.
#include "runtime/core/matmul.h"

#include <ATen/Parallel.h>
#include <ATen/ops/matmul.h>
#include <c10/util/Exception.h>

#include <complex>

#include "runtime/core/element.h"
#include "runtime/core/long_work.h"
#include "runtime/core/main_memory.h"
#include "runtime/core/tensor.h"
#include "runtime/core/ufunc_rules.h"
#include "runtime/loops/complex_math.h"
#include "runtime/loops/matrix_product.h"

namespace tnp {
namespace {

// Largest extent for which our own loop beats the call of BLAS.
constexpr std::int64_t kSmallExtent = 16;

// Products of no more multiplications are not worth the panels of a tile.
constexpr std::int64_t kTiny = 48;
// From so many multiplications on, several threads pay.
constexpr std::int64_t kThreaded = std::int64_t{1} << 22;

using loops::MatrixProduct;
using loops::MatrixProductLoop;

// Sums of products in this type: unsigned for integers, which wraps, and float
// for float16.
template <typename T>
struct Sum {
  using type = T;
  static T multiply(T a, T b) { return static_cast<T>(a * b); }
};
template <typename T>
  requires std::is_integral_v<T>
struct Sum<T> {
  using type = std::uint64_t;
  static type multiply(T a, T b) {
    return static_cast<type>(a) * static_cast<type>(b);
  }
};
template <typename T>
  requires is_half_v<T>
struct Sum<T> {
  using type = float;
  static float multiply(T a, T b) { return float(a) * float(b); }
};
template <typename T>
struct Sum<std::complex<T>> {
  using type = std::complex<T>;
  static type multiply(type a, type b) { return complexes::multiply(a, b); }
};

template <typename T>
void multiply_matrices(const MatrixProduct& p) {
  T* out = reinterpret_cast<T*>(p.out);
  for (std::int64_t i = 0; i < p.n; ++i) {
    for (std::int64_t j = 0; j < p.m; ++j) {
      typename Sum<T>::type sum{};
      const char* a = p.a + i * p.a_row;
      const char* b = p.b + j * p.b_column;
      for (std::int64_t l = 0; l < p.k; ++l) {
        sum += Sum<T>::multiply(*reinterpret_cast<const T*>(a),
                                *reinterpret_cast<const T*>(b));
        a += p.a_column;
        b += p.b_row;
      }
      *out++ = static_cast<T>(sum);
    }
  }
}

using ProductLoop = void (*)(const MatrixProduct&);

ProductLoop product_loop(DType dtype) {
  return dispatch_dtype(dtype, [](auto tag) -> ProductLoop {
    return multiply_matrices<typename decltype(tag)::type>;
  });
}

// A 1-d operand as a matrix.
ndarray as_matrix(const ndarray& a, bool left) {
  if (a.ndim() > 1) return a;
  const std::int64_t row[] = {1, a.shape(0)};
  const std::int64_t column[] = {a.shape(0), 1};
  const std::int64_t row_strides[] = {0, a.stride(0)};
  const std::int64_t column_strides[] = {a.stride(0), 0};
  return left ? a.view(a.data(), row, row_strides)
              : a.view(a.data(), column, column_strides);
}

IntSpan leading(const ndarray& a) {
  return a.shape().first(static_cast<std::size_t>(a.ndim() - 2));
}

// The result's shape, without the axes that 1-d operands lent.
Shape result_shape(const ndarray& a, const ndarray& b, const Shape& batch) {
  Shape shape = batch;
  if (a.ndim() > 1) shape.push_back(a.shape(a.ndim() - 2));
  if (b.ndim() > 1) shape.push_back(b.shape(b.ndim() - 1));
  return shape;
}

void run_products(const ndarray& a, const ndarray& b, const Shape& batch,
                  const ndarray& result) {
  const int a_last = a.ndim() - 1;
  const int b_last = b.ndim() - 1;
  MatrixProduct p{a.data(),
                  b.data(),
                  result.data(),
                  a.shape(a_last - 1),
                  a.shape(a_last),
                  b.shape(b_last),
                  a.stride(a_last - 1),
                  a.stride(a_last),
                  b.stride(b_last - 1),
                  b.stride(b_last)};
  const MatrixProductLoop* fast =
      p.n * p.k * p.m > kTiny ? loops::matrix_product_loop(result.dtype())
                              : nullptr;
  const ProductLoop loop = product_loop(result.dtype());
  ndarray workspace;
  if (fast != nullptr && p.n > 1 && p.m > 1) {
    const std::int64_t bytes = fast->workspace_size(p.k, p.m);
    workspace = ndarray::empty({&bytes, 1}, DType::kUInt8);
  }
  const std::int64_t count = num_elements(span_of(batch));
  const int dims = static_cast<int>(batch.size());
  for (std::int64_t i = 0; i < count; ++i) {
    p.a = a.data();
    p.b = b.data();
    std::int64_t rest = i;
    for (int axis = dims - 1; axis >= 0; --axis) {
      const std::int64_t index = rest % batch[axis];
      rest /= batch[axis];
      const int a_axis = axis - dims + a.ndim() - 2;
      const int b_axis = axis - dims + b.ndim() - 2;
      if (a_axis >= 0 && a.shape(a_axis) != 1) p.a += index * a.stride(a_axis);
      if (b_axis >= 0 && b.shape(b_axis) != 1) p.b += index * b.stride(b_axis);
    }
    p.out = result.data() + i * p.n * p.m * result.itemsize();
    if (fast == nullptr) {
      loop(p);
    } else {
      fast->multiply(p, workspace.defined() ? workspace.data() : nullptr);
    }
  }
}

// The number of multiplications.
std::int64_t work_of(const ndarray& a, const ndarray& b) {
  return a.size() * (b.ndim() == 1 ? 1 : b.shape(b.ndim() - 1));
}

// Whether the rows of a matrix overlap, as those of a window that slides. ATen
// would make a copy of each.
bool has_overlapping_rows(const ndarray& a) {
  return a.ndim() == 2 && a.shape(0) > 1 && a.shape(1) > 1 && a.stride(0) > 0 &&
         a.stride(0) < a.shape(1) * a.stride(1);
}

bool use_own_loop(const ndarray& a, const ndarray& b, DType dtype) {
  if (b.ndim() == 1 && has_overlapping_rows(a)) return true;
  if (!is_inexact(dtype) || dtype == DType::kFloat16) return true;
  if (a.size() == 0 || b.size() == 0) return true;
  if (loops::matrix_product_loop(dtype) != nullptr) {
    return work_of(a, b) < kThreaded || at::get_num_threads() == 1;
  }
  const auto small = [](const ndarray& x) {
    for (const std::int64_t extent : x.shape()) {
      if (extent > kSmallExtent) return false;
    }
    return x.ndim() <= 2;
  };
  return small(a) && small(b);
}

// Whether the elements along `axis` lie one after the other.
bool is_packed(const ndarray& a, int axis) {
  return a.stride(axis) == a.itemsize() || a.shape(axis) == 1;
}

// The left operand as the loops want it: a row packed, a matrix packed along an
// axis, and along its rows when each is read for many columns.
ndarray packed_left(const ndarray& a, bool by_vector) {
  const int last = a.ndim() - 1;
  if (is_packed(a, last)) return a;
  if (by_vector && a.shape(last - 1) > 1 && is_packed(a, last - 1)) return a;
  return a.copy('C');
}

// The right operand: a column packed, a matrix that meets a row packed along an
// axis; panels are made of any other.
ndarray packed_right(const ndarray& b, bool by_vector) {
  const int last = b.ndim() - 1;
  if (is_packed(b, last - 1)) return b;
  if (!by_vector && b.shape(last) > 1) return b;
  if (b.shape(last) > 1 && is_packed(b, last)) return b;
  return b.copy('C');
}

}  // namespace

namespace {

// On a GPU, ATen multiplies no matrices of integers; they have no gradients.
ndarray product_indirect(const ndarray& a, const ndarray& b, DType dtype) {
  try {
    return from_tensor(at::matmul(to_tensor(a), to_tensor(b)));
  } catch (const c10::NotImplementedError&) {
    const ndarray operands[] = {a, b};
    return to_device(product(to_direct(a), to_direct(b), dtype),
                     common_device(operands));
  }
}

}  // namespace

ndarray product(const ndarray& a, const ndarray& b, DType dtype) {
  if (!a.is_direct() || !b.is_direct()) return product_indirect(a, b, dtype);
  const LongWork work(a.size() == 0 ? 0 : work_of(a, b));
  if (!use_own_loop(a, b, dtype)) {
    return from_tensor(at::matmul(to_tensor(a), to_tensor(b)));
  }
  ndarray left = as_matrix(a, true);
  ndarray right = as_matrix(b, false);
  if (loops::matrix_product_loop(dtype) != nullptr) {
    const bool by_row = left.shape(left.ndim() - 2) == 1;
    const bool by_column = right.shape(right.ndim() - 1) == 1;
    left = packed_left(left, by_column);
    right = packed_right(right, by_row);
  }
  const IntSpan leads[] = {leading(left), leading(right)};
  const Shape batch = broadcast_shapes(leads);
  const ndarray result =
      ndarray::empty(span_of(result_shape(a, b, batch)), dtype);
  if (result.size() > 0) run_products(left, right, batch, result);
  return result;
}

ndarray packed_dot(const ndarray& a, const ndarray& b) {
  if (a.ndim() != 1 || b.ndim() != 1 || a.dtype() != b.dtype() ||
      a.shape(0) != b.shape(0) || !a.is_direct() || !b.is_direct() ||
      !is_packed(a, 0) || !is_packed(b, 0)) {
    return {};
  }
  const MatrixProductLoop* loop = loops::matrix_product_loop(a.dtype());
  if (loop == nullptr) return {};
  const ndarray result = ndarray::empty({}, a.dtype());
  const LongWork work(a.size());
  loop->dot(a.data(), b.data(), a.shape(0), result.data());
  return result;
}

}  // namespace tnp
