#include "runtime/python/flat_iterator.h"

#include <string>
#include <string_view>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/indexing.h"
#include "runtime/core/indirect_index.h"
#include "runtime/core/tensor.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

struct FlatIterator {
  PyObject_HEAD PyObject* array;
  std::int64_t next;
};

const ndarray& array_under(PyObject* self) {
  return array_of(reinterpret_cast<FlatIterator*>(self)->array);
}

/// The elements in one axis: a view where the layout allows.
ndarray flattened(const ndarray& a) {
  const std::int64_t shape[] = {a.size()};
  return a.reshape(shape);
}

bool is_flat_view(const ndarray& a, const ndarray& flat) {
  return a.is_direct() && flat.data() == a.data();
}

PyObject* flat_next(PyObject* self) {
  auto* iterator = reinterpret_cast<FlatIterator*>(self);
  const ndarray& a = array_under(self);
  if (iterator->next >= a.size()) return nullptr;
  return guarded([&] {
    const Scalar value =
        a.is_direct() && a.is_c_contiguous()
            ? Scalar::load(a.data() + iterator->next * a.itemsize(), a.dtype())
            : a.item(iterator->next);
    ++iterator->next;
    return wrap_scalar(value);
  });
}

Py_ssize_t flat_length(PyObject* self) { return array_under(self).size(); }

constexpr char kInvalidFlatIndex[] =
    "only integers, slices (`:`), ellipsis (`...`) and integer or boolean "
    "arrays "
    "are valid indices";

void warn_deprecated(const char* message) {
  if (PyErr_WarnEx(PyExc_DeprecationWarning, message, 1) < 0) {
    throw PythonError();
  }
}

[[noreturn]] void raise_too_many_for_flat(Py_ssize_t count) {
  raise_index_error(
      "too many indices for flat iterator: flat iterator is 1-dimensional, "
      "but " +
      std::to_string(count) + " were indexed");
}

[[noreturn]] void refuse_bools() {
  raise_index_error(
      "boolean indices for iterators are not supported because of previous "
      "behavior that was confusing (valid boolean indices are expected to work "
      "in the future)");
}

/// True is the first element, False none.
Reference key_of_truth(bool truth) {
  warn_deprecated(
      "Indexing flat iterators with a 0-dimensional boolean index is "
      "deprecated "
      "and may be removed in a future version. (Deprecated NumPy 2.4)");
  if (truth) return checked(PyLong_FromLong(0));
  const std::int64_t none = 0;
  return checked(wrap_array(ndarray::empty({&none, 1}, DType::kInt64)));
}

/// A list, or another object that is no array: bools are refused, and floats
/// taken for integers.
Reference key_of_sequence(PyObject* key) {
  ndarray indices = array_from(key);
  if (is_bool(indices.dtype())) refuse_bools();
  if (!is_integer(indices.dtype()) && indices.size() > 0) {
    warn_deprecated(
        "Invalid non-array indices for iterator objects are deprecated and "
        "will "
        "be removed in a future version. (Deprecated NumPy 2.4)");
  }
  indices = astype(indices, DType::kInt64);
  if (indices.ndim() == 0) {
    return checked(PyLong_FromLongLong(indices.item(0).as_int64()));
  }
  return checked(wrap_array(std::move(indices)));
}

void check_flat_mask(const ndarray& mask, std::int64_t size) {
  if (mask.ndim() > 1) raise_too_many_for_flat(mask.ndim());
  if (mask.size() == size || mask.size() == 0) return;
  raise_index_error(
      "boolean index did not match indexed flat iterator along axis 0; size of "
      "axis is " +
      std::to_string(size) + " but size of corresponding boolean axis is " +
      std::to_string(mask.size()));
}

/// An index of a flat iterator as one of a 1-d array of `size` elements.
Reference flat_key(PyObject* key, std::int64_t size) {
  if (key == Py_Ellipsis || PySlice_Check(key) || PyLong_CheckExact(key)) {
    return Reference(Py_NewRef(key));
  }
  if (key == Py_None || PyUnicode_Check(key) || PyBytes_Check(key)) {
    raise_index_error(kInvalidFlatIndex);
  }
  if (PyBool_Check(key)) return key_of_truth(key == Py_True);
  if (is_array(key)) {
    const ndarray& indices = array_of(key);
    if (!is_bool(indices.dtype())) return Reference(Py_NewRef(key));
    if (indices.ndim() == 0) return key_of_truth(indices.item(0).as_bool());
    check_flat_mask(indices, size);
    return Reference(Py_NewRef(key));
  }
  if (PyIndex_Check(key)) return Reference(Py_NewRef(key));
  return key_of_sequence(key);
}

