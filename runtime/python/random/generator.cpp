// tnp.random.Generator and default_rng.
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

int initialise(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"bit_generator", nullptr};
  PyObject* bit_generator;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O:Generator",
                                   const_cast<char**>(names), &bit_generator)) {
    return -1;
  }
  return guarded_status([&] {
    set_bit_generator(generator_of(self), bit_generator);
    return 0;
  });
}

PyObject* spawn(PyObject* self, PyObject* count) {
  return guarded([&] {
    const Reference children = checked(PyObject_CallMethod(
        bit_generator_under(generator_of(self)), "spawn", "O", count));
    const Reference items = checked(PySequence_Fast(children.get(), "no list"));
    Reference list = checked(PyList_New(0));
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); ++i) {
      const Reference child = checked(
          PyObject_CallOneArg(reinterpret_cast<PyObject*>(Py_TYPE(self)),
                              PySequence_Fast_GET_ITEM(items.get(), i)));
      checked(PyList_Append(list.get(), child.get()));
    }
    return list.release();
  });
}

PyObject* reduce(PyObject* self, PyObject*) {
  return guarded([&] {
    return Py_BuildValue("(O(O))", Py_TYPE(self),
                         bit_generator_under(generator_of(self)));
  });
}

PyMethodDef methods[] = {
    {"spawn", spawn, METH_O, "Generators of independent streams."},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef attributes[] = {
    {"bit_generator", generator_bit_generator, nullptr, "What it draws from.",
     nullptr},
    {"_bit_generator", generator_bit_generator, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

PyTypeObject generator_type = {
    .ob_base = {},
    .tp_name = "tnp.random.Generator",
    .tp_basicsize = sizeof(GeneratorObject),
    .tp_dealloc = delete_generator,
    .tp_repr = generator_repr,
    .tp_str = generator_text,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "Generator(bit_generator)\n--\n\n"
        "Random numbers of many distributions, bit for bit NumPy's.",
    .tp_methods = methods,
    .tp_getset = attributes,
    .tp_init = initialise,
    .tp_new = new_generator,
};

PyObject* default_rng(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr Signature<1> signature{"default_rng", {"seed"}};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    PyObject* seed = values[0] ? values[0] : Py_None;
    if (PyObject_TypeCheck(seed, &generator_type)) return Py_NewRef(seed);
    Reference bits;
    if (PyObject_HasAttrString(seed, "_bit_generator")) {  // a RandomState
      bits = checked(PyObject_GetAttrString(seed, "_bit_generator"));
    } else if (PyObject_HasAttrString(seed, "capsule")) {
      bits = Reference(Py_NewRef(seed));
    } else {
      bits = checked(
          PyObject_CallOneArg(reinterpret_cast<PyObject*>(&pcg64_type), seed));
    }
    return checked(
               PyObject_CallOneArg(reinterpret_cast<PyObject*>(&generator_type),
                                   bits.get()))
        .release();
  });
}

}  // namespace tnp::python
