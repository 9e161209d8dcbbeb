#include "runtime/random/discrete.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "runtime/random/bounded.h"
#include "runtime/random/continuous.h"
#include "runtime/random/methods.h"
#include "runtime/random/ziggurat.h"

namespace tnp::random {
namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

std::int64_t floored(double value) {
  return static_cast<std::int64_t>(std::floor(value));
}

// ---- poisson.

std::int64_t poisson_by_product(BitStream& bits, double lam) {
  const double limit = std::exp(-lam);
  double product = 1.0;
  for (std::int64_t count = 0;; ++count) {
    product *= bits.next_double();
    if (!(product > limit)) return count;
  }
}

/// Transformed rejection. Source: Hoermann, Insurance: Mathematics and
/// Economics 12 (1993).
std::int64_t poisson_by_rejection(BitStream& bits, double lam) {
  const double log_lam = std::log(lam);
  const double b = 0.931 + 2.53 * std::sqrt(lam);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = bits.next_double() - 0.5;
    const double v = bits.next_double();
    const double us = 0.5 - std::fabs(u);
    const std::int64_t k = floored((2 * a / us + b) * u + lam + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (std::log(v) + std::log(inverse_alpha) - std::log(a / (us * us) + b) <=
        -lam + static_cast<double>(k) * log_lam -
            log_gamma(static_cast<double>(k + 1))) {
      return k;
    }
  }
}

// ---- binomial.

void plan_rejection(BinomialPlan& plan, std::int64_t count, double p) {
  const auto n = static_cast<double>(count);
  plan.r = std::min(p, 1.0 - p);
  plan.q = 1.0 - plan.r;
  plan.mean = n * plan.r + plan.r;
  plan.mode = floored(plan.mean);
  plan.p1 =
      std::floor(2.195 * std::sqrt(n * plan.r * plan.q) - 4.6 * plan.q) + 0.5;
  plan.center = static_cast<double>(plan.mode) + 0.5;
  plan.left = plan.center - plan.p1;
  plan.right = plan.center + plan.p1;
  plan.height = 0.134 + 20.5 / (15.3 + static_cast<double>(plan.mode));
  const double left =
      (plan.mean - plan.left) / (plan.mean - plan.left * plan.r);
  plan.left_rate = left * (1.0 + left / 2.0);
  const double right = (plan.right - plan.mean) / (plan.right * plan.q);
  plan.right_rate = right * (1.0 + right / 2.0);
  plan.p2 = plan.p1 * (1.0 + 2.0 * plan.height);
  plan.p3 = plan.p2 + plan.height / plan.left_rate;
  plan.p4 = plan.p3 + plan.height / plan.right_rate;
}

/// The terms of Stirling's series for log(k!) that follow the first.
double stirling_tail(double k) {
  const double k2 = k * k;
  return (13680. - (462. - (132. - (99. - 140. / k2) / k2) / k2) / k2) / k /
         166320.;
}

/// Whether a candidate y with height v lies under the distribution.
bool is_accepted(const BinomialPlan& plan, std::int64_t y, double v) {
  const std::int64_t n = plan.n;
  const std::int64_t m = plan.mode;
  const double nrq = static_cast<double>(n) * plan.r * plan.q;
  const std::int64_t steps = std::abs(y - m);
  const auto k = static_cast<double>(steps);
  if (steps <= 20 || !(k < nrq / 2.0 - 1)) {
    const double s = plan.r / plan.q;
    const double a = s * static_cast<double>(n + 1);
    double height = 1.0;
    for (std::int64_t i = m + 1; i <= y; ++i) {
      height *= a / static_cast<double>(i) - s;
    }
    for (std::int64_t i = y + 1; i <= m; ++i) {
      height /= a / static_cast<double>(i) - s;
    }
    return v <= height;
  }
  const double rho =
      (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5);
  const double t = static_cast<double>(-steps * steps) / (2 * nrq);
  const double log_v = std::log(v);
  if (log_v < t - rho) return true;
  if (log_v > t + rho) return false;
  const auto x1 = static_cast<double>(y + 1);
  const auto f1 = static_cast<double>(m + 1);
  const auto z = static_cast<double>(n + 1 - m);
  const auto w = static_cast<double>(n - y + 1);
  const double bound =
      plan.center * std::log(f1 / x1) +
      (static_cast<double>(n - m) + 0.5) * std::log(z / w) +
      static_cast<double>(y - m) * std::log(w * plan.r / (x1 * plan.q)) +
      stirling_tail(f1) + stirling_tail(z) + stirling_tail(x1) +
      stirling_tail(w);
  return !(log_v > bound);
}

/// Source: Kachitvichyanukul and Schmeiser, CACM 31 (1988), BTPE.
std::int64_t binomial_by_rejection(BitStream& bits, BinomialPlan& plan,
                                   std::int64_t n, double p) {
  if (plan.n != n || plan.p != p) {
    plan.n = n;
    plan.p = p;
    plan_rejection(plan, n, p);
  }
  for (;;) {
    const double u = bits.next_double() * plan.p4;
    double v = bits.next_double();
    std::int64_t y;
    if (u <= plan.p1) {  // the triangle: accepted
      y = floored(plan.center - plan.p1 * v + u);
      return p > 0.5 ? n - y : y;
    }
    if (u <= plan.p2) {
      const double x = plan.left + (u - plan.p1) / plan.height;
      v = v * plan.height + 1.0 -
          std::fabs(static_cast<double>(plan.mode) - x + 0.5) / plan.p1;
      if (v > 1.0) continue;
      y = floored(x);
    } else if (u <= plan.p3) {
      y = floored(plan.left + std::log(v) / plan.left_rate);
      if (y < 0 || v == 0.0) continue;
      v = v * (u - plan.p2) * plan.left_rate;
    } else {
      y = floored(plan.right - std::log(v) / plan.right_rate);
      if (y > n || v == 0.0) continue;
      v = v * (u - plan.p3) * plan.right_rate;
    }
    if (is_accepted(plan, y, v)) return p > 0.5 ? n - y : y;
  }
}

/// n p is at most 30, and so the bound at most 86.
std::int64_t binomial_by_search(BitStream& bits, BinomialPlan& plan,
                                std::int64_t n, double p, bool legacy) {
  if (plan.n != n || plan.p != p) {
    const auto count = static_cast<double>(n);
    plan.n = n;
    plan.p = p;
    plan.q = 1.0 - p;
    plan.none = std::exp(count * (legacy ? std::log(plan.q) : std::log1p(-p)));
    const double mean = count * p;
    plan.bound = static_cast<std::int64_t>(
        std::min(count, mean + 10.0 * std::sqrt(mean * plan.q + 1)));
    plan.terms[0] = plan.none;
    plan.known = 0;
  }
  std::int64_t x = 0;
  double u = bits.next_double();
  while (u > plan.terms[x]) {
    if (x == plan.bound) {
      x = 0;
      u = bits.next_double();
      continue;
    }
    u -= plan.terms[x];
    ++x;
    if (x > plan.known) {
      plan.terms[x] = (static_cast<double>(n - x + 1) * p * plan.terms[x - 1]) /
                      (static_cast<double>(x) * plan.q);
      plan.known = x;
    }
  }
  return x;
}

std::int64_t binomial_of_half(BitStream& bits, BinomialPlan& plan,
                              std::int64_t n, double p, bool legacy) {
  return p * static_cast<double>(n) <= 30.0
             ? binomial_by_search(bits, plan, n, p, legacy)
             : binomial_by_rejection(bits, plan, n, p);
}

// ---- hypergeometric.

/// log(k!), rounded correctly where it is tabulated.
double log_factorial(std::int64_t k) {
  constexpr int kTabulated = 126;
  static const auto table = [] {
    std::array<double, kTabulated> logs{};
    long double sum = 0;
    for (int i = 2; i < kTabulated; ++i) {
      sum += std::log(static_cast<long double>(i));
      logs[i] = static_cast<double>(sum);
    }
    return logs;
  }();
  constexpr double kHalfLogTwoPi = 0.9189385332046728;
  if (k < kTabulated) return table[k];
  const auto x = static_cast<double>(k);
  return (x + 0.5) * std::log(x) - x +
         (kHalfLogTwoPi + (1.0 / x) * (1 / 12.0 - 1 / (360.0 * x * x)));
}

std::int64_t hypergeometric_by_drawing(BitStream& bits, std::int64_t good,
                                       std::int64_t bad, std::int64_t sample) {
  const std::int64_t total = good + bad;
  const bool draws_the_rest = sample > total / 2;
  std::int64_t to_draw = draws_the_rest ? total - sample : sample;
  std::int64_t left = total;
  std::int64_t good_left = good;
  while (to_draw > 0 && good_left > 0 && left > good_left) {
    --left;
    const auto place = static_cast<std::int64_t>(
        interval(bits, static_cast<std::uint64_t>(left)));
    if (place < good_left) --good_left;
    --to_draw;
  }
  if (left == good_left) good_left -= to_draw;
  return draws_the_rest ? good_left : good - good_left;
}

std::int64_t hypergeometric_by_ratio(BitStream& bits, std::int64_t good,
                                     std::int64_t bad, std::int64_t sample) {
  const DrawSizes sizes(good, bad, sample);
  const auto total = static_cast<double>(sizes.total);
  const auto drawn = static_cast<double>(sizes.drawn);
  const double p = static_cast<double>(sizes.fewer) / total;
  const double q = static_cast<double>(sizes.more) / total;
  const double variance = static_cast<double>(sizes.total - sizes.drawn) *
                          drawn * p * q / static_cast<double>(sizes.total - 1);
  return ratio_of_uniforms(bits, sizes, drawn * p + 0.5,
                           std::sqrt(variance + 0.5), log_factorial);
}

}  // namespace

