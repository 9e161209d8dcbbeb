/// The support of generated bindings: parsing of vectorcall arguments.
///
/// One ArgParser, constant after its first use, belongs to each function.
/// Keyword names are matched by pointer against interned strings, so that a
/// keyword costs a comparison; only names that are not interned are compared as
/// text.
#pragma once

#include <Python.h>

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "runtime/core/ndarray.h"
#include "runtime/ops/results.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"

namespace tnp::python {

struct ParamSpec {
  const char* name;        // NumPy's
  const char* translated;  // the other accepted spelling; null for none
  bool is_required = false;
  bool is_variadic = false;  // takes the remaining positional arguments
};

/// The arguments that a variadic parameter took. Borrowed references.
struct Variadic {
  PyObject* const* items = nullptr;
  Py_ssize_t count = 0;
};

class ArgParser {
 public:
  /// `num_positional` parameters may be given by position; the first
  /// `num_positional_only` by position alone.
  constexpr ArgParser(const char* function, std::span<const ParamSpec> params,
                      int num_positional_only, int num_positional)
      : function_(function),
        params_(params),
        num_positional_only_(num_positional_only),
        num_positional_(num_positional) {}

  /// Fills `values`, one a parameter, with borrowed references; null where
  /// nothing was given, and for the variadic parameter, whose arguments `rest`
  /// gets. False with a TypeError in Python's words.
  bool parse(PyObject* const* args, Py_ssize_t num_args, PyObject* keywords,
             PyObject** values, Variadic* rest = nullptr) const;

  /// The same for a method: `self` is the first value.
  bool parse_method(PyObject* self, PyObject* const* args, Py_ssize_t num_args,
                    PyObject* keywords, PyObject** values,
                    Variadic* rest = nullptr) const;

 private:
  bool fill(PyObject* const* args, Py_ssize_t num_args, PyObject* keywords,
            PyObject** values, int first, Variadic* rest) const;
  bool put_positional(PyObject* const* args, Py_ssize_t num_args,
                      PyObject** values, int first, Variadic* rest) const;
  bool put_keyword(PyObject* keyword, PyObject* value, PyObject** values) const;
  int find(PyObject* keyword) const;
  bool check_required(PyObject** values) const;
  void intern() const;

