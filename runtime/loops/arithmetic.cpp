// add, subtract, multiply, negative, positive, square, absolute of integers,
// float32 and float64. Integers compute unsigned, which wraps as NumPy does, so
// the signed types share the unsigned loops.
#include <cmath>

#include "runtime/loops/pairwise_sum.h"

namespace tnp::loops::TNP_ISA {
namespace {

// Wide enough that the promotion of small types to int cannot overflow.
template <typename T>
using Wide = std::conditional_t<
    std::is_integral_v<T> && sizeof(T) < 4, u32, T>;

struct Add {
  template <typename T>
  static T apply(T a, T b) {
    return static_cast<T>(Wide<T>(a) + Wide<T>(b));
  }
};
struct Subtract {
  template <typename T>
  static T apply(T a, T b) {
    return static_cast<T>(Wide<T>(a) - Wide<T>(b));
  }
};
struct Multiply {
  template <typename T>
  static T apply(T a, T b) {
    return static_cast<T>(Wide<T>(a) * Wide<T>(b));
  }
};
struct Negative {
  template <typename T>
  static T apply(T a) {
    if constexpr (std::is_floating_point_v<T>) return -a;
    return static_cast<T>(Wide<T>(0) - Wide<T>(a));
  }
};
struct Positive {
  template <typename T>
  static T apply(T a) {
    return a;
  }
};
struct Square {
  template <typename T>
  static T apply(T a) {
    return Multiply::apply(a, a);
  }
};
struct Absolute {
  template <typename T>
  static T apply(T a) {
    if constexpr (std::is_floating_point_v<T>) {
      return std::fabs(a);
    } else {
      // The magnitude of the lowest value wraps to itself.
      using U = std::make_unsigned_t<T>;
      return static_cast<T>(a < 0 ? Negative::apply(static_cast<U>(a))
                                  : static_cast<U>(a));
    }
  }
};
struct BoolOr {
  static u8 apply(u8 a, u8 b) { return a | b; }
};
struct BoolAnd {
  static u8 apply(u8 a, u8 b) { return a & b; }
};

template <typename T>
void add_floats(char* const* data, const i64* strides, i64 n) {
  if (!is_reduction(data, strides)) {
    binary<T, T, T, Add>(data, strides, n);
    return;
  }
  at<T>(data[2], 0) =
      at<T>(data[0], 0) + pairwise_sum<T>(data[1], strides[1], n);
}

template <typename T>
constexpr ElementLoop add_loop() {
  if constexpr (std::is_floating_point_v<T>) return add_floats<T>;
  return reducing_binary<T, Add>;
}

// The loops that do not depend on signedness, for one type.
#define TNP_ARITHMETIC(T, d)                                              \
  binary_entry("add", d, d, d, add_loop<T>()),                            \
      binary_entry("subtract", d, d, d, reducing_binary<T, Subtract>),    \
      binary_entry("multiply", d, d, d, reducing_binary<T, Multiply>),    \
      unary_entry("negative", d, d, unary<T, T, Negative>),               \
      unary_entry("positive", d, d, unary<T, T, Positive>),               \
      unary_entry("conjugate", d, d, unary<T, T, Positive>),              \
      unary_entry("square", d, d, unary<T, T, Square>)

constexpr LoopEntry kLoops[] = {
    binary_entry("add", DType::kBool, DType::kBool, DType::kBool,
                 reducing_binary<u8, BoolOr>),
    binary_entry("multiply", DType::kBool, DType::kBool, DType::kBool,
                 reducing_binary<u8, BoolAnd>),
    TNP_ARITHMETIC(u8, DType::kInt8),
    TNP_ARITHMETIC(u8, DType::kUInt8),
    TNP_ARITHMETIC(u16, DType::kInt16),
    TNP_ARITHMETIC(u16, DType::kUInt16),
    TNP_ARITHMETIC(u32, DType::kInt32),
    TNP_ARITHMETIC(u32, DType::kUInt32),
    TNP_ARITHMETIC(u64, DType::kInt64),
    TNP_ARITHMETIC(u64, DType::kUInt64),
    TNP_ARITHMETIC(f32, DType::kFloat32),
    TNP_ARITHMETIC(f64, DType::kFloat64),
    unary_entry("absolute", DType::kBool, DType::kBool,
                unary<u8, u8, Positive>),
    unary_entry("absolute", DType::kInt8, DType::kInt8,
                unary<i8, i8, Absolute>),
    unary_entry("absolute", DType::kUInt8, DType::kUInt8,
                unary<u8, u8, Positive>),
    unary_entry("absolute", DType::kInt16, DType::kInt16,
                unary<i16, i16, Absolute>),
    unary_entry("absolute", DType::kUInt16, DType::kUInt16,
                unary<u16, u16, Positive>),
    unary_entry("absolute", DType::kInt32, DType::kInt32,
                unary<i32, i32, Absolute>),
    unary_entry("absolute", DType::kUInt32, DType::kUInt32,
                unary<u32, u32, Positive>),
    unary_entry("absolute", DType::kInt64, DType::kInt64,
                unary<i64, i64, Absolute>),
    unary_entry("absolute", DType::kUInt64, DType::kUInt64,
                unary<u64, u64, Positive>),
    unary_entry("absolute", DType::kFloat32, DType::kFloat32,
                unary<f32, f32, Absolute>),
    unary_entry("absolute", DType::kFloat64, DType::kFloat64,
                unary<f64, f64, Absolute>),
    unary_entry("fabs", DType::kFloat32, DType::kFloat32,
                unary<f32, f32, Absolute>),
    unary_entry("fabs", DType::kFloat64, DType::kFloat64,
                unary<f64, f64, Absolute>),
};
#undef TNP_ARITHMETIC

}  // namespace

LoopGroup arithmetic_loops() { return kLoops; }

}  // namespace tnp::loops::TNP_ISA
