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
};
struct Minimum {
  template <typename T>
  static T apply(T a, T b) {
    return (a <= b) | (a != a) ? a : b;
  }
};
struct FMax {
  template <typename T>
  static T apply(T a, T b) {
    return (a >= b) | (b != b) ? a : b;
  }
};
struct FMin {
  template <typename T>
  static T apply(T a, T b) {
    return (a <= b) | (b != b) ? a : b;
  }
};

template <typename T, typename Op>
void extremum(char* const* data, const i64* strides, i64 n) {
  constexpr i64 kChains = 64 / sizeof(T);
  if (!is_reduction(data, strides) || strides[1] != sizeof(T) ||
      n < 2 * kChains) {
    reducing_binary<T, Op>(data, strides, n);
    return;
  }
  const T* b = reinterpret_cast<const T*>(data[1]);
  T chain[kChains];
  for (i64 j = 0; j < kChains; ++j) chain[j] = b[j];
  i64 i = kChains;
  for (; i + kChains <= n; i += kChains) {
    for (i64 j = 0; j < kChains; ++j) chain[j] = Op::apply(chain[j], b[i + j]);
  }
  T result = at<T>(data[0], 0);
  for (i64 j = 0; j < kChains; ++j) result = Op::apply(result, chain[j]);
  for (; i < n; ++i) result = Op::apply(result, b[i]);
  at<T>(data[2], 0) = result;
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

}  // namespace

LoopGroup extremum_loops() { return kLoops; }

}  // namespace tnp::loops::TNP_ISA
