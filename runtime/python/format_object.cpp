// array2string, array_repr, array_str and the functions on single floats.
#include "runtime/python/format_object.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "runtime/core/device.h"
#include "runtime/core/errors.h"
#include "runtime/core/format_float.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/scalar_object.h"

namespace tnp::python {
namespace {

PyObject* python_text(const std::string& text) {
  return PyUnicode_FromStringAndSize(text.data(),
                                     static_cast<Py_ssize_t>(text.size()));
}

std::string text_from(PyObject* value) {
  Py_ssize_t length = 0;
  const char* text = PyUnicode_AsUTF8AndSize(value, &length);
  if (!text) throw PythonError();
  return {text, static_cast<std::size_t>(length)};
}

// An array or scalar, in memory that can be read.
ndarray readable(PyObject* object) {
  const ndarray array =
      is_array(object) ? array_of(object) : array_from(object);
  if (array.is_direct()) return array;
  return to_device(array, c10::Device(c10::kCPU)).copy('C');
}

// The keys of a formatter dict that apply, the strongest last.
std::vector<const char*> formatter_keys(DType dtype) {
  switch (kind(dtype)) {
    case 'b':
      return {"all", "bool"};
    case 'f':
      return {"all", "float_kind", "float"};
    case 'c':
      return {"all", "complex_kind", "complexfloat"};
    default:
      return {"all", "int_kind", "int"};
  }
}

std::string call_formatter(PyObject* function, const Scalar& value) {
  const Reference scalar = checked(wrap_scalar(value));
  const Reference text = checked(PyObject_CallOneArg(function, scalar.get()));
  if (!PyUnicode_Check(text.get())) {
    raise_type_error("a print formatter must return a str");
  }
  return text_from(text.get());
}

std::string_view class_name(PyObject* array) {
  if (!is_array(array) || is_array_exact(array)) return "array";
  const std::string_view name(Py_TYPE(array)->tp_name);
  return name.substr(name.find_last_of('.') + 1);
}

std::string repr_text(PyObject* object, const FormatState& state) {
  const ndarray array = readable(object);
  return array_repr_text(array, state.options, class_name(object),
                         user_element_text(state.formatter, array.dtype()));
}

std::string str_text(PyObject* object, const FormatState& state) {
  const ndarray array = readable(object);
  return array_str_text(array, state.options,
                        user_element_text(state.formatter, array.dtype()));
}

// ---- array_repr, array_str, array2string.

// Reads the arguments of array_repr() and array_str().
PyObject* parse_text_arguments(PyObject* args, PyObject* keywords,
                               const char* format, const char* first,
                               FormatState& state) {
  const char* names[] = {first, "max_line_width", "precision", "suppress_small",
                         nullptr};
  PyObject* array = nullptr;
  FormatArguments given;
  if (!PyArg_ParseTupleAndKeywords(
          args, keywords, format, const_cast<char**>(names), &array,
          &given.linewidth, &given.precision, &given.suppress)) {
    throw PythonError();
  }
  apply_arguments(state, given);
  return array;
}

PyObject* array_repr_function(PyObject*, PyObject* args, PyObject* keywords) {
  return guarded([&] {
    FormatState state = format_state();
    PyObject* array =
        parse_text_arguments(args, keywords, "O|OOO:array_repr", "arr", state);
    if (state.override_repr) {
      return PyObject_CallOneArg(state.override_repr, array);
    }
    return python_text(repr_text(array, state));
  });
}

PyObject* array_str_function(PyObject*, PyObject* args, PyObject* keywords) {
  return guarded([&] {
    FormatState state = format_state();
    PyObject* array =
        parse_text_arguments(args, keywords, "O|OOO:array_str", "a", state);
    return python_text(str_text(array, state));
  });
}

PyObject* array2string(PyObject*, PyObject* args, PyObject* keywords) {
  static const char* names[] = {
      "a",         "max_line_width", "precision", "suppress_small", "separator",
      "prefix",    "formatter",      "threshold", "edgeitems",      "sign",
      "floatmode", "suffix",         "legacy",    nullptr};
  PyObject* object = nullptr;
  const char* separator = " ";
  const char* prefix = "";
  const char* suffix = "";
  FormatArguments given;
  if (!PyArg_ParseTupleAndKeywords(
          args, keywords, "O|OOOss$OOOOOsO:array2string",
          const_cast<char**>(names), &object, &given.linewidth,
          &given.precision, &given.suppress, &separator, &prefix,
          &given.formatter, &given.threshold, &given.edgeitems, &given.sign,
          &given.floatmode, &suffix, &given.legacy)) {
    return nullptr;
  }
  return guarded([&] {
    FormatState state = format_state();
    apply_arguments(state, given);
    const ndarray array = readable(object);
    return python_text(
        array_text(array, state.options, separator, prefix, suffix,
                   user_element_text(state.formatter, array.dtype())));
  });
}

// ---- Single floats.

// The value and its type: that of a scalar or 0-d array, else float64.
std::pair<double, DType> float_argument(PyObject* object) {
  DType d = DType::kFloat64;
  if (is_array(object) && array_of(object).ndim() == 0) {
    d = array_of(object).dtype();
  } else if (is_scalar_object(object)) {
    d = scalar_value(object).dtype();
  }
  const double value = PyFloat_AsDouble(object);
  if (value == -1 && PyErr_Occurred()) throw PythonError();
  return {value, is_floating(d) ? d : DType::kFloat64};
}

Trim trim_from(const char* text) {
  const std::string_view trims = "k.0-";
  const bool known = text[0] && !text[1] && trims.find(text[0]) != trims.npos;
  if (!known) {
    raise_type_error("if supplied, trim must be 'k', '.', '0' or '-' found `" +
                     std::string(text) + "`");
  }
  return static_cast<Trim>(trims.find(text[0]));
}

int count_from(PyObject* value, const char* name) {
  if (!value || value == Py_None) return -1;
  const std::int64_t count = int_from(value);
  if (count < 0) raise_value_error(std::string(name) + " must be >= 0");
  return static_cast<int>(count);
}

struct FloatArguments {
  PyObject* x = nullptr;
  PyObject* precision = nullptr;
  int unique = 1;
  int fractional = 1;
  const char* trim = "k";
  int sign = 0;
  PyObject* pad_left = nullptr;
  PyObject* pad_right = nullptr;
  PyObject* exp_digits = nullptr;
  PyObject* min_digits = nullptr;
};

FloatText float_text_from(const FloatArguments& given) {
  FloatText how;
  how.precision = count_from(given.precision, "precision");
  how.min_digits = count_from(given.min_digits, "min_digits");
  how.pad_left = count_from(given.pad_left, "pad_left");
  how.pad_right = count_from(given.pad_right, "pad_right");
  how.exp_digits = count_from(given.exp_digits, "exp_digits");
  how.unique = given.unique != 0;
  how.fractional = given.fractional != 0;
  how.sign = given.sign != 0;
  how.trim = trim_from(given.trim);
  if (!how.fractional && how.precision == 0) {
    raise_value_error("precision must be greater than 0 if fractional=False");
  }
  if (how.min_digits > 0 && how.precision >= 0 &&
      how.min_digits > how.precision) {
    raise_value_error("min_digits must be less than or equal to precision");
  }
  if (!how.unique && how.precision < 0) {
    raise_type_error("in non-unique mode `precision` must be supplied");
  }
  return how;
}

PyObject* format_float_positional(PyObject*, PyObject* args,
                                  PyObject* keywords) {
  static const char* names[] = {
      "x",    "precision", "unique",    "fractional", "trim",
      "sign", "pad_left",  "pad_right", "min_digits", nullptr};
  FloatArguments given;
  if (!PyArg_ParseTupleAndKeywords(
          args, keywords, "O|OppspOOO:format_float_positional",
          const_cast<char**>(names), &given.x, &given.precision, &given.unique,
          &given.fractional, &given.trim, &given.sign, &given.pad_left,
          &given.pad_right, &given.min_digits)) {
    return nullptr;
  }
  return guarded([&] {
    const FloatText how = float_text_from(given);
    // NumPy writes into a buffer of this size.
    constexpr int kMostCharacters = 16384;
    if (std::max({how.precision, how.min_digits, how.pad_left,
                  how.pad_right}) > kMostCharacters) {
      raise(ErrorKind::kRuntimeError, "Float formatting result too large");
    }
    const auto [value, d] = float_argument(given.x);
    return python_text(format_positional(value, d, how));
  });
}

PyObject* format_float_scientific(PyObject*, PyObject* args,
                                  PyObject* keywords) {
  static const char* names[] = {"x",          "precision",  "unique",
                                "trim",       "sign",       "pad_left",
                                "exp_digits", "min_digits", nullptr};
  FloatArguments given;
  if (!PyArg_ParseTupleAndKeywords(
          args, keywords, "O|OpspOOO:format_float_scientific",
          const_cast<char**>(names), &given.x, &given.precision, &given.unique,
          &given.trim, &given.sign, &given.pad_left, &given.exp_digits,
          &given.min_digits)) {
    return nullptr;
  }
  return guarded([&] {
    const FloatText how = float_text_from(given);
    const auto [value, d] = float_argument(given.x);
    return python_text(format_scientific(value, d, how));
  });
}

PyCFunction with_keywords(PyCFunctionWithKeywords function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

constexpr int kKeywords = METH_VARARGS | METH_KEYWORDS;

PyMethodDef kFunctions[] = {
    {"array2string", with_keywords(array2string), kKeywords,
     "The text of an array, as numpy.array2string."},
    {"array_repr", with_keywords(array_repr_function), kKeywords,
     "The text of repr(array)."},
    {"array_str", with_keywords(array_str_function), kKeywords,
     "The text of str(array)."},
    {"format_float_positional", with_keywords(format_float_positional),
     kKeywords, "One float without exponent, as NumPy's function."},
    {"format_float_scientific", with_keywords(format_float_scientific),
     kKeywords, "One float with exponent, as NumPy's function."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

ElementText user_element_text(PyObject* formatter, DType dtype) {
  if (!formatter) return {};
  PyObject* function = nullptr;  // borrowed
  for (const char* key : formatter_keys(dtype)) {
    PyObject* found = PyDict_Check(formatter)
                          ? PyDict_GetItemString(formatter, key)
                          : nullptr;
    if (found && found != Py_None) function = found;
  }
  if (!function) return {};
  return [function](const Scalar& value) {
    return call_formatter(function, value);
  };
}

PyObject* array_repr(PyObject* array) {
  return guarded([&] {
    const FormatState& state = format_state();
    if (state.override_repr) {
      return PyObject_CallOneArg(state.override_repr, array);
    }
    if (state.as_torch) return torch_text(array);
    return python_text(repr_text(array, state));
  });
}

PyObject* array_str(PyObject* array) {
  return guarded([&] {
    const FormatState& state = format_state();
    if (state.as_torch) return torch_text(array);
    return python_text(str_text(array, state));
  });
}

PyObject* torch_text(PyObject* object) {
  const Reference array = is_array(object)
                              ? Reference(Py_NewRef(object))
                              : checked(wrap_array(operand_from(object)));
  const Reference tensor =
      checked(PyObject_CallMethod(array.get(), "_torch", nullptr));
  return PyObject_Repr(tensor.get());
}

int add_formatting(PyObject* module) {
  if (add_print_options(module) < 0) return -1;
  return PyModule_AddFunctions(module, kFunctions);
}

}  // namespace tnp::python
