/// Universal functions: element loops per type, and NumPy's rules around them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/core/ndarray.h"
#include "runtime/core/typed_loop.h"

namespace tnp {

/// Where a ufunc departs from "the first loop to which the inputs cast safely".
enum class Resolution : std::uint8_t {
  kSearch,
  kDivide,      // two integers or bools divide as float64
  kSubtract,    // bools are refused, with advice
  kNegative,    // likewise
  kNoBool,      // bools alone have no loop
  kComparison,  // Python integers compare by value, whatever the type
};

/// Which of its loops report the floating-point flags that they raise.
enum class FpReports : std::uint8_t { kNone, kComplex, kInexact, kAll };

/// A ufunc's definition: constant data, one per NumPy name.
struct Ufunc {
  std::string_view name;
  int nin;
  int nout;
  std::span<const TypedLoop> loops;  // in NumPy's order of resolution
  std::optional<double> identity;    // of the reduction, when it has one
  Resolution resolution = Resolution::kSearch;
  FpReports fp_reports = FpReports::kInexact;
  /// What ATen does on other devices and with gradients; null when it has no
  /// equal operator.
  at::Tensor (*aten_unary)(const at::Tensor&) = nullptr;
  at::Tensor (*aten_binary)(const at::Tensor&, const at::Tensor&) = nullptr;
  /// Of two results; a unary ufunc's second argument is undefined.
  std::pair<at::Tensor, at::Tensor> (*aten_pair)(const at::Tensor&,
                                                 const at::Tensor&) = nullptr;
  /// By the type of all inputs: the index of its loop when no other rule
  /// applies, else -1.
  std::array<std::int8_t, kNumDTypes> uniform_loop{};
  /// Of a generalized ufunc: "(n),(n)->()". Else empty.
  std::string_view signature = {};

  /// The loop whose operands all have type `dtype`, or null.
  const TypedLoop* homogeneous_loop(DType dtype) const;
  /// Whether the loop for a first operand of `dtype` reports the flags that it
  /// raises.
  bool reports_flags(DType dtype) const {
    switch (fp_reports) {
      case FpReports::kNone:
        return false;
      case FpReports::kComplex:
        return is_complex(dtype);
      case FpReports::kInexact:
        return is_inexact(dtype);
      default:
        return true;
    }
  }
};

/// The definition named as in NumPy ("add", "arctan2"), or null. Aliases
/// ("abs") resolve.
const Ufunc* find_ufunc(std::string_view name);
std::span<const Ufunc* const> all_ufuncs();

/// Where one operand of a generalized ufunc has its core axes.
struct CoreAxes {
  Shape axes;
  bool is_integer = false;  // given as a number, not as a tuple
};

/// Everything a call can say beside its inputs.
struct UfuncOptions {
  std::span<const ndarray>
      out;  // empty, or nout arrays; undefined ones are new
  const ndarray* where = nullptr;  // bool, broadcast with the inputs
  std::optional<DType> dtype;
  Casting casting = Casting::kSameKind;
  char order = 'K';
  // Of generalized ufuncs:
  std::optional<std::int64_t> axis;             // of the cores; vecdot only
  const std::vector<CoreAxes>* axes = nullptr;  // per operand; those of outputs
                                                // may be left out
  std::optional<bool> keepdims;                 // vecdot only
};

using UfuncResults = c10::SmallVector<ndarray, 2>;

/// Applies a ufunc: promotion (NEP 50, weak inputs), casting checks, broadcast,
/// overlap with `out` as if copied, floating-point warnings. UFuncTypeError
/// when no loop fits. Results are arrays; 0-d ones become scalars in Python.
/// Generalized ufuncs go to runtime/core/gufunc.h.
UfuncResults call_ufunc(const Ufunc& ufunc, std::span<const ndarray> inputs,
                        const UfuncOptions& options = {});

/// The loop for inputs of these types; UFuncTypeError when there is none.
const TypedLoop& resolve_loop(const Ufunc& ufunc,
                              std::span<const ndarray> inputs,
                              std::optional<DType> dtype = {},
                              Casting casting = Casting::kSameKind);

/// The common cases, without the vectors.
ndarray call_unary(const Ufunc& ufunc, const ndarray& a);
ndarray call_binary(const Ufunc& ufunc, const ndarray& a, const ndarray& b);
/// The ufunc of one input on one element of type `dtype`, written to `result`,
/// which has room for any element. Its type; nullopt where an array is needed.
std::optional<DType> call_unary_element(const Ufunc& ufunc, DType dtype,
                                        const char* element, char* result);
/// ufunc(a, number), or ufunc(number, a) when `reflected`: `number` is a Python
/// int, float or complex (weak).
ndarray call_binary_number(const Ufunc& ufunc, const ndarray& a,
                           const Scalar& number, bool reflected);
/// out = ufunc(a, b), or out = ufunc(a) of one input (`b` null), where that
/// needs no casts, no broadcasting and no copies: false, and nothing is done,
/// where it does. `b` may be a Python number (weak).
bool try_call_into(const Ufunc& ufunc, const ndarray& a, const ndarray* b,
                   const ndarray& out);
/// target = ufunc(target, b), same_kind casting into target.
void call_in_place(const Ufunc& ufunc, const ndarray& target, const ndarray& b);

/// The definitions, for C++ callers: `call_binary(ufuncs::add, a, b)`.
#define TNP_UNARY_UFUNCS(X)                                                   \
  X(negative)                                                                 \
  X(positive)                                                                 \
  X(absolute)                                                                 \
  X(square)                                                                   \
  X(sqrt) X(cbrt) X(reciprocal) X(exp) X(exp2) X(expm1) X(log) X(log2)        \
      X(log10) X(log1p) X(sin) X(cos) X(tan) X(arcsin) X(arccos) X(arctan)    \
          X(sinh) X(cosh) X(tanh) X(arcsinh) X(arccosh) X(arctanh) X(deg2rad) \
              X(rad2deg) X(degrees) X(radians) X(floor) X(ceil) X(trunc)      \
                  X(rint) X(sign) X(conjugate) X(fabs) X(logical_not)         \
                      X(invert) X(isnan) X(isinf) X(isfinite) X(signbit)      \
                          X(spacing) X(bitwise_count)
#define TNP_BINARY_UFUNCS(X)                                                 \
  X(add)                                                                     \
  X(subtract)                                                                \
  X(multiply)                                                                \
  X(divide)                                                                  \
  X(floor_divide) X(remainder) X(power) X(arctan2) X(hypot) X(maximum)       \
      X(minimum) X(fmax) X(fmin) X(equal) X(not_equal) X(less) X(less_equal) \
          X(greater) X(greater_equal) X(logical_and) X(logical_or)           \
              X(logical_xor) X(bitwise_and) X(bitwise_or) X(bitwise_xor)     \
                  X(left_shift) X(right_shift) X(copysign) X(nextafter)      \
                      X(heaviside) X(fmod) X(logaddexp) X(logaddexp2)        \
                          X(float_power) X(ldexp) X(gcd) X(lcm)
namespace ufuncs {
#define TNP_DECLARE_UFUNC(name) extern const Ufunc name;
TNP_UNARY_UFUNCS(TNP_DECLARE_UFUNC)
TNP_BINARY_UFUNCS(TNP_DECLARE_UFUNC)
extern const Ufunc modf, frexp, divmod, matmul, vecdot, matvec, vecmat;
#undef TNP_DECLARE_UFUNC
}  // namespace ufuncs

}  // namespace tnp
