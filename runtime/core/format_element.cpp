// Elements are formatted twice: once to learn how many digits stand left and
// right of the point, and then with those widths. Source: the behaviour of
// numpy.array2string, see numpy.set_printoptions in NumPy's reference.
#include "runtime/core/format_element.h"

#include <algorithm>
#include <cmath>

#include "runtime/core/format_float.h"

namespace tnp {
namespace {

std::string pad_left(const std::string& text, std::size_t width) {
  if (text.size() >= width) return text;
  return std::string(width - text.size(), ' ') + text;
}

// ---- Floating-point columns.

class FloatColumn {
 public:
  FloatColumn(DType type, const std::vector<double>& values, char sign,
              const PrintOptions& options);
  std::string text(double value) const;

 private:
  void measure_scientific(const std::vector<double>& finite);
  void measure_positional(const std::vector<double>& finite);
  void reserve_nonfinite(const std::vector<double>& values);
  std::string nonfinite_text(double value) const;

  DType type_;
  char sign_;
  const PrintOptions options_;
  bool scientific_ = false;
  FloatText how_;
  int left_ = 0;   // width before the point
  int right_ = 0;  // width after the point
};

// The magnitude from which values are printed with an exponent.
double scientific_limit(DType type) {
  switch (type) {
    case DType::kFloat16:
      return 1e3;
    case DType::kBFloat16:
      return 1e2;
    case DType::kFloat32:
      return 1e6;
    default:
      return 1e8;
  }
}

double rounded(double value, DType type) {
  return Scalar(value).astype(type).as_double();
}

bool needs_exponent(const std::vector<double>& finite, DType type,
                    const PrintOptions& options) {
  double largest = 0;
  double smallest = std::numeric_limits<double>::infinity();
  for (double value : finite) {
    if (value == 0) continue;
    largest = std::max(largest, std::fabs(value));
    smallest = std::min(smallest, std::fabs(value));
  }
  if (largest == 0) return false;
  const double limit = options.legacy > 202 ? scientific_limit(type) : 1e8;
  if (largest >= limit) return true;
  // NumPy compares in the element type.
  return !options.suppress && (smallest < rounded(1e-4, type) ||
                               rounded(largest / smallest, type) > 1000);
}

FloatColumn::FloatColumn(DType type, const std::vector<double>& values,
                         char sign, const PrintOptions& options)
    : type_(type), sign_(sign), options_(options) {
  std::vector<double> finite;
  std::copy_if(values.begin(), values.end(), std::back_inserter(finite),
               [](double value) { return std::isfinite(value); });
  scientific_ = needs_exponent(finite, type, options);
  const bool fixed = options.floatmode == FloatMode::kFixed;
  how_.unique = !fixed;
  how_.trim = fixed ? Trim::kKeep : Trim::kZeros;
  how_.sign = sign == '+';
  if (options.floatmode != FloatMode::kUnique) {
    how_.precision = options.precision;
  }
  if (!finite.empty()) {
    if (scientific_) {
      measure_scientific(finite);
    } else {
      measure_positional(finite);
    }
  }
  const bool any_negative =
      std::any_of(finite.begin(), finite.end(),
                  [](double value) { return std::signbit(value); });
  if (sign == ' ' && !any_negative) ++left_;
  if (finite.size() != values.size()) reserve_nonfinite(values);
  how_.pad_left = left_;
  if (!scientific_) how_.pad_right = right_;
}

void FloatColumn::measure_scientific(const std::vector<double>& finite) {
  int fraction = 0;
  int exponent = 0;
  for (double value : finite) {
    const std::string text = format_scientific(value, type_, how_);
    const int point = static_cast<int>(text.find('.'));
    const int mark = static_cast<int>(text.find('e'));
    left_ = std::max(left_, point);
    fraction = std::max(fraction, mark - point - 1);
    exponent = std::max(exponent, static_cast<int>(text.size()) - mark - 2);
  }
  how_.trim = Trim::kKeep;
  how_.precision = fraction;
  how_.min_digits = fraction;
  how_.exp_digits = exponent;
  right_ = exponent + 2 + fraction;
}

void FloatColumn::measure_positional(const std::vector<double>& finite) {
  for (double value : finite) {
    const std::string text = format_positional(value, type_, how_);
    const int point = static_cast<int>(text.find('.'));
    left_ = std::max(left_, point);
    right_ = std::max(right_, static_cast<int>(text.size()) - point - 1);
  }
  if (options_.floatmode == FloatMode::kFixed ||
      options_.floatmode == FloatMode::kMaxPrecEqual) {
    how_.precision = how_.min_digits = right_;
    how_.trim = Trim::kKeep;
  } else {
    how_.trim = Trim::kZeros;
    how_.min_digits = 0;
  }
}

void FloatColumn::reserve_nonfinite(const std::vector<double>& values) {
  const bool negative_infinity =
      std::any_of(values.begin(), values.end(),
                  [](double value) { return std::isinf(value) && value < 0; });
  const int signs = sign_ != '-' || negative_infinity ? 1 : 0;
  const int behind = right_ + 1;
  left_ = std::max({left_, static_cast<int>(options_.nanstr.size()) - behind,
                    static_cast<int>(options_.infstr.size()) + signs - behind});
}

std::string FloatColumn::nonfinite_text(double value) const {
  const bool negative = std::isinf(value) && value < 0;
  std::string text;
  if (negative) text += '-';
  if (!negative && sign_ == '+') text += '+';
  text += std::isnan(value) ? options_.nanstr : options_.infstr;
  return pad_left(text, static_cast<std::size_t>(left_ + right_ + 1));
}

std::string FloatColumn::text(double value) const {
  if (!std::isfinite(value)) return nonfinite_text(value);
  return scientific_ ? format_scientific(value, type_, how_)
                     : format_positional(value, type_, how_);
}

// ---- The formatters.

ElementText float_text_of(DType type, const std::vector<Scalar>& shown,
                          const PrintOptions& options) {
  std::vector<double> values;
  for (const Scalar& value : shown) values.push_back(value.as_double());
  return [column = FloatColumn(type, values, options.sign, options)](
             const Scalar& value) { return column.text(value.as_double()); };
}

// The imaginary part always has a sign; its "j" stands before the padding.
ElementText complex_text_of(DType type, const std::vector<Scalar>& shown,
                            const PrintOptions& options) {
  std::vector<double> real;
  std::vector<double> imag;
  for (const Scalar& value : shown) {
    real.push_back(value.as_complex().real());
    imag.push_back(value.as_complex().imag());
  }
  const DType part = real_type(type);
  return [re = FloatColumn(part, real, options.sign, options),
          im = FloatColumn(part, imag, '+', options)](const Scalar& value) {
    std::string text = im.text(value.as_complex().imag());
    text.insert(text.find_last_not_of(' ') + 1, 1, 'j');
    return re.text(value.as_complex().real()) + text;
  };
}

std::string integer_text(const Scalar& value) {
  return is_unsigned(value.dtype()) ? std::to_string(value.as_uint64())
                                    : std::to_string(value.as_int64());
}

ElementText integer_text_of(const std::vector<Scalar>& shown,
                            const PrintOptions& options) {
  bool any_negative = false;
  bool any_positive = false;  // or zero
  std::size_t negative_width = 0;
  std::size_t positive_width = 0;
  for (const Scalar& value : shown) {
    const std::string text = integer_text(value);
    const bool negative = text[0] == '-';
    (negative ? any_negative : any_positive) = true;
    std::size_t& width = negative ? negative_width : positive_width;
    width = std::max(width, text.size());
  }
  const char sign = options.sign == ' ' && any_negative ? '-' : options.sign;
  if (any_positive && sign != '-') ++positive_width;
  const std::size_t width = std::max(negative_width, positive_width);
  return [sign, width](const Scalar& value) {
    std::string text = integer_text(value);
    if (sign != '-' && text[0] != '-') text.insert(text.begin(), sign);
    return pad_left(text, width);
  };
}

}  // namespace

ElementText make_element_text(DType dtype, const std::vector<Scalar>& shown,
                              bool aligned, const PrintOptions& options) {
  switch (kind(dtype)) {
    case 'b':
      return [aligned](const Scalar& value) -> std::string {
        if (!value.as_bool()) return "False";
        return aligned ? " True" : "True";
      };
    case 'f':
      return float_text_of(dtype, shown, options);
    case 'c':
      return complex_text_of(dtype, shown, options);
    default:
      return integer_text_of(shown, options);
  }
}

}  // namespace tnp
