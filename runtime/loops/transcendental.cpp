// Transcendental functions of float32 and float64.
//
// With AVX2 or AVX-512 they go through Sleef, a vector at a time; a short rest
// is padded with its own last element. Sleef raises floating-point flags that
// the mathematical function does not have (and misses some that it has), so the
// flags are derived from arguments and results instead: a nan from numbers is
// invalid, an infinity from finite numbers is a pole or an overflow. Where
// Sleef's range is smaller than the function's, the vector is redone with the C
// library. With AVX-512 the most used functions have shorter ways of their own
// (avx512_functions.h), and Sleef has the lanes outside of those. Without these
// instruction sets the C library does everything, flags
// included.
#include <limits>

#include "runtime/core/fp_flags.h"
#include "runtime/loops/avx512_functions.h"
#include "runtime/loops/vector_math.h"

namespace tnp::loops::TNP_ISA {
namespace {

// What an infinite result of finite arguments means.
enum class Pole { kNone, kDivide, kOverflow };

#if defined(TNP_HAS_SLEEF)

template <typename T>
bool is_finite(T x) {
  return std::fabs(x) <= std::numeric_limits<T>::max();
}

template <typename Fn>
using ElementOf = typename Fn::Vector::Element;

// The way of avx512_functions.h, where there is one.
template <typename Fn>
struct ShortOf {
  static constexpr bool kExists = false;
};

// Collects the flags of the vectors that have any, by their elements.
template <typename Fn>
struct FlagCollector {
  using T = ElementOf<Fn>;
  using Vector = typename Fn::Vector;
  bool invalid = false;
  bool infinite = false;
  bool vanished = false;

  void add(typename Vector::Register x, typename Vector::Register y) {
    unsigned unusual = Vector::not_within(y, std::numeric_limits<T>::max());
    if constexpr (Fn::kUnderflows) {
      unusual |= Vector::below(y, std::numeric_limits<T>::min());
    }
    if (unusual) [[unlikely]]
      add_elements(x, y);
  }
  std::uint32_t flags() const {
    constexpr std::uint32_t kPoleFlag = Fn::kPole == Pole::kDivide ? kFpDivide
                                        : Fn::kPole == Pole::kOverflow
                                            ? kFpOverflow
                                            : kFpNone;
    return (invalid ? kFpInvalid : 0u) | (infinite ? kPoleFlag : 0u) |
           (vanished ? kFpUnderflow : 0u);
  }

