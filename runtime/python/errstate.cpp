// tnp.errstate and its functions: what happens on floating-point errors, per
// thread.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "runtime/core/errors.h"
#include "runtime/core/fp_errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/reference.h"
#include "runtime/python/ufunc_arguments.h"
#include "runtime/python/ufunc_object.h"

namespace tnp::python {
namespace {

struct Category {
  const char* name;
  FpAction ErrState::* action;
};
constexpr std::array<Category, 4> kCategories = {{
    {"divide", &ErrState::divide},
    {"over", &ErrState::over},
    {"under", &ErrState::under},
    {"invalid", &ErrState::invalid},
}};
constexpr std::array<const char*, 6> kActions = {"ignore", "warn",  "raise",
                                                 "call",   "print", "log"};

// The function of kCall or the object of kLog, per thread; null when none.
PyObject*& error_callback() {
  thread_local PyObject* callback = nullptr;
  return callback;
}

FpAction action_from(PyObject* value) {
  for (std::size_t i = 0; i < kActions.size(); ++i) {
    if (PyUnicode_Check(value) && is_name(value, kActions[i])) {
      return static_cast<FpAction>(i);
    }
  }
  PyErr_Format(PyExc_ValueError, "invalid error mode %R", value);
  throw PythonError();
}

// What seterr's arguments ask for; nothing where they leave a category alone.
struct Request {
  std::array<std::optional<FpAction>, 4> actions;
  PyObject* call = nullptr;  // borrowed; errstate's `call`
};

void apply(const Request& request) {
  for (std::size_t i = 0; i < kCategories.size(); ++i) {
    if (request.actions[i]) {
      err_state().*kCategories[i].action = *request.actions[i];
    }
  }
}

// Arguments of seterr and errstate. `all` comes first and others override it.
Request request_from(const char* function, PyObject* const* args,
                     Py_ssize_t count, PyObject* keywords, bool takes_call) {
  Request request;
  const auto set_all = [&](PyObject* value) {
    if (value == Py_None) return;
    const FpAction action = action_from(value);
    for (auto& chosen : request.actions) {
      if (!chosen) chosen = action;
    }
  };
  if (count > 5) {
    raise_type_error(std::string(function) +
                     "() takes at most 5 positional arguments");
  }
  for (Py_ssize_t i = 1; i < count; ++i) {
    if (args[i] != Py_None) request.actions[i - 1] = action_from(args[i]);
  }
  PyObject* all = count > 0 ? args[0] : Py_None;
  const Py_ssize_t named = keywords ? PyTuple_GET_SIZE(keywords) : 0;
  for (Py_ssize_t k = 0; k < named; ++k) {
    PyObject* name = PyTuple_GET_ITEM(keywords, k);
    PyObject* value = args[count + k];
    std::size_t i = 0;
    while (i < kCategories.size() && !is_name(name, kCategories[i].name)) ++i;
    if (i < kCategories.size()) {
      if (value != Py_None) request.actions[i] = action_from(value);
    } else if (is_name(name, "all")) {
      all = value;
    } else if (takes_call && is_name(name, "call")) {
      request.call = value;
    } else {
      raise_unexpected_keyword(function, name);
    }
  }
  set_all(all);
  return request;
}

PyObject* state_dict(const ErrState& state) {
  return Py_BuildValue("{s:s,s:s,s:s,s:s}", "divide",
                       kActions[static_cast<std::size_t>(state.divide)], "over",
                       kActions[static_cast<std::size_t>(state.over)], "under",
                       kActions[static_cast<std::size_t>(state.under)],
                       "invalid",
                       kActions[static_cast<std::size_t>(state.invalid)]);
}

PyObject* geterr(PyObject*, PyObject*) { return state_dict(err_state()); }

PyObject* seterr(PyObject*, PyObject* const* args, Py_ssize_t count,
                 PyObject* keywords) {
  return guarded([&] {
    const Request request =
        request_from("seterr", args, count, keywords, false);
    const ErrState before = err_state();
    apply(request);
    return state_dict(before);
  });
}

PyObject* geterrcall(PyObject*, PyObject*) {
  PyObject* callback = error_callback();
  return Py_NewRef(callback ? callback : Py_None);
}

/// Refuses what neither 'call' nor 'log' could use.
void check_callback(PyObject* callback) {
  if (callback == Py_None || PyCallable_Check(callback)) return;
  const Reference write(PyObject_GetAttrString(callback, "write"));
  if (write && PyCallable_Check(write.get())) return;
  PyErr_Clear();
  raise_type_error(
      "python object must be callable or have a callable write method");
}

void set_error_callback(PyObject* callback) {
  PyObject* kept = callback == Py_None ? nullptr : Py_NewRef(callback);
  std::swap(error_callback(), kept);
  Py_XDECREF(kept);
}

PyObject* seterrcall(PyObject*, PyObject* const* args, Py_ssize_t count,
                     PyObject* keywords) {
  static constexpr Signature<1> kSignature{"seterrcall", {"func"}, 1, 1};
  return guarded([&]() -> PyObject* {
    const auto [callback] = bind(kSignature, args, count, keywords);
    check_callback(callback);
    PyObject* before = geterrcall(nullptr, nullptr);
    set_error_callback(callback);
    return before;
  });
}

/// NumPy's error where seterrcall has not been called.
[[noreturn]] void raise_no_callback(const char* format, std::string_view kind,
                                    std::string_view function) {
  PyErr_Format(PyExc_NameError, format, std::string(kind).c_str(),
               std::string(function).c_str());
  throw PythonError();
}

void call_callback(std::string_view kind, std::string_view function,
                   std::uint32_t flags) {
  PyObject* callback = error_callback();
  if (callback == nullptr) {
    raise_no_callback(
        "python callback specified for %s (in  %s) but no function found.",
        kind, function);
  }
  // NumPy's bits: divide 1, over 2, under 4, invalid 8.
  const int bits = (flags & kFpDivide ? 1 : 0) | (flags & kFpOverflow ? 2 : 0) |
                   (flags & kFpUnderflow ? 4 : 0) |
                   (flags & kFpInvalid ? 8 : 0);
  const Reference kept(Py_NewRef(callback));
  checked(
      PyObject_CallFunction(callback, "si", std::string(kind).c_str(), bits));
}

void log_error(std::string_view kind, std::string_view function) {
  PyObject* log = error_callback();
  if (log == nullptr) {
    raise_no_callback(
        "log specified for %s (in %s) but no object with write method found.",
        kind, function);
  }
  const std::string message = "Warning: " + std::string(kind) +
                              " encountered in " + std::string(function) + "\n";
  const Reference kept(Py_NewRef(log));
  checked(PyObject_CallMethod(log, "write", "s", message.c_str()));
}

// The context manager. It can be entered once at a time.
struct ErrStateObject {
  PyObject_HEAD Request request;
  PyObject* callback;  // owned; null: leave it
  ErrState before;
  PyObject* callback_before;  // owned while entered
  bool entered;
};

ErrStateObject* errstate_of(PyObject* self) {
  return reinterpret_cast<ErrStateObject*>(self);
}

PyObject* errstate_new(PyTypeObject* type, PyObject* args, PyObject* named) {
  return guarded([&]() -> PyObject* {
    if (PyTuple_GET_SIZE(args) > 0) {
      raise_type_error("errstate() takes keyword arguments only");
    }
    Request request;
    PyObject* call = nullptr;
    if (named != nullptr) {
      const Reference keys(PyDict_Keys(named));
      const Reference names(keys ? PyList_AsTuple(keys.get()) : nullptr);
      const Reference list(PyDict_Values(named));
      const Reference values(list ? PyList_AsTuple(list.get()) : nullptr);
      if (!names || !values) throw PythonError();
      // `named` keeps the values alive.
      c10::SmallVector<PyObject*, 6> given;
      for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values.get()); ++i) {
        given.push_back(PyTuple_GET_ITEM(values.get(), i));
      }
      request = request_from("errstate", given.data(), 0, names.get(), true);
      call = request.call;
    }
    auto* self = reinterpret_cast<ErrStateObject*>(type->tp_alloc(type, 0));
    if (self == nullptr) throw PythonError();
    self->request = request;
    self->callback = Py_XNewRef(call);
    return reinterpret_cast<PyObject*>(self);
  });
}

