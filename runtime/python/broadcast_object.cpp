// tnp.broadcast: the elements of arrays broadcast against each other, and flat
// iterators over them.
#include <algorithm>
#include <memory>
#include <vector>

#include "runtime/core/errors.h"
#include "runtime/core/nd_iterator.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/flat_iterator.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

struct Broadcast {
  PyObject_HEAD NdIterator* iterator;
};

PyTypeObject broadcast_type = {PyVarObject_HEAD_INIT(nullptr, 0)};

NdIterator& iterator_of(PyObject* self) {
  return *reinterpret_cast<Broadcast*>(self)->iterator;
}

/// The arrays of the arguments; those of another broadcast one by one.
std::vector<NdOperand> operands_from(PyObject* args) {
  std::vector<NdOperand> operands;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); ++i) {
    PyObject* argument = PyTuple_GET_ITEM(args, i);
    if (Py_TYPE(argument) == &broadcast_type) {
      const NdIterator& other = iterator_of(argument);
      for (int k = 0; k < other.count(); ++k) {
        operands.push_back(other.operand(k));
      }
      continue;
    }
    NdOperand operand;
    operand.array =
        is_array(argument) ? array_of(argument) : array_from(argument);
    operands.push_back(std::move(operand));
  }
  return operands;
}

/// Every element in C order, and the shape as it is.
NdOptions whole_shape() {
  NdOptions options;
  options.order = 'C';
  options.multi_index = true;  // keeps the axes apart
  options.zero_size_ok = true;
  options.names_arguments = true;
  return options;
}

PyObject* new_broadcast(PyTypeObject* type, PyObject* args,
                        PyObject* keywords) {
  return guarded([&] {
    if (keywords && PyDict_GET_SIZE(keywords) > 0) {
      raise_value_error("broadcast() takes no keyword arguments");
    }
    std::vector<NdOperand> operands = operands_from(args);
    if (operands.size() > static_cast<std::size_t>(kMaxDims)) {
      raise_value_error("Need at least 0 and at most 64 array objects.");
    }
    auto iterator =
        std::make_unique<NdIterator>(std::move(operands), whole_shape());
    Reference self = checked(type->tp_alloc(type, 0));
    reinterpret_cast<Broadcast*>(self.get())->iterator = iterator.release();
    return self.release();
  });
}

void dealloc(PyObject* self) {
  delete reinterpret_cast<Broadcast*>(self)->iterator;
  Py_TYPE(self)->tp_free(self);
}

PyObject* next_elements(PyObject* self) {
  return guarded([&]() -> PyObject* {
    NdIterator& iterator = iterator_of(self);
    if (iterator.is_finished()) return nullptr;
    Reference tuple = checked(PyTuple_New(iterator.count()));
    for (int i = 0; i < iterator.count(); ++i) {
      const Scalar element =
          Scalar::load(iterator.pointers()[i], iterator.working(i).dtype());
      PyTuple_SET_ITEM(tuple.get(), i, wrap_scalar(element));
    }
    iterator.next();
    return tuple.release();
  });
}

PyObject* get_shape(PyObject* self, void*) {
  const Shape shape = iterator_of(self).shape();
  return int_tuple(span_of(shape));
}

PyObject* get_ndim(PyObject* self, void*) {
  return PyLong_FromLong(iterator_of(self).ndim());
}

PyObject* get_size(PyObject* self, void*) {
  return PyLong_FromLongLong(iterator_of(self).size());
}

PyObject* get_count(PyObject* self, void*) {
  return PyLong_FromLong(iterator_of(self).count());
}

PyObject* get_index(PyObject* self, void*) {
  return PyLong_FromLongLong(iterator_of(self).position());
}

PyObject* get_iters(PyObject* self, void*) {
  return guarded([&] {
    const NdIterator& iterator = iterator_of(self);
    const Shape shape = iterator.shape();
    Reference tuple = checked(PyTuple_New(iterator.count()));
    for (int i = 0; i < iterator.count(); ++i) {
      const Reference array =
          checked(wrap_array(iterator.working(i).broadcast_to(span_of(shape))));
      PyTuple_SET_ITEM(tuple.get(), i,
                       checked(make_flat_iterator(array.get())).release());
    }
    return tuple.release();
  });
}

