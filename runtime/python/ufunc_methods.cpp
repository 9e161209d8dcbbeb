#include "runtime/core/ufunc_methods.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/gradients.h"
#include "runtime/python/overrides.h"
#include "runtime/python/ufunc_arguments.h"
#include "runtime/python/ufunc_object.h"

namespace tnp::python {
namespace {

// A parameter's name in NumPy and, where it has one, in translated programs.
struct Parameter {
  const char* name;
  const char* translated = nullptr;
};

// Sorts the arguments of a method into `values`, null where nothing was given.
template <std::size_t N>
std::array<PyObject*, N> bind(const char* method,
                              const std::array<Parameter, N>& parameters,
                              PyObject* const* args, Py_ssize_t count,
                              PyObject* keywords) {
  std::array<PyObject*, N> values{};
  if (count > static_cast<Py_ssize_t>(N)) {
    raise_type_error(std::string(method) + "() takes at most " +
                     std::to_string(N) + " positional arguments but " +
                     std::to_string(count) + " were given");
  }
  std::copy_n(args, count, values.begin());
  const Py_ssize_t named = keywords ? PyTuple_GET_SIZE(keywords) : 0;
  for (Py_ssize_t i = 0; i < named; ++i) {
    PyObject* name = PyTuple_GET_ITEM(keywords, i);
    std::size_t k = 0;
    while (k < N && !is_name(name, parameters[k].name) &&
           !(parameters[k].translated != nullptr &&
             is_name(name, parameters[k].translated))) {
      ++k;
    }
    if (k == N) raise_unexpected_keyword(method, name);
    if (values[k] != nullptr) {
      raise_type_error(std::string(method) +
                       "() got multiple values for argument '" +
                       parameters[k].name + "'");
    }
    values[k] = args[count + i];
  }
  if (values[0] == nullptr) {
    raise_type_error(std::string(method) +
                     "() missing required argument 'array' (pos 0)");
  }
  return values;
}

bool is_given(PyObject* value) { return value != nullptr && value != Py_None; }

std::optional<DType> dtype_argument(PyObject* value) {
  if (!is_given(value)) return std::nullopt;
  return dtype_from(value);
}

// The argument `out`.
struct Output {
  PyObject* object = nullptr;  // borrowed; null where nothing was given
  ndarray array;

