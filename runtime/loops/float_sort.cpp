// Quicksort with registers.
//
// A range is divided around a pivot in place: registers are read from either
// end, from the one with less room, and each is written to both ends, the
// smaller numbers to its front and the others to its back. Ranges of a few
// registers are sorted by Batcher's bitonic network. The pivot is taken from a
// sorted sample; where pivots turn out bad time after time, the standard
// library sorts the rest.
// Source: Bramas, "A Novel Hybrid Quicksort Algorithm Vectorized using
// AVX-512", IJACSA 8 (2017); Blacher et al., arXiv:2205.05982 (2022).
#include "runtime/loops/float_sort.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "runtime/loops/element_loop.h"

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace tnp::loops::TNP_ISA {
namespace {

#if defined(__AVX512F__)

// ---- Registers.

constexpr int kNanOrNegativeZero = 0x01 | 0x80 | 0x04;

/// For each mask of eight lanes a byte a lane: those of the mask, then the
/// others.
constexpr auto kLanesInOrder = [] {
  std::array<u64, 256> orders{};
  for (u32 mask = 0; mask < 256; ++mask) {
    int place = 0;
    for (const u32 wanted : {1u, 0u}) {
      for (u64 lane = 0; lane < 8; ++lane) {
        if ((mask >> lane & 1u) == wanted) orders[mask] |= lane << 8 * place++;
      }
    }
  }
  return orders;
}();

struct F64 {
  using T = f64;
  using Vector = __m512d;
  using Mask = __mmask8;
  using Index = __m512i;
  static constexpr int kWidth = 8;

  static Vector all(T value) { return _mm512_set1_pd(value); }
  static Vector load(const T* from) { return _mm512_loadu_pd(from); }
  static Vector load(const T* from, Mask mask) {
    return _mm512_mask_loadu_pd(all(std::numeric_limits<T>::infinity()), mask,
                                from);
  }
  static void store(T* to, Vector v) { _mm512_storeu_pd(to, v); }
  static void store(T* to, Mask mask, Vector v) {
    _mm512_mask_storeu_pd(to, mask, v);
  }
  static Vector min(Vector a, Vector b) { return _mm512_min_pd(a, b); }
  static Vector max(Vector a, Vector b) { return _mm512_max_pd(a, b); }
  static Mask less(Vector a, Vector b) {
    return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ);
  }
  static Mask special(Vector v) {
    return _mm512_fpclass_pd_mask(v, kNanOrNegativeZero);
  }
  static Vector compress(Mask mask, Vector v) {
    return _mm512_maskz_compress_pd(mask, v);
  }
  /// The lanes of `mask`, then the others.
  static Vector divided(Mask mask, Vector v) {
    const Index order = _mm512_cvtepu8_epi64(
        _mm_cvtsi64_si128(static_cast<long long>(kLanesInOrder[mask])));
    return _mm512_permutexvar_pd(order, v);
  }
  static Vector max(Vector otherwise, Mask mask, Vector a, Vector b) {
    return _mm512_mask_max_pd(otherwise, mask, a, b);
  }
  /// Lane i is lane i ^ flip of `v`.
  template <int flip>
  static Vector flipped(Vector v) {
    const Index lanes = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm512_permutexvar_pd(
        _mm512_xor_si512(lanes, _mm512_set1_epi64(flip)), v);
  }
};

struct F32 {
  using T = f32;
  using Vector = __m512;
  using Mask = __mmask16;
  using Index = __m512i;
  static constexpr int kWidth = 16;

  static Vector all(T value) { return _mm512_set1_ps(value); }
  static Vector load(const T* from) { return _mm512_loadu_ps(from); }
  static Vector load(const T* from, Mask mask) {
    return _mm512_mask_loadu_ps(all(std::numeric_limits<T>::infinity()), mask,
                                from);
  }
  static void store(T* to, Vector v) { _mm512_storeu_ps(to, v); }
  static void store(T* to, Mask mask, Vector v) {
    _mm512_mask_storeu_ps(to, mask, v);
  }
  static Vector min(Vector a, Vector b) { return _mm512_min_ps(a, b); }
  static Vector max(Vector a, Vector b) { return _mm512_max_ps(a, b); }
  static Mask less(Vector a, Vector b) {
    return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ);
  }
  static Mask special(Vector v) {
    return _mm512_fpclass_ps_mask(v, kNanOrNegativeZero);
  }
  static Vector compress(Mask mask, Vector v) {
    return _mm512_maskz_compress_ps(mask, v);
  }
  static Vector divided(Mask mask, Vector v) {
    const int count = std::popcount(static_cast<u32>(mask));
    return _mm512_mask_expand_ps(compress(mask, v),
                                 static_cast<Mask>(~((u32{1} << count) - 1)),
                                 compress(static_cast<Mask>(~mask), v));
  }
  static Vector max(Vector otherwise, Mask mask, Vector a, Vector b) {
    return _mm512_mask_max_ps(otherwise, mask, a, b);
  }
  template <int flip>
  static Vector flipped(Vector v) {
    const Index lanes =
        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    return _mm512_permutexvar_ps(
        _mm512_xor_si512(lanes, _mm512_set1_epi32(flip)), v);
  }
};

