#include "runtime/ops/logic.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "runtime/core/fp_flags.h"
#include "runtime/core/long_work.h"
#include "runtime/core/memory_overlap.h"
#include "runtime/ops/math.h"
#include "runtime/ops/quiet.h"

namespace tnp::ops {

ndarray isclose(const ndarray& a, const ndarray& b, const ndarray& rtol,
                const ndarray& atol, bool equal_nan) {
  // Integers would overflow in |a - b|: NumPy makes `b` inexact first.
  ndarray y = b;
  if (!b.is_weak() && !is_floating(b.dtype())) {
    const ndarray one = number(1.0);
    y = cast_to(b, tnp::result_type({&b, &one}));
  }
  const QuietScope quiet;
  const ndarray distance = call_unary(ufuncs::absolute, subtract(a, y));
  const ndarray bound =
      add(atol, multiply(rtol, call_unary(ufuncs::absolute, y)));
  const ndarray near = call_binary(
      ufuncs::logical_and, call_binary(ufuncs::less_equal, distance, bound),
      call_unary(ufuncs::isfinite, y));
  ndarray result =
      call_binary(ufuncs::logical_or, near, call_binary(ufuncs::equal, a, y));
  if (equal_nan) {
    const ndarray both = call_binary(ufuncs::logical_and,
                                     call_unary(ufuncs::isnan, as_inexact(a)),
                                     call_unary(ufuncs::isnan, as_inexact(y)));
    result = call_binary(ufuncs::logical_or, result, both);
  }
  return result;
}

namespace {

bool is_packed_double(const ndarray& a) {
  return a.is_direct() && a.dtype() == DType::kFloat64 && a.is_c_contiguous();
}

bool is_real_number(const ndarray& a) {
  return a.is_direct() && a.ndim() == 0 && !is_complex(a.dtype());
}

/// isclose of all elements, in blocks, without arrays between.
bool all_near(const double* x, const double* y, std::int64_t n, double rtol,
              double atol, bool equal_nan) {
  constexpr std::int64_t kBlock = 1024;
  for (std::int64_t start = 0; start < n; start += kBlock) {
    const std::int64_t end = std::min(n, start + kBlock);
    bool near = true;
    for (std::int64_t i = start; i < end; ++i) {
      const double size = std::abs(y[i]);
      const bool is_near = (std::abs(x[i] - y[i]) <= atol + rtol * size) &
                           (size <= std::numeric_limits<double>::max());
      const bool are_nan = equal_nan & (x[i] != x[i]) & (y[i] != y[i]);
      near &= is_near | (x[i] == y[i]) | are_nan;
    }
    if (!near) return false;
  }
  return true;
}

}  // namespace

bool allclose(const ndarray& a, const ndarray& b, const ndarray& rtol,
              const ndarray& atol, bool equal_nan) {
  if (is_packed_double(a) && is_packed_double(b) && is_real_number(rtol) &&
      is_real_number(atol) && std::ranges::equal(a.shape(), b.shape())) {
    const std::uint32_t flags = read_fp_flags();
    const LongWork work(a.size());
    const bool result =
        all_near(a.data_as<double>(), b.data_as<double>(), a.size(),
                 rtol.item().as_double(), atol.item().as_double(), equal_nan);
    set_fp_flags(flags);
    return result;
  }
  return all_true(isclose(a, b, rtol, atol, equal_nan));
}

bool array_equal(const ndarray& a1, const ndarray& a2, bool equal_nan) {
  if (!std::ranges::equal(a1.shape(), a2.shape())) return false;
  const ndarray x = strong(a1);
  const ndarray y = strong(a2);
  ndarray same = call_binary(ufuncs::equal, x, y);
  if (equal_nan) {
    const ndarray both = call_binary(ufuncs::logical_and,
                                     call_unary(ufuncs::isnan, as_inexact(x)),
                                     call_unary(ufuncs::isnan, as_inexact(y)));
    same = call_binary(ufuncs::logical_or, same, both);
  }
  return all_true(same);
}

bool array_equiv(const ndarray& a1, const ndarray& a2) {
  try {
    const IntSpan shapes[] = {a1.shape(), a2.shape()};
    broadcast_shapes(shapes);
  } catch (const Error&) {
    return false;
  }
  return all_true(call_binary(ufuncs::equal, strong(a1), strong(a2)));
}

ndarray iscomplex(const ndarray& x) {
  if (!is_complex(x.dtype())) return ndarray::zeros(x.shape(), DType::kBool);
  return call_binary(ufuncs::not_equal, imag(x), number(0));
}

ndarray isreal(const ndarray& x) {
  if (!is_complex(x.dtype())) {
    return ndarray::full(x.shape(), Scalar(true), DType::kBool);
  }
  return call_binary(ufuncs::equal, imag(x), number(0));
}

bool iscomplexobj(const ndarray& x) { return is_complex(x.dtype()); }

bool isrealobj(const ndarray& x) { return !is_complex(x.dtype()); }

bool isfortran(const ndarray& a) {
  return a.is_f_contiguous() && !a.is_c_contiguous();
}

namespace {

ndarray infinite_with_sign(const ndarray& x, bool negative,
                           const MaybeArray& out, const char* function) {
  if (is_complex(x.dtype())) {
    raise_type_error(
        "This operation is not supported for " + std::string(name(x.dtype())) +
        " values because it would be ambiguous. (" + function + ")");
  }
  const ndarray infinite = call_unary(ufuncs::isinf, as_inexact(x));
  const ndarray sign = call_unary(ufuncs::signbit, as_inexact(x));
  const ndarray wanted =
      negative ? sign : call_unary(ufuncs::logical_not, sign);
  return deliver(call_binary(ufuncs::logical_and, infinite, wanted), out);
}

bool overlap(const ndarray& a, const ndarray& b, std::int64_t max_work) {
  if (max_work < -1) raise_value_error("Invalid value for max_work");
  if (max_work == 0) return bounds_overlap(a, b);
  const Overlap found = exact_overlap(a, b, max_work);
  if (found == Overlap::kTooHard) {
    raise(ErrorKind::kTooHardError, "Exceeded max_work");
  }
  return found == Overlap::kSome;
}

}  // namespace

ndarray isposinf(const ndarray& x, const MaybeArray& out) {
  return infinite_with_sign(x, false, out, "isposinf");
}

ndarray isneginf(const ndarray& x, const MaybeArray& out) {
  return infinite_with_sign(x, true, out, "isneginf");
}

bool shares_memory(const ndarray& a, const ndarray& b,
                   std::optional<std::int64_t> max_work) {
  return overlap(a, b, max_work.value_or(-1));
}

bool may_share_memory(const ndarray& a, const ndarray& b,
                      std::optional<std::int64_t> max_work) {
  return overlap(a, b, max_work.value_or(0));
}

DType result_type(std::span<const ndarray> arrays_and_dtypes) {
  if (arrays_and_dtypes.empty()) {
    raise_value_error("at least one array or dtype is required");
  }
  std::vector<const ndarray*> operands;
  for (const ndarray& a : arrays_and_dtypes) operands.push_back(&a);
  return tnp::result_type(operands);
}

DType common_type(std::span<const ndarray> arrays) {
  bool complex_result = false;
  DType type = DType::kFloat16;
  for (const ndarray& a : arrays) {
    if (is_bool(a.dtype())) {
      raise_type_error("can't get common type for non-numeric array");
    }
    complex_result |= is_complex(a.dtype());
    type = promote_types(
        type, is_integer(a.dtype()) ? DType::kFloat64 : real_type(a.dtype()));
  }
  return complex_result ? promote_types(type, DType::kComplex64) : type;
}

}  // namespace tnp::ops
