// `__numpy_dtype__`, by which NumPy 2.4 reads tnp's dtypes and scalar types
// where it takes a dtype: numpy.dtype(tnp.float32).
// Source: the release notes of NumPy 2.4.
#include <string>

#include "runtime/core/errors.h"
#include "runtime/python/convert.h"
#include "runtime/python/dtype_object.h"
#include "runtime/python/module.h"
#include "runtime/python/numpy_dtype.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"

namespace tnp::python {
namespace {

/// A new numpy.dtype. Imports NumPy, which asks for it.
PyObject* numpy_dtype(DType dtype) {
  if (dtype == DType::kBFloat16) {
    return PyErr_Format(PyExc_TypeError,
                        "NumPy has no bfloat16: use float32 there");
  }
  const Reference numpy(PyImport_ImportModule("numpy"));
  if (!numpy) return nullptr;
  return PyObject_CallMethod(numpy.get(), "dtype", "s",
                             std::string(name(dtype)).c_str());
}

/// Read from a class: tnp.float32.__numpy_dtype__, of a scalar likewise.
PyObject* read_from_class(PyObject*, PyObject* instance, PyObject* type) {
  PyTypeObject* owner =
      type ? reinterpret_cast<PyTypeObject*>(type) : Py_TYPE(instance);
  for (int i = 0; i < kNumDTypes; ++i) {
    if (owner == &scalar_types[i]) return numpy_dtype(static_cast<DType>(i));
  }
  return PyErr_Format(PyExc_AttributeError,
                      "type object '%s' has no attribute '__numpy_dtype__'",
                      owner->tp_name);
}

PyTypeObject make_attribute_type() {
  PyTypeObject type{};
  Py_SET_REFCNT(reinterpret_cast<PyObject*>(&type), 1);
  type.tp_name = "tnp._NumpyDtype";
  type.tp_basicsize = sizeof(PyObject);
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_descr_get = read_from_class;
  return type;
}
PyTypeObject attribute_type = make_attribute_type();

}  // namespace

PyObject* get_numpy_dtype(PyObject* self, void*) {
  const auto* dtype = reinterpret_cast<DTypeObject*>(self);
  Reference result(numpy_dtype(dtype->dtype));
  if (!result || !dtype->is_swapped) return result.release();
  return PyObject_CallMethod(result.get(), "newbyteorder", "s", ">");
}

int add_numpy_dtype() {
  if (PyType_Ready(&attribute_type) < 0) return -1;
  const Reference attribute(PyObject_New(PyObject, &attribute_type));
  if (!attribute) return -1;
  return PyDict_SetItemString(generic_type.tp_dict, "__numpy_dtype__",
                              attribute.get());
}

}  // namespace tnp::python