void errstate_free(PyObject* object) {
  ErrStateObject* self = errstate_of(object);
  Py_XDECREF(self->callback);
  Py_XDECREF(self->callback_before);
  Py_TYPE(object)->tp_free(object);
}

PyObject* errstate_enter(PyObject* object, PyObject*) {
  ErrStateObject* self = errstate_of(object);
  if (self->entered) {
    PyErr_SetString(PyExc_TypeError, "Cannot enter `np.errstate` twice.");
    return nullptr;
  }
  const auto check = [&] {
    if (self->callback != nullptr) check_callback(self->callback);
    return 0;
  };
  if (guarded_status(check) < 0) return nullptr;
  self->entered = true;
  self->before = err_state();
  self->callback_before = Py_XNewRef(error_callback());
  apply(self->request);
  if (self->callback != nullptr) set_error_callback(self->callback);
  Py_RETURN_NONE;
}

PyObject* errstate_exit(PyObject* object, PyObject*) {
  ErrStateObject* self = errstate_of(object);
  err_state() = self->before;
  Py_XDECREF(error_callback());
  error_callback() = self->callback_before;
  self->callback_before = nullptr;
  self->entered = false;
  Py_RETURN_NONE;
}

// A decorated function: runs inside a fresh copy of the state.
PyObject* run_decorated(PyObject* pair, PyObject* args, PyObject* named) {
  ErrStateObject* pattern = errstate_of(PyTuple_GET_ITEM(pair, 0));
  ErrStateObject scope = *pattern;
  scope.entered = false;
  PyObject* self = reinterpret_cast<PyObject*>(&scope);
  PyObject* entered = errstate_enter(self, nullptr);
  if (entered == nullptr) return nullptr;
  Py_DECREF(entered);
  PyObject* result = PyObject_Call(PyTuple_GET_ITEM(pair, 1), args, named);
  Py_DECREF(errstate_exit(self, nullptr));
  return result;
}