double log_gamma(double x) {
  constexpr double kSeries[10] = {8.333333333333333e-02, -2.777777777777778e-03,
                                  7.936507936507937e-04, -5.952380952380952e-04,
                                  8.417508417508418e-04, -1.917526917526918e-03,
                                  6.410256410256410e-03, -2.955065359477124e-02,
                                  1.796443723688307e-01, -1.39243221690590e+00};
  constexpr double kLogTwoPi = 1.8378770664093453e+00;
  if (x == 1.0 || x == 2.0) return 0.0;
  const std::int64_t shift = x < 7.0 ? static_cast<std::int64_t>(7 - x) : 0;
  double shifted = x + static_cast<double>(shift);
  const double inverse_square = (1.0 / shifted) * (1.0 / shifted);
  double series = kSeries[9];
  for (int k = 8; k >= 0; --k) {
    series *= inverse_square;
    series += kSeries[k];
  }
  double result = series / shifted + 0.5 * kLogTwoPi +
                  (shifted - 0.5) * std::log(shifted) - shifted;
  for (std::int64_t k = 1; k <= shift; ++k) {
    result -= std::log(shifted - 1.0);
    shifted -= 1.0;
  }
  return result;
}

std::int64_t poisson(BitStream& bits, double lam) {
  if (lam >= 10) return poisson_by_rejection(bits, lam);
  return lam == 0 ? 0 : poisson_by_product(bits, lam);
}

