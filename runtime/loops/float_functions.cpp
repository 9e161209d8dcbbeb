// Functions of float32 and float64 through the C library: divisions that round
// down, neighbours, parts, hypot, logaddexp.
#include <cmath>
#include <limits>

#include "runtime/core/element_ops.h"
#include "runtime/kernels/hypot.h"
#include "runtime/loops/element_loop.h"

namespace tnp::loops::portable {
namespace {

struct FloorDivide {
  template <typename T>
  static T apply(T a, T b) {
    return elements::floor_divide(a, b);
  }
};
struct Remainder {
  template <typename T>
  static T apply(T a, T b) {
    return elements::remainder(a, b);
  }
};
struct FMod {
  template <typename T>
  static T apply(T a, T b) {
    return std::fmod(a, b);
  }
};
struct DivMod {
  template <typename T>
  static elements::Pair<T> apply(T a, T b) {
    return elements::divmod(a, b);
  }
};
struct Hypot {
  template <typename T>
  static T apply(T a, T b) {
    return kernels::Hypot()(a, b);
  }
};
struct LogAddExp {
  template <typename T>
  static T apply(T a, T b) {
    return elements::logaddexp(a, b);
  }
};
struct LogAddExp2 {
  template <typename T>
  static T apply(T a, T b) {
    return elements::logaddexp2(a, b);
  }
};
struct Heaviside {
  template <typename T>
  static T apply(T a, T b) {
    return elements::heaviside(a, b);
  }
};
struct NextAfter {
  template <typename T>
  static T apply(T a, T b) {
    return std::nextafter(a, b);
  }
};
struct Spacing {
  template <typename T>
  static T apply(T a) {
    return elements::spacing(a);
  }
};

template <typename T>
void modf_loop(char* const* data, const i64* strides, i64 n) {
  for (i64 i = 0; i < n; ++i) {
    T whole;
    const T fraction = std::modf(at<T>(data[0], i * strides[0]), &whole);
    at<T>(data[1], i * strides[1]) = fraction;
    at<T>(data[2], i * strides[2]) = whole;
  }
}

template <typename T>
void frexp_loop(char* const* data, const i64* strides, i64 n) {
  for (i64 i = 0; i < n; ++i) {
    i32 exponent = 0;
    const T mantissa = std::frexp(at<T>(data[0], i * strides[0]), &exponent);
    at<T>(data[1], i * strides[1]) = mantissa;
    at<i32>(data[2], i * strides[2]) = exponent;
  }
}

// An exponent beyond int saturates: the result is 0 or infinity either way.
struct LdExp {
  template <typename T, typename E>
  static T apply(T a, E exponent) {
    constexpr E kMax = std::numeric_limits<i32>::max();
    constexpr E kMin = std::numeric_limits<i32>::min();
    return std::ldexp(a, static_cast<int>(exponent > kMax   ? kMax
                                          : exponent < kMin ? kMin
                                                            : exponent));
  }
};

#define TNP_FLOAT_FUNCTIONS(T, d)                                           \
  binary_entry("floor_divide", d, d, d, reducing_binary<T, FloorDivide>),   \
      binary_entry("remainder", d, d, d, reducing_binary<T, Remainder>),    \
      binary_entry("fmod", d, d, d, reducing_binary<T, FMod>),              \
      LoopEntry{"divmod", {{d, d, d, d}, binary_pair<T, DivMod>}},          \
      binary_entry("logaddexp", d, d, d, reducing_binary<T, LogAddExp>),    \
      binary_entry("logaddexp2", d, d, d, reducing_binary<T, LogAddExp2>),  \
      binary_entry("heaviside", d, d, d, reducing_binary<T, Heaviside>),    \
      binary_entry("nextafter", d, d, d, reducing_binary<T, NextAfter>),    \
      unary_entry("spacing", d, d, unary<T, T, Spacing>),                   \
      LoopEntry{"modf", {{d, d, d}, modf_loop<T>}},                         \
      LoopEntry{"frexp", {{d, d, DType::kInt32}, frexp_loop<T>}},           \
      binary_entry("ldexp", d, DType::kInt32, d, binary<T, i32, T, LdExp>), \
      binary_entry("ldexp", d, DType::kInt64, d, binary<T, i64, T, LdExp>)

constexpr LoopEntry kLoops[] = {
    TNP_FLOAT_FUNCTIONS(f32, DType::kFloat32),
    TNP_FLOAT_FUNCTIONS(f64, DType::kFloat64),
    // float64's is in transcendental.cpp.
    binary_entry("hypot", DType::kFloat32, DType::kFloat32, DType::kFloat32,
                 reducing_binary<f32, Hypot>),
};
#undef TNP_FLOAT_FUNCTIONS

}  // namespace

LoopGroup float_function_loops() { return kLoops; }

}  // namespace tnp::loops::portable
