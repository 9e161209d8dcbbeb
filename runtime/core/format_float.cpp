// Digits come from std::to_chars: the shortest that identify the value, or the
// exact value correctly rounded (half to even) to a number of places. NumPy's
// rule joins the two: shortest digits, cut by `precision` and filled up to
// `min_digits` with the digits of the exact value. What remains here is layout.
#include "runtime/core/format_float.h"

#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tnp {
namespace {

// |value| = 0.DIGITS * 10^point, DIGITS without leading zeros ("0" for zero,
// point 1).
struct Decimal {
  std::string digits;
  int point;
};

Decimal parse_scientific(const char* begin, const char* end) {
  Decimal result;
  const char* exponent_mark = std::find(begin, end, 'e');
  for (const char* p = begin; p != exponent_mark; ++p) {
    if (*p != '.') result.digits.push_back(*p);
  }
  const char* exponent = exponent_mark + 1;
  if (*exponent == '+') ++exponent;
  std::from_chars(exponent, end, result.point);
  ++result.point;
  return result;
}

// `significant` digits of the exact value, at least one.
Decimal round_significant(double magnitude, int significant) {
  std::string buffer(static_cast<std::size_t>(significant) + 16, '\0');
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude,
                    std::chars_format::scientific, significant - 1);
  return parse_scientific(buffer.data(), end.ptr);
}

// The exact value rounded to `places` digits after the point.
Decimal round_places(double magnitude, int places) {
  std::string buffer(static_cast<std::size_t>(places) + 330, '\0');
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                 magnitude, std::chars_format::fixed, places);
  Decimal result{"", 0};
  bool after_point = false;
  for (const char* p = buffer.data(); p != end.ptr; ++p) {
    if (*p == '.') {
      after_point = true;
      continue;
    }
    if (!after_point) ++result.point;
    result.digits.push_back(*p);
  }
  const std::size_t first = result.digits.find_first_not_of('0');
  if (first == std::string::npos) {
    if (places == 0) return {"0", 1};
    return {std::string(static_cast<std::size_t>(places), '0'), 0};
  }
  result.digits.erase(0, first);
  result.point -= static_cast<int>(first);
  return result;
}

