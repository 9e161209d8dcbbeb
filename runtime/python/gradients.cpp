#include "runtime/python/gradients.h"

#include <ATen/core/grad_mode.h>

#include "runtime/core/errors.h"
#include "runtime/core/gradient.h"
#include "runtime/core/tensor.h"
#include "runtime/python/arguments.h"
#include "runtime/python/convert.h"
#include "runtime/python/module.h"
#include "runtime/python/torch_bridge.h"

namespace tnp::python {
namespace {

ArrayObject* object_of(PyObject* self) {
  return reinterpret_cast<ArrayObject*>(self);
}

/// Releases the GIL: the engine runs Python's hooks in other threads.
class WithoutGil {
 public:
  WithoutGil() : state_(PyEval_SaveThread()) {}
  WithoutGil(const WithoutGil&) = delete;
  WithoutGil& operator=(const WithoutGil&) = delete;
  ~WithoutGil() { PyEval_RestoreThread(state_); }

 private:
  PyThreadState* state_;
};

PyObject* array_requires_grad_(PyObject* self, PyObject* const* args,
                               Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<1> signature{"_requires_grad_",
                                          {"requires_grad"}};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    set_requires_grad(object_of(self)->array, flag_from(values[0], true));
    return Py_NewRef(self);
  });
}

std::optional<std::vector<ndarray>> backward_inputs(PyObject* value) {
  if (!is_given(value)) return std::nullopt;
  if (is_array(value)) return std::vector<ndarray>{array_of(value)};
  return arrays_from(value);
}

PyObject* array_backward(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<4> signature{
      "_backward", {"gradient", "retain_graph", "create_graph", "inputs"}};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    const ndarray array = array_of(self);
    BackwardOptions options;
    if (is_given(values[0])) {
      options.gradient = array_from(values[0], array.dtype());
    }
    if (is_given(values[1])) options.retain_graph = flag_from(values[1], false);
    options.create_graph = flag_from(values[2], false);
    options.inputs = backward_inputs(values[3]);
    {
      const WithoutGil released;
      backward(array, options);
    }
    return Py_NewRef(Py_None);
  });
}

PyObject* array_detach(PyObject* self, PyObject*) {
  return guarded([&] {
    const ndarray& array = array_of(self);
    if (array.is_direct()) return Py_NewRef(self);
    ndarray detached = detach(array);
    detached.set(ndarray::kWriteable, array.is_writeable());
    return wrap_array(std::move(detached));
  });
}

PyObject* array_retain_grad(PyObject* self, PyObject*) {
  return guarded([&] {
    const ndarray& array = array_of(self);
    if (!requires_grad(array)) {
      raise(ErrorKind::kRuntimeError,
            "_retain_grad: the array does not require gradients");
    }
    array.kept_tensor().retain_grad();
    return Py_NewRef(Py_None);
  });
}

PyObject* get_requires_grad(PyObject* self, void*) {
  return PyBool_FromLong(requires_grad(array_of(self)));
}

int set_requires_grad_attribute(PyObject* self, PyObject* value, void*) {
  return guarded_status([&] {
    set_requires_grad(object_of(self)->array, flag_from(value, false));
    return 0;
  });
}

PyObject* get_is_leaf(PyObject* self, void*) {
  const ndarray& array = array_of(self);
  return PyBool_FromLong(array.is_direct() || array.kept_tensor().is_leaf());
}

PyObject* get_grad(PyObject* self, void*) {
  return guarded([&] {
    ndarray gradient = gradient_of(array_of(self));
    if (!gradient.defined()) return Py_NewRef(Py_None);
    return wrap_array(std::move(gradient));
  });
}

int set_grad(PyObject* self, PyObject* value, void*) {
  return guarded_status([&] {
    const bool given = is_given(value);
    set_gradient(array_of(self), given ? array_from(value) : ndarray());
    return 0;
  });
}

PyObject* set_grad_enabled(PyObject*, PyObject* value) {
  return guarded([&] {
    const bool enabled = flag_from(value, true);
    const bool before = at::GradMode::is_enabled();
    at::GradMode::set_enabled(enabled);
    return PyBool_FromLong(before);
  });
}

PyObject* set_force_indirect(PyObject*, PyObject* value) {
  return guarded([&] {
    return PyBool_FromLong(force_indirect(flag_from(value, true)));
  });
}

PyObject* make_indirect(PyObject*, PyObject* value) {
  return guarded([&] { return wrap_array(to_indirect(array_from(value))); });
}

