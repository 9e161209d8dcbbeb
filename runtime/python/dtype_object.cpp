#include "runtime/python/dtype_object.h"
#include "runtime/python/numpy_dtype.h"

#include <string>

#include "runtime/core/errors.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"
#include "runtime/python/static_type.h"

namespace tnp::python {

PyTypeObject dtype_type;

namespace {

DTypeObject dtype_objects[kNumDTypes];

// NumPy's type numbers; those from 256 on are user types there.
constexpr int kNumbers[kNumDTypes] = {0, 1,  2,  3,  4,  5,  6,  7,
                                      8, 23, 11, 12, 14, 15, 256};

DType dtype_of(PyObject* self) {
  return reinterpret_cast<DTypeObject*>(self)->dtype;
}

PyObject* python_text(const std::string& text) {
  return PyUnicode_FromStringAndSize(text.data(),
                                     static_cast<Py_ssize_t>(text.size()));
}

bool is_swapped(PyObject* self) {
  return reinterpret_cast<DTypeObject*>(self)->is_swapped;
}

PyObject* metadata_of(PyObject* self) {
  return reinterpret_cast<DTypeObject*>(self)->metadata;
}

std::string spelling(PyObject* self) {
  const DType d = dtype_of(self);
  const char* order = itemsize(d) == 1 ? "|" : is_swapped(self) ? ">" : "<";
  const char letter = d == DType::kBFloat16 ? 'E' : kind(d);
  return std::string(order) + letter + std::to_string(itemsize(d));
}

/// What str() and repr() name it by.
std::string short_name(PyObject* self) {
  return is_swapped(self) ? spelling(self) : std::string(name(dtype_of(self)));
}

/// The interned object, or one with what it does not have. `metadata` is a
/// dict or null, borrowed.
PyObject* make_dtype(OrderedDType dtype, PyObject* metadata) {
  if (!dtype.is_swapped && !metadata) return wrap_dtype(dtype.dtype);
  auto* object =
      reinterpret_cast<DTypeObject*>(dtype_type.tp_alloc(&dtype_type, 0));
  if (!object) return nullptr;
  object->dtype = dtype.dtype;
  object->is_swapped = dtype.is_swapped;
  object->metadata = Py_XNewRef(metadata);
  return reinterpret_cast<PyObject*>(object);
}

// The interned objects are never given up.
void dtype_dealloc(PyObject* self) {
  Py_XDECREF(metadata_of(self));
  Py_TYPE(self)->tp_free(self);
}

/// The metadata of a dtype and of its new copy together.
Reference joined_metadata(PyObject* old, PyObject* added) {
  if (!old) return Reference(Py_NewRef(added));
  Reference joined = checked(PyDict_Copy(old));
  checked(PyDict_Update(joined.get(), added));
  return joined;
}

PyObject* dtype_new(PyTypeObject*, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"dtype", "align", "copy", "metadata", nullptr};
  PyObject* spelling = nullptr;
  int align = 0;
  int copy = 0;
  PyObject* metadata = nullptr;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|ppO!:dtype",
                                   const_cast<char**>(names), &spelling, &align,
                                   &copy, &PyDict_Type, &metadata)) {
    return nullptr;
  }
  return guarded([&] {
    const bool is_dtype = is_dtype_object(spelling);
    if (is_dtype && !metadata) return Py_NewRef(spelling);
    const OrderedDType dtype = ordered_dtype_from(spelling);
    PyObject* old = is_dtype ? metadata_of(spelling) : nullptr;
    const Reference joined =
        metadata ? joined_metadata(old, metadata) : Reference();
    return make_dtype(dtype, joined.get());
  });
}

PyObject* dtype_repr(PyObject* self) {
  return python_text("dtype('" + short_name(self) + "')");
}

PyObject* dtype_str(PyObject* self) { return python_text(short_name(self)); }

Py_hash_t dtype_hash(PyObject* self) {
  return 0x7d1 + static_cast<Py_hash_t>(dtype_of(self)) +
         (is_swapped(self) ? kNumDTypes : 0);
}

