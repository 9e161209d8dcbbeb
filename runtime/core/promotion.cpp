#include "runtime/core/promotion.h"

#include <algorithm>
#include <limits>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/promotion_rules.h"

namespace tnp {
namespace {

/// The strong types promoted, with the loosest kind among the weak operands.
struct Summary {
  std::optional<DType> strong;
  int weak_rank = 0;  // 0 none, 1 int, 2 float, 3 complex
};

int weak_rank_of(DType d) { return is_complex(d) ? 3 : is_floating(d) ? 2 : 1; }

DType complex_over(DType d) {
  if (is_complex(d)) return d;
  return is_floating(d) && d != DType::kFloat64 ? DType::kComplex64
                                                : DType::kComplex128;
}

DType combine(const Summary& s) {
  if (!s.strong) {
    return s.weak_rank == 3   ? DType::kComplex128
           : s.weak_rank == 2 ? DType::kFloat64
                              : DType::kInt64;
  }
  const DType d = *s.strong;
  switch (s.weak_rank) {
    case 1:
      return is_bool(d) ? DType::kInt64 : d;
    case 2:
      return is_inexact(d) ? d : DType::kFloat64;
    case 3:
      return complex_over(d);
    default:
      return d;
  }
}

void include(Summary& s, const ndarray& a) {
  if (a.is_weak()) {
    s.weak_rank = std::max(s.weak_rank, weak_rank_of(a.dtype()));
  } else {
    s.strong = s.strong ? promote_types(*s.strong, a.dtype()) : a.dtype();
  }
}

std::string integer_text(const Scalar& value) {
  return is_unsigned(value.dtype()) ? std::to_string(value.as_uint64())
                                    : std::to_string(value.as_int64());
}

}  // namespace

bool integer_fits(const Scalar& value, DType d) {
  const int bits = 8 * itemsize(d);
  const bool negative = is_signed(value.dtype()) && value.as_int64() < 0;
  if (is_unsigned(d)) {
    return !negative && (bits == 64 || value.as_uint64() >> bits == 0);
  }
  const std::int64_t low =
      std::numeric_limits<std::int64_t>::min() >> (64 - bits);
  const auto high = static_cast<std::uint64_t>(~low);
  return negative ? value.as_int64() >= low : value.as_uint64() <= high;
}

DType result_type(std::span<const ndarray* const> operands) {
  if (promotes_as_torch(operands)) return torch_result_type(operands);
  Summary summary;
  for (const ndarray* operand : operands) include(summary, *operand);
  return combine(summary);
}

DType result_type(std::initializer_list<const ndarray*> operands) {
  return result_type(std::span(operands.begin(), operands.size()));
}

ndarray cast_operand(const ndarray& value, DType dtype) {
  if (value.is_weak() && is_integer(dtype) && is_integer(value.dtype())) {
    const Scalar scalar = value.item();
    if (!integer_fits(scalar, dtype)) {
      raise(ErrorKind::kOverflowError,
            "Python integer " + integer_text(scalar) + " out of bounds for " +
                std::string(name(dtype)));
    }
  }
  return astype(value, dtype, Casting::kUnsafe, 'K', false);
}

}  // namespace tnp
