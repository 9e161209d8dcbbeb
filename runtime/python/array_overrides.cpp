// How NumPy's functions and ufuncs treat tnp arrays: tnp's function of the same
// name does the work; where there is none, or it lacks an argument, NumPy's
// does on the same memory, and its results become tnp's.
#include <string>
#include <string_view>

#include "runtime/core/errors.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/numpy_exchange.h"
#include "runtime/python/overrides.h"
#include "runtime/python/ufunc_object.h"

namespace tnp::python {
namespace {

PyObject* not_implemented() { return Py_NewRef(Py_NotImplemented); }

std::string text_attribute(PyObject* object, const char* name) {
  const Reference value(PyObject_GetAttrString(object, name));
  const char* text = value && PyUnicode_Check(value.get())
                         ? PyUnicode_AsUTF8(value.get())
                         : nullptr;
  if (!text) PyErr_Clear();
  return text ? text : "";
}

/// The attribute of tnp or of one of its modules, or null.
Reference own_attribute(std::string_view module, const std::string& name) {
  const std::string full = "tnp" + std::string(module);
  PyObject* home = PyDict_GetItemString(PyImport_GetModuleDict(), full.c_str());
  Reference found(home ? PyObject_GetAttrString(home, name.c_str()) : nullptr);
  PyErr_Clear();
  return found;
}

/// tnp's counterpart of a function of NumPy's public modules, or null.
Reference counterpart(PyObject* function) {
  const std::string module = text_attribute(function, "__module__");
  constexpr std::string_view kRoot = "numpy";
  if (!module.starts_with(kRoot)) return {};
  return own_attribute(std::string_view(module).substr(kRoot.size()),
                       text_attribute(function, "__name__"));
}

/// Whether tnp refused an argument that NumPy may take: the exception is then
/// cleared.
bool was_refused() {
  if (!PyErr_ExceptionMatches(PyExc_TypeError) &&
      !PyErr_ExceptionMatches(PyExc_NotImplementedError)) {
    return false;
  }
  PyErr_Clear();
  return true;
}

/// The call by NumPy, on shared memory.
PyObject* call_numpy(PyObject* function, PyObject* args, PyObject* keywords) {
  NumpyExchange exchange;
  const Reference given = exchange.to_numpy(args);
  Reference named;
  if (keywords) named = exchange.to_numpy(keywords);
  const Reference result =
      checked(PyObject_Call(function, given.get(), named.get()));
  return exchange.from_numpy(result.get()).release();
}

// ---- __array_ufunc__.

/// The `out` tuple with NumPy's arrays as tnp's, on the same memory.
Reference shared_outputs(PyObject* outputs) {
  const Py_ssize_t n = PyTuple_GET_SIZE(outputs);
  Reference shared = checked(PyTuple_New(n));
  for (Py_ssize_t i = 0; i < n; ++i) {
    PyObject* output = PyTuple_GET_ITEM(outputs, i);
    PyObject* item = output == Py_None || is_array(output)
                         ? Py_NewRef(output)
                         : wrap_array(array_from(output, {}, false), output);
    if (!item) throw PythonError();
    PyTuple_SET_ITEM(shared.get(), i, item);
  }
  return shared;
}

/// What the caller gave as outputs in place of the results.
PyObject* with_given_outputs(Reference result, PyObject* outputs) {
  if (!PyTuple_Check(result.get())) {
    PyObject* output = PyTuple_GET_ITEM(outputs, 0);
    return output == Py_None ? result.release() : Py_NewRef(output);
  }
  const Py_ssize_t n = PyTuple_GET_SIZE(result.get());
  Reference tuple = checked(PyTuple_New(n));
  for (Py_ssize_t i = 0; i < n; ++i) {
    PyObject* output = PyTuple_GET_ITEM(outputs, i);
    PyObject* item =
        output == Py_None ? PyTuple_GET_ITEM(result.get(), i) : output;
    PyTuple_SET_ITEM(tuple.get(), i, Py_NewRef(item));
  }
  return tuple.release();
}

PyObject* call_own_ufunc(PyObject* method, PyObject* inputs,
                         PyObject* keywords) {
  PyObject* outputs =
      keywords ? PyDict_GetItemString(keywords, "out") : nullptr;
  if (!outputs || !PyTuple_Check(outputs)) {
    return checked(PyObject_Call(method, inputs, keywords)).release();
  }
  const Reference named = checked(PyDict_Copy(keywords));
  const Reference shared = shared_outputs(outputs);
  checked(PyDict_SetItemString(named.get(), "out", shared.get()));
  return with_given_outputs(checked(PyObject_Call(method, inputs, named.get())),
                            outputs);
}

bool is_foreign(PyObject* object) {
  return object != Py_None && may_override_ufunc(object);
}

/// Whether an operand of a class that neither tnp nor NumPy made takes part.
bool has_foreign_operand(PyObject* inputs, PyObject* keywords) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(inputs); ++i) {
    if (is_foreign(PyTuple_GET_ITEM(inputs, i))) return true;
  }
  PyObject* outputs =
      keywords ? PyDict_GetItemString(keywords, "out") : nullptr;
  if (!outputs || !PyTuple_Check(outputs)) return false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(outputs); ++i) {
    if (is_foreign(PyTuple_GET_ITEM(outputs, i))) return true;
  }
  return false;
}

