// A ufunc is an object of ours and asks here when it fails. A function is one
// of Python's own kinds; while the fallback is on, an object that calls it and
// asks here stands in its place in tnp's modules.
#include "runtime/python/numpy_fallback.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/numpy_exchange.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

bool is_on = false;

/// The modules whose functions fall back.
constexpr const char* kModules[] = {
    "", "linalg", "fft", "emath", "lib.stride_tricks", "testing"};

/// The class that programs call like a function.
constexpr std::string_view kFunctionClass = "vectorize";

/// What sets how arrays print: done by NumPy it holds for NumPy's alone.
constexpr std::string_view kPrinting[] = {"printoptions", "set_printoptions"};

/// Names of arguments in translated programs, and NumPy's.
constexpr std::pair<const char*, const char*> kTranslatedNames[] = {
    {"dim", "axis"}, {"keepdim", "keepdims"}, {"size", "shape"}};

/// NumPy's object of a dotted name; null without NumPy or such an object.
Reference numpy_object(std::string_view name) {
  Reference object(PyImport_ImportModule("numpy"));
  while (object && !name.empty()) {
    const std::size_t dot = name.find('.');
    const std::string part(name.substr(0, dot));
    name.remove_prefix(dot == std::string_view::npos ? name.size() : dot + 1);
    object = Reference(PyObject_GetAttrString(object.get(), part.c_str()));
  }
  PyErr_Clear();
  return object;
}

Reference numpy_name(PyObject* keyword) {
  for (const auto& [translated, original] : kTranslatedNames) {
    if (PyUnicode_CompareWithASCIIString(keyword, translated) == 0) {
      return checked(PyUnicode_FromString(original));
    }
  }
  return Reference(Py_NewRef(keyword));
}

/// The call, with arguments and results exchanged.
PyObject* call_numpy(PyObject* function, PyObject* const* args,
                     Py_ssize_t nargs, PyObject* keywords) {
  NumpyExchange exchange;
  std::vector<Reference> positional;
  const Reference named = checked(PyDict_New());
  for (Py_ssize_t i = 0; i < nargs; ++i) {
    positional.push_back(exchange.to_numpy(args[i]));
  }
  const Py_ssize_t count = keywords ? PyTuple_GET_SIZE(keywords) : 0;
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* keyword = PyTuple_GET_ITEM(keywords, i);
    Reference value = exchange.to_numpy(args[nargs + i]);
    // The first argument has many names in NumPy and one in tnp.
    if (PyUnicode_CompareWithASCIIString(keyword, "input") == 0) {
      positional.insert(positional.begin(), std::move(value));
    } else {
      checked(
          PyDict_SetItem(named.get(), numpy_name(keyword).get(), value.get()));
    }
  }
  const auto size = static_cast<Py_ssize_t>(positional.size());
  const Reference tuple = checked(PyTuple_New(size));
  for (Py_ssize_t i = 0; i < size; ++i) {
    PyTuple_SET_ITEM(tuple.get(), i, positional[i].release());
  }
  const Reference result =
      checked(PyObject_Call(function, tuple.get(), named.get()));
  return exchange.from_numpy(result.get()).release();
}

// ---- The stand-in of a function.

struct FallbackObject {
  PyObject_HEAD PyObject* function;
  PyObject* name;  // NumPy's, dotted
  vectorcallfunc vectorcall;
};

extern PyTypeObject fallback_type;

FallbackObject* fallback_of(PyObject* object) {
  return reinterpret_cast<FallbackObject*>(object);
}

PyObject* call_fallback(PyObject* self, PyObject* const* args,
                        std::size_t nargsf, PyObject* keywords) {
  const FallbackObject& object = *fallback_of(self);
  PyObject* result =
      PyObject_Vectorcall(object.function, args, nargsf, keywords);
  if (result) return result;
  const char* name = PyUnicode_AsUTF8(object.name);
  result = or_numpy(nullptr, name, args, PyVectorcall_NARGS(nargsf), keywords);
  const bool is_printing =
      std::ranges::find(kPrinting, name) != std::end(kPrinting);
  if (result && is_printing &&
      PyErr_WarnEx(PyExc_RuntimeWarning,
                   "tnp does not print so: from here on NumPy's arrays do, and "
                   "those of tnp do not",
                   1) < 0) {
    Py_CLEAR(result);
  }
  return result;
}

void delete_fallback(PyObject* self) {
  Py_XDECREF(fallback_of(self)->function);
  Py_XDECREF(fallback_of(self)->name);
  PyObject_Free(self);
}

/// All that is said of the function: its name, its text, its signature.
PyObject* get_attribute(PyObject* self, PyObject* name) {
  if (PyUnicode_CompareWithASCIIString(name, "__mro_entries__") == 0) {
    return PyObject_GenericGetAttr(self, name);
  }
  return PyObject_GetAttr(fallback_of(self)->function, name);
}

PyObject* show(PyObject* self) {
  return PyObject_Repr(fallback_of(self)->function);
}

