// bitwise_and, bitwise_or, bitwise_xor, invert, left_shift, right_shift.
#include "runtime/loops/element_loop.h"

namespace tnp::loops::TNP_ISA {
namespace {

struct And {
  template <typename T>
  static T apply(T a, T b) {
    return a & b;
  }
};
struct Or {
  template <typename T>
  static T apply(T a, T b) {
    return a | b;
  }
};
struct Xor {
  template <typename T>
  static T apply(T a, T b) {
    return a ^ b;
  }
};
struct Invert {
  template <typename T>
  static T apply(T a) {
    return static_cast<T>(~a);
  }
};
struct BoolNot {
  static u8 apply(u8 a) { return a == 0; }
};
// A shift by the width or more, or by a negative count, moves every bit out.
struct LeftShift {
  template <typename T>
  static T apply(T a, T b) {
    using U = std::make_unsigned_t<T>;
    constexpr u64 kBits = sizeof(T) * 8;
    if (static_cast<U>(b) >= kBits) return 0;
    return static_cast<T>(static_cast<u64>(static_cast<U>(a)) << b);
  }
};
struct RightShift {
  template <typename T>
  static T apply(T a, T b) {
    using U = std::make_unsigned_t<T>;
    constexpr u64 kBits = sizeof(T) * 8;
    if (static_cast<U>(b) >= kBits) return a < 0 ? static_cast<T>(-1) : T(0);
    return static_cast<T>(a >> b);
  }
};

#define TNP_BITWISE(S, U, d)                                          \
  binary_entry("bitwise_and", d, d, d, reducing_binary<U, And>),      \
      binary_entry("bitwise_or", d, d, d, reducing_binary<U, Or>),    \
      binary_entry("bitwise_xor", d, d, d, reducing_binary<U, Xor>),  \
      unary_entry("invert", d, d, unary<U, U, Invert>),               \
      binary_entry("left_shift", d, d, d, binary<S, S, S, LeftShift>), \
      binary_entry("right_shift", d, d, d, binary<S, S, S, RightShift>)

constexpr LoopEntry kLoops[] = {
    binary_entry("bitwise_and", DType::kBool, DType::kBool, DType::kBool,
                 reducing_binary<u8, And>),
    binary_entry("bitwise_or", DType::kBool, DType::kBool, DType::kBool,
                 reducing_binary<u8, Or>),
    binary_entry("bitwise_xor", DType::kBool, DType::kBool, DType::kBool,
                 reducing_binary<u8, Xor>),
    unary_entry("invert", DType::kBool, DType::kBool, unary<u8, u8, BoolNot>),
    TNP_BITWISE(i8, u8, DType::kInt8),
    TNP_BITWISE(u8, u8, DType::kUInt8),
    TNP_BITWISE(i16, u16, DType::kInt16),
    TNP_BITWISE(u16, u16, DType::kUInt16),
    TNP_BITWISE(i32, u32, DType::kInt32),
    TNP_BITWISE(u32, u32, DType::kUInt32),
    TNP_BITWISE(i64, u64, DType::kInt64),
    TNP_BITWISE(u64, u64, DType::kUInt64),
};
#undef TNP_BITWISE

}  // namespace

LoopGroup bitwise_loops() { return kLoops; }

}  // namespace tnp::loops::TNP_ISA
