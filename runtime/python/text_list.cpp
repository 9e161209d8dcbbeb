// Numbers one after another in a text: what tnp.fromstring and tnp.fromfile
// call.
//
// NumPy reads them with C's functions: a number ends where it cannot go on,
// what does not fit an integer type is cut off, and white space in a separator
// stands for any, also for none.
#include <algorithm>
#include <complex>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"
#include "runtime/python/text_number.h"

namespace tnp::python {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' ||
         c == '\f';
}

void skip_spaces(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

bool take(std::string_view& text, char mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  return true;
}

// ---- Elements.

/// Decimal digits; the largest number where they are too many.
std::optional<std::uint64_t> take_digits(std::string_view& text,
                                         std::uint64_t largest) {
  std::uint64_t value = 0;
  bool is_too_large = false;
  std::size_t count = 0;
  for (; count < text.size() && text[count] >= '0' && text[count] <= '9';
       ++count) {
    const auto digit = static_cast<std::uint64_t>(text[count] - '0');
    is_too_large |= value > (largest - digit) / 10;
    value = value * 10 + digit;
  }
  if (count == 0) return std::nullopt;
  text.remove_prefix(count);
  return is_too_large ? largest : value;
}

std::optional<Scalar> take_integer(std::string_view& text, DType dtype) {
  if (is_unsigned(dtype)) {
    const auto value =
        take_digits(text, std::numeric_limits<std::uint64_t>::max());
    return value ? std::optional(Scalar(*value).astype(dtype)) : std::nullopt;
  }
  constexpr auto kLargest =
      static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const bool is_negative = take(text, '-');
  if (!is_negative) take(text, '+');
  skip_spaces(text);  // as Python's C function for it does
  // Also of those below all, the largest becomes of what is too large.
  constexpr std::uint64_t kTooLarge = kLargest + 2;
  const auto value = take_digits(text, kTooLarge);
  if (!value) return std::nullopt;
  std::int64_t result = static_cast<std::int64_t>(kLargest);
  if (*value <= kLargest) {
    result = static_cast<std::int64_t>(*value);
    if (is_negative) result = -result;
  } else if (is_negative && *value == kLargest + 1) {
    result = std::numeric_limits<std::int64_t>::min();
  }
  return Scalar(result).astype(dtype);
}

/// "1", "2j", "1+2j"; of an imaginary part without a unit nothing remains.
std::optional<Scalar> take_complex(std::string_view& text) {
  const std::optional<double> first = take_double(text);
  if (!first) return std::nullopt;
  std::complex<double> value(*first);
  if (take(text, 'j')) {
    value = {0, *first};
  } else if (text.starts_with('+') || text.starts_with('-')) {
    const std::optional<double> second = take_double(text);
    if (second && take(text, 'j')) value.imag(*second);
  }
  return Scalar(value);
}

std::optional<Scalar> take_element(std::string_view& text, DType dtype) {
  skip_spaces(text);
  if (is_integer(dtype)) return take_integer(text, dtype);
  if (is_complex(dtype)) return take_complex(text);
  const std::optional<double> value = take_double(text);
  if (!value) return std::nullopt;
  return is_bool(dtype) ? Scalar(*value != 0) : Scalar(*value);
}

// ---- Separators.

/// With white space around it, and one space for each stretch of it.
std::string cleaned(std::string_view separator) {
  std::string text = " ";
  for (const char c : separator) {
    if (!is_space(c)) {
      text += c;
    } else if (text.back() != ' ') {
      text += ' ';
    }
  }
  if (text.back() != ' ') text += ' ';
  return text;
}

enum class Next { kElement, kEnd, kMismatch };

Next take_separator(std::string_view& text, const std::string& separator) {
  const std::size_t before = text.size();
  for (const char c : separator) {
    if (c == ' ') {
      skip_spaces(text);
    } else if (!take(text, c)) {
      return text.empty() ? Next::kEnd : Next::kMismatch;
    }
  }
  if (text.empty()) return Next::kEnd;
  return text.size() < before ? Next::kElement : Next::kMismatch;
}

/// The elements that `text` begins with, at most `count` where that is not
/// negative, and what follows them. ValueError where a text without `count`
/// goes on with anything else.
ndarray read_list(std::string_view& text, DType dtype, std::int64_t count,
                  const std::string& separator) {
  const auto size = static_cast<std::size_t>(itemsize(dtype));
  std::vector<char> bytes;
  std::int64_t length = 0;
  Next next = Next::kElement;
  while (next == Next::kElement && length != count) {
    const std::optional<Scalar> element = take_element(text, dtype);
    if (!element) {
      next = text.empty() ? Next::kEnd : Next::kMismatch;
      break;
    }
    bytes.resize(bytes.size() + size);
    element->store(bytes.data() + bytes.size() - size, dtype);
    ++length;
    next = take_separator(text, separator);
  }
  if (next == Next::kMismatch && length != count) {
    raise_value_error(
        "string or file could not be read to its end due to unmatched data");
  }
  ndarray array = ndarray::empty({&length, 1}, dtype);
  std::copy(bytes.begin(), bytes.end(), array.data());
  return array;
}

/// _read_list(text, dtype, count, separator): the numbers of bytes, and how
/// many of these were read.
PyObject* read_list_of(PyObject*, PyObject* const* args, Py_ssize_t nargs) {
  return guarded([&] {
    if (nargs != 4) raise_type_error("_read_list() takes 4 arguments");
    char* data;
    Py_ssize_t size;
    checked(PyBytes_AsStringAndSize(args[0], &data, &size));
    const char* separator = PyUnicode_AsUTF8(args[3]);
    if (!separator) throw PythonError();
    const std::string_view all(data, static_cast<std::size_t>(size));
    std::string_view text = all;
    const Reference array = checked(wrap_array(read_list(
        text, dtype_from(args[1]), int_from(args[2]), cleaned(separator))));
    return Py_BuildValue("(On)", array.get(),
                         static_cast<Py_ssize_t>(all.size() - text.size()));
  });
}

PyMethodDef functions[] = {
    {"_read_list", method_cast(read_list_of), METH_FASTCALL,
     "The numbers of a text, one after another."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_text_lists(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
