// Operators of tnp.ndarray. Two exact arrays, and an array with a Python float
// or int, go straight to the ufunc's fast path; other operands are converted
// after NumPy's rules on who does the work.
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/gufunc.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/gradients.h"
#include "runtime/python/numpy_fallback.h"
#include "runtime/python/operands.h"
#include "runtime/python/overrides.h"
#include "runtime/python/reference.h"
#include "runtime/python/ufunc_object.h"

namespace tnp::python {
namespace {

PyObject* not_implemented() { return Py_NewRef(Py_NotImplemented); }

// A right operand of ours does not: the left one has had its turn.
bool defers(PyObject* a, PyObject* b) {
  return is_array(a) && should_defer(a, b);
}

bool overrides(PyObject* a, PyObject* b) {
  return may_override_ufunc(a) || may_override_ufunc(b);
}

// The operator as a call of the ufunc, in place where `out` is given: an
// operand's `__array_ufunc__` does the work.
PyObject* call_override(const Ufunc& ufunc, PyObject* a, PyObject* b,
                        PyObject* out) {
  return guarded([&] {
    const Reference function = checked(ufunc_object(ufunc));
    PyObject* args[] = {a, b, out};
    return PyObject_Vectorcall(function.get(), args, out ? 3 : 2, nullptr);
  });
}

// Whether the slot that was called must leave the work to the other operand.
bool leaves(PyObject* a, PyObject* b) {
  return defers(a, b) || !is_operand(is_array(a) ? b : a);
}

bool is_text(PyObject* object) {
  return PyUnicode_Check(object) || PyBytes_Check(object);
}

// Bytes would otherwise append the array's memory to themselves.
[[noreturn]] void refuse_text(const Ufunc& ufunc) {
  raise(ErrorKind::kUFuncTypeError,
        "ufunc '" + std::string(ufunc.name) +
            "' did not contain a loop with signature matching types of text");
}

PyObject* general_binary(const Ufunc& ufunc, PyObject* a, PyObject* b) {
  if (is_text(a) || is_text(b)) {
    return guarded([&]() -> PyObject* { refuse_text(ufunc); });
  }
  if (defers(a, b)) return not_implemented();
  if (overrides(a, b)) return call_override(ufunc, a, b, nullptr);
  if (leaves(a, b)) {
    return falls_back() ? call_override(ufunc, a, b, nullptr)
                        : not_implemented();
  }
  PyObject* result = guarded([&] {
    const Operand x(ufunc, a, b);
    const Operand y(ufunc, b, a);
    PyObject* const inputs[] = {a, b};
    if (PyObject* wrapper = find_wrapper(inputs)) {
      return wrap_by(wrapper, call_binary(ufunc, *x, *y));
    }
    return wrap_computed(x->ndim() == 0 && y->ndim() == 0,
                         [&] { return call_binary(ufunc, *x, *y); });
  });
  // An operand of elements that tnp does not have: the ufunc leaves it to
  // NumPy.
  const bool is_refused = !result && falls_back() &&
                          PyErr_ExceptionMatches(PyExc_NotImplementedError);
  if (!is_refused) return result;
  PyErr_Clear();
  return call_override(ufunc, a, b, nullptr);
}

PyObject* binary_operator(const Ufunc& ufunc, PyObject* a, PyObject* b) {
  if (is_array_exact(a)) {
    const ndarray& x = array_of(a);
    if (is_array_exact(b)) {
      const ndarray& y = array_of(b);
      return wrap_computed(x.ndim() == 0 && y.ndim() == 0,
                           [&] { return call_binary(ufunc, x, y); });
    }
    Scalar number;
    if (plain_number(b, number)) {
      return wrap_computed(x.ndim() == 0, [&] {
        return call_binary_number(ufunc, x, number, false);
      });
    }
  } else if (is_array_exact(b)) {
    const ndarray& y = array_of(b);
    Scalar number;
    if (plain_number(a, number)) {
      return wrap_computed(y.ndim() == 0, [&] {
        return call_binary_number(ufunc, y, number, true);
      });
    }
  }
  return general_binary(ufunc, a, b);
}

template <const Ufunc& ufunc>
PyObject* binary(PyObject* a, PyObject* b) {
  return binary_operator(ufunc, a, b);
}

template <const Ufunc& ufunc>
PyObject* unary(PyObject* a) {
  const ndarray& x = array_of(a);
  if (!is_array_exact(a)) {
    return guarded([&] { return wrap_for({&a, 1}, call_unary(ufunc, x)); });
  }
  return wrap_computed(x.ndim() == 0, [&] { return call_unary(ufunc, x); });
}

PyObject* in_place_operator(const Ufunc& ufunc, PyObject* a, PyObject* b) {
  if (overrides(a, b)) return call_override(ufunc, a, b, a);
  if (!is_operand(b)) return not_implemented();
  return guarded([&] {
    const Operand y(ufunc, b, a);
    if (!y->is_direct()) join_graph_of(a, *y);
    call_in_place(ufunc, array_of(a), *y);
    return Py_NewRef(a);
  });
}

template <const Ufunc& ufunc>
PyObject* in_place(PyObject* a, PyObject* b) {
  return in_place_operator(ufunc, a, b);
}

PyObject* divmod_operator(PyObject* a, PyObject* b) {
  if (defers(a, b)) return not_implemented();
  if (overrides(a, b)) return call_override(ufuncs::divmod, a, b, nullptr);
  if (leaves(a, b)) return not_implemented();
  return guarded([&]() -> PyObject* {
    const Operand x(a);
    const Operand y(b);
    const ndarray inputs[] = {*x, *y};
    UfuncResults results = call_ufunc(ufuncs::divmod, inputs);
    PyObject* const operands[] = {a, b};
    PyObject* quotient = wrap_for(operands, std::move(results[0]));
    if (quotient == nullptr) return nullptr;
    PyObject* rest = wrap_for(operands, std::move(results[1]));
    if (rest == nullptr) {
      Py_DECREF(quotient);
      return nullptr;
    }
    PyObject* pair = PyTuple_Pack(2, quotient, rest);
    Py_DECREF(quotient);
    Py_DECREF(rest);
    return pair;
  });
}

// The cheaper ufunc of one array that NumPy uses for some scalar exponents, or
// null.
const Ufunc* power_shortcut(const ndarray& base, const Scalar& exponent) {
  const bool integral = exponent.dtype() == DType::kInt64;
  const double value = exponent.as_double();
  if (is_inexact(base.dtype())) {
    if (value == 2.0) return &ufuncs::square;
    if (value == 0.5) return &ufuncs::sqrt;
    if (value == -1.0) return &ufuncs::reciprocal;
    if (value == 1.0) return &ufuncs::positive;
    return nullptr;
  }
  return integral && value == 2.0 ? &ufuncs::square : nullptr;
}

PyObject* power(PyObject* a, PyObject* b, PyObject* modulus) {
  if (modulus != Py_None) return not_implemented();
  Scalar exponent;
  if (is_array_exact(a) && plain_number(b, exponent)) {
    const ndarray& x = array_of(a);
    const Ufunc* shortcut = power_shortcut(x, exponent);
    if (shortcut != nullptr) {
      return wrap_computed(x.ndim() == 0,
                           [&] { return call_unary(*shortcut, x); });
    }
  }
  return binary_operator(ufuncs::power, a, b);
}

PyObject* in_place_power(PyObject* a, PyObject* b, PyObject*) {
  Scalar exponent;
  if (plain_number(b, exponent)) {
    const ndarray& x = array_of(a);
    const Ufunc* shortcut = power_shortcut(x, exponent);
    if (shortcut != nullptr) {
      return guarded([&] {
        const ndarray out[] = {x};
        UfuncOptions options;
        options.out = out;
        call_ufunc(*shortcut, out, options);
        return Py_NewRef(a);
      });
    }
  }
  return in_place_operator(ufuncs::power, a, b);
}

PyObject* matrix_multiply(PyObject* a, PyObject* b) {
  if (defers(a, b)) return not_implemented();
  if (overrides(a, b)) return call_override(ufuncs::matmul, a, b, nullptr);
  if (leaves(a, b)) return not_implemented();
  return guarded([&] {
    const Operand x(a);
    const Operand y(b);
    PyObject* const inputs[] = {a, b};
    if (PyObject* wrapper = find_wrapper(inputs)) {
      return wrap_by(wrapper, matmul(*x, *y));
    }
    return wrap_computed(x->ndim() < 2 && y->ndim() < 2,
                         [&] { return matmul(*x, *y); });
  });
}

PyObject* in_place_matrix_multiply(PyObject* a, PyObject* b) {
  if (!is_operand(b)) return not_implemented();
  return guarded([&] {
    const Operand y(b);
    if (!y->is_direct()) join_graph_of(a, *y);
    const ndarray& target = array_of(a);
    if (target.ndim() >= 1 && y->ndim() == 1) {
      raise_value_error(
          "inplace matrix multiplication requires the first operand to have at "
          "least one and the second at least two dimensions.");
    }
    const ndarray out[] = {target};
    UfuncOptions options;
    options.out = out;
    matmul(target, *y, options);
    return Py_NewRef(a);
  });
}

const Ufunc& comparison(int op) {
  switch (op) {
    case Py_EQ:
      return ufuncs::equal;
    case Py_NE:
      return ufuncs::not_equal;
    case Py_LT:
      return ufuncs::less;
    case Py_LE:
      return ufuncs::less_equal;
    case Py_GT:
      return ufuncs::greater;
    default:
      return ufuncs::greater_equal;
  }
}

// Against what is no number at all, every element differs.
PyObject* all_different(PyObject* array, int op) {
  return guarded([&] {
    return wrap_result(ndarray::full(array_of(array).shape(),
                                     Scalar(op == Py_NE), DType::kBool));
  });
}

PyNumberMethods make_number_methods() {
  PyNumberMethods methods{};
  add_number_conversions(methods);
  methods.nb_add = binary<ufuncs::add>;
  methods.nb_subtract = binary<ufuncs::subtract>;
  methods.nb_multiply = binary<ufuncs::multiply>;
  methods.nb_remainder = binary<ufuncs::remainder>;
  methods.nb_divmod = divmod_operator;
  methods.nb_power = power;
  methods.nb_negative = unary<ufuncs::negative>;
  methods.nb_positive = unary<ufuncs::positive>;
  methods.nb_absolute = unary<ufuncs::absolute>;
  methods.nb_invert = unary<ufuncs::invert>;
  methods.nb_lshift = binary<ufuncs::left_shift>;
  methods.nb_rshift = binary<ufuncs::right_shift>;
  methods.nb_and = binary<ufuncs::bitwise_and>;
  methods.nb_xor = binary<ufuncs::bitwise_xor>;
  methods.nb_or = binary<ufuncs::bitwise_or>;
  methods.nb_floor_divide = binary<ufuncs::floor_divide>;
  methods.nb_true_divide = binary<ufuncs::divide>;
  methods.nb_matrix_multiply = matrix_multiply;
  methods.nb_inplace_add = in_place<ufuncs::add>;
  methods.nb_inplace_subtract = in_place<ufuncs::subtract>;
  methods.nb_inplace_multiply = in_place<ufuncs::multiply>;
  methods.nb_inplace_remainder = in_place<ufuncs::remainder>;
  methods.nb_inplace_power = in_place_power;
  methods.nb_inplace_lshift = in_place<ufuncs::left_shift>;
  methods.nb_inplace_rshift = in_place<ufuncs::right_shift>;
  methods.nb_inplace_and = in_place<ufuncs::bitwise_and>;
  methods.nb_inplace_xor = in_place<ufuncs::bitwise_xor>;
  methods.nb_inplace_or = in_place<ufuncs::bitwise_or>;
  methods.nb_inplace_floor_divide = in_place<ufuncs::floor_divide>;
  methods.nb_inplace_true_divide = in_place<ufuncs::divide>;
  methods.nb_inplace_matrix_multiply = in_place_matrix_multiply;
  return methods;
}

}  // namespace

PyNumberMethods array_number_methods = make_number_methods();

PyObject* array_richcompare(PyObject* a, PyObject* b, int op) {
  // Nothing is equal to None or to text: NumPy is not needed for that.
  const bool takes_any = falls_back() && b != Py_None && !is_text(b);
  if (is_operand(b) || may_override_ufunc(b) || takes_any) {
    return binary_operator(comparison(op), a, b);
  }
  if (should_defer(a, b) || (op != Py_EQ && op != Py_NE)) {
    return not_implemented();
  }
  return all_different(a, op);
}

}  // namespace tnp::python
