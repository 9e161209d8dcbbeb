// Rounding of float32 and float64 to whole numbers. Compiled without regard to
// the inexact flag, which NumPy does not report: only then are they vectorised.
#include <cmath>

#include "runtime/loops/element_loop.h"

namespace tnp::loops::TNP_ISA {
namespace {

struct Floor {
  template <typename T>
  static T apply(T a) {
    return std::floor(a);
  }
};
struct Ceil {
  template <typename T>
  static T apply(T a) {
    return std::ceil(a);
  }
};
struct Trunc {
  template <typename T>
  static T apply(T a) {
    return std::trunc(a);
  }
};
struct Rint {
  template <typename T>
  static T apply(T a) {
    return std::nearbyint(a);
  }
};
#define TNP_ROUNDING(T, d)                           \
  unary_entry("floor", d, d, unary<T, T, Floor>),    \
      unary_entry("ceil", d, d, unary<T, T, Ceil>),  \
      unary_entry("trunc", d, d, unary<T, T, Trunc>), \
      unary_entry("rint", d, d, unary<T, T, Rint>)

constexpr LoopEntry kLoops[] = {
    TNP_ROUNDING(f32, DType::kFloat32),
    TNP_ROUNDING(f64, DType::kFloat64),
};
#undef TNP_ROUNDING

}  // namespace

LoopGroup rounding_loops() { return kLoops; }

}  // namespace tnp::loops::TNP_ISA
