// Integer functions that do not vectorise: division, powers, divisors, sign.
#include <bit>
#include <limits>

#include "runtime/core/element_ops.h"
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
    return elements::fmod(a, b);
  }
};
struct DivMod {
  template <typename T>
  static elements::Pair<T> apply(T a, T b) {
    return elements::divmod(a, b);
  }
};
struct Power {
  template <typename T>
  static T apply(T a, T b) {
    return elements::power(a, b);
  }
};
struct Gcd {
  template <typename T>
  static T apply(T a, T b) {
    return elements::gcd(a, b);
  }
};
struct Lcm {
  template <typename T>
  static T apply(T a, T b) {
    return elements::lcm(a, b);
  }
};
struct Sign {
  template <typename T>
  static T apply(T a) {
    return static_cast<T>((a > 0) - (a < 0));
  }
};
struct Same {
  template <typename T>
  static T apply(T a) {
    return a;
  }
};
struct BitCount {
  template <typename T>
  static u8 apply(T a) {
    return static_cast<u8>(std::popcount(elements::magnitude(a)));
  }
};
// NumPy casts 1.0 / a: of zero that is an infinity, which the processor turns
// into the lowest value of its 32- and 64-bit types.
struct Reciprocal {
  template <typename T>
  static T apply(T a) {
    if (a != 0) return static_cast<T>(1 / a);
    raise_fp_flags(kFpDivide | kFpInvalid);
    return std::is_signed_v<T> && sizeof(T) >= 4 ? std::numeric_limits<T>::min()
                                                 : T(0);
  }
};

#define TNP_INTEGER(T, d)                                                   \
  binary_entry("floor_divide", d, d, d, reducing_binary<T, FloorDivide>),   \
      binary_entry("remainder", d, d, d, reducing_binary<T, Remainder>),    \
      binary_entry("fmod", d, d, d, reducing_binary<T, FMod>),              \
      binary_entry("power", d, d, d, reducing_binary<T, Power>),            \
      binary_entry("gcd", d, d, d, reducing_binary<T, Gcd>),                \
      binary_entry("lcm", d, d, d, reducing_binary<T, Lcm>),                \
      LoopEntry{"divmod", {{d, d, d, d}, binary_pair<T, DivMod>}},          \
      unary_entry("sign", d, d, unary<T, T, Sign>),                         \
      unary_entry("reciprocal", d, d, unary<T, T, Reciprocal>),             \
      unary_entry("bitwise_count", d, DType::kUInt8, unary<T, u8, BitCount>), \
      unary_entry("floor", d, d, unary<T, T, Same>),                        \
      unary_entry("ceil", d, d, unary<T, T, Same>),                         \
      unary_entry("trunc", d, d, unary<T, T, Same>)

constexpr LoopEntry kLoops[] = {
    unary_entry("floor", DType::kBool, DType::kBool, unary<u8, u8, Same>),
    unary_entry("ceil", DType::kBool, DType::kBool, unary<u8, u8, Same>),
    unary_entry("trunc", DType::kBool, DType::kBool, unary<u8, u8, Same>),
    TNP_INTEGER(i8, DType::kInt8),
    TNP_INTEGER(u8, DType::kUInt8),
    TNP_INTEGER(i16, DType::kInt16),
    TNP_INTEGER(u16, DType::kUInt16),
    TNP_INTEGER(i32, DType::kInt32),
    TNP_INTEGER(u32, DType::kUInt32),
    TNP_INTEGER(i64, DType::kInt64),
    TNP_INTEGER(u64, DType::kUInt64),
};
#undef TNP_INTEGER

}  // namespace

LoopGroup integer_loops() { return kLoops; }

}  // namespace tnp::loops::portable