  const ndarray* get() const { return object ? &array : nullptr; }
};

// A tuple of one array also counts. It takes part in the graphs of the other
// arguments from here on.
Output out_argument(PyObject* value, std::span<PyObject* const> values) {
  if (!is_given(value)) return {};
  if (PyTuple_Check(value)) {
    if (PyTuple_GET_SIZE(value) != 1) {
      raise_value_error("The 'out' tuple must have exactly one entry");
    }
    value = PyTuple_GET_ITEM(value, 0);
    if (value == Py_None) return {};
  }
  join_graphs_of(value, values);
  return {value, output_array(value)};
}

PyObject* wrap(ndarray&& result, PyObject* out,
               std::span<PyObject* const> inputs) {
  return out ? Py_NewRef(out) : wrap_for(inputs, std::move(result));
}

void require_binary(const Ufunc& ufunc, const char* method) {
  if (!ufunc.signature.empty()) {
    raise(ErrorKind::kRuntimeError,
          "Reduction not defined on ufunc with signature");
  }
  if (ufunc.nin == 2 && ufunc.nout == 1) return;
  raise_value_error(std::string(method) +
                    " only supported for binary functions");
}

/// initial=None: the identity does not stand for a result of no elements.
void check_not_empty(const Ufunc& ufunc, const ndarray& a,
                     const std::optional<Shape>& axes) {
  std::int64_t reduced = 1;
  for (int axis = 0; axis < a.ndim(); ++axis) {
    const bool is_reduced =
        !axes || std::ranges::any_of(*axes, [&](std::int64_t given) {
          return given == axis || given + a.ndim() == axis;
        });
    if (is_reduced) reduced *= a.shape(axis);
  }
  if (reduced == 0) {
    raise_value_error("zero-size array to reduction operation " +
                      std::string(ufunc.name) + " which has no identity");
  }
}

PyObject* reduce_method(PyObject* self, PyObject* const* args, Py_ssize_t count,
                        PyObject* keywords) {
  static constexpr std::array<Parameter, 7> kParameters = {
      {{"array"},
       {"axis", "dim"},
       {"dtype"},
       {"out"},
       {"keepdims", "keepdim"},
       {"initial"},
       {"where"}}};
  return guarded([&]() -> PyObject* {
    if (const auto result =
            ufunc_override(self, "reduce", args, count, keywords)) {
      return *result;
    }
    const Ufunc& ufunc = ufunc_of(self);
    require_binary(ufunc, "reduce");
    auto values = bind("reduce", kParameters, args, count, keywords);
    const bool keeps_array = values[3] == Py_Ellipsis;
    if (keeps_array && count > 3) {
      raise_type_error("out=... is only allowed as a keyword argument.");
    }
    if (keeps_array) values[3] = nullptr;
    const Operand array(values[0]);
    ReduceOptions options;
    // By default the first axis; None means all of them.
    std::optional<Shape> axes = Shape(array->ndim() > 0 ? 1 : 0, 0);
    if (values[1] != nullptr) axes = axes_from(values[1]);
    if (axes) options.axes = span_of(*axes);
    options.dtype = dtype_argument(values[2]);
    const Output out = out_argument(values[3], values);
    options.out = out.get();
    if (values[4] != nullptr) {
      options.keepdims = PyObject_IsTrue(values[4]) == 1;
    }
    if (is_given(values[5])) options.initial = scalar_from(values[5]);
    if (values[5] == Py_None) check_not_empty(ufunc, *array, axes);
    UfuncArguments arguments;
    if (values[6] != nullptr) {
      arguments.set_where(values[6]);
      if (arguments.where.defined()) options.where = &arguments.where;
    }
    if (keeps_array) return wrap_array(ufunc_reduce(ufunc, *array, options));
    return wrap(ufunc_reduce(ufunc, *array, options), out.object,
                {values.data(), 1});
  });
}

PyObject* accumulate_method(PyObject* self, PyObject* const* args,
                            Py_ssize_t count, PyObject* keywords) {
  static constexpr std::array<Parameter, 4> kParameters = {
      {{"array"}, {"axis", "dim"}, {"dtype"}, {"out"}}};
  return guarded([&]() -> PyObject* {
    if (const auto result =
            ufunc_override(self, "accumulate", args, count, keywords)) {
      return *result;
    }
    const Ufunc& ufunc = ufunc_of(self);
    require_binary(ufunc, "accumulate");
    auto values = bind("accumulate", kParameters, args, count, keywords);
    if (values[3] == Py_Ellipsis) values[3] = nullptr;
    const Operand array(values[0]);
    const int axis =
        is_given(values[1]) ? static_cast<int>(int_from(values[1])) : 0;
    const Output out = out_argument(values[3], values);
    return wrap(ufunc_accumulate(ufunc, *array, axis, dtype_argument(values[2]),
                                 out.get()),
                out.object, {values.data(), 1});
  });
}

PyObject* reduceat_method(PyObject* self, PyObject* const* args,
                          Py_ssize_t count, PyObject* keywords) {
  static constexpr std::array<Parameter, 5> kParameters = {
      {{"array"}, {"indices"}, {"axis", "dim"}, {"dtype"}, {"out"}}};
  return guarded([&]() -> PyObject* {
    if (const auto result =
            ufunc_override(self, "reduceat", args, count, keywords)) {
      return *result;
    }
    const Ufunc& ufunc = ufunc_of(self);
    require_binary(ufunc, "reduceat");
    const auto values = bind("reduceat", kParameters, args, count, keywords);
    if (values[1] == nullptr) {
      raise_type_error(
          "reduceat() missing required argument 'indices' (pos 1)");
    }
    const Operand array(values[0]);
    const int axis =
        is_given(values[2]) ? static_cast<int>(int_from(values[2])) : 0;
    const Output out = out_argument(values[4], values);
    ndarray indices = array_from(values[1]);
    // An empty list is no index, though it reads as float64.
    if (indices.size() == 0) indices = astype(indices, DType::kInt64);
    return wrap(ufunc_reduceat(ufunc, *array, indices, axis,
                               dtype_argument(values[3]), out.get()),
                out.object, {values.data(), 1});
  });
}

PyObject* outer_method(PyObject* self, PyObject* const* args, Py_ssize_t count,
                       PyObject* keywords) {
  return guarded([&]() -> PyObject* {
    if (const auto result =
            ufunc_override(self, "outer", args, count, keywords)) {
      return *result;
    }
    const Ufunc& ufunc = ufunc_of(self);
    if (!ufunc.signature.empty()) {
      raise_type_error(
          "method outer is not allowed in ufunc with non-trivial signature");
    }
    require_binary(ufunc, "outer product");
    if (count != 2) {
      raise_type_error("outer() takes exactly 2 positional arguments (" +
                       std::to_string(count) + " given)");
    }
    UfuncArguments arguments;
    const Py_ssize_t named = keywords ? PyTuple_GET_SIZE(keywords) : 0;
    for (Py_ssize_t i = 0; i < named; ++i) {
      PyObject* name = PyTuple_GET_ITEM(keywords, i);
      if (!arguments.set(ufunc, name, args[count + i])) {
        raise_unexpected_keyword("outer", name);
      }
    }
    const Operand a(args[0]);
    const Operand b(args[1]);
    UfuncResults results = ufunc_outer(ufunc, *a, *b, arguments.finish());
    PyObject* out =
        arguments.out_objects.empty() ? nullptr : arguments.out_objects[0];
    return wrap(std::move(results[0]), out, {args, 2});
  });
}

// The flat positions that an index addresses: the index applied to an array of
// positions.
ndarray addressed(const ndarray& target, PyObject* index) {
  PyObject* positions =
      wrap_array(ndarray::arange(target.size()).reshape(target.shape()));
  if (positions == nullptr) throw PythonError();
  PyObject* chosen = PyObject_GetItem(positions, index);
  Py_DECREF(positions);
  if (chosen == nullptr) throw PythonError();
  ndarray result;
  try {
    result = astype(operand_from(chosen), DType::kInt64);
  } catch (...) {
    Py_DECREF(chosen);
    throw;
  }
  Py_DECREF(chosen);
  return result;
}

PyObject* at_method(PyObject* self, PyObject* const* args, Py_ssize_t count) {
  return guarded([&]() -> PyObject* {
    if (const auto result = ufunc_override(self, "at", args, count, nullptr)) {
      return *result;
    }
    const Ufunc& ufunc = ufunc_of(self);
    if (!ufunc.signature.empty()) {
      const std::string name(ufunc.name);
      raise_type_error(name +
                       ".at does not support ufunc with non-trivial "
                       "signature: " +
                       name + " has signature " + std::string(ufunc.signature) +
                       ".");
    }
    if (count < 2 || count > 3) {
      raise_type_error("at() takes from 2 to 3 positional arguments but " +
                       std::to_string(count) + " were given");
    }
    if (!is_array(args[0])) {
      raise_type_error("first operand must be array");
    }
    if ((count == 3) != (ufunc.nin == 2)) {
      raise_value_error(ufunc.nin == 2
                            ? "second operand needed for ufunc"
                            : "second operand provided when ufunc is unary");
    }
    if (count == 3) join_graphs_of(args[0], {args + 2, 1});
    const ndarray& target = array_of(args[0]);
    const ndarray b = count == 3 ? operand_from(args[2]) : ndarray();
    ufunc_at(ufunc, target, addressed(target, args[1]), b);
    return Py_NewRef(Py_None);
  });
}

/// Pickled by its name in the module.
PyObject* reduce_to_name(PyObject* self, PyObject*) {
  return PyObject_GetAttrString(self, "__name__");
}

template <typename Function>
PyCFunction as_method(Function function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

}  // namespace

PyMethodDef ufunc_methods[] = {
    {"reduce", as_method(reduce_method), METH_FASTCALL | METH_KEYWORDS,
     "reduce(array, axis=0, dtype=None, out=None, keepdims=False, initial, "
     "where=True)\n\nReduces by applying the ufunc along the axes."},
    {"accumulate", as_method(accumulate_method), METH_FASTCALL | METH_KEYWORDS,
     "accumulate(array, axis=0, dtype=None, out=None)\n\nThe running results "
     "along the axis."},
    {"reduceat", as_method(reduceat_method), METH_FASTCALL | METH_KEYWORDS,
     "reduceat(array, indices, axis=0, dtype=None, out=None)\n\nReductions of "
     "slices between the indices."},
    {"outer", as_method(outer_method), METH_FASTCALL | METH_KEYWORDS,
     "outer(A, B, /, **kwargs)\n\nThe ufunc of every pair of elements."},
    {"at", as_method(at_method), METH_FASTCALL,
     "at(a, indices, b=None, /)\n\nUnbuffered operation in place on the "
     "addressed elements."},
    {"__reduce__", reduce_to_name, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
