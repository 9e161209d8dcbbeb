/// The largest and the smallest element of a run, for the loop sources only.
#pragma once

#include <type_traits>
#include <utility>

#include "runtime/loops/element_loop.h"

#if defined(__AVX__)
#include <immintrin.h>
#endif

namespace tnp::loops::TNP_ISA {

#if defined(__AVX512F__)
inline constexpr int kRegisterBytes = 64;
#elif defined(__AVX2__)
inline constexpr int kRegisterBytes = 32;
#else
inline constexpr int kRegisterBytes = 16;
#endif

/// Registers as the compiler's vector types.
template <typename T>
struct VectorOf {
  static constexpr i64 kWidth = kRegisterBytes / sizeof(T);
  typedef T Packed __attribute__((vector_size(kRegisterBytes)));
  typedef T Loaded __attribute__((vector_size(kRegisterBytes),
                                  aligned(alignof(T)), may_alias));
};

/// Whether `value` takes the place of `best`, which came before it.
template <bool maximum, typename T>
bool displaces(T best, T value) {
  if constexpr (std::is_floating_point_v<T>) {
    return (maximum ? !(value <= best) : !(value >= best)) & (best == best);
  } else {
    return maximum ? value > best : value < best;
  }
}

/// One instruction for numbers; a nan in `value` is passed over.
template <bool maximum, typename V, typename W>
void keep_extremum(V& best, const W& other) {
  const V value = other;
  best = maximum ? (value > best ? value : best) : (value < best ? value : best);
}

/// Remembers whether any vector had a nan.
template <typename T>
class NanWatch {
 public:
  using Packed = typename VectorOf<T>::Packed;
  void add(const Packed& a, const Packed& b) {
#if defined(__AVX512F__)
    if constexpr (std::is_same_v<T, f64>) {
      seen_ |= _mm512_cmp_pd_mask(reinterpret_cast<const __m512d&>(a),
                                  reinterpret_cast<const __m512d&>(b),
                                  _CMP_UNORD_Q);
    } else if constexpr (std::is_same_v<T, f32>) {
      seen_ |= _mm512_cmp_ps_mask(reinterpret_cast<const __m512&>(a),
                                  reinterpret_cast<const __m512&>(b),
                                  _CMP_UNORD_Q);
    }
#else
    if constexpr (std::is_floating_point_v<T>) seen_ |= (a != a) | (b != b);
#endif
  }
  bool any() const {
#if defined(__AVX512F__)
    return seen_ != 0;
#else
    if constexpr (!std::is_floating_point_v<T>) return false;
    for (i64 j = 0; j < VectorOf<T>::kWidth; ++j) {
      if (seen_[j]) return true;
    }
    return false;
#endif
  }

 private:
#if defined(__AVX512F__)
  unsigned seen_ = 0;
#else
  decltype(std::declval<Packed>() != std::declval<Packed>()) seen_ = {};
#endif
};

// By reference, since vectors wider than the registers change the ABI.
template <int distance, typename V, std::size_t... lane>
void rotate(V& v, std::index_sequence<lane...>) {
  v = __builtin_shufflevector(v, v, (lane + distance) % sizeof...(lane)...);
}

/// The lanes are compared with those `distance` away, then half of it, ...
template <bool maximum, typename T, int distance>
T lanes_extremum(typename VectorOf<T>::Packed& lanes) {
  if constexpr (distance == 0) {
    return lanes[0];
  } else {
    typename VectorOf<T>::Packed others = lanes;
    rotate<distance>(others, std::make_index_sequence<VectorOf<T>::kWidth>());
    keep_extremum<maximum>(lanes, others);
    return lanes_extremum<maximum, T, distance / 2>(lanes);
  }
}

/// The extremum of n > 0 elements; the first nan when there is one.
template <bool maximum, typename T>
T run_extremum(const T* values, i64 n) {
  using Packed = typename VectorOf<T>::Packed;
  constexpr i64 kWidth = VectorOf<T>::kWidth;
  constexpr i64 kChains = 4;
  const auto vector_at = [values](i64 index) -> Packed {
    return *reinterpret_cast<const typename VectorOf<T>::Loaded*>(values +
                                                                  index);
  };
  if (n < kWidth) {
    T best = values[0];
    for (i64 i = 1; i < n; ++i) {
      best = displaces<maximum>(best, values[i]) ? values[i] : best;
    }
    return best;
  }
  Packed best = vector_at(0);
  // The last vector overlaps the one before, which changes no extremum.
  const Packed last = vector_at(n - kWidth);
  NanWatch<T> nans;
  nans.add(best, last);
  keep_extremum<maximum>(best, last);
  i64 i = kWidth;
  if (i + 2 * kChains * kWidth <= n) {
    Packed chain[kChains] = {best, best, best, best};
    for (; i + 2 * kChains * kWidth <= n; i += 2 * kChains * kWidth) {
      for (i64 j = 0; j < kChains; ++j) {
        const Packed first = vector_at(i + 2 * j * kWidth);
        const Packed second = vector_at(i + (2 * j + 1) * kWidth);
        nans.add(first, second);
        keep_extremum<maximum>(chain[j], first);
        keep_extremum<maximum>(chain[j], second);
      }
    }
    for (const Packed& other : chain) keep_extremum<maximum>(best, other);
  }
  for (; i + kWidth <= n; i += kWidth) {
    const Packed value = vector_at(i);
    nans.add(value, value);
    keep_extremum<maximum>(best, value);
  }
  if (nans.any()) [[unlikely]] {
    while (*values == *values) ++values;
    return *values;
  }
  return lanes_extremum<maximum, T, static_cast<int>(kWidth / 2)>(best);
}

}  // namespace tnp::loops::TNP_ISA