/// The same for the key as given: a tuple may hold one index.
Reference flat_key_of(PyObject* key, std::int64_t size, bool assigns) {
  if (!PyTuple_Check(key)) return flat_key(key, size);
  const Py_ssize_t count = PyTuple_GET_SIZE(key);
  PyObject* first = count > 0 ? PyTuple_GET_ITEM(key, 0) : Py_Ellipsis;
  if (count > 1) {
    for (Py_ssize_t i = 0; i < count; ++i) {
      PyObject* item = PyTuple_GET_ITEM(key, i);
      if (item == Py_None || item == Py_Ellipsis) {
        raise_index_error(kInvalidFlatIndex);
      }
    }
    raise_too_many_for_flat(count);
  }
  if (first == Py_Ellipsis && assigns) {
    raise_index_error(
        "Assigning to a flat iterator with a 0-D index is not supported");
  }
  if (PyBool_Check(first)) refuse_bools();
  return flat_key(first, size);
}

/// The element or array at `key` of the flattened array. NumPy's message about
/// an index names no axis here.
Reference flat_item(PyObject* flat, PyObject* key) {
  Reference item(array_mapping_methods.mp_subscript(flat, key));
  if (item) return item;
  if (!PyErr_ExceptionMatches(PyExc_IndexError)) throw PythonError();
  PyObject *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  const Reference held_type(type), held_value(value), held_trace(trace);
  const Reference text = checked(PyObject_Str(value));
  std::string message = PyUnicode_AsUTF8(text.get());
  constexpr std::string_view kAxis = " for axis 0 with size";
  const std::size_t where = message.find(kAxis);
  if (where != message.npos) {
    message.replace(where, kAxis.size(), " for size");
  }
  raise_index_error(message);
}

/// Indexes the flattened array: always a copy.
PyObject* flat_subscript(PyObject* self, PyObject* key) {
  return guarded([&] {
    const ndarray& a = array_under(self);
    const Reference flat = checked(wrap_array(flattened(a)));
    const Reference index = flat_key_of(key, a.size(), false);
    Reference item = flat_item(flat.get(), index.get());
    if (!is_array(item.get())) return item.release();
    return wrap_array(array_of(item.get()).copy());
  });
}

/// `values` as one axis of `n`, in turn and repeated.
ndarray repeated(PyObject* values, DType dtype, std::int64_t n) {
  const ndarray given = array_from(values, dtype);
  const ndarray flat = flattened(given);
  if (flat.size() == n) return flat;
  if (flat.size() == 0) {
    raise_value_error("Error setting single item of array.");
  }
  if (!flat.is_direct()) {
    const ndarray positions = ndarray::arange(n);
    for (std::int64_t i = flat.size(); i < n; ++i) {
      positions.data_as<std::int64_t>()[i] %= flat.size();
    }
    return take(flat, positions, 0);
  }
  ndarray result = ndarray::empty({&n, 1}, dtype);
  for (std::int64_t i = 0; i < n; i += flat.size()) {
    const std::int64_t length = std::min(flat.size(), n - i);
    const std::int64_t stride = flat.stride(0);
    const std::int64_t item = result.itemsize();
    copy_into(result.view(result.data() + i * item, {&length, 1}, {&item, 1}),
              flat.view(flat.data(), {&length, 1}, {&stride, 1}));
  }
  return result;
}

/// a.flat[key] = value where ATen has to write.
void flat_assign_indirect(const ndarray& a, PyObject* key, PyObject* value) {
  const Reference all = checked(wrap_array(ndarray::arange(a.size())));
  const Reference chosen = flat_item(all.get(), key);
  const ndarray positions = array_from(chosen.get(), DType::kInt64);
  if (positions.size() == 0) return;
  put_indirect(
      a, positions,
      repeated(value, a.dtype(), positions.size()).reshape(positions.shape()));
}