PyMethodDef decorated = {
    "decorated",
    reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(run_decorated)),
    METH_VARARGS | METH_KEYWORDS, nullptr};

PyObject* errstate_call(PyObject* self, PyObject* args, PyObject*) {
  PyObject* function = nullptr;
  if (!PyArg_UnpackTuple(args, "errstate", 1, 1, &function)) return nullptr;
  PyObject* pair = PyTuple_Pack(2, self, function);
  if (pair == nullptr) return nullptr;
  PyObject* run = PyCFunction_New(&decorated, pair);
  Py_DECREF(pair);
  if (run == nullptr) return nullptr;
  // A function made in Python keeps the name and takes attributes.
  PyObject* module = PyImport_ImportModule("tnp._callables");
  PyObject* result =
      module ? PyObject_CallMethod(module, "named_as", "OO", function, run)
             : nullptr;
  Py_XDECREF(module);
  Py_DECREF(run);
  return result;
}

PyMethodDef errstate_methods[] = {
    {"__enter__", errstate_enter, METH_NOARGS, nullptr},
    {"__exit__", errstate_exit, METH_VARARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyTypeObject make_errstate_type() {
  PyTypeObject type{};
  Py_SET_REFCNT(reinterpret_cast<PyObject*>(&type), 1);
  type.tp_name = "tnp.errstate";
  type.tp_doc =
      "errstate(*, call, all=None, divide=None, over=None, under=None, "
      "invalid=None)\n\nHow floating-point errors are treated inside a `with` "
      "block or a decorated function.";
  type.tp_basicsize = sizeof(ErrStateObject);
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_new = errstate_new;
  type.tp_dealloc = errstate_free;
  type.tp_call = errstate_call;
  type.tp_methods = errstate_methods;
  return type;
}
PyTypeObject errstate_type = make_errstate_type();

PyMethodDef functions[] = {
    {"geterr", geterr, METH_NOARGS,
     "geterr()\n\nHow each kind of floating-point error is treated."},
    {"seterr",
     reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(seterr)),
     METH_FASTCALL | METH_KEYWORDS,
     "seterr(all=None, divide=None, over=None, under=None, invalid=None)\n\n"
     "Sets how floating-point errors are treated; returns what was before."},
    {"geterrcall", geterrcall, METH_NOARGS,
     "geterrcall()\n\nThe function or log object of seterrcall, or None."},
    {"seterrcall",
     reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(seterrcall)),
     METH_FASTCALL | METH_KEYWORDS,
     "seterrcall(func)\n\nSets what 'call' calls or 'log' writes to."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_errstate(PyObject* module) {
  set_fp_callbacks({call_callback, log_error});
  if (PyType_Ready(&errstate_type) < 0 ||
      PyModule_AddObjectRef(module, "errstate",
                            reinterpret_cast<PyObject*>(&errstate_type)) < 0) {
    return -1;
  }
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
