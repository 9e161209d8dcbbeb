/// Standard normal and exponential numbers by the ziggurat method, for any
/// source of bits. Inline, for the loops over many.
#pragma once

#include <cmath>
#include <cstdint>

#include "runtime/random/bit_stream.h"
#include "runtime/random/ziggurat_tables.h"

namespace tnp::random {

namespace ziggurat {

inline constexpr double kNormalEdge = 3.6541528853610087963519472518;
inline constexpr double kNormalEdgeInverse = 0.27366123732975827203338247596;
inline constexpr double kExponentialEdge =
    7.69711747013104971404462804811408952;

/// What was drawn for a normal number: its layer, its sign and its place in the
/// layer.
template <typename Integer>
struct Place {
  int layer;
  bool is_negative;
  Integer offset;
};

/// A number of the tail beyond the edge; its sign is bit 8 of the offset.
template <typename Bits>
[[gnu::noinline, gnu::cold]] double normal_tail(Bits& bits,
                                                std::uint64_t offset) {
  for (;;) {
    const double x = -kNormalEdgeInverse * std::log1p(-bits.next_double());
    const double y = -std::log1p(-bits.next_double());
    if (y + y > x * x) {
      return offset >> 8 & 1 ? -(kNormalEdge + x) : kNormalEdge + x;
    }
  }
}

template <typename Bits>
[[gnu::noinline, gnu::cold]] float normal_tail_float(Bits& bits,
                                                     std::uint32_t offset) {
  constexpr auto kEdge = static_cast<float>(kNormalEdge);
  constexpr auto kEdgeInverse = static_cast<float>(kNormalEdgeInverse);
  for (;;) {
    const float x = -kEdgeInverse * std::log1p(-next_float(bits));
    const float y = -std::log1p(-next_float(bits));
    if (y + y > x * x) return offset >> 8 & 1 ? -(kEdge + x) : kEdge + x;
  }
}

template <typename Bits>
bool under_normal(Bits& bits, int layer, double x) {
  const double height = kNormalDensity[layer - 1] - kNormalDensity[layer];
  return height * bits.next_double() + kNormalDensity[layer] <
         std::exp(-0.5 * x * x);
}

template <typename Bits>
bool under_normal_float(Bits& bits, int layer, float x) {
  const float height =
      kNormalDensityFloat[layer - 1] - kNormalDensityFloat[layer];
  return height * next_float(bits) + kNormalDensityFloat[layer] <
         std::exp(-0.5 * x * x);
}

template <typename Bits>
bool under_exponential(Bits& bits, int layer, double x) {
  const double height =
      kExponentialDensity[layer - 1] - kExponentialDensity[layer];
  return height * bits.next_double() + kExponentialDensity[layer] <
         std::exp(-x);
}

template <typename Bits>
bool under_exponential_float(Bits& bits, int layer, float x) {
  const float height =
      kExponentialDensityFloat[layer - 1] - kExponentialDensityFloat[layer];
  return height * next_float(bits) + kExponentialDensityFloat[layer] <
         std::exp(-x);
}

}  // namespace ziggurat

template <typename Bits>
double standard_normal(Bits& bits) {
  for (;;) {
    const std::uint64_t word = bits.next64();
    const int layer = word & 0xff;
    const std::uint64_t offset = word >> 9 & 0x000fffffffffffff;
    const double size = static_cast<double>(static_cast<std::int64_t>(offset)) *
                        ziggurat::kNormalScale[layer];
    const double x = word >> 8 & 1 ? -size : size;
    if (offset < ziggurat::kNormalSure[layer]) [[likely]]
      return x;
    if (layer == 0) return ziggurat::normal_tail(bits, offset);
    if (ziggurat::under_normal(bits, layer, x)) return x;
  }
}

template <typename Bits>
float standard_normal_float(Bits& bits) {
  for (;;) {
    const std::uint32_t word = bits.next32();
    const int layer = word & 0xff;
    const std::uint32_t offset = word >> 9;
    const float size =
        static_cast<float>(offset) * ziggurat::kNormalScaleFloat[layer];
    const float x = word >> 8 & 1 ? -size : size;
    if (offset < ziggurat::kNormalSureFloat[layer]) [[likely]]
      return x;
    if (layer == 0) return ziggurat::normal_tail_float(bits, offset);
    if (ziggurat::under_normal_float(bits, layer, x)) return x;
  }
}

template <typename Bits>
double standard_exponential(Bits& bits) {
  for (;;) {
    const std::uint64_t word = bits.next64() >> 3;
    const int layer = word & 0xff;
    const std::uint64_t offset = word >> 8;
    const double x = static_cast<double>(static_cast<std::int64_t>(offset)) *
                     ziggurat::kExponentialScale[layer];
    if (offset < ziggurat::kExponentialSure[layer]) [[likely]]
      return x;
    if (layer == 0) {
      return ziggurat::kExponentialEdge - std::log1p(-bits.next_double());
    }
    if (ziggurat::under_exponential(bits, layer, x)) return x;
  }
}

template <typename Bits>
float standard_exponential_float(Bits& bits) {
  for (;;) {
    const std::uint32_t word = bits.next32() >> 1;
    const int layer = word & 0xff;
    const std::uint32_t offset = word >> 8;
    const float x =
        static_cast<float>(offset) * ziggurat::kExponentialScaleFloat[layer];
    if (offset < ziggurat::kExponentialSureFloat[layer]) [[likely]]
      return x;
    if (layer == 0) {
      return static_cast<float>(ziggurat::kExponentialEdge) -
             std::log1p(-next_float(bits));
    }
    if (ziggurat::under_exponential_float(bits, layer, x)) return x;
  }
}

}  // namespace tnp::random
