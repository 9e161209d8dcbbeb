#include "runtime/python/ufunc_arguments.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/gufunc.h"
#include "runtime/python/gradients.h"
#include "runtime/python/numpy_exchange.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

std::string text_of(PyObject* object) {
  Py_ssize_t length = 0;
  const char* text = PyUnicode_AsUTF8AndSize(object, &length);
  if (text == nullptr) throw PythonError();
  return std::string(text, static_cast<std::size_t>(length));
}

/// A type for each operand of a ufunc, as `signature=` asks for; none: any.
using OperandTypes = c10::SmallVector<std::optional<DType>, 5>;

OperandTypes types_in_text(const Ufunc& ufunc, const std::string& text) {
  const std::size_t arrow = text.find("->");
  const std::string before = text.substr(0, arrow);
  const std::string after =
      arrow == std::string::npos ? "" : text.substr(arrow + 2);
  if (before.size() == 1 && after.empty()) {
    raise_type_error(
        "Use `dtype` or  fill the tuple with more than one 'None'.");
  }
  if (before.size() != static_cast<std::size_t>(ufunc.nin) ||
      after.size() != static_cast<std::size_t>(ufunc.nout)) {
    raise_value_error("a type-string for " + std::string(ufunc.name) + ", " +
                      std::to_string(ufunc.nin) + " typecode(s) before and " +
                      std::to_string(ufunc.nout) + " after the -> sign");
  }
  OperandTypes types;
  for (const char code : before + after) {
    types.push_back(parse_dtype(std::string(1, code)));
    if (!types.back()) raise_value_error("Invalid data-type for array");
  }
  return types;
}

OperandTypes types_in_tuple(const Ufunc& ufunc, PyObject* tuple) {
  const Py_ssize_t count = PyTuple_GET_SIZE(tuple);
  if (count == 1 && PyTuple_GET_ITEM(tuple, 0) == Py_None) {
    raise_type_error("a single item type tuple cannot contain None.");
  }
  if (count == 1) {
    raise_type_error(
        "Use `dtype` or  fill the tuple with more than one 'None'.");
  }
  if (count != ufunc.nin + ufunc.nout) {
    raise_value_error("a type-tuple must be specified of length " +
                      std::to_string(ufunc.nin + ufunc.nout) + " for ufunc '" +
                      std::string(ufunc.name) + "'");
  }
  OperandTypes types;
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* item = PyTuple_GET_ITEM(tuple, i);
    types.push_back(item == Py_None ? std::nullopt
                                    : std::optional(dtype_from(item)));
  }
  return types;
}

std::string class_of(const std::optional<DType>& type) {
  if (!type) return "None";
  std::string name(info(*type).name);
  name[0] = static_cast<char>(std::toupper(name[0]));
  return "<class 'numpy.dtypes." + name + "DType'>";
}

[[noreturn]] void raise_no_loop(const Ufunc& ufunc, const OperandTypes& types) {
  std::string text = "ufunc '" + std::string(ufunc.name) +
                     "' did not contain a loop with signature matching types ";
  text += ufunc.nin > 1 ? "(" : "";
  for (int i = 0; i < ufunc.nin; ++i) {
    text += (i > 0 ? ", " : "") + class_of(types[i]);
  }
  text += ufunc.nin > 1 ? ") -> " : " -> ";
  raise(ErrorKind::kUFuncTypeError, text + class_of(types[ufunc.nin]));
}

