/// The continuous distributions of numpy.random.Generator, bit for bit: the
/// same operations in the same order. Parameters are not checked. Source:
/// https://numpy.org/doc/stable/reference/random/generator.html
#pragma once

#include "runtime/random/bit_stream.h"

namespace tnp::random {

double standard_gamma(BitStream& bits, double shape);
float standard_gamma_float(BitStream& bits, float shape);

double beta(BitStream& bits, double a, double b);
double chisquare(BitStream& bits, double df);
double f(BitStream& bits, double dfnum, double dfden);
double noncentral_chisquare(BitStream& bits, double df, double nonc);
double noncentral_f(BitStream& bits, double dfnum, double dfden, double nonc);
double pareto(BitStream& bits, double a);
double power(BitStream& bits, double a);
double rayleigh(BitStream& bits, double scale);
double standard_cauchy(BitStream& bits);
double standard_t(BitStream& bits, double df);
double vonmises(BitStream& bits, double mu, double kappa);
double wald(BitStream& bits, double mean, double scale);
double weibull(BitStream& bits, double a);

// RandomState draws these in the same way.
double gumbel(BitStream& bits, double loc, double scale);
double laplace(BitStream& bits, double loc, double scale);
double logistic(BitStream& bits, double loc, double scale);
double triangular(BitStream& bits, double left, double mode, double right);

/// The numbers of a vector that adds up to 1, for `k` parameters, times.
/// Generator's two methods: by beta numbers where all parameters are small.
void dirichlet(BitStream& bits, const double* alpha, std::int64_t k,
               std::int64_t times, double* out);

}  // namespace tnp::random
