#include "runtime/python/array_subclass.h"

#include <limits>

#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/numpy_exchange.h"
#include "runtime/python/operands.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// The attribute as the type has it, without binding. Borrowed; or null.
PyObject* class_attribute(PyTypeObject* type, PyObject* name) {
  return _PyType_Lookup(type, name);
}

/// Calls `__array_finalize__` where a class has its own.
int finalize(PyObject* object, PyObject* of) {
  static PyObject* name = PyUnicode_InternFromString("__array_finalize__");
  PyObject* hook = class_attribute(Py_TYPE(object), name);
  if (!hook || hook == Py_None || hook == class_attribute(&array_type, name)) {
    return 0;
  }
  PyObject* result = PyObject_CallMethodOneArg(object, name, of ? of : Py_None);
  if (!result) return -1;
  Py_DECREF(result);
  return 0;
}

bool is_plain_operand(PyObject* object) {
  return is_array_exact(object) || PyFloat_CheckExact(object) ||
         PyLong_CheckExact(object) || PyBool_Check(object) ||
         PyComplex_CheckExact(object) || is_scalar_object(object) ||
         PyList_CheckExact(object) || PyTuple_CheckExact(object) ||
         object == Py_None;
}

double priority_of(PyObject* object) {
  // What an object without the attribute has: less than any array.
  constexpr double kScalarPriority = -1000000.0;
  Reference value(PyObject_GetAttrString(object, "__array_priority__"));
  const double priority =
      value ? PyFloat_AsDouble(value.get()) : kScalarPriority;
  if (!PyErr_Occurred()) return priority;
  PyErr_Clear();
  return kScalarPriority;
}

PyObject* array_finalize(PyObject*, PyObject*) { Py_RETURN_NONE; }

/// The default hook: a view of the result in the class of `self`.
PyObject* array_wrap(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  static constexpr Signature<3> kSignature{
      "__array_wrap__", {"array", "context", "return_scalar"}, 3, 1};
  return guarded([&] {
    auto [array, context, return_scalar] =
        bind(kSignature, args, nargs, keywords);
    static_cast<void>(context);
    // What another library computed, as an array on the same memory.
    Reference shared;
    if (is_numpy_array(array)) {
      shared = checked(wrap_array(array_from(array), array));
      array = shared.get();
    }
    if (!is_array(array)) {
      raise_type_error(
          std::string("__array_wrap__() argument 1 must be numpy.ndarray, "
                      "not ") +
          Py_TYPE(array)->tp_name);
    }
    const bool scalar = flag_from(return_scalar, false);
    if (scalar && is_array_exact(self) && array_of(array).ndim() == 0) {
      return wrap_result(ndarray(array_of(array)));
    }
    if (Py_TYPE(array) == Py_TYPE(self)) return Py_NewRef(array);
    return new_instance(Py_TYPE(self), ndarray(array_of(array)),
                        base_of_view(array), self);
  });
}

}  // namespace

PyObject* new_instance(PyTypeObject* type, ndarray&& array, PyObject* base,
                       PyObject* of) {
  // A view of `base` does not own its memory, wherever `array` comes from.
  if (base) array.set(ndarray::kOwnsData, false);
  if (type == &array_type) return wrap_array(std::move(array), base);
  auto* object = reinterpret_cast<ArrayObject*>(type->tp_alloc(type, 0));
  if (!object) return nullptr;
  new (&object->array) ndarray(std::move(array));
  object->base = Py_XNewRef(base);
  auto* self = reinterpret_cast<PyObject*>(object);
  if (finalize(self, of) < 0) {
    Py_DECREF(self);
    return nullptr;
  }
  return self;
}

PyObject* wrap_like(ndarray&& array, PyObject* of) {
  if (is_array_exact(of)) return wrap_array(std::move(array));
  return new_instance(Py_TYPE(of), std::move(array), nullptr, of);
}

PyObject* find_wrapper(std::span<PyObject* const> inputs) {
  PyObject* wrapper = nullptr;
  double highest = -std::numeric_limits<double>::infinity();
  bool has_array = false;
  for (PyObject* input : inputs) {
    if (is_plain_operand(input)) {
      has_array |= is_array_exact(input);
      continue;
    }
    static PyObject* name = PyUnicode_InternFromString("__array_wrap__");
    // NumPy's own arrays wrap nothing but themselves.
    if (!class_attribute(Py_TYPE(input), name) || is_numpy_array(input) ||
        is_numpy_scalar(input)) {
      continue;
    }
    const double priority = priority_of(input);
    if (!wrapper || priority > highest) {
      wrapper = input;
      highest = priority;
    }
  }
  // tnp.ndarray itself has priority 0 and wins over anything lower.
  return has_array && highest < 0 ? nullptr : wrapper;
}

PyObject* wrap_by(PyObject* wrapper, ndarray&& result, PyObject* context) {
  const bool scalar = result.ndim() == 0;
  const Reference array(wrap_array(std::move(result)));
  if (!array) return nullptr;
  return PyObject_CallMethod(wrapper, "__array_wrap__", "OOO", array.get(),
                             context ? context : Py_None,
                             scalar ? Py_True : Py_False);
}

PyObject* wrap_for(std::span<PyObject* const> inputs, ndarray&& result) {
  PyObject* wrapper = find_wrapper(inputs);
  return wrapper ? wrap_by(wrapper, std::move(result))
                 : wrap_result(std::move(result));
}

PyMethodDef array_subclass_methods[] = {
    {"__array_finalize__", array_finalize, METH_O,
     "__array_finalize__(obj, /)\n--\n\nCalled on a new instance with the "
     "array that it was made from; does nothing."},
    {"__array_wrap__", method_cast(array_wrap), METH_FASTCALL | METH_KEYWORDS,
     "__array_wrap__(array[, context[, return_scalar]], /)\n--\n\nThe array as "
     "an instance of this class."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
