// The six comparisons of bool, integers, float32 and float64. `greater` is
// `less` with its operands exchanged; equality ignores signedness.
#include "runtime/loops/element_loop.h"

namespace tnp::loops::TNP_ISA {
namespace {

struct Equal {
  template <typename T>
  static u8 apply(T a, T b) {
    return a == b;
  }
};
struct NotEqual {
  template <typename T>
  static u8 apply(T a, T b) {
    return a != b;
  }
};
struct Less {
  template <typename T>
  static u8 apply(T a, T b) {
    return a < b;
  }
};
struct LessEqual {
  template <typename T>
  static u8 apply(T a, T b) {
    return a <= b;
  }
};

// Exact between int64 and uint64: a negative number is less than any unsigned.
struct MixedEqual {
  static u8 apply(i64 a, u64 b) {
    return (a >= 0) & (static_cast<u64>(a) == b);
  }
};
struct MixedNotEqual {
  static u8 apply(i64 a, u64 b) { return !MixedEqual::apply(a, b); }
};
struct MixedLess {
  static u8 apply(i64 a, u64 b) { return (a < 0) | (static_cast<u64>(a) < b); }
};
struct MixedLessEqual {
  static u8 apply(i64 a, u64 b) { return (a < 0) | (static_cast<u64>(a) <= b); }
};
struct MixedGreater {
  static u8 apply(i64 a, u64 b) { return !MixedLessEqual::apply(a, b); }
};
struct MixedGreaterEqual {
  static u8 apply(i64 a, u64 b) { return !MixedLess::apply(a, b); }
};

#define TNP_COMPARE(T, U, d)                                                 \
  binary_entry("equal", d, d, DType::kBool, binary<U, U, u8, Equal>),        \
      binary_entry("not_equal", d, d, DType::kBool,                          \
                   binary<U, U, u8, NotEqual>),                              \
      binary_entry("less", d, d, DType::kBool, binary<T, T, u8, Less>),      \
      binary_entry("less_equal", d, d, DType::kBool,                         \
                   binary<T, T, u8, LessEqual>),                             \
      binary_entry("greater", d, d, DType::kBool,                            \
                   swapped<binary<T, T, u8, Less>>),                         \
      binary_entry("greater_equal", d, d, DType::kBool,                      \
                   swapped<binary<T, T, u8, LessEqual>>)

// int64 with uint64, in both orders.
#define TNP_COMPARE_MIXED(name, Op, Mirrored)                         \
  binary_entry(name, DType::kInt64, DType::kUInt64, DType::kBool,     \
               binary<i64, u64, u8, Op>),                             \
      binary_entry(name, DType::kUInt64, DType::kInt64, DType::kBool, \
                   swapped<binary<i64, u64, u8, Mirrored>>)

constexpr LoopEntry kLoops[] = {
    TNP_COMPARE(u8, u8, DType::kBool),
    TNP_COMPARE(i8, u8, DType::kInt8),
    TNP_COMPARE(u8, u8, DType::kUInt8),
    TNP_COMPARE(i16, u16, DType::kInt16),
    TNP_COMPARE(u16, u16, DType::kUInt16),
    TNP_COMPARE(i32, u32, DType::kInt32),
    TNP_COMPARE(u32, u32, DType::kUInt32),
    TNP_COMPARE(i64, u64, DType::kInt64),
    TNP_COMPARE(u64, u64, DType::kUInt64),
    TNP_COMPARE(f32, f32, DType::kFloat32),
    TNP_COMPARE(f64, f64, DType::kFloat64),
    TNP_COMPARE_MIXED("equal", MixedEqual, MixedEqual),
    TNP_COMPARE_MIXED("not_equal", MixedNotEqual, MixedNotEqual),
    TNP_COMPARE_MIXED("less", MixedLess, MixedGreater),
    TNP_COMPARE_MIXED("less_equal", MixedLessEqual, MixedGreaterEqual),
    TNP_COMPARE_MIXED("greater", MixedGreater, MixedLess),
    TNP_COMPARE_MIXED("greater_equal", MixedGreaterEqual, MixedLessEqual),
};
#undef TNP_COMPARE
#undef TNP_COMPARE_MIXED

}  // namespace

LoopGroup compare_loops() { return kLoops; }

}  // namespace tnp::loops::TNP_ISA
