/// Matrix products of float32 and float64 on one thread, compiled once per
/// instruction set, as the element loops are.
#pragma once

#include <cstdint>
#include <span>

#include "runtime/core/dtype.h"

namespace tnp::loops {

/// out[n, m] = a[n, k] b[k, m]. Strides are in bytes and of any sign; `out` is
/// packed, in C order, and apart from the operands. A column (m == 1) or a row
/// (n == 1) times a matrix needs the vector packed, and the matrix packed along
/// one of its axes.
struct MatrixProduct {
  const char* a;
  const char* b;
  char* out;
  std::int64_t n, k, m;
  std::int64_t a_row, a_column, b_row, b_column;
};

struct MatrixProductLoop {
  DType dtype;
  /// `workspace` has workspace_size(k, m) bytes.
  void (*multiply)(const MatrixProduct& product, char* workspace);
  std::int64_t (*workspace_size)(std::int64_t k, std::int64_t m);
  /// The sum of the products of `n` packed elements, to `out`.
  void (*dot)(const char* a, const char* b, std::int64_t n, char* out);
};

#define TNP_DECLARE_PRODUCTS(isa)                       \
  namespace isa {                                       \
  std::span<const MatrixProductLoop> matrix_products(); \
  }
TNP_DECLARE_PRODUCTS(baseline)
TNP_DECLARE_PRODUCTS(avx2)
TNP_DECLARE_PRODUCTS(avx512)
#undef TNP_DECLARE_PRODUCTS

/// The loop for this processor; null but for float32 and float64.
const MatrixProductLoop* matrix_product_loop(DType dtype);

}  // namespace tnp::loops
