// Numbers from lines of text: what tnp.loadtxt calls.
//
// A reader takes rows from a text or from an iterator of lines (text_fields.h)
// and gives each one's fields to a table, which reads the numbers
// (text_number.h) or has Python functions convert them.
#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"
#include "runtime/python/text_fields.h"
#include "runtime/python/text_number.h"

namespace tnp::python {
namespace {

// ---- The table.

Reference python_text(std::string_view text) {
  return checked(PyUnicode_DecodeUTF8(
      text.data(), static_cast<Py_ssize_t>(text.size()), nullptr));
}

/// Functions of the user: one for each column by number, or one for all.
struct Converters {
  PyObject* functions;  // borrowed: a dict, a function or None
  bool take_bytes;      // Latin-1
};

class Table {
 public:
  Table(DType dtype, std::optional<std::vector<std::int64_t>> columns,
        Converters converters)
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
    PyObject* functions = converters_.functions;
    if (functions == Py_None) return;
    if (!PyDict_Check(functions)) {
      std::fill(each_.begin(), each_.end(), functions);
      return;
    }
    PyObject *key, *value;
    Py_ssize_t position = 0;
    while (PyDict_Next(functions, &position, &key, &value)) {
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
      const Reference value(converted(convert, field));
      if (!value) raise_unreadable(field, column);
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
    raise_unreadable(field, column);
  }

  /// What a function makes of a field; null where it raised.
  PyObject* converted(PyObject* function, std::string_view field) const {
    Reference text = python_text(field);
    if (converters_.take_bytes) {
      text = Reference(PyUnicode_AsLatin1String(text.get()));
      if (!text) return nullptr;
    }
    return PyObject_CallOneArg(function, text.get());
  }

  /// ValueError, whose cause is the error that Python has now.
  [[noreturn]] void raise_unreadable(std::string_view field,
                                     std::int64_t column) const {
    PyObject *type = nullptr, *cause = nullptr, *trace = nullptr;
    PyErr_Fetch(&type, &cause, &trace);
    PyErr_NormalizeException(&type, &cause, &trace);
    if (trace) PyException_SetTraceback(cause, trace);
    const Reference owned_type(type), owned_trace(trace);
    Reference owned_cause(cause);
    const Reference text = python_text(field);
    PyErr_Format(PyExc_ValueError,
                 "could not convert string %.100R to %s at row %lld, column "
                 "%lld.",
                 text.get(), std::string(name(dtype_)).c_str(),
                 static_cast<long long>(num_rows_),
                 static_cast<long long>(column + 1));
    if (cause) {
      PyErr_Fetch(&type, &cause, &trace);
      PyErr_NormalizeException(&type, &cause, &trace);
      PyException_SetCause(cause, owned_cause.release());
      PyErr_Restore(type, cause, trace);
    }
    throw PythonError();
  }

  DType dtype_;
  std::optional<std::vector<std::int64_t>> columns_;
  Converters converters_;
  std::vector<PyObject*> each_;  // of each column that is kept, or null
  std::vector<char> bytes_;
  std::int64_t num_fields_ = 0;  // of the first row
  std::int64_t width_ = 0;
  std::int64_t num_rows_ = 0;
};

class Reader {
 public:
  Reader(TextFormat format, Table table, std::int64_t skip,
         std::int64_t max_rows)
      : format_(std::move(format)),
        row_(format_),
        table_(std::move(table)),
        skip_(skip),
        max_rows_(max_rows) {}

  /// A whole text.
  void read_text(std::string_view text) {
    while (!text.empty() && !is_done()) {
      const char last = text.back();
      std::string_view line = text;
      if (format_.quote.empty() || is_skipping()) {
        line = text.substr(0, line_size(text));
        text.remove_prefix(line.size());
        text.remove_prefix(leading_newline(text));
        if (is_skipped()) continue;
        row_.take(line);
      } else {
        ++line_number_;
        row_.take(text);
        if (row_.ends_in_comment()) {
          text.remove_prefix(line_size(text));
          text.remove_prefix(leading_newline(text));
        }
      }
      // What follows the last line's end is no line when it is empty.
      const bool is_line = !text.empty() || last == '\n' || last == '\r';
      if (is_line || !row_.fields().empty()) add_row();
    }
  }

  /// The lines that `next` gives, of which one may begin what another ends.
  template <typename Next>
  void read_lines(const Next& next) {
    std::string line;
    while (!is_done() && next(line)) {
      if (is_skipped()) continue;
      std::string_view rest = line;
      if (format_.quote.empty()) {
        rest = without_newline(rest);
        row_.take(rest);
      } else {
        read_quoted(line, next);
      }
      add_row();
    }
  }

  ndarray finish() const { return table_.finish(); }

 private:
  bool is_done() const {
    return max_rows_ >= 0 && table_.num_rows() >= max_rows_;
  }

  bool is_skipping() const { return skip_ > 0; }

  /// Counts a line, and whether it is one of the first, which are left out.
  bool is_skipped() {
    ++line_number_;
    if (!is_skipping()) return false;
    --skip_;
    return true;
  }

