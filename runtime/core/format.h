/// The text of an array, as NumPy prints it.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include "runtime/core/ndarray.h"

namespace tnp {

/// NumPy's `floatmode`.
enum class FloatMode : std::uint8_t {
  kFixed,         // always `precision` digits
  kUnique,        // as many as identify each value; no `precision`
  kMaxPrec,       // at most `precision` digits
  kMaxPrecEqual,  // the same number for all values, at most `precision`
};

/// NumPy's print options, with its defaults.
struct PrintOptions {
  int precision = 8;
  std::int64_t threshold = 1000;  // more elements are summarised
  int edgeitems = 3;
  int linewidth = 75;
  bool suppress = false;  // no scientific form for small values
  std::string nanstr = "nan";
  std::string infstr = "inf";
  char sign = '-';  // '-', '+' or ' '
  FloatMode floatmode = FloatMode::kMaxPrec;
  // Print as this version of NumPy did: 121, 125, 201 or 202.
  int legacy = kNotLegacy;

  static constexpr int kNotLegacy = std::numeric_limits<int>::max();
  static constexpr std::int64_t kNoThreshold =
      std::numeric_limits<std::int64_t>::max();
};

/// The text of one element, in place of the type's own.
using ElementText = std::function<std::string(const Scalar&)>;

/// NumPy's `array2string`. `prefix` and `suffix` are not part of the result:
/// they say how much room the surrounding text takes.
std::string array_text(const ndarray& array, const PrintOptions& options,
                       std::string_view separator = " ",
                       std::string_view prefix = "",
                       std::string_view suffix = "",
                       const ElementText& element = {});

/// `repr`: "array([1., 2.], dtype=float32)". `class_name` is "array" for
/// ndarray itself.
std::string array_repr_text(const ndarray& array, const PrintOptions& options,
                            std::string_view class_name = "array",
                            const ElementText& element = {});

/// `str`: a 0-d array prints as its scalar.
std::string array_str_text(const ndarray& array, const PrintOptions& options,
                           const ElementText& element = {});

/// `str` of one element: "1.5", "True", "(1+2j)"; as a version of NumPy did.
std::string scalar_text(const Scalar& value,
                        int legacy = PrintOptions::kNotLegacy);

}  // namespace tnp
