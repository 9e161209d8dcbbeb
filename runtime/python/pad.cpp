// pad: its widths may be a dict, its mode a function, and its keywords depend
// on the mode.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/ops/manipulation.h"
#include "runtime/ops/support.h"
#include "runtime/python/arg_parse.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

using Keywords = std::map<std::string_view, PyObject*>;

/// The keyword of each mode; empty for none.
const std::map<std::string_view, std::string_view> kKeywordOfMode{
    {"constant", "constant_values"},
    {"edge", ""},
    {"empty", ""},
    {"linear_ramp", "end_values"},
    {"maximum", "stat_length"},
    {"mean", "stat_length"},
    {"median", "stat_length"},
    {"minimum", "stat_length"},
    {"reflect", "reflect_type"},
    {"symmetric", "reflect_type"},
    {"wrap", ""},
};

void check_keywords(std::string_view mode, const Keywords& keywords) {
  const auto known = kKeywordOfMode.find(mode);
  if (known == kKeywordOfMode.end()) {
    raise_value_error("mode '" + std::string(mode) + "' is not supported");
  }
  std::string wrong;
  for (const auto& [name, value] : keywords) {
    if (name == known->second) continue;
    wrong += (wrong.empty() ? "'" : ", '") + std::string(name) + "'";
  }
  if (!wrong.empty()) {
    raise_value_error("unsupported keyword arguments for mode '" +
                      std::string(mode) + "': {" + wrong + "}");
  }
}

/// Widths by axis, {-1: 2, 0: (1, 2)}, as pairs [ndim, 2].
ndarray widths_from_dict(PyObject* dict, int ndim) {
  const std::int64_t shape[] = {ndim, 2};
  const ndarray widths = ndarray::zeros(shape, DType::kInt64);
  auto* data = widths.data_as<std::int64_t>();
  PyObject* axis;
  PyObject* width;
  Py_ssize_t position = 0;
  while (PyDict_Next(dict, &position, &axis, &width)) {
    const int place = normalize_axis(int_from(axis), ndim);
    const bool both = PyIndex_Check(width);
    const Shape pair = both ? Shape(2, int_from(width)) : shape_from(width);
    if (pair.size() != 2) {
      raise_value_error("a width of `pad_width` must be a number or a pair");
    }
    std::copy(pair.begin(), pair.end(), data + 2 * place);
  }
  return widths;
}

ndarray widths_from(PyObject* object, int ndim) {
  return PyDict_Check(object) ? widths_from_dict(object, ndim)
                              : array_from(object);
}

/// Calls function(line, (before, after), axis, keywords) for every line.
void pad_lines(const ndarray& padded, const ndarray& widths, PyObject* function,
               PyObject* keywords) {
  const std::int64_t shape[] = {padded.ndim(), 2};
  const ndarray pairs = widths.broadcast_to(shape);
  for (int axis = 0; axis < padded.ndim(); ++axis) {
    const std::int64_t from[] = {axis};
    const std::int64_t to[] = {-1};
    const ndarray lines = ops::moveaxis(padded, from, to);
    std::int64_t count = 1;
    for (int i = 0; i + 1 < lines.ndim(); ++i) count *= lines.shape(i);
    const Reference pair =
        checked(Py_BuildValue("(LL)", pairs.item(2 * axis).as_int64(),
                              pairs.item(2 * axis + 1).as_int64()));
    for (std::int64_t n = 0; n < count; ++n) {
      ndarray line = lines;
      std::int64_t rest = n;
      for (int i = lines.ndim() - 2; i >= 0; --i) {
        line = ops::select_axis(line, i, rest % lines.shape(i));
        rest /= lines.shape(i);
      }
      const Reference object = checked(wrap_array(std::move(line)));
      checked(PyObject_CallFunction(function, "OOiO", object.get(), pair.get(),
                                    axis, keywords));
    }
  }
}

std::optional<ndarray> keyword_array(const Keywords& keywords,
                                     std::string_view name) {
  const auto found = keywords.find(name);
  if (found == keywords.end()) return std::nullopt;
  return arg_optional_array(found->second);
}

struct PadArguments {
  PyObject* array = nullptr;
  PyObject* widths = nullptr;
  PyObject* mode = nullptr;
  Keywords keywords;
  Reference dict;  // the same as Python's
};

PadArguments parse(PyObject* const* args, Py_ssize_t nargs, PyObject* names) {
  if (nargs > 3) {
    raise_type_error("pad() takes at most 3 positional arguments (" +
                     std::to_string(nargs) + " given)");
  }
  PadArguments result;
  result.dict = checked(PyDict_New());
  PyObject** places[] = {&result.array, &result.widths, &result.mode};
  for (Py_ssize_t i = 0; i < nargs; ++i) *places[i] = args[i];
  const Py_ssize_t count = names ? PyTuple_GET_SIZE(names) : 0;
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* name = PyTuple_GET_ITEM(names, i);
    PyObject* value = args[nargs + i];
    const std::string_view text = arg_string(name);
    const auto place = text == "array"       ? 0
                       : text == "pad_width" ? 1
                       : text == "mode"      ? 2
                                             : 3;
    if (place == 3) {
      result.keywords[text] = value;
      checked(PyDict_SetItem(result.dict.get(), name, value));
    } else if (*places[place]) {
      raise_type_error("pad() got multiple values for argument '" +
                       std::string(text) + "'");
    } else {
      *places[place] = value;
    }
  }
  for (int i = 0; i < 2; ++i) {
    if (!*places[i]) {
      raise_type_error(std::string("pad() missing required argument '") +
                       (i == 0 ? "array" : "pad_width") + "' (pos " +
                       std::to_string(i + 1) + ")");
    }
  }
  return result;
}

PyObject* pad(PyObject*, PyObject* const* args, Py_ssize_t nargs,
              PyObject* names) {
  return guarded([&] {
    const PadArguments given = parse(args, nargs, names);
    const ndarray array = operand_from(given.array);
    const ndarray widths = widths_from(given.widths, array.ndim());
    if (given.mode && PyCallable_Check(given.mode)) {
      ndarray padded =
          ops::pad(array, widths, "constant", {}, {}, {}, std::nullopt);
      pad_lines(padded, widths, given.mode, given.dict.get());
      return to_python(std::move(padded), ResultForm::kArray, given.array);
    }
    // Unhashable modes and numbers are no names either.
    std::string_view mode = "constant";
    if (given.mode && !PyUnicode_Check(given.mode)) {
      const Reference text = checked(PyObject_Str(given.mode));
      raise_value_error("mode '" + std::string(arg_string(text.get())) +
                        "' is not supported");
    }
    if (given.mode) mode = arg_string(given.mode);
    check_keywords(mode, given.keywords);
    const auto reflect = given.keywords.find("reflect_type");
    std::optional<std::string_view> reflect_type;
    if (reflect != given.keywords.end()) {
      reflect_type = arg_optional_string(reflect->second);
    }
    return to_python(
        ops::pad(array, widths, mode,
                 keyword_array(given.keywords, "constant_values"),
                 keyword_array(given.keywords, "end_values"),
                 keyword_array(given.keywords, "stat_length"), reflect_type),
        ResultForm::kArray, given.array);
  });
}

PyMethodDef functions[] = {
    {"pad", method_cast(pad), METH_FASTCALL | METH_KEYWORDS,
     "pad(array, pad_width, mode='constant', **kwargs)\n--\n\n"
     "Pads the edges of every axis."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_pad(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