 private:
  void add_elements(typename Vector::Register from,
                    typename Vector::Register to) {
    T x[Vector::kWidth];
    T y[Vector::kWidth];
    Vector::store(x, from);
    Vector::store(y, to);
    for (int i = 0; i < Vector::kWidth; ++i) {
      invalid |= y[i] != y[i] && x[i] == x[i];
      if (!is_finite(x[i])) continue;
      infinite |= std::fabs(y[i]) > std::numeric_limits<T>::max();
      vanished |=
          Fn::kUnderflows && std::fabs(y[i]) < std::numeric_limits<T>::min();
    }
  }
};

template <typename Fn>
typename Fn::Vector::Register apply_by_element(
    typename Fn::Vector::Register x) {
  using Vector = typename Fn::Vector;
  ElementOf<Fn> y[Vector::kWidth];
  Vector::store(y, x);
  for (auto& element : y) element = Fn::scalar(element);
  return Vector::load(y);
}

// One vector: f(x).
template <typename Fn>
typename Fn::Vector::Register apply_vector(typename Fn::Vector::Register x) {
  using T = ElementOf<Fn>;
  if constexpr (Fn::kLimit != 0) {
    if (Fn::Vector::not_within(x, T(Fn::kLimit))) [[unlikely]] {
      return apply_by_element<Fn>(x);
    }
  }
  return Fn::vector(x);
}

template <typename Fn>
typename Fn::Vector::Register evaluate(typename Fn::Vector::Register x,
                                       FlagCollector<Fn>& collector) {
  if constexpr (ShortOf<Fn>::kExists) {
    typename Fn::Vector::Register y;
    const unsigned outside = ShortOf<Fn>::apply(x, y);
    if (!outside) [[likely]]
      return y;
    const auto other = apply_vector<Fn>(x);
    collector.add(x, other);
    return Fn::Vector::choose(outside, other, y);
  } else {
    const auto y = apply_vector<Fn>(x);
    collector.add(x, y);
    return y;
  }
}

// The result of the function, its flags left out; `unusual` says whether the
// elements are to be asked for them.
template <typename Fn>
typename Fn::Vector::Register evaluate(typename Fn::Vector::Register a,
                                       typename Fn::Vector::Register b,
                                       bool& unusual) {
  if constexpr (ShortOf<Fn>::kExists) {
    typename Fn::Vector::Register y;
    const unsigned outside = ShortOf<Fn>::apply(a, b, y);
    unusual = outside != 0;
    if (!outside) [[likely]]
      return y;
    return Fn::Vector::choose(outside, Fn::vector(a, b), y);
  } else {
    const auto y = Fn::vector(a, b);
    unusual = Fn::is_unusual(y);
    return y;
  }
}

template <typename Fn>
void unary_math_loop(char* const* data, const i64* strides, i64 n) {
  using Vector = typename Fn::Vector;
  using T = ElementOf<Fn>;
  constexpr i64 kWidth = Vector::kWidth;
  const std::uint32_t before = read_fp_flags();
  FlagCollector<Fn> collector;
  i64 start = 0;
  if (strides[0] == sizeof(T) && strides[1] == sizeof(T)) {
    const T* in = reinterpret_cast<const T*>(data[0]);
    T* out = reinterpret_cast<T*>(data[1]);
    for (; start + kWidth <= n; start += kWidth) {
      Vector::store(out + start,
                    evaluate<Fn>(Vector::load(in + start), collector));
    }
  }
  // What is left, and elements that do not lie in a run, are gathered.
  for (; start < n; start += kWidth) {
    const i64 count = n - start < kWidth ? n - start : kWidth;
    const char* in = data[0] + start * strides[0];
    char* out = data[1] + start * strides[1];
    T elements[kWidth];
    for (i64 i = 0; i < kWidth; ++i) {
      elements[i] = at<T>(in, (i < count ? i : count - 1) * strides[0]);
    }
    Vector::store(elements, evaluate<Fn>(Vector::load(elements), collector));
    for (i64 i = 0; i < count; ++i) at<T>(out, i * strides[1]) = elements[i];
  }
  set_fp_flags(before | collector.flags());
}

template <typename Fn>
void binary_math_loop(char* const* data, const i64* strides, i64 n) {
  using Vector = typename Fn::Vector;
  using T = ElementOf<Fn>;
  constexpr i64 kWidth = Vector::kWidth;
  std::uint32_t flags = read_fp_flags();
  T a[kWidth];
  T b[kWidth];
  T y[kWidth];
  i64 start = 0;
  const bool has_run = strides[2] == sizeof(T);
  const bool first_run = strides[0] == sizeof(T);
  const bool second_run = strides[1] == sizeof(T);
  if (has_run && (first_run || strides[0] == 0) &&
      (second_run || strides[1] == 0)) {
    const T* left = reinterpret_cast<const T*>(data[0]);
    const T* right = reinterpret_cast<const T*>(data[1]);
    T* out = reinterpret_cast<T*>(data[2]);
    for (i64 i = 0; i < kWidth && n > 0; ++i) {
      a[i] = *left;
      b[i] = *right;
    }
    auto x = Vector::load(a);
    auto z = Vector::load(b);
    for (; start + kWidth <= n; start += kWidth) {
      if (first_run) x = Vector::load(left + start);
      if (second_run) z = Vector::load(right + start);
      bool unusual;
      const auto result = evaluate<Fn>(x, z, unusual);
      Vector::store(out + start, result);
      if (!unusual) [[likely]]
        continue;
      Vector::store(a, x);
      Vector::store(b, z);
      Vector::store(y, result);
      for (i64 i = 0; i < kWidth; ++i) flags |= Fn::flags(a[i], b[i], y[i]);
    }
  }
  for (; start < n; start += kWidth) {
    const i64 count = n - start < kWidth ? n - start : kWidth;
    for (i64 i = 0; i < kWidth; ++i) {
      const i64 index = start + (i < count ? i : count - 1);
      a[i] = at<T>(data[0], index * strides[0]);
      b[i] = at<T>(data[1], index * strides[1]);
    }
    bool unusual;
    Vector::store(y, evaluate<Fn>(Vector::load(a), Vector::load(b), unusual));
    for (i64 i = 0; i < count; ++i) {
      flags |= Fn::flags(a[i], b[i], y[i]);
      at<T>(data[2], (start + i) * strides[2]) = y[i];
    }
  }
  set_fp_flags(flags);
}

template <typename Fn>
void binary_math(char* const* data, const i64* strides, i64 n) {
  if (!is_reduction(data, strides)) {
    binary_math_loop<Fn>(data, strides, n);
    return;
  }
  for (i64 i = 0; i < n; ++i) {
    char* const one[] = {data[0], data[1] + i * strides[1], data[2]};
    binary_math_loop<Fn>(one, strides, 1);
  }
}

#define TNP_MATH_TYPE(Name, T, V, sleef, c_name, pole, limit, underflows) \
  struct Name##T {                                                        \
    using Vector = V;                                                     \
    static constexpr Pole kPole = Pole::pole;                             \
    static constexpr double kLimit = limit;                               \
    static constexpr bool kUnderflows = underflows;                       \
    static V::Register vector(V::Register x) { return sleef(x); }         \
    static T scalar(T x) { return std::c_name(x); }                       \
  };
// `limit32` and `limit64`: beyond these magnitudes Sleef gives up accuracy (0:
// never).
#define TNP_MATH(Name, sleef, c_name, pole, limit32, limit64, underflows) \
  TNP_MATH_TYPE(Name, f32, VectorF32, TNP_SLEEF_F32(sleef), c_name, pole, \
                limit32, underflows)                                      \
  TNP_MATH_TYPE(Name, f64, VectorF64, TNP_SLEEF_F64(sleef), c_name, pole, \
                limit64, underflows)

TNP_MATH(Sin, sin, sin, kNone, 0, 0, false)
TNP_MATH(Cos, cos, cos, kNone, 0, 0, false)
TNP_MATH(Tan, tan, tan, kNone, 0, 0, false)
TNP_MATH(ArcSin, asin, asin, kNone, 0, 0, false)
TNP_MATH(ArcCos, acos, acos, kNone, 0, 0, false)
TNP_MATH(ArcTan, atan, atan, kNone, 0, 0, false)
TNP_MATH(Sinh, sinh, sinh, kOverflow, 88, 709, false)
TNP_MATH(Cosh, cosh, cosh, kOverflow, 88, 709, false)
TNP_MATH(Tanh, tanh, tanh, kNone, 0, 0, false)
TNP_MATH(ArcSinh, asinh, asinh, kNone, 1e18, 1e150, false)
TNP_MATH(ArcCosh, acosh, acosh, kNone, 1e18, 1e150, false)
TNP_MATH(ArcTanh, atanh, atanh, kDivide, 0, 0, false)
TNP_MATH(Exp, exp, exp, kOverflow, 0, 0, true)
TNP_MATH(Exp2, exp2, exp2, kOverflow, 0, 0, true)
TNP_MATH(Expm1, expm1, expm1, kOverflow, 0, 0, false)
TNP_MATH(Log, log, log, kDivide, 0, 0, false)
TNP_MATH(Log2, log2, log2, kDivide, 0, 0, false)
TNP_MATH(Log10, log10, log10, kDivide, 0, 0, false)
TNP_MATH(Log1p, log1p, log1p, kDivide, 1e38, 1e300, false)
TNP_MATH(Cbrt, cbrt, cbrt, kNone, 0, 0, false)
#undef TNP_MATH
#undef TNP_MATH_TYPE

#define TNP_UNARY_MATH(name, Name)                        \
  unary_entry(name, DType::kFloat32, DType::kFloat32,     \
              unary_math_loop<Name##f32>),                \
      unary_entry(name, DType::kFloat64, DType::kFloat64, \
                  unary_math_loop<Name##f64>)

#define TNP_BINARY_TYPE(Name, T, V, sleef)                    \
  struct Name##T : Name##Flags {                              \
    using Vector = V;                                         \
    static V::Register vector(V::Register a, V::Register b) { \
      return sleef(a, b);                                     \
    }                                                         \
    static bool is_unusual(V::Register y) {                   \
      return Name##Flags::may_have_flags<V>(y);               \
    }                                                         \
  };

struct PowerFlags {
  // Not finite, or zero.
  template <typename Vector>
  static bool may_have_flags(typename Vector::Register y) {
    using T = typename Vector::Element;
    return (Vector::not_within(y, std::numeric_limits<T>::max()) |
            Vector::below(y, std::numeric_limits<T>::min())) != 0;
  }
  template <typename T>
  static std::uint32_t flags(T a, T b, T y) {
    if (!is_finite(a) || !is_finite(b)) return kFpNone;
    if (y != y) return kFpInvalid;
    if (!is_finite(y)) return a == 0 ? kFpDivide : kFpOverflow;
    return y == 0 && a != 0 ? kFpUnderflow : kFpNone;
  }
};
struct ArcTan2Flags {
  template <typename Vector>
  static bool may_have_flags(typename Vector::Register) {
    return false;
  }
  template <typename T>
  static std::uint32_t flags(T, T, T) {
    return kFpNone;
  }
};
TNP_BINARY_TYPE(Power, f32, VectorF32, TNP_SLEEF_F32(pow))
TNP_BINARY_TYPE(Power, f64, VectorF64, TNP_SLEEF_F64(pow))
TNP_BINARY_TYPE(ArcTan2, f32, VectorF32, TNP_SLEEF_F32(atan2))
TNP_BINARY_TYPE(ArcTan2, f64, VectorF64, TNP_SLEEF_F64(atan2))
#undef TNP_BINARY_TYPE

#if defined(__AVX512F__)
#define TNP_SHORT(Fn, Short)         \
  template <>                        \
  struct ShortOf<Fn> : Short {       \
    static constexpr bool kExists = true; \
  };
TNP_SHORT(Sinf32, ShortSinF32)
TNP_SHORT(Cosf32, ShortCosF32)
TNP_SHORT(Tanhf32, ShortTanhF32)
TNP_SHORT(Tanhf64, ShortTanhF64)
TNP_SHORT(Expf64, ShortExpF64)
TNP_SHORT(Logf32, ShortLogF32)
TNP_SHORT(Logf64, ShortLogF64)
TNP_SHORT(Powerf32, ShortPowerF32)
TNP_SHORT(Powerf64, ShortPowerF64)
TNP_SHORT(ArcTan2f32, ShortArcTan2F32)
TNP_SHORT(ArcTan2f64, ShortArcTan2F64)
#undef TNP_SHORT
#endif

#else  // the C library

#define TNP_MATH(Name, c_name) \
  struct Name {                \
    template <typename T>      \
    static T apply(T x) {      \
      return std::c_name(x);   \
    }                          \
  };
TNP_MATH(Sin, sin)
TNP_MATH(Cos, cos)
TNP_MATH(Tan, tan)
TNP_MATH(ArcSin, asin)
TNP_MATH(ArcCos, acos)
TNP_MATH(ArcTan, atan)
TNP_MATH(Sinh, sinh)
TNP_MATH(Cosh, cosh)
TNP_MATH(Tanh, tanh)
TNP_MATH(ArcSinh, asinh)
TNP_MATH(ArcCosh, acosh)
TNP_MATH(ArcTanh, atanh)
TNP_MATH(Exp, exp)
TNP_MATH(Exp2, exp2)
TNP_MATH(Expm1, expm1)
TNP_MATH(Log, log)
TNP_MATH(Log2, log2)
TNP_MATH(Log10, log10)
TNP_MATH(Log1p, log1p)
TNP_MATH(Cbrt, cbrt)
#undef TNP_MATH

struct Power {
  template <typename T>
  static T apply(T a, T b) {
    return std::pow(a, b);
  }
};
struct ArcTan2 {
  template <typename T>
  static T apply(T a, T b) {
    return std::atan2(a, b);
  }
};
using Powerf32 = Power;
using Powerf64 = Power;
using ArcTan2f32 = ArcTan2;
using ArcTan2f64 = ArcTan2;

#define TNP_UNARY_MATH(name, Name)                                            \
  unary_entry(name, DType::kFloat32, DType::kFloat32, unary<f32, f32, Name>), \
      unary_entry(name, DType::kFloat64, DType::kFloat64,                     \
                  unary<f64, f64, Name>)

#endif

// NumPy squares when the exponent is the scalar 2, which is also exact.
template <typename T>
struct SquareOf {
  static T apply(T a) { return a * a; }
};
template <typename T, typename Fn>
void power(char* const* data, const i64* strides, i64 n) {
  if (strides[1] == 0 && n > 0 && at<T>(data[1], 0) == T(2) &&
      !is_reduction(data, strides)) {
    char* const operands[] = {data[0], data[2]};
    const i64 steps[] = {strides[0], strides[2]};
    unary<T, T, SquareOf<T>>(operands, steps, n);
    return;
  }
#if defined(TNP_HAS_SLEEF)
  binary_math<Fn>(data, strides, n);
#else
  reducing_binary<T, Fn>(data, strides, n);
#endif
}
template <typename T, typename Fn>
void arctan2(char* const* data, const i64* strides, i64 n) {
#if defined(TNP_HAS_SLEEF)
  binary_math<Fn>(data, strides, n);
#else
  reducing_binary<T, Fn>(data, strides, n);
#endif
}

struct Hypot {
  template <typename T>
  static T apply(T a, T b) {
    return std::hypot(a, b);
  }
};
#if defined(__AVX512F__)
// Flags come from the C library alone, which has the lanes outside.
void hypot(char* const* data, const i64* strides, i64 n) {
  if (is_reduction(data, strides)) {
    reducing_binary<f64, Hypot>(data, strides, n);
    return;
  }
  constexpr i64 kWidth = VectorF64::kWidth;
  std::uint32_t flags = read_fp_flags();
  for (i64 start = 0; start < n; start += kWidth) {
    const i64 count = n - start < kWidth ? n - start : kWidth;
    f64 a[kWidth];
    f64 b[kWidth];
    f64 lengths[kWidth];
    for (i64 i = 0; i < kWidth; ++i) {
      const i64 index = start + (i < count ? i : count - 1);
      a[i] = at<f64>(data[0], index * strides[0]);
      b[i] = at<f64>(data[1], index * strides[1]);
    }
    __m512d length;
    unsigned outside = ShortHypotF64::apply(VectorF64::load(a),
                                            VectorF64::load(b), length);
    VectorF64::store(lengths, length);
    if (outside) [[unlikely]] {
      set_fp_flags(flags);
      for (; outside; outside &= outside - 1) {
        const int lane = __builtin_ctz(outside);
        lengths[lane] = Hypot::apply(a[lane], b[lane]);
      }
      flags = read_fp_flags();
    }
    for (i64 i = 0; i < count; ++i) {
      at<f64>(data[2], (start + i) * strides[2]) = lengths[i];
    }
  }
  set_fp_flags(flags);
}
#else
constexpr ElementLoop hypot = reducing_binary<f64, Hypot>;
#endif

constexpr LoopEntry kLoops[] = {
    TNP_UNARY_MATH("sin", Sin),
    TNP_UNARY_MATH("cos", Cos),
    TNP_UNARY_MATH("tan", Tan),
    TNP_UNARY_MATH("arcsin", ArcSin),
    TNP_UNARY_MATH("arccos", ArcCos),
    TNP_UNARY_MATH("arctan", ArcTan),
    TNP_UNARY_MATH("sinh", Sinh),
    TNP_UNARY_MATH("cosh", Cosh),
    TNP_UNARY_MATH("tanh", Tanh),
    TNP_UNARY_MATH("arcsinh", ArcSinh),
    TNP_UNARY_MATH("arccosh", ArcCosh),
    TNP_UNARY_MATH("arctanh", ArcTanh),
    TNP_UNARY_MATH("exp", Exp),
    TNP_UNARY_MATH("exp2", Exp2),
    TNP_UNARY_MATH("expm1", Expm1),
    TNP_UNARY_MATH("log", Log),
    TNP_UNARY_MATH("log2", Log2),
    TNP_UNARY_MATH("log10", Log10),
    TNP_UNARY_MATH("log1p", Log1p),
    TNP_UNARY_MATH("cbrt", Cbrt),
    binary_entry("power", DType::kFloat32, DType::kFloat32, DType::kFloat32,
                 power<f32, Powerf32>),
    binary_entry("power", DType::kFloat64, DType::kFloat64, DType::kFloat64,
                 power<f64, Powerf64>),
    binary_entry("float_power", DType::kFloat64, DType::kFloat64,
                 DType::kFloat64, power<f64, Powerf64>),
    binary_entry("arctan2", DType::kFloat32, DType::kFloat32, DType::kFloat32,
                 arctan2<f32, ArcTan2f32>),
    binary_entry("arctan2", DType::kFloat64, DType::kFloat64, DType::kFloat64,
                 arctan2<f64, ArcTan2f64>),
    binary_entry("hypot", DType::kFloat64, DType::kFloat64, DType::kFloat64,
                 hypot),
};
#undef TNP_UNARY_MATH

}  // namespace

LoopGroup transcendental_loops() { return kLoops; }

}  // namespace tnp::loops::TNP_ISA
