// NumPy's print options: the state, and the functions that read and set it.
#include <cmath>
#include <string>

#include "runtime/core/errors.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/format_object.h"
#include "runtime/python/static_type.h"

namespace tnp::python {

FormatState::FormatState(const FormatState& other)
    : options(other.options),
      formatter(Py_XNewRef(other.formatter)),
      override_repr(Py_XNewRef(other.override_repr)),
      as_torch(other.as_torch) {}

FormatState& FormatState::operator=(const FormatState& other) {
  options = other.options;
  Py_XSETREF(formatter, Py_XNewRef(other.formatter));
  Py_XSETREF(override_repr, Py_XNewRef(other.override_repr));
  as_torch = other.as_torch;
  return *this;
}

FormatState::~FormatState() {
  Py_XDECREF(formatter);
  Py_XDECREF(override_repr);
}

FormatState& format_state() {
  // Never destroyed: Python is gone by then.
  static auto* state = new FormatState();
  return *state;
}

namespace {

constexpr const char* kFloatModes[] = {"fixed", "unique", "maxprec",
                                       "maxprec_equal"};

bool is_given(PyObject* value) { return value && value != Py_None; }

std::string text_from(PyObject* value) {
  const char* text = PyUnicode_AsUTF8(value);
  if (!text) throw PythonError();
  return text;
}

int precision_from(PyObject* value) {
  if (!PyIndex_Check(value)) raise_type_error("precision must be an integer");
  const std::int64_t precision = int_from(value);
  if (precision < 0) raise_value_error("precision must be >= 0");
  return static_cast<int>(precision);
}

std::int64_t threshold_from(PyObject* value) {
  if (PyLong_Check(value)) {
    int overflow = 0;
    const long long threshold = PyLong_AsLongLongAndOverflow(value, &overflow);
    return overflow > 0 ? PrintOptions::kNoThreshold : threshold;
  }
  const double threshold = PyNumber_Check(value) && !PyUnicode_Check(value)
                               ? PyFloat_AsDouble(value)
                               : -1;
  if (PyErr_Occurred()) throw PythonError();
  if (!PyNumber_Check(value)) raise_type_error("threshold must be numeric");
  if (std::isnan(threshold)) {
    raise_value_error(
        "threshold must be non-NAN, try sys.maxsize for untruncated "
        "representation");
  }
  if (threshold >= 0x1p63) return PrintOptions::kNoThreshold;
  return static_cast<std::int64_t>(std::floor(threshold));
}

FloatMode float_mode_from(PyObject* value) {
  if (PyUnicode_Check(value)) {
    const std::string text = text_from(value);
    for (std::size_t i = 0; i < std::size(kFloatModes); ++i) {
      if (text == kFloatModes[i]) return static_cast<FloatMode>(i);
    }
  }
  raise_value_error(
      "floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", "
      "\"maxprec_equal\"");
}

struct Legacy {
  const char* name;
  int version;
};
constexpr Legacy kLegacy[] = {
    {"1.21", 121}, {"1.25", 125}, {"2.1", 201}, {"2.2", 202}};

/// The version to print like; `current`, with NumPy's warning, for another.
int legacy_from(PyObject* value, int current) {
  if (value == Py_False) return PrintOptions::kNotLegacy;
  if (PyUnicode_Check(value)) {
    for (const Legacy& legacy : kLegacy) {
      if (PyUnicode_CompareWithASCIIString(value, legacy.name) == 0) {
        return legacy.version;
      }
    }
    if (PyUnicode_CompareWithASCIIString(value, "1.13") == 0) {
      raise(ErrorKind::kNotImplementedError,
            "tnp does not print as NumPy 1.13 did: legacy= takes '1.21', "
            "'1.25', '2.1', '2.2' and False");
    }
  }
  checked(PyErr_WarnEx(PyExc_UserWarning,
                       "legacy printing option can currently only be '1.13', "
                       "'1.21', '1.25', '2.1', '2.2' or `False`",
                       1));
  return current;
}

PyObject* legacy_option(int version) {
  for (const Legacy& legacy : kLegacy) {
    if (legacy.version == version) return PyUnicode_FromString(legacy.name);
  }
  return Py_NewRef(Py_False);
}

/// `_style`: "numpy" or "torch".
bool is_torch_style(PyObject* value) {
  if (PyUnicode_Check(value)) {
    if (PyUnicode_CompareWithASCIIString(value, "torch") == 0) return true;
    if (PyUnicode_CompareWithASCIIString(value, "numpy") == 0) return false;
  }
  raise_value_error("_style option must be 'numpy' or 'torch'");
}

char sign_from(PyObject* value) {
  if (PyUnicode_Check(value)) {
    const std::string text = text_from(value);
    if (text == "-" || text == "+" || text == " ") return text[0];
  }
  raise_value_error("sign option must be one of ' ', '+', or '-'");
}

}  // namespace

void apply_arguments(FormatState& state, const FormatArguments& arguments) {
  // Everything is read before anything is set.
  PrintOptions options = state.options;
  if (is_given(arguments.legacy)) {
    options.legacy = legacy_from(arguments.legacy, options.legacy);
  }
  if (is_given(arguments.precision)) {
    options.precision = precision_from(arguments.precision);
  }
  if (is_given(arguments.threshold)) {
    options.threshold = threshold_from(arguments.threshold);
  }
  if (is_given(arguments.edgeitems)) {
    options.edgeitems = static_cast<int>(int_from(arguments.edgeitems));
  }
  if (is_given(arguments.linewidth)) {
    options.linewidth = static_cast<int>(int_from(arguments.linewidth));
  }
  if (is_given(arguments.suppress)) {
    options.suppress = checked(PyObject_IsTrue(arguments.suppress)) != 0;
  }
  if (is_given(arguments.nanstr)) options.nanstr = text_from(arguments.nanstr);
  if (is_given(arguments.infstr)) options.infstr = text_from(arguments.infstr);
  if (is_given(arguments.sign)) options.sign = sign_from(arguments.sign);
  if (is_given(arguments.floatmode)) {
    options.floatmode = float_mode_from(arguments.floatmode);
  }
  state.options = options;
  if (is_given(arguments.formatter)) {
    Py_XSETREF(state.formatter, Py_NewRef(arguments.formatter));
  }
}

namespace {

// Reads the keywords of set_printoptions() into `state`. As in NumPy, a
// formatter lasts only until the next call.
void set_options(FormatState& state, PyObject* args, PyObject* keywords) {
  static const char* names[] = {
      "precision", "threshold",     "edgeitems", "linewidth", "suppress",
      "nanstr",    "infstr",        "formatter", "sign",      "floatmode",
      "legacy",    "override_repr", "_style",    nullptr};
  FormatArguments given;
  PyObject* override_repr = nullptr;
  PyObject* style = nullptr;
  if (!PyArg_ParseTupleAndKeywords(
          args, keywords, "|OOOOOOOOOO$OOO:set_printoptions",
          const_cast<char**>(names), &given.precision, &given.threshold,
          &given.edgeitems, &given.linewidth, &given.suppress, &given.nanstr,
          &given.infstr, &given.formatter, &given.sign, &given.floatmode,
          &given.legacy, &override_repr, &style)) {
    throw PythonError();
  }
  FormatState next = state;
  Py_CLEAR(next.formatter);
  Py_CLEAR(next.override_repr);
  if (is_given(style)) next.as_torch = is_torch_style(style);
  apply_arguments(next, given);
  if (is_given(override_repr)) next.override_repr = Py_NewRef(override_repr);
  state = next;
}

PyObject* none_or(PyObject* object) {
  return Py_NewRef(object ? object : Py_None);
}

PyObject* options_dict(const FormatState& state) {
  const PrintOptions& options = state.options;
  const char sign[] = {options.sign, '\0'};
  PyObject* threshold =
      options.threshold == PrintOptions::kNoThreshold
          ? PyFloat_FromDouble(std::numeric_limits<double>::infinity())
          : PyLong_FromLongLong(options.threshold);
  return Py_BuildValue(
      "{sisNsssisOsisssssssNsNsN}", "edgeitems", options.edgeitems, "threshold",
      threshold, "floatmode", kFloatModes[static_cast<int>(options.floatmode)],
      "precision", options.precision, "suppress",
      options.suppress ? Py_True : Py_False, "linewidth", options.linewidth,
      "nanstr", options.nanstr.c_str(), "infstr", options.infstr.c_str(),
      "sign", sign, "formatter", none_or(state.formatter), "legacy",
      legacy_option(options.legacy), "override_repr",
      none_or(state.override_repr));
}

PyObject* set_printoptions(PyObject*, PyObject* args, PyObject* keywords) {
  return guarded([&]() -> PyObject* {
    set_options(format_state(), args, keywords);
    Py_RETURN_NONE;
  });
}

PyObject* get_printoptions(PyObject*, PyObject*) {
  return guarded([] { return options_dict(format_state()); });
}

// ---- The context manager.

struct ContextObject {
  PyObject_HEAD FormatState* inside;
  FormatState* outside;
};

PyTypeObject context_type;

PyObject* context_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  return guarded([&]() -> PyObject* {
    FormatState inside = format_state();
    set_options(inside, args, keywords);
    auto* self = reinterpret_cast<ContextObject*>(type->tp_alloc(type, 0));
    if (!self) return nullptr;
    self->inside = new FormatState(inside);
    self->outside = new FormatState();
    return reinterpret_cast<PyObject*>(self);
  });
}

void context_dealloc(PyObject* self) {
  auto* context = reinterpret_cast<ContextObject*>(self);
  delete context->inside;
  delete context->outside;
  Py_TYPE(self)->tp_free(self);
}

PyObject* context_enter(PyObject* self, PyObject*) {
  auto* context = reinterpret_cast<ContextObject*>(self);
  return guarded([&] {
    *context->outside = format_state();
    format_state() = *context->inside;
    return options_dict(format_state());
  });
}

PyObject* context_exit(PyObject* self, PyObject*) {
  return guarded([&]() -> PyObject* {
    format_state() = *reinterpret_cast<ContextObject*>(self)->outside;
    Py_RETURN_NONE;
  });
}

PyMethodDef kContextMethods[] = {
    {"__enter__", context_enter, METH_NOARGS, nullptr},
    {"__exit__", context_exit, METH_VARARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef kFunctions[] = {
    {"set_printoptions",
     reinterpret_cast<PyCFunction>(
         reinterpret_cast<void (*)()>(set_printoptions)),
     METH_VARARGS | METH_KEYWORDS,
     "Sets how arrays are printed, as numpy.set_printoptions."},
    {"get_printoptions", get_printoptions, METH_NOARGS,
     "The current print options, a dict."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_print_options(PyObject* module) {
  context_type.tp_name = "tnp.printoptions";
  context_type.tp_doc =
      "A context manager: set_printoptions() inside a with statement.";
  context_type.tp_basicsize = sizeof(ContextObject);
  context_type.tp_flags = Py_TPFLAGS_DEFAULT;
  context_type.tp_new = context_new;
  context_type.tp_dealloc = context_dealloc;
  context_type.tp_methods = kContextMethods;
  if (add_static_type(module, context_type) < 0) return -1;
  return PyModule_AddFunctions(module, kFunctions);
}

}  // namespace tnp::python
