// Exactly rounded functions of float32 and float64: divide, sqrt, reciprocal,
// classification, copysign, degrees and radians.
#include <cmath>
#include <limits>
#include <numbers>

#include "runtime/loops/element_loop.h"

namespace tnp::loops::TNP_ISA {
namespace {

struct Divide {
  template <typename T>
  static T apply(T a, T b) {
    return a / b;
  }
};
struct Sqrt {
  template <typename T>
  static T apply(T a) {
    return std::sqrt(a);
  }
};
struct Reciprocal {
  template <typename T>
  static T apply(T a) {
    return T(1) / a;
  }
};
struct IsNan {
  template <typename T>
  static u8 apply(T a) {
    return a != a;
  }
};
struct IsInf {
  template <typename T>
  static u8 apply(T a) {
    return std::fabs(a) == std::numeric_limits<T>::infinity();
  }
};
struct IsFinite {
  template <typename T>
  static u8 apply(T a) {
    return std::fabs(a) < std::numeric_limits<T>::infinity();
  }
};
struct SignBit {
  template <typename T>
  static u8 apply(T a) {
    return __builtin_signbit(a) != 0;
  }
};
struct CopySign {
  template <typename T>
  static T apply(T a, T b) {
    return std::copysign(a, b);
  }
};
struct Sign {
  template <typename T>
  static T apply(T a) {
    if (a != a) return a;
    return static_cast<T>((a > 0) - (a < 0));
  }
};
struct DegToRad {
  template <typename T>
  static T apply(T a) {
    return a * (std::numbers::pi_v<T> / T(180));
  }
};
struct RadToDeg {
  template <typename T>
  static T apply(T a) {
    return a * (T(180) / std::numbers::pi_v<T>);
  }
};

#define TNP_FLOATING(T, d)                                             \
  binary_entry("divide", d, d, d, reducing_binary<T, Divide>),         \
      binary_entry("copysign", d, d, d, binary<T, T, T, CopySign>),    \
      unary_entry("sqrt", d, d, unary<T, T, Sqrt>),                    \
      unary_entry("reciprocal", d, d, unary<T, T, Reciprocal>),        \
      unary_entry("sign", d, d, unary<T, T, Sign>),                    \
      unary_entry("deg2rad", d, d, unary<T, T, DegToRad>),             \
      unary_entry("rad2deg", d, d, unary<T, T, RadToDeg>),             \
      unary_entry("isnan", d, DType::kBool, unary<T, u8, IsNan>),      \
      unary_entry("isinf", d, DType::kBool, unary<T, u8, IsInf>),      \
      unary_entry("isfinite", d, DType::kBool, unary<T, u8, IsFinite>), \
      unary_entry("signbit", d, DType::kBool, unary<T, u8, SignBit>)

constexpr LoopEntry kLoops[] = {
    TNP_FLOATING(f32, DType::kFloat32),
    TNP_FLOATING(f64, DType::kFloat64),
};
#undef TNP_FLOATING

}  // namespace

LoopGroup floating_loops() { return kLoops; }

}  // namespace tnp::loops::TNP_ISA