std::int64_t negative_binomial(BitStream& bits, double n, double p) {
  const double lam = (1 - p) / p * standard_gamma(bits, n);
  return poisson(bits, lam);
}

std::int64_t binomial(BitStream& bits, BinomialPlan& plan, double p,
                      std::int64_t n) {
  return n == 0 || p == 0 ? 0 : binomial_number(bits, plan, p, n, false);
}

std::int64_t binomial_number(BitStream& bits, BinomialPlan& plan, double p,
                             std::int64_t n, bool legacy) {
  if (p <= 0.5) return binomial_of_half(bits, plan, n, p, legacy);
  return n - binomial_of_half(bits, plan, n, 1.0 - p, legacy);
}

std::int64_t geometric(BitStream& bits, double p) {
  if (p >= kGeometricSearch) {
    const double q = 1.0 - p;
    const double u = bits.next_double();
    std::int64_t x = 1;
    double product = p;
    double sum = p;
    while (u > sum) {
      product *= q;
      sum += product;
      ++x;
    }
    return x;
  }
  const double z = std::ceil(-standard_exponential(bits) / std::log1p(-p));
  return z >= 0x1p63 ? kLargest : static_cast<std::int64_t>(z);
}

std::int64_t hypergeometric(BitStream& bits, std::int64_t good,
                            std::int64_t bad, std::int64_t sample) {
  return sample >= 10 && sample <= good + bad - 10
             ? hypergeometric_by_ratio(bits, good, bad, sample)
             : hypergeometric_by_drawing(bits, good, bad, sample);
}

