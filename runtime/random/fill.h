/// Many numbers at once: the loops whose time counts, compiled for each engine.
#pragma once

#include <cstdint>

#include "runtime/core/dtype.h"
#include "runtime/random/source.h"

namespace tnp::random {

/// Distributions with loops of their own, of float64 or float32.
enum class Basic : std::uint8_t {
  kUniform,               // [0, 1)
  kNormal,                // ziggurat
  kExponential,           // ziggurat
  kExponentialInversion,  // -log(1 - u)
};

void fill(BitStream& bits, Basic basic, double* out, std::int64_t n);
void fill(BitStream& bits, Basic basic, float* out, std::int64_t n);
/// start + scale * number.
void fill_affine(BitStream& bits, Basic basic, double start, double scale,
                 double* out, std::int64_t n);
/// RandomState's normal numbers.
void fill_legacy_normal(Source& source, double* out, std::int64_t n);
/// scale * a gamma number of `shape`, Generator's.
void fill_gamma(BitStream& bits, double shape, double scale, double* out,
                std::int64_t n);

/// Uniform integers, `low` plus a number of [0, range], of a bool or integer
/// dtype: n elements in C order. Bits of `low` beyond the dtype do not matter.
void fill_integers(BitStream& bits, DType dtype, std::uint64_t low,
                   std::uint64_t range, bool is_masked, void* out,
                   std::int64_t n);
/// The same with the bounds of each element.
void fill_integers(BitStream& bits, DType dtype, const std::uint64_t* lows,
                   const std::uint64_t* ranges, bool is_masked, void* out,
                   std::int64_t n);

/// A number of [0, maximum - i] for each i < n, by the masked method: what the
/// items maximum, maximum - 1, ... of a shuffle are swapped with.
void fill_partners(BitStream& bits, std::int64_t maximum, std::int64_t* out,
                   std::int64_t n);

}  // namespace tnp::random
