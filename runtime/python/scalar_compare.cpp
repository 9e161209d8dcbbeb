// Comparison, hash and truth of tnp's scalars.
#include "runtime/core/ufunc.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/scalar_object.h"
#include "runtime/python/scalar_operands.h"

namespace tnp::python {
namespace {

template <typename T>
bool compare(T a, T b, int op) {
  switch (op) {
    case Py_LT:
      return a < b;
    case Py_LE:
      return a <= b;
    case Py_GT:
      return a > b;
    case Py_GE:
      return a >= b;
    case Py_EQ:
      return a == b;
    default:
      return a != b;
  }
}

// NumPy orders complex numbers by their real parts, then by the imaginary ones.
template <typename T>
bool compare(std::complex<T> a, std::complex<T> b, int op) {
  if (op == Py_EQ) return a == b;
  if (op == Py_NE) return a != b;
  if (a.real() == b.real()) return compare(a.imag(), b.imag(), op);
  return compare(a.real(), b.real(), op);
}

template <typename T>
bool compare_data(const char* a, const char* b, int op) {
  if constexpr (is_half_v<T>) {
    return compare(static_cast<float>(load_element<T>(a)),
                   static_cast<float>(load_element<T>(b)), op);
  } else {
    return compare(load_element<T>(a), load_element<T>(b), op);
  }
}

bool compare_elements(DType d, const char* a, const char* b, int op) {
  return dispatch_dtype(d, [&](auto tag) {
    return compare_data<typename decltype(tag)::type>(a, b, op);
  });
}

// -1, 0 or 1 as the integer scalar is below, equal to or above the Python int.
int order_integers(const Scalar& scalar, PyObject* integer) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(integer, &overflow);
  if (value == -1 && !overflow && PyErr_Occurred()) throw PythonError();
  if (overflow < 0) return 1;
  const bool wide = scalar.dtype() == DType::kUInt64;
  if (overflow > 0) {
    if (!wide) return -1;
    const unsigned long long large = PyLong_AsUnsignedLongLong(integer);
    if (PyErr_Occurred()) {
      PyErr_Clear();
      return -1;
    }
    return scalar.as_uint64() < large ? -1 : scalar.as_uint64() > large;
  }
  if (wide && (value < 0 || scalar.as_int64() < 0)) return 1;
  return scalar.as_int64() < value ? -1 : scalar.as_int64() > value;
}

// int64 and uint64 have no common integer type; NumPy compares them exactly.
int order_mixed_signs(const Scalar& a, const Scalar& b) {
  if (is_signed(a.dtype())) {
    if (a.as_int64() < 0) return -1;
  } else if (b.as_int64() < 0) {
    return 1;
  }
  return a.as_uint64() < b.as_uint64() ? -1 : a.as_uint64() > b.as_uint64();
}

bool is_exact(const ScalarOperand& operand) {
  return operand.kind == OperandKind::kScalar &&
         !is_inexact(operand.value.dtype());
}

bool compare_numbers(const ScalarOperand& a, const ScalarOperand& b, int op) {
  if (b.kind == OperandKind::kWeakInt && is_exact(a)) {
    return compare(order_integers(a.value, b.object), 0, op);
  }
  if (a.kind == OperandKind::kWeakInt && is_exact(b)) {
    return compare(0, order_integers(b.value, a.object), op);
  }
  const DType d = common_dtype(a, b);
  if (is_exact(a) && is_exact(b) && is_inexact(d)) {
    return compare(order_mixed_signs(a.value, b.value), 0, op);
  }
  alignas(16) char elements[2][16];
  convert_operand(a, d).store(elements[0], d);
  convert_operand(b, d).store(elements[1], d);
  return compare_elements(d, elements[0], elements[1], op);
}

const Ufunc& comparison_ufunc(int op) {
  switch (op) {
    case Py_LT:
      return ufuncs::less;
    case Py_LE:
      return ufuncs::less_equal;
    case Py_GT:
      return ufuncs::greater;
    case Py_GE:
      return ufuncs::greater_equal;
    case Py_EQ:
      return ufuncs::equal;
    default:
      return ufuncs::not_equal;
  }
}

// Two types that meet in a complex one are left to the ufunc, which treats nan
// in an imaginary part otherwise.
bool compares_by_ufunc(const ScalarOperand& x, const ScalarOperand& y) {
  if (uses_ufunc(x, y)) return true;
  const DType d = common_dtype(x, y);
  const auto is_type = [d](const ScalarOperand& operand) {
    return operand.kind == OperandKind::kScalar && operand.value.dtype() == d;
  };
  return is_complex(d) && !is_type(x) && !is_type(y);
}

PyObject* compare_mixed(PyObject* a, PyObject* b, int op) {
  const ScalarOperand x = classify_operand(a);
  const ScalarOperand y = classify_operand(b);
  if (leaves_work(x, y)) return Py_NewRef(Py_NotImplemented);
  if (y.kind != OperandKind::kForeign) {
    if (!compares_by_ufunc(x, y)) return make_scalar(compare_numbers(x, y, op));
    return wrap_result(
        call_binary(comparison_ufunc(op), operand_from(a), operand_from(b)));
  }
  if ((op == Py_EQ || op == Py_NE) &&
      (PyUnicode_Check(b) || PyBytes_Check(b))) {
    return make_scalar(op == Py_NE);
  }
  return Py_NewRef(Py_NotImplemented);
}

[[gnu::noinline]] PyObject* compare_any(PyObject* a, PyObject* b, int op) {
  return guarded([=] { return compare_mixed(a, b, op); });
}

template <typename T>
[[gnu::noinline]] PyObject* compare_number(PyObject* a, PyObject* b, int op) {
  alignas(16) char element[16];
  if (!load_python_number(b, static_cast<int>(dtype_of<T>), element)) {
    return compare_any(a, b, op);
  }
  return make_scalar(compare_data<T>(scalar_data(a), element, op));
}

// The slot of the type of T and, inherited, of its subclasses. What is rare is
// not inline: the common ways then need no frame.
template <typename T>
PyObject* richcompare(PyObject* a, PyObject* b, int op) {
  const PyTypeObject* type = scalar_type(dtype_of<T>);
  if (Py_TYPE(a) != type) return compare_any(a, b, op);
  if (Py_TYPE(b) == type) {
    return make_scalar(compare_data<T>(scalar_data(a), scalar_data(b), op));
  }
  if constexpr (std::is_same_v<T, double>) {
    if (PyFloat_CheckExact(b)) {
      return make_scalar(
          compare(PyFloat_AS_DOUBLE(a), PyFloat_AS_DOUBLE(b), op));
    }
  }
  return compare_number<T>(a, b, op);
}

}  // namespace

richcmpfunc scalar_comparison(DType d) {
  return dispatch_dtype(d, [](auto tag) -> richcmpfunc {
    return richcompare<typename decltype(tag)::type>;
  });
}

// Equal to the hash of the equal Python number.
Py_hash_t scalar_hash(PyObject* self) {
  const Scalar value = scalar_value(self);
  if (is_floating(value.dtype())) {
    return _Py_HashDouble(self, value.as_double());
  }
  PyObject* number = python_value(value);
  if (!number) return -1;
  const Py_hash_t hash = PyObject_Hash(number);
  Py_DECREF(number);
  return hash;
}

}  // namespace tnp::python
