/// Methods that Generator and RandomState share, over their own numbers.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

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

/// RandomState's normal number: of the two that the polar method gives, `kept`
/// holds the second. `bits` is the engine under it, or its stream.
/// Source: Marsaglia and Bray (1964).
template <typename Bits>
double polar_normal(Bits& bits, Source& kept) {
  if (kept.has_gauss) {
    kept.has_gauss = false;
    return std::exchange(kept.gauss, 0.0);
  }
  double x1, x2, square;
  do {
    x1 = 2.0 * bits.next_double() - 1.0;
    x2 = 2.0 * bits.next_double() - 1.0;
    square = x1 * x1 + x2 * x2;
  } while (square >= 1.0 || square == 0.0);
  const double factor = std::sqrt(-2.0 * std::log(square) / square);
  kept.gauss = factor * x1;
  kept.has_gauss = true;
  return factor * x2;
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

/// The sizes of a draw from `good` and `bad`: that of the smaller part of
/// either.
struct DrawSizes {
  DrawSizes(std::int64_t good, std::int64_t bad, std::int64_t sample)
      : good(good),
        bad(bad),
        sample(sample),
        fewer(std::min(good, bad)),
        more(std::max(good, bad)),
        total(good + bad),
        drawn(std::min(sample, total - sample)) {}

  std::int64_t good, bad, sample;
  std::int64_t fewer, more;
  std::int64_t total;
  std::int64_t drawn;
};

/// A hypergeometric number by the ratio of uniforms, for a table mountain of
/// center `a` and width `c`; log_factorial(k) is log(k!).
/// Source: Stadlober, J. Comput. Appl. Math. 31 (1990), HRUA.
template <typename LogFactorial>
std::int64_t ratio_of_uniforms(BitStream& bits, const DrawSizes& sizes,
                               double a, double c,
                               LogFactorial&& log_factorial) {
  constexpr double kD1 = 1.7155277699214135;  // 2 sqrt(2 / e)
  constexpr double kD2 = 0.8989161620588988;  // 3 - 2 sqrt(3 / e)
  const double h = kD1 * c + kD2;
  const auto mode = static_cast<std::int64_t>(
      std::floor(static_cast<double>(sizes.drawn + 1) *
                 static_cast<double>(sizes.fewer + 1) /
                 static_cast<double>(sizes.total + 2)));
  const auto log_weight = [&](std::int64_t k) {
    return log_factorial(k) + log_factorial(sizes.fewer - k) +
           log_factorial(sizes.drawn - k) +
           log_factorial(sizes.more - sizes.drawn + k);
  };
  const double g = log_weight(mode);
  const double bound =
      std::min(static_cast<double>(std::min(sizes.drawn, sizes.fewer) + 1),
               std::floor(a + 16 * c));
  std::int64_t k;
  for (;;) {
    const double u = bits.next_double();
    const double v = bits.next_double();
    const double x = a + h * (v - 0.5) / u;
    if (x < 0.0 || x >= bound) continue;
    k = static_cast<std::int64_t>(std::floor(x));
    const double t = g - log_weight(k);
    if (u * (4.0 - u) - 3.0 <= t) break;
    if (u * (u - t) >= 1) continue;
    if (2.0 * std::log(u) <= t) break;
  }
  if (sizes.good > sizes.bad) k = sizes.drawn - k;
  if (sizes.drawn < sizes.sample) k = sizes.good - k;
  return k;
}

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
