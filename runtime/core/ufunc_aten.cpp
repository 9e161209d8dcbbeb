#include "runtime/core/ufunc_aten.h"

#include <ATen/ops/abs.h>
#include <ATen/ops/acos.h>
#include <ATen/ops/acosh.h>
#include <ATen/ops/add.h>
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
#include <ATen/ops/signbit.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/sinh.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/square.h>
#include <ATen/ops/sub.h>
#include <ATen/ops/tan.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/trunc.h>

#include <algorithm>
#include <iterator>

namespace tnp {
namespace {

struct UnaryEntry {
  std::string_view ufunc;
  AtenUnary function;
};
struct BinaryEntry {
  std::string_view ufunc;
  AtenBinary function;
};

#define TNP_UNARY(name, op) \
  {name, [](const at::Tensor& a) -> at::Tensor { return at::op(a); }}
#define TNP_BINARY(name, op)                                        \
  {name, [](const at::Tensor& a, const at::Tensor& b) -> at::Tensor { \
     return at::op(a, b);                                           \
   }}

constexpr UnaryEntry kUnary[] = {
    TNP_UNARY("absolute", abs),
    TNP_UNARY("arccos", acos),
    TNP_UNARY("arccosh", acosh),
    TNP_UNARY("arcsin", asin),
    TNP_UNARY("arcsinh", asinh),
    TNP_UNARY("arctan", atan),
    TNP_UNARY("arctanh", atanh),
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
    TNP_UNARY("signbit", signbit),
    TNP_UNARY("sin", sin),
    TNP_UNARY("sinh", sinh),
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
    TNP_BINARY("floor_divide", floor_divide),
    TNP_BINARY("fmax", fmax),
    TNP_BINARY("fmin", fmin),
    TNP_BINARY("fmod", fmod),
    TNP_BINARY("gcd", gcd),
    TNP_BINARY("greater", gt),
    TNP_BINARY("greater_equal", ge),
    TNP_BINARY("heaviside", heaviside),
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
    TNP_BINARY("power", pow),
    TNP_BINARY("remainder", remainder),
    TNP_BINARY("right_shift", bitwise_right_shift),
    TNP_BINARY("subtract", sub),
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

}  // namespace tnp
