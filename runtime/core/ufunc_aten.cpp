#include "runtime/core/ufunc_aten.h"

#include <ATen/ops/abs.h>
#include <ATen/ops/acos.h>
#include <ATen/ops/acosh.h>
#include <ATen/ops/add.h>
#include <ATen/ops/any.h>
#include <ATen/ops/asin.h>
#include <ATen/ops/asinh.h>
#include <ATen/ops/atan.h>
#include <ATen/ops/atan2.h>
#include <ATen/ops/atanh.h>
#include <ATen/ops/bitwise_and.h>
#include <ATen/ops/bitwise_left_shift.h>
#include <ATen/ops/bitwise_not.h>
#include <ATen/ops/bitwise_or.h>
#include <ATen/ops/bitwise_right_shift.h>
#include <ATen/ops/bitwise_xor.h>
#include <ATen/ops/ceil.h>
#include <ATen/ops/conj_physical.h>
#include <ATen/ops/copysign.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/cosh.h>
#include <ATen/ops/deg2rad.h>
#include <ATen/ops/div.h>
#include <ATen/ops/eq.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/exp2.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/float_power.h>
#include <ATen/ops/floor.h>
#include <ATen/ops/floor_divide.h>
#include <ATen/ops/fmax.h>
#include <ATen/ops/fmin.h>
#include <ATen/ops/fmod.h>
#include <ATen/ops/frexp.h>
#include <ATen/ops/gcd.h>
#include <ATen/ops/ge.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/heaviside.h>
#include <ATen/ops/hypot.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/isinf.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/lcm.h>
#include <ATen/ops/ldexp.h>
#include <ATen/ops/le.h>
#include <ATen/ops/log.h>
#include <ATen/ops/log10.h>
#include <ATen/ops/log1p.h>
#include <ATen/ops/log2.h>
#include <ATen/ops/logaddexp.h>
#include <ATen/ops/logaddexp2.h>
#include <ATen/ops/logical_and.h>
#include <ATen/ops/logical_not.h>
#include <ATen/ops/logical_or.h>
#include <ATen/ops/logical_xor.h>
#include <ATen/ops/lt.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/ne.h>
#include <ATen/ops/neg.h>
#include <ATen/ops/nextafter.h>
#include <ATen/ops/positive.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/rad2deg.h>
#include <ATen/ops/reciprocal.h>
#include <ATen/ops/remainder.h>
#include <ATen/ops/round.h>
#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/sgn.h>
#include <ATen/ops/sign.h>
#include <ATen/ops/signbit.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/sinh.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/square.h>
#include <ATen/ops/sub.h>
#include <ATen/ops/tan.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/trunc.h>
#include <ATen/ops/where.h>

#include <algorithm>
#include <iterator>
#include <limits>

#include "runtime/core/errors.h"

namespace tnp {
namespace {

bool is_integral(const at::Tensor& a) {
  return c10::isIntegralType(a.scalar_type(), /*includeBool=*/true);
}

at::Tensor cube_root(const at::Tensor& a) {
  const at::Tensor root = at::copysign(at::pow(at::abs(a), 1.0 / 3), a);
  // One step of Newton's method takes the error of 1/3 away.
  const at::Tensor square = at::square(root);
  const at::Tensor error = at::sub(at::mul(square, root), a);
  const at::Tensor better = at::sub(root, at::div(error, at::mul(square, 3.0)));
  return at::where(at::isfinite(better), better, root);
}

at::Tensor sign_or_nan(const at::Tensor& a) {
  if (a.is_complex()) return at::sgn(a);
  if (is_integral(a)) return at::sign(a);
  return at::where(at::isnan(a), a, at::sign(a));
}

at::Tensor spacing(const at::Tensor& a) {
  const at::Tensor infinity =
      at::scalar_tensor(std::numeric_limits<double>::infinity(), a.options());
  return at::sub(at::nextafter(a, at::copysign(infinity, a)), a);
}

// Integer division, where 0 divides to 0 and -1 never traps.
struct SafeDivision {
  SafeDivision(const at::Tensor& a, const at::Tensor& b)
      : is_zero(at::eq(b, 0)),
        is_minus_one(at::lt(b, 0).logical_and_(at::eq(b, -1))),
        divisor(at::where(at::logical_or(is_zero, is_minus_one),
                          at::scalar_tensor(1, b.options()), b)),
        zero(at::scalar_tensor(0, a.options())) {}

