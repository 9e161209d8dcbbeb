/// Universal functions: element loops per type, and NumPy's rules around them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "runtime/core/ndarray.h"

namespace tnp {

/// Runs over `n` elements: one data pointer and one byte stride per operand,
/// inputs first. Operands never overlap partially.
using ElementLoop = void (*)(char* const* data, const std::int64_t* strides,
                             std::int64_t n);

inline constexpr int kMaxUfuncOperands = 5;

/// One typed loop of a ufunc.
struct TypedLoop {
  DType types[kMaxUfuncOperands];  // inputs, then outputs
  ElementLoop loop;
};

/// A ufunc's definition: constant data, one per NumPy name.
struct Ufunc {
  std::string_view name;
  int nin;
  int nout;
  std::span<const TypedLoop> loops;  // in NumPy's order of resolution
  std::optional<int> identity;       // of the reduction, when it has one
  /// What ATen does on other devices, with gradients and on large arrays; null
  /// when it has no equal operator.
  at::Tensor (*aten_unary)(const at::Tensor&) = nullptr;
  at::Tensor (*aten_binary)(const at::Tensor&, const at::Tensor&) = nullptr;
};

/// The definition named as in NumPy ("add", "arctan2"), or null. Aliases
/// ("abs") resolve.
const Ufunc* find_ufunc(std::string_view name);
std::span<const Ufunc* const> all_ufuncs();

/// Everything a call can say beside its inputs.
struct UfuncOptions {
  std::span<const ndarray>
      out;  // empty, or nout arrays; undefined ones are new
  const ndarray* where = nullptr;  // bool, broadcast with the inputs
  std::optional<DType> dtype;
  Casting casting = Casting::kSameKind;
  char order = 'K';
};

using UfuncResults = c10::SmallVector<ndarray, 2>;

/// Applies a ufunc: promotion (NEP 50, weak inputs), casting checks, broadcast,
/// overlap with `out` as if copied, floating-point warnings. UFuncTypeError
/// when no loop fits. Results are arrays; 0-d ones become scalars in Python.
UfuncResults call_ufunc(const Ufunc& ufunc, std::span<const ndarray> inputs,
                        const UfuncOptions& options = {});

/// The common cases, without the vectors.
ndarray call_unary(const Ufunc& ufunc, const ndarray& a);
ndarray call_binary(const Ufunc& ufunc, const ndarray& a, const ndarray& b);
/// target = ufunc(target, b), same_kind casting into target.
void call_in_place(const Ufunc& ufunc, const ndarray& target, const ndarray& b);

/// The definitions themselves, for C++ callers: `call_binary(ufuncs::add, a,
/// b)`.
namespace ufuncs {
extern const Ufunc add, subtract, multiply, divide, floor_divide, remainder,
    power, divmod, negative, positive, absolute, square, sqrt, cbrt, reciprocal,
    exp, exp2, expm1, log, log2, log10, log1p, sin, cos, tan, arcsin, arccos,
    arctan, arctan2, sinh, cosh, tanh, arcsinh, arccosh, arctanh, hypot,
    deg2rad, rad2deg, floor, ceil, trunc, rint, sign, conjugate, fabs, maximum,
    minimum, fmax, fmin, equal, not_equal, less, less_equal, greater,
    greater_equal, logical_and, logical_or, logical_xor, logical_not,
    bitwise_and, bitwise_or, bitwise_xor, invert, left_shift, right_shift,
    isnan, isinf, isfinite, signbit, copysign, nextafter, spacing, heaviside,
    fmod, logaddexp, logaddexp2, float_power, modf, frexp, ldexp, gcd, lcm,
    matmul;
}  // namespace ufuncs

}  // namespace tnp