/// `signature=`: "dd->d", or a tuple of dtypes and None. The type of the result
/// of the first loop that it fits; none where it asks for nothing.
std::optional<DType> signature_dtype(const Ufunc& ufunc, PyObject* value) {
  if (PyBytes_Check(value)) {
    const Reference text =
        checked(PyUnicode_FromEncodedObject(value, "ascii", nullptr));
    return signature_dtype(ufunc, text.get());
  }
  if (!PyUnicode_Check(value) && !PyTuple_Check(value)) {
    raise_type_error(
        "the signature object to ufunc must be a string or a tuple.");
  }
  const OperandTypes types = PyUnicode_Check(value)
                                 ? types_in_text(ufunc, text_of(value))
                                 : types_in_tuple(ufunc, value);
  const auto is_any = [](const auto& type) { return !type.has_value(); };
  if (std::ranges::all_of(types, is_any)) return std::nullopt;
  if (!ufunc.signature.empty()) return types[ufunc.nin];
  for (const TypedLoop& loop : ufunc.loops) {
    bool fits = true;
    for (std::size_t i = 0; i < types.size(); ++i) {
      fits &= !types[i] || *types[i] == loop.types[i];
    }
    if (fits) return loop.types[ufunc.nin];
  }
  raise_no_loop(ufunc, types);
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
  names_out = true;
  keeps_arrays = value == Py_Ellipsis;
  if (value == Py_None || keeps_arrays) return;
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
    if (item == Py_Ellipsis) {
      raise_type_error(
          "must use `...` as `out=...` and not per-operand/in a tuple");
    }
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

namespace {

[[noreturn]] void raise_axis_and_axes() {
  raise_type_error("cannot specify both 'axis' and 'axes'");
}

/// axes=[(-2, -1), -1, ()]: where each operand has its core axes.
std::vector<CoreAxes> core_axes_from(const Ufunc& ufunc, PyObject* value) {
  if (!PyList_Check(value)) raise_type_error("axes should be a list.");
  const CoreCounts counts = core_counts(ufunc);
  std::vector<CoreAxes> axes;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(value); ++i) {
    PyObject* item = PyList_GET_ITEM(value, i);
    if (PyTuple_Check(item)) {
      axes.push_back({shape_from(item), false});
    } else if (PyIndex_Check(item) || (i < 3 && counts[i] == 1)) {
      axes.push_back({{int_from(item)}, true});
    } else {
      raise_type_error(std::string(ufunc.name) + ": axes item " +
                       std::to_string(i) + " should be a tuple.");
    }
  }
  return axes;
}

}  // namespace

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
    if (value == Py_None) return true;
    if (has_signature) {
      raise_type_error("cannot specify both 'signature' and 'dtype'");
    }
    options.dtype = dtype_from(value);
  } else if (is_name(name, "casting")) {
    options.casting = casting_from(value);
  } else if (is_name(name, "order")) {
    options.order = order_from(value);
  } else if (is_name(name, "sig") || is_name(name, "signature")) {
    if (has_signature) {
      raise_type_error("cannot specify both 'sig' and 'signature'");
    }
    if (options.dtype) {
      raise_type_error("cannot specify both 'signature' and 'dtype'");
    }
    has_signature = true;
    if (value != Py_None) options.dtype = signature_dtype(ufunc, value);
  } else if (!ufunc.signature.empty() &&
             (is_name(name, "axis") || is_name(name, "dim"))) {
    if (axes) raise_axis_and_axes();
    options.axis = int_from(value);
  } else if (!ufunc.signature.empty() && is_name(name, "axes")) {
    if (options.axis) raise_axis_and_axes();
    axes = core_axes_from(ufunc, value);
  } else if (!ufunc.signature.empty() && is_name(name, "keepdims")) {
    if (!PyBool_Check(value)) raise_type_error("'keepdims' must be a boolean");
    options.keepdims = value == Py_True;
  } else if (!is_name(name, "subok")) {
    return false;
  }
  return true;
}

void UfuncArguments::warn_of_unset(const Ufunc& ufunc) const {
  if (!where.defined() || names_out || !ufunc.signature.empty()) return;
  if (PyErr_WarnEx(PyExc_UserWarning,
                   "'where' used without 'out', expect unitialized memory in "
                   "output. If this is intentional, use out=None.",
                   1) < 0) {
    throw PythonError();
  }
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
  options.axes = axes ? &*axes : nullptr;
  return options;
}

}  // namespace tnp::python
