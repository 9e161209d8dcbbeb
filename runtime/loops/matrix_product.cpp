// Products of matrices.
//
// The product is made in tiles of kRows rows by kVectors registers, whose sums
// stay in registers while a block of the inner axis is walked. The block of `b`
// is first copied into panels as wide as a tile, so that a tile reads it in one
// run; `a` is read where it lies, an element for a whole row of the tile. The
// blocks are chosen so that a panel stays in the first cache and the rows of
// `a` in the second. A matrix and a vector are multiplied without panels, since
// each element is used only once.
#include "runtime/loops/matrix_product.h"

#include <algorithm>
#include <cstring>

#include "runtime/loops/element_loop.h"

namespace tnp::loops::TNP_ISA {
namespace {

#if defined(__AVX512F__)
constexpr int kRegister = 64;
constexpr int kRows = 8;
#elif defined(__AVX2__)
constexpr int kRegister = 32;
constexpr int kRows = 4;
#else
constexpr int kRegister = 16;
constexpr int kRows = 4;
#endif
constexpr int kVectors = 3;
constexpr i64 kInnerBlock = 256;
constexpr i64 kRowBlock = 192;

template <typename T>
struct VectorOf {
  typedef T Packed __attribute__((vector_size(kRegister)));
  typedef T Loaded
      __attribute__((vector_size(kRegister), aligned(alignof(T)), may_alias));
  static constexpr i64 kWidth = kRegister / sizeof(T);
  static constexpr i64 kPanel = kWidth * kVectors;
};

// The columns that whole registers have place for.
template <typename T>
i64 padded_width(i64 columns) {
  constexpr i64 kWidth = VectorOf<T>::kWidth;
  return (columns + kWidth - 1) / kWidth * kWidth;
}

template <typename T>
const typename VectorOf<T>::Loaded& vector_at(const T* values) {
  return *reinterpret_cast<const typename VectorOf<T>::Loaded*>(values);
}
template <typename T>
typename VectorOf<T>::Loaded& vector_at(T* values) {
  return *reinterpret_cast<typename VectorOf<T>::Loaded*>(values);
}

template <typename T>
T sum_of_lanes(const typename VectorOf<T>::Packed& lanes) {
  T sum = 0;
  for (i64 i = 0; i < VectorOf<T>::kWidth; ++i) sum += lanes[i];
  return sum;
}

// The products of `rows` rows with one packed vector, to out[0..rows).
template <typename T, int rows>
void dot_rows(const char* a, i64 a_row, const T* x, i64 n, T* out) {
  using Packed = typename VectorOf<T>::Packed;
  constexpr i64 kWidth = VectorOf<T>::kWidth;
  // Several chains, for the latency of additions.
  constexpr int kChains = rows >= 4 ? 1 : 4 / rows;
  const T* row[rows];
  Packed sums[rows][kChains] = {};
  for (int r = 0; r < rows; ++r) {
    row[r] = reinterpret_cast<const T*>(a + r * a_row);
  }
  i64 i = 0;
  for (; i + kChains * kWidth <= n; i += kChains * kWidth) {
#pragma GCC unroll 4
    for (int c = 0; c < kChains; ++c) {
      const Packed factor = vector_at(x + i + c * kWidth);
#pragma GCC unroll 4
      for (int r = 0; r < rows; ++r) {
        sums[r][c] += vector_at(row[r] + i + c * kWidth) * factor;
      }
    }
  }
  for (; i + kWidth <= n; i += kWidth) {
    const Packed factor = vector_at(x + i);
    for (int r = 0; r < rows; ++r) {
      sums[r][0] += vector_at(row[r] + i) * factor;
    }
  }
  for (int r = 0; r < rows; ++r) {
    for (int c = 1; c < kChains; ++c) sums[r][0] += sums[r][c];
    T sum = sum_of_lanes<T>(sums[r][0]);
    for (i64 j = i; j < n; ++j) sum += row[r][j] * x[j];
    out[r] = sum;
  }
}

template <typename T>
void dot(const char* a, const char* b, i64 n, char* out) {
  dot_rows<T, 1>(a, 0, reinterpret_cast<const T*>(b), n,
                 reinterpret_cast<T*>(out));
}

template <typename T>
void multiply_rows(const char* a, i64 a_row, const T* x, i64 n, i64 k, T* out) {
  i64 i = 0;
  for (; i + 4 <= n; i += 4) {
    dot_rows<T, 4>(a + i * a_row, a_row, x, k, out + i);
  }
  for (; i < n; ++i) dot_rows<T, 1>(a + i * a_row, a_row, x, k, out + i);
}

// The matrix is packed along its columns: sums of some rows stay in registers.
template <typename T>
void multiply_columns(const char* a, i64 a_column, const T* x, i64 n, i64 k,
                      T* out) {
  using Packed = typename VectorOf<T>::Packed;
  constexpr i64 kWidth = VectorOf<T>::kWidth;
  constexpr int kSums = 8;
  i64 i = 0;
  for (; i + kSums * kWidth <= n; i += kSums * kWidth) {
    Packed sums[kSums] = {};
    for (i64 l = 0; l < k; ++l) {
      const T* column = reinterpret_cast<const T*>(a + l * a_column) + i;
      const T factor = x[l];
#pragma GCC unroll 8
      for (int s = 0; s < kSums; ++s) {
        sums[s] += vector_at(column + s * kWidth) * factor;
      }
    }
    for (int s = 0; s < kSums; ++s) vector_at(out + i + s * kWidth) = sums[s];
  }
  for (; i + kWidth <= n; i += kWidth) {
    Packed sum = {};
    for (i64 l = 0; l < k; ++l) {
      const T* column = reinterpret_cast<const T*>(a + l * a_column) + i;
      sum += vector_at(column) * x[l];
    }
    vector_at(out + i) = sum;
  }
  for (; i < n; ++i) {
    T sum = 0;
    for (i64 l = 0; l < k; ++l) {
      sum += at<T>(a, l * a_column + i * static_cast<i64>(sizeof(T))) * x[l];
    }
    out[i] = sum;
  }
}

// `length` rows of `width` columns of `b`, as panels; the last one has as many
// registers as it needs. A register that is not full is filled with the last
// column: zeros would make nan of infinities.
template <typename T>
void pack_panels(const char* b, i64 b_row, i64 b_column, i64 length, i64 width,
                 T* panels) {
  constexpr i64 kPanel = VectorOf<T>::kPanel;
  for (i64 start = 0; start < width; start += kPanel) {
    const i64 count = std::min(kPanel, width - start);
    const i64 padded = padded_width<T>(count);
    for (i64 l = 0; l < length; ++l) {
      const char* row = b + l * b_row + start * b_column;
      if (count == kPanel && b_column == sizeof(T)) {
        std::memcpy(panels, row, kPanel * sizeof(T));
      } else {
        for (i64 j = 0; j < padded; ++j) {
          panels[j] = at<T>(row, std::min(j, count - 1) * b_column);
        }
      }
      panels += padded;
    }
  }
}

// Rows of `a` with a panel of `width` columns, to be added to `out` unless this
// is the first block of the inner axis.
template <typename T>
struct Tile {
  const char* a;
  i64 a_row;
  i64 a_column;
  const T* panel;
  i64 length;
  T* out;
  i64 out_row;
  i64 width;
  bool add;
};

template <typename T, int rows, int vectors>
void multiply_tile(const Tile<T>& tile) {
  using Packed = typename VectorOf<T>::Packed;
  constexpr i64 kWidth = VectorOf<T>::kWidth;
  Packed sums[rows][vectors] = {};
  const char* a = tile.a;
  const T* panel = tile.panel;
  const i64 a_row = tile.a_row;
  for (int r = 0; r < rows && tile.add; ++r) {
    const T* place = tile.out + r * tile.out_row;
    for (int j = 0; j < vectors; ++j) __builtin_prefetch(place + j * kWidth, 1);
  }
  for (i64 l = 0; l < tile.length; ++l) {
    Packed factors[vectors];
#pragma GCC unroll 3
    for (int j = 0; j < vectors; ++j) {
      factors[j] = vector_at(panel + j * kWidth);
    }
#pragma GCC unroll 8
    for (int r = 0; r < rows; ++r) {
      const T factor = at<T>(a, r * a_row);
#pragma GCC unroll 3
      for (int j = 0; j < vectors; ++j) sums[r][j] += factors[j] * factor;
    }
    a += tile.a_column;
    panel += vectors * kWidth;
  }
  if (tile.width == vectors * kWidth) {
#pragma GCC unroll 8
    for (int r = 0; r < rows; ++r) {
#pragma GCC unroll 3
      for (int j = 0; j < vectors; ++j) {
        auto& place = vector_at(tile.out + r * tile.out_row + j * kWidth);
        place = tile.add ? place + sums[r][j] : sums[r][j];
      }
    }
    return;
  }
  for (int r = 0; r < rows; ++r) {
    T sum[vectors * kWidth];
    std::memcpy(sum, sums[r], sizeof(sum));
    T* place = tile.out + r * tile.out_row;
    for (i64 j = 0; j < tile.width; ++j) {
      place[j] = tile.add ? place[j] + sum[j] : sum[j];
    }
  }
}

// The tile for as many rows and columns as there are left.
template <typename T, int rows = kRows, int vectors = kVectors>
void multiply_rest(const Tile<T>& tile, i64 count) {
  if constexpr (vectors > 1) {
    if (tile.width <= (vectors - 1) * VectorOf<T>::kWidth) {
      multiply_rest<T, rows, vectors - 1>(tile, count);
      return;
    }
  }
  if constexpr (rows > 1) {
    if (count < rows) {
      multiply_rest<T, rows - 1, vectors>(tile, count);
      return;
    }
  }
  multiply_tile<T, rows, vectors>(tile);
}

template <typename T>
void multiply_blocks(const MatrixProduct& p, T* panels) {
  constexpr i64 kPanel = VectorOf<T>::kPanel;
  T* const out = reinterpret_cast<T*>(p.out);
  for (i64 inner = 0; inner < p.k; inner += kInnerBlock) {
    const i64 length = std::min(kInnerBlock, p.k - inner);
    pack_panels(p.b + inner * p.b_row, p.b_row, p.b_column, length, p.m,
                panels);
    for (i64 block = 0; block < p.n; block += kRowBlock) {
      const i64 end = std::min(p.n, block + kRowBlock);
      for (i64 column = 0; column < p.m; column += kPanel) {
        const i64 width = std::min(kPanel, p.m - column);
        for (i64 row = block; row < end; row += kRows) {
          const Tile<T> tile{p.a + row * p.a_row + inner * p.a_column,
                             p.a_row,
                             p.a_column,
                             panels + column * length,
                             length,
                             out + row * p.m + column,
                             p.m,
                             width,
                             inner > 0};
          multiply_rest(tile, end - row);
        }
      }
    }
  }
}

constexpr i64 kFew = 4;
constexpr i64 kDotBlock = 2048;

// A few long rows times a few long columns, each packed: products of vectors, a
// block of all of them at a time.
template <typename T>
void multiply_few(const MatrixProduct& p) {
  T* const out = reinterpret_cast<T*>(p.out);
  std::fill_n(out, p.n * p.m, T{0});
  for (i64 inner = 0; inner < p.k; inner += kDotBlock) {
    const i64 length = std::min(kDotBlock, p.k - inner);
    const i64 start = inner * static_cast<i64>(sizeof(T));
    for (i64 j = 0; j < p.m; ++j) {
      T parts[kFew];
      multiply_rows(p.a + start, p.a_row,
                    reinterpret_cast<const T*>(p.b + start + j * p.b_column),
                    p.n, length, parts);
      for (i64 i = 0; i < p.n; ++i) out[i * p.m + j] += parts[i];
    }
  }
}

template <typename T>
void multiply(const MatrixProduct& p, char* workspace) {
  T* const out = reinterpret_cast<T*>(p.out);
  const bool column = p.m == 1;
  if (p.n <= kFew && p.m <= kFew && p.k >= kDotBlock &&
      p.a_column == sizeof(T) && p.b_row == sizeof(T)) {
    multiply_few<T>(p);
    return;
  }
  if (!column && p.n != 1) {
    multiply_blocks(p, reinterpret_cast<T*>(workspace));
    return;
  }
  // A row times a matrix is the transposed matrix times a column.
  const char* matrix = column ? p.a : p.b;
  const T* vector = reinterpret_cast<const T*>(column ? p.b : p.a);
  const i64 rows = column ? p.n : p.m;
  const i64 row_step = column ? p.a_row : p.b_column;
  const i64 column_step = column ? p.a_column : p.b_row;
  // Rows that overlap, of a window that slides, are packed along both axes.
  const bool slides = row_step == sizeof(T) && rows > 1;
  if ((column_step == sizeof(T) && !slides) || p.k == 1) {
    multiply_rows(matrix, row_step, vector, rows, p.k, out);
  } else {
    multiply_columns(matrix, column_step, vector, rows, p.k, out);
  }
}

template <typename T>
i64 workspace_size(i64 k, i64 m) {
  return std::min(k, kInnerBlock) * padded_width<T>(m) *
         static_cast<i64>(sizeof(T));
}

constexpr MatrixProductLoop kProducts[] = {
    {DType::kFloat64, multiply<f64>, workspace_size<f64>, dot<f64>},
    {DType::kFloat32, multiply<f32>, workspace_size<f32>, dot<f32>},
};

}  // namespace

std::span<const MatrixProductLoop> matrix_products() { return kProducts; }

}  // namespace tnp::loops::TNP_ISA
