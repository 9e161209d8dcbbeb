#include "runtime/random/continuous.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "runtime/random/discrete.h"
#include "runtime/random/methods.h"
#include "runtime/random/ziggurat.h"

namespace tnp::random {
namespace {

constexpr double kPi = std::numbers::pi;

/// An angle in [-pi, pi], for one of any size.
double wrapped(double angle) {
  const double wrapped = std::fmod(std::fabs(angle) + kPi, 2 * kPi) - kPi;
  return angle < 0 ? -wrapped : wrapped;
}

/// By beta numbers, each a part of what is left.
void break_stick(BitStream& bits, const double* alpha, const double* sums,
                 std::int64_t k, double* out) {
  double left = 1.;
  for (std::int64_t j = 0; j < k - 1; ++j) {
    const double part = beta(bits, alpha[j], sums[j + 1]);
    out[j] = left * part;
    left *= 1. - part;
    if (sums[j + 1] == 0) break;  // all that follow are none
  }
  out[k - 1] = left;
}

}  // namespace

double standard_gamma(BitStream& bits, double shape) {
  return gamma_number(
      shape, [&] { return bits.next_double(); },
      [&] { return standard_normal(bits); },
      [&] { return standard_exponential(bits); });
}

float standard_gamma_float(BitStream& bits, float shape) {
  return gamma_number(
      shape, [&] { return next_float(bits); },
      [&] { return standard_normal_float(bits); },
      [&] { return standard_exponential_float(bits); });
}

double beta(BitStream& bits, double a, double b) {
  // Below it the powers in Johnk's method are 0 for all numbers drawn.
  constexpr double kTiny = 3e-103;
  if (a > 1.0 || b > 1.0) {
    const double first = standard_gamma(bits, a);
    const double second = standard_gamma(bits, b);
    return first / (first + second);
  }
  if (a < kTiny && b < kTiny) {
    return (a + b) * bits.next_double() < a ? 1 : 0;
  }
  for (;;) {
    const double u = bits.next_double();
    const double v = bits.next_double();
    const double x = std::pow(u, 1.0 / a);
    const double y = std::pow(v, 1.0 / b);
    const double sum = x + y;
    if (sum > 1.0 || !(u + v > 0.0)) continue;
    if (x > 0 && y > 0) return x / sum;
    return beta_from_logs(std::log(u) / a, std::log(v) / b);
  }
}

double chisquare(BitStream& bits, double df) {
  return 2.0 * standard_gamma(bits, df / 2.0);
}

double f(BitStream& bits, double dfnum, double dfden) {
  const double numerator = chisquare(bits, dfnum) * dfden;
  return numerator / (chisquare(bits, dfden) * dfnum);
}

double noncentral_chisquare(BitStream& bits, double df, double nonc) {
  if (std::isnan(nonc)) return nonc;
  if (nonc == 0) return chisquare(bits, df);
  if (1 < df) {
    const double central = chisquare(bits, df - 1);
    const double n = standard_normal(bits) + std::sqrt(nonc);
    return central + n * n;
  }
  const std::int64_t i = poisson(bits, nonc / 2.0);
  return chisquare(bits, df + static_cast<double>(2 * i));
}

double noncentral_f(BitStream& bits, double dfnum, double dfden, double nonc) {
  const double numerator = noncentral_chisquare(bits, dfnum, nonc) * dfden;
  return numerator / (chisquare(bits, dfden) * dfnum);
}

double pareto(BitStream& bits, double a) {
  return std::expm1(standard_exponential(bits) / a);
}

double power(BitStream& bits, double a) {
  return std::pow(-std::expm1(-standard_exponential(bits)), 1. / a);
}

double rayleigh(BitStream& bits, double scale) {
  return scale * std::sqrt(2.0 * standard_exponential(bits));
}

double standard_cauchy(BitStream& bits) {
  const double numerator = standard_normal(bits);
  return numerator / standard_normal(bits);
}

double standard_t(BitStream& bits, double df) {
  const double numerator = standard_normal(bits);
  const double denominator = standard_gamma(bits, df / 2);
  return std::sqrt(df / 2) * numerator / std::sqrt(denominator);
}

double vonmises(BitStream& bits, double mu, double kappa) {
  if (std::isnan(kappa)) return kappa;
  if (kappa < 1e-8) return kPi * (2 * bits.next_double() - 1);
  if (kappa > 1e6) {  // a wrapped normal distribution
    double angle = mu + std::sqrt(1. / kappa) * standard_normal(bits);
    if (angle < -kPi) angle += 2 * kPi;
    if (angle > kPi) angle -= 2 * kPi;
    return angle;
  }
  return vonmises_number(bits, mu, kappa, vonmises_shape(kappa));
}

double vonmises_shape(double kappa) {
  if (kappa < 1e-5) return 1. / kappa + kappa;
  const double r = 1 + std::sqrt(1 + 4 * kappa * kappa);
  const double rho = (r - std::sqrt(2 * r)) / (2 * kappa);
  return (1 + rho * rho) / (2 * rho);
}

double vonmises_number(BitStream& bits, double mu, double kappa, double s) {
  double cosine;
  for (;;) {
    const double u = bits.next_double();
    const double z = std::cos(kPi * u);
    cosine = (1 + s * z) / (s + z);
    const double y = kappa * (s - cosine);
    const double v = bits.next_double();
    if (y * (2 - y) - v >= 0 || std::log(y / v) + 1 - y >= 0) break;
  }
  const double u = bits.next_double();
  const double angle = std::acos(cosine);
  return wrapped((u < 0.5 ? -angle : angle) + mu);
}

double wald(BitStream& bits, double mean, double scale) {
  const double normal = standard_normal(bits);
  const double y = mean * normal * normal;
  const double d = 1 + std::sqrt(1 + 4 * scale / y);
  const double x = mean * (1 - 2 / d);
  const double u = bits.next_double();
  return u <= mean / (mean + x) ? x : mean * mean / x;
}

double weibull(BitStream& bits, double a) {
  if (a == 0.0) return 0.0;
  return std::pow(standard_exponential(bits), 1. / a);
}

double gumbel(BitStream& bits, double loc, double scale) {
  for (;;) {
    const double u = 1.0 - bits.next_double();
    if (u < 1.0) return loc - scale * std::log(-std::log(u));
  }
}

double laplace(BitStream& bits, double loc, double scale) {
  for (;;) {
    const double u = bits.next_double();
    if (u >= 0.5) return loc - scale * std::log(2.0 - u - u);
    if (u > 0.0) return loc + scale * std::log(u + u);
  }
}

double logistic(BitStream& bits, double loc, double scale) {
  for (;;) {
    const double u = bits.next_double();
    if (u > 0.0) return loc + scale * std::log(u / (1.0 - u));
  }
}

double triangular(BitStream& bits, double left, double mode, double right) {
  const double base = right - left;
  const double left_base = mode - left;
  const double ratio = left_base / base;
  const double left_product = left_base * base;
  const double right_product = (right - mode) * base;
  const double u = bits.next_double();
  if (u <= ratio) return left + std::sqrt(u * left_product);
  return right - std::sqrt((1.0 - u) * right_product);
}

void dirichlet(BitStream& bits, const double* alpha, std::int64_t k,
               std::int64_t times, double* out) {
  constexpr double kSmall = 0.1;  // sums of gamma numbers may be 0 below
  if (k == 0) return;
  double* const end = out + k * times;
  if (!(*std::max_element(alpha, alpha + k) < kSmall)) {
    for (; out < end; out += k) {
      normalised(alpha, k, out,
                 [&](double shape) { return standard_gamma(bits, shape); });
    }
    return;
  }
  std::vector<double> sums(static_cast<std::size_t>(k));
  double sum = 0.0;
  for (std::int64_t j = k - 1; j >= 0; --j) sums[j] = sum += alpha[j];
  std::fill(out, end, 0.0);
  if (!(sum > 0)) return;
  for (; out < end; out += k) break_stick(bits, alpha, sums.data(), k, out);
}

}  // namespace tnp::random