PyMethodDef functions[] = {
    {"_set_grad_enabled", set_grad_enabled, METH_O,
     "_set_grad_enabled(enabled)\n--\n\nSwitches the recording of gradients in "
     "this thread; gives the old state.\n\n"
     "Example: before = tnp._set_grad_enabled(False)"},
    {"_force_indirect", set_force_indirect, METH_O,
     "_force_indirect(on)\n--\n\nFor tests: results of torch's operators stay "
     "indirect, as on a GPU.\nGives the old state."},
    {"_indirect", make_indirect, METH_O,
     "_indirect(a)\n--\n\nFor tests: the array on the same memory, computed "
     "by torch's operators."},
    {nullptr, nullptr, 0, nullptr},
};

/// Whether gradients flow back through the object, a tensor or an array.
const ndarray* recording(PyObject* value) {
  if (!value || !is_array(value)) return nullptr;
  const ndarray& array = array_of(value);
  return records_gradient(array) ? &array : nullptr;
}

bool is_plain_number(PyObject* value) {
  return PyFloat_CheckExact(value) || PyLong_CheckExact(value) ||
         PyBool_Check(value) || PyComplex_CheckExact(value);
}

}  // namespace

void join_graph_of(PyObject* target, const ndarray& value) {
  ArrayObject* object = object_of(target);
  if (!object->array.is_direct() || !records_gradient(value)) return;
  if (!object->array.is_writeable()) return;  // an error of its own follows
  ArrayObject* base = object->base && is_array(object->base)
                          ? object_of(object->base)
                          : nullptr;
  if (base && !base->array.is_direct()) base = nullptr;
  join_graph(object->array, base ? &base->array : nullptr, base ? 2 : 1);
}

void join_graphs_of(PyObject* target, std::span<PyObject* const> values) {
  if (!is_array(target)) return;
  for (PyObject* value : values) {
    if (!value || is_plain_number(value)) continue;
    if (is_array(value)) {
      if (const ndarray* array = recording(value)) {
        join_graph_of(target, *array);
      }
    } else if (is_tensor(value)) {
      join_graph_of(target, array_from_tensor(value));
    } else if (PyList_Check(value) || PyTuple_Check(value)) {
      join_graphs_of(target,
                     {PySequence_Fast_ITEMS(value),
                      static_cast<std::size_t>(PySequence_Fast_GET_SIZE(value))});
    }
  }
}

#define TNP_FAST_METHOD(function) \
  reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function))

PyMethodDef gradient_methods[] = {
    {"_requires_grad_", TNP_FAST_METHOD(array_requires_grad_),
     METH_FASTCALL | METH_KEYWORDS,
     "_requires_grad_(requires_grad=True)\n--\n\nMakes this array a leaf of "
     "gradient graphs, in place, and returns it.\n\nDtypes: floating point and "
     "complex. Devices: all. Raises RuntimeError for\nother dtypes and for "
     "layouts that torch does not have.\n\n"
     "Example: x = tnp.ones(3)._requires_grad_()"},
    {"_backward", TNP_FAST_METHOD(array_backward),
     METH_FASTCALL | METH_KEYWORDS,
     "_backward(gradient=None, retain_graph=None, create_graph=False, "
     "inputs=None)\n--\n\nAdds the gradient of this array to `_grad` of every "
     "leaf, or of `inputs`.\n\nShapes: `gradient` has this array's; it may be "
     "left out for one element.\nRaises RuntimeError when nothing here "
     "requires gradients.\n\n"
     "Example: (x ** 2).sum()._backward()"},
    {"_retain_grad", array_retain_grad, METH_NOARGS,
     "_retain_grad()\n--\n\nKeeps `_grad` of this array, which is no leaf, "
     "too.\n\nExample: y._retain_grad()"},
    {"_detach", array_detach, METH_NOARGS,
     "_detach()\n--\n\nThis array outside any gradient graph, sharing its "
     "memory; itself when\nit takes part in none.\n\n"
     "Example: print(a._detach())"},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef gradient_attributes[] = {
    {"_requires_grad", get_requires_grad, set_requires_grad_attribute,
     "Whether gradients flow back through this array.", nullptr},
    {"_grad", get_grad, set_grad,
     "The gradient that `_backward` left here, or None; may be set to None.",
     nullptr},
    {"_is_leaf", get_is_leaf, nullptr,
     "Whether this array is not the result of a recorded operation.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

int add_gradients(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
