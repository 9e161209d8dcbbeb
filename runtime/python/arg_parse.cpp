#include "runtime/python/arg_parse.h"
#include "runtime/python/errors.h"
#include "runtime/python/reference.h"

#include <algorithm>
#include <utility>

#include "runtime/core/errors.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/gradients.h"
#include "runtime/python/ufunc_arguments.h"

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
    if (param.is_variadic) {
      interned_.insert(interned_.end(), 2, nullptr);
      continue;
    }
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

bool ArgParser::put_positional(PyObject* const* args, Py_ssize_t num_args,
                               PyObject** values, int first,
                               Variadic* rest) const {
  const auto begin = params_.begin() + first;
  const auto end = params_.begin() + num_positional_;
  const auto variadic = std::find_if(
      begin, end, [](const ParamSpec& param) { return param.is_variadic; });
  const Py_ssize_t num_direct =
      std::min<Py_ssize_t>(num_args, variadic - begin);
  if (variadic == end && num_args > num_direct) {
    PyErr_Format(PyExc_TypeError,
                 "%s() takes at most %d positional arguments (%zd given)",
                 function_, num_positional_ - first, num_args);
    return false;
  }
  std::copy_n(args, num_direct, values + first);
  std::fill(values + first + num_direct, values + params_.size(), nullptr);
  if (rest) *rest = {args + num_direct, num_args - num_direct};
  return true;
}

bool ArgParser::fill(PyObject* const* args, Py_ssize_t num_args,
                     PyObject* keywords, PyObject** values, int first,
                     Variadic* rest) const {
  if (!put_positional(args, num_args, values, first, rest)) return false;
  if (keywords) {
    const Py_ssize_t count = PyTuple_GET_SIZE(keywords);
    for (Py_ssize_t i = 0; i < count; ++i) {
      if (!put_keyword(PyTuple_GET_ITEM(keywords, i), args[num_args + i],
                       values)) {
        return false;
      }
    }
  }
  return check_required(values);
}

bool ArgParser::parse(PyObject* const* args, Py_ssize_t num_args,
                      PyObject* keywords, PyObject** values,
                      Variadic* rest) const {
  return fill(args, num_args, keywords, values, 0, rest);
}

bool ArgParser::parse_method(PyObject* self, PyObject* const* args,
                             Py_ssize_t num_args, PyObject* keywords,
                             PyObject** values, Variadic* rest) const {
  values[0] = self;
  return fill(args, num_args, keywords, values, 1, rest);
}

namespace {

bool is_plain(PyObject* value) {
  return !value || is_array_exact(value) || PyLong_CheckExact(value) ||
         PyFloat_CheckExact(value) || PyList_CheckExact(value) ||
         PyTuple_CheckExact(value) || value == Py_None;
}

PyObject* call_deferred(PyObject* value, const char* function,
                        std::span<const ParamSpec> params,
                        PyObject* const* values) {
  const Reference method = checked(PyObject_GetAttrString(
      reinterpret_cast<PyObject*>(Py_TYPE(value)), "_tnp_function_"));
  const Reference given = checked(PyDict_New());
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (values[i] &&
        PyDict_SetItemString(given.get(), params[i].name, values[i]) < 0) {
      throw PythonError();
    }
  }
  return PyObject_CallFunction(method.get(), "sO", function, given.get());
}

}  // namespace

bool defers(const char* function, std::span<const ParamSpec> params,
            PyObject* const* values, PyObject** result) {
  for (std::size_t i = 0; i < params.size(); ++i) {
    PyObject* value = values[i];
    if (is_plain(value)) continue;
    auto* type = reinterpret_cast<PyObject*>(Py_TYPE(value));
    if (!PyObject_HasAttrString(type, "_tnp_function_")) continue;
    *result =
        guarded([&] { return call_deferred(value, function, params, values); });
    return true;
  }
  return false;
}

std::optional<ndarray> arg_optional_array(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return operand_from(value);
}