  template <typename Next>
  void read_quoted(std::string& line, const Next& next) {
    std::string_view rest = line;
    bool is_whole = row_.take(rest);
    while (!is_whole && next(line)) {
      rest = line;
      is_whole = row_.take_more(rest);
    }
    if (!rest.empty() && !row_.ends_in_comment()) raise_embedded_newline();
  }

  /// A line of an iterator, which may hold no other one but behind a comment.
  std::string_view without_newline(std::string_view line) const {
    const std::size_t end = line_size(line);
    const std::string_view rest = line.substr(end);
    const bool has_comment =
        !format_.comment.empty() &&
        line.substr(0, end).find(format_.comment) != line.npos;
    if (rest.size() > leading_newline(rest) && !has_comment) {
      raise_embedded_newline();
    }
    return line.substr(0, end);
  }

  [[noreturn]] static void raise_embedded_newline() {
    raise_value_error(
        "Found an unquoted embedded newline within a single line of input.  "
        "This is currently not supported.");
  }

  void add_row() {
    const auto& fields = row_.fields();
    if (!fields.empty()) return table_.add(fields);
    if (max_rows_ >= 0 && !has_warned_) warn_of_empty_line();
  }

  void warn_of_empty_line() {
    has_warned_ = true;
    const std::string message =
        "Input line " + std::to_string(line_number_) +
        " contained no data and will not be counted towards `max_rows=" +
        std::to_string(max_rows_) +
        "`.  This differs from the behaviour in NumPy <=1.22 which counted "
        "lines rather than rows.  If desired, the previous behaviour can be "
        "achieved by using `itertools.islice`.\nPlease see the 1.23 release "
        "notes for an example on how to do this.  If you wish to ignore this "
        "warning, use `warnings.filterwarnings`.  This warning is expected to "
        "be removed in the future and is given only once per `loadtxt` call.";
    checked(PyErr_WarnEx(PyExc_UserWarning, message.c_str(), 3));
  }

  TextFormat format_;
  TextRow row_;
  Table table_;
  std::int64_t skip_;
  std::int64_t max_rows_;  // negative for all
  std::int64_t line_number_ = 0;
  bool has_warned_ = false;
};

// ---- From Python.

/// One character of Python's, or none: it may be several bytes, and NUL.
std::string character(PyObject* value) {
  if (value == Py_None) return {};
  Py_ssize_t size;
  const char* text = PyUnicode_AsUTF8AndSize(value, &size);
  if (!text) throw PythonError();
  return {text, static_cast<std::size_t>(size)};
}

/// The next line of an iterator of str, or of bytes in an encoding.
bool next_line(PyObject* lines, const char* encoding, std::string& line) {
  Reference item(PyIter_Next(lines));
  if (!item) {
    if (PyErr_Occurred()) throw PythonError();
    return false;
  }
  if (PyBytes_Check(item.get())) {
    item = checked(PyUnicode_Decode(PyBytes_AS_STRING(item.get()),
                                    PyBytes_GET_SIZE(item.get()), encoding,
                                    nullptr));
  }
  if (!PyUnicode_Check(item.get())) {
    raise_type_error("non-string returned while reading data");
  }
  Py_ssize_t size;
  const char* data = PyUnicode_AsUTF8AndSize(item.get(), &size);
  if (!data) throw PythonError();
  line.assign(data, static_cast<std::size_t>(size));
  return true;
}

std::vector<std::int64_t> column_numbers(PyObject* list) {
  std::vector<std::int64_t> columns;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); ++i) {
    const Py_ssize_t column =
        PyNumber_AsSsize_t(PyList_GET_ITEM(list, i), PyExc_OverflowError);
    if (column == -1 && PyErr_Occurred()) throw PythonError();
    columns.push_back(column);
  }
  return columns;
}

/// _read_table(source, dtype, delimiter, comment, quote, skiprows, usecols,
/// max_rows, converters, encoding, byte_converters): rows x columns, from a str
/// or an iterator of lines. `usecols` is a list or None.
PyObject* read_table(PyObject*, PyObject* const* args, Py_ssize_t nargs) {
  return guarded([&] {
    if (nargs != 11) raise_type_error("_read_table() takes 11 arguments");
    std::optional<std::vector<std::int64_t>> columns;
    if (args[6] != Py_None) columns = column_numbers(args[6]);
    const Converters converters{args[8], PyObject_IsTrue(args[10]) == 1};
    Reader reader({character(args[2]), character(args[3]), character(args[4])},
                  Table(dtype_from(args[1]), std::move(columns), converters),
                  int_from(args[5]), int_from(args[7]));
    if (PyUnicode_Check(args[0])) {
      Py_ssize_t size;
      const char* data = PyUnicode_AsUTF8AndSize(args[0], &size);
      if (!data) throw PythonError();
      reader.read_text({data, static_cast<std::size_t>(size)});
    } else {
      const char* encoding = PyUnicode_AsUTF8(args[9]);
      if (!encoding) throw PythonError();
      reader.read_lines([&](std::string& line) {
        return next_line(args[0], encoding, line);
      });
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