double read_decimal(const Decimal& decimal) {
  const std::string text =
      "." + decimal.digits + "e" + std::to_string(decimal.point);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The next decimal of the same length, except after all nines.
Decimal next_decimal(Decimal decimal) {
  for (auto digit = decimal.digits.rbegin(); digit != decimal.digits.rend();
       ++digit) {
    if (*digit != '9') {
      ++*digit;
      break;
    }
    *digit = '0';
  }
  return decimal;
}

template <typename Narrow>
Decimal shortest_narrow(double magnitude) {
  const auto identifies = [magnitude](const Decimal& decimal) {
    const Narrow back(static_cast<float>(read_decimal(decimal)));
    return static_cast<float>(back) == magnitude;
  };
  // Five digits identify every 16-bit value. Above a power of two the spacing
  // doubles, so the decimal above may identify where the nearest does not.
  for (int digits = 1; digits < 5; ++digits) {
    const Decimal nearest = round_significant(magnitude, digits);
    if (identifies(nearest)) return nearest;
    const Decimal above = next_decimal(nearest);
    if (identifies(above)) return above;
  }
  return round_significant(magnitude, 5);
}

Decimal shortest(double magnitude, DType type) {
  if (type == DType::kFloat16) return shortest_narrow<c10::Half>(magnitude);
  if (type == DType::kBFloat16) {
    return shortest_narrow<c10::BFloat16>(magnitude);
  }
  char buffer[40];
  char* const last = buffer + sizeof buffer;
  const auto end =
      type == DType::kFloat32
          ? std::to_chars(buffer, last, static_cast<float>(magnitude),
                          std::chars_format::scientific)
          : std::to_chars(buffer, last, magnitude,
                          std::chars_format::scientific);
  return parse_scientific(buffer, end.ptr);
}

// Every double's exact decimal expansion is shorter than this.
constexpr int kExactDigits = 770;

// Rounding up carries over nines; NumPy does not show the zeros that the carry
// leaves, nor (`exact`) those after the last digit of an exact value, but does
// show the zeros of a value rounded down.
void drop_carried_zeros(Decimal& decimal, double magnitude, bool exact) {
  if (magnitude == 0) decimal = {"0", 1};
  const std::size_t last = decimal.digits.find_last_not_of('0');
  if (last == std::string::npos || last + 1 == decimal.digits.size()) return;
  const Decimal full = round_significant(magnitude, kExactDigits);
  const std::size_t count = decimal.digits.size();
  const bool carried = full.point != decimal.point ||
                       full.digits.compare(0, count, decimal.digits) != 0;
  const bool is_exact =
      full.digits.find_first_not_of('0', count) == std::string::npos;
  if (carried || (exact && is_exact)) decimal.digits.erase(last + 1);
}

// The digits to show: `counted(decimal)` tells how many of a decimal's digits
// the options count, and `rounded(n)` gives that many of the exact value.
template <typename Counted, typename Rounded>
Decimal choose_digits(double magnitude, DType type, const FloatText& how,
                      Counted counted, Rounded rounded) {
  int wanted = std::max(how.precision, 0);
  if (how.unique) {
    Decimal decimal = shortest(magnitude, type);
    const int available = counted(decimal);
    wanted = available;
    if (how.precision >= 0) wanted = std::min(wanted, how.precision);
    if (how.min_digits >= 0) wanted = std::max(wanted, how.min_digits);
    if (wanted == available) return decimal;
  }
  Decimal decimal = rounded(wanted);
  drop_carried_zeros(decimal, magnitude, !how.unique);
  return decimal;
}

Decimal positional_digits(double magnitude, DType type, const FloatText& how) {
  if (how.fractional) {
    return choose_digits(
        magnitude, type, how,
        [](const Decimal& d) {
          return static_cast<int>(d.digits.size()) - d.point;
        },
        [&](int places) { return round_places(magnitude, places); });
  }
  return choose_digits(
      magnitude, type, how,
      [](const Decimal& d) { return static_cast<int>(d.digits.size()); },
      [&](int n) { return round_significant(magnitude, std::max(n, 1)); });
}

void trim_fraction(std::string& fraction, bool& point, Trim trim) {
  if (trim == Trim::kKeep) return;
  const std::size_t last = fraction.find_last_not_of('0');
  fraction.erase(last == std::string::npos ? 0 : last + 1);
  if (!fraction.empty()) return;
  if (trim == Trim::kLeaveOne) fraction = "0";
  if (trim == Trim::kZerosPoint) point = false;
}

std::string pad_left(std::string text, int width) {
  const int missing = width - static_cast<int>(text.size());
  return missing > 0 ? std::string(missing, ' ') + text : text;
}

// Not padded, and nan has no sign: so NumPy.
std::string nonfinite_text(double value, const FloatText& how) {
  if (std::isnan(value)) return "nan";
  if (std::signbit(value)) return "-inf";
  return how.sign ? "+inf" : "inf";
}

std::string sign_text(double value, const FloatText& how) {
  if (std::signbit(value)) return "-";
  return how.sign ? "+" : "";
}

// The digits that the options ask for after the point when zeros are kept.
int requested_digits(const FloatText& how) {
  return std::max(how.unique ? how.min_digits : how.precision, 0);
}

// NumPy prints short values plainly. The limit of float64 is where integers
// stop being exact; the narrower types switch where their digits end.
double positional_limit(DType type) {
  switch (real_type(type)) {
    case DType::kFloat16:
    case DType::kBFloat16:
      return 1e3;
    case DType::kFloat32:
      return 1e6;
    default:
      return 1e16;
  }
}

std::string scalar_part(double value, DType type, Trim trim, bool sign,
                        bool narrow_limits) {
  const double magnitude = std::fabs(value);
  FloatText how;
  how.sign = sign;
  how.trim = trim;
  if (magnitude == 0 || !std::isfinite(value) ||
      (magnitude < positional_limit(narrow_limits ? type : DType::kFloat64) &&
       magnitude >= 1e-4)) {
    return format_positional(value, type, how);
  }
  how.trim = Trim::kZerosPoint;
  return format_scientific(value, type, how);
}

}  // namespace