ndarray arg_written_array(PyObject* value, const char* function,
                          std::span<PyObject* const> values) {
  if (is_array(value)) {
    join_graphs_of(value, values);
    return array_of(value);
  }
  raise_type(std::string(function) + "() argument 1 must be tnp.ndarray, not " +
             Py_TYPE(value)->tp_name);
}

ArrayOrString arg_array_or_string(PyObject* value) {
  if (PyUnicode_Check(value)) return arg_string(value);
  return operand_from(value);
}

std::optional<ArrayOrString> arg_optional_array_or_string(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return arg_array_or_string(value);
}

std::optional<std::vector<ndarray>> arg_optional_arrays(PyObject* value) {
  if (!value || value == Py_None) return std::nullopt;
  return arrays_from(value);
}

std::vector<ndarray> arg_arrays_or_one(PyObject* value) {
  const bool is_one =
      is_array(value) ? array_of(value).ndim() == 0 : !PySequence_Check(value);
  if (is_one) return {operand_from(value)};
  return arrays_from(value);
}

PyObject* out_object(PyObject* value) {
  const bool is_tuple_of_one =
      PyTuple_Check(value) && PyTuple_GET_SIZE(value) == 1;
  return is_tuple_of_one ? PyTuple_GET_ITEM(value, 0) : value;
}

std::optional<ndarray> arg_out(PyObject* value,
                               std::span<PyObject* const> values) {
  if (!value || value == Py_None) return std::nullopt;
  value = out_object(value);
  join_graphs_of(value, values);
  return output_array(value);
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

Shape variadic_ints(const Variadic& rest) {
  Shape shape;
  for (Py_ssize_t i = 0; i < rest.count; ++i) {
    shape.push_back(int_from(rest.items[i]));
  }
  return shape;
}

Shape variadic_shape(const Variadic& rest) {
  return rest.count == 1 ? shape_from(rest.items[0]) : variadic_ints(rest);
}

std::optional<Shape> variadic_optional_shape(const Variadic& rest) {
  if (rest.count == 0 || (rest.count == 1 && rest.items[0] == Py_None)) {
    return std::nullopt;
  }
  return variadic_shape(rest);
}

std::vector<ndarray> variadic_arrays(const Variadic& rest) {
  std::vector<ndarray> arrays;
  arrays.reserve(rest.count);
  for (Py_ssize_t i = 0; i < rest.count; ++i) {
    arrays.push_back(operand_from(rest.items[i]));
  }
  return arrays;
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

PyObject* class_source(std::initializer_list<PyObject*> arguments) {
  PyObject* source = *arguments.begin();
  const bool any_derived =
      std::any_of(arguments.begin(), arguments.end(), [](PyObject* argument) {
        return argument && is_array(argument) && !is_array_exact(argument);
      });
  if (!any_derived) return source;
  return find_wrapper({arguments.begin(), arguments.size()});
}

PyObject* class_source_in(PyObject* sequence) {
  const bool is_list = PyList_Check(sequence);
  if (!is_list && !PyTuple_Check(sequence)) return nullptr;
  PyObject** items = PySequence_Fast_ITEMS(sequence);
  const auto count =
      static_cast<std::size_t>(PySequence_Fast_GET_SIZE(sequence));
  const bool any_derived = std::any_of(
      items, items + count,
      [](PyObject* item) { return is_array(item) && !is_array_exact(item); });
  return any_derived ? find_wrapper({items, count}) : nullptr;
}

PyObject* to_python(ndarray&& result, ResultForm form, PyObject* source,
                    unsigned classed) {
  // A result belongs to the class of its first argument.
  const bool derived =
      classed != 0 && source && is_array(source) && !is_array_exact(source);
  if (form == ResultForm::kViewOrNumber) {
    if (is_scalar_object(source)) return wrap_result(std::move(result));
    if (PyLong_Check(source) || PyFloat_Check(source) ||
        PyComplex_Check(source)) {
      return python_value(result.item(0));
    }
    form = ResultForm::kView;
  }
  if (form == ResultForm::kViewOrScalar) {
    if (result.ndim() == 0) return wrap_result(std::move(result));
    form = ResultForm::kView;
  }
  if (derived && form != ResultForm::kView) {
    // The class may want a number: a memmap of one would be no file's.
    if (form == ResultForm::kScalarWhenZeroD && result.ndim() == 0) {
      return wrap_by(source, std::move(result));
    }
    return wrap_like(std::move(result), source);
  }
  switch (form) {
    case ResultForm::kScalarWhenZeroD:
      return wrap_result(std::move(result));
    case ResultForm::kArray:
      return wrap_array(std::move(result));
    default:
      break;
  }
  // Memory of its own was copied, and has no base.
  if (derived) return wrap_view(std::move(result), source);
  PyObject* base = result.has(ndarray::kOwnsData) ? nullptr : base_of(source);
  return wrap_array(std::move(result), base);
}

PyObject* to_python(std::vector<ndarray>&& results, ResultForm form,
                    PyObject* source) {
  const auto count = static_cast<Py_ssize_t>(results.size());
  PyObject* list = PyList_New(count);
  if (!list) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* item = to_python(std::move(results[i]), form, source);
    if (!item) {
      Py_DECREF(list);
      return nullptr;
    }
    PyList_SET_ITEM(list, i, item);
  }
  return list;
}

PyObject* to_python(ops::ResultTuple&& results, ResultForm form,
                    PyObject* source, unsigned classed) {
  const auto count = static_cast<Py_ssize_t>(results.items.size());
  PyObject* tuple = PyTuple_New(count);
  if (!tuple) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* item = to_python(
        std::move(results.items[i]), form,
        classed >> std::min<Py_ssize_t>(i, 31) & 1U ? source : nullptr);
    if (!item) {
      Py_DECREF(tuple);
      return nullptr;
    }
    PyTuple_SET_ITEM(tuple, i, item);
  }
  return tuple;
}

