#include "runtime/random/legacy.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "runtime/random/continuous.h"
#include "runtime/random/discrete.h"
#include "runtime/random/methods.h"

namespace tnp::random::legacy {
namespace {

std::int64_t hypergeometric_by_drawing(BitStream& bits, std::int64_t good,
                                       std::int64_t bad, std::int64_t sample) {
  const auto rest = static_cast<double>(bad + good - sample);
  const auto fewer = static_cast<double>(std::min(bad, good));
  double left = fewer;
  for (std::int64_t k = sample; left > 0.0 && k > 0; --k) {
    const double u = bits.next_double();
    left -= std::floor(u + left / (rest + static_cast<double>(k)));
  }
  const auto taken = static_cast<std::int64_t>(fewer - left);
  return good > bad ? sample - taken : taken;
}

std::int64_t hypergeometric_by_ratio(BitStream& bits, std::int64_t good,
                                     std::int64_t bad, std::int64_t sample) {
  const DrawSizes sizes(good, bad, sample);
  const double p =
      static_cast<double>(sizes.fewer) / static_cast<double>(sizes.total);
  const double q = 1.0 - p;
  const double variance = static_cast<double>(sizes.total - sizes.drawn) *
                          static_cast<double>(sample) * p * q /
                          static_cast<double>(sizes.total - 1);
  return ratio_of_uniforms(
      bits, sizes, static_cast<double>(sizes.drawn) * p + 0.5,
      std::sqrt(variance + 0.5),
      [](std::int64_t k) { return log_gamma(static_cast<double>(k + 1)); });
}

}  // namespace

double standard_normal(Source& source) {
  return polar_normal(source.bits, source);
}

double standard_exponential(Source& source) {
  return -std::log(1.0 - source.bits.next_double());
}

double standard_gamma(Source& source, double shape) {
  return gamma_number(
      shape, [&] { return source.bits.next_double(); },
      [&] { return standard_normal(source); },
      [&] { return standard_exponential(source); });
}

double beta(Source& source, double a, double b) {
  if (a > 1.0 || b > 1.0) {
    const double first = standard_gamma(source, a);
    const double second = standard_gamma(source, b);
    return first / (first + second);
  }
  for (;;) {
    const double u = source.bits.next_double();
    const double v = source.bits.next_double();
    const double x = std::pow(u, 1.0 / a);
    const double y = std::pow(v, 1.0 / b);
    if (x + y > 1.0) continue;
    if (x + y > 0) return x / (x + y);
    return beta_from_logs(std::log(u) / a, std::log(v) / b);
  }
}

double chisquare(Source& source, double df) {
  return 2.0 * standard_gamma(source, df / 2.0);
}

double f(Source& source, double dfnum, double dfden) {
  const double numerator = chisquare(source, dfnum) * dfden;
  return numerator / (chisquare(source, dfden) * dfnum);
}

double noncentral_chisquare(Source& source, double df, double nonc) {
  if (nonc == 0) return chisquare(source, df);
  if (1 < df) {
    const double central = chisquare(source, df - 1);
    const double n = standard_normal(source) + std::sqrt(nonc);
    return central + n * n;
  }
  const std::int64_t i = poisson(source.bits, nonc / 2.0);
  const double result = chisquare(source, df + static_cast<double>(2 * i));
  return std::isnan(nonc) ? nonc : result;
}

double noncentral_f(Source& source, double dfnum, double dfden, double nonc) {
  const double numerator = noncentral_chisquare(source, dfnum, nonc) * dfden;
  return numerator / (chisquare(source, dfden) * dfnum);
}

double pareto(Source& source, double a) {
  return std::exp(standard_exponential(source) / a) - 1;
}

double power(Source& source, double a) {
  return std::pow(1 - std::exp(-standard_exponential(source)), 1. / a);
}

double rayleigh(Source& source, double scale) {
  return scale * std::sqrt(-2.0 * std::log1p(-source.bits.next_double()));
}

double standard_cauchy(Source& source) {
  const double numerator = standard_normal(source);
  return numerator / standard_normal(source);
}

double standard_t(Source& source, double df) {
  const double numerator = standard_normal(source);
  const double denominator = standard_gamma(source, df / 2);
  return std::sqrt(df / 2) * numerator / std::sqrt(denominator);
}

double vonmises(Source& source, double mu, double kappa) {
  if (std::isnan(kappa)) return kappa;
  if (kappa < 1e-8) {
    return std::numbers::pi * (2 * source.bits.next_double() - 1);
  }
  return vonmises_number(source.bits, mu, kappa, vonmises_shape(kappa));
}

double wald(Source& source, double mean, double scale) {
  const double ratio = mean / (2 * scale);
  const double normal = standard_normal(source);
  const double y = mean * normal * normal;
  const double x = mean + ratio * (y - std::sqrt(4 * scale * y + y * y));
  const double u = source.bits.next_double();
  return u <= mean / (mean + x) ? x : mean * mean / x;
}

double weibull(Source& source, double a) {
  if (a == 0.0) return 0.0;
  return std::pow(standard_exponential(source), 1. / a);
}

std::int64_t binomial(Source& source, double p, std::int64_t n) {
  return binomial_number(source.bits, source.binomial, p, n, true);
}

std::int64_t geometric(Source& source, double p) {
  if (p >= kGeometricSearch) return random::geometric(source.bits, p);
  return static_cast<std::int64_t>(
      std::ceil(std::log1p(-source.bits.next_double()) / std::log(1 - p)));
}

std::int64_t hypergeometric(Source& source, std::int64_t good, std::int64_t bad,
                            std::int64_t sample) {
  if (sample > 10) {
    return hypergeometric_by_ratio(source.bits, good, bad, sample);
  }
  return sample > 0 ? hypergeometric_by_drawing(source.bits, good, bad, sample)
                    : 0;
}

std::int64_t logseries(Source& source, double p) {
  return random::logseries(source.bits, p);
}

std::int64_t negative_binomial(Source& source, double n, double p) {
  const double lam = (1 - p) / p * standard_gamma(source, n);
  return poisson(source.bits, lam);
}

std::int64_t zipf(Source& source, double a) {
  constexpr auto kLargest =
      static_cast<double>(std::numeric_limits<std::int64_t>::max());
  const double am1 = a - 1.0;
  const double b = std::pow(2.0, am1);
  for (;;) {
    const double u = 1.0 - source.bits.next_double();
    const double v = source.bits.next_double();
    const double x = std::floor(std::pow(u, -1.0 / am1));
    if (x > kLargest || x < 1.0) continue;
    const double t = std::pow(1.0 + 1.0 / x, am1);
    if (v * x * (t - 1.0) / (b - 1.0) <= t / b) {
      return static_cast<std::int64_t>(x);
    }
  }
}

void dirichlet(Source& source, const double* alpha, std::int64_t k,
               std::int64_t times, double* out) {
  for (std::int64_t row = 0; row < times; ++row, out += k) {
    normalised(alpha, k, out,
               [&](double shape) { return standard_gamma(source, shape); });
  }
}

}  // namespace tnp::random::legacy
