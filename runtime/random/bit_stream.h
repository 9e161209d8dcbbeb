/// A source of random bits as the distributions see it.
#pragma once

#include <cstdint>

namespace tnp::random {

/// Type-erased, laid out as the structure in NumPy's capsules "BitGenerator",
/// so that these serve tnp's generators and tnp's serve NumPy's. Does not own.
/// Source: https://numpy.org/doc/stable/reference/random/extending.html
struct BitStream {
  void* state = nullptr;
  std::uint64_t (*call_next64)(void*) = nullptr;
  std::uint32_t (*call_next32)(void*) = nullptr;
  double (*call_next_double)(void*) = nullptr;
  std::uint64_t (*call_next_raw)(void*) = nullptr;

  std::uint64_t next64() { return call_next64(state); }
  std::uint32_t next32() { return call_next32(state); }
  /// Uniform in [0, 1), a multiple of 2^-53.
  double next_double() { return call_next_double(state); }
  std::uint64_t next_raw() { return call_next_raw(state); }
};

/// Uniform in [0, 1), a multiple of 2^-24, from the upper bits of 32.
template <typename Bits>
float next_float(Bits& bits) {
  return static_cast<float>(bits.next32() >> 8) * 0x1p-24F;
}

inline double double_from(std::uint64_t word) {
  return static_cast<double>(word >> 11) * 0x1p-53;
}

/// `engine` as a stream.
template <typename Engine>
BitStream stream_of(Engine& engine) {
  return {
      &engine,
      [](void* state) { return static_cast<Engine*>(state)->next64(); },
      [](void* state) { return static_cast<Engine*>(state)->next32(); },
      [](void* state) { return static_cast<Engine*>(state)->next_double(); },
      [](void* state) { return static_cast<Engine*>(state)->next_raw(); },
  };
}

/// Engines whose words have 64 bits. Halves of a word serve two draws of 32
/// bits.
template <typename Derived>
struct Engine64 {
  bool has_half = false;
  std::uint32_t half = 0;

  std::uint32_t next32() {
    if (has_half) {
      has_half = false;
      return half;
    }
    const std::uint64_t word = derived().next64();
    has_half = true;
    half = static_cast<std::uint32_t>(word >> 32);
    return static_cast<std::uint32_t>(word);
  }
  double next_double() { return double_from(derived().next64()); }
  std::uint64_t next_raw() { return derived().next64(); }
  void forget_half() {
    has_half = false;
    half = 0;
  }

 private:
  Derived& derived() { return static_cast<Derived&>(*this); }
};

}  // namespace tnp::random
