/// The operands of scalar operators, and NEP 50 between them.
#pragma once

#include <Python.h>

#include <cstdint>

#include "runtime/core/scalar.h"

namespace tnp::python {

enum class OperandKind : std::uint8_t {
  kScalar,   // a tnp scalar or a Python bool: its type counts
  kWeakInt,  // Python numbers take the other operand's type
  kWeakFloat,
  kWeakComplex,
  kSubclass,  // of a Python number: it may override ufuncs, its type counts
  kSequence,  // list or tuple: NumPy makes an array of it
  kForeign,   // arrays and everything else: the other operand decides
};

struct ScalarOperand {
  OperandKind kind = OperandKind::kForeign;
  Scalar value;                // of a kScalar, kWeakFloat or kWeakComplex
  PyObject* object = nullptr;  // borrowed
};

ScalarOperand classify_operand(PyObject* object);

/// Whether NumPy takes the way over ufuncs: sequences, subclasses of Python's
/// numbers, and a NumPy bool unless the left operand is another scalar. It
/// shows in the warnings: a ufunc wraps integers silently, and its name stands
/// in the text.
bool uses_ufunc(const ScalarOperand& a, const ScalarOperand& b);

/// Whether an operand, of which the left one is a scalar of ours, is left the
/// work because it is of a class that says so. See should_defer().
bool leaves_work(const ScalarOperand& a, const ScalarOperand& b);

/// The type of an operation on two operands, at least one of them a kScalar and
/// the other a number.
DType common_dtype(const ScalarOperand& a, const ScalarOperand& b);

/// The operand as type `d` of common_dtype(). OverflowError when a Python int
/// does not fit; RuntimeWarning when a Python number becomes infinite.
Scalar convert_operand(const ScalarOperand& operand, DType d);

/// The value of an int of one digit; false for others, which may still be
/// small.
inline bool small_int_value(PyObject* integer, std::int64_t& value) {
#if PY_VERSION_HEX >= 0x030C0000
  auto* object = reinterpret_cast<PyLongObject*>(integer);
  if (!PyUnstable_Long_IsCompact(object)) return false;
  value = PyUnstable_Long_CompactValue(object);
  return true;
#else
  const Py_ssize_t size = Py_SIZE(integer);
  if (size < -1 || size > 1) return false;
  value = size *
          std::int64_t{reinterpret_cast<PyLongObject*>(integer)->ob_digit[0]};
  return true;
#endif
}

/// Stores a Python number as an element of the exact type `d` (an index of
/// DType), where that is quick and raises nothing: false otherwise, and for
/// other objects.
bool load_python_number(PyObject* object, int d, char* element);

/// Installs the binary operators (scalar_operators.cpp).
void set_binary_slots(PyNumberMethods& slots);

}  // namespace tnp::python
