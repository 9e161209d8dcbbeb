// The type objects of tnp's scalars and NumPy's hierarchy over them.
#include <string>

#include "runtime/python/module.h"
#include "runtime/python/numpy_dtype.h"
#include "runtime/python/scalar_object.h"
#include "runtime/python/static_type.h"

namespace tnp::python {

PyTypeObject scalar_types[kNumDTypes];
PyTypeObject generic_type;

namespace {

// The abstract types between `generic` and the concrete ones.
enum Abstract {
  kNumber,
  kInteger,
  kSignedInteger,
  kUnsignedInteger,
  kInexact,
  kFloating,
  kComplexFloating,
  kNumAbstract,
};
PyTypeObject abstract_types[kNumAbstract];

struct AbstractSpec {
  const char* name;
  int parent;  // -1: generic
  PyMethodDef* methods;
};
const AbstractSpec kAbstractSpecs[kNumAbstract] = {
    {"tnp.number", -1, number_methods},
    {"tnp.integer", kNumber, integer_methods},
    {"tnp.signedinteger", kInteger, nullptr},
    {"tnp.unsignedinteger", kInteger, nullptr},
    {"tnp.inexact", kNumber, nullptr},
    {"tnp.floating", kInexact, floating_methods},
    {"tnp.complexfloating", kInexact, complex_methods},
};

constexpr const char* kTypeNames[kNumDTypes] = {
    "tnp.bool",      "tnp.int8",       "tnp.uint8",    "tnp.int16",
    "tnp.uint16",    "tnp.int32",      "tnp.uint32",   "tnp.int64",
    "tnp.uint64",    "tnp.float16",    "tnp.float32",  "tnp.float64",
    "tnp.complex64", "tnp.complex128", "tnp.bfloat16",
};

struct Alias {
  const char* name;
  DType dtype;
};
constexpr Alias kAliases[] = {
    {"bool_", DType::kBool},        {"byte", DType::kInt8},
    {"ubyte", DType::kUInt8},       {"short", DType::kInt16},
    {"ushort", DType::kUInt16},     {"intc", DType::kInt32},
    {"uintc", DType::kUInt32},      {"int_", DType::kInt64},
    {"long", DType::kInt64},        {"longlong", DType::kInt64},
    {"intp", DType::kInt64},        {"uint", DType::kUInt64},
    {"ulong", DType::kUInt64},      {"ulonglong", DType::kUInt64},
    {"uintp", DType::kUInt64},      {"half", DType::kFloat16},
    {"single", DType::kFloat32},    {"double", DType::kFloat64},
    {"csingle", DType::kComplex64}, {"cdouble", DType::kComplex128},
};

PyObject* abstract_new(PyTypeObject* type, PyObject*, PyObject*) {
  PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", type->tp_name);
  return nullptr;
}

PyObject* as_object(PyTypeObject* type) {
  return reinterpret_cast<PyObject*>(type);
}

int add_generic(PyObject* module) {
  generic_type.tp_name = "tnp.generic";
  generic_type.tp_doc = "The base of all scalar types.";
  generic_type.tp_basicsize = sizeof(PyObject);
  generic_type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE;
  generic_type.tp_new = abstract_new;
  generic_type.tp_methods = generic_methods();
  generic_type.tp_getset = generic_attributes;
  return add_static_type(module, generic_type);
}

int add_abstract(PyObject* module, int index) {
  const AbstractSpec& spec = kAbstractSpecs[index];
  PyTypeObject& type = abstract_types[index];
  type.tp_name = spec.name;
  type.tp_basicsize = sizeof(PyObject);
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE;
  type.tp_new = abstract_new;
  type.tp_methods = spec.methods;
  type.tp_base = spec.parent < 0 ? &generic_type : &abstract_types[spec.parent];
  return add_static_type(module, type);
}

PyTypeObject* abstract_base(DType d) {
  switch (kind(d)) {
    case 'b':
      return &generic_type;
    case 'i':
      return &abstract_types[kSignedInteger];
    case 'u':
      return &abstract_types[kUnsignedInteger];
    case 'f':
      return &abstract_types[kFloating];
    default:
      return &abstract_types[kComplexFloating];
  }
}

// float64 and complex128 are Python's types too, as in NumPy.
PyTypeObject* python_base(DType d) {
  if (d == DType::kFloat64) return &PyFloat_Type;
  if (d == DType::kComplex128) return &PyComplex_Type;
  return nullptr;
}

// The signature first, where inspect.signature() looks for it.
const char* documentation(DType d) {
  static std::string texts[kNumDTypes];
  std::string& text = texts[static_cast<int>(d)];
  const char* params = is_complex(d) ? "(real=0, imag=0, /)"
                       : is_bool(d)  ? "(value=False, /)"
                                     : "(value=0, /)";
  text = std::string(name(d)) + params + "\n--\n\nA scalar of this dtype.";
  return text.c_str();
}

int set_bases(PyTypeObject& type, DType d) {
  PyTypeObject* base = abstract_base(d);
  PyTypeObject* python = python_base(d);
  type.tp_base = python ? python : base;
  if (!python) return 0;
  type.tp_bases = PyTuple_Pack(2, as_object(base), as_object(python));
  return type.tp_bases ? 0 : -1;
}

int add_concrete(PyObject* module, DType d) {
  static PyNumberMethods number_methods[kNumDTypes];
  const int index = static_cast<int>(d);
  number_methods[index] = scalar_number_methods(d);
  PyTypeObject& type = scalar_types[index];
  type.tp_name = kTypeNames[index];
  type.tp_basicsize = d == DType::kComplex128
                          ? sizeof(ScalarObject<std::complex<double>>)
                          : sizeof(ScalarObject<double>);
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  if (!is_bool(d)) type.tp_flags |= Py_TPFLAGS_BASETYPE;
  type.tp_new = scalar_new;
  type.tp_vectorcall = scalar_vectorcall;
  type.tp_dealloc = deallocate_scalar;
  type.tp_richcompare = scalar_comparison(d);
  type.tp_hash = scalar_hash;
  type.tp_repr = scalar_repr;
  type.tp_str = scalar_str;
  type.tp_as_number = &number_methods[index];
  type.tp_as_mapping = &scalar_mapping_methods;
  type.tp_as_buffer = &scalar_buffer_methods;
  type.tp_doc = documentation(d);
  if (is_bool(d)) type.tp_methods = bool_methods;
  if (set_bases(type, d) < 0) return -1;
  return add_static_type(module, type);
}

int add_booleans(PyObject* module) {
  for (int value = 0; value < 2; ++value) {
    PyObject* object = allocate_scalar(scalar_type(DType::kBool));
    if (!object) return -1;
    reinterpret_cast<ScalarObject<bool>*>(object)->value = value != 0;
    scalar_booleans[value] = object;  // lives as long as the process
    if (PyModule_AddObjectRef(module, value ? "True_" : "False_", object) < 0) {
      return -1;
    }
  }
  return 0;
}

}  // namespace

int add_scalars(PyObject* module) {
  if (add_generic(module) < 0) return -1;
  for (int i = 0; i < kNumAbstract; ++i) {
    if (add_abstract(module, i) < 0) return -1;
  }
  for (int i = 0; i < kNumDTypes; ++i) {
    if (add_concrete(module, static_cast<DType>(i)) < 0) return -1;
  }
  for (const Alias& alias : kAliases) {
    if (PyModule_AddObjectRef(module, alias.name,
                              as_object(scalar_type(alias.dtype))) < 0) {
      return -1;
    }
  }
  if (add_numpy_dtype() < 0) return -1;
  return add_booleans(module);
}

}  // namespace tnp::python
