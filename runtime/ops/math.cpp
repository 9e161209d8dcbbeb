#include "runtime/ops/math.h"

#include <ATen/ops/div.h>
#include <ATen/ops/imag.h>
#include <ATen/ops/real.h>
#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/special_i0.h>

#include <cmath>
#include <limits>

#include "runtime/core/tensor.h"
#include "runtime/loops/clip_loop.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/reductions.h"

namespace tnp::ops {
namespace {

/// The range of an integer type, as doubles would not hold it.
bool beyond(const ndarray& bound, DType type, bool upper) {
  if (!bound.is_weak() || bound.dtype() != DType::kInt64) return false;
  const std::int64_t value = bound.item().as_int64();
  const int bits = itemsize(type) * 8;
  if (is_unsigned(type)) {
    if (!upper) return value <= 0;
    return bits < 64 && value >= (std::int64_t{1} << bits) - 1;
  }
  const std::int64_t max = bits == 64 ? std::numeric_limits<std::int64_t>::max()
                                      : (std::int64_t{1} << (bits - 1)) - 1;
  return upper ? value >= max : value <= -max - 1;
}

// With two numbers for bounds, on packed elements of their type. Undefined
// where the general way must be taken.
ndarray clip_packed(const ndarray& a, const ndarray& low, const ndarray& high,
                    DType type) {
  const auto is_number = [](const ndarray& x) {
    return x.is_direct() && x.ndim() == 0;
  };
  const ElementLoop loop = loops::clip_loop(type);
  if (loop == nullptr || !a.is_direct() || !a.is_c_contiguous() ||
      a.dtype() != type || a.is_weak() || !is_number(low) || !is_number(high)) {
    return {};
  }
  const ndarray lowest = cast_operand(low, type);
  const ndarray highest = cast_operand(high, type);
  if (is_inexact(type) && (std::isnan(lowest.item().as_double()) ||
                           std::isnan(highest.item().as_double()))) {
    return {};
  }
  ndarray result = ndarray::empty(a.shape(), type);
  char* const data[] = {a.data(), lowest.data(), highest.data(), result.data()};
  const std::int64_t strides[] = {a.itemsize(), 0, 0, a.itemsize()};
  loop(data, strides, a.size());
  return result;
}

}  // namespace

ndarray clip(const ndarray& a, const MaybeArray& a_min, const MaybeArray& a_max,
             const MaybeArray& out) {
  bool low = a_min.has_value();
  bool high = a_max.has_value();
  if (is_integer(a.dtype()) && !a.is_weak()) {
    low = low && !beyond(*a_min, a.dtype(), false);
    high = high && !beyond(*a_max, a.dtype(), true);
  }
  std::vector<const ndarray*> operands{&a};
  if (low) operands.push_back(&*a_min);
  if (high) operands.push_back(&*a_max);
  const DType type = result_type(operands);
  if (low && high && !out) {
    ndarray packed = clip_packed(a, *a_min, *a_max, type);
    if (packed.defined()) return packed;
  }
  ndarray result = low || high ? cast_operand(a, type) : strong(a).copy();
  // An element that equals its bound stays, which ±0 shows; of two complex nan
  // the element wins as well.
  const auto limit = [&](const Ufunc& ufunc, const ndarray& bound) {
    const ndarray other = cast_operand(bound, type);
    result = is_complex(type) ? call_binary(ufunc, result, other)
                              : call_binary(ufunc, other, result);
  };
  if (low) limit(ufuncs::maximum, *a_min);
  if (high) limit(ufuncs::minimum, *a_max);
  if (!out) return result;
  copy_into(*out, result, Casting::kSameKind);
  return *out;
}

namespace {

double power_of_ten(std::int64_t n) {
  constexpr double kSmall[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
  if (n < 9) return kSmall[n];
  double result = 1e9;
  while (n-- > 9) result *= 10.;
  return result;
}

ndarray round_real(const ndarray& a, std::int64_t decimals) {
  if (decimals == 0) return call_unary(ufuncs::rint, a);
  const ndarray factor = number(power_of_ten(std::abs(decimals)));
  if (decimals > 0) {
    return divide(call_unary(ufuncs::rint, multiply(a, factor)), factor);
  }
  return multiply(call_unary(ufuncs::rint, divide(a, factor)), factor);
}

}  // namespace

ndarray round(const ndarray& a, std::int64_t decimals, const MaybeArray& out) {
  const ndarray source = strong(a);
  if (is_integer(source.dtype())) {
    if (decimals >= 0) return deliver(out ? source : source.copy(), out);
    const ndarray rounded =
        round_real(cast_to(source, DType::kFloat64), decimals);
    return deliver(cast_to(rounded, source.dtype()), out);
  }
  if (is_complex(source.dtype())) {
    const ndarray result = source.copy();
    copy_into(real(result), round_real(real(source), decimals));
    copy_into(imag(result), round_real(imag(source), decimals));
    return deliver(result, out);
  }
  return deliver(round_real(source, decimals), out);
}

ndarray fix(const ndarray& x, const MaybeArray& out) {
  return deliver(call_unary(ufuncs::trunc, x), out);
}

ndarray conj(const ndarray& a) {
  if (!is_complex(a.dtype())) return strong(a);
  return call_unary(ufuncs::conjugate, a);
}

ndarray real(const ndarray& val) {
  if (!is_complex(val.dtype())) return strong(val);
  if (!val.is_direct()) return indirect_view(val, at::real(to_tensor(val)));
  return val.view(val.data(), val.shape(), val.strides(),
                  real_type(val.dtype()));
}

ndarray imag(const ndarray& val) {
  if (!is_complex(val.dtype())) {
    ndarray zeros = ndarray::zeros(val.shape(), val.dtype());
    zeros.set(ndarray::kWriteable, false);
    return zeros;
  }
  if (!val.is_direct()) return indirect_view(val, at::imag(to_tensor(val)));
  const DType type = real_type(val.dtype());
  char* data = val.size() > 0 ? val.data() + itemsize(type) : val.data();
  return val.view(data, val.shape(), val.strides(), type);
}

ndarray angle(const ndarray& z, bool deg) {
  ndarray result;
  if (is_complex(z.dtype())) {
    result = call_binary(ufuncs::arctan2, imag(z), real(z));
  } else {
    result = call_binary(ufuncs::arctan2, strong(number(0)), strong(z));
  }
  return deg ? multiply(result, number(180 / M_PI)) : result;
}

ndarray real_if_close(const ndarray& a, double tol) {
  if (!is_complex(a.dtype())) return strong(a);
  if (tol > 1) {
    tol *= a.dtype() == DType::kComplex64
               ? std::numeric_limits<float>::epsilon()
               : std::numeric_limits<double>::epsilon();
  }
  const ndarray size = call_unary(ufuncs::absolute, imag(a));
  return all_true(call_binary(ufuncs::less, size, number(tol))) ? real(a) : a;
}

namespace {

/// The greatest finite value of a floating-point type.
double greatest(DType type) {
  switch (type) {
    case DType::kFloat16:
      return 65504;
    case DType::kFloat32:
      return std::numeric_limits<float>::max();
    case DType::kBFloat16:
      return 3.3895313892515355e38;
    default:
      return std::numeric_limits<double>::max();
  }
}

void replace_special(const ndarray& part, const ndarray& nan,
                     const MaybeArray& posinf, const MaybeArray& neginf) {
  const double limit = greatest(part.dtype());
  const ndarray infinite = call_unary(ufuncs::isinf, part);
  const ndarray negative = call_binary(ufuncs::less, part, number(0));
  const ndarray positive_infinite = call_binary(
      ufuncs::logical_and, infinite, call_unary(ufuncs::logical_not, negative));
  const ndarray negative_infinite =
      call_binary(ufuncs::logical_and, infinite, negative);
  copyto(part, nan, "unsafe", call_unary(ufuncs::isnan, part));
  copyto(part, posinf.value_or(number(limit)), "unsafe", positive_infinite);
  copyto(part, neginf.value_or(number(-limit)), "unsafe", negative_infinite);
}

}  // namespace

ndarray nan_to_num(const ndarray& x, bool copy, const ndarray& nan,
                   const MaybeArray& posinf, const MaybeArray& neginf) {
  const ndarray result = copy || x.is_weak() ? strong(x).copy() : x;
  if (!is_inexact(result.dtype())) return result;
  if (is_complex(result.dtype())) {
    replace_special(real(result), nan, posinf, neginf);
    replace_special(imag(result), nan, posinf, neginf);
  } else {
    replace_special(result, nan, posinf, neginf);
  }
  return result;
}

namespace {

/// What `sinc` divides by instead of zero.
double smallest_step(DType type) {
  switch (type) {
    case DType::kFloat16:
      return 0x1p-10;
    case DType::kFloat32:
      return std::numeric_limits<float>::epsilon();
    case DType::kFloat64:
      return std::numeric_limits<double>::epsilon();
    default:
      return 1e-20;
  }
}

}  // namespace

ndarray sinc(const ndarray& x) {
  const ndarray exact = as_inexact(x);
  // NumPy divides by the smallest positive step instead of zero.
  const ndarray y = multiply(number(M_PI), exact);
  const ndarray zero = call_binary(ufuncs::equal, y, number(0));
  const double tiny = smallest_step(exact.dtype());
  const ndarray safe = where(zero, number(tiny), y)[0];
  return divide(call_unary(ufuncs::sin, safe), safe);
}

namespace {

/// The indices 1 - m, 3 - m, ..., m - 1 of a symmetric window; empty for m < 1.
ndarray window_indices(const ndarray& m) {
  const double points = m.item(0).as_double();
  const auto n = static_cast<std::int64_t>(std::ceil(std::max(points, 0.0)));
  const ndarray steps =
      multiply(cast_to(ndarray::arange(n), DType::kFloat64), number(2.0));
  return add(steps, number(1 - points));
}

ndarray raised_cosine(const ndarray& m, double a, double b, double c) {
  const double points = m.item(0).as_double();
  const ndarray n = window_indices(m);
  if (n.size() <= 1) {
    return ndarray::full(n.shape(), Scalar(1.0), DType::kFloat64);
  }
  const ndarray phase = divide(multiply(number(M_PI), n), number(points - 1));
  ndarray result =
      add(number(a), multiply(number(b), call_unary(ufuncs::cos, phase)));
  if (c == 0) return result;
  const ndarray twice =
      divide(multiply(number(2.0 * M_PI), n), number(points - 1));
  return add(result, multiply(number(c), call_unary(ufuncs::cos, twice)));
}

}  // namespace

ndarray hanning(const ndarray& m) { return raised_cosine(m, 0.5, 0.5, 0); }

ndarray hamming(const ndarray& m) { return raised_cosine(m, 0.54, 0.46, 0); }

ndarray blackman(const ndarray& m) { return raised_cosine(m, 0.42, 0.5, 0.08); }

ndarray i0(const ndarray& x) {
  if (is_complex(x.dtype())) {
    raise_type_error("i0 not supported for complex values");
  }
  return from_tensor(at::special_i0(to_tensor(as_inexact(strong(x)))));
}

ndarray kaiser(const ndarray& m, double beta) {
  const double points = m.item(0).as_double();
  const auto n = static_cast<std::int64_t>(std::ceil(std::max(points, 0.0)));
  const std::int64_t shape[] = {n};
  if (points == 1) return ndarray::full(shape, Scalar(1.0), DType::kFloat64);
  const ndarray window = ndarray::empty(shape, DType::kFloat64);
  const double center = (points - 1) / 2.0;
  auto* argument = window.data_as<double>();
  for (std::int64_t i = 0; i < n; ++i) {
    const double x = (static_cast<double>(i) - center) / center;
    argument[i] = beta * std::sqrt(1 - x * x);
  }
  const at::Tensor scale = at::scalar_tensor(beta, at::kDouble);
  return from_tensor(
      at::div(at::special_i0(to_tensor(window)), at::special_i0(scale)));
}

ndarray bartlett(const ndarray& m) {
  const double points = m.item(0).as_double();
  const ndarray n = window_indices(m);
  if (n.size() <= 1) {
    return ndarray::full(n.shape(), Scalar(1.0), DType::kFloat64);
  }
  const ndarray slope = divide(n, number(points - 1));
  const ndarray rising = call_binary(ufuncs::less_equal, n, number(0));
  return where(rising, add(number(1), slope), subtract(number(1), slope))[0];
}

}  // namespace tnp::ops
