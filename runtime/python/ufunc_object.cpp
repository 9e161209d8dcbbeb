#include "runtime/python/ufunc_object.h"

#include <string>

#include "runtime/core/errors.h"
#include "runtime/core/gufunc.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/module.h"
#include "runtime/python/numpy_fallback.h"
#include "runtime/python/overrides.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"
#include "runtime/python/ufunc_arguments.h"

namespace tnp::python {
namespace {

// A call as `__array_wrap__` is told of it.
struct Call {
  PyObject* ufunc;
  std::span<PyObject* const> inputs;
  PyObject* wrapper = find_wrapper(inputs);  // null: no input has a class
};

PyObject* wrap_as_input(const Call& call, std::size_t index, ndarray&& result) {
  Reference inputs = checked(PyTuple_New(std::ssize(call.inputs)));
  for (std::size_t i = 0; i < call.inputs.size(); ++i) {
    PyTuple_SET_ITEM(inputs.get(), static_cast<Py_ssize_t>(i),
                     Py_NewRef(call.inputs[i]));
  }
  const Reference context = checked(Py_BuildValue(
      "(OOn)", call.ufunc, inputs.get(), static_cast<Py_ssize_t>(index)));
  return wrap_by(call.wrapper, std::move(result), context.get());
}

PyObject* wrap_one(const Call& call, const UfuncArguments& arguments,
                   std::size_t index, ndarray&& result) {
  if (index < arguments.out_objects.size() &&
      arguments.out_objects[index] != nullptr) {
    return Py_NewRef(arguments.out_objects[index]);
  }
  if (call.wrapper) return wrap_as_input(call, index, std::move(result));
  if (arguments.keeps_arrays) return wrap_array(std::move(result));
  return wrap_result(std::move(result));
}

PyObject* wrap_results(const Call& call, const UfuncArguments& arguments,
                       UfuncResults&& results) {
  if (results.size() == 1) {
    return wrap_one(call, arguments, 0, std::move(results[0]));
  }
  PyObject* tuple = PyTuple_New(static_cast<Py_ssize_t>(results.size()));
  if (tuple == nullptr) return nullptr;
  for (std::size_t i = 0; i < results.size(); ++i) {
    PyObject* item = wrap_one(call, arguments, i, std::move(results[i]));
    if (item == nullptr) {
      Py_DECREF(tuple);
      return nullptr;
    }
    PyTuple_SET_ITEM(tuple, static_cast<Py_ssize_t>(i), item);
  }
  return tuple;
}

UfuncResults compute(const Ufunc& ufunc, std::span<const ndarray> inputs,
                     const UfuncOptions& options) {
  if (!ufunc.signature.empty()) {
    return {call_gufunc(ufunc, inputs[0], inputs[1], options)};
  }
  return call_ufunc(ufunc, inputs, options);
}

// A scalar's element needs no array; null without an exception for others.
PyObject* call_scalar(const Ufunc& ufunc, PyObject* object) {
  const int dtype = exact_scalar_dtype(Py_TYPE(object));
  if (dtype < 0) return nullptr;
  alignas(16) char result[16];
  const std::optional<DType> type = call_unary_element(
      ufunc, static_cast<DType>(dtype), scalar_data(object), result);
  if (!type) return nullptr;
  return dispatch_dtype(*type, [&]<typename T>(TypeTag<T>) {
    PyObject* scalar = make_scalar(load_element<T>(result));
    if (scalar == nullptr) throw PythonError();
    return scalar;
  });
}

// One or two inputs and nothing else.
PyObject* call_plain(const Ufunc& ufunc, PyObject* const* args) {
  if (ufunc.nin == 1) {
    if (PyObject* scalar = call_scalar(ufunc, args[0])) return scalar;
  }
  const Operand a(ufunc, args[0], args[ufunc.nin - 1]);
  if (ufunc.nin == 1) {
    return wrap_computed(a->ndim() == 0, [&] { return call_unary(ufunc, *a); });
  }
  Scalar number;
  if (is_array_exact(args[0]) && plain_number(args[1], number)) {
    return wrap_computed(a->ndim() == 0, [&] {
      return call_binary_number(ufunc, *a, number, false);
    });
  }
  const Operand b(ufunc, args[1], args[0]);
  return wrap_computed(a->ndim() == 0 && b->ndim() == 0,
                       [&] { return call_binary(ufunc, *a, *b); });
}

void check_count(const Ufunc& ufunc, Py_ssize_t count) {
  const int most = ufunc.nin + ufunc.nout;
  if (count >= ufunc.nin && count <= most) return;
  raise_type_error(std::string(ufunc.name) + "() takes from " +
                   std::to_string(ufunc.nin) + " to " + std::to_string(most) +
                   " positional arguments but " + std::to_string(count) +
                   (count == 1 ? " was" : " were") + " given");
}

// Outputs may follow the inputs by position.
void set_positional_outputs(const Ufunc& ufunc, UfuncArguments& arguments,
                            PyObject* const* args, Py_ssize_t count) {
  if (count <= ufunc.nin) return;
  for (int i = 0; i < ufunc.nout; ++i) {
    const Py_ssize_t position = ufunc.nin + i;
    const bool given = position < count && args[position] != Py_None;
    if (given && args[position] == Py_Ellipsis) {
      raise_type_error("out=... is only allowed as a keyword argument.");
    }
    arguments.out.push_back(given ? output_array(args[position]) : ndarray());
    arguments.out_objects.push_back(given ? args[position] : nullptr);
  }
}

PyObject* call_general(PyObject* self, PyObject* const* args, Py_ssize_t count,
                       PyObject* keywords) {
  const Ufunc& ufunc = ufunc_of(self);
  check_count(ufunc, count);
  UfuncArguments arguments;
  set_positional_outputs(ufunc, arguments, args, count);
  arguments.names_out = count > ufunc.nin;
  const Py_ssize_t named = keywords ? PyTuple_GET_SIZE(keywords) : 0;
  for (Py_ssize_t i = 0; i < named; ++i) {
    PyObject* name = PyTuple_GET_ITEM(keywords, i);
    if (!arguments.set(ufunc, name, args[count + i])) {
      raise_unexpected_keyword(ufunc.name, name);
    }
  }
  c10::SmallVector<ndarray, 4> inputs;
  arguments.join_graphs({args, static_cast<std::size_t>(ufunc.nin)});
  for (int i = 0; i < ufunc.nin; ++i) {
    inputs.push_back(operand_beside(ufunc, args[i], args[ufunc.nin - 1 - i]));
  }
  arguments.warn_of_unset(ufunc);
  return wrap_results(
      Call{self, {args, static_cast<std::size_t>(ufunc.nin)}}, arguments,
      compute(ufunc, std::span<const ndarray>(inputs.data(), inputs.size()),
              arguments.finish()));
}

/// `out` of a call that gives nothing else, by position or by name; or null.
PyObject* only_output(const Ufunc& ufunc, PyObject* const* args,
                      Py_ssize_t count, PyObject* keywords) {
  const Py_ssize_t named = keywords ? PyTuple_GET_SIZE(keywords) : 0;
  if (ufunc.nout != 1 || count + named != ufunc.nin + 1) return nullptr;
  if (named == 1 && !is_name(PyTuple_GET_ITEM(keywords, 0), "out")) {
    return nullptr;
  }
  return named <= 1 ? args[ufunc.nin] : nullptr;
}

/// Writes into arrays that need no preparation; null where they do.
PyObject* call_into(const Ufunc& ufunc, PyObject* const* args, Py_ssize_t count,
                    PyObject* keywords) {
  if (ufunc.nin > 2 || !ufunc.signature.empty()) return nullptr;
  PyObject* out = only_output(ufunc, args, count, keywords);
  if (!out || !is_array_exact(out) || !is_array_exact(args[0])) return nullptr;
  if (ufunc.nin == 1) {
    return try_call_into(ufunc, array_of(args[0]), nullptr, array_of(out))
               ? Py_NewRef(out)
               : nullptr;
  }
  Scalar number;
  const bool is_number = plain_number(args[1], number);
  if (!is_number && !is_array_exact(args[1])) return nullptr;
  const bool done =
      is_number
          ? [&] {
              const ndarray weak = ndarray::from_scalar(number, true);
              return try_call_into(ufunc, array_of(args[0]), &weak,
                                   array_of(out));
            }()
          : try_call_into(ufunc, array_of(args[0]), &array_of(args[1]), array_of(out));
  return done ? Py_NewRef(out) : nullptr;
}

PyObject* ufunc_repr(PyObject* self) {
  const std::string text = "<ufunc '" + std::string(ufunc_of(self).name) + "'>";
  return PyUnicode_FromStringAndSize(text.data(),
                                     static_cast<Py_ssize_t>(text.size()));
}

PyTypeObject make_ufunc_type() {
  PyTypeObject type{};
  Py_SET_REFCNT(reinterpret_cast<PyObject*>(&type), 1);
  type.tp_name = "tnp.ufunc";
  type.tp_doc = "Functions that operate element by element on whole arrays.";
  type.tp_basicsize = sizeof(UfuncObject);
  type.tp_vectorcall_offset = offsetof(UfuncObject, vectorcall);
  type.tp_call = PyVectorcall_Call;
  type.tp_repr = ufunc_repr;
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL;
  type.tp_methods = ufunc_methods;
  type.tp_getset = ufunc_attributes;
  return type;
}

constexpr const char* kAliases[] = {"abs",
                                    "acos",
                                    "acosh",
                                    "asin",
                                    "asinh",
                                    "atan",
                                    "atan2",
                                    "atanh",
                                    "bitwise_invert",
                                    "bitwise_left_shift",
                                    "bitwise_not",
                                    "bitwise_right_shift",
                                    "conj",
                                    "mod",
                                    "pow",
                                    "true_divide"};

PyObject* make_ufunc_object(const Ufunc& ufunc) {
  UfuncObject* object = PyObject_New(UfuncObject, &ufunc_type);
  if (object == nullptr) return nullptr;
  object->ufunc = &ufunc;
  object->vectorcall = call_ufunc_object;
  return reinterpret_cast<PyObject*>(object);
}

}  // namespace

PyTypeObject ufunc_type = make_ufunc_type();

PyObject* ufunc_object(const Ufunc& ufunc) {
  PyObject* module = PyImport_ImportModule("tnp._tnp");
  if (module == nullptr) return nullptr;
  PyObject* object =
      PyObject_GetAttrString(module, std::string(ufunc.name).c_str());
  Py_DECREF(module);
  return object;
}

PyObject* call_ufunc_object(PyObject* self, PyObject* const* args,
                            std::size_t nargsf, PyObject* keywords) {
  const Ufunc& ufunc = ufunc_of(self);
  const Py_ssize_t count = PyVectorcall_NARGS(nargsf);
  PyObject* result = guarded([&]() -> PyObject* {
    if (const auto result =
            ufunc_override(self, "__call__", args, count, keywords)) {
      return *result;
    }
    const bool plain =
        count == ufunc.nin && ufunc.nout == 1 && ufunc.signature.empty() &&
        (keywords == nullptr || PyTuple_GET_SIZE(keywords) == 0) &&
        !find_wrapper({args, static_cast<std::size_t>(count)});
    if (plain) return call_plain(ufunc, args);
    PyObject* const written = call_into(ufunc, args, count, keywords);
    return written ? written : call_general(self, args, count, keywords);
  });
  if (result) return result;
  return or_numpy(nullptr, std::string(ufunc.name).c_str(), args, count,
                  keywords);
}

int add_ufuncs(PyObject* module) {
  if (PyType_Ready(&ufunc_type) < 0 ||
      PyModule_AddObjectRef(module, "ufunc",
                            reinterpret_cast<PyObject*>(&ufunc_type)) < 0) {
    return -1;
  }
  for (const Ufunc* ufunc : all_ufuncs()) {
    PyObject* object = make_ufunc_object(*ufunc);
    const std::string name(ufunc->name);
    const int status = PyModule_AddObjectRef(module, name.c_str(), object);
    Py_XDECREF(object);
    if (status < 0) return -1;
  }
  for (const char* alias : kAliases) {
    const std::string name(find_ufunc(alias)->name);
    PyObject* object = PyObject_GetAttrString(module, name.c_str());
    const int status = PyModule_AddObjectRef(module, alias, object);
    Py_XDECREF(object);
    if (status < 0) return -1;
  }
  return add_errstate(module);
}

}  // namespace tnp::python