std::int64_t logseries(BitStream& bits, double p) {
  const double r = std::log1p(-p);
  for (;;) {
    const double v = bits.next_double();
    if (v >= p) return 1;
    const double q = -std::expm1(r * bits.next_double());
    if (v <= q * q) {
      const std::int64_t result = floored(1 + std::log(v) / std::log(q));
      if (result < 1 || v == 0.0) continue;
      return result;
    }
    return v >= q ? 1 : 2;
  }
}

std::int64_t zipf(BitStream& bits, double a) {
  // All that is larger gives 1: 2 ** (1 - a) is 0.
  if (a >= 1025) return 1;
  const double am1 = a - 1.0;
  const double b = std::pow(2.0, am1);
  const double smallest = std::pow(static_cast<double>(kLargest), -am1);
  for (;;) {
    const double u01 = bits.next_double();
    const double u = u01 * smallest + (1 - u01);
    const double v = bits.next_double();
    const double x = std::floor(std::pow(u, -1.0 / am1));
    if (x > static_cast<double>(kLargest) || x < 1.0) continue;
    const double t = std::pow(1.0 + 1.0 / x, am1);
    if (v * x * (t - 1.0) / (b - 1.0) <= t / b) {
      return static_cast<std::int64_t>(x);
    }
  }
}

void multinomial(BitStream& bits, BinomialPlan& plan, std::int64_t n,
                 const double* probabilities, std::int64_t k,
                 std::int64_t* out) {
  double left = 1.0;
  for (std::int64_t j = 0; j < k - 1; ++j) {
    out[j] = binomial(bits, plan, probabilities[j] / left, n);
    n -= out[j];
    if (n <= 0) return;
    left -= probabilities[j];
  }
  out[k - 1] = n;
}

void multivariate_hypergeometric_count(BitStream& bits, std::int64_t total,
                                       const std::int64_t* colors,
                                       std::int64_t k, std::int64_t sample,
                                       std::int64_t times, std::int64_t* out) {
  if (total == 0 || sample == 0) return;
  std::vector<std::int64_t> marbles;
  marbles.reserve(static_cast<std::size_t>(total));
  for (std::int64_t color = 0; color < k; ++color) {
    marbles.insert(marbles.end(), static_cast<std::size_t>(colors[color]),
                   color);
  }
  const bool draws_the_rest = sample > total / 2;
  const std::int64_t drawn = draws_the_rest ? total - sample : sample;
  for (std::int64_t* row = out; row < out + times * k; row += k) {
    // Half of a shuffle.
    for (std::int64_t j = 0; j < drawn; ++j) {
      const auto place = static_cast<std::int64_t>(
          interval(bits, static_cast<std::uint64_t>(total - j - 1)));
      std::swap(marbles[j + place], marbles[j]);
    }
    for (std::int64_t j = 0; j < drawn; ++j) ++row[marbles[j]];
    if (!draws_the_rest) continue;
    for (std::int64_t color = 0; color < k; ++color) {
      row[color] = colors[color] - row[color];
    }
  }
}

void multivariate_hypergeometric_marginals(BitStream& bits, std::int64_t total,
                                           const std::int64_t* colors,
                                           std::int64_t k, std::int64_t sample,
                                           std::int64_t times,
                                           std::int64_t* out) {
  if (total == 0 || sample == 0) return;
  const bool draws_the_rest = sample > total / 2;
  const std::int64_t drawn = draws_the_rest ? total - sample : sample;
  for (std::int64_t* row = out; row < out + times * k; row += k) {
    std::int64_t to_draw = drawn;
    std::int64_t left = total;
    for (std::int64_t j = 0; j < k - 1 && to_draw > 0; ++j) {
      left -= colors[j];
      row[j] = hypergeometric(bits, colors[j], left, to_draw);
      to_draw -= row[j];
    }
    if (to_draw > 0) row[k - 1] = to_draw;
    if (!draws_the_rest) continue;
    for (std::int64_t color = 0; color < k; ++color) {
      row[color] = colors[color] - row[color];
    }
  }
}

}  // namespace tnp::random
