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
};
struct VectorF64 {
  using Element = f64;
  using Register = __m512d;
  static constexpr int kWidth = 8;
  static Register load(const f64* p) { return _mm512_loadu_pd(p); }
  static void store(f64* p, Register v) { _mm512_storeu_pd(p, v); }
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
};
struct VectorF64 {
  using Element = f64;
  using Register = __m256d;
  static constexpr int kWidth = 4;
  static Register load(const f64* p) { return _mm256_loadu_pd(p); }
  static void store(f64* p, Register v) { _mm256_storeu_pd(p, v); }
};
#endif

}  // namespace tnp::loops::TNP_ISA
