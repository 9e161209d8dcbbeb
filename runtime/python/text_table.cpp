// Numbers from lines of text: what tnp.loadtxt calls.
#include <algorithm>
#include <charconv>
#include <complex>
#include <cstdlib>
#include <cstring>
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

namespace tnp::python {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\v\f\x1c\x1d\x1e\x1f";

std::string_view stripped(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

// ---- Numbers.

/// A number at the start of `text`, which loses it; nothing where there is
/// none.
std::optional<double> take_double(std::string_view& text) {
  const bool has_plus = !text.empty() && text[0] == '+';
  const std::string_view digits = text.substr(has_plus ? 1 : 0);
  if (has_plus && !digits.empty() && digits[0] == '-') return std::nullopt;
  double value;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::invalid_argument) return std::nullopt;
  if (error == std::errc::result_out_of_range) {
    value = std::strtod(std::string(digits).c_str(), nullptr);
  }
  const std::string_view used(digits.data(), end);
  if (used.find('(') != used.npos) return std::nullopt;  // C's nan(...)
  text.remove_prefix(used.size() + (has_plus ? 1 : 0));
  return value;
}

std::optional<double> parse_double(std::string_view text) {
  const std::optional<double> value = take_double(text);
  return text.empty() ? value : std::nullopt;
}

/// "1", "2j", "1+2j", "(1+2j)".
std::optional<std::complex<double>> parse_complex(std::string_view text) {
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = stripped(text.substr(1, text.size() - 2));
  }
  const auto is_imaginary_unit = [&] { return text == "j" || text == "J"; };
  const std::optional<double> first = take_double(text);
  if (!first) return std::nullopt;
  if (text.empty()) return *first;
  if (is_imaginary_unit()) return std::complex<double>(0, *first);
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  const std::optional<double> second = take_double(text);
  if (!second || !is_imaginary_unit()) return std::nullopt;
  return std::complex<double>(*first, *second);
}