template <typename V>
typename V::Mask first_lanes(i64 count) {
  return static_cast<typename V::Mask>((u64{1} << count) - 1);
}

/// The lanes whose number has the bit `bit`.
template <typename V>
constexpr typename V::Mask lanes_with(int bit) {
  u32 mask = 0;
  for (int i = 0; i < V::kWidth; ++i) mask |= (i & bit) ? 1u << i : 0;
  return static_cast<typename V::Mask>(mask);
}

// ---- The network, for a power of two of registers.

/// Orders each lane i and i ^ flip, where they differ first in `bit`.
template <typename V, int flip, int bit, int registers>
void order_lanes(typename V::Vector* v) {
#pragma GCC unroll 8
  for (int r = 0; r < registers; ++r) {
    const auto other = V::template flipped<flip>(v[r]);
    v[r] = V::max(V::min(v[r], other), lanes_with<V>(bit), v[r], other);
  }
}

/// Lanes a distance of `bit` apart, then of half of it, and so on.
template <typename V, int bit, int registers>
void order_near(typename V::Vector* v) {
  if constexpr (bit > 0) {
    order_lanes<V, bit, bit, registers>(v);
    order_near<V, bit / 2, registers>(v);
  }
}

/// Sorts runs of `run` lanes of each register.
template <typename V, int run, int registers>
void sort_lanes(typename V::Vector* v) {
  if constexpr (run > 2) sort_lanes<V, run / 2, registers>(v);
  order_lanes<V, run - 1, run / 2, registers>(v);
  order_near<V, run / 4, registers>(v);
}

template <typename V>
void order_pair(typename V::Vector& a, typename V::Vector& b) {
  const auto low = V::min(a, b);
  b = V::max(a, b);
  a = low;
}

/// Merges sorted runs of `run` / 2 registers.
template <typename V, int run, int registers>
void merge_registers(typename V::Vector* v) {
  if constexpr (run > 2) merge_registers<V, run / 2, registers>(v);
#pragma GCC unroll 8
  for (int r = 0; r < registers; ++r) {
    const int other = r ^ (run - 1);
    if (r > other) continue;
    auto mirrored = V::template flipped<V::kWidth - 1>(v[other]);
    order_pair<V>(v[r], mirrored);
    v[other] = V::template flipped<V::kWidth - 1>(mirrored);
  }
#pragma GCC unroll 8
  for (int distance = run / 4; distance > 0; distance /= 2) {
#pragma GCC unroll 8
    for (int r = 0; r < registers; ++r) {
      if ((r & distance) == 0) order_pair<V>(v[r], v[r | distance]);
    }
  }
  order_near<V, V::kWidth / 2, registers>(v);
}