int flat_assign(PyObject* self, PyObject* key, PyObject* value) {
  if (!value) {
    PyErr_SetString(PyExc_TypeError, "Cannot delete iterator elements");
    return -1;
  }
  return guarded_status([&] {
    const ndarray& a = array_under(self);
    if (!a.is_writeable()) {
      raise_value_error("underlying array is read-only");
    }
    if (!a.is_direct()) {
      flat_assign_indirect(a, key, value);
      return 0;
    }
    // Written through the flat copy, then back, where no view is possible.
    const Reference flat = checked(wrap_array(flattened(a)));
    const ndarray& elements = array_of(flat.get());
    Reference index = flat_key_of(key, a.size(), true);
    if (is_array(index.get()) && array_of(index.get()).ndim() > 1) {
      index = checked(wrap_array(flattened(array_of(index.get()))));
    }
    const Reference target = flat_item(flat.get(), index.get());
    const std::int64_t n =
        is_array(target.get()) ? array_of(target.get()).size() : 1;
    const Reference values = checked(wrap_array(repeated(value, a.dtype(), n)));
    PyObject* source = values.get();
    Reference element;
    if (!is_array(target.get())) {
      element = checked(wrap_scalar(array_of(source).item(0)));
      source = element.get();
    }
    checked(array_mapping_methods.mp_ass_subscript(flat.get(), index.get(),
                                                   source));
    if (!is_flat_view(a, elements)) copy_into(a, elements.reshape(a.shape()));
    return 0;
  });
}

PyObject* flat_copy(PyObject* self, PyObject*) {
  return guarded([&] {
    const ndarray& a = array_under(self);
    ndarray flat = flattened(a);
    return wrap_array(flat.copy());
  });
}

PyObject* flat_array(PyObject* self, PyObject* const*, Py_ssize_t, PyObject*) {
  return flat_copy(self, nullptr);
}

PyObject* flat_base(PyObject* self, void*) {
  return Py_NewRef(reinterpret_cast<FlatIterator*>(self)->array);
}

PyObject* flat_index(PyObject* self, void*) {
  return PyLong_FromLongLong(reinterpret_cast<FlatIterator*>(self)->next);
}

PyObject* flat_coordinates(PyObject* self, void*) {
  const ndarray& a = array_under(self);
  std::int64_t index = reinterpret_cast<FlatIterator*>(self)->next;
  Reference tuple(PyTuple_New(a.ndim()));
  if (!tuple) return nullptr;
  for (int axis = a.ndim() - 1; axis >= 0; --axis) {
    const std::int64_t extent = std::max<std::int64_t>(a.shape(axis), 1);
    // The first axis counts on past the end.
    PyObject* value = PyLong_FromLongLong(axis == 0 ? index : index % extent);
    if (!value) return nullptr;
    PyTuple_SET_ITEM(tuple.get(), axis, value);
    index /= extent;
  }
  return tuple.release();
}

void flat_dealloc(PyObject* self) {
  Py_XDECREF(reinterpret_cast<FlatIterator*>(self)->array);
  Py_TYPE(self)->tp_free(self);
}

PyMappingMethods mapping = {flat_length, flat_subscript, flat_assign};
PyMethodDef methods[] = {
    {"copy", flat_copy, METH_NOARGS,
     "copy($self, /)\n--\n\nThe elements, 1-d."},
    {"__array__", method_cast(flat_array), METH_FASTCALL | METH_KEYWORDS,
     "__array__($self, /, dtype=None, copy=None)\n--\n\nThe elements, 1-d."},
    {nullptr, nullptr, 0, nullptr},
};
PyGetSetDef attributes[] = {
    {"base", flat_base, nullptr, "The array that is iterated over.", nullptr},
    {"index", flat_index, nullptr, "The flat index of the next element.",
     nullptr},
    {"coords", flat_coordinates, nullptr, "The index of the next element.",
     nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};
PyTypeObject flat_type = {PyVarObject_HEAD_INIT(nullptr, 0)};

}  // namespace

PyObject* make_flat_iterator(PyObject* array) {
  auto* iterator = PyObject_New(FlatIterator, &flat_type);
  if (!iterator) return nullptr;
  iterator->array = Py_NewRef(array);
  iterator->next = 0;
  return reinterpret_cast<PyObject*>(iterator);
}

int assign_flat(PyObject* array, PyObject* values) {
  const ndarray& a = array_of(array);
  if (a.size() == 0) return 0;
  copy_into(a, repeated(values, a.dtype(), a.size()).reshape(a.shape()));
  return 0;
}

int add_flat_iterator(PyObject* module) {
  flat_type.tp_name = "tnp.flatiter";
  flat_type.tp_basicsize = sizeof(FlatIterator);
  flat_type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
  flat_type.tp_dealloc = flat_dealloc;
  flat_type.tp_iter = PyObject_SelfIter;
  flat_type.tp_iternext = flat_next;
  flat_type.tp_as_mapping = &mapping;
  flat_type.tp_methods = methods;
  flat_type.tp_getset = attributes;
  if (PyType_Ready(&flat_type) < 0) return -1;
  return PyModule_AddObjectRef(module, "flatiter",
                               reinterpret_cast<PyObject*>(&flat_type));
}

}  // namespace tnp::python
