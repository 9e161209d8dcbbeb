// NumPy's functions on dtypes: can_cast, result_type, issubdtype and the like.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "runtime/core/errors.h"
#include "runtime/core/promotion.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/dtype_object.h"
#include "runtime/python/errors.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"

namespace tnp::python {

std::optional<DType> dtype_of_value(PyObject* object) {
  if (is_array(object)) return array_of(object).dtype();
  const int d = scalar_dtype(Py_TYPE(object));
  if (d >= 0) return static_cast<DType>(d);
  if (PyBool_Check(object)) return DType::kBool;
  if (PyLong_Check(object)) return DType::kInt64;
  if (PyFloat_Check(object)) return DType::kFloat64;
  if (PyComplex_Check(object)) return DType::kComplex128;
  return std::nullopt;
}

namespace {

PyObject* can_cast_function(PyObject*, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"from_", "to", "casting", nullptr};
  PyObject* from = nullptr;
  PyObject* to = nullptr;
  const char* casting = "safe";
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO|s:can_cast",
                                   const_cast<char**>(names), &from, &to,
                                   &casting)) {
    return nullptr;
  }
  return guarded([&] {
    const bool is_value = is_array(from) || is_scalar_object(from);
    if (!is_value && dtype_of_value(from) && !PyBool_Check(from)) {
      raise_type_error(
          "can_cast() does not support Python ints, floats, and complex "
          "because "
          "the result used to depend on the value.\nThis change was part of "
          "adopting NEP 50, we may explicitly allow them again in the future.");
    }
    const std::optional<Casting> level = parse_casting(casting);
    if (!level) {
      raise_value_error(
          "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' "
          "(got '" +
          std::string(casting) + "')");
    }
    const OrderedDType source = is_value ? OrderedDType{*dtype_of_value(from)}
                                         : ordered_dtype_from(from);
    const OrderedDType target = ordered_dtype_from(to);
    if (*level == Casting::kNo && source.is_swapped != target.is_swapped) {
      Py_RETURN_FALSE;
    }
    return PyBool_FromLong(can_cast(source.dtype, target.dtype, *level));
  });
}

// Whether an object is a dtype of this machine's byte order.
bool is_native(PyObject* object) {
  return is_dtype_object(object) &&
         !reinterpret_cast<DTypeObject*>(object)->is_swapped;
}

// A dtype stands for an array of it; everything else is an operand.
ndarray type_operand(PyObject* object) {
  const bool is_spelling = is_dtype_object(object) || PyType_Check(object) ||
                           PyUnicode_Check(object);
  if (is_spelling) {
    return ndarray::empty({}, ordered_dtype_from(object).dtype);
  }
  return operand_from(object);
}

PyObject* result_type_function(PyObject*, PyObject* const* args,
                               Py_ssize_t nargs) {
  return guarded([&] {
    if (nargs == 0)
      raise_value_error("at least one array or dtype is required");
    // One dtype is its own result, with its metadata.
    if (nargs == 1 && is_native(args[0])) return Py_NewRef(args[0]);
    std::vector<ndarray> operands;
    for (Py_ssize_t i = 0; i < nargs; ++i) {
      operands.push_back(type_operand(args[i]));
    }
    std::vector<const ndarray*> pointers;
    for (const ndarray& operand : operands) pointers.push_back(&operand);
    // Each integer type meets the floats, not what integers make together.
    std::ranges::stable_partition(pointers, [](const ndarray* operand) {
      return is_inexact(operand->dtype());
    });
    return wrap_dtype(result_type(pointers));
  });
}

PyObject* promote_types_function(PyObject*, PyObject* args,
                                 PyObject* keywords) {
  static const char* names[] = {"type1", "type2", nullptr};
  PyObject* a = nullptr;
  PyObject* b = nullptr;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO:promote_types",
                                   const_cast<char**>(names), &a, &b)) {
    return nullptr;
  }
  return guarded([&] {
    if (a == b && is_native(a)) return Py_NewRef(a);
    return wrap_dtype(promote_types(ordered_dtype_from(a).dtype,
                                    ordered_dtype_from(b).dtype));
  });
}

