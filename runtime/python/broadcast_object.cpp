// tnp.broadcast: the elements of arrays broadcast against each other, and flat
// iterators over them.
#include <memory>
#include <vector>

#include "runtime/core/errors.h"
#include "runtime/core/nd_iterator.h"
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
    NdOptions options;
    options.order = 'C';
    options.multi_index = true;  // keeps the axes apart
    options.zero_size_ok = true;
    options.names_arguments = true;
    auto iterator = std::make_unique<NdIterator>(std::move(operands), options);
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

}  // namespace

int add_broadcast(PyObject* module) {
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
