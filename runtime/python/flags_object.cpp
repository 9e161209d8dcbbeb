#include "runtime/python/flags_object.h"

#include <iterator>
#include <string>
#include <string_view>

#include "runtime/core/errors.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

struct FlagsObject {
  PyObject_HEAD
  PyObject* array;
};

bool c_contiguous(const ndarray& a) { return a.is_c_contiguous(); }
bool f_contiguous(const ndarray& a) { return a.is_f_contiguous(); }
bool owndata(const ndarray& a) { return a.has(ndarray::kOwnsData); }
bool writeable(const ndarray& a) { return a.is_writeable(); }
bool aligned(const ndarray& a) {
  const auto alignment = static_cast<std::uintptr_t>(info(a.dtype()).alignment);
  auto bits = reinterpret_cast<std::uintptr_t>(a.data());
  for (std::int64_t stride : a.strides()) {
    bits |= static_cast<std::uintptr_t>(stride);
  }
  return bits % alignment == 0 || a.size() == 0;
}
bool never(const ndarray&) { return false; }
bool either(const ndarray& a) { return c_contiguous(a) || f_contiguous(a); }
bool fortran(const ndarray& a) { return f_contiguous(a) && !c_contiguous(a); }
bool behaved(const ndarray& a) { return aligned(a) && writeable(a); }

struct FlagName {
  const char* key;        // as flags['WRITEABLE']
  const char* short_key;  // as flags['W']
  const char* attribute;
  bool (*value)(const ndarray& a);
};

/// The first six are those that are printed.
constexpr FlagName kFlags[] = {
    {"C_CONTIGUOUS", "C", "c_contiguous", c_contiguous},
    {"F_CONTIGUOUS", "F", "f_contiguous", f_contiguous},
    {"OWNDATA", "O", "owndata", owndata},
    {"WRITEABLE", "W", "writeable", writeable},
    {"ALIGNED", "A", "aligned", aligned},
    {"WRITEBACKIFCOPY", "X", "writebackifcopy", never},
    {"CONTIGUOUS", "", "contiguous", c_contiguous},
    {"FORTRAN", "", "fortran", f_contiguous},
    {"FNC", "", "fnc", fortran},
    {"FORC", "", "forc", either},
    {"BEHAVED", "B", "behaved", behaved},
};
constexpr std::size_t kNumPrinted = 6;

PyObject* array_of_flags(PyObject* self) {
  return reinterpret_cast<FlagsObject*>(self)->array;
}

PyObject* get_flag(PyObject* self, void* closure) {
  const auto* flag = static_cast<const FlagName*>(closure);
  return PyBool_FromLong(flag->value(array_of(array_of_flags(self))));
}

int set_flag(PyObject* self, PyObject* value, void*) {
  return guarded_status([&] {
    if (!value) raise_type_error("Cannot delete flags writeable attribute");
    const int truth = PyObject_IsTrue(value);
    if (truth < 0) throw PythonError();
    set_writeable(array_of_flags(self), truth != 0);
    return 0;
  });
}

const FlagName* find_flag(PyObject* key) {
  if (!PyUnicode_Check(key)) return nullptr;
  for (const FlagName& flag : kFlags) {
    if (PyUnicode_CompareWithASCIIString(key, flag.key) == 0 ||
        (*flag.short_key &&
         PyUnicode_CompareWithASCIIString(key, flag.short_key) == 0)) {
      return &flag;
    }
  }
  return nullptr;
}

PyObject* flags_subscript(PyObject* self, PyObject* key) {
  const FlagName* flag = find_flag(key);
  if (flag) return get_flag(self, const_cast<FlagName*>(flag));
  PyErr_SetString(PyExc_KeyError, "Unknown flag");
  return nullptr;
}

int flags_assign(PyObject* self, PyObject* key, PyObject* value) {
  const FlagName* flag = find_flag(key);
  if (flag && flag->value == writeable) return set_flag(self, value, nullptr);
  PyErr_SetString(PyExc_KeyError, "Unknown flag");
  return -1;
}

PyObject* flags_repr(PyObject* self) {
  const ndarray& a = array_of(array_of_flags(self));
  std::string text;
  for (std::size_t i = 0; i < kNumPrinted; ++i) {
    text += std::string("  ") + kFlags[i].key + " : " +
            (kFlags[i].value(a) ? "True" : "False") + "\n";
  }
  return PyUnicode_FromStringAndSize(text.data(),
                                     static_cast<Py_ssize_t>(text.size()));
}

/// Equal flags, also of NumPy's arrays.
PyObject* flags_compare(PyObject* self, PyObject* other, int op) {
  if ((op != Py_EQ && op != Py_NE) ||
      std::string_view(Py_TYPE(other)->tp_name).find("flagsobj") ==
          std::string_view::npos) {
    return Py_NewRef(Py_NotImplemented);
  }
  bool equal = true;
  for (std::size_t i = 0; i < kNumPrinted && equal; ++i) {
    const Reference here(PyObject_GetAttrString(self, kFlags[i].attribute));
    const Reference there(PyObject_GetAttrString(other, kFlags[i].attribute));
    if (!here || !there) return nullptr;
    equal = here.get() == there.get();
  }
  return PyBool_FromLong(equal == (op == Py_EQ));
}

void flags_dealloc(PyObject* self) {
  Py_XDECREF(array_of_flags(self));
  Py_TYPE(self)->tp_free(self);
}

PyMappingMethods mapping = {nullptr, flags_subscript, flags_assign};
PyGetSetDef attributes[std::size(kFlags) + 1];
PyTypeObject flags_type = {PyVarObject_HEAD_INIT(nullptr, 0)};

}  // namespace

PyObject* make_flags(PyObject* array) {
  auto* flags = PyObject_New(FlagsObject, &flags_type);
  if (flags) flags->array = Py_NewRef(array);
  return reinterpret_cast<PyObject*>(flags);
}

int ready_flags() {
  for (std::size_t i = 0; i < std::size(kFlags); ++i) {
    attributes[i].name = kFlags[i].attribute;
    attributes[i].get = get_flag;
    attributes[i].set = kFlags[i].value == writeable ? set_flag : nullptr;
    attributes[i].closure = const_cast<FlagName*>(&kFlags[i]);
  }
  flags_type.tp_name = "tnp.flagsobj";
  flags_type.tp_basicsize = sizeof(FlagsObject);
  flags_type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
  flags_type.tp_dealloc = flags_dealloc;
  flags_type.tp_repr = flags_repr;
  flags_type.tp_richcompare = flags_compare;
  flags_type.tp_hash = PyObject_HashNotImplemented;
  flags_type.tp_as_mapping = &mapping;
  flags_type.tp_getset = attributes;
  return PyType_Ready(&flags_type);
}

}  // namespace tnp::python