PyObject* reset(PyObject* self, PyObject*) {
  iterator_of(self).reset();
  Py_RETURN_NONE;
}

PyMethodDef methods[] = {
    {"reset", reset, METH_NOARGS, "Starts anew."},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef attributes[] = {
    {"index", get_index, nullptr, "The number of elements given.", nullptr},
    {"iters", get_iters, nullptr, "A flat iterator over each array.", nullptr},
    {"nd", get_ndim, nullptr, "The number of axes.", nullptr},
    {"ndim", get_ndim, nullptr, "The number of axes.", nullptr},
    {"numiter", get_count, nullptr, "The number of arrays.", nullptr},
    {"shape", get_shape, nullptr, "The broadcast shape.", nullptr},
    {"size", get_size, nullptr, "The number of elements.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// ---- broadcast_arrays.

/// ValueError that names the arguments whose shapes do not fit.
Shape common_shape(const std::vector<ndarray>& arrays) {
  std::vector<IntSpan> shapes;
  for (const ndarray& array : arrays) shapes.push_back(array.shape());
  try {
    return broadcast_shapes(shapes);
  } catch (const Error&) {
    refuse_argument_shapes(shapes);
  }
}

/// Views of the broadcast shape; with `subok` of the classes of the arguments.
/// Arrays that have it already are given back.
PyObject* broadcast_arrays(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                           PyObject* keywords) {
  static constexpr Signature<1> kSignature{"broadcast_arrays", {"subok"}, 0};
  return guarded([&] {
    const auto [subok] = bind(kSignature, args + nargs, 0, keywords);
    const bool keeps_class = flag_from(subok, false);
    std::vector<Reference> objects;
    std::vector<ndarray> arrays;
    for (Py_ssize_t i = 0; i < nargs; ++i) {
      const bool is_plain = is_array_exact(args[i]);
      objects.push_back(is_plain || (keeps_class && is_array(args[i]))
                            ? Reference(Py_NewRef(args[i]))
                            : checked(wrap_array(array_from(args[i]))));
      arrays.push_back(array_of(objects.back().get()));
    }
    const Shape shape = common_shape(arrays);
    Reference tuple = checked(PyTuple_New(nargs));
    for (Py_ssize_t i = 0; i < nargs; ++i) {
      const auto k = static_cast<std::size_t>(i);
      const bool fits = std::ranges::equal(arrays[k].shape(), span_of(shape));
      PyObject* object = objects[k].get();
      PyTuple_SET_ITEM(
          tuple.get(), i,
          fits ? objects[k].release()
               : checked(
                     wrap_view(arrays[k].broadcast_to(span_of(shape)), object))
                     .release());
    }
    return tuple.release();
  });
}

PyMethodDef functions[] = {
    {"broadcast_arrays", method_cast(broadcast_arrays),
     METH_FASTCALL | METH_KEYWORDS,
     "broadcast_arrays(*args, subok=False)\n--\n\n"
     "Views of arrays with the shape that they broadcast to."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_broadcast(PyObject* module) {
  if (PyModule_AddFunctions(module, functions) < 0) return -1;
  broadcast_type.tp_name = "tnp.broadcast";
  broadcast_type.tp_doc =
      "broadcast(*arrays)\n--\n\nArrays broadcast against each other: their "
      "shape, and their elements in C order.";
  broadcast_type.tp_basicsize = sizeof(Broadcast);
  broadcast_type.tp_flags = Py_TPFLAGS_DEFAULT;
  broadcast_type.tp_new = new_broadcast;
  broadcast_type.tp_dealloc = dealloc;
  broadcast_type.tp_iter = PyObject_SelfIter;
  broadcast_type.tp_iternext = next_elements;
  broadcast_type.tp_methods = methods;
  broadcast_type.tp_getset = attributes;
  if (PyType_Ready(&broadcast_type) < 0) return -1;
  return PyModule_AddObjectRef(module, "broadcast",
                               reinterpret_cast<PyObject*>(&broadcast_type));
}

}  // namespace tnp::python
