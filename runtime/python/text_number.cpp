#include "runtime/python/text_number.h"

#include <charconv>
#include <complex>
#include <cstdlib>
#include <string>

#include "runtime/core/dtype.h"
#include "runtime/python/text_fields.h"

namespace tnp::python {
namespace {

/// The same, but no nan(...), which tables of text do not have.
std::optional<double> take_plain_double(std::string_view& text) {
  const std::string_view before = text;
  const std::optional<double> value = take_double(text);
  const std::string_view used = before.substr(0, before.size() - text.size());
  return used.ends_with(')') ? std::nullopt : value;
}

/// "1", "2j", "1+2j", "(1+2j)".
std::optional<std::complex<double>> parse_complex(std::string_view text) {
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = stripped(text.substr(1, text.size() - 2));
  }
  const auto is_imaginary_unit = [&] { return text == "j" || text == "J"; };
  const std::optional<double> first = take_plain_double(text);
  if (!first) return std::nullopt;
  if (text.empty()) return *first;
  if (is_imaginary_unit()) return std::complex<double>(0, *first);
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  // The sign between them may be followed by one of the number.
  const bool has_two =
      text.size() > 1 && text[0] == '+' && (text[1] == '+' || text[1] == '-');
  if (has_two) text.remove_prefix(1);
  const std::optional<double> second = take_plain_double(text);
  if (!second || !is_imaginary_unit()) return std::nullopt;
  return std::complex<double>(*first, *second);
}

std::optional<Scalar> parse_integer(std::string_view text, DType dtype) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  const char* end = text.data() + text.size();
  const auto parse = [&](auto value) -> std::optional<Scalar> {
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end) return std::nullopt;
    const Scalar given(value);
    if (is_bool(dtype)) return Scalar(value != 0);
    const Scalar cast = given.astype(dtype);
    const bool is_kept =
        is_unsigned(dtype)
            ? cast.as_uint64() == given.as_uint64() &&
                  (given.dtype() == DType::kUInt64 || given.as_int64() >= 0)
            : cast.as_int64() == given.as_int64();
    return is_kept ? std::optional(cast) : std::nullopt;
  };
  return dtype == DType::kUInt64 ? parse(std::uint64_t{})
                                 : parse(std::int64_t{});
}

}  // namespace

std::optional<double> take_double(std::string_view& text) {
  const bool has_plus = !text.empty() && text[0] == '+';
  const std::string_view digits = text.substr(has_plus ? 1 : 0);
  if (has_plus && digits.starts_with('-')) return std::nullopt;
  double value;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::invalid_argument) return std::nullopt;
  if (error == std::errc::result_out_of_range) {
    value = std::strtod(std::string(digits).c_str(), nullptr);
  }
  const std::string_view used(digits.data(), end);
  text.remove_prefix(used.size() + (has_plus ? 1 : 0));
  return value;
}

std::optional<double> parse_double(std::string_view text) {
  const std::optional<double> value = take_plain_double(text);
  return text.empty() ? value : std::nullopt;
}

std::optional<Scalar> parse_number(std::string_view text, DType dtype) {
  text = stripped(text);
  if (is_bool(dtype) || is_integer(dtype)) return parse_integer(text, dtype);
  if (is_complex(dtype)) {
    const auto value = parse_complex(text);
    return value ? std::optional(Scalar(*value)) : std::nullopt;
  }
  const auto value = parse_double(text);
  return value ? std::optional(Scalar(*value)) : std::nullopt;
}

}  // namespace tnp::python