std::string format_positional(double value, DType type, const FloatText& how) {
  if (!std::isfinite(value)) return nonfinite_text(value, how);
  const Decimal decimal = positional_digits(std::fabs(value), type, how);
  const int count = static_cast<int>(decimal.digits.size());
  std::string whole = "0";
  std::string fraction;
  if (decimal.point <= 0) {
    fraction = std::string(-decimal.point, '0') + decimal.digits;
  } else {
    whole = decimal.digits.substr(0, std::min(decimal.point, count));
    if (decimal.point > count) whole.append(decimal.point - count, '0');
    if (decimal.point < count) fraction = decimal.digits.substr(decimal.point);
  }
  if (how.trim == Trim::kKeep) {
    int wanted = requested_digits(how);
    if (!how.fractional) wanted -= std::max(decimal.point, 1);
    if (wanted > static_cast<int>(fraction.size())) {
      fraction.append(wanted - fraction.size(), '0');
    }
  }
  bool point = true;
  trim_fraction(fraction, point, how.trim);
  std::string text = pad_left(sign_text(value, how) + whole, how.pad_left);
  if (point) text += '.';
  text += fraction;
  const int missing = how.pad_right - static_cast<int>(fraction.size());
  if (missing >= 0 && how.pad_right >= 0) {
    text.append(missing + (point ? 0 : 1), ' ');
  }
  return text;
}

std::string format_scientific(double value, DType type, const FloatText& how) {
  if (!std::isfinite(value)) return nonfinite_text(value, how);
  const double magnitude = std::fabs(value);
  const Decimal decimal = choose_digits(
      magnitude, type, how,
      [](const Decimal& d) { return static_cast<int>(d.digits.size()) - 1; },
      [&](int n) { return round_significant(magnitude, n + 1); });
  std::string fraction = decimal.digits.substr(1);
  const int wanted = requested_digits(how);
  if (how.trim == Trim::kKeep && wanted > static_cast<int>(fraction.size())) {
    fraction.append(wanted - fraction.size(), '0');
  }
  // Unlike the positional form, a point whose digits were trimmed stays.
  bool point = how.trim != Trim::kZerosPoint || !fraction.empty();
  bool ignored = true;
  trim_fraction(fraction, ignored, how.trim);
  std::string text =
      pad_left(sign_text(value, how) + decimal.digits[0], how.pad_left);
  if (point) text += '.';
  text += fraction;
  const int exponent = magnitude == 0 ? 0 : decimal.point - 1;
  std::string exponent_digits;
  if (exponent != 0) exponent_digits = std::to_string(std::abs(exponent));
  const int width = how.exp_digits < 0 ? 2 : how.exp_digits;
  const int missing = width - static_cast<int>(exponent_digits.size());
  if (missing > 0) exponent_digits.insert(0, std::string(missing, '0'));
  return text + (exponent < 0 ? "e-" : "e+") + exponent_digits;
}

std::string float_text(double value, DType type, bool narrow_limits) {
  return scalar_part(value, type, Trim::kLeaveOne, false, narrow_limits);
}

std::string complex_text(double real, double imag, DType type,
                         bool narrow_limits) {
  const DType part = real_type(type);
  if (real == 0 && !std::signbit(real)) {
    return scalar_part(imag, part, Trim::kZerosPoint, false, narrow_limits) +
           "j";
  }
  return "(" +
         scalar_part(real, part, Trim::kZerosPoint, false, narrow_limits) +
         (std::isnan(imag) ? "+" : "") +
         scalar_part(imag, part, Trim::kZerosPoint, true, narrow_limits) + "j)";
}

}  // namespace tnp
