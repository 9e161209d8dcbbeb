#include "runtime/core/scalar.h"

#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace tnp {
namespace {

template <typename T>
T read(const void* data) {
  T value;
  std::memcpy(&value, data, sizeof value);
  return value;
}

template <typename T>
void write(void* data, T value) {
  std::memcpy(data, &value, sizeof value);
}

// Rounds to odd: a later rounding to a narrower type then gives the correctly
// rounded result, which rounding twice to nearest would not.
float to_float_odd(double value) {
  const float nearest = static_cast<float>(value);
  if (nearest == value || !std::isfinite(value)) return nearest;
  if (!std::isfinite(nearest)) return nearest;
  float toward_zero = nearest;
  if (std::fabs(nearest) > std::fabs(value)) {
    toward_zero = std::nextafter(nearest, 0.0f);
  }
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(toward_zero) | 1u);
}

// C leaves conversions out of range undefined; these are the values that x86-64
// gives, and so NumPy there.
std::int64_t to_int64(double value) {
  if (value >= -0x1p63 && value < 0x1p63)
    return static_cast<std::int64_t>(value);
  return std::numeric_limits<std::int64_t>::min();
}

std::uint64_t to_uint64(double value) {
  if (value < 0x1p63) return static_cast<std::uint64_t>(to_int64(value));
  if (value < 0x1p64) return static_cast<std::uint64_t>(value);
  // Beyond the range, and nan: the subtracted conversion saturates.
  return std::isnan(value) ? std::uint64_t{1} << 63 : 0;
}

std::int32_t to_int32(double value) {
  if (value > -0x1.00000002p31 && value < 0x1p31) {
    return static_cast<std::int32_t>(value);
  }
  return std::numeric_limits<std::int32_t>::min();
}

// A floating value as an integer type's 64-bit image.
std::uint64_t integer_from_real(double value, DType d) {
  switch (d) {
    case DType::kInt64:
      return static_cast<std::uint64_t>(to_int64(value));
    case DType::kUInt64:
      return to_uint64(value);
    case DType::kUInt32:
      return static_cast<std::uint64_t>(to_int64(value));
    default:
      return static_cast<std::uint64_t>(std::int64_t{to_int32(value)});
  }
}

// Wraps a 64-bit image to the width of `d`.
std::uint64_t wrap_integer(std::uint64_t value, DType d) {
  const int shift = 64 - 8 * itemsize(d);
  if (is_signed(d)) {
    return static_cast<std::uint64_t>(
        static_cast<std::int64_t>(value << shift) >> shift);
  }
  return value << shift >> shift;
}

// Rounds a double to the precision of `d`'s real part.
double round_real(double value, DType d) {
  switch (d) {
    case DType::kFloat16:
      return c10::Half(to_float_odd(value));
    case DType::kBFloat16:
      return c10::BFloat16(to_float_odd(value));
    case DType::kFloat32:
    case DType::kComplex64:
      return static_cast<float>(value);
    default:
      return value;
  }
}

// An integer goes to float32 in one rounding, and to the 16-bit types through
// float32, as NumPy does.
double real_from_integer(std::uint64_t image, bool negative_possible, DType d) {
  const auto as_signed = static_cast<std::int64_t>(image);
  if (d == DType::kFloat64 || d == DType::kComplex128) {
    return negative_possible ? static_cast<double>(as_signed)
                             : static_cast<double>(image);
  }
  const float value = negative_possible ? static_cast<float>(as_signed)
                                        : static_cast<float>(image);
  if (d == DType::kFloat16) return c10::Half(value);
  if (d == DType::kBFloat16) return c10::BFloat16(value);
  return value;
}

}  // namespace

