#include "runtime/python/arg_parse.h"

#include <algorithm>
#include <utility>

#include "runtime/core/errors.h"

namespace tnp::python {
namespace {

[[noreturn]] void raise_type(const std::string& message) {
  raise(ErrorKind::kTypeError, message);
}

/// The array object whose memory a view of `source` shows.
PyObject* base_of(PyObject* source) {
  if (!source || !is_array(source)) return nullptr;
  PyObject* base = reinterpret_cast<ArrayObject*>(source)->base;
  return base ? base : source;
}

}  // namespace

void ArgParser::intern() const {
  interned_.reserve(2 * params_.size());
  for (const ParamSpec& param : params_) {
    interned_.push_back(PyUnicode_InternFromString(param.name));
    interned_.push_back(param.translated
                            ? PyUnicode_InternFromString(param.translated)
                            : nullptr);
  }
}

int ArgParser::find(PyObject* keyword) const {
  if (interned_.empty()) intern();
  const auto count = static_cast<int>(interned_.size());
  for (int i = 2 * num_positional_only_; i < count; ++i) {
    if (interned_[i] == keyword) return i / 2;
  }
  for (int i = 2 * num_positional_only_; i < count; ++i) {
    if (interned_[i] && PyUnicode_Compare(interned_[i], keyword) == 0) {
      return i / 2;
    }
  }
  return -1;
}

bool ArgParser::put_keyword(PyObject* keyword, PyObject* value,
                            PyObject** values) const {
  const int index = find(keyword);
  if (index < 0) {
    PyErr_Format(PyExc_TypeError,
                 "%s() got an unexpected keyword argument '%U'", function_,
                 keyword);
    return false;
  }
  if (values[index]) {
    PyErr_Format(PyExc_TypeError, "%s() got multiple values for argument '%U'",
                 function_, keyword);
    return false;
  }
  values[index] = value;
  return true;
}

bool ArgParser::check_required(PyObject** values) const {
  for (std::size_t i = 0; i < params_.size(); ++i) {
    if (params_[i].is_required && !values[i]) {
      PyErr_Format(PyExc_TypeError,
                   "%s() missing required argument '%s' (pos %zd)", function_,
                   params_[i].name, static_cast<Py_ssize_t>(i + 1));
      return false;
    }
  }
  return true;
}

bool ArgParser::fill(PyObject* const* args, Py_ssize_t num_args,
                     PyObject* const* keyword_values, PyObject* keywords,
                     PyObject** values, int first) const {
  if (num_args > num_positional_ - first) {
    PyErr_Format(PyExc_TypeError,
                 "%s() takes at most %d positional arguments (%zd given)",
                 function_, num_positional_ - first, num_args);
    return false;
  }
  std::copy_n(args, num_args, values + first);
  std::fill(values + first + num_args, values + params_.size(), nullptr);
  if (keywords) {
    const Py_ssize_t count = PyTuple_GET_SIZE(keywords);
    for (Py_ssize_t i = 0; i < count; ++i) {
      if (!put_keyword(PyTuple_GET_ITEM(keywords, i), keyword_values[i],
                       values)) {
        return false;
      }
    }
  }
  return check_required(values);
}

bool ArgParser::parse(PyObject* const* args, Py_ssize_t num_args,
                      PyObject* keywords, PyObject** values) const {
  return fill(args, num_args, args + num_args, keywords, values, 0);
}

bool ArgParser::parse_leading(PyObject* const* args, Py_ssize_t leading,
                              Py_ssize_t num_args, PyObject* keywords,
                              PyObject** values) const {
  return fill(args, leading, args + num_args, keywords, values, 0);
}

bool ArgParser::parse_method(PyObject* self, PyObject* const* args,
                             Py_ssize_t num_args, PyObject* keywords,
                             PyObject** values) const {
  values[0] = self;
  return fill(args, num_args, args + num_args, keywords, values, 1);
}

std::optional<ndarray> arg_optional_array(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return operand_from(value);
}

PyObject* out_object(PyObject* value) {
  const bool is_tuple_of_one =
      PyTuple_Check(value) && PyTuple_GET_SIZE(value) == 1;
  return is_tuple_of_one ? PyTuple_GET_ITEM(value, 0) : value;
}

std::optional<ndarray> arg_out(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  value = out_object(value);
  if (!is_array(value)) raise_type("return arrays must be of ArrayType");
  return array_of(value);
}

std::optional<std::int64_t> arg_optional_int(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return int_from(value);
}

Shape arg_ints(PyObject* value, bool single) {
  if (!single && PyIndex_Check(value) && !is_array(value)) {
    raise_type("expected a sequence of integers");
  }
  return shape_from(value);
}

std::optional<Shape> arg_optional_ints(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return axes_from(value);
}

Shape arg_variadic_ints(PyObject* const* args, Py_ssize_t num_args) {
  if (num_args == 1 && !PyIndex_Check(args[0])) return shape_from(args[0]);
  Shape shape;
  for (Py_ssize_t i = 0; i < num_args; ++i) shape.push_back(int_from(args[i]));
  return shape;
}

std::vector<ndarray> arg_variadic_arrays(PyObject* const* args,
                                         Py_ssize_t num_args) {
  std::vector<ndarray> arrays;
  for (Py_ssize_t i = 0; i < num_args; ++i) {
    arrays.push_back(operand_from(args[i]));
  }
  return arrays;
}

ArrayOrString arg_array_or_string(PyObject* value) {
  if (PyUnicode_Check(value)) return arg_string(value);
  return operand_from(value);
}

std::optional<ArrayOrString> arg_optional_array_or_string(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return arg_array_or_string(value);
}

double arg_float(PyObject* value) {
  const double number = PyFloat_AsDouble(value);
  if (number == -1.0 && PyErr_Occurred()) throw PythonError();
  return number;
}

std::optional<double> arg_optional_float(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return arg_float(value);
}

bool arg_bool(PyObject* value) {
  const int truth = PyObject_IsTrue(value);
  if (truth < 0) throw PythonError();
  return truth != 0;
}

std::optional<bool> arg_optional_bool(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return arg_bool(value);
}

std::optional<DType> arg_optional_dtype(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return dtype_from(value);
}

std::string_view arg_string(PyObject* value) {
  if (!PyUnicode_Check(value)) {
    raise_type(std::string("expected a str, got ") + Py_TYPE(value)->tp_name);
  }
  Py_ssize_t size = 0;
  const char* text = PyUnicode_AsUTF8AndSize(value, &size);
  if (!text) throw PythonError();
  return {text, static_cast<std::size_t>(size)};
}

std::optional<std::string_view> arg_optional_string(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return arg_string(value);
}

std::optional<Scalar> arg_optional_scalar(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return scalar_from(value);
}

PyObject* to_python(ndarray&& result, ResultForm form, PyObject* source) {
  switch (form) {
    case ResultForm::kScalarWhenZeroD:
      return wrap_result(std::move(result));
    case ResultForm::kArray:
      return wrap_array(std::move(result));
    case ResultForm::kView:
      break;
  }
  // Memory of its own was copied, and has no base.
  PyObject* base = result.has(ndarray::kOwnsData) ? nullptr : base_of(source);
  return wrap_array(std::move(result), base);
}

PyObject* to_python(std::vector<ndarray>&& results, ResultForm form,
                    PyObject* source) {
  PyObject* list = PyList_New(static_cast<Py_ssize_t>(results.size()));
  if (!list) return nullptr;
  for (std::size_t i = 0; i < results.size(); ++i) {
    PyObject* item = to_python(std::move(results[i]), form, source);
    if (!item) {
      Py_DECREF(list);
      return nullptr;
    }
    PyList_SET_ITEM(list, static_cast<Py_ssize_t>(i), item);
  }
  return list;
}

PyObject* to_python(ops::ResultTuple&& results, ResultForm form,
                    PyObject* source) {
  PyObject* list = to_python(std::move(results.items), form, source);
  if (!list) return nullptr;
  PyObject* tuple = PyList_AsTuple(list);
  Py_DECREF(list);
  return tuple;
}

PyObject* to_python(ops::OneOrTuple&& results, ResultForm form,
                    PyObject* source) {
  if (results.is_tuple) {
    return to_python(ops::ResultTuple(std::move(results.items)), form, source);
  }
  return to_python(std::move(results.items.front()), form, source);
}

PyObject* to_python(ops::None, ResultForm, PyObject*) { Py_RETURN_NONE; }

PyObject* to_python(DType result, ResultForm, PyObject*) {
  return wrap_dtype(result);
}

PyObject* to_python(bool result, ResultForm, PyObject*) {
  return PyBool_FromLong(result);
}

PyObject* to_python(std::int64_t result, ResultForm, PyObject*) {
  return PyLong_FromLongLong(result);
}

PyObject* to_python(double result, ResultForm, PyObject*) {
  return PyFloat_FromDouble(result);
}

PyObject* to_python(const Scalar& result, ResultForm, PyObject*) {
  return wrap_scalar(result);
}

PyObject* to_python(const std::string& result, ResultForm, PyObject*) {
  return PyUnicode_FromStringAndSize(result.data(),
                                     static_cast<Py_ssize_t>(result.size()));
}

PyObject* to_python(const Shape& result, ResultForm, PyObject*) {
  PyObject* tuple = PyTuple_New(static_cast<Py_ssize_t>(result.size()));
  if (!tuple) return nullptr;
  for (std::size_t i = 0; i < result.size(); ++i) {
    PyObject* item = PyLong_FromLongLong(result[i]);
    if (!item) {
      Py_DECREF(tuple);
      return nullptr;
    }
    PyTuple_SET_ITEM(tuple, static_cast<Py_ssize_t>(i), item);
  }
  return tuple;
}

}  // namespace tnp::python
