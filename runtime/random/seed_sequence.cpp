#include "runtime/random/seed_sequence.h"

namespace tnp::random {
namespace {

constexpr int kShift = 16;

/// A hash of words in turn: the constant changes with each.
class Hash {
 public:
  Hash(std::uint32_t initial, std::uint32_t multiplier)
      : constant_(initial), multiplier_(multiplier) {}

  std::uint32_t operator()(std::uint32_t value) {
    value ^= constant_;
    constant_ *= multiplier_;
    value *= constant_;
    return value ^ value >> kShift;
  }

 private:
  std::uint32_t constant_;
  std::uint32_t multiplier_;
};

std::uint32_t mix(std::uint32_t x, std::uint32_t y) {
  const std::uint32_t mixed = 0xca01f9ddU * x - 0x4973f715U * y;
  return mixed ^ mixed >> kShift;
}

}  // namespace

SeedPool::SeedPool(std::span<const std::uint32_t> entropy,
                   std::span<const std::uint32_t> spawn_key,
                   std::size_t pool_size)
    : pool_(pool_size) {
  std::vector<std::uint32_t> words(entropy.begin(), entropy.end());
  // A spawn key never takes the place of entropy.
  if (!spawn_key.empty() && words.size() < pool_size) words.resize(pool_size);
  words.insert(words.end(), spawn_key.begin(), spawn_key.end());

  Hash hash(0x43b0d7e5U, 0x931e8875U);
  for (std::size_t i = 0; i < pool_size; ++i) {
    pool_[i] = hash(i < words.size() ? words[i] : 0);
  }
  for (std::size_t from = 0; from < pool_size; ++from) {
    for (std::size_t to = 0; to < pool_size; ++to) {
      if (from != to) pool_[to] = mix(pool_[to], hash(pool_[from]));
    }
  }
  for (std::size_t from = pool_size; from < words.size(); ++from) {
    for (std::uint32_t& word : pool_) word = mix(word, hash(words[from]));
  }
}

std::vector<std::uint32_t> SeedPool::state32(std::size_t count) const {
  Hash hash(0x8b51f9ddU, 0x58f38dedU);
  std::vector<std::uint32_t> state(count);
  for (std::size_t i = 0; i < count; ++i)
    state[i] = hash(pool_[i % pool_.size()]);
  return state;
}

std::vector<std::uint64_t> SeedPool::state64(std::size_t count) const {
  const std::vector<std::uint32_t> halves = state32(2 * count);
  std::vector<std::uint64_t> state(count);
  for (std::size_t i = 0; i < count; ++i) {
    state[i] =
        static_cast<std::uint64_t>(halves[2 * i + 1]) << 32 | halves[2 * i];
  }
  return state;
}

}  // namespace tnp::random