Scalar Scalar::load(const void* data, DType d) {
  switch (d) {
    case DType::kBool:
      return Scalar(read<std::uint8_t>(data) != 0);
    case DType::kInt8:
      return Scalar(std::int64_t{read<std::int8_t>(data)}, d);
    case DType::kInt16:
      return Scalar(std::int64_t{read<std::int16_t>(data)}, d);
    case DType::kInt32:
      return Scalar(std::int64_t{read<std::int32_t>(data)}, d);
    case DType::kInt64:
      return Scalar(read<std::int64_t>(data), d);
    case DType::kUInt8:
      return Scalar(std::uint64_t{read<std::uint8_t>(data)}, d);
    case DType::kUInt16:
      return Scalar(std::uint64_t{read<std::uint16_t>(data)}, d);
    case DType::kUInt32:
      return Scalar(std::uint64_t{read<std::uint32_t>(data)}, d);
    case DType::kUInt64:
      return Scalar(read<std::uint64_t>(data), d);
    case DType::kFloat16:
      return Scalar(double{static_cast<float>(read<c10::Half>(data))}, d);
    case DType::kBFloat16:
      return Scalar(double{static_cast<float>(read<c10::BFloat16>(data))}, d);
    case DType::kFloat32:
      return Scalar(double{read<float>(data)}, d);
    case DType::kFloat64:
      return Scalar(read<double>(data), d);
    case DType::kComplex64:
      return Scalar(std::complex<double>(read<std::complex<float>>(data)), d);
    case DType::kComplex128:
      return Scalar(read<std::complex<double>>(data), d);
  }
  return Scalar();
}

void Scalar::store(void* data, DType d) const {
  const Scalar v = dtype_ == d ? *this : astype(d);
  switch (d) {
    case DType::kBool:
    case DType::kInt8:
    case DType::kUInt8:
      return write(data, static_cast<std::uint8_t>(v.integer_));
    case DType::kInt16:
    case DType::kUInt16:
      return write(data, static_cast<std::uint16_t>(v.integer_));
    case DType::kInt32:
    case DType::kUInt32:
      return write(data, static_cast<std::uint32_t>(v.integer_));
    case DType::kInt64:
    case DType::kUInt64:
      return write(data, v.integer_);
    case DType::kFloat16:
      return write(data, c10::Half(static_cast<float>(v.real_)));
    case DType::kBFloat16:
      return write(data, c10::BFloat16(static_cast<float>(v.real_)));
    case DType::kFloat32:
      return write(data, static_cast<float>(v.real_));
    case DType::kFloat64:
      return write(data, v.real_);
    case DType::kComplex64:
      return write(data, std::complex<float>(static_cast<float>(v.real_),
                                             static_cast<float>(v.imag_)));
    case DType::kComplex128:
      return write(data, std::complex<double>(v.real_, v.imag_));
  }
}

bool Scalar::as_bool() const {
  if (is_inexact(dtype_)) return real_ != 0 || imag_ != 0;
  return integer_ != 0;
}

std::int64_t Scalar::as_int64() const {
  return is_inexact(dtype_) ? to_int64(real_)
                            : static_cast<std::int64_t>(integer_);
}

std::uint64_t Scalar::as_uint64() const {
  return is_inexact(dtype_) ? to_uint64(real_) : integer_;
}

double Scalar::as_double() const {
  if (is_inexact(dtype_)) return real_;
  return real_from_integer(integer_, is_signed(dtype_), DType::kFloat64);
}

std::complex<double> Scalar::as_complex() const { return {as_double(), imag_}; }

Scalar Scalar::astype(DType d) const {
  if (d == dtype_) return *this;
  if (is_bool(d)) return Scalar(as_bool());
  Scalar result;
  result.dtype_ = d;
  if (is_integer(d)) {
    const std::uint64_t image =
        is_inexact(dtype_) ? integer_from_real(real_, d) : integer_;
    result.integer_ = wrap_integer(image, d);
    return result;
  }
  result.real_ = is_inexact(dtype_)
                     ? round_real(real_, d)
                     : real_from_integer(integer_, is_signed(dtype_), d);
  if (is_complex(d)) result.imag_ = round_real(imag_, d);
  return result;
}

}  // namespace tnp
