// maximum, minimum, fmax, fmin and clip of bool, integers, float32 and float64.
//
// maximum and minimum propagate nan, fmax and fmin prefer the other operand.
// Reductions of floats run in several chains, which the choice allows: the
// result does not depend on the order but for the sign of a zero.
#include "runtime/loops/clip_loop.h"
#include "runtime/loops/vector_extremum.h"

namespace tnp::loops::TNP_ISA {
namespace {

// Of two equal zeros NumPy gives the second.
struct Maximum {
  static constexpr bool kMaximum = true;
  template <typename T>
  static T apply(T a, T b) {
    const T larger = a > b ? a : b;
    return a != a ? a : larger;
  }
};
struct Minimum {
  static constexpr bool kMaximum = false;
  template <typename T>
  static T apply(T a, T b) {
    const T smaller = a < b ? a : b;
    return a != a ? a : smaller;
  }
};
struct FMax {
  template <typename T>
  static T apply(T a, T b) {
    return (a > b) | (b != b) ? a : b;
  }
  template <typename V, typename W>
  static void choose(V& a, const W& other) {
    const V b = other;
    a = (a > b) | (b != b) ? a : b;
  }
};
struct FMin {
  template <typename T>
  static T apply(T a, T b) {
    return (a < b) | (b != b) ? a : b;
  }
  template <typename V, typename W>
  static void choose(V& a, const W& other) {
    const V b = other;
    a = (a < b) | (b != b) ? a : b;
  }
};

// Into `data[2]`, which holds the result so far.
template <typename T, typename Op>
void prefer_numbers(char* const* data, i64 n) {
  using Packed = typename VectorOf<T>::Packed;
  using Loaded = typename VectorOf<T>::Loaded;
  constexpr i64 kWidth = VectorOf<T>::kWidth;
  constexpr i64 kVectors = 4;
  constexpr i64 kChains = kWidth * kVectors;
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

template <typename T, typename Op>
void extremum(char* const* data, const i64* strides, i64 n) {
  if (!is_reduction(data, strides) || strides[1] != sizeof(T) ||
      n < 2 * VectorOf<T>::kWidth) {
    reducing_binary<T, Op>(data, strides, n);
  } else if constexpr (std::is_same_v<Op, FMax> || std::is_same_v<Op, FMin>) {
    prefer_numbers<T, Op>(data, n);
  } else {
    const T found =
        run_extremum<Op::kMaximum>(reinterpret_cast<const T*>(data[1]), n);
    at<T>(data[2], 0) = Op::apply(at<T>(data[0], 0), found);
  }
}

// A nan is neither above nor below, and stays, as an equal zero does.
template <typename T>
void clip(char* const* data, const i64*, i64 n) {
  const T* in = reinterpret_cast<const T*>(data[0]);
  const T low = at<T>(data[1], 0);
  const T high = at<T>(data[2], 0);
  T* out = reinterpret_cast<T*>(data[3]);
  TNP_INDEPENDENT
  for (i64 i = 0; i < n; ++i) {
    const T raised = low > in[i] ? low : in[i];
    out[i] = high < raised ? high : raised;
  }
}

#define TNP_EXTREMUM(T, d, Max, Min)                          \
  binary_entry("maximum", d, d, d, extremum<T, Maximum>),     \
      binary_entry("minimum", d, d, d, extremum<T, Minimum>), \
      binary_entry("fmax", d, d, d, extremum<T, Max>),        \
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

#define TNP_CLIP(T, d)                \
  {                                   \
    "clip", { {d, d, d, d}, clip<T> } \
  }
constexpr LoopEntry kClipLoops[] = {
    TNP_CLIP(f64, DType::kFloat64), TNP_CLIP(f32, DType::kFloat32),
    TNP_CLIP(i64, DType::kInt64),   TNP_CLIP(i32, DType::kInt32),
    TNP_CLIP(i8, DType::kInt8),     TNP_CLIP(u8, DType::kUInt8),
    TNP_CLIP(i16, DType::kInt16),   TNP_CLIP(u16, DType::kUInt16),
    TNP_CLIP(u32, DType::kUInt32),  TNP_CLIP(u64, DType::kUInt64),
};
#undef TNP_CLIP

}  // namespace

LoopGroup extremum_loops() { return kLoops; }
LoopGroup clip_loops() { return kClipLoops; }

}  // namespace tnp::loops::TNP_ISA
