/// What a generator draws from: a stream of bits, and what it keeps from one
/// draw to the next.
#pragma once

#include <array>
#include <cstdint>

#include "runtime/random/bit_stream.h"

namespace tnp::random {

/// The constants of the binomial distribution of the last n and p.
struct BinomialPlan {
  std::int64_t n = -1;
  double p = -1;
  // Of the smaller of p and 1 - p.
  double r = 0, q = 0;
  // Search from zero: the probability of none, and where to give up.
  double none = 0;
  std::int64_t bound = 0;
  // The probabilities of none, one, two ... up to `known`.
  static constexpr int kMostTerms = 96;
  std::array<double, kMostTerms> terms{};
  std::int64_t known = 0;
  // Rejection: the mode, and the areas of the triangle, the parallelograms and
  // the two tails.
  double mean = 0;
  std::int64_t mode = 0;
  double p1 = 0, p2 = 0, p3 = 0, p4 = 0;
  double center = 0, left = 0, right = 0, height = 0;
  double left_rate = 0, right_rate = 0;
};

struct Source {
  BitStream bits;
  BinomialPlan binomial;
  // The polar method gives two normal numbers at a time.
  bool has_gauss = false;
  double gauss = 0;
};

/// A parameter of a distribution, of the type that the distribution takes.
union Parameter {
  double real;
  std::int64_t integer;
};

/// One number of a distribution with up to three parameters.
using DrawReal = double (*)(Source& source, const Parameter* parameters);
using DrawInteger = std::int64_t (*)(Source& source,
                                     const Parameter* parameters);

}  // namespace tnp::random
