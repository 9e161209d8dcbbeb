/// Uniform integers of an interval, for any source of bits.
///
/// Two methods, each with its own stream: multiplication (Generator), and
/// rejection of masked words (RandomState). Narrow types take several numbers
/// from one word of 32 bits.
/// Source: Lemire, ACM TOMACS 29 (2019).
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "runtime/random/bit_stream.h"

namespace tnp::random {

/// All bits up to the highest one of `maximum`.
constexpr std::uint64_t mask_of(std::uint64_t maximum) {
  return maximum == 0 ? 0 : ~std::uint64_t{0} >> std::countl_zero(maximum);
}

/// Words of type Word from a source of bits: 64 and 32 directly, 16 and 8 as
/// parts of 32.
template <typename Word>
class Words {
 public:
  template <typename Bits>
  Word next(Bits& bits) {
    if constexpr (std::is_same_v<Word, std::uint64_t>) {
      return bits.next64();
    } else if constexpr (std::is_same_v<Word, std::uint32_t>) {
      return bits.next32();
    } else {
      constexpr int kBits = std::numeric_limits<Word>::digits;
      if (left_ == 0) {
        word_ = bits.next32();
        left_ = 32 / kBits;
      } else {
        word_ >>= kBits;
      }
      --left_;
      return static_cast<Word>(word_);
    }
  }

 private:
  std::uint32_t word_ = 0;
  int left_ = 0;
};

template <typename Word>
struct DoubleWidth;
template <>
struct DoubleWidth<std::uint64_t> {
  using type = unsigned __int128;
};
template <>
struct DoubleWidth<std::uint32_t> {
  using type = std::uint64_t;
};
template <>
struct DoubleWidth<std::uint16_t> {
  using type = std::uint32_t;
};
template <>
struct DoubleWidth<std::uint8_t> {
  using type = std::uint16_t;
};

/// A number of [0, maximum], where 0 < maximum < the largest Word.
template <typename Word, typename Bits>
[[gnu::always_inline]] inline Word multiplied(Bits& bits, Words<Word>& words,
                                              Word maximum) {
  using Wide = typename DoubleWidth<Word>::type;
  constexpr int kBits = std::numeric_limits<Word>::digits;
  const Word count = maximum + 1;
  Wide product = static_cast<Wide>(words.next(bits)) * count;
  if (static_cast<Word>(product) < count) {
    const Word threshold =
        static_cast<Word>(std::numeric_limits<Word>::max() - maximum) % count;
    while (static_cast<Word>(product) < threshold) {
      product = static_cast<Wide>(words.next(bits)) * count;
    }
  }
  return static_cast<Word>(product >> kBits);
}

/// A number of [0, maximum], by either method; of 32 bits where they do.
template <typename Word, typename Bits>
[[gnu::always_inline]] inline Word bounded(Bits& bits, Words<Word>& words,
                                           Word maximum, bool is_masked) {
  if (maximum == 0) return 0;
  if constexpr (std::is_same_v<Word, std::uint64_t>) {
    constexpr std::uint64_t kNarrow = std::numeric_limits<std::uint32_t>::max();
    if (maximum <= kNarrow) {
      Words<std::uint32_t> narrow;
      return bounded(bits, narrow, static_cast<std::uint32_t>(maximum),
                     is_masked);
    }
  }
  if (maximum == std::numeric_limits<Word>::max()) return words.next(bits);
  if (!is_masked) return multiplied(bits, words, maximum);
  const auto mask = static_cast<Word>(mask_of(maximum));
  Word word;
  do {
    word = words.next(bits) & mask;
  } while (word > maximum);
  return word;
}

/// A number of [0, maximum] by the masked method, from 32 bits when they do:
/// what shuffles draw.
template <typename Bits>
[[gnu::always_inline]] inline std::uint64_t interval(Bits& bits,
                                                     std::uint64_t maximum) {
  if (maximum == 0) return 0;
  const std::uint64_t mask = mask_of(maximum);
  const bool is_narrow = maximum <= std::numeric_limits<std::uint32_t>::max();
  std::uint64_t value;
  do {
    value = (is_narrow ? bits.next32() : bits.next64()) & mask;
  } while (value > maximum);
  return value;
}

/// Truth values: a bit each.
class TruthBits {
 public:
  template <typename Bits>
  bool next(Bits& bits) {
    if (left_ == 0) {
      word_ = bits.next32();
      left_ = 32;
    } else {
      word_ >>= 1;
    }
    --left_;
    return word_ & 1;
  }

 private:
  std::uint32_t word_ = 0;
  int left_ = 0;
};

}  // namespace tnp::random
