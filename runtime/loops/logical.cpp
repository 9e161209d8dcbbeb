// logical_and, logical_or, logical_xor, logical_not: a number counts as true
// when it is not zero, nan included.
#include <complex>

#include "runtime/core/element.h"
#include "runtime/loops/element_loop.h"

namespace tnp::loops::portable {
namespace {

using half = c10::Half;

template <typename T>
u8 truth(T a) {
  return convert_element<bool>(a);
}
struct And {
  template <typename T>
  static u8 apply(T a, T b) {
    return truth(a) & truth(b);
  }
};
struct Or {
  template <typename T>
  static u8 apply(T a, T b) {
    return truth(a) | truth(b);
  }
};
struct Xor {
  template <typename T>
  static u8 apply(T a, T b) {
    return truth(a) ^ truth(b);
  }
};
struct Not {
  template <typename T>
  static u8 apply(T a) {
    return !truth(a);
  }
};

#define TNP_LOGICAL(T, d)                                                   \
  binary_entry("logical_and", d, d, DType::kBool, binary<T, T, u8, And>),   \
      binary_entry("logical_or", d, d, DType::kBool, binary<T, T, u8, Or>), \
      binary_entry("logical_xor", d, d, DType::kBool,                       \
                   binary<T, T, u8, Xor>),                                  \
      unary_entry("logical_not", d, DType::kBool, unary<T, u8, Not>)

constexpr LoopEntry kLoops[] = {
    TNP_LOGICAL(u8, DType::kBool),
    TNP_LOGICAL(u8, DType::kInt8),
    TNP_LOGICAL(u8, DType::kUInt8),
    TNP_LOGICAL(u16, DType::kInt16),
    TNP_LOGICAL(u16, DType::kUInt16),
    TNP_LOGICAL(u32, DType::kInt32),
    TNP_LOGICAL(u32, DType::kUInt32),
    TNP_LOGICAL(u64, DType::kInt64),
    TNP_LOGICAL(u64, DType::kUInt64),
    TNP_LOGICAL(half, DType::kFloat16),
    TNP_LOGICAL(f32, DType::kFloat32),
    TNP_LOGICAL(f64, DType::kFloat64),
    TNP_LOGICAL(std::complex<f32>, DType::kComplex64),
    TNP_LOGICAL(std::complex<f64>, DType::kComplex128),
};
#undef TNP_LOGICAL

}  // namespace

LoopGroup logical_loops() { return kLoops; }

}  // namespace tnp::loops::portable