  at::Tensor is_zero, is_minus_one, divisor, zero;
};

at::Tensor floor_quotient(const at::Tensor& a, const at::Tensor& b) {
  if (!is_integral(a)) return at::floor_divide(a, b);
  const SafeDivision by(a, b);
  at::Tensor quotient = at::floor_divide(a, by.divisor);
  if (c10::isSignedType(a.scalar_type())) {
    quotient = at::where(by.is_minus_one, at::neg(quotient), quotient);
  }
  return at::where(by.is_zero, by.zero, quotient);
}

template <at::Tensor (*op)(const at::Tensor&, const at::Tensor&)>
at::Tensor safe_remainder(const at::Tensor& a, const at::Tensor& b) {
  if (!is_integral(a)) return op(a, b);
  const SafeDivision by(a, b);
  return at::where(by.is_zero, by.zero, op(a, by.divisor));
}

at::Tensor remainder_of(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor result = at::remainder(a, b);
  if (is_integral(a)) return result;
  return at::where(at::eq(result, 0), at::copysign(result, b), result);
}

at::Tensor fmod_of(const at::Tensor& a, const at::Tensor& b) {
  return at::fmod(a, b);
}

at::Tensor step_of(const at::Tensor& a, const at::Tensor& b) {
  return at::where(at::isnan(a), a, at::heaviside(a, b));
}

at::Tensor power_of(const at::Tensor& a, const at::Tensor& b) {
  if (is_integral(a) && at::any(at::lt(b, 0)).item<bool>()) {
    raise_value_error("Integers to negative integer powers are not allowed.");
  }
  return at::pow(a, b);
}

std::pair<at::Tensor, at::Tensor> quotient_and_remainder(const at::Tensor& a,
                                                         const at::Tensor& b) {
  return {floor_quotient(a, b), safe_remainder<remainder_of>(a, b)};
}

std::pair<at::Tensor, at::Tensor> fraction_and_whole(const at::Tensor& a,
                                                     const at::Tensor&) {
  const at::Tensor whole = at::trunc(a);
  const at::Tensor zero = at::scalar_tensor(0, a.options());
  const at::Tensor fraction = at::where(at::isinf(a), zero, at::sub(a, whole));
  return {at::copysign(fraction, a), whole};
}

std::pair<at::Tensor, at::Tensor> mantissa_and_exponent(const at::Tensor& a,
                                                        const at::Tensor&) {
  auto [mantissa, exponent] = at::frexp(a);
  return {mantissa, exponent};
}

struct UnaryEntry {
  std::string_view ufunc;
  AtenUnary function;
};
struct BinaryEntry {
  std::string_view ufunc;
  AtenBinary function;
};
struct PairEntry {
  std::string_view ufunc;
  AtenPair function;
};

#define TNP_UNARY(name, op) \
  {name, [](const at::Tensor& a) -> at::Tensor { return at::op(a); }}
#define TNP_BINARY(name, op)                                          \
  {name, [](const at::Tensor& a, const at::Tensor& b) -> at::Tensor { \
     return at::op(a, b);                                             \
   }}

constexpr UnaryEntry kUnary[] = {
    TNP_UNARY("absolute", abs),
    TNP_UNARY("arccos", acos),
    TNP_UNARY("arccosh", acosh),
    TNP_UNARY("arcsin", asin),
    TNP_UNARY("arcsinh", asinh),
    TNP_UNARY("arctan", atan),
    TNP_UNARY("arctanh", atanh),
    {"cbrt", cube_root},
    TNP_UNARY("ceil", ceil),
    TNP_UNARY("conjugate", conj_physical),
    TNP_UNARY("cos", cos),
    TNP_UNARY("cosh", cosh),
    TNP_UNARY("deg2rad", deg2rad),
    TNP_UNARY("degrees", rad2deg),
    TNP_UNARY("exp", exp),
    TNP_UNARY("exp2", exp2),
    TNP_UNARY("expm1", expm1),
    TNP_UNARY("fabs", abs),
    TNP_UNARY("floor", floor),
    TNP_UNARY("invert", bitwise_not),
    TNP_UNARY("isfinite", isfinite),
    TNP_UNARY("isinf", isinf),
    TNP_UNARY("isnan", isnan),
    TNP_UNARY("log", log),
    TNP_UNARY("log10", log10),
    TNP_UNARY("log1p", log1p),
    TNP_UNARY("log2", log2),
    TNP_UNARY("logical_not", logical_not),
    TNP_UNARY("negative", neg),
    TNP_UNARY("positive", positive),
    TNP_UNARY("rad2deg", rad2deg),
    TNP_UNARY("radians", deg2rad),
    TNP_UNARY("reciprocal", reciprocal),
    TNP_UNARY("rint", round),
    {"sign", sign_or_nan},
    TNP_UNARY("signbit", signbit),
    TNP_UNARY("sin", sin),
    TNP_UNARY("sinh", sinh),
    {"spacing", spacing},
    TNP_UNARY("sqrt", sqrt),
    TNP_UNARY("square", square),
    TNP_UNARY("tan", tan),
    TNP_UNARY("tanh", tanh),
    TNP_UNARY("trunc", trunc),
};

constexpr BinaryEntry kBinary[] = {
    TNP_BINARY("add", add),
    TNP_BINARY("arctan2", atan2),
    TNP_BINARY("bitwise_and", bitwise_and),
    TNP_BINARY("bitwise_or", bitwise_or),
    TNP_BINARY("bitwise_xor", bitwise_xor),
    TNP_BINARY("copysign", copysign),
    TNP_BINARY("divide", div),
    TNP_BINARY("equal", eq),
    TNP_BINARY("float_power", float_power),
    {"floor_divide", floor_quotient},
    TNP_BINARY("fmax", fmax),
    TNP_BINARY("fmin", fmin),
    {"fmod", safe_remainder<fmod_of>},
    TNP_BINARY("gcd", gcd),
    TNP_BINARY("greater", gt),
    TNP_BINARY("greater_equal", ge),
    {"heaviside", step_of},
    TNP_BINARY("hypot", hypot),
    TNP_BINARY("lcm", lcm),
    TNP_BINARY("ldexp", ldexp),
    TNP_BINARY("left_shift", bitwise_left_shift),
    TNP_BINARY("less", lt),
    TNP_BINARY("less_equal", le),
    TNP_BINARY("logaddexp", logaddexp),
    TNP_BINARY("logaddexp2", logaddexp2),
    TNP_BINARY("logical_and", logical_and),
    TNP_BINARY("logical_or", logical_or),
    TNP_BINARY("logical_xor", logical_xor),
    TNP_BINARY("maximum", maximum),
    TNP_BINARY("minimum", minimum),
    TNP_BINARY("multiply", mul),
    TNP_BINARY("nextafter", nextafter),
    TNP_BINARY("not_equal", ne),
    {"power", power_of},
    {"remainder", safe_remainder<remainder_of>},
    TNP_BINARY("right_shift", bitwise_right_shift),
    TNP_BINARY("subtract", sub),
};

constexpr PairEntry kPairs[] = {
    {"divmod", quotient_and_remainder},
    {"frexp", mantissa_and_exponent},
    {"modf", fraction_and_whole},
};

template <typename Table>
auto find_in(const Table& table, std::string_view name)
    -> decltype(std::begin(table)->function) {
  const auto found =
      std::find_if(std::begin(table), std::end(table),
                   [&](const auto& entry) { return entry.ufunc == name; });
  return found == std::end(table) ? nullptr : found->function;
}

}  // namespace

AtenUnary find_aten_unary(std::string_view ufunc) {
  return find_in(kUnary, ufunc);
}
AtenBinary find_aten_binary(std::string_view ufunc) {
  return find_in(kBinary, ufunc);
}
AtenPair find_aten_pair(std::string_view ufunc) {
  return find_in(kPairs, ufunc);
}

}  // namespace tnp