PyObject* dispatch_ufunc(PyObject* ufunc, PyObject* name, PyObject* inputs,
                         PyObject* keywords) {
  Reference own(
      Py_TYPE(ufunc) == &ufunc_type
          ? Py_NewRef(ufunc)
          : own_attribute("", text_attribute(ufunc, "__name__")).release());
  if (own && Py_TYPE(own.get()) == &ufunc_type) {
    const Reference method = checked(PyObject_GetAttr(own.get(), name));
    PyObject* result =
        guarded([&] { return call_own_ufunc(method.get(), inputs, keywords); });
    if (result || own.get() == ufunc || !was_refused()) return result;
  }
  const Reference method = checked(PyObject_GetAttr(ufunc, name));
  return call_numpy(method.get(), inputs, keywords);
}

/// __array_ufunc__(self, ufunc, method, *inputs, **kwargs).
PyObject* array_ufunc(PyObject*, PyObject* args, PyObject* keywords) {
  return guarded([&]() -> PyObject* {
    if (PyTuple_GET_SIZE(args) < 3) {
      raise_type_error("__array_ufunc__ requires at least 3 arguments");
    }
    const Reference inputs =
        checked(PyTuple_GetSlice(args, 2, PyTuple_GET_SIZE(args)));
    if (has_foreign_operand(inputs.get(), keywords)) return not_implemented();
    return dispatch_ufunc(PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1),
                          inputs.get(), keywords);
  });
}

// ---- __array_function__.

enum class Company { kKnown, kNumpySubclass, kForeign };

/// Who else takes part in a call, from the types that NumPy collected.
Company company_of(PyObject* types) {
  const Reference own = checked(PyObject_GetAttrString(
      reinterpret_cast<PyObject*>(&array_type), "__array_function__"));
  const Reference base =
      checked(PyObject_GetAttrString(loaded_numpy(), "ndarray"));
  const Reference known =
      checked(PyObject_GetAttrString(base.get(), "__array_function__"));
  const Reference all = checked(PySequence_Tuple(types));
  Company company = Company::kKnown;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(all.get()); ++i) {
    PyObject* type = PyTuple_GET_ITEM(all.get(), i);
    const Reference method(PyObject_GetAttrString(type, "__array_function__"));
    PyErr_Clear();
    if (method.get() == own.get() || type == base.get()) continue;
    if (method.get() != known.get()) return Company::kForeign;
    company = Company::kNumpySubclass;
  }
  return company;
}

/// __array_function__(self, func, types, args, kwargs).
PyObject* array_function(PyObject*, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"func", "types", "args", "kwargs", nullptr};
  PyObject* function = nullptr;
  PyObject* types = nullptr;
  PyObject* given = nullptr;
  PyObject* named = nullptr;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "OOO!O!:__array_function__",
                                   const_cast<char**>(names), &function, &types,
                                   &PyTuple_Type, &given, &PyDict_Type,
                                   &named)) {
    return nullptr;
  }
  return guarded([&]() -> PyObject* {
    if (!loaded_numpy()) return not_implemented();
    const Company company = company_of(types);
    if (company == Company::kForeign) return not_implemented();
    // tnp would drop the mask of a masked array, the class of a matrix.
    if (company == Company::kKnown) {
      const Reference own = counterpart(function);
      if (own) {
        PyObject* result = PyObject_Call(own.get(), given, named);
        if (result || !was_refused()) return result;
      }
    }
    return call_numpy(function, given, named);
  });
}

}  // namespace

PyMethodDef array_override_methods[] = {
    {"__array_ufunc__", method_cast(array_ufunc), METH_VARARGS | METH_KEYWORDS,
     "NumPy's protocol: a ufunc applied to tnp arrays gives tnp arrays."},
    {"__array_function__", method_cast(array_function),
     METH_VARARGS | METH_KEYWORDS,
     "NumPy's protocol: its functions applied to tnp arrays give tnp arrays."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
