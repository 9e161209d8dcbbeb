// The type tnp.ndarray, put together from the tables of array_tables.h.
#include <vector>

#include "runtime/python/array_layout.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/flags_object.h"
#include "runtime/python/flat_iterator.h"
#include "runtime/python/gradients.h"
#include "runtime/python/module.h"
#include "runtime/python/operands.h"
#include "runtime/python/overrides.h"
#include "runtime/python/torch_bridge.h"

namespace tnp::python {
namespace {

void array_dealloc(PyObject* self) {
  auto* object = reinterpret_cast<ArrayObject*>(self);
  if (object->weakrefs) PyObject_ClearWeakRefs(self);
  PyObject* base = object->base;
  object->array.release();
  object->array.~ndarray();
  if (is_array_exact(self)) {
    discard_array_object(object);
  } else {
    Py_TYPE(self)->tp_free(self);
  }
  Py_XDECREF(base);
}

Py_ssize_t array_length(PyObject* self) {
  const ndarray& a = array_of(self);
  if (a.ndim() == 0) {
    PyErr_SetString(PyExc_TypeError, "len() of unsized object");
    return -1;
  }
  return a.shape(0);
}

PyObject* array_item(PyObject* self, Py_ssize_t index) {
  PyObject* key = PyLong_FromSsize_t(index);
  if (!key) return nullptr;
  PyObject* item = array_mapping_methods.mp_subscript(self, key);
  Py_DECREF(key);
  return item;
}

const char* name_of(const PyMethodDef& entry) { return entry.ml_name; }
const char* name_of(const PyGetSetDef& entry) { return entry.name; }

/// Concatenates every table of one kind.
template <typename Entry>
std::vector<Entry> merge(std::initializer_list<const Entry*> tables) {
  std::vector<Entry> all;
  for (const Entry* entry : tables) {
    for (; entry && name_of(*entry); ++entry) all.push_back(*entry);
  }
  all.push_back(Entry{});
  return all;
}

/// What Python asks for when no operand has an answer to `+`.
PyObject* array_concat(PyObject* self, PyObject* other) {
  if (is_operand(other)) {
    PyErr_SetString(PyExc_TypeError,
                    "Concatenation operation is not implemented for NumPy "
                    "arrays, use np.concatenate() instead. Please do not rely "
                    "on this error; it may not be given on all Python "
                    "implementations.");
  } else {
    PyErr_Format(PyExc_TypeError,
                 "unsupported operand type(s) for +: '%s' and '%s'",
                 Py_TYPE(self)->tp_name, Py_TYPE(other)->tp_name);
  }
  return nullptr;
}

}  // namespace

PySequenceMethods array_sequence_methods = {
    array_length, array_concat, nullptr,        array_item, nullptr,
    nullptr,      nullptr,      array_contains, nullptr,    nullptr,
};

PyObject* array_iter(PyObject* self) {
  if (array_of(self).ndim() == 0) {
    PyErr_SetString(PyExc_TypeError, "iteration over a 0-d array");
    return nullptr;
  }
  return PySeqIter_New(self);
}

PyTypeObject array_type = {PyVarObject_HEAD_INIT(nullptr, 0)};

int add_array_methods(PyMethodDef* methods) {
  for (PyMethodDef* method = methods; method->ml_name; ++method) {
    PyObject* descriptor = PyDescr_NewMethod(&array_type, method);
    if (!descriptor) return -1;
    const int status =
        PyDict_SetItemString(array_type.tp_dict, method->ml_name, descriptor);
    Py_DECREF(descriptor);
    if (status < 0) return -1;
  }
  PyType_Modified(&array_type);
  return 0;
}

int add_array(PyObject* module) {
  // Never destroyed: the type refers to them.
  static auto* methods = new std::vector<PyMethodDef>(merge<PyMethodDef>(
      {array_methods, array_conversion_methods, array_dlpack_methods,
       array_file_methods, array_layout_methods, array_pickle_methods,
       array_override_methods, array_protocol_methods, array_subclass_methods,
       torch_methods, gradient_methods}));
  static auto* attributes = new std::vector<PyGetSetDef>(merge<PyGetSetDef>(
      {array_attributes, array_layout_attributes, array_protocol_attributes,
       torch_attributes, gradient_attributes}));
  if (ready_flags() < 0 || add_flat_iterator(module) < 0) return -1;
  PyTypeObject& t = array_type;
  t.tp_name = "tnp.ndarray";
  t.tp_doc =
      "ndarray(shape, dtype=float, buffer=None, offset=0, strides=None, "
      "order=None)\n--\n\nAn array of numbers, with "
      "NumPy's meaning, on memory shared with torch.";
  t.tp_basicsize = sizeof(ArrayObject);
  t.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE;
  t.tp_new = array_new;
  t.tp_dealloc = array_dealloc;
  t.tp_weaklistoffset = offsetof(ArrayObject, weakrefs);
  t.tp_hash = PyObject_HashNotImplemented;
  t.tp_iter = array_iter;
  t.tp_methods = methods->data();
  t.tp_getset = attributes->data();
  t.tp_as_mapping = &array_mapping_methods;
  t.tp_as_sequence = &array_sequence_methods;
  t.tp_as_buffer = &array_buffer_methods;
  static PyNumberMethods plain_numbers = {};
  PyNumberMethods* numbers =
      &array_number_methods ? &array_number_methods : &plain_numbers;
  add_number_conversions(*numbers);
  t.tp_as_number = numbers;
  t.tp_richcompare = array_richcompare;
  t.tp_repr = array_repr;
  t.tp_str = array_str;
  if (PyType_Ready(&t) < 0) return -1;
  return PyModule_AddObjectRef(module, "ndarray",
                               reinterpret_cast<PyObject*>(&t));
}

}  // namespace tnp::python
