/// Seeds of any length mixed into the initial states of bit generators.
/// Source:
/// https://numpy.org/doc/stable/reference/random/bit_generators/generated/numpy.random.SeedSequence.html
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tnp::random {

class SeedPool {
 public:
  static constexpr std::size_t kDefaultSize = 4;

  /// `entropy` as words, least significant first, and the words of the spawn
  /// key. `pool_size`: words of 32 bits, at least 4.
  SeedPool(std::span<const std::uint32_t> entropy,
           std::span<const std::uint32_t> spawn_key,
           std::size_t pool_size = kDefaultSize);

  const std::vector<std::uint32_t>& words() const { return pool_; }

  std::vector<std::uint32_t> state32(std::size_t count) const;
  std::vector<std::uint64_t> state64(std::size_t count) const;

 private:
  std::vector<std::uint32_t> pool_;
};

}  // namespace tnp::random
