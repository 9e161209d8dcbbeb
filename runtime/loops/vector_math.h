/// The vectors of the instruction set being compiled, and Sleef's functions on
/// them (1 ulp variants), which libtorch_cpu exports.
#pragma once

#include <cmath>

#include "runtime/loops/element_loop.h"

#if defined(__AVX2__)
#include <immintrin.h>
#include <sleef.h>
#define TNP_HAS_SLEEF 1
#endif

namespace tnp::loops::TNP_ISA {

#if defined(__AVX512F__)
#define TNP_SLEEF_F32(name) Sleef_##name##f16_u10avx512f
#define TNP_SLEEF_F64(name) Sleef_##name##d8_u10avx512f
struct VectorF32 {
  using Element = f32;
  using Register = __m512;
  static constexpr int kWidth = 16;
  static Register load(const f32* p) { return _mm512_loadu_ps(p); }
  static void store(f32* p, Register v) { _mm512_storeu_ps(p, v); }
  /// `a` in the lanes of the mask, else `b`.
  static Register choose(unsigned mask, Register a, Register b) {
    return _mm512_mask_mov_ps(b, static_cast<__mmask16>(mask), a);
  }
  static unsigned not_within(Register v, f32 limit) {
    return _mm512_cmp_ps_mask(_mm512_abs_ps(v), _mm512_set1_ps(limit),
                              _CMP_NLE_UQ);
  }
  static unsigned below(Register v, f32 limit) {
    return _mm512_cmp_ps_mask(_mm512_abs_ps(v), _mm512_set1_ps(limit),
                              _CMP_LT_OQ);
  }
};
struct VectorF64 {
  using Element = f64;
  using Register = __m512d;
  static constexpr int kWidth = 8;
  static Register load(const f64* p) { return _mm512_loadu_pd(p); }
  static void store(f64* p, Register v) { _mm512_storeu_pd(p, v); }
  static Register choose(unsigned mask, Register a, Register b) {
    return _mm512_mask_mov_pd(b, static_cast<__mmask8>(mask), a);
  }
  static unsigned not_within(Register v, f64 limit) {
    return _mm512_cmp_pd_mask(_mm512_abs_pd(v), _mm512_set1_pd(limit),
                              _CMP_NLE_UQ);
  }
  static unsigned below(Register v, f64 limit) {
    return _mm512_cmp_pd_mask(_mm512_abs_pd(v), _mm512_set1_pd(limit),
                              _CMP_LT_OQ);
  }
};
#elif defined(__AVX2__)
#define TNP_SLEEF_F32(name) Sleef_##name##f8_u10avx2
#define TNP_SLEEF_F64(name) Sleef_##name##d4_u10avx2
struct VectorF32 {
  using Element = f32;
  using Register = __m256;
  static constexpr int kWidth = 8;
  static Register load(const f32* p) { return _mm256_loadu_ps(p); }
  static void store(f32* p, Register v) { _mm256_storeu_ps(p, v); }
  static Register abs(Register v) {
    return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), v);
  }
  static unsigned not_within(Register v, f32 limit) {
    return static_cast<unsigned>(_mm256_movemask_ps(
        _mm256_cmp_ps(abs(v), _mm256_set1_ps(limit), _CMP_NLE_UQ)));
  }
  static unsigned below(Register v, f32 limit) {
    return static_cast<unsigned>(_mm256_movemask_ps(
        _mm256_cmp_ps(abs(v), _mm256_set1_ps(limit), _CMP_LT_OQ)));
  }
};
struct VectorF64 {
  using Element = f64;
  using Register = __m256d;
  static constexpr int kWidth = 4;
  static Register load(const f64* p) { return _mm256_loadu_pd(p); }
  static void store(f64* p, Register v) { _mm256_storeu_pd(p, v); }
  static Register abs(Register v) {
    return _mm256_andnot_pd(_mm256_set1_pd(-0.0), v);
  }
  static unsigned not_within(Register v, f64 limit) {
    return static_cast<unsigned>(_mm256_movemask_pd(
        _mm256_cmp_pd(abs(v), _mm256_set1_pd(limit), _CMP_NLE_UQ)));
  }
  static unsigned below(Register v, f64 limit) {
    return static_cast<unsigned>(_mm256_movemask_pd(
        _mm256_cmp_pd(abs(v), _mm256_set1_pd(limit), _CMP_LT_OQ)));
  }
};
#endif

}  // namespace tnp::loops::TNP_ISA
