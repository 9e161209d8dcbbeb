#include "runtime/python/array_object.h"

#include "runtime/python/array_subclass.h"
#include "runtime/python/convert.h"

namespace tnp::python {
namespace {

/// Objects without array, kept for reuse.
constexpr int kMaxFree = 64;
ArrayObject* free_objects[kMaxFree];
int num_free = 0;

}  // namespace

ArrayObject* allocate_array_object() {
  ArrayObject* object;
  if (num_free > 0) {
    object = free_objects[--num_free];
  } else {
    object = static_cast<ArrayObject*>(PyObject_Malloc(sizeof(ArrayObject)));
    if (!object) {
      PyErr_NoMemory();
      return nullptr;
    }
  }
  PyObject_Init(reinterpret_cast<PyObject*>(object), &array_type);
  object->base = nullptr;
  object->weakrefs = nullptr;
  return object;
}

void discard_array_object(ArrayObject* object) {
  if (num_free < kMaxFree) {
    free_objects[num_free++] = object;
  } else {
    PyObject_Free(object);
  }
}

PyObject* wrap_array(ndarray&& array, PyObject* base) {
  ArrayObject* object = allocate_array_object();
  if (!object) return nullptr;
  new (&object->array) ndarray(std::move(array));
  object->base = Py_XNewRef(base);
  return reinterpret_cast<PyObject*>(object);
}

PyObject* wrap_view(ndarray&& view, PyObject* of) {
  PyTypeObject* type = Py_TYPE(of);
  return new_instance(type, std::move(view), base_of_view(of, type), of);
}

PyObject* wrap_result(ndarray&& array) {
  if (array.ndim() == 0 && array.is_direct()) {
    PyObject* scalar = wrap_scalar(array.item());
    array.release();
    return scalar;
  }
  return wrap_array(std::move(array));
}

}  // namespace tnp::python
