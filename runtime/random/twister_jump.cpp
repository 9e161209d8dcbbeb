#include "runtime/random/twister_jump.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

// One step of the generator is a linear map over GF(2) of its 19937 bits. By
// Cayley and Hamilton 2^128 of them are p(step) with p(t) = t^(2^128) modulo
// the characteristic polynomial: p is squared from t, once in a process, and
// applied to the state by Horner's rule.

namespace tnp::random {
namespace {

constexpr int kDegree = 19937;
constexpr int kWords = Mt19937::kWords;
constexpr std::uint32_t kTwist = Mt19937::kTwist;

/// A polynomial over GF(2), bit i for t^i. There is room for a square.
class Polynomial {
 public:
  bool operator[](int i) const { return (words_[i / 64] >> i % 64 & 1) != 0; }

  /// Sixty-four coefficients, from that of t^i.
  std::uint64_t bits(int i) const {
    const int shift = i % 64;
    const std::uint64_t low = words_[i / 64] >> shift;
    return shift == 0 ? low : low | words_[i / 64 + 1] << (64 - shift);
  }
  /// Adds sixty-four coefficients, from that of t^i.
  void add(int i, std::uint64_t bits) {
    const int shift = i % 64;
    words_[i / 64] ^= bits << shift;
    if (shift != 0) words_[i / 64 + 1] ^= bits >> (64 - shift);
  }

 private:
  std::array<std::uint64_t, 2 * kDegree / 64 + 2> words_{};
};

/// The sum of two powers of t times p.
Polynomial times(const Polynomial& p, int high, int low) {
  Polynomial product;
  for (int i = 0; i + high <= kDegree; ++i) {
    if (!p[i]) continue;
    product.add(i + high, 1);
    product.add(i + low, 1);
  }
  return product;
}

/// The exponents of the characteristic polynomial without the leading one. With
/// a = t^624 + t^397, b = t^623 + t^396 and the bits c of the twist it is
/// a b^31 + c[0] a b^30 + ... + c[30] a + c[31].
std::vector<int> lower_exponents() {
  constexpr int kAhead = Mt19937::kAhead;
  Polynomial sum;
  Polynomial power;  // of b
  power.add(0, 1);
  sum.add(0, kTwist >> 31);
  for (int i = 30; i >= -1; --i) {
    if (i < 0 || (kTwist >> i & 1) != 0) {
      const Polynomial term = times(power, kWords, kAhead);
      for (int k = 0; k < kDegree; k += 64) sum.add(k, term.bits(k));
    }
    power = times(power, kWords - 1, kAhead - 1);
  }
  std::vector<int> exponents;
  for (int i = 0; i < kDegree; ++i) {
    if (sum[i]) exponents.push_back(i);
  }
  return exponents;
}

Polynomial squared(const Polynomial& p) {
  Polynomial square;
  for (int i = 0; i < kDegree; ++i) {
    if (p[i]) square.add(2 * i, 1);
  }
  return square;
}

/// Replaces t^19937 by the lower terms. The greatest of them is so much lower
/// that sixty-four coefficients can be replaced at once.
void reduce(Polynomial& p, const std::vector<int>& lower) {
  for (int i = kDegree + kDegree / 64 * 64; i >= kDegree; i -= 64) {
    const std::uint64_t bits = p.bits(i);
    if (bits == 0) continue;
    p.add(i, bits);
    for (const int exponent : lower) p.add(i - kDegree + exponent, bits);
  }
}

/// t^(2^128) modulo the characteristic polynomial.
Polynomial jump_polynomial() {
  const std::vector<int> lower = lower_exponents();
  Polynomial p;
  p.add(1, 1);
  for (int i = 0; i < 128; ++i) {
    p = squared(p);
    reduce(p, lower);
  }
  return p;
}

int degree_of(const Polynomial& p) {
  int degree = kDegree - 1;
  while (!p[degree]) --degree;
  return degree;
}

/// p(step) of the ring that begins at the position.
void apply(const Polynomial& p, Mt19937& engine) {
  const int degree = degree_of(p);
  const int start = engine.position % kWords;
  // Every word that the steps make, and before it the ring as it is then.
  std::vector<std::uint32_t> words(static_cast<std::size_t>(kWords + degree));
  std::rotate_copy(engine.key.begin(), engine.key.begin() + start,
                   engine.key.end(), words.begin());
  const std::vector<std::uint32_t> ring(words.begin(), words.begin() + kWords);
  for (int i = 0; i < degree; ++i) {
    if (i > 0 && p[degree - i]) {
      for (int k = 0; k < kWords; ++k) words[i + k] ^= ring[k];
    }
    words[i + kWords] =
        twisted(words[i + Mt19937::kAhead], words[i], words[i + 1]);
  }
  if (p[0]) {
    for (int k = 0; k < kWords; ++k) words[degree + k] ^= ring[k];
  }
  engine.position = (start + degree) % kWords;
  std::rotate_copy(words.end() - kWords, words.end() - engine.position,
                   words.end(), engine.key.begin());
}

}  // namespace

void jump(Mt19937& engine, std::int64_t jumps) {
  static const Polynomial polynomial = jump_polynomial();
  for (; jumps > 0; --jumps) apply(polynomial, engine);
}

}  // namespace tnp::random