template <typename V, int registers>
void sort_registers(typename V::T* data, i64 n) {
  typename V::Vector v[registers];
  // Only the last registers may lack numbers; infinity comes behind them all.
#pragma GCC unroll 8
  for (int r = 0; r < registers; ++r) {
    const i64 left = std::clamp<i64>(n - r * V::kWidth, 0, V::kWidth);
    v[r] = V::load(data + r * V::kWidth, first_lanes<V>(left));
  }
  sort_lanes<V, V::kWidth, registers>(v);
  if constexpr (registers > 1) merge_registers<V, registers, registers>(v);
#pragma GCC unroll 8
  for (int r = 0; r < registers; ++r) {
    const i64 left = std::clamp<i64>(n - r * V::kWidth, 0, V::kWidth);
    V::store(data + r * V::kWidth, first_lanes<V>(left), v[r]);
  }
}

constexpr int kMostRegisters = 8;
template <typename V>
constexpr i64 kFew = kMostRegisters * V::kWidth;

template <typename V>
void sort_few(typename V::T* data, i64 n) {
  if (n <= V::kWidth) return sort_registers<V, 1>(data, n);
  if (n <= 2 * V::kWidth) return sort_registers<V, 2>(data, n);
  if (n <= 4 * V::kWidth) return sort_registers<V, 4>(data, n);
  sort_registers<V, kMostRegisters>(data, n);
}

// ---- Partition.

/// Which numbers go to the front: those below the pivot, or up to it.
template <typename V, bool takes_equal>
typename V::Mask is_before(typename V::Vector v, typename V::Vector pivot) {
  return takes_equal ? static_cast<typename V::Mask>(~V::less(pivot, v))
                     : V::less(v, pivot);
}

/// Where the next numbers go, from both ends.
template <typename V>
struct Ends {
  typename V::T* front;
  typename V::T* back;

  /// Both ends have room for a register, or there is room for just one.
  void put(typename V::Vector v, typename V::Mask before) {
    const int count = std::popcount(static_cast<u32>(before));
    const auto divided = V::divided(before, v);
    V::store(front, divided);
    V::store(back - V::kWidth, divided);
    front += count;
    back -= V::kWidth - count;
  }

  /// Only for what there is: `lanes` of the register.
  void put_exactly(typename V::Vector v, typename V::Mask before,
                   typename V::Mask lanes) {
    before &= lanes;
    const auto after = static_cast<typename V::Mask>(lanes & ~before);
    const int count = std::popcount(static_cast<u32>(before));
    const int rest = std::popcount(static_cast<u32>(after));
    V::store(front, first_lanes<V>(count), V::compress(before, v));
    front += count;
    back -= rest;
    V::store(back, first_lanes<V>(rest), V::compress(after, v));
  }
};

/// Registers that are read at a time: from which end, nobody can predict.
constexpr int kTogether = 4;

template <typename V>
void load_some(const typename V::T* from, typename V::Vector* v) {
#pragma GCC unroll 4
  for (int i = 0; i < kTogether; ++i) v[i] = V::load(from + i * V::kWidth);
}

/// Divides at least 2 kTogether registers of numbers; how many are at the
/// front.
template <typename V, bool takes_equal>
i64 divide(typename V::T* data, i64 n, typename V::Vector pivot) {
  using Vector = typename V::Vector;
  constexpr i64 kStep = kTogether * V::kWidth;
  Ends<V> ends{data, data + n};
  const auto put = [&](const Vector* v, i64 count) {
#pragma GCC unroll 4
    for (i64 i = 0; i < count; ++i) {
      ends.put(v[i], is_before<V, takes_equal>(v[i], pivot));
    }
  };
  // Out of the way, so that there is room at both ends.
  Vector first[kTogether];
  Vector last[kTogether];
  load_some<V>(data, first);
  load_some<V>(data + n - kStep, last);
  const typename V::T* left = data + kStep;
  const typename V::T* right = data + n - kStep;
  while (right - left >= kStep) {
    Vector v[kTogether];
    if (left - ends.front <= ends.back - right) {
      load_some<V>(left, v);
      left += kStep;
    } else {
      right -= kStep;
      load_some<V>(right, v);
    }
    put(v, kTogether);
  }
  Vector rest[kTogether];
  const i64 whole = (right - left) / V::kWidth;
  for (i64 i = 0; i < whole; ++i) rest[i] = V::load(left + i * V::kWidth);
  left += whole * V::kWidth;
  const auto lanes = first_lanes<V>(right - left);
  const Vector part = V::load(left, lanes);
  ends.put_exactly(part, is_before<V, takes_equal>(part, pivot), lanes);
  put(rest, whole);
  put(first, kTogether);
  put(last, kTogether);
  return ends.front - data;
}