  const char* function_;
  std::span<const ParamSpec> params_;
  int num_positional_only_;
  int num_positional_;
  mutable std::vector<PyObject*> interned_;  // two a parameter
};

/// Whether the type of an argument has the method `_tnp_function_`, which then
/// makes the result of the function, of its name and its arguments by name;
/// null with a Python exception. False, at the price of a few comparisons, for
/// arrays, numbers and plain sequences.
bool defers(const char* function, std::span<const ParamSpec> params,
            PyObject* const* values, PyObject** result);

// From a value that was given to the C++ argument of its declared type.

using ArrayOrString = std::variant<ndarray, std::string_view>;

inline ndarray arg_array(PyObject* value) { return operand_from(value); }
std::optional<ndarray> arg_optional_array(PyObject* value);
/// An array that the function writes to: TypeError for anything else. It takes
/// part in the graphs of `values`, all arguments, from here on.
ndarray arg_written_array(PyObject* value, const char* function,
                          std::span<PyObject* const> values);
std::optional<ndarray> arg_out(PyObject* value,
                               std::span<PyObject* const> values);
/// Strings are valid as long as `value` is.
ArrayOrString arg_array_or_string(PyObject* value);
std::optional<ArrayOrString> arg_optional_array_or_string(PyObject* value);
std::optional<std::vector<ndarray>> arg_optional_arrays(PyObject* value);
/// A sequence of operands, or one alone.
std::vector<ndarray> arg_arrays_or_one(PyObject* value);
std::optional<std::int64_t> arg_optional_int(PyObject* value);
/// A list of ints; with `single` an int alone too.
Shape arg_ints(PyObject* value, bool single);
std::optional<Shape> arg_optional_ints(PyObject* value);
double arg_float(PyObject* value);
std::optional<double> arg_optional_float(PyObject* value);
bool arg_bool(PyObject* value);
std::optional<bool> arg_optional_bool(PyObject* value);
std::optional<DType> arg_optional_dtype(PyObject* value);
/// Valid as long as `value` is.
std::string_view arg_string(PyObject* value);
std::optional<std::string_view> arg_optional_string(PyObject* value);
std::optional<Scalar> arg_optional_scalar(PyObject* value);

/// Separate ints: `randn(3, 4)`.
Shape variadic_ints(const Variadic& rest);
/// Separate ints or one sequence: `a.reshape(3, 4)`, `a.reshape((3, 4))`.
Shape variadic_shape(const Variadic& rest);
/// The same, nothing given or None alone being none: `a.transpose()`.
std::optional<Shape> variadic_optional_shape(const Variadic& rest);
std::vector<ndarray> variadic_arrays(const Variadic& rest);

using tnp::span_of;
inline std::optional<IntSpan> span_of(const std::optional<Shape>& shape) {
  if (!shape) return std::nullopt;
  return IntSpan(shape->data(), shape->size());
}
inline std::optional<std::span<const ndarray>> span_of(
    const std::optional<std::vector<ndarray>>& arrays) {
  if (!arrays) return std::nullopt;
  return std::span<const ndarray>(*arrays);
}

/// The object that was given as `out`, alone or as a tuple of one. Borrowed.
PyObject* out_object(PyObject* value);

// From a C++ result to a new reference.

/// What becomes of an array result.
enum class ResultForm {
  kScalarWhenZeroD,  // NumPy's functions
  kArray,            // creation: a 0-d array stays one
  kView,             // of the first argument: `.base` is kept
  kViewOrScalar,     // the same, but of a 0-d array its element
  kViewOrNumber,     // the same, but of a number a number
};

/// The argument whose class results take: of the instances of derived classes
/// the first with the highest `__array_priority__`, else the first argument.
PyObject* class_source(std::initializer_list<PyObject*> arguments);

/// The same among the items of a list or tuple; null for none and for others.
PyObject* class_source_in(PyObject* sequence);

/// Bit i says that result i of several takes the class of their source.
inline constexpr unsigned kEveryResult = ~0U;

/// With `classed` zero the result is a plain array whatever its source.
PyObject* to_python(ndarray&& result, ResultForm form, PyObject* source,
                    unsigned classed = kEveryResult);
PyObject* to_python(std::vector<ndarray>&& results, ResultForm form,
                    PyObject* source);
PyObject* to_python(ops::ResultTuple&& results, ResultForm form,
                    PyObject* source, unsigned classed = kEveryResult);
PyObject* to_python(ops::OneOrTuple&& results, ResultForm form,
                    PyObject* source, unsigned classed = kEveryResult);
PyObject* to_python(ops::ValueAndDetails&& result, ResultForm form,
                    PyObject* source);
PyObject* to_python(ops::None, ResultForm, PyObject*);
PyObject* to_python(bool result, ResultForm, PyObject*);
PyObject* to_python(std::int64_t result, ResultForm, PyObject*);
PyObject* to_python(double result, ResultForm, PyObject*);
PyObject* to_python(const Scalar& result, ResultForm, PyObject*);
PyObject* to_python(const std::string& result, ResultForm, PyObject*);
PyObject* to_python(DType result, ResultForm, PyObject*);
/// A tuple of ints.
PyObject* to_python(const Shape& result, ResultForm, PyObject*);
PyObject* to_python(const std::vector<std::int64_t>& result, ResultForm,
                    PyObject*);

template <typename... Results>
PyObject* to_python(std::tuple<Results...>&& results, ResultForm form,
                    PyObject* source, unsigned classed = kEveryResult) {
  PyObject* tuple = PyTuple_New(sizeof...(Results));
  if (!tuple) return nullptr;
  bool complete = true;
  Py_ssize_t index = 0;
  std::apply(
      [&](auto&&... result) {
        const auto put = [&](PyObject* item) {
          complete = complete && item;
          PyTuple_SET_ITEM(tuple, index++, item);
        };
        (put(to_python(std::move(result), form,
                       classed >> index & 1U ? source : nullptr)),
         ...);
      },
      std::move(results));
  if (complete) return tuple;
  Py_DECREF(tuple);
  return nullptr;
}

/// A type made by collections.namedtuple on first use, as NumPy's result types.
class NamedTuple {
 public:
  constexpr NamedTuple(const char* name, const char* fields, const char* module)
      : name_(name), fields_(fields), module_(module) {}

  /// `tuple`, whose reference is taken, as one of this type; a result that is
  /// no tuple, or null, as it is.
  PyObject* wrap(PyObject* tuple) const;

 private:
  PyObject* make_type() const;

  const char* name_;
  const char* fields_;  // between spaces
  const char* module_;
  mutable PyObject* type_ = nullptr;
};

}  // namespace tnp::python
