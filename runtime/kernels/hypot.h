/// sqrt(x * x + y * y) without undue overflow or underflow (NumPy `hypot`).
#pragma once

#include <cmath>
#include <limits>
#include <utility>

#include "runtime/kernels/host_device.h"

namespace at {
class Tensor;
}

namespace tnp::kernels {

/// The arithmetic for one element, the same on host and device.
///
/// Dtypes: float64 by Borges' fused and corrected algorithm ("An Improved
///         Algorithm for hypot(a,b)", arXiv:1904.09481): within one ulp, and
///         correctly rounded in all but a few of a million cases; float32
///         computes in float64.
/// An infinite argument gives infinity even when the other is nan, as C99 says.
struct Hypot {
  TNP_HOST_DEVICE double operator()(double a, double b) const {
    double x = std::fabs(a);
    double y = std::fabs(b);
    if (std::isinf(x) || std::isinf(y)) {
      return std::numeric_limits<double>::infinity();
    }
    if (std::isnan(x) || std::isnan(y)) return x + y;
    if (x < y) {
      const double larger = y;
      y = x;
      x = larger;
    }
    // Below half an ulp of x, y only decides the direction of rounding.
    if (y <= x * 0x1p-54) return x + y;
    if (x > 0x1p+510) return 0x1p+600 * scaled(x * 0x1p-600, y * 0x1p-600);
    if (y < 0x1p-459) return 0x1p-600 * scaled(x * 0x1p+600, y * 0x1p+600);
    return scaled(x, y);
  }

  TNP_HOST_DEVICE float operator()(float a, float b) const {
    if (std::isinf(a) || std::isinf(b)) {
      return std::numeric_limits<float>::infinity();
    }
    const double x = a;
    const double y = b;
    return static_cast<float>(std::sqrt(x * x + y * y));
  }

 private:
  /// For x >= y > 0 whose squares neither overflow nor lose bits.
  TNP_HOST_DEVICE static double scaled(double x, double y) {
    const double h = std::sqrt(std::fma(x, x, y * y));
    const double h_squared = h * h;
    const double x_squared = x * x;
    // The residual h*h - (x*x + y*y), exact to second order.
    const double residual = std::fma(-y, y, h_squared - x_squared) +
                            std::fma(h, h, -h_squared) -
                            std::fma(x, x, -x_squared);
    return h - residual / (2.0 * h);
  }
};

/// Applies Hypot to two tensors.
///
/// Shapes:  any two that broadcast; the result has the broadcast shape.
/// Dtypes:  float32 or float64, the same for both; result alike.
/// Devices: CPU and CUDA; both inputs on one device.
/// Errors:  c10::Error when dtypes are others or differ, or shapes do not fit.
/// Source:  numpy.hypot,
///          https://numpy.org/doc/stable/reference/generated/numpy.hypot.html
at::Tensor hypot(const at::Tensor& input, const at::Tensor& b);

}  // namespace tnp::kernels
