/// The distributions of numpy.random.RandomState, bit for bit. NumPy has frozen
/// them: normal numbers by the polar method, exponential ones by inversion.
/// Parameters are not checked.
/// Source: https://numpy.org/doc/stable/reference/random/legacy.html
#pragma once

#include <cstdint>

#include "runtime/random/source.h"

namespace tnp::random::legacy {

double standard_normal(Source& source);
double standard_exponential(Source& source);
double standard_gamma(Source& source, double shape);

double beta(Source& source, double a, double b);
double chisquare(Source& source, double df);
double f(Source& source, double dfnum, double dfden);
double noncentral_chisquare(Source& source, double df, double nonc);
double noncentral_f(Source& source, double dfnum, double dfden, double nonc);
double pareto(Source& source, double a);
double power(Source& source, double a);
double rayleigh(Source& source, double scale);
double standard_cauchy(Source& source);
double standard_t(Source& source, double df);
double vonmises(Source& source, double mu, double kappa);
double wald(Source& source, double mean, double scale);
double weibull(Source& source, double a);

std::int64_t binomial(Source& source, double p, std::int64_t n);
std::int64_t geometric(Source& source, double p);
std::int64_t hypergeometric(Source& source, std::int64_t good, std::int64_t bad,
                            std::int64_t sample);
std::int64_t logseries(Source& source, double p);
std::int64_t negative_binomial(Source& source, double n, double p);
std::int64_t zipf(Source& source, double a);

/// `times` vectors of `k` numbers that add up to 1.
void dirichlet(Source& source, const double* alpha, std::int64_t k,
               std::int64_t times, double* out);

}  // namespace tnp::random::legacy
