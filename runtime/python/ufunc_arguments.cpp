#include "runtime/python/ufunc_arguments.h"

#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/python/gradients.h"
#include "runtime/python/numpy_exchange.h"

namespace tnp::python {
namespace {

std::string text_of(PyObject* object) {
  Py_ssize_t length = 0;
  const char* text = PyUnicode_AsUTF8AndSize(object, &length);
  if (text == nullptr) throw PythonError();
  return std::string(text, static_cast<std::size_t>(length));
}

// `signature=`: "dd->d", or a tuple of dtypes; the result's type decides.
DType signature_dtype(const Ufunc& ufunc, PyObject* value) {
  if (PyUnicode_Check(value)) {
    const std::string text = text_of(value);
    const std::size_t arrow = text.find("->");
    const std::string output =
        arrow == std::string::npos ? text : text.substr(arrow + 2);
    const auto dtype = parse_dtype(output.substr(0, 1));
    if (dtype) return *dtype;
  } else if (PyTuple_Check(value) && PyTuple_GET_SIZE(value) > 0) {
    PyObject* last = PyTuple_GET_ITEM(
        value,
        PyTuple_GET_SIZE(value) == ufunc.nin + ufunc.nout ? ufunc.nin : 0);
    if (last != Py_None) return dtype_from(last);
  }
  raise_type_error(
      "the signature object to ufunc must be a string or a tuple "
      "that gives the type of the result");
}

}  // namespace

Casting casting_from(PyObject* value) {
  const std::string text = text_of(value);
  const auto casting = parse_casting(text);
  if (casting) return *casting;
  raise_value_error(
      "casting must be one of 'no', 'equiv', 'safe', 'same_kind', "
      "'unsafe' (got '" +
      text + "')");
}

void raise_unexpected_keyword(std::string_view function, PyObject* keyword) {
  raise_type_error(std::string(function) +
                   "() got an unexpected keyword argument '" +
                   text_of(keyword) + "'");
}

ndarray output_array(PyObject* value) {
  if (is_array(value)) return array_of(value);
  if (is_numpy_array(value)) return array_from(value, {}, false);
  raise_type_error("return arrays must be of ArrayType");
}

void UfuncArguments::set_out(const Ufunc& ufunc, PyObject* value) {
  if (value == Py_None) return;
  const bool tuple = PyTuple_Check(value);
  if (!tuple && ufunc.nout > 1) {
    raise_type_error("'out' must be a tuple of arrays");
  }
  if (tuple && PyTuple_GET_SIZE(value) != ufunc.nout) {
    raise_value_error(
        "The 'out' tuple must have exactly one entry per ufunc output");
  }
  for (int i = 0; i < ufunc.nout; ++i) {
    PyObject* item = tuple ? PyTuple_GET_ITEM(value, i) : value;
    const bool given = item != Py_None;
    out.push_back(given ? output_array(item) : ndarray());
    out_objects.push_back(given ? item : nullptr);
  }
}

void UfuncArguments::set_where(PyObject* value) {
  if (value == Py_True) return;
  // Arrays must be bool already; lists count by truth.
  where = is_array(value) ? astype(array_of(value), DType::kBool,
                                   Casting::kSafe, 'K', false)
                          : array_from(value, DType::kBool);
}

bool UfuncArguments::set(const Ufunc& ufunc, PyObject* name, PyObject* value) {
  if (is_name(name, "out")) {
    if (!out.empty()) {
      raise_type_error(
          "cannot specify 'out' as both a positional and keyword argument");
    }
    set_out(ufunc, value);
  } else if (is_name(name, "where") && ufunc.signature.empty()) {
    set_where(value);
  } else if (is_name(name, "dtype")) {
    if (value != Py_None) options.dtype = dtype_from(value);
  } else if (is_name(name, "casting")) {
    options.casting = casting_from(value);
  } else if (is_name(name, "order")) {
    options.order = order_from(value);
  } else if (is_name(name, "sig") || is_name(name, "signature")) {
    if (value != Py_None) options.dtype = signature_dtype(ufunc, value);
  } else if (!ufunc.signature.empty() &&
             (is_name(name, "axis") || is_name(name, "dim"))) {
    options.axis = int_from(value);
  } else if (!is_name(name, "subok")) {
    return false;
  }
  return true;
}

void UfuncArguments::join_graphs(std::span<PyObject* const> inputs) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out_objects[i] == nullptr || !is_array(out_objects[i])) continue;
    if (!out[i].is_direct()) continue;
    out[i] = ndarray();  // not one of those that share the memory
    join_graphs_of(out_objects[i], inputs);
    out[i] = array_of(out_objects[i]);
  }
}

const UfuncOptions& UfuncArguments::finish() {
  options.out = std::span<const ndarray>(out.data(), out.size());
  options.where = where.defined() ? &where : nullptr;
  return options;
}

}  // namespace tnp::python
