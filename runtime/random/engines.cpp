#include "runtime/random/engines.h"

#include <algorithm>

namespace tnp::random {
namespace {

// What the seeds of the legacy array initialisation are mixed into.
constexpr std::uint32_t kTwisterSalt = 19650218;

/// Both generators are seeded with steps of the wide multiplier.
void seed_pcg(PcgState& pcg, std::span<const std::uint64_t> words) {
  const auto step = [&] {
    pcg.state = pcg.state * Pcg64::kMultiplier + pcg.increment;
  };
  pcg.increment = make128(words[2], words[3]) << 1 | 1;
  pcg.state = 0;
  step();
  pcg.state += make128(words[0], words[1]);
  step();
}

}  // namespace

void Mt19937::seed(std::span<const std::uint32_t> words) {
  std::copy_n(words.begin(), kWords, key.begin());
  key[0] = 0x80000000U;  // never all zero
  position = kWords - 1;
}

void Mt19937::seed_legacy(std::uint32_t seed) {
  for (int i = 0; i < kWords; ++i) {
    key[i] = seed;
    seed =
        1812433253U * (seed ^ seed >> 30) + static_cast<std::uint32_t>(i) + 1;
  }
  position = kWords;
}

void Mt19937::seed_legacy(std::span<const std::uint32_t> seeds) {
  seed_legacy(kTwisterSalt);
  std::uint32_t i = 1;
  const auto mix = [&](std::uint32_t factor, std::uint32_t added) {
    key[i] = (key[i] ^ (key[i - 1] ^ key[i - 1] >> 30) * factor) + added;
    if (++i == kWords) {
      key[0] = key[kWords - 1];
      i = 1;
    }
  };
  const std::size_t rounds = std::max<std::size_t>(kWords, seeds.size());
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::size_t j = round % seeds.size();
    mix(1664525U, seeds[j] + static_cast<std::uint32_t>(j));
  }
  for (int round = 1; round < kWords; ++round) mix(1566083941U, -i);
  key[0] = 0x80000000U;
}

void Mt19937::generate() {
  for (int i = 0; i < kWords - kAhead; ++i) {
    key[i] = twisted(key[i + kAhead], key[i], key[i + 1]);
  }
  for (int i = kWords - kAhead; i < kWords - 1; ++i) {
    key[i] = twisted(key[i + kAhead - kWords], key[i], key[i + 1]);
  }
  key[kWords - 1] = twisted(key[kAhead - 1], key[kWords - 1], key[0]);
  position = 0;
}

uint128 advanced(const PcgState& pcg, uint128 multiplier, uint128 delta) {
  // The step composed with itself, by the bits of delta.
  uint128 factor = 1;
  uint128 summand = 0;
  uint128 increment = pcg.increment;
  for (; delta > 0; delta >>= 1) {
    if (delta & 1) {
      factor *= multiplier;
      summand = summand * multiplier + increment;
    }
    increment *= multiplier + 1;
    multiplier *= multiplier;
  }
  return factor * pcg.state + summand;
}

void Pcg64::seed(std::span<const std::uint64_t> words) {
  seed_pcg(*this, words);
  forget_half();
}

void Pcg64Dxsm::seed(std::span<const std::uint64_t> words) {
  seed_pcg(*this, words);
  forget_half();
}

void Philox::seed(std::span<const std::uint64_t> words) {
  std::copy_n(words.begin(), key.size(), key.begin());
  counter = {};
  forget_block();
}

void Philox::forget_block() {
  block = {};
  position = kBlock;
  forget_half();
}

void Philox::advance(const std::array<std::uint64_t, 4>& delta) {
  bool carry = false;
  for (std::size_t i = 0; i < counter.size(); ++i) {
    const uint128 sum =
        static_cast<uint128>(counter[i]) + delta[i] + (carry ? 1 : 0);
    counter[i] = static_cast<std::uint64_t>(sum);
    carry = (sum >> 64) != 0;
  }
  forget_block();
}

void Philox::generate() {
  constexpr int kRounds = 10;
  for (std::uint64_t& word : counter) {
    if (++word != 0) break;
  }
  std::array<std::uint64_t, 4> c = counter;
  std::array<std::uint64_t, 2> k = key;
  for (int round = 0; round < kRounds; ++round) {
    const uint128 even = static_cast<uint128>(0xD2E7470EE14C6C93ULL) * c[0];
    const uint128 odd = static_cast<uint128>(0xCA5A826395121157ULL) * c[2];
    c = {static_cast<std::uint64_t>(odd >> 64) ^ c[1] ^ k[0],
         static_cast<std::uint64_t>(odd),
         static_cast<std::uint64_t>(even >> 64) ^ c[3] ^ k[1],
         static_cast<std::uint64_t>(even)};
    k[0] += 0x9E3779B97F4A7C15ULL;
    k[1] += 0xBB67AE8584CAA73BULL;
  }
  block = c;
  position = 0;
}

void Sfc64::seed(std::span<const std::uint64_t> words) {
  std::copy_n(words.begin(), 3, state.begin());
  state[3] = 1;
  forget_half();
  for (int i = 0; i < 12; ++i) next64();
}

}  // namespace tnp::random
