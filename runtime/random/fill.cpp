#include "runtime/random/fill.h"

#include <cmath>

#include "runtime/random/bounded.h"
#include "runtime/random/engines.h"
#include "runtime/random/methods.h"
#include "runtime/random/ziggurat.h"

namespace tnp::random {
namespace {

/// use(draw), where draw(engine) gives a number of the distribution.
template <typename Use>
void with_draw(Basic basic, Use&& use) {
  switch (basic) {
    case Basic::kUniform:
      return use([](auto& bits) { return bits.next_double(); });
    case Basic::kNormal:
      return use([](auto& bits) { return standard_normal(bits); });
    case Basic::kExponential:
      return use([](auto& bits) { return standard_exponential(bits); });
    case Basic::kExponentialInversion:
      return use([](auto& bits) { return -std::log1p(-bits.next_double()); });
  }
}

template <typename Use>
void with_float_draw(Basic basic, Use&& use) {
  switch (basic) {
    case Basic::kUniform:
      return use([](auto& bits) { return next_float(bits); });
    case Basic::kNormal:
      return use([](auto& bits) { return standard_normal_float(bits); });
    case Basic::kExponential:
      return use([](auto& bits) { return standard_exponential_float(bits); });
    case Basic::kExponentialInversion:
      return use([](auto& bits) {  // in double, as NumPy
        return static_cast<float>(-std::log1p(-double{next_float(bits)}));
      });
  }
}

/// A copy of the engine works in registers; a stream is worked on in place.
template <typename Body>
void with_local_engine(BitStream& stream, Body&& body) {
  with_engine(stream, [&](auto& engine) {
    using Engine = std::remove_reference_t<decltype(engine)>;
    if constexpr (sizeof(Engine) <= 64 && !std::is_same_v<Engine, BitStream>) {
      Engine local = engine;
      body(local);
      engine = local;
    } else {
      body(engine);
    }
  });
}

template <typename Word>
struct ConstantBounds {
  Word low, range;
  Word low_at(std::int64_t) const { return low; }
  Word range_at(std::int64_t) const { return range; }
};

template <typename Word>
struct EachBounds {
  const std::uint64_t* lows;
  const std::uint64_t* ranges;
  Word low_at(std::int64_t i) const { return static_cast<Word>(lows[i]); }
  Word range_at(std::int64_t i) const { return static_cast<Word>(ranges[i]); }
};

template <typename Word, typename Bounds>
void fill_words(BitStream& stream, Bounds bounds, bool is_masked, void* out,
                std::int64_t n) {
  auto* words = static_cast<Word*>(out);
  with_local_engine(stream, [&](auto& bits) {
    Words<Word> source;
    for (std::int64_t i = 0; i < n; ++i) {
      words[i] = bounds.low_at(i) +
                 bounded(bits, source, bounds.range_at(i), is_masked);
    }
  });
}

template <typename Bounds>
void fill_bools(BitStream& stream, Bounds bounds, void* out, std::int64_t n) {
  auto* bools = static_cast<bool*>(out);
  with_local_engine(stream, [&](auto& bits) {
    TruthBits source;
    for (std::int64_t i = 0; i < n; ++i) {
      bools[i] =
          bounds.range_at(i) != 0 ? source.next(bits) : bounds.low_at(i) != 0;
    }
  });
}

/// make(word) gives the bounds as that unsigned type.
template <typename Make>
void fill_of(BitStream& bits, DType dtype, Make&& make, bool is_masked,
             void* out, std::int64_t n) {
  if (is_bool(dtype)) return fill_bools(bits, make(std::uint8_t{}), out, n);
  switch (itemsize(dtype)) {
    case 1:
      return fill_words<std::uint8_t>(bits, make(std::uint8_t{}), is_masked,
                                      out, n);
    case 2:
      return fill_words<std::uint16_t>(bits, make(std::uint16_t{}), is_masked,
                                       out, n);
    case 4:
      return fill_words<std::uint32_t>(bits, make(std::uint32_t{}), is_masked,
                                       out, n);
    default:
      return fill_words<std::uint64_t>(bits, make(std::uint64_t{}), is_masked,
                                       out, n);
  }
}

}  // namespace

void fill(BitStream& stream, Basic basic, double* out, std::int64_t n) {
  with_draw(basic, [&](auto draw) {
    with_local_engine(stream, [&](auto& bits) {
      for (std::int64_t i = 0; i < n; ++i) out[i] = draw(bits);
    });
  });
}

void fill(BitStream& stream, Basic basic, float* out, std::int64_t n) {
  with_float_draw(basic, [&](auto draw) {
    with_local_engine(stream, [&](auto& bits) {
      for (std::int64_t i = 0; i < n; ++i) out[i] = draw(bits);
    });
  });
}

void fill_affine(BitStream& stream, Basic basic, double start, double scale,
                 double* out, std::int64_t n) {
  with_draw(basic, [&](auto draw) {
    with_local_engine(stream, [&](auto& bits) {
      for (std::int64_t i = 0; i < n; ++i) out[i] = start + scale * draw(bits);
    });
  });
}

void fill_legacy_normal(Source& source, double* out, std::int64_t n) {
  with_engine(source.bits, [&](auto& bits) {
    for (std::int64_t i = 0; i < n; ++i) out[i] = polar_normal(bits, source);
  });
}

void fill_gamma(BitStream& stream, double shape, double scale, double* out,
                std::int64_t n) {
  with_local_engine(stream, [&](auto& bits) {
    for (std::int64_t i = 0; i < n; ++i) {
      out[i] = scale * gamma_number(
                           shape, [&] { return bits.next_double(); },
                           [&] { return standard_normal(bits); },
                           [&] { return standard_exponential(bits); });
    }
  });
}

void fill_integers(BitStream& bits, DType dtype, std::uint64_t low,
                   std::uint64_t range, bool is_masked, void* out,
                   std::int64_t n) {
  fill_of(
      bits, dtype,
      [&]<typename Word>(Word) {
        return ConstantBounds<Word>{static_cast<Word>(low),
                                    static_cast<Word>(range)};
      },
      is_masked, out, n);
}

void fill_integers(BitStream& bits, DType dtype, const std::uint64_t* lows,
                   const std::uint64_t* ranges, bool is_masked, void* out,
                   std::int64_t n) {
  fill_of(
      bits, dtype,
      [&]<typename Word>(Word) { return EachBounds<Word>{lows, ranges}; },
      is_masked, out, n);
}

void fill_partners(BitStream& stream, std::int64_t maximum, std::int64_t* out,
                   std::int64_t n) {
  with_local_engine(stream, [&](auto& bits) {
    for (std::int64_t i = 0; i < n; ++i) {
      out[i] = static_cast<std::int64_t>(
          interval(bits, static_cast<std::uint64_t>(maximum - i)));
    }
  });
}

}  // namespace tnp::random