// `<` and `<=` mean "casts safely to", as in NumPy.
bool compare(OrderedDType a, OrderedDType b, int op) {
  const bool is_equal = a.dtype == b.dtype && a.is_swapped == b.is_swapped;
  switch (op) {
    case Py_EQ:
      return is_equal;
    case Py_NE:
      return !is_equal;
    case Py_LT:
      return !is_equal && can_cast(a.dtype, b.dtype, Casting::kSafe);
    case Py_LE:
      return can_cast(a.dtype, b.dtype, Casting::kSafe);
    case Py_GT:
      return !is_equal && can_cast(b.dtype, a.dtype, Casting::kSafe);
    default:
      return can_cast(b.dtype, a.dtype, Casting::kSafe);
  }
}

PyObject* dtype_richcompare(PyObject* self, PyObject* other, int op) {
  return guarded([&] {
    const bool is_none = other == Py_None;
    const std::optional<OrderedDType> d =
        is_none ? OrderedDType{DType::kFloat64} : find_ordered_dtype(other);
    if (d) {
      return PyBool_FromLong(
          compare({dtype_of(self), is_swapped(self)}, *d, op));
    }
    if (op == Py_EQ) return Py_NewRef(Py_False);
    if (op == Py_NE) return Py_NewRef(Py_True);
    return Py_NewRef(Py_NotImplemented);
  });
}

PyObject* get_name(PyObject* self, void*) {
  return python_text(std::string(name(dtype_of(self))));
}
PyObject* get_spelling(PyObject* self, void*) {
  return python_text(spelling(self));
}
PyObject* get_kind(PyObject* self, void*) {
  return python_text({kind(dtype_of(self))});
}
PyObject* get_code(PyObject* self, void*) {
  return python_text({info(dtype_of(self)).code});
}
PyObject* get_itemsize(PyObject* self, void*) {
  return PyLong_FromLong(itemsize(dtype_of(self)));
}
PyObject* get_alignment(PyObject* self, void*) {
  return PyLong_FromLong(info(dtype_of(self)).alignment);
}
PyObject* get_num(PyObject* self, void*) {
  return PyLong_FromLong(kNumbers[static_cast<int>(dtype_of(self))]);
}
PyObject* get_byteorder(PyObject* self, void*) {
  return PyUnicode_FromString(itemsize(dtype_of(self)) == 1 ? "|"
                              : is_swapped(self)            ? ">"
                                                            : "=");
}
PyObject* get_type(PyObject* self, void*) {
  return Py_NewRef(reinterpret_cast<PyObject*>(scalar_type(dtype_of(self))));
}
PyObject* get_self(PyObject* self, void*) { return Py_NewRef(self); }
PyObject* get_is_native(PyObject* self, void*) {
  return PyBool_FromLong(!is_swapped(self));
}
PyObject* get_is_builtin(PyObject* self, void*) {
  return PyLong_FromLong(is_swapped(self) || metadata_of(self) ? 0 : 1);
}
PyObject* get_metadata(PyObject* self, void*) {
  if (!metadata_of(self)) Py_RETURN_NONE;
  return PyDictProxy_New(metadata_of(self));
}
PyObject* get_false(PyObject*, void*) { Py_RETURN_FALSE; }
PyObject* get_none(PyObject*, void*) { Py_RETURN_NONE; }
PyObject* get_zero(PyObject*, void*) { return PyLong_FromLong(0); }
PyObject* get_shape(PyObject*, void*) { return PyTuple_New(0); }
PyObject* get_descr(PyObject* self, void*) {
  return Py_BuildValue("[(ss)]", "", spelling(self).c_str());
}

PyObject* newbyteorder(PyObject* self, PyObject* args) {
  const char* order = "S";
  if (!PyArg_ParseTuple(args, "|s:newbyteorder", &order)) return nullptr;
  return guarded([&] {
    const auto is_one_of = [&](std::string_view letters) {
      return letters.find(order[0]) != std::string_view::npos;
    };
    bool swapped = is_swapped(self);
    if (is_one_of("sS") || order[0] == '\0') {
      swapped = !swapped;
    } else if (is_one_of("=nN<lL")) {
      swapped = false;
    } else if (is_one_of(">bB")) {
      swapped = true;
    } else if (!is_one_of("|iI")) {
      raise_value_error(std::string("byteorder not recognized (got '") + order +
                        "')");
    }
    if (itemsize(dtype_of(self)) == 1) swapped = false;
    return make_dtype({dtype_of(self), swapped}, metadata_of(self));
  });
}

