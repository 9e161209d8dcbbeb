// The number slots of tnp's scalars.
//
// Two operands of one type go straight to that type's function, by a table of
// (operator, dtype). Everything else is first brought to one type by NEP 50:
// tnp scalars promote, Python numbers are weak. Arrays and strangers are left
// to the other operand; sequences become arrays, as in NumPy.
//
// NumPy reads the floating-point flags after every operation. Here a finite,
// normal result proves that no flag of interest was raised, so only the other
// results are computed again with the flags cleared before and read after.
#include "runtime/core/fp_errors.h"
#include "runtime/core/promotion.h"
#include "runtime/core/ufunc.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/overrides.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_math.h"
#include "runtime/python/scalar_object.h"
#include "runtime/python/scalar_operands.h"
#include "runtime/python/ufunc_object.h"

namespace tnp::python {
namespace {

enum Operator : std::uint8_t {
  kAdd,
  kSubtract,
  kMultiply,
  kTrueDivide,
  kFloorDivide,
  kRemainder,
  kDivmod,
  kPower,
  kLeftShift,
  kRightShift,
  kAnd,
  kOr,
  kXor,
};
constexpr int kNumOperators = 13;

// As in NumPy's warnings ("overflow encountered in scalar add") and, without
// the first word, the ufunc's name.
constexpr const char* kNames[kNumOperators] = {
    "scalar add",         "scalar subtract",     "scalar multiply",
    "scalar divide",      "scalar floor_divide", "scalar remainder",
    "scalar divmod",      "scalar power",        "scalar left_shift",
    "scalar right_shift", "scalar bitwise_and",  "scalar bitwise_or",
    "scalar bitwise_xor",
};
constexpr std::string_view ufunc_name(Operator op) {
  return std::string_view(kNames[op]).substr(sizeof("scalar ") - 1);
}

[[noreturn]] void raise_no_loop(Operator op) {
  raise_type_error(
      "ufunc '" + std::string(ufunc_name(op)) +
      "' not supported for the input types, and the inputs could not be safely "
      "coerced to any supported types according to the casting rule ''safe''");
}

// ---- One operation on one type.

template <Operator op, typename T>
T compute_float(T a, T b) {
  if constexpr (op == kAdd) return a + b;
  if constexpr (op == kSubtract) return a - b;
  if constexpr (op == kMultiply) return a * b;
  if constexpr (op == kTrueDivide) return a / b;
  if constexpr (op == kFloorDivide) return elements::floor_divide(a, b);
  if constexpr (op == kRemainder) return elements::remainder(a, b);
  if constexpr (op == kPower) return std::pow(a, b);
}

template <Operator op, typename T>
std::complex<T> compute_complex(std::complex<T> a, std::complex<T> b) {
  if constexpr (op == kAdd) return a + b;
  if constexpr (op == kSubtract) return a - b;
  if constexpr (op == kMultiply) return complex_multiply(a, b);
  if constexpr (op == kTrueDivide) return complex_divide(a, b);
  if constexpr (op == kPower) return complex_power(a, b);
}

template <Operator op, typename T>
T compute_integer(T a, T b, std::uint32_t& flags) {
  if constexpr (op == kAdd) return wrapping_add(a, b, flags);
  if constexpr (op == kSubtract) return wrapping_subtract(a, b, flags);
  if constexpr (op == kMultiply) return wrapping_multiply(a, b, flags);
  if constexpr (op == kFloorDivide) return integer_floor_divide(a, b, flags);
  if constexpr (op == kRemainder) return integer_remainder(a, b, flags);
  if constexpr (op == kPower) return elements::power(a, b);
  if constexpr (op == kLeftShift) return left_shift(a, b);
  if constexpr (op == kRightShift) return right_shift(a, b);
  if constexpr (op == kAnd) return a & b;
  if constexpr (op == kOr) return a | b;
  if constexpr (op == kXor) return a ^ b;
}

template <typename T>
bool is_ordinary(T value) {
  const T magnitude = std::fabs(value);
  return magnitude >= std::numeric_limits<T>::min() &&
         magnitude <= std::numeric_limits<T>::max();
}
template <typename T>
bool is_ordinary(std::complex<T> value) {
  return is_ordinary(value.real()) && is_ordinary(value.imag());
}

// Keeps an operation between the two accesses to the flags.
template <typename T>
T opaque(T value) {
  volatile T copy = value;
  return copy;
}
template <typename T>
std::complex<T> opaque(std::complex<T> value) {
  return {opaque(value.real()), opaque(value.imag())};
}

template <typename T, typename Compute>
[[gnu::noinline]] PyObject* compute_reported(const char* what, T a, T b,
                                             Compute compute) {
  const FpScope scope;
  const T result = opaque(compute(opaque(a), opaque(b)));
  scope.report(what);
  return make_scalar(result);
}

// Rounds to the 16-bit type; a finite value that becomes infinite overflows.
template <typename T>
T narrow(float wide, std::uint32_t& flags) {
  const T result = convert_element<T>(wide);
  if (std::isinf(static_cast<float>(result)) && std::isfinite(wide)) {
    flags |= kFpOverflow;
  }
  return result;
}

template <Operator op, typename T>
PyObject* half_operation(T a, T b, const char* what) {
  const FpScope scope;
  const float wide = opaque(compute_float<op, float>(
      opaque(static_cast<float>(a)), opaque(static_cast<float>(b))));
  std::uint32_t flags = read_fp_flags();
  const T result = narrow<T>(wide, flags);
  if (flags) report_fp_flags(flags, what);
  return make_scalar(result);
}

// NumPy computes quotient and remainder of float16 together, and so reports the
// errors of both; only // by +0 is apart.
template <Operator op, typename T>
PyObject* half_division(T a, T b, const char* what) {
  const FpScope scope;
  const float x = opaque(static_cast<float>(a));
  const float y = opaque(static_cast<float>(b));
  const bool plain = op == kFloorDivide && y == 0 && !std::signbit(y);
  const elements::Pair<float> pair =
      plain ? elements::Pair<float>{x / y, 0} : elements::divmod(x, y);
  const float quotient = opaque(pair.first);
  const float rest = opaque(pair.second);
  std::uint32_t flags = read_fp_flags();
  const T results[] = {narrow<T>(quotient, flags), narrow<T>(rest, flags)};
  if (flags) report_fp_flags(flags, what);
  return make_scalar(results[op == kFloorDivide ? 0 : 1]);
}

// Only these operations raise flags of their own beside a strange result.
template <Operator op>
constexpr bool kIsPlain =
    op == kAdd || op == kSubtract || op == kMultiply || op == kTrueDivide;

template <Operator op, typename T>
PyObject* inexact_operation(T a, T b, const char* what) {
  const auto compute = [](T x, T y) {
    if constexpr (is_complex_v<T>) {
      return compute_complex<op, typename T::value_type>(x, y);
    } else {
      return compute_float<op, T>(x, y);
    }
  };
  if constexpr (kIsPlain<op>) {
    const T result = compute(a, b);
    if (is_ordinary(result)) [[likely]]
      return make_scalar(result);
  }
  return compute_reported(what, a, b, compute);
}

template <Operator op, typename T>
PyObject* integer_operation(T a, T b, const char* what) {
  std::uint32_t flags = 0;
  const T result = compute_integer<op, T>(a, b, flags);
  if (flags) [[unlikely]]
    report_fp_flags(flags, what);
  return make_scalar(result);
}

PyObject* pack_pair(PyObject* first, PyObject* second) {
  PyObject* pair = first && second ? PyTuple_Pack(2, first, second) : nullptr;
  Py_XDECREF(first);
  Py_XDECREF(second);
  return pair;
}

template <typename T>
PyObject* integer_divmod(T a, T b, const char* what) {
  std::uint32_t flags = 0;
  const T quotient = integer_floor_divide(a, b, flags);
  const T rest = integer_remainder(a, b, flags);
  if (flags) report_fp_flags(flags, what);
  return pack_pair(make_scalar(quotient), make_scalar(rest));
}

template <typename T>
PyObject* float_divmod(T a, T b, const char* what) {
  using C = ComputeType<T>;
  const FpScope scope;
  const C x = opaque(static_cast<C>(a));
  const C y = opaque(static_cast<C>(b));
  const auto [quotient, rest] = elements::divmod(x, y);
  const T results[] = {convert_element<T>(opaque(quotient)),
                       convert_element<T>(opaque(rest))};
  scope.report(what);
  return pack_pair(make_scalar(results[0]), make_scalar(results[1]));
}

constexpr bool is_integer_only(Operator op) { return op >= kLeftShift; }

constexpr bool divides_to_whole(Operator op) {
  return op == kFloorDivide || op == kRemainder || op == kDivmod;
}

constexpr bool is_logical(Operator op) {
  return op == kAdd || op == kMultiply || op == kAnd || op == kOr || op == kXor;
}

// The other operations on bools are ufuncs', see uses_ufunc().
template <Operator op>
PyObject* bool_operation(bool a, bool b) {
  if constexpr (op == kAdd || op == kOr) return make_scalar(a || b);
  if constexpr (op == kMultiply || op == kAnd) return make_scalar(a && b);
  if constexpr (op == kXor) return make_scalar(a != b);
  raise_no_loop(op);
}

template <Operator op, typename T>
PyObject* operation(T a, T b, const char* what) {
  if constexpr (std::is_same_v<T, bool>) {
    return bool_operation<op>(a, b);
  } else if constexpr (std::is_integral_v<T>) {
    if constexpr (op == kTrueDivide) {
      return inexact_operation<op>(static_cast<double>(a),
                                   static_cast<double>(b), what);
    } else if constexpr (op == kDivmod) {
      return integer_divmod(a, b, what);
    } else {
      return integer_operation<op>(a, b, what);
    }
  } else if constexpr (is_integer_only(op)) {
    raise_no_loop(op);
  } else if constexpr (is_complex_v<T>) {
    if constexpr (divides_to_whole(op)) {
      return Py_NewRef(Py_NotImplemented);  // Python's message is NumPy's
    } else {
      return inexact_operation<op>(a, b, what);
    }
  } else if constexpr (op == kDivmod) {
    return float_divmod(a, b, what);
  } else if constexpr (is_half_v<T> &&
                       (op == kFloorDivide || op == kRemainder)) {
    return half_division<op>(a, b, what);
  } else if constexpr (is_half_v<T>) {
    return half_operation<op>(a, b, what);
  } else {
    return inexact_operation<op>(a, b, what);
  }
}

// ---- Tables and slots.

// `what` names the operation in warnings.
using Operation = PyObject* (*)(const char* a, const char* b, const char* what);

template <Operator op, typename T>
PyObject* apply_to_data(const char* a, const char* b, const char* what) {
  return operation<op, T>(load_element<T>(a), load_element<T>(b), what);
}

template <Operator op>
Operation operation_of(DType d) {
  static constexpr Operation kTable[kNumDTypes] = {
      apply_to_data<op, bool>,
      apply_to_data<op, std::int8_t>,
      apply_to_data<op, std::uint8_t>,
      apply_to_data<op, std::int16_t>,
      apply_to_data<op, std::uint16_t>,
      apply_to_data<op, std::int32_t>,
      apply_to_data<op, std::uint32_t>,
      apply_to_data<op, std::int64_t>,
      apply_to_data<op, std::uint64_t>,
      apply_to_data<op, c10::Half>,
      apply_to_data<op, float>,
      apply_to_data<op, double>,
      apply_to_data<op, std::complex<float>>,
      apply_to_data<op, std::complex<double>>,
      apply_to_data<op, c10::BFloat16>,
  };
  return kTable[static_cast<int>(d)];
}

// A sequence or another array-like operand: NumPy makes arrays of both.
PyObject* apply_ufunc(Operator op, PyObject* a, PyObject* b) {
  const Ufunc* ufunc = find_ufunc(ufunc_name(op));
  if (!ufunc) return Py_NewRef(Py_NotImplemented);
  if (may_override_ufunc(a) || may_override_ufunc(b)) {
    const Reference function = checked(ufunc_object(*ufunc));
    PyObject* args[] = {a, b};
    return PyObject_Vectorcall(function.get(), args, 2, nullptr);
  }
  const ndarray inputs[] = {operand_from(a), operand_from(b)};
  UfuncResults results = call_ufunc(*ufunc, inputs);
  if (results.size() == 1) return wrap_result(std::move(results[0]));
  return pack_pair(wrap_result(std::move(results[0])),
                   wrap_result(std::move(results[1])));
}

bool is_complex_scalar(const ScalarOperand& operand) {
  return operand.kind == OperandKind::kScalar &&
         is_complex(operand.value.dtype());
}

bool is_dtype_of(const ScalarOperand& operand, DType d) {
  return operand.kind == OperandKind::kScalar && operand.value.dtype() == d;
}

// A Python int that is divided need not fit the other's integer type.
DType operation_dtype(Operator op, const ScalarOperand& x,
                      const ScalarOperand& y) {
  const DType d = common_dtype(x, y);
  const bool divides_weak_int =
      op == kTrueDivide && !is_inexact(d) &&
      (x.kind == OperandKind::kWeakInt || y.kind == OperandKind::kWeakInt);
  return divides_weak_int ? DType::kFloat64 : d;
}

/// A list or tuple times a scalar, which repeats it as a Python int would.
PyObject* repeat_sequence(PyObject* sequence, const ScalarOperand& count) {
  if (!is_integer(count.value.dtype())) {
    raise_type_error(
        std::string("can't multiply sequence by non-int of type '") +
        Py_TYPE(count.object)->tp_name + "'");
  }
  return PySequence_Repeat(sequence,
                           static_cast<Py_ssize_t>(count.value.as_int64()));
}

template <Operator op>
PyObject* mixed_operation(PyObject* a, PyObject* b) {
  const ScalarOperand x = classify_operand(a);
  const ScalarOperand y = classify_operand(b);
  if constexpr (op == kMultiply) {
    if (x.kind == OperandKind::kSequence) return repeat_sequence(a, y);
    if (y.kind == OperandKind::kSequence) return repeat_sequence(b, x);
  }
  if (x.kind == OperandKind::kForeign || y.kind == OperandKind::kForeign) {
    return Py_NewRef(Py_NotImplemented);
  }
  if (leaves_work(x, y) || (divides_to_whole(op) &&
                            (is_complex_scalar(x) || is_complex_scalar(y)))) {
    return Py_NewRef(Py_NotImplemented);
  }
  if (uses_ufunc(x, y)) return apply_ufunc(op, a, b);
  const DType d = operation_dtype(op, x, y);
  if (is_integer_only(op) && is_inexact(d)) raise_no_loop(op);
  alignas(16) char elements[2][16];
  convert_operand(x, d).store(elements[0], d);
  convert_operand(y, d).store(elements[1], d);
  // NumPy leaves the meeting of two types in a third one to the ufunc.
  const char* what = kNames[op];
  const DType common = common_dtype(x, y);
  if (!is_dtype_of(x, common) && !is_dtype_of(y, common)) {
    what += sizeof("scalar ") - 1;
  }
  return operation_of<op>(d)(elements[0], elements[1], what);
}

template <Operator op>
PyObject* binary_slot(PyObject* a, PyObject* b) {
  return guarded([=]() -> PyObject* {
    const PyTypeObject* type = Py_TYPE(a);
    if constexpr (kIsPlain<op>) {
      if (type == scalar_type(DType::kFloat64) && Py_TYPE(b) == type) {
        return inexact_operation<op>(PyFloat_AS_DOUBLE(a), PyFloat_AS_DOUBLE(b),
                                     kNames[op]);
      }
    }
    const int d = exact_scalar_dtype(type);
    const int other = exact_scalar_dtype(Py_TYPE(b));
    const bool is_bool = d == static_cast<int>(DType::kBool);
    if (d >= 0 && d == other && (!is_bool || is_logical(op))) {
      return operation_of<op>(static_cast<DType>(d))(
          scalar_data(a), scalar_data(b), kNames[op]);
    }
    char element[8];
    if (d >= 0 && load_python_number(b, d, element)) {
      return operation_of<op>(static_cast<DType>(d))(scalar_data(a), element,
                                                     kNames[op]);
    }
    if (other >= 0 && load_python_number(a, other, element)) {
      return operation_of<op>(static_cast<DType>(other))(
          element, scalar_data(b), kNames[op]);
    }
    return mixed_operation<op>(a, b);
  });
}

// a ** 2 of float32 and float64 is a product, as it is of arrays.
PyObject* square_of_float(PyObject* a) {
  const char* what = kNames[kPower];
  if (Py_TYPE(a) == scalar_type(DType::kFloat64)) {
    const double value = PyFloat_AS_DOUBLE(a);
    return inexact_operation<kMultiply>(value, value, what);
  }
  const float value = load_element<float>(scalar_data(a));
  return inexact_operation<kMultiply>(value, value, what);
}

bool is_two(PyObject* object) {
  std::int64_t value = 0;
  return PyLong_CheckExact(object) && small_int_value(object, value) &&
         value == 2;
}

PyObject* power_slot(PyObject* a, PyObject* b, PyObject* modulus) {
  if (modulus != Py_None) return Py_NewRef(Py_NotImplemented);
  const bool is_float = Py_TYPE(a) == scalar_type(DType::kFloat64) ||
                        Py_TYPE(a) == scalar_type(DType::kFloat32);
  if (is_float && is_two(b)) {
    return guarded([=] { return square_of_float(a); });
  }
  return binary_slot<kPower>(a, b);
}

}  // namespace

void set_binary_slots(PyNumberMethods& slots) {
  slots.nb_add = binary_slot<kAdd>;
  slots.nb_subtract = binary_slot<kSubtract>;
  slots.nb_multiply = binary_slot<kMultiply>;
  slots.nb_true_divide = binary_slot<kTrueDivide>;
  slots.nb_floor_divide = binary_slot<kFloorDivide>;
  slots.nb_remainder = binary_slot<kRemainder>;
  slots.nb_divmod = binary_slot<kDivmod>;
  slots.nb_power = power_slot;
  slots.nb_lshift = binary_slot<kLeftShift>;
  slots.nb_rshift = binary_slot<kRightShift>;
  slots.nb_and = binary_slot<kAnd>;
  slots.nb_or = binary_slot<kOr>;
  slots.nb_xor = binary_slot<kXor>;
}

}  // namespace tnp::python
