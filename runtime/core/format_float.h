/// The decimal text of one floating-point value, with NumPy's options.
#pragma once

#include <cstdint>
#include <string>

#include "runtime/core/dtype.h"

namespace tnp {

/// What happens to trailing zeros after the decimal point (NumPy's `trim`).
enum class Trim : std::uint8_t {
  kKeep,        // 'k': no trimming, zeros up to the requested digits
  kZeros,       // '.': trim zeros, keep the point
  kLeaveOne,    // '0': trim all but one zero
  kZerosPoint,  // '-': trim zeros and a bare point
};

/// The arguments of NumPy's format_float_positional and ..._scientific; -1
/// means not given.
struct FloatText {
  int precision = -1;      // digits after the point, or significant digits
  int min_digits = -1;     // with `unique`: at least so many
  bool unique = true;      // shortest digits that identify the value
  bool fractional = true;  // positional: `precision` counts after the point
  Trim trim = Trim::kKeep;
  bool sign = false;   // '+' before positive values
  int pad_left = -1;   // least width before the point
  int pad_right = -1;  // least width after the point
  int exp_digits = -1;
};

/// `value` is one of the floating type `type` (float16, bfloat16, float32,
/// float64), widened: the shortest digits depend on the type. Non-finite values
/// give "nan", "inf", "-inf", never padded.
std::string format_positional(double value, DType type, const FloatText& how);
std::string format_scientific(double value, DType type, const FloatText& how);

/// `str` of a NumPy floating scalar: "1.5", "1e-05", "nan". The types below
/// float64 take an exponent earlier, unless `narrow_limits` is false, as up to
/// NumPy 2.2.
std::string float_text(double value, DType type, bool narrow_limits = true);
/// `str` of a NumPy complex scalar: "(1+2j)", "2j". `type` is the complex type.
std::string complex_text(double real, double imag, DType type,
                         bool narrow_limits = true);

}  // namespace tnp