// A scalar type, abstract or concrete, by itself or as a dtype's.
PyTypeObject* scalar_class(PyObject* object) {
  if (PyType_Check(object)) {
    auto* type = reinterpret_cast<PyTypeObject*>(object);
    if (PyType_IsSubtype(type, &generic_type)) return type;
  }
  return scalar_type(ordered_dtype_from(object).dtype);
}

PyObject* issubdtype(PyObject*, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"arg1", "arg2", nullptr};
  PyObject* a = nullptr;
  PyObject* b = nullptr;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO:issubdtype",
                                   const_cast<char**>(names), &a, &b)) {
    return nullptr;
  }
  return guarded([&] {
    return PyBool_FromLong(PyType_IsSubtype(scalar_class(a), scalar_class(b)));
  });
}

bool is_kind(DType d, std::string_view wanted) {
  if (wanted == "bool") return is_bool(d);
  if (wanted == "signed integer") return is_signed(d);
  if (wanted == "unsigned integer") return is_unsigned(d);
  if (wanted == "integral") return is_integer(d);
  if (wanted == "real floating") return is_floating(d);
  if (wanted == "complex floating") return is_complex(d);
  if (wanted == "numeric") return !is_bool(d);
  raise_value_error("kind argument is a string, but '" + std::string(wanted) +
                    "' is not a known kind name.");
}

bool matches_kind(DType d, PyObject* kind) {
  if (PyTuple_Check(kind)) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kind); ++i) {
      if (matches_kind(d, PyTuple_GET_ITEM(kind, i))) return true;
    }
    return false;
  }
  if (PyUnicode_Check(kind)) {
    const char* text = PyUnicode_AsUTF8(kind);
    if (!text) throw PythonError();
    return is_kind(d, text);
  }
  return PyType_IsSubtype(scalar_type(d), scalar_class(kind));
}

PyObject* isdtype(PyObject*, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"dtype", "kind", nullptr};
  PyObject* dtype = nullptr;
  PyObject* kind = nullptr;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO:isdtype",
                                   const_cast<char**>(names), &dtype, &kind)) {
    return nullptr;
  }
  return guarded([&] {
    if (!is_dtype_object(dtype) && !PyType_Check(dtype)) {
      raise_type_error(
          "dtype argument must be a NumPy dtype, but it is a <class '" +
          std::string(Py_TYPE(dtype)->tp_name) + "'>.");
    }
    return PyBool_FromLong(matches_kind(ordered_dtype_from(dtype).dtype, kind));
  });
}

// ---- min_scalar_type: by value.

DType smallest_unsigned(std::uint64_t value) {
  for (DType d : {DType::kUInt8, DType::kUInt16, DType::kUInt32}) {
    if (value >> (8 * itemsize(d)) == 0) return d;
  }
  return DType::kUInt64;
}

DType smallest_signed(std::int64_t value) {
  for (DType d : {DType::kInt8, DType::kInt16, DType::kInt32}) {
    if (Scalar(value).astype(d).as_int64() == value) return d;
  }
  return DType::kInt64;
}

// NumPy's round limits, a little inside the types' own.
DType smallest_float(double value) {
  const double magnitude = std::fabs(value);
  if (!std::isfinite(value) || magnitude < 65000) return DType::kFloat16;
  return magnitude < 3.4e38 ? DType::kFloat32 : DType::kFloat64;
}

DType smallest_dtype(const Scalar& value) {
  const DType d = value.dtype();
  if (is_bool(d)) return d;
  if (is_signed(d) && value.as_int64() < 0) {
    return smallest_signed(value.as_int64());
  }
  if (is_integer(d)) return smallest_unsigned(value.as_uint64());
  if (is_floating(d)) return smallest_float(value.as_double());
  const std::complex<double> z = value.as_complex();
  const bool wide = smallest_float(z.real()) == DType::kFloat64 ||
                    smallest_float(z.imag()) == DType::kFloat64;
  return wide ? DType::kComplex128 : DType::kComplex64;
}

PyObject* min_scalar_type(PyObject*, PyObject* object) {
  return guarded([&] {
    const ndarray array = array_from(object);
    if (array.ndim() > 0) return wrap_dtype(array.dtype());
    return wrap_dtype(smallest_dtype(array.item()));
  });
}

