// maximum, minimum, fmax, fmin of bool, integers, float32 and float64.
//
// maximum and minimum propagate nan, fmax and fmin prefer the other operand.
// Reductions of floats run in several chains, which the choice allows: the
// result does not depend on the order but for the sign of a zero.
#include "runtime/loops/element_loop.h"

namespace tnp::loops::TNP_ISA {
namespace {

struct Maximum {
  template <typename T>
  static T apply(T a, T b) {
    return (a >= b) | (a != a) ? a : b;
  }
  template <typename V, typename W>
  static void choose(V& a, const W& other) {
    const V b = other;
    a = (a >= b) | (a != a) ? a : b;
  }
};
struct Minimum {
  template <typename T>
  static T apply(T a, T b) {
    return (a <= b) | (a != a) ? a : b;
  }
  template <typename V, typename W>
  static void choose(V& a, const W& other) {
    const V b = other;
    a = (a <= b) | (a != a) ? a : b;
  }
};
struct FMax {
  template <typename T>
  static T apply(T a, T b) {
    return (a >= b) | (b != b) ? a : b;
  }
  template <typename V, typename W>
  static void choose(V& a, const W& other) {
    const V b = other;
    a = (a >= b) | (b != b) ? a : b;
  }
};
struct FMin {
  template <typename T>
  static T apply(T a, T b) {
    return (a <= b) | (b != b) ? a : b;
  }
  template <typename V, typename W>
  static void choose(V& a, const W& other) {
    const V b = other;
    a = (a <= b) | (b != b) ? a : b;
  }
};

// Registers as the compiler's vector types: it does not find them by itself in
// the choice with nan.
template <typename T>
struct VectorOf {
  typedef T Packed __attribute__((vector_size(64)));
  typedef T Loaded
      __attribute__((vector_size(64), aligned(alignof(T)), may_alias));
};

template <typename T, typename Op>
void extremum(char* const* data, const i64* strides, i64 n) {
  using Packed = typename VectorOf<T>::Packed;
  using Loaded = typename VectorOf<T>::Loaded;
  constexpr i64 kWidth = 64 / sizeof(T);
  constexpr i64 kVectors = 4;
  constexpr i64 kChains = kWidth * kVectors;
  if (!is_reduction(data, strides) || strides[1] != sizeof(T) ||
      n < 2 * kWidth) {
    reducing_binary<T, Op>(data, strides, n);
    return;
  }
  const T* b = reinterpret_cast<const T*>(data[1]);
  const auto vector_at = [b](i64 index) -> const Loaded& {
    return *reinterpret_cast<const Loaded*>(b + index);
  };
  Packed chain[kVectors];
  for (i64 j = 0; j < kVectors; ++j) chain[j] = vector_at(0);
  i64 i = kWidth;
  for (; i + kChains <= n; i += kChains) {
    for (i64 j = 0; j < kVectors; ++j) {
      Op::choose(chain[j], vector_at(i + j * kWidth));
    }
  }
  for (i64 j = 1; j < kVectors; ++j) Op::choose(chain[0], chain[j]);
  for (; i + kWidth <= n; i += kWidth) Op::choose(chain[0], vector_at(i));
  T result = at<T>(data[0], 0);
  for (i64 j = 0; j < kWidth; ++j) result = Op::apply(result, chain[0][j]);
  for (; i < n; ++i) result = Op::apply(result, b[i]);
  at<T>(data[2], 0) = result;
}

#define TNP_EXTREMUM(T, d, Max, Min)                              \
      binary_entry("maximum", d, d, d, extremum<T, Maximum>),     \
      binary_entry("minimum", d, d, d, extremum<T, Minimum>),     \
      binary_entry("fmax", d, d, d, extremum<T, Max>),            \
      binary_entry("fmin", d, d, d, extremum<T, Min>)

constexpr LoopEntry kLoops[] = {
    TNP_EXTREMUM(u8, DType::kBool, Maximum, Minimum),
    TNP_EXTREMUM(i8, DType::kInt8, Maximum, Minimum),
    TNP_EXTREMUM(u8, DType::kUInt8, Maximum, Minimum),
    TNP_EXTREMUM(i16, DType::kInt16, Maximum, Minimum),
    TNP_EXTREMUM(u16, DType::kUInt16, Maximum, Minimum),
    TNP_EXTREMUM(i32, DType::kInt32, Maximum, Minimum),
    TNP_EXTREMUM(u32, DType::kUInt32, Maximum, Minimum),
    TNP_EXTREMUM(i64, DType::kInt64, Maximum, Minimum),
    TNP_EXTREMUM(u64, DType::kUInt64, Maximum, Minimum),
    TNP_EXTREMUM(f32, DType::kFloat32, FMax, FMin),
    TNP_EXTREMUM(f64, DType::kFloat64, FMax, FMin),
};
#undef TNP_EXTREMUM

}  // namespace

LoopGroup extremum_loops() { return kLoops; }

}  // namespace tnp::loops::TNP_ISA
