/// The discrete distributions of numpy.random, bit for bit: the same operations
/// in the same order. Parameters are not checked.
/// Source: https://numpy.org/doc/stable/reference/random/generator.html
#pragma once

#include <cstdint>

#include "runtime/random/source.h"

namespace tnp::random {

/// log(gamma(x)) for x >= 1, as the streams are defined by.
double log_gamma(double x);

std::int64_t binomial(BitStream& bits, BinomialPlan& plan, double p,
                      std::int64_t n);
std::int64_t geometric(BitStream& bits, double p);
std::int64_t hypergeometric(BitStream& bits, std::int64_t good,
                            std::int64_t bad, std::int64_t sample);
std::int64_t logseries(BitStream& bits, double p);
std::int64_t negative_binomial(BitStream& bits, double n, double p);
std::int64_t poisson(BitStream& bits, double lam);
std::int64_t zipf(BitStream& bits, double a);

/// `k` counts that add up to `n`, into `out`, which is all zeros.
void multinomial(BitStream& bits, BinomialPlan& plan, std::int64_t n,
                 const double* probabilities, std::int64_t k,
                 std::int64_t* out);

/// How many of each of `k` colors are among `sample` drawn without replacement,
/// `times`. `out`: times x k, all zeros.
void multivariate_hypergeometric_count(BitStream& bits, std::int64_t total,
                                       const std::int64_t* colors,
                                       std::int64_t k, std::int64_t sample,
                                       std::int64_t times, std::int64_t* out);
void multivariate_hypergeometric_marginals(BitStream& bits, std::int64_t total,
                                           const std::int64_t* colors,
                                           std::int64_t k, std::int64_t sample,
                                           std::int64_t times,
                                           std::int64_t* out);

}  // namespace tnp::random