PyObject* reduce(PyObject* self, PyObject*) {
  if (!metadata_of(self)) {
    return Py_BuildValue("(O(N))", &dtype_type, dtype_str(self));
  }
  return Py_BuildValue("(O(NOOO))", &dtype_type, dtype_str(self), Py_False,
                       Py_False, metadata_of(self));
}

PyMethodDef kMethods[] = {
    {"newbyteorder", newbyteorder, METH_VARARGS,
     "newbyteorder(new_order='S', /)\n--\n\nThe dtype in another byte order: "
     "'S' swaps, '=' is this machine's, '<', '>'.\nArrays have this "
     "machine's only."},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef kAttributes[] = {
    {"name", get_name, nullptr, "\"float64\"", nullptr},
    {"str", get_spelling, nullptr, "\"<f8\"", nullptr},
    {"kind", get_kind, nullptr, "One of \"biufc\".", nullptr},
    {"char", get_code, nullptr, "NumPy's type character.", nullptr},
    {"itemsize", get_itemsize, nullptr, "Bytes of an element.", nullptr},
    {"alignment", get_alignment, nullptr, "In bytes.", nullptr},
    {"num", get_num, nullptr, "NumPy's type number.", nullptr},
    {"byteorder", get_byteorder, nullptr,
     "\"=\", \">\" or, for one byte, \"|\".", nullptr},
    {"type", get_type, nullptr, "The scalar type.", nullptr},
    {"base", get_self, nullptr, "The dtype itself.", nullptr},
    {"descr", get_descr, nullptr, "[(\"\", str)]", nullptr},
    {"isnative", get_is_native, nullptr, "Whether arrays can have it.",
     nullptr},
    {"isbuiltin", get_is_builtin, nullptr, "1, or 0 for a changed dtype.",
     nullptr},
    {"isalignedstruct", get_false, nullptr, "Always False.", nullptr},
    {"hasobject", get_false, nullptr, "Always False.", nullptr},
    {"fields", get_none, nullptr, "Always None.", nullptr},
    {"names", get_none, nullptr, "Always None.", nullptr},
    {"subdtype", get_none, nullptr, "Always None.", nullptr},
    {"metadata", get_metadata, nullptr, "What dtype(metadata=) was given.",
     nullptr},
    {"shape", get_shape, nullptr, "Always ().", nullptr},
    {"ndim", get_zero, nullptr, "Always 0.", nullptr},
    {"flags", get_zero, nullptr, "Always 0.", nullptr},
    {"__numpy_dtype__", get_numpy_dtype, nullptr, "For numpy.dtype().",
     nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

int ready_type(PyObject* module) {
  dtype_type.tp_name = "tnp.dtype";
  dtype_type.tp_doc =
      "dtype(dtype)\n--\n\nAn element type; equal to every spelling of it.";
  dtype_type.tp_basicsize = sizeof(DTypeObject);
  dtype_type.tp_flags = Py_TPFLAGS_DEFAULT;
  dtype_type.tp_new = dtype_new;
  dtype_type.tp_dealloc = dtype_dealloc;
  dtype_type.tp_repr = dtype_repr;
  dtype_type.tp_str = dtype_str;
  dtype_type.tp_hash = dtype_hash;
  dtype_type.tp_richcompare = dtype_richcompare;
  dtype_type.tp_methods = kMethods;
  dtype_type.tp_getset = kAttributes;
  return add_static_type(module, dtype_type);
}

}  // namespace

PyObject* wrap_dtype(DType dtype) {
  return Py_NewRef(
      reinterpret_cast<PyObject*>(&dtype_objects[static_cast<int>(dtype)]));
}

int add_dtypes(PyObject* module) {
  if (ready_type(module) < 0) return -1;
  for (int i = 0; i < kNumDTypes; ++i) {
    PyObject* object = reinterpret_cast<PyObject*>(&dtype_objects[i]);
    PyObject_Init(object, &dtype_type);
    dtype_objects[i].dtype = static_cast<DType>(i);
  }
  if (add_type_limits(module) < 0) return -1;
  return add_dtype_functions(module);
}

}  // namespace tnp::python
