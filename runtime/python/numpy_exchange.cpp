#include "runtime/python/numpy_exchange.h"

#include <string>

#include "runtime/core/dtype.h"
#include "runtime/python/array_object.h"
#include "runtime/python/discovery.h"
#include "runtime/python/dtype_object.h"

namespace tnp::python {
namespace {

bool is_numpy(PyObject* object, const char* type_name) {
  PyObject* numpy = loaded_numpy();
  if (!numpy) return false;
  const Reference type = checked(PyObject_GetAttrString(numpy, type_name));
  return checked(PyObject_IsInstance(object, type.get())) == 1;
}

/// A NumPy array or scalar as tnp's; itself when tnp has no such dtype, and
/// when it is of a class derived from NumPy's array.
Reference adopted(PyObject* object) {
  const bool array = is_numpy_array(object);
  if (array) {
    const Reference type =
        checked(PyObject_GetAttrString(loaded_numpy(), "ndarray"));
    if (reinterpret_cast<PyObject*>(Py_TYPE(object)) != type.get()) {
      return Reference(Py_NewRef(object));
    }
  }
  PyObject* result = guarded([&] {
    ndarray shared = array_from_exporter(object);
    if (!shared.defined()) return Py_NewRef(object);
    const bool is_view = array && !shared.has(ndarray::kOwnsData);
    return is_view ? wrap_array(std::move(shared), object)
           : array ? wrap_array(std::move(shared))
                   : wrap_result(std::move(shared));
  });
  if (result) return Reference(result);
  PyErr_Clear();
  return Reference(Py_NewRef(object));
}

/// A list or tuple of the class of `model`; named tuples too.
Reference like_sequence(PyObject* model, Reference list) {
  if (PyList_CheckExact(model)) return list;
  Reference tuple = checked(PyList_AsTuple(list.get()));
  if (PyTuple_CheckExact(model)) return tuple;
  return checked(PyObject_CallObject(
      reinterpret_cast<PyObject*>(Py_TYPE(model)), tuple.get()));
}

template <typename Convert>
Reference map_sequence(PyObject* sequence, Convert&& convert) {
  const Reference items = checked(PySequence_Fast(sequence, "a sequence"));
  const Py_ssize_t n = PySequence_Fast_GET_SIZE(items.get());
  Reference list = checked(PyList_New(n));
  for (Py_ssize_t i = 0; i < n; ++i) {
    Reference item = convert(PySequence_Fast_GET_ITEM(items.get(), i));
    PyList_SET_ITEM(list.get(), i, item.release());
  }
  return like_sequence(sequence, std::move(list));
}

Reference numpy_dtype(PyObject* dtype) {
  const std::string text(name(dtype_from(dtype)));
  return checked(
      PyObject_CallMethod(loaded_numpy(), "dtype", "s", text.c_str()));
}

/// NumPy's type of the name of one of tnp's: a scalar type, also one like
/// `number` that is no dtype, or ndarray. Null for other types.
Reference numpy_type(PyObject* object) {
  constexpr std::string_view kModule = "tnp.";
  const std::string_view full(reinterpret_cast<PyTypeObject*>(object)->tp_name);
  if (!full.starts_with(kModule)) return {};
  Reference type(
      PyObject_GetAttrString(loaded_numpy(), full.data() + kModule.size()));
  PyErr_Clear();
  return type;
}

}  // namespace

bool is_numpy_array(PyObject* object) { return is_numpy(object, "ndarray"); }

bool is_numpy_scalar(PyObject* object) { return is_numpy(object, "generic"); }

PyObject* loaded_numpy() {
  // A module that is never unloaded, so that it may be kept.
  static PyObject* numpy = nullptr;
  if (!numpy) {
    PyObject* found = PyDict_GetItemString(PyImport_GetModuleDict(), "numpy");
    if (!found || !PyObject_HasAttrString(found, "ndarray")) return nullptr;
    numpy = Py_NewRef(found);
  }
  return numpy;
}

Reference NumpyExchange::to_numpy(PyObject* object) {
  if (is_array(object)) {
    Reference twin = checked(PyObject_CallMethod(object, "__array__", nullptr));
    twins_.emplace_back(Reference(Py_NewRef(twin.get())),
                        Reference(Py_NewRef(object)));
    return twin;
  }
  if (PyList_Check(object) || PyTuple_Check(object)) {
    return map_sequence(object, [&](PyObject* item) { return to_numpy(item); });
  }
  if (PyDict_CheckExact(object)) {
    Reference copy = checked(PyDict_New());
    PyObject* key = nullptr;
    PyObject* value = nullptr;
    Py_ssize_t position = 0;
    while (PyDict_Next(object, &position, &key, &value)) {
      const Reference converted = to_numpy(value);
      checked(PyDict_SetItem(copy.get(), key, converted.get()));
    }
    return copy;
  }
  if (Py_TYPE(object) == &dtype_type) return numpy_dtype(object);
  if (PyType_Check(object)) {
    if (Reference type = numpy_type(object)) return type;
  }
  if (is_numpy_array(object)) {
    twins_.emplace_back(Reference(Py_NewRef(object)),
                        Reference(Py_NewRef(object)));
  }
  return Reference(Py_NewRef(object));
}

Reference NumpyExchange::from_numpy(PyObject* object) const {
  for (const auto& [twin, original] : twins_) {
    if (twin.get() == object) return Reference(Py_NewRef(original.get()));
  }
  if (PyList_CheckExact(object) || PyTuple_Check(object)) {
    return map_sequence(object,
                        [&](PyObject* item) { return from_numpy(item); });
  }
  if (is_numpy_array(object) || is_numpy_scalar(object)) {
    return adopted(object);
  }
  return Reference(Py_NewRef(object));
}

}  // namespace tnp::python