std::optional<Scalar> parse_integer(std::string_view text, DType dtype) {
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
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

// ---- Lines.

/// One character of Python's, or none: it may be several bytes.
std::string character(PyObject* value) {
  if (!value || value == Py_None) return {};
  const char* text = PyUnicode_AsUTF8(value);
  if (!text) throw PythonError();
  return text;
}

struct Format {
  std::string delimiter;  // empty: any white space
  std::string comment;
  std::string quote;
};

/// The fields of a line; none for an empty one.
class Fields {
 public:
  explicit Fields(const Format& format) : format_(format) {}

  const std::vector<std::string_view>& split(std::string_view line) {
    fields_.clear();
    unquoted_.clear();
    if (!format_.quote.empty()) {
      split_quoted(line);
      return fields_;
    }
    if (!format_.comment.empty())
      line = line.substr(0, line.find(format_.comment));
    if (format_.delimiter.empty()) {
      split_spaces(line);
    } else if (!line.empty()) {
      split_delimited(line);
    }
    return fields_;
  }

 private:
  void split_spaces(std::string_view line) {
    std::size_t at = line.find_first_not_of(kSpaces);
    while (at != line.npos) {
      const std::size_t end =
          std::min(line.find_first_of(kSpaces, at), line.size());
      fields_.push_back(line.substr(at, end - at));
      at = line.find_first_not_of(kSpaces, end);
    }
  }

  void split_delimited(std::string_view line) {
    for (;;) {
      const std::size_t end = line.find(format_.delimiter);
      fields_.push_back(line.substr(0, end));
      if (end == line.npos) return;
      line.remove_prefix(end + format_.delimiter.size());
    }
  }

  bool take(std::string_view& line, const std::string& mark) const {
    if (mark.empty() || !line.starts_with(mark)) return false;
    line.remove_prefix(mark.size());
    return true;
  }

  bool take_delimiter(std::string_view& line) const {
    if (!format_.delimiter.empty()) return take(line, format_.delimiter);
    if (kSpaces.find(line[0]) == kSpaces.npos) return false;
    line.remove_prefix(1);
    return true;
  }

  /// Within quotes all is part of the field, and two quotes are one.
  void split_quoted(std::string_view line) {
    unquoted_.reserve(line.size() + 1);  // the fields point into it
    std::size_t begin = 0;
    bool is_quoted = false;
    bool has_content = false;
    const auto finish = [&] {
      if (has_content || !format_.delimiter.empty()) {
        fields_.push_back(std::string_view(unquoted_).substr(begin));
      }
      begin = unquoted_.size();
      has_content = false;
    };
    if (stripped(line).empty()) return;
    while (!line.empty()) {
      if (is_quoted) {
        if (take(line, format_.quote)) {
          is_quoted = take(line, format_.quote);
          if (is_quoted) unquoted_ += format_.quote;
          continue;
        }
      } else if (take(line, format_.quote)) {
        is_quoted = has_content = true;
        continue;
      } else if (!format_.comment.empty() &&
                 line.starts_with(format_.comment)) {
        break;
      } else if (take_delimiter(line)) {
        finish();
        continue;
      }
      unquoted_ += line[0];
      has_content = true;
      line.remove_prefix(1);
    }
    finish();
  }

  const Format& format_;
  std::vector<std::string_view> fields_;
  std::string unquoted_;
};

// ---- The table.

class Table {
 public:
  Table(DType dtype, std::optional<std::vector<std::int64_t>> columns,
        PyObject* converters)
      : dtype_(dtype), columns_(std::move(columns)), converters_(converters) {}

  std::int64_t num_rows() const { return num_rows_; }

  void add(const std::vector<std::string_view>& fields) {
    const auto count = static_cast<std::int64_t>(fields.size());
    if (num_rows_ == 0) start(count);
    if (!columns_ && count != num_fields_) {
      raise_value_error(
          "the number of columns changed from " + std::to_string(num_fields_) +
          " to " + std::to_string(count) + " at row " +
          std::to_string(num_rows_ + 1) +
          "; use `usecols` to select a subset and avoid this error");
    }
    for (std::int64_t i = 0; i < width_; ++i) {
      std::int64_t column = columns_ ? (*columns_)[i] : i;
      if (column < 0) column += count;
      if (column < 0 || column >= count) {
        raise_value_error("invalid column index " +
                          std::to_string(columns_ ? (*columns_)[i] : i) +
                          " at row " + std::to_string(num_rows_ + 1) +
                          " with " + std::to_string(count) + " columns");
      }
      put(fields[column], column, i);
    }
    ++num_rows_;
  }

  ndarray finish() const {
    const std::int64_t width =
        num_rows_ > 0
            ? width_
            : static_cast<std::int64_t>(columns_ ? columns_->size() : 0);
    const std::int64_t shape[] = {num_rows_, width};
    ndarray array = ndarray::empty(shape, dtype_);
    if (!bytes_.empty())
      std::memcpy(array.data(), bytes_.data(), bytes_.size());
    return array;
  }

 private:
  void start(std::int64_t count) {
    num_fields_ = count;
    width_ = columns_ ? static_cast<std::int64_t>(columns_->size()) : count;
    each_.assign(static_cast<std::size_t>(width_), nullptr);
    if (!converters_ || converters_ == Py_None) return;
    if (!PyDict_Check(converters_)) {
      std::fill(each_.begin(), each_.end(), converters_);
      return;
    }
    PyObject *key, *value;
    Py_ssize_t position = 0;
    while (PyDict_Next(converters_, &position, &key, &value)) {
      const std::int64_t named = int_from(key);
      const std::int64_t column = named < 0 ? named + count : named;
      if (column < 0 || column >= count) {
        raise_value_error("converter specified for column " +
                          std::to_string(named) +
                          ", which is invalid for the number of fields " +
                          std::to_string(count) + ".");
      }
      for (std::int64_t i = 0; i < width_; ++i) {
        std::int64_t taken = columns_ ? (*columns_)[i] : i;
        if (taken < 0) taken += count;
        if (taken == column) each_[i] = value;
      }
    }
  }

  void put(std::string_view field, std::int64_t column, std::int64_t place) {
    const std::size_t end = bytes_.size();
    bytes_.resize(end + static_cast<std::size_t>(itemsize(dtype_)));
    char* target = bytes_.data() + end;
    if (PyObject* convert = each_[place]) {
      const Reference text = checked(PyUnicode_DecodeUTF8(
          field.data(), static_cast<Py_ssize_t>(field.size()), nullptr));
      const Reference value = checked(PyObject_CallOneArg(convert, text.get()));
      return scalar_from(value.get()).store(target, dtype_);
    }
    if (dtype_ == DType::kFloat64) {
      if (const auto value = parse_double(stripped(field))) {
        std::memcpy(target, &*value, sizeof(double));
        return;
      }
    } else if (const auto value = parse_number(field, dtype_)) {
      return value->store(target, dtype_);
    }
    raise_value_error("could not convert string '" + std::string(field) +
                      "' to " + std::string(name(dtype_)) + " at row " +
                      std::to_string(num_rows_) + ", column " +
                      std::to_string(column + 1) + ".");
  }

  DType dtype_;
  std::optional<std::vector<std::int64_t>> columns_;
  PyObject* converters_;         // borrowed
  std::vector<PyObject*> each_;  // of each column that is kept, or null
  std::vector<char> bytes_;
  std::int64_t num_fields_ = 0;  // of the first row
  std::int64_t width_ = 0;
  std::int64_t num_rows_ = 0;
};

/// A line whose white space is not all ASCII, with spaces for it.
std::string with_plain_spaces(std::string_view line) {
  const Reference text = checked(PyUnicode_DecodeUTF8(
      line.data(), static_cast<Py_ssize_t>(line.size()), nullptr));
  const Reference words =
      checked(PyObject_CallMethod(text.get(), "split", nullptr));
  const Reference space = checked(PyUnicode_FromString(" "));
  const Reference joined = checked(PyUnicode_Join(space.get(), words.get()));
  return PyUnicode_AsUTF8(joined.get());
}

class Reader {
 public:
  Reader(Format format, Table table, std::int64_t skip, std::int64_t max_rows)
      : format_(std::move(format)),
        fields_(format_),
        table_(std::move(table)),
        skip_(skip),
        max_rows_(max_rows) {}

  bool is_done() const {
    return max_rows_ >= 0 && table_.num_rows() >= max_rows_;
  }

  void read_line(std::string_view line) {
    ++line_number_;
    if (skip_ > 0) {
      --skip_;
      return;
    }
    const bool is_ascii = std::all_of(line.begin(), line.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x80;
    });
    std::string plain;
    if (!is_ascii && format_.delimiter.empty()) {
      plain = with_plain_spaces(line);
      line = plain;
    }
    const auto& fields = fields_.split(line);
    if (!fields.empty()) return table_.add(fields);
    if (max_rows_ >= 0 && line.empty()) warn_of_empty_line();
  }

  /// A whole text, line by line.
  void read_text(std::string_view text) {
    while (!text.empty() && !is_done()) {
      const std::size_t end = text.find_first_of("\r\n");
      read_line(text.substr(0, end));
      if (end == text.npos) return;
      const bool is_pair = text.substr(end, 2) == "\r\n";
      text.remove_prefix(end + (is_pair ? 2 : 1));
    }
  }

  ndarray finish() const { return table_.finish(); }

 private:
  void warn_of_empty_line() const {
    const std::string message =
        "Input line " + std::to_string(line_number_) +
        " contained no data and will not be counted towards `max_rows=" +
        std::to_string(max_rows_) +
        "`.  This differs from the behaviour in NumPy <=1.22 which counted "
        "lines "
        "rather than rows.  If desired, the previous behaviour can be achieved "
        "by using `itertools.islice`.\nPlease see the 1.23 release notes for "
        "an "
        "example on how to do this.  If you wish to ignore this warning, use "
        "`warnings.filterwarnings`.  This warning is expected to be removed in "
        "the future and is given only once per `loadtxt` call.";
    checked(PyErr_WarnEx(PyExc_UserWarning, message.c_str(), 3));
  }

  Format format_;
  Fields fields_;
  Table table_;
  std::int64_t skip_;
  std::int64_t max_rows_;  // negative for all
  std::int64_t line_number_ = 0;
};

