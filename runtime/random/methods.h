/// Methods that Generator and RandomState share, over their own numbers.
#pragma once

#include <cmath>
#include <cstdint>

#include "runtime/random/bit_stream.h"
#include "runtime/random/source.h"

namespace tnp::random {

/// A number of the standard gamma distribution of `shape` >= 0, from functions
/// that give uniform, normal and exponential ones.
/// Source: Ahrens and Dieter (1974) below 1, Marsaglia and Tsang (2000) above.
template <typename Real, typename Uniform, typename Normal,
          typename Exponential>
Real gamma_number(Real shape, Uniform&& uniform, Normal&& normal,
                  Exponential&& exponential) {
  constexpr Real kOne = 1;
  if (shape == kOne) return exponential();
  if (shape == 0) return 0;
  if (shape < kOne) {
    for (;;) {
      const Real u = uniform();
      const Real v = exponential();
      if (u <= kOne - shape) {
        const Real x = std::pow(u, kOne / shape);
        if (x <= v) return x;
      } else {
        const Real y = -std::log((kOne - u) / shape);
        const Real x = std::pow(kOne - shape + shape * y, kOne / shape);
        if (x <= v + y) return x;
      }
    }
  }
  const Real b = shape - kOne / Real(3);
  const Real c = kOne / std::sqrt(Real(9) * b);
  for (;;) {
    Real x, v;
    do {
      x = normal();
      v = kOne + c * x;
    } while (v <= 0);
    v = v * v * v;
    const Real u = uniform();
    if (u < kOne - Real(0.0331) * (x * x) * (x * x)) return b * v;
    if (std::log(u) < Real(0.5) * x * x + b * (kOne - v + std::log(v))) {
      return b * v;
    }
  }
}

/// x / (x + y) of the logarithms.
inline double beta_from_logs(double log_x, double log_y) {
  const double larger = log_x > log_y ? log_x : log_y;
  log_x -= larger;
  log_y -= larger;
  return std::exp(log_x - std::log(std::exp(log_x) + std::exp(log_y)));
}

/// Best and Fisher's method, and its parameter `s`.
double vonmises_number(BitStream& bits, double mu, double kappa, double s);
double vonmises_shape(double kappa);

/// `k` gamma numbers divided by their sum.
template <typename Gamma>
void normalised(const double* alpha, std::int64_t k, double* out,
                Gamma&& gamma) {
  double sum = 0.;
  for (std::int64_t j = 0; j < k; ++j) {
    out[j] = gamma(alpha[j]);
    sum = sum + out[j];
  }
  const double inverse = 1. / sum;
  for (std::int64_t j = 0; j < k; ++j) out[j] = out[j] * inverse;
}

/// A binomial number where neither n nor p is 0; RandomState asks for others
/// too, and takes the logarithm of 1 - p less exactly.
std::int64_t binomial_number(BitStream& bits, BinomialPlan& plan, double p,
                             std::int64_t n, bool legacy);

/// From this p on geometric numbers are searched for one by one.
inline constexpr double kGeometricSearch = 0.333333333333333333333333;

}  // namespace tnp::random