// ---- Questions about values.

bool is_registered_number(PyObject* object) {
  const Reference numbers = checked(PyImport_ImportModule("numbers"));
  const Reference number =
      checked(PyObject_GetAttrString(numbers.get(), "Number"));
  return checked(PyObject_IsInstance(object, number.get())) != 0;
}

PyObject* isscalar(PyObject*, PyObject* object) {
  return guarded([&] {
    const bool is_plain = is_scalar_object(object) || PyLong_Check(object) ||
                          PyFloat_Check(object) || PyComplex_Check(object) ||
                          PyUnicode_Check(object) || PyBytes_Check(object) ||
                          PyMemoryView_Check(object);
    return PyBool_FromLong(is_plain || is_registered_number(object));
  });
}

// Text and other things without a number type are real, as in NumPy.
bool is_complex_value(PyObject* object) {
  if (const std::optional<DType> d = dtype_of_value(object)) {
    return is_complex(*d);
  }
  if (PyUnicode_Check(object) || PyBytes_Check(object) || object == Py_None) {
    return false;
  }
  return is_complex(array_from(object).dtype());
}

PyObject* iscomplexobj(PyObject*, PyObject* object) {
  return guarded([&] { return PyBool_FromLong(is_complex_value(object)); });
}
PyObject* isrealobj(PyObject*, PyObject* object) {
  return guarded([&] { return PyBool_FromLong(!is_complex_value(object)); });
}

PyObject* common_type(PyObject*, PyObject* const* args, Py_ssize_t nargs) {
  return guarded([&] {
    DType part = DType::kFloat16;
    bool complex = false;
    for (Py_ssize_t i = 0; i < nargs; ++i) {
      const DType d = array_from(args[i]).dtype();
      if (is_bool(d)) {
        raise_type_error("can't get common type for non-numeric array");
      }
      complex = complex || is_complex(d);
      part =
          promote_types(part, is_integer(d) ? DType::kFloat64 : real_type(d));
    }
    if (complex) part = promote_types(part, DType::kComplex64);
    return Py_NewRef(reinterpret_cast<PyObject*>(scalar_type(part)));
  });
}

PyCFunction with_keywords(PyCFunctionWithKeywords function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}
PyCFunction fast(_PyCFunctionFast function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef kFunctions[] = {
    {"can_cast", with_keywords(can_cast_function), METH_VARARGS | METH_KEYWORDS,
     "can_cast(from_, to, casting='safe')\n--\n\n"
     "Whether a conversion between dtypes is allowed."},
    {"result_type", fast(result_type_function), METH_FASTCALL,
     "result_type(*arrays_and_dtypes)\n\nThe dtype of their combination."},
    {"promote_types", with_keywords(promote_types_function),
     METH_VARARGS | METH_KEYWORDS,
     "promote_types(type1, type2)\n--\n\n"
     "The smallest dtype to which both cast safely."},
    {"issubdtype", with_keywords(issubdtype), METH_VARARGS | METH_KEYWORDS,
     "issubdtype(arg1, arg2)\n--\n\n"
     "Whether the first is at or below the second in the hierarchy."},
    {"isdtype", with_keywords(isdtype), METH_VARARGS | METH_KEYWORDS,
     "isdtype(dtype, kind)\n--\n\nWhether the dtype is of a named kind."},
    {"min_scalar_type", min_scalar_type, METH_O,
     "min_scalar_type(a)\n\nThe smallest dtype that holds the value."},
    {"isscalar", isscalar, METH_O,
     "isscalar(element)\n\nWhether it is a number or text, not an array."},
    {"isrealobj", isrealobj, METH_O,
     "isrealobj(x)\n\nWhether the dtype is not complex."},
    {"iscomplexobj", iscomplexobj, METH_O,
     "iscomplexobj(x)\n\nWhether the dtype is complex."},
    {"common_type", fast(common_type), METH_FASTCALL,
     "common_type(*arrays)\n\nThe inexact scalar type common to arrays."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_dtype_functions(PyObject* module) {
  return PyModule_AddFunctions(module, kFunctions);
}

}  // namespace tnp::python
