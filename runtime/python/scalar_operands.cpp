#include "runtime/python/scalar_operands.h"

#include <cmath>

#include "runtime/python/convert.h"
#include "runtime/python/operands.h"
#include "runtime/python/scalar_object.h"

namespace tnp::python {
namespace {

ScalarOperand make_operand(OperandKind kind, const Scalar& value,
                           PyObject* object) {
  return {kind, value, object};
}

// A Python float or complex only raises the kind of `d`.
DType raise_to_float(DType d) { return is_inexact(d) ? d : DType::kFloat64; }

DType raise_to_complex(DType d) {
  if (is_complex(d)) return d;
  if (is_floating(d) && d != DType::kFloat64) return DType::kComplex64;
  return DType::kComplex128;
}

DType raise_kind(DType d, OperandKind weak) {
  switch (weak) {
    case OperandKind::kWeakInt:
      return is_bool(d) ? DType::kInt64 : d;
    case OperandKind::kWeakFloat:
      return raise_to_float(d);
    default:
      return raise_to_complex(d);
  }
}

}  // namespace

ScalarOperand classify_operand(PyObject* object) {
  const int d = scalar_dtype(Py_TYPE(object));
  if (d >= 0) {
    return make_operand(
        OperandKind::kScalar,
        Scalar::load(scalar_data(object), static_cast<DType>(d)), object);
  }
  if (PyBool_Check(object)) {
    return make_operand(OperandKind::kScalar, Scalar(object == Py_True),
                        object);
  }
  if (PyLong_CheckExact(object)) {
    return make_operand(OperandKind::kWeakInt, {}, object);
  }
  if (PyFloat_CheckExact(object)) {
    return make_operand(OperandKind::kWeakFloat,
                        Scalar(PyFloat_AS_DOUBLE(object)), object);
  }
  if (PyComplex_CheckExact(object)) {
    const Py_complex value = PyComplex_AsCComplex(object);
    return make_operand(OperandKind::kWeakComplex,
                        Scalar(std::complex<double>(value.real, value.imag)),
                        object);
  }
  if (PyLong_Check(object) || PyFloat_Check(object) ||
      PyComplex_Check(object)) {
    return make_operand(OperandKind::kSubclass, {}, object);
  }
  if (PyList_Check(object) || PyTuple_Check(object)) {
    return make_operand(OperandKind::kSequence, {}, object);
  }
  return make_operand(OperandKind::kForeign, {}, object);
}

bool uses_ufunc(const ScalarOperand& a, const ScalarOperand& b) {
  const auto needs_array = [](const ScalarOperand& operand) {
    return operand.kind == OperandKind::kSequence ||
           operand.kind == OperandKind::kSubclass;
  };
  if (needs_array(a) || needs_array(b)) return true;
  const PyTypeObject* bool_type = scalar_type(DType::kBool);
  if (Py_TYPE(a.object) == bool_type) return true;
  return Py_TYPE(b.object) == bool_type && !is_scalar_object(a.object);
}

bool leaves_work(const ScalarOperand& a, const ScalarOperand& b) {
  return b.kind == OperandKind::kSubclass && should_defer(a.object, b.object);
}

DType common_dtype(const ScalarOperand& a, const ScalarOperand& b) {
  if (a.kind != OperandKind::kScalar) {
    return raise_kind(b.value.dtype(), a.kind);
  }
  if (b.kind != OperandKind::kScalar) {
    return raise_kind(a.value.dtype(), b.kind);
  }
  return promote_types(a.value.dtype(), b.value.dtype());
}

Scalar convert_operand(const ScalarOperand& operand, DType d) {
  switch (operand.kind) {
    case OperandKind::kScalar:
      return operand.value.astype(d);
    case OperandKind::kWeakInt:
      break;
    default:
      return cast_inexact(operand.value, d);
  }
  if (is_integer(d)) return integer_from_python(operand.object, d);
  return cast_inexact(Scalar(double_from_python(operand.object)), d);
}

bool load_python_number(PyObject* object, int d, char* element) {
  const bool is_float = PyFloat_CheckExact(object);
  if (!is_float && !PyLong_CheckExact(object)) return false;
  if (is_float) {
    const double value = PyFloat_AS_DOUBLE(object);
    if (d == static_cast<int>(DType::kFloat64)) {
      store_element(element, value);
      return true;
    }
    // Larger values may overflow, which is reported elsewhere.
    if (d != static_cast<int>(DType::kFloat32) || !(std::fabs(value) < 1e38)) {
      return false;
    }
    store_element(element, static_cast<float>(value));
    return true;
  }
  std::int64_t value;
  if (!small_int_value(object, value)) {
    int overflow = 0;
    value = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow) return false;
  }
  if (d == static_cast<int>(DType::kInt64)) {
    store_element(element, value);
    return true;
  }
  if (d != static_cast<int>(DType::kFloat64)) return false;
  store_element(element, static_cast<double>(value));
  return true;
}

}  // namespace tnp::python
