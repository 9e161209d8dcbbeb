/// The five bit generators of numpy.random, bit for bit.
///
/// Each is a plain value: copying it copies the stream. `seed` takes words of a
/// SeedSequence.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "runtime/random/bit_stream.h"

namespace tnp::random {

using uint128 = unsigned __int128;

constexpr uint128 make128(std::uint64_t high, std::uint64_t low) {
  return static_cast<uint128>(high) << 64 | low;
}

/// The Mersenne Twister. Source: Matsumoto and Nishimura, ACM TOMACS 8 (1998).
struct Mt19937 {
  static constexpr int kWords = 624;
  static constexpr int kAhead = 397;
  static constexpr std::uint32_t kTwist = 0x9908b0dfU;

  std::array<std::uint32_t, kWords> key{};
  int position = kWords;

  void seed(std::span<const std::uint32_t> words);  // kWords of them
  /// The initialisations of 2002: what RandomState(seed) does.
  void seed_legacy(std::uint32_t seed);
  void seed_legacy(std::span<const std::uint32_t> seeds);  // not empty

  std::uint32_t next32() {
    if (position == kWords) generate();
    std::uint32_t y = key[position++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680U;
    y ^= (y << 15) & 0xefc60000U;
    return y ^ (y >> 18);
  }
  std::uint64_t next64() {
    const std::uint64_t high = next32();
    return high << 32 | next32();
  }
  double next_double() {
    const std::uint32_t high = next32() >> 5;
    const std::uint32_t low = next32() >> 6;
    return (high * 0x1p26 + low) / 0x1p53;
  }
  std::uint64_t next_raw() { return next32(); }

 private:
  void generate();
};

/// The word 624 after `current`: that 397 after it ^ the twist of the upper bit
/// of `current` and the rest of `next`.
constexpr std::uint32_t twisted(std::uint32_t ahead, std::uint32_t current,
                                std::uint32_t next) {
  const std::uint32_t y = (current & 0x80000000U) | (next & 0x7fffffffU);
  return ahead ^ (y >> 1) ^ (-(next & 1U) & Mt19937::kTwist);
}

/// Permuted congruential generators of 128 bits.
/// Source: O'Neill, HMC-CS-2014-0905.
struct PcgState {
  uint128 state = 0;
  uint128 increment = 1;
};

/// x(n + 1) = x(n) * multiplier + increment, taken `delta` times.
uint128 advanced(const PcgState& pcg, uint128 multiplier, uint128 delta);

/// XSL-RR output of the state after the step.
struct Pcg64 : PcgState, Engine64<Pcg64> {
  static constexpr uint128 kMultiplier =
      make128(0x2360ED051FC65DA4ULL, 0x4385DF649FCCF645ULL);

  void seed(std::span<const std::uint64_t> words);  // four
  void advance(uint128 delta) {
    state = advanced(*this, kMultiplier, delta);
    forget_half();
  }
  /// What depends on the lower half alone comes first, so that a step waits for
  /// one product of the upper half and one sum.
  void step() {
    constexpr auto kHigh = static_cast<std::uint64_t>(kMultiplier >> 64);
    constexpr auto kLow = static_cast<std::uint64_t>(kMultiplier);
    const auto low = static_cast<std::uint64_t>(state);
    const auto high = static_cast<std::uint64_t>(state >> 64);
    const uint128 sum = uint128{low} * kLow + increment;
    const std::uint64_t rest =
        static_cast<std::uint64_t>(sum >> 64) + low * kHigh;
    state = make128(rest + high * kLow, static_cast<std::uint64_t>(sum));
  }
  std::uint64_t next64() {
    step();
    const auto high = static_cast<std::uint64_t>(state >> 64);
    const std::uint64_t mixed = high ^ static_cast<std::uint64_t>(state);
    const unsigned turn = high >> 58;
    return mixed >> turn | mixed << (-turn & 63);
  }
};

/// DXSM output of the state before a step with a multiplier of 64 bits.
struct Pcg64Dxsm : PcgState, Engine64<Pcg64Dxsm> {
  static constexpr std::uint64_t kMultiplier = 0xDA942042E4DD58B5ULL;

  void seed(std::span<const std::uint64_t> words);  // four
  void advance(uint128 delta) {
    state = advanced(*this, kMultiplier, delta);
    forget_half();
  }
  void step() { state = state * kMultiplier + increment; }
  std::uint64_t next64() {
    auto high = static_cast<std::uint64_t>(state >> 64);
    const std::uint64_t low = static_cast<std::uint64_t>(state) | 1;
    high ^= high >> 32;
    high *= kMultiplier;
    high ^= high >> 48;
    high *= low;
    step();
    return high;
  }
};

/// Philox 4x64, ten rounds: a keyed function of a counter of 256 bits.
/// Source: Salmon et al., SC11.
struct Philox : Engine64<Philox> {
  static constexpr int kBlock = 4;

  std::array<std::uint64_t, 4> counter{};
  std::array<std::uint64_t, 2> key{};
  std::array<std::uint64_t, kBlock> block{};
  int position = kBlock;

  void seed(std::span<const std::uint64_t> words);  // two
  /// Adds to the counter, least significant word first; what is left of the
  /// block is dropped.
  void advance(const std::array<std::uint64_t, 4>& delta);
  void forget_block();
  std::uint64_t next64() {
    if (position == kBlock) generate();
    return block[position++];
  }

 private:
  void generate();
};

/// Chris Doty-Humphrey's small fast chaotic generator (PractRand).
struct Sfc64 : Engine64<Sfc64> {
  std::array<std::uint64_t, 4> state{};  // the last is a counter

  void seed(std::span<const std::uint64_t> words);  // three
  std::uint64_t next64() {
    const std::uint64_t result = state[0] + state[1] + state[3]++;
    state[0] = state[1] ^ state[1] >> 11;
    state[1] = state[2] + (state[2] << 3);
    state[2] = (state[2] << 24 | state[2] >> 40) + result;
    return result;
  }
};

/// The engine of type E under a stream, or null: the loops over many numbers
/// call it directly.
template <typename Engine>
Engine* engine_under(const BitStream& stream) {
  static Engine unused;
  static const auto own = stream_of(unused).call_next64;
  return stream.call_next64 == own ? static_cast<Engine*>(stream.state)
                                   : nullptr;
}

/// body(engine), where the stream is of one of the engines above; else
/// body(stream).
template <typename Body>
void with_engine(BitStream& stream, Body&& body) {
  if (auto* pcg = engine_under<Pcg64>(stream)) return body(*pcg);
  if (auto* twister = engine_under<Mt19937>(stream)) return body(*twister);
  if (auto* dxsm = engine_under<Pcg64Dxsm>(stream)) return body(*dxsm);
  if (auto* philox = engine_under<Philox>(stream)) return body(*philox);
  if (auto* sfc = engine_under<Sfc64>(stream)) return body(*sfc);
  body(stream);
}

}  // namespace tnp::random