/// isinstance(object, tnp.vectorize)
PyObject* check_instance(PyObject* self, PyObject* object) {
  const int status = PyObject_IsInstance(object, fallback_of(self)->function);
  return status < 0 ? nullptr : PyBool_FromLong(status);
}

/// class Mine(tnp.vectorize)
PyObject* bases_of_class(PyObject* self, PyObject*) {
  return PyTuple_Pack(1, fallback_of(self)->function);
}

PyMethodDef fallback_methods[] = {
    {"__instancecheck__", check_instance, METH_O, nullptr},
    {"__mro_entries__", bases_of_class, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyTypeObject make_fallback_type() {
  PyTypeObject type{};
  type.tp_name = "tnp._Fallback";
  type.tp_basicsize = sizeof(FallbackObject);
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL;
  type.tp_doc = "A function of tnp that leaves what it refuses to NumPy.";
  type.tp_call = PyVectorcall_Call;
  type.tp_vectorcall_offset = offsetof(FallbackObject, vectorcall);
  type.tp_dealloc = delete_fallback;
  type.tp_getattro = get_attribute;
  type.tp_repr = show;
  type.tp_methods = fallback_methods;
  return type;
}

PyTypeObject fallback_type = make_fallback_type();

Reference make_fallback(PyObject* function, const std::string& name) {
  FallbackObject* object = PyObject_New(FallbackObject, &fallback_type);
  if (!object) throw PythonError();
  object->function = Py_NewRef(function);
  object->name = nullptr;
  object->vectorcall = call_fallback;
  Reference made(reinterpret_cast<PyObject*>(object));
  object->name = checked(PyUnicode_FromString(name.c_str())).release();
  return made;
}

// ---- The switch.

/// What stands in a module for `value` from now on; null where it stays.
Reference replacement(PyObject* value, const std::string& name) {
  if (!is_on) {
    return Py_TYPE(value) == &fallback_type
               ? Reference(Py_NewRef(fallback_of(value)->function))
               : Reference();
  }
  const bool is_function = PyCFunction_Check(value) ||
                           PyFunction_Check(value) || name == kFunctionClass;
  return is_function ? make_fallback(value, name) : Reference();
}

void replace_functions(const std::string& module) {
  const std::string full = module.empty() ? "tnp" : "tnp." + module;
  const Reference home = checked(PyImport_ImportModule(full.c_str()));
  PyObject* names = PyModule_GetDict(home.get());
  const Reference items = checked(PyDict_Items(names));
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items.get()); ++i) {
    PyObject* item = PyList_GET_ITEM(items.get(), i);
    PyObject* key = PyTuple_GET_ITEM(item, 0);
    const std::string name = PyUnicode_AsUTF8(key);
    if (name.starts_with('_')) continue;
    const Reference other = replacement(
        PyTuple_GET_ITEM(item, 1), module.empty() ? name : module + "." + name);
    if (other) checked(PyDict_SetItem(names, key, other.get()));
  }
}

bool wants_numpy(PyObject* where) {
  const char* text = PyUnicode_Check(where) ? PyUnicode_AsUTF8(where) : nullptr;
  const std::string_view name = text ? text : "";
  if (name == "numpy") return true;
  if (name == "error") return false;
  raise_value_error("the fallback must be 'numpy' or 'error'");
}

PyObject* set_fallback(PyObject*, PyObject* where) {
  return guarded([&] {
    const bool wanted = wants_numpy(where);
    const bool before = std::exchange(is_on, wanted);
    if (before != wanted) {
      for (const char* module : kModules) replace_functions(module);
    }
    return PyUnicode_FromString(before ? "numpy" : "error");
  });
}

PyMethodDef functions[] = {
    {"_set_fallback", set_fallback, METH_O,
     "_set_fallback(where, /)\n--\n\n"
     "Who does what tnp refuses, in the whole process: 'error', nobody (the "
     "default), or 'numpy': a function, ufunc or operator that would raise "
     "NotImplementedError is left to NumPy, and arrays of text and of Python's "
     "objects are NumPy's own. Gives what held before. Names that a program "
     "imported from tnp before keep to what held then; TNP_FALLBACK=numpy in "
     "the environment comes before all of them.\n\n"
     "Example: before = tnp._set_fallback('numpy')"},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

bool falls_back() { return is_on; }

PyObject* or_numpy(PyObject* result, const char* name, PyObject* const* args,
                   Py_ssize_t nargs, PyObject* keywords) {
  if (result || !is_on || !PyErr_ExceptionMatches(PyExc_NotImplementedError)) {
    return result;
  }
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  const Reference function = numpy_object(name);
  if (!function) {
    PyErr_Restore(type, value, traceback);
    return nullptr;
  }
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return guarded(
      [&] { return call_numpy(function.get(), args, nargs, keywords); });
}

int add_numpy_fallback(PyObject* module) {
  if (PyType_Ready(&fallback_type) < 0) return -1;
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
