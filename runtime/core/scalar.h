/// One element, outside any array.
#pragma once

#include <complex>
#include <cstdint>

#include "runtime/core/dtype.h"

namespace tnp {

/// A typed element value. Integers are exact; float16, bfloat16 and float32 are
/// held exactly in a double, complex64 in a complex<double>.
class Scalar {
 public:
  Scalar() : Scalar(0.0) {}
  explicit Scalar(bool v) : dtype_(DType::kBool), integer_(v) {}
  explicit Scalar(std::int64_t v, DType d = DType::kInt64)
      : dtype_(d), integer_(static_cast<std::uint64_t>(v)) {}
  explicit Scalar(std::uint64_t v, DType d = DType::kUInt64)
      : dtype_(d), integer_(v) {}
  explicit Scalar(double v, DType d = DType::kFloat64) : dtype_(d), real_(v) {}
  explicit Scalar(std::complex<double> v, DType d = DType::kComplex128)
      : dtype_(d), real_(v.real()), imag_(v.imag()) {}

  /// Reads the element of type `d` at `data`, which may be unaligned.
  static Scalar load(const void* data, DType d);
  /// Writes the value, converted as `astype` converts, to `data`.
  void store(void* data, DType d) const;

  DType dtype() const { return dtype_; }
  bool as_bool() const;
  std::int64_t as_int64() const;    // truncates, as a C cast
  std::uint64_t as_uint64() const;  // truncates, as a C cast
  double as_double() const;         // the real part of a complex value
  std::complex<double> as_complex() const;
  /// This value converted to `d` as `astype` converts.
  Scalar astype(DType d) const;

 private:
  DType dtype_;
  std::uint64_t integer_ = 0;  // bool and integers, two's complement
  double real_ = 0;
  double imag_ = 0;
};

}  // namespace tnp
