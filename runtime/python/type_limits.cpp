// tnp.finfo and tnp.iinfo: the limits of number types.
#include <cmath>
#include <limits>
#include <string>

#include "runtime/core/errors.h"
#include "runtime/core/format_float.h"
#include "runtime/python/convert.h"
#include "runtime/python/dtype_object.h"
#include "runtime/python/errors.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"
#include "runtime/python/static_type.h"

namespace tnp::python {
namespace {

// A limits object is a dtype with other attributes.
using InfoObject = DTypeObject;

PyTypeObject finfo_type;
PyTypeObject iinfo_type;

DType dtype_of(PyObject* self) {
  return reinterpret_cast<InfoObject*>(self)->dtype;
}

PyObject* python_text(const std::string& text) {
  return PyUnicode_FromStringAndSize(text.data(),
                                     static_cast<Py_ssize_t>(text.size()));
}

PyObject* new_info(PyTypeObject* type, DType d) {
  PyObject* object = type->tp_alloc(type, 0);
  if (object) reinterpret_cast<InfoObject*>(object)->dtype = d;
  return object;
}

// One finfo object per type, as in NumPy; it lives as long as the process.
PyObject* finfo_of(DType d) {
  static PyObject* objects[kNumDTypes];
  PyObject*& object = objects[static_cast<int>(d)];
  if (!object) object = new_info(&finfo_type, d);
  return Py_XNewRef(object);
}

bool parse_one(PyObject* args, PyObject* keywords, const char* format,
               const char* name, PyObject** value) {
  const char* names[] = {name, nullptr};
  return PyArg_ParseTupleAndKeywords(args, keywords, format,
                                     const_cast<char**>(names), value);
}

// The dtype that is spelled, or that of a number or array.
DType dtype_argument(PyObject* object) {
  if (const std::optional<DType> d = dtype_of_value(object)) return *d;
  if (PyType_Check(object) || find_ordered_dtype(object)) {
    return ordered_dtype_from(object).dtype;
  }
  // Anything else that says its dtype.
  PyObject* dtype = PyObject_GetAttrString(object, "dtype");
  if (!dtype) {
    PyErr_Clear();
    return dtype_from(object);
  }
  const Reference owner(dtype);
  return ordered_dtype_from(dtype).dtype;
}

// ---- finfo

// IEEE formats, and bfloat16: bits of the exponent and of the fraction.
struct Format {
  int exponent_bits;
  int fraction_bits;
};
Format format_of(DType d) {
  switch (d) {
    case DType::kFloat16:
      return {5, 10};
    case DType::kBFloat16:
      return {8, 7};
    case DType::kFloat32:
      return {8, 23};
    default:
      return {11, 52};
  }
}

struct Limits {
  explicit Limits(DType d)
      : format(format_of(d)),
        max_exponent(1 << (format.exponent_bits - 1)),
        min_exponent(2 - max_exponent),
        eps(std::ldexp(1.0, -format.fraction_bits)),
        max(std::ldexp(2.0 - eps, max_exponent - 1)),
        smallest_normal(std::ldexp(1.0, min_exponent)),
        smallest_subnormal(
            std::ldexp(1.0, min_exponent - format.fraction_bits)),
        precision(static_cast<int>(format.fraction_bits * std::log10(2.0))),
        resolution(std::pow(10.0, -precision)) {}
  Format format;
  int max_exponent;
  int min_exponent;
  double eps;
  double max;
  double smallest_normal;
  double smallest_subnormal;
  int precision;
  double resolution;
};

PyObject* finfo_new(PyTypeObject*, PyObject* args, PyObject* keywords) {
  PyObject* argument = nullptr;
  if (!parse_one(args, keywords, "O:finfo", "dtype", &argument)) return nullptr;
  return guarded([&] {
    const DType d = dtype_argument(argument);
    if (!is_inexact(d)) {
      raise_value_error("data type <class 'tnp." + std::string(name(d)) +
                        "'> not inexact");
    }
    return finfo_of(real_type(d));
  });
}

// Attributes that are elements of the type, and those that are plain ints.
template <double Limits::* member>
PyObject* get_element(PyObject* self, void*) {
  return guarded([&] {
    const DType d = dtype_of(self);
    return wrap_scalar(Scalar(Limits(d).*member).astype(d));
  });
}
PyObject* get_min(PyObject* self, void*) {
  return guarded([&] {
    const DType d = dtype_of(self);
    return wrap_scalar(Scalar(-Limits(d).max).astype(d));
  });
}
PyObject* get_epsneg(PyObject* self, void*) {
  return guarded([&] {
    const DType d = dtype_of(self);
    return wrap_scalar(Scalar(Limits(d).eps / 2).astype(d));
  });
}
template <int Limits::* member>
PyObject* get_integer(PyObject* self, void*) {
  return PyLong_FromLong(Limits(dtype_of(self)).*member);
}
PyObject* get_exponent_bits(PyObject* self, void*) {
  return PyLong_FromLong(format_of(dtype_of(self)).exponent_bits);
}
PyObject* get_fraction_bits(PyObject* self, void*) {
  return PyLong_FromLong(format_of(dtype_of(self)).fraction_bits);
}
PyObject* get_machep(PyObject* self, void*) {
  return PyLong_FromLong(-format_of(dtype_of(self)).fraction_bits);
}
PyObject* get_negep(PyObject* self, void*) {
  return PyLong_FromLong(-format_of(dtype_of(self)).fraction_bits - 1);
}
PyObject* get_bits(PyObject* self, void*) {
  return PyLong_FromLong(8 * itemsize(dtype_of(self)));
}
PyObject* get_dtype(PyObject* self, void*) {
  return wrap_dtype(dtype_of(self));
}

std::string max_text(DType d) {
  FloatText how;
  how.trim = Trim::kZeros;
  if (itemsize(d) == 2) {
    how.unique = false;
    how.precision = 5;
    how.trim = Trim::kKeep;
  }
  return format_scientific(Limits(d).max, d, how);
}

PyObject* finfo_repr(PyObject* self) {
  const DType d = dtype_of(self);
  const Limits limits(d);
  const std::string max = max_text(d);
  return python_text(
      "finfo(resolution=" +
      float_text(Scalar(limits.resolution).astype(d).as_double(), d) +
      ", min=-" + max + ", max=" + max + ", dtype=" + std::string(name(d)) +
      ")");
}

PyGetSetDef kFinfoAttributes[] = {
    {"dtype", get_dtype, nullptr, "The real type.", nullptr},
    {"bits", get_bits, nullptr, "Bits of an element.", nullptr},
    {"eps", get_element<&Limits::eps>, nullptr,
     "From 1 to the next larger value.", nullptr},
    {"epsneg", get_epsneg, nullptr, "From the next smaller value to 1.",
     nullptr},
    {"max", get_element<&Limits::max>, nullptr, "The largest value.", nullptr},
    {"min", get_min, nullptr, "The lowest value.", nullptr},
    {"resolution", get_element<&Limits::resolution>, nullptr,
     "10 to the minus `precision`.", nullptr},
    {"tiny", get_element<&Limits::smallest_normal>, nullptr,
     "As smallest_normal.", nullptr},
    {"smallest_normal", get_element<&Limits::smallest_normal>, nullptr,
     "The smallest positive normal value.", nullptr},
    {"smallest_subnormal", get_element<&Limits::smallest_subnormal>, nullptr,
     "The smallest positive value.", nullptr},
    {"precision", get_integer<&Limits::precision>, nullptr,
     "Decimal digits that always survive.", nullptr},
    {"maxexp", get_integer<&Limits::max_exponent>, nullptr,
     "The smallest power of 2 that overflows.", nullptr},
    {"minexp", get_integer<&Limits::min_exponent>, nullptr,
     "The lowest power of 2 that is normal.", nullptr},
    {"iexp", get_exponent_bits, nullptr, "Bits of the exponent.", nullptr},
    {"nexp", get_exponent_bits, nullptr, "Bits of the exponent.", nullptr},
    {"nmant", get_fraction_bits, nullptr, "Bits of the fraction.", nullptr},
    {"machep", get_machep, nullptr, "The power of 2 of eps.", nullptr},
    {"negep", get_negep, nullptr, "The power of 2 of epsneg.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// ---- iinfo

/// A text that names no type is told from other objects by its own kind.
DType integer_argument(PyObject* argument) {
  try {
    return dtype_argument(argument);
  } catch (const Error& error) {
    if (!PyUnicode_Check(argument) || error.kind() != ErrorKind::kTypeError) {
      throw;
    }
  }
  raise_value_error("Invalid integer data type 'U'.");
}

PyObject* iinfo_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  PyObject* argument = nullptr;
  if (!parse_one(args, keywords, "O:iinfo", "type", &argument)) return nullptr;
  return guarded([&] {
    const DType d = integer_argument(argument);
    if (!is_integer(d)) {
      raise_value_error(std::string("Invalid integer data type '") + kind(d) +
                        "'.");
    }
    return new_info(type, d);
  });
}

std::int64_t lowest(DType d) {
  return is_signed(d) ? std::numeric_limits<std::int64_t>::min() >>
                            (64 - 8 * itemsize(d))
                      : 0;
}
std::uint64_t highest(DType d) {
  const int bits = 8 * itemsize(d) - (is_signed(d) ? 1 : 0);
  return std::numeric_limits<std::uint64_t>::max() >> (64 - bits);
}

PyObject* get_lowest(PyObject* self, void*) {
  return PyLong_FromLongLong(lowest(dtype_of(self)));
}
PyObject* get_highest(PyObject* self, void*) {
  return PyLong_FromUnsignedLongLong(highest(dtype_of(self)));
}
PyObject* get_kind(PyObject* self, void*) {
  return python_text({kind(dtype_of(self))});
}
PyObject* get_key(PyObject* self, void*) {
  const DType d = dtype_of(self);
  return python_text(kind(d) + std::to_string(8 * itemsize(d)));
}

PyObject* iinfo_repr(PyObject* self) {
  const DType d = dtype_of(self);
  return python_text("iinfo(min=" + std::to_string(lowest(d)) +
                     ", max=" + std::to_string(highest(d)) +
                     ", dtype=" + std::string(name(d)) + ")");
}

PyObject* iinfo_str(PyObject* self) {
  const DType d = dtype_of(self);
  const std::string rule(63, '-');
  return python_text("Machine parameters for " + std::string(name(d)) + "\n" +
                     rule + "\nmin = " + std::to_string(lowest(d)) +
                     "\nmax = " + std::to_string(highest(d)) + "\n" + rule +
                     "\n");
}

PyGetSetDef kIinfoAttributes[] = {
    {"dtype", get_dtype, nullptr, "The type.", nullptr},
    {"bits", get_bits, nullptr, "Bits of an element.", nullptr},
    {"key", get_key, nullptr, "Kind and bits.", nullptr},
    {"kind", get_kind, nullptr, "\"i\" or \"u\".", nullptr},
    {"max", get_highest, nullptr, "The largest value, a Python int.", nullptr},
    {"min", get_lowest, nullptr, "The lowest value, a Python int.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// ---- Both

PyObject* info_richcompare(PyObject* a, PyObject* b, int op) {
  if (Py_TYPE(a) != Py_TYPE(b) || (op != Py_EQ && op != Py_NE)) {
    return Py_NewRef(Py_NotImplemented);
  }
  return PyBool_FromLong((dtype_of(a) == dtype_of(b)) == (op == Py_EQ));
}

Py_hash_t info_hash(PyObject* self) {
  return static_cast<Py_hash_t>(dtype_of(self));
}

PyMethodDef kInfoMethods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

int add_info(PyObject* module, PyTypeObject& type) {
  type.tp_basicsize = sizeof(InfoObject);
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_richcompare = info_richcompare;
  type.tp_hash = info_hash;
  type.tp_methods = kInfoMethods;
  return add_static_type(module, type);
}

}  // namespace

int add_type_limits(PyObject* module) {
  finfo_type.tp_name = "tnp.finfo";
  finfo_type.tp_doc = "finfo(dtype)\n--\n\nThe limits of a floating type.";
  finfo_type.tp_new = finfo_new;
  finfo_type.tp_repr = finfo_repr;
  finfo_type.tp_getset = kFinfoAttributes;
  iinfo_type.tp_name = "tnp.iinfo";
  iinfo_type.tp_doc = "iinfo(type)\n--\n\nThe limits of an integer type.";
  iinfo_type.tp_new = iinfo_new;
  iinfo_type.tp_repr = iinfo_repr;
  iinfo_type.tp_str = iinfo_str;
  iinfo_type.tp_getset = kIinfoAttributes;
  if (add_info(module, finfo_type) < 0) return -1;
  return add_info(module, iinfo_type);
}

}  // namespace tnp::python
