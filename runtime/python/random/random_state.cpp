// tnp.random.RandomState: its seeds and states.
#include <string>

#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/random/bit_generator.h"
#include "runtime/python/random/generator_object.h"
#include "runtime/python/random/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

void forget_gauss(PyObject* self) {
  generator_of(self)->source.has_gauss = false;
  generator_of(self)->source.gauss = 0;
}

int initialise(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"seed", nullptr};
  PyObject* seed = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:RandomState",
                                   const_cast<char**>(names), &seed)) {
    return -1;
  }
  return guarded_status([&] {
    if (seed != Py_None && PyObject_HasAttrString(seed, "capsule")) {
      set_bit_generator(generator_of(self), seed);
      return 0;
    }
    const Reference bits = checked(
        PyObject_CallNoArgs(reinterpret_cast<PyObject*>(&mt19937_type)));
    if (seed != Py_None) seed_legacy(bits.get(), seed);
    set_bit_generator(generator_of(self), bits.get());
    return 0;
  });
}

PyObject* seed(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
               PyObject* keywords) {
  static constexpr Signature<1> signature{"seed", {"seed"}};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    PyObject* bits = bit_generator_under(generator_of(self));
    if (!PyObject_TypeCheck(bits, &mt19937_type)) {
      raise_type_error("can only re-seed a MT19937 BitGenerator");
    }
    const Drawing drawing(generator_of(self), 1);
    seed_legacy(bits, values[0] ? values[0] : Py_None);
    forget_gauss(self);
    return Py_NewRef(Py_None);
  });
}

/// The bit generator's dict with what RandomState adds.
Reference whole_state(PyObject* self) {
  Reference state =
      checked(bit_generator_state(bit_generator_under(generator_of(self))));
  const Reference has_gauss =
      checked(PyLong_FromLong(generator_of(self)->source.has_gauss));
  const Reference gauss =
      checked(PyFloat_FromDouble(generator_of(self)->source.gauss));
  checked(PyDict_SetItemString(state.get(), "has_gauss", has_gauss.get()));
  checked(PyDict_SetItemString(state.get(), "gauss", gauss.get()));
  return state;
}

PyObject* get_state(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                    PyObject* keywords) {
  static constexpr Signature<1> signature{"get_state", {"legacy"}};
  return guarded([&]() -> PyObject* {
    const auto values = bind(signature, args, nargs, keywords);
    Reference state = whole_state(self);
    bool legacy = flag_from(values[0], true);
    PyObject* name = PyDict_GetItemString(state.get(), "bit_generator");
    if (legacy && PyUnicode_CompareWithASCIIString(name, "MT19937") != 0) {
      checked(PyErr_WarnEx(PyExc_RuntimeWarning,
                           "get_state and legacy can only be used with the "
                           "MT19937 BitGenerator. To silence this warning, set "
                           "`legacy` to False.",
                           1));
      legacy = false;
    }
    if (!legacy) return state.release();
    PyObject* inner = PyDict_GetItemString(state.get(), "state");
    return Py_BuildValue("(OOOOO)", name, PyDict_GetItemString(inner, "key"),
                         PyDict_GetItemString(inner, "pos"),
                         PyDict_GetItemString(state.get(), "has_gauss"),
                         PyDict_GetItemString(state.get(), "gauss"));
  });
}

/// The gauss of a dict, whose default is none.
void set_gauss(PyObject* self, PyObject* has_gauss, PyObject* gauss) {
  forget_gauss(self);
  if (!has_gauss) return;
  generator_of(self)->source.has_gauss = int_from(has_gauss) != 0;
  const double value = gauss ? PyFloat_AsDouble(gauss) : 0;
  if (PyErr_Occurred()) throw PythonError();
  generator_of(self)->source.gauss = value;
}

PyObject* set_state(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                    PyObject* keywords) {
  static constexpr Signature<1> signature{"set_state", {"state"}, 1, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    PyObject* bits = bit_generator_under(generator_of(self));
    if (PyDict_Check(values[0])) {
      if (!PyDict_GetItemString(values[0], "bit_generator")) {
        raise_value_error("state dictionary is not valid.");
      }
      checked(PyObject_SetAttrString(bits, "state", values[0]));
      set_gauss(self, PyDict_GetItemString(values[0], "has_gauss"),
                PyDict_GetItemString(values[0], "gauss"));
      return Py_NewRef(Py_None);
    }
    if (!PyTuple_Check(values[0]) && !PyList_Check(values[0])) {
      raise_type_error("state must be a dict or a tuple.");
    }
    const Reference items = checked(PySequence_Tuple(values[0]));
    const Py_ssize_t count = PyTuple_GET_SIZE(items.get());
    if (count == 0) raise_index_error("tuple index out of range");
    PyObject* name = PyTuple_GET_ITEM(items.get(), 0);
    if (!PyUnicode_Check(name) ||
        PyUnicode_CompareWithASCIIString(name, "MT19937") != 0) {
      raise_value_error(
          "set_state can only be used with legacy MT19937 state "
          "instances.");
    }
    checked(PyObject_SetAttrString(bits, "state", items.get()));
    set_gauss(self, count > 3 ? PyTuple_GET_ITEM(items.get(), 3) : nullptr,
              count > 4 ? PyTuple_GET_ITEM(items.get(), 4) : nullptr);
    return Py_NewRef(Py_None);
  });
}

PyObject* state_dict(PyObject* self, PyObject*) {
  return guarded([&] { return whole_state(self).release(); });
}

PyObject* reduce(PyObject* self, PyObject*) {
  return guarded([&] {
    const Reference state = whole_state(self);
    return Py_BuildValue("(O(O)O)", Py_TYPE(self),
                         bit_generator_under(generator_of(self)), state.get());
  });
}

PyObject* restore(PyObject* self, PyObject* state) {
  PyObject* const args[] = {state};
  return set_state(self, args, 1, nullptr);
}

PyMethodDef methods[] = {
    {"get_state", method_cast(get_state), METH_FASTCALL | METH_KEYWORDS,
     "The state, as a tuple, or with legacy=False as a dict."},
    {"seed", method_cast(seed), METH_FASTCALL | METH_KEYWORDS,
     "Starts the stream of a seed."},
    {"set_state", method_cast(set_state), METH_FASTCALL | METH_KEYWORDS,
     "Takes what get_state gave."},
    {"__getstate__", state_dict, METH_NOARGS, nullptr},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {"__setstate__", restore, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef attributes[] = {
    {"_bit_generator", generator_bit_generator, nullptr, "What it draws from.",
     nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

PyTypeObject random_state_type = {
    .ob_base = {},
    .tp_name = "tnp.random.RandomState",
    .tp_basicsize = sizeof(GeneratorObject),
    .tp_dealloc = delete_generator,
    .tp_repr = generator_repr,
    .tp_str = generator_text,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "RandomState(seed=None)\n--\n\n"
        "NumPy's older random numbers, whose streams are frozen.",
    .tp_methods = methods,
    .tp_getset = attributes,
    .tp_init = initialise,
    .tp_new = new_generator,
};

}  // namespace tnp::python
