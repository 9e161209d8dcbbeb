// float16: every function computes in float32 and rounds once. Rounding to
// float16 does not raise the overflow flag by itself, so the store does.
#include <cmath>
#include <numbers>

#include "runtime/core/element.h"
#include "runtime/core/element_ops.h"
#include "runtime/kernels/hypot.h"
#include "runtime/loops/pairwise_sum.h"

namespace tnp::loops::portable {
namespace {

using half = c10::Half;

half round_to_half(float value) {
  const half rounded(value);
  if ((rounded.x & 0x7fff) == 0x7c00 && std::isfinite(value)) [[unlikely]] {
    raise_fp_flags(kFpOverflow);
  }
  return rounded;
}

// An operation on floats as one on halves.
template <auto function>
struct HalfUnary {
  static half apply(half a) { return round_to_half(function(float(a))); }
};
template <auto function>
struct HalfBinary {
  static half apply(half a, half b) {
    return round_to_half(function(float(a), float(b)));
  }
};
template <auto function>
struct HalfTest {
  static u8 apply(half a) { return function(float(a)); }
};
template <auto function>
struct HalfCompare {
  static u8 apply(half a, half b) { return function(float(a), float(b)); }
};
// Exact on the bits: neither computes.
template <auto function>
struct HalfSelect {
  static half apply(half a, half b) {
    return function(float(a), float(b)) ? a : b;
  }
};

struct LoadHalf {
  static float get(const char* data) { return float(at<half>(data, 0)); }
};
void add_halves(char* const* data, const i64* strides, i64 n) {
  if (is_reduction(data, strides)) {
    const float sum = pairwise_sum<float, LoadHalf>(data[1], strides[1], n);
    at<half>(data[2], 0) = round_to_half(float(at<half>(data[0], 0)) + sum);
    return;
  }
  binary<half, half, half, HalfBinary<[](float a, float b) { return a + b; }>>(
      data, strides, n);
}

half next_half(half a, half b) {
  if (std::isnan(float(a)) || std::isnan(float(b))) {
    return half(std::numeric_limits<float>::quiet_NaN());
  }
  if (float(a) == float(b)) return a;
  if (float(a) == 0) {
    return half(static_cast<unsigned short>((b.x & 0x8000) + 1),
                half::from_bits());
  }
  // Away from zero is the next larger magnitude.
  const bool away = (float(b) > float(a)) == (float(a) > 0);
  const half next(static_cast<unsigned short>(a.x + (away ? 1 : -1)),
                  half::from_bits());
  if (std::isinf(float(next)) && std::isfinite(float(a))) {
    raise_fp_flags(kFpOverflow);
  }
  return next;
}
struct NextAfter {
  static half apply(half a, half b) { return next_half(a, b); }
};
struct Spacing {
  static half apply(half a) {
    const float x = float(a);
    if (std::isinf(x)) {
      raise_fp_flags(kFpInvalid);
      return half(std::numeric_limits<float>::quiet_NaN());
    }
    if (std::isnan(x)) return a;
    // NumPy's float16 looks towards +infinity, unlike the other types.
    const half infinity(std::numeric_limits<float>::infinity());
    return half(float(next_half(a, infinity)) - x);
  }
};
struct Negative {
  static half apply(half a) {
    return half(static_cast<unsigned short>(a.x ^ 0x8000), half::from_bits());
  }
};
struct Absolute {
  static half apply(half a) {
    return half(static_cast<unsigned short>(a.x & 0x7fff), half::from_bits());
  }
};
struct Positive {
  static half apply(half a) { return a; }
};
struct CopySign {
  static half apply(half a, half b) {
    return half(static_cast<unsigned short>((a.x & 0x7fff) | (b.x & 0x8000)),
                half::from_bits());
  }
};
struct DivMod {
  static elements::Pair<half> apply(half a, half b) {
    const auto result = elements::divmod(float(a), float(b));
    return {round_to_half(result.first), round_to_half(result.second)};
  }
};
struct LdExp {
  template <typename E>
  static half apply(half a, E exponent) {
    // Beyond +-64 every float16 has become 0 or infinity.
    const int clamped = static_cast<int>(exponent > 64    ? 64
                                         : exponent < -64 ? -64
                                                          : exponent);
    return round_to_half(std::ldexp(float(a), clamped));
  }
};

void modf_loop(char* const* data, const i64* strides, i64 n) {
  for (i64 i = 0; i < n; ++i) {
    float whole;
    const float fraction =
        std::modf(float(at<half>(data[0], i * strides[0])), &whole);
    at<half>(data[1], i * strides[1]) = half(fraction);
    at<half>(data[2], i * strides[2]) = half(whole);
  }
}
void frexp_loop(char* const* data, const i64* strides, i64 n) {
  for (i64 i = 0; i < n; ++i) {
    i32 exponent = 0;
    const float mantissa =
        std::frexp(float(at<half>(data[0], i * strides[0])), &exponent);
    at<half>(data[1], i * strides[1]) = half(mantissa);
    at<i32>(data[2], i * strides[2]) = exponent;
  }
}

constexpr DType kHalf = DType::kFloat16;

#define TNP_HALF_UNARY(name, expression)                                    \
  unary_entry(name, kHalf, kHalf,                                           \
              unary<half, half,                                             \
                    HalfUnary<[](float a) -> float { return expression; }>>)
#define TNP_HALF_TEST(name, expression)                                    \
  unary_entry(                                                             \
      name, kHalf, DType::kBool,                                           \
      unary<half, u8, HalfTest<[](float a) -> bool { return expression; }>>)
#define TNP_HALF_BINARY(name, expression)                            \
  binary_entry(name, kHalf, kHalf, kHalf,                            \
               reducing_binary<half, HalfBinary<[](float a, float b) \
                                                    -> float {       \
                 return expression;                                  \
               }>>)
#define TNP_HALF_COMPARE(name, expression)                          \
  binary_entry(name, kHalf, kHalf, DType::kBool,                    \
               binary<half, half, u8,                               \
                      HalfCompare<[](float a, float b) -> bool {    \
                        return expression;                          \
                      }>>)
#define TNP_HALF_SELECT(name, condition)                             \
  binary_entry(name, kHalf, kHalf, kHalf,                            \
               reducing_binary<half, HalfSelect<[](float a, float b) \
                                                    -> bool {        \
                 return condition;                                   \
               }>>)

constexpr LoopEntry kLoops[] = {
    binary_entry("add", kHalf, kHalf, kHalf, add_halves),
    TNP_HALF_BINARY("subtract", a - b),
    TNP_HALF_BINARY("multiply", a* b),
    TNP_HALF_BINARY("divide", a / b),
    TNP_HALF_BINARY("floor_divide", elements::floor_divide(a, b)),
    TNP_HALF_BINARY("remainder", elements::remainder(a, b)),
    TNP_HALF_BINARY("fmod", std::fmod(a, b)),
    TNP_HALF_BINARY("power", std::pow(a, b)),
    TNP_HALF_BINARY("arctan2", std::atan2(a, b)),
    TNP_HALF_BINARY("hypot", kernels::Hypot()(a, b)),
    TNP_HALF_BINARY("logaddexp", elements::logaddexp(a, b)),
    TNP_HALF_BINARY("logaddexp2", elements::logaddexp2(a, b)),
    TNP_HALF_BINARY("heaviside", elements::heaviside(a, b)),
    binary_entry("copysign", kHalf, kHalf, kHalf,
                 binary<half, half, half, CopySign>),
    binary_entry("nextafter", kHalf, kHalf, kHalf,
                 binary<half, half, half, NextAfter>),
    binary_entry("ldexp", kHalf, DType::kInt32, kHalf,
                 binary<half, i32, half, LdExp>),
    binary_entry("ldexp", kHalf, DType::kInt64, kHalf,
                 binary<half, i64, half, LdExp>),
    LoopEntry{"divmod", {{kHalf, kHalf, kHalf, kHalf},
                         binary_pair<half, DivMod>}},
    LoopEntry{"modf", {{kHalf, kHalf, kHalf}, modf_loop}},
    LoopEntry{"frexp", {{kHalf, kHalf, DType::kInt32}, frexp_loop}},
    TNP_HALF_SELECT("maximum", a >= b || a != a),
    TNP_HALF_SELECT("minimum", a <= b || a != a),
    TNP_HALF_SELECT("fmax", a >= b || b != b),
    TNP_HALF_SELECT("fmin", a <= b || b != b),
    TNP_HALF_COMPARE("equal", a == b),
    TNP_HALF_COMPARE("not_equal", a != b),
    TNP_HALF_COMPARE("less", a < b),
    TNP_HALF_COMPARE("less_equal", a <= b),
    TNP_HALF_COMPARE("greater", b < a),
    TNP_HALF_COMPARE("greater_equal", a >= b),
    TNP_HALF_TEST("isnan", a != a),
    TNP_HALF_TEST("isinf", std::isinf(a)),
    TNP_HALF_TEST("isfinite", std::isfinite(a)),
    TNP_HALF_TEST("signbit", std::signbit(a)),
    unary_entry("negative", kHalf, kHalf, unary<half, half, Negative>),
    unary_entry("positive", kHalf, kHalf, unary<half, half, Positive>),
    unary_entry("conjugate", kHalf, kHalf, unary<half, half, Positive>),
    unary_entry("absolute", kHalf, kHalf, unary<half, half, Absolute>),
    unary_entry("fabs", kHalf, kHalf, unary<half, half, Absolute>),
    unary_entry("spacing", kHalf, kHalf, unary<half, half, Spacing>),
    TNP_HALF_UNARY("square", a* a),
    TNP_HALF_UNARY("reciprocal", 1 / a),
    TNP_HALF_UNARY("sign", a != a ? a : float((a > 0) - (a < 0))),
    TNP_HALF_UNARY("sqrt", std::sqrt(a)),
    TNP_HALF_UNARY("floor", std::floor(a)),
    TNP_HALF_UNARY("ceil", std::ceil(a)),
    TNP_HALF_UNARY("trunc", std::trunc(a)),
    TNP_HALF_UNARY("rint", std::nearbyint(a)),
    TNP_HALF_UNARY("deg2rad", a*(std::numbers::pi_v<float> / 180)),
    TNP_HALF_UNARY("rad2deg", a*(180 / std::numbers::pi_v<float>)),
};

constexpr LoopEntry kFunctionLoops[] = {
    TNP_HALF_UNARY("sin", std::sin(a)),
    TNP_HALF_UNARY("cos", std::cos(a)),
    TNP_HALF_UNARY("tan", std::tan(a)),
    TNP_HALF_UNARY("arcsin", std::asin(a)),
    TNP_HALF_UNARY("arccos", std::acos(a)),
    TNP_HALF_UNARY("arctan", std::atan(a)),
    TNP_HALF_UNARY("sinh", std::sinh(a)),
    TNP_HALF_UNARY("cosh", std::cosh(a)),
    TNP_HALF_UNARY("tanh", std::tanh(a)),
    TNP_HALF_UNARY("arcsinh", std::asinh(a)),
    TNP_HALF_UNARY("arccosh", std::acosh(a)),
    TNP_HALF_UNARY("arctanh", std::atanh(a)),
    TNP_HALF_UNARY("exp", std::exp(a)),
    TNP_HALF_UNARY("exp2", std::exp2(a)),
    TNP_HALF_UNARY("expm1", std::expm1(a)),
    TNP_HALF_UNARY("log", std::log(a)),
    TNP_HALF_UNARY("log2", std::log2(a)),
    TNP_HALF_UNARY("log10", std::log10(a)),
    TNP_HALF_UNARY("log1p", std::log1p(a)),
    TNP_HALF_UNARY("cbrt", std::cbrt(a)),
};

}  // namespace

LoopGroup half_loops() { return kLoops; }
LoopGroup half_function_loops() { return kFunctionLoops; }

}  // namespace tnp::loops::portable
