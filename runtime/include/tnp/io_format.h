/// Formats the elements of an expression to one common width, as xtensor does.
#pragma once

#include <cmath>
#include <complex>
#include <cstddef>
#include <ostream>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

namespace tnp {
namespace detail {

/// Takes all values by `add`, then, after `finish`, prints them in order.
template <class T, class = void>
class ItemFormatter {
 public:
  explicit ItemFormatter(std::streamsize) {}
  void add(const T& value) {
    std::ostringstream text;
    text << value;
    texts_.push_back(text.str());
    const auto length = static_cast<std::streamsize>(texts_.back().size());
    if (length > width_) width_ = length;
  }
  void finish() {
    if (width_ > 20) width_ = 0;
  }
  std::streamsize width() const { return width_; }
  void print_next(std::ostream& out) {
    out.width(width_);
    out << texts_[next_++];
  }

 private:
  std::vector<std::string> texts_;
  std::size_t next_ = 0;
  std::streamsize width_ = 0;
};

template <>
class ItemFormatter<bool, void> {
 public:
  explicit ItemFormatter(std::streamsize) {}
  void add(bool value) { values_.push_back(value); }
  void finish() {}
  std::streamsize width() const { return 5; }
  void print_next(std::ostream& out) {
    out << (values_[next_++] ? " true" : "false");
  }

 private:
  std::vector<bool> values_;
  std::size_t next_ = 0;
};

template <class T>
class ItemFormatter<T, std::enable_if_t<std::is_integral<T>::value>> {
 public:
  explicit ItemFormatter(std::streamsize) {}
  void add(T value) {
    values_.push_back(value);
    const T magnitude = value < T(0) ? static_cast<T>(T(0) - value) : value;
    if (magnitude > largest_) largest_ = magnitude;
    if (value < T(0)) negative_ = true;
  }
  void finish() {
    const double digits =
        largest_ > 0 ? std::log10(static_cast<double>(largest_)) : 0;
    width_ = 1 + static_cast<std::streamsize>(digits) + (negative_ ? 1 : 0);
  }
  std::streamsize width() const { return width_; }
  void print_next(std::ostream& out) {
    out.width(width_);
    // The plus makes characters print as numbers.
    out << +values_[next_++];
  }

 private:
  std::vector<T> values_;
  std::size_t next_ = 0;
  T largest_ = 0;
  bool negative_ = false;
  std::streamsize width_ = 0;
};

template <class T>
class ItemFormatter<T, std::enable_if_t<std::is_floating_point<T>::value>> {
 public:
  explicit ItemFormatter(std::streamsize precision) : precision_(precision) {}

  void add(T value) {
    values_.push_back(value);
    if (value == 0 || std::isinf(value) || std::isnan(value)) return;
    const T magnitude = std::abs(value);
    check_exponent(1 + static_cast<int>(std::log10(magnitude)));
    if (magnitude > largest_) largest_ = magnitude;
    while (decimals_ < precision_ && needs_more_decimals(value)) ++decimals_;
  }

  void finish() {
    if (decimals_ < precision_) precision_ = decimals_;
    if (scientific_) {
      // Sign, digit and dot, and "e+00" or "e+000".
      width_ = precision_ + 7 + (large_exponent_ ? 1 : 0);
    } else {
      std::streamsize digits = 1;
      if (std::floor(largest_) != 0) {
        digits +=
            static_cast<std::streamsize>(std::log10(std::floor(largest_)));
      }
      width_ = 2 + digits + precision_;
    }
    if (decimals_ == 0) --width_;
  }
  std::streamsize width() const { return width_; }

  void print_next(std::ostream& out) {
    const T value = values_[next_++];
    if (!scientific_) {
      print_fixed(out, value);
    } else if (!large_exponent_) {
      // The precision is the stream's own here: xtensor prints so, too.
      out << std::scientific;
      out.width(width_);
      out << value;
    } else {
      print_large(out, value);
    }
  }

 private:
  void check_exponent(int exponent) {
    if (scientific_ && large_exponent_) return;
    if (exponent > -5 && exponent <= 7) return;
    scientific_ = true;
    decimals_ = precision_;
    if (exponent <= -100 || exponent >= 100) large_exponent_ = true;
  }
  bool needs_more_decimals(T value) const {
    const auto scaled = value * std::pow(10, decimals_);
    return std::floor(scaled) != scaled;
  }
  void print_fixed(std::ostream& out, T value) {
    std::ostringstream text;
    text.width(width_);
    text << std::fixed;
    text.precision(precision_);
    text << value;
    if (decimals_ == 0 && !std::isinf(value) && !std::isnan(value)) {
      text << '.';
    }
    std::string s = text.str();
    for (auto c = s.rbegin(); *c == '0'; ++c) *c = ' ';
    out << s;
  }
  /// Three-digit exponents for all, so that the columns stay aligned.
  void print_large(std::ostream& out, T value) {
    std::ostringstream text;
    text.width(width_);
    text << std::scientific;
    text.precision(precision_);
    text << value;
    std::string s = text.str();
    if (s[s.size() - 4] == 'e') {
      s.erase(0, 1);
      s.insert(s.size() - 2, "0");
    }
    out << s;
  }

  std::vector<T> values_;
  std::size_t next_ = 0;
  std::streamsize precision_;
  std::streamsize decimals_ = 0;
  std::streamsize width_ = 9;
  T largest_ = 0;
  bool scientific_ = false;
  bool large_exponent_ = false;
};

template <class T>
class ItemFormatter<std::complex<T>, void> {
 public:
  explicit ItemFormatter(std::streamsize precision)
      : real_(precision), imag_(precision) {}
  void add(const std::complex<T>& value) {
    real_.add(value.real());
    imag_.add(std::abs(value.imag()));
    signs_.push_back(std::signbit(value.imag()));
  }
  void finish() {
    real_.finish();
    imag_.finish();
  }
  std::streamsize width() const { return real_.width() + imag_.width() + 2; }
  void print_next(std::ostream& out) {
    real_.print_next(out);
    out << (signs_[next_++] ? '-' : '+');
    std::ostringstream text;
    imag_.print_next(text);
    std::string s = text.str();
    if (s[0] == ' ') s.erase(0, 1);
    s.insert(s.find_last_not_of(' ') + 1, "i");
    out << s;
  }

 private:
  ItemFormatter<T> real_;
  ItemFormatter<T> imag_;
  std::vector<bool> signs_;
  std::size_t next_ = 0;
};

}  // namespace detail
}  // namespace tnp
