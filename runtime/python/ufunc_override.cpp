// Dispatch of tnp's ufuncs to operands that bring `__array_ufunc__`.
#include <string>
#include <vector>

#include "runtime/core/errors.h"
#include "runtime/python/array_object.h"
#include "runtime/python/numpy_exchange.h"
#include "runtime/python/overrides.h"
#include "runtime/python/ufunc_arguments.h"
#include "runtime/python/ufunc_object.h"

namespace tnp::python {
namespace {

bool is_plain(PyObject* object) {
  return is_array_exact(object) || PyFloat_CheckExact(object) ||
         PyLong_CheckExact(object) || PyBool_Check(object) ||
         PyComplex_CheckExact(object) || PyList_CheckExact(object) ||
         PyTuple_CheckExact(object) || PyUnicode_CheckExact(object) ||
         object == Py_None || is_scalar_object(object);
}

PyObject* protocol_name() {
  static PyObject* name = PyUnicode_InternFromString("__array_ufunc__");
  return name;
}

Reference protocol_of(PyTypeObject* type) {
  PyObject* found =
      PyObject_GetAttr(reinterpret_cast<PyObject*>(type), protocol_name());
  if (!found) PyErr_Clear();
  return Reference(found);
}

/// tnp's and NumPy's own arrays, and classes that leave the method as it is.
bool is_default(PyObject* protocol) {
  static PyObject* own = protocol_of(&array_type).release();
  if (protocol == own) return true;
  PyObject* numpy = loaded_numpy();
  if (!numpy) return false;
  static PyObject* theirs = [&] {
    const Reference type(PyObject_GetAttrString(numpy, "ndarray"));
    return protocol_of(reinterpret_cast<PyTypeObject*>(type.get())).release();
  }();
  return protocol == theirs;
}

/// A call in the form that `__array_ufunc__` receives: inputs by position,
/// everything else by name, outputs as a tuple.
struct NormalCall {
  std::vector<PyObject*> inputs;  // borrowed
  Reference keywords;
};

constexpr const char* kReduceNames[] = {"axis",     "dtype",   "out",
                                        "keepdims", "initial", "where"};

/// How many arguments of a method are operands, and the names of the rest.
Py_ssize_t num_inputs(const Ufunc& ufunc, std::string_view method) {
  if (method == "__call__") return ufunc.nin;
  if (method == "outer" || method == "reduceat") return 2;
  return method == "at" ? 3 : 1;
}

void set_output(PyObject* keywords, PyObject* output) {
  Reference tuple(PyTuple_Check(output) ? Py_NewRef(output)
                                        : PyTuple_Pack(1, output));
  if (!tuple) throw PythonError();
  bool any = false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple.get()); ++i) {
    any = any || PyTuple_GET_ITEM(tuple.get(), i) != Py_None;
  }
  if (any) checked(PyDict_SetItemString(keywords, "out", tuple.get()));
}

void set_keyword(PyObject* keywords, PyObject* name, PyObject* value) {
  if (is_name(name, "out")) {
    set_output(keywords, value);
  } else if (is_name(name, "sig")) {
    checked(PyDict_SetItemString(keywords, "signature", value));
  } else {
    checked(PyDict_SetItem(keywords, name, value));
  }
}

NormalCall normal_call(const Ufunc& ufunc, std::string_view method,
                       PyObject* const* args, Py_ssize_t count,
                       PyObject* names) {
  NormalCall call;
  call.keywords = checked(PyDict_New());
  const Py_ssize_t inputs = std::min(count, num_inputs(ufunc, method));
  call.inputs.assign(args, args + inputs);
  const Py_ssize_t rest = count - inputs;
  if (method == "__call__" && rest > 0) {
    const Reference outputs = checked(PyTuple_New(ufunc.nout));
    for (int i = 0; i < ufunc.nout; ++i) {
      PyObject* output = i < rest ? args[inputs + i] : Py_None;
      PyTuple_SET_ITEM(outputs.get(), i, Py_NewRef(output));
    }
    set_output(call.keywords.get(), outputs.get());
  }
  if (method != "__call__" && method != "outer" && method != "at") {
    for (Py_ssize_t i = 0; i < std::min<Py_ssize_t>(rest, 6); ++i) {
      const Reference name = checked(PyUnicode_FromString(kReduceNames[i]));
      set_keyword(call.keywords.get(), name.get(), args[inputs + i]);
    }
  }
  const Py_ssize_t named = names ? PyTuple_GET_SIZE(names) : 0;
  for (Py_ssize_t i = 0; i < named; ++i) {
    set_keyword(call.keywords.get(), PyTuple_GET_ITEM(names, i),
                args[count + i]);
  }
  return call;
}

