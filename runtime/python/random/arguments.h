/// Arguments of random functions: sizes, parameters and outputs.
#pragma once

#include <Python.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

#include "runtime/core/ndarray.h"
#include "runtime/random/source.h"

namespace tnp::python {

/// The largest mean of a Poisson distribution: ten standard deviations above it
/// lies the largest int64.
inline const double kPoissonMax = 0x1p63 - std::sqrt(0x1p63) * 10;

/// What a parameter must satisfy; ValueError with NumPy's message otherwise.
enum class Constraint : std::uint8_t {
  kNone,
  kNonNegative,  // NaN passes
  kPositive,     // NaN passes
  kPositiveNotNan,
  kProbability,          // [0, 1]
  kPositiveProbability,  // (0, 1]
  kBelowOne,             // [0, 1)
  kAboveOne,
  kPoisson,  // not too large for a count of 64 bits
  kNonNegativeCount,
  kPositiveCount,
};

/// A parameter as it was given: one number, or an array that is broadcast.
class Argument {
 public:
  static Argument real(PyObject* object);     // arrays are cast safely
  static Argument integer(PyObject* object);  // the same; numbers are cut off
  static Argument of(double value);
  static Argument of(ndarray array);  // float64 of ndim > 0

  bool is_array() const { return array_.defined(); }
  const ndarray& array() const { return array_; }
  double real() const { return value_.real; }
  std::int64_t integer() const { return value_.integer; }
  random::Parameter value() const { return value_; }
  bool is_integer() const { return is_integer_; }

  /// The elements in C order of the shape that all arguments are broadcast to;
  /// a single number stays one.
  Argument broadcast_to(IntSpan shape) const;
  /// Element i of what broadcast_to() gave.
  random::Parameter at(std::int64_t i) const {
    return is_array() ? array_.data_as<random::Parameter>()[i] : value_;
  }

  /// `beside_arrays`: NumPy's words are then those for arrays.
  void check(Constraint constraint, const char* name,
             bool beside_arrays = false) const;

 private:
  ndarray array_;  // of ndim > 0, or undefined
  random::Parameter value_{};
  bool is_integer_ = false;
};

/// `size`: None is nothing.
std::optional<Shape> size_from(PyObject* object);

/// The shape of what is drawn: `size`, to which the arguments must broadcast
/// without changing it, or else what they broadcast to.
Shape drawn_shape(const std::optional<Shape>& size, const Argument* arguments,
                  int count);

/// `out` as an array to fill: contiguous, writeable, of `dtype`, and of `size`
/// where that is given. ValueError or TypeError otherwise.
const ndarray& output_from(PyObject* out, DType dtype, PyObject* size,
                           bool needs_c_order);

/// The sum, with the error of each addition carried on.
double kahan_sum(const double* values, std::int64_t n);

}  // namespace tnp::python