/// A number of about the place `rank` / kSample of the whole. Of few numbers a
/// small sample will do.
constexpr i64 kSample = 32;
constexpr i64 kManyNumbers = 1024;
template <typename V>
typename V::T sampled(const typename V::T* data, i64 n, i64 rank) {
  const i64 size = n < kManyNumbers ? 8 : kSample;
  typename V::T sample[kSample];
  const i64 step = n / size;
  for (i64 i = 0; i < size; ++i) sample[i] = data[i * step + step / 2];
  sort_few<V>(sample, size);
  return sample[std::clamp<i64>(rank * size / kSample, 1, size - 2)];
}

/// The two parts of a range. `is_done` where the front is of one value.
struct Parts {
  i64 front;
  bool is_done;
};

template <typename V>
Parts divide_at(typename V::T* data, i64 n, i64 rank) {
  const auto pivot = V::all(sampled<V>(data, n, rank));
  const i64 front = divide<V, false>(data, n, pivot);
  if (front > 0) return {front, false};
  // The pivot is the least number: those that equal it are at their place.
  return {divide<V, true>(data, n, pivot), true};
}

// Of this file alone, so that the library's functions are compiled for no other
// instruction set than this one.
template <typename T>
struct Less {
  bool operator()(T a, T b) const { return a < b; }
};

template <typename V>
void sort_range(typename V::T* data, i64 n, int depth) {
  while (n > kFew<V>) {
    if (depth-- == 0) return std::sort(data, data + n, Less<typename V::T>());
    const Parts parts = divide_at<V>(data, n, kSample / 2);
    if (!parts.is_done) sort_range<V>(data, parts.front, depth);
    data += parts.front;
    n -= parts.front;
  }
  sort_few<V>(data, n);
}

template <typename V>
void select_range(typename V::T* data, i64 n, i64 k, int depth) {
  while (n > kFew<V>) {
    if (depth-- == 0) {
      return std::nth_element(data, data + k, data + n, Less<typename V::T>());
    }
    // A little past k, so that it is in the smaller part.
    const i64 rank = k * kSample / n;
    const Parts parts =
        divide_at<V>(data, n, rank < kSample / 2 ? rank + 3 : rank - 2);
    if (k < parts.front) {
      if (parts.is_done) return;
      n = parts.front;
    } else {
      data += parts.front;
      n -= parts.front;
      k -= parts.front;
    }
  }
  sort_few<V>(data, n);
}

template <typename V>
bool has_special(const char* data, i64 n) {
  const auto* values = reinterpret_cast<const typename V::T*>(data);
  i64 i = 0;
  for (; i + V::kWidth <= n; i += V::kWidth) {
    if (V::special(V::load(values + i))) return true;
  }
  return V::special(V::load(values + i, first_lanes<V>(n - i))) != 0;
}

int most_divisions(i64 n) { return 4 * std::bit_width(static_cast<u64>(n)); }

template <typename V>
void sort(char* data, i64 n) {
  sort_range<V>(reinterpret_cast<typename V::T*>(data), n, most_divisions(n));
}

template <typename V>
void select(char* data, i64 n, i64 k) {
  select_range<V>(reinterpret_cast<typename V::T*>(data), n, k,
                  most_divisions(n));
}

constexpr FloatSort kFloatSorts[] = {
    {DType::kFloat64, sort<F64>, select<F64>, has_special<F64>},
    {DType::kFloat32, sort<F32>, select<F32>, has_special<F32>},
};

#endif

}  // namespace

std::span<const FloatSort> float_sorts() {
#if defined(__AVX512F__)
  return kFloatSorts;
#else
  return {};
#endif
}

}  // namespace tnp::loops::TNP_ISA