/// Adds an operand whose class overrides ufuncs: one of each class, derived
/// classes before their bases, else from left to right.
void add_override(std::vector<PyObject*>& found, PyObject* operand) {
  if (!may_override_ufunc(operand)) return;
  auto place = found.end();
  for (auto it = found.begin(); it != found.end(); ++it) {
    if (Py_TYPE(*it) == Py_TYPE(operand)) return;
    if (place == found.end() &&
        PyType_IsSubtype(Py_TYPE(operand), Py_TYPE(*it))) {
      place = it;
    }
  }
  found.insert(place, operand);
}

std::vector<PyObject*> overrides_of(const NormalCall& call) {
  std::vector<PyObject*> found;
  for (PyObject* input : call.inputs) add_override(found, input);
  PyObject* outputs = PyDict_GetItemString(call.keywords.get(), "out");
  for (Py_ssize_t i = 0; outputs && i < PyTuple_GET_SIZE(outputs); ++i) {
    add_override(found, PyTuple_GET_ITEM(outputs, i));
  }
  return found;
}

std::string repr_of(PyObject* object) {
  const Reference text = checked(PyObject_Repr(object));
  const char* utf8 = PyUnicode_AsUTF8(text.get());
  if (!utf8) throw PythonError();
  return utf8;
}

[[noreturn]] void raise_all_refused(PyObject* ufunc, const char* method,
                                    const NormalCall& call) {
  std::string text =
      "operand type(s) all returned NotImplemented from __array_ufunc__(" +
      repr_of(ufunc) + ", '" + method + "'";
  std::string types;
  for (PyObject* input : call.inputs) {
    text += ", " + repr_of(input);
    types += std::string(types.empty() ? "'" : ", '") +
             Py_TYPE(input)->tp_name + "'";
  }
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  Py_ssize_t position = 0;
  while (PyDict_Next(call.keywords.get(), &position, &key, &value)) {
    text += std::string(", ") + PyUnicode_AsUTF8(key) + "=" + repr_of(value);
  }
  raise_type_error(text + "): " + types);
}

PyObject* dispatch(PyObject* ufunc, const char* method, const NormalCall& call,
                   const std::vector<PyObject*>& overrides) {
  for (PyObject* operand : overrides) {
    if (protocol_of(Py_TYPE(operand)).get() == Py_None) {
      raise_type_error("operand '" + std::string(Py_TYPE(operand)->tp_name) +
                       "' does not support ufuncs (__array_ufunc__=None)");
    }
  }
  const auto n = static_cast<Py_ssize_t>(call.inputs.size());
  for (PyObject* operand : overrides) {
    const Reference function = protocol_of(Py_TYPE(operand));
    const Reference args = checked(PyTuple_New(n + 3));
    PyTuple_SET_ITEM(args.get(), 0, Py_NewRef(operand));
    PyTuple_SET_ITEM(args.get(), 1, Py_NewRef(ufunc));
    PyTuple_SET_ITEM(args.get(), 2,
                     checked(PyUnicode_FromString(method)).release());
    for (Py_ssize_t i = 0; i < n; ++i) {
      PyTuple_SET_ITEM(args.get(), i + 3, Py_NewRef(call.inputs[i]));
    }
    Reference result =
        checked(PyObject_Call(function.get(), args.get(), call.keywords.get()));
    if (result.get() != Py_NotImplemented) return result.release();
  }
  raise_all_refused(ufunc, method, call);
}

/// Whether any argument, also inside an `out` tuple, may override the ufunc.
bool any_override(PyObject* const* args, Py_ssize_t count, PyObject* names) {
  const Py_ssize_t all = count + (names ? PyTuple_GET_SIZE(names) : 0);
  for (Py_ssize_t i = 0; i < all; ++i) {
    if (may_override_ufunc(args[i])) return true;
    if (i < count || !PyTuple_Check(args[i])) continue;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(args[i]); ++k) {
      if (may_override_ufunc(PyTuple_GET_ITEM(args[i], k))) return true;
    }
  }
  return false;
}

}  // namespace

bool may_override_ufunc(PyObject* object) {
  if (is_plain(object)) return false;
  const Reference protocol = protocol_of(Py_TYPE(object));
  return protocol && !is_default(protocol.get());
}

std::optional<PyObject*> ufunc_override(PyObject* ufunc, const char* method,
                                        PyObject* const* args, Py_ssize_t count,
                                        PyObject* keywords) {
  if (!any_override(args, count, keywords)) return std::nullopt;
  const NormalCall call =
      normal_call(ufunc_of(ufunc), method, args, count, keywords);
  const std::vector<PyObject*> overrides = overrides_of(call);
  if (overrides.empty()) return std::nullopt;
  return dispatch(ufunc, method, call, overrides);
}

}  // namespace tnp::python
