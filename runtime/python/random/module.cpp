// The module tnp.random: its types, and the functions of one RandomState.
#include "runtime/python/random/module.h"

#include <string_view>

#include "runtime/core/errors.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/bindings.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/random/arguments.h"
#include "runtime/python/random/bit_generator.h"
#include "runtime/python/random/generator_object.h"
#include "runtime/python/random/seed_object.h"
#include "runtime/python/reference.h"
#include "runtime/python/static_type.h"

namespace tnp::python {
namespace {

/// Methods of a finished type.
void add_methods(PyTypeObject& type, PyMethodDef* methods) {
  for (PyMethodDef* method = methods; method->ml_name; ++method) {
    const Reference descriptor = checked(PyDescr_NewMethod(&type, method));
    checked(
        PyDict_SetItemString(type.tp_dict, method->ml_name, descriptor.get()));
  }
  PyType_Modified(&type);
}

void add_types(PyObject* random) {
  PyTypeObject* types[] = {
      &seed_sequence_type, &bit_generator_type, &mt19937_type,
      &pcg64_type,         &pcg64dxsm_type,     &philox_type,
      &sfc64_type,         &generator_type,     &random_state_type,
  };
  for (PyTypeObject* type : types) checked(add_static_type(random, *type));
  for (PyMethodDef* methods : {generator_distributions, generator_samples,
                               generator_choices, generator_vectors}) {
    add_methods(generator_type, methods);
  }
  for (PyMethodDef* methods : {random_state_distributions, random_state_samples,
                               random_state_choices, random_state_vectors}) {
    add_methods(random_state_type, methods);
  }
  // The largest mean of a Poisson distribution.
  const Reference largest = checked(PyFloat_FromDouble(kPoissonMax));
  for (PyTypeObject* type : {&generator_type, &random_state_type}) {
    checked(
        PyDict_SetItemString(type->tp_dict, "_poisson_lam_max", largest.get()));
    PyType_Modified(type);
  }
}

PyObject* hidden_state(PyObject* random) {
  return PyObject_GetAttrString(random, "_rand");
}

PyObject* get_bit_generator(PyObject* random, PyObject*) {
  return guarded([&] {
    const Reference state = checked(hidden_state(random));
    return Py_NewRef(generator_of(state.get())->bit_generator);
  });
}

PyObject* set_random_bit_generator(PyObject* random, PyObject* bit_generator) {
  return guarded([&] {
    const Reference state = checked(hidden_state(random));
    set_bit_generator(generator_of(state.get()), bit_generator);
    return Py_NewRef(Py_None);
  });
}

/// seed(seed=None): unlike RandomState's, it also seeds other bit generators.
PyObject* seed_functions(PyObject* random, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  return guarded([&] {
    const Reference state = checked(hidden_state(random));
    PyObject* bits = generator_of(state.get())->bit_generator;
    if (PyObject_TypeCheck(bits, &mt19937_type)) {
      const Reference seed =
          checked(PyObject_GetAttrString(state.get(), "seed"));
      return checked(PyObject_Vectorcall(seed.get(), args,
                                         static_cast<std::size_t>(nargs),
                                         keywords))
          .release();
    }
    const Reference fresh = checked(
        PyObject_Vectorcall(reinterpret_cast<PyObject*>(Py_TYPE(bits)), args,
                            static_cast<std::size_t>(nargs), keywords));
    const Reference wanted = checked(bit_generator_state(fresh.get()));
    checked(PyObject_SetAttrString(bits, "state", wanted.get()));
    return Py_NewRef(Py_None);
  });
}

PyMethodDef functions[] = {
    {"default_rng", method_cast(default_rng), METH_FASTCALL | METH_KEYWORDS,
     "default_rng(seed=None)\n--\n\nA Generator of a new PCG64."},
    {"get_bit_generator", get_bit_generator, METH_NOARGS,
     "The bit generator of the functions of this module."},
    {"seed", method_cast(seed_functions), METH_FASTCALL | METH_KEYWORDS,
     "seed(seed=None)\n--\n\nStarts the stream of a seed."},
    {"set_bit_generator", set_random_bit_generator, METH_O,
     "Draws this module's functions from another bit generator."},
    {nullptr, nullptr, 0, nullptr},
};

/// The public methods of a RandomState as functions of the module.
void add_state_functions(PyObject* random) {
  const Reference state = checked(
      PyObject_CallNoArgs(reinterpret_cast<PyObject*>(&random_state_type)));
  checked(PyModule_AddObjectRef(random, "_rand", state.get()));
  PyObject* key;
  PyObject* value;
  Py_ssize_t position = 0;
  while (PyDict_Next(random_state_type.tp_dict, &position, &key, &value)) {
    const char* name = PyUnicode_AsUTF8(key);
    if (*name == '_') continue;
    const Reference method = checked(PyObject_GetAttr(state.get(), key));
    checked(PyModule_AddObjectRef(random, name, method.get()));
  }
  const Reference sample =
      checked(PyObject_GetAttrString(state.get(), "random_sample"));
  checked(PyModule_AddObjectRef(random, "ranf", sample.get()));
  checked(PyModule_AddObjectRef(random, "sample", sample.get()));
}

}  // namespace

int add_random(PyObject* module) {
  return guarded_status([&] {
    PyObject* random = submodule(module, "random");
    if (!random) throw PythonError();
    add_types(random);
    add_state_functions(random);
    checked(PyModule_AddFunctions(random, functions));
    return 0;
  });
}

}  // namespace tnp::python