/// The lines of an iterator of str or bytes (Latin-1).
void read_lines(Reader& reader, PyObject* lines) {
  while (!reader.is_done()) {
    Reference line(PyIter_Next(lines));
    if (!line) {
      if (PyErr_Occurred()) throw PythonError();
      return;
    }
    if (PyBytes_Check(line.get())) {
      line = checked(PyUnicode_DecodeLatin1(PyBytes_AS_STRING(line.get()),
                                            PyBytes_GET_SIZE(line.get()),
                                            nullptr));
    }
    if (!PyUnicode_Check(line.get())) {
      raise_type_error("non-string returned while reading data");
    }
    Py_ssize_t size;
    const char* data = PyUnicode_AsUTF8AndSize(line.get(), &size);
    if (!data) throw PythonError();
    std::string_view text(data, static_cast<std::size_t>(size));
    const std::size_t end = text.find_first_of("\r\n");
    if (end != text.npos && text.find_first_not_of("\r\n", end) != text.npos) {
      raise_value_error(
          "Found an unquoted embedded newline within a single line of input.  "
          "This is currently not supported.");
    }
    reader.read_line(text.substr(0, end));
  }
}

/// _read_table(source, dtype, delimiter, comment, quote, skiprows, usecols,
/// max_rows, converters): rows x columns, from a str or an iterator of lines.
PyObject* read_table(PyObject*, PyObject* const* args, Py_ssize_t nargs) {
  return guarded([&] {
    if (nargs != 9) raise_type_error("_read_table() takes 9 arguments");
    std::optional<std::vector<std::int64_t>> columns;
    if (args[6] != Py_None) {
      const Shape given = shape_from(args[6]);
      columns.emplace(given.begin(), given.end());
    }
    Reader reader({character(args[2]), character(args[3]), character(args[4])},
                  Table(dtype_from(args[1]), std::move(columns), args[8]),
                  int_from(args[5]), int_from(args[7]));
    if (PyUnicode_Check(args[0])) {
      Py_ssize_t size;
      const char* data = PyUnicode_AsUTF8AndSize(args[0], &size);
      if (!data) throw PythonError();
      reader.read_text({data, static_cast<std::size_t>(size)});
    } else {
      read_lines(reader, args[0]);
    }
    return wrap_array(reader.finish());
  });
}

PyMethodDef functions[] = {
    {"_read_table", method_cast(read_table), METH_FASTCALL,
     "The numbers of a text as rows and columns."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_text_tables(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