PyObject* to_python(ops::OneOrTuple&& results, ResultForm form,
                    PyObject* source, unsigned classed) {
  if (results.is_tuple) {
    return to_python(ops::ResultTuple(std::move(results.items)), form, source,
                     classed);
  }
  return to_python(std::move(results.items.front()), form,
                   classed & 1U ? source : nullptr);
}

PyObject* to_python(ops::ValueAndDetails&& result, ResultForm form,
                    PyObject* source) {
  if (!result.details) return to_python(std::move(result.value), form, source);
  return to_python(
      std::tuple(std::move(result.value), std::move(*result.details)), form,
      source);
}

PyObject* to_python(ops::None, ResultForm, PyObject*) { Py_RETURN_NONE; }

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

PyObject* to_python(DType result, ResultForm, PyObject*) {
  return wrap_dtype(result);
}

PyObject* to_python(const Shape& result, ResultForm, PyObject*) {
  return int_tuple(span_of(result));
}

PyObject* to_python(const std::vector<std::int64_t>& result, ResultForm,
                    PyObject*) {
  return int_tuple(result);
}

PyObject* NamedTuple::make_type() const {
  PyObject* collections = PyImport_ImportModule("collections");
  if (!collections) return nullptr;
  PyObject* make = PyObject_GetAttrString(collections, "namedtuple");
  Py_DECREF(collections);
  if (!make) return nullptr;
  PyObject* args = Py_BuildValue("(ss)", name_, fields_);
  PyObject* options = Py_BuildValue("{ss}", "module", module_);
  PyObject* type =
      args && options ? PyObject_Call(make, args, options) : nullptr;
  Py_XDECREF(options);
  Py_XDECREF(args);
  Py_DECREF(make);
  return type;
}

PyObject* NamedTuple::wrap(PyObject* tuple) const {
  if (!tuple || !PyTuple_Check(tuple)) return tuple;
  if (!type_) type_ = make_type();
  PyObject* result = type_ ? PyObject_Call(type_, tuple, nullptr) : nullptr;
  Py_DECREF(tuple);
  return result;
}

}  // namespace tnp::python
