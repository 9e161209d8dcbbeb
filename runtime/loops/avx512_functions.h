/// Transcendental functions on AVX-512 registers, for the loop sources only.
///
/// Sleef's are accurate everywhere and pay for it. These keep to the arguments
/// that programs use and say which others they leave: `apply` returns the mask of
/// the lanes outside, whose results have no meaning. Inside, results are within
/// 1 unit in the last place (2 for float32's arctan2 and tanh) and no error
/// flag is due; those raised in passing are to be undone.
/// Method: reduction by a table in registers, then a short polynomial; what is
/// lost in the leading sums is carried along. Source: Tang, "Table-driven
/// implementation of the exponential function", and of the logarithm; Muller,
/// "Elementary Functions".
#pragma once

#if defined(__AVX512F__)
#include <immintrin.h>

#include "runtime/loops/avx512_tables.h"
#include "runtime/loops/element_loop.h"

namespace tnp::loops::TNP_ISA {

inline __m512d all_lanes(double x) { return _mm512_set1_pd(x); }
inline __m512 all_lanes(float x) { return _mm512_set1_ps(x); }

/// c[0] + c[1] x + c[2] x^2 + ...
template <typename... Rest>
__m512d polynomial(__m512d x, double first, Rest... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return all_lanes(first);
  } else {
    return _mm512_fmadd_pd(polynomial(x, rest...), x, all_lanes(first));
  }
}
template <typename... Rest>
__m512 polynomial(__m512 x, float first, Rest... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return all_lanes(first);
  } else {
    return _mm512_fmadd_ps(polynomial(x, rest...), x, all_lanes(first));
  }
}

/// The entries of a table of 16 by the last four bits of each index.
inline __m512d look_up(const double (&table)[16], __m512d index) {
  return _mm512_permutex2var_pd(_mm512_load_pd(table),
                                _mm512_castpd_si512(index),
                                _mm512_load_pd(table + 8));
}
/// The entries of a table of 32 by the last five bits of each index.
inline __m512 look_up(const float (&table)[32], __m512i index) {
  return _mm512_permutex2var_ps(_mm512_load_ps(table), index,
                                _mm512_load_ps(table + 16));
}

/// Adding it rounds to an integer, which the last bits then hold.
inline constexpr double kRounder = 0x1.8p52;
inline constexpr float kRounderF32 = 0x1.8p23f;

/// log(2)/16 less its nearest float64.
inline constexpr double kSixteenthLow = 0x1.abc9e3b39803fp-60;

/// x = n log(2)/16 + rest, where n is integral; `index` has n in its last bits.
struct ReducedExponent {
  __m512d index;
  __m512d n;
  __m512d first_rest;  // without the low part of log(2)/16
  __m512d rest;
};
inline ReducedExponent reduce_exponent(__m512d x) {
  ReducedExponent out;
  out.index = _mm512_fmadd_pd(x, all_lanes(0x1.71547652b82fep+4),
                              all_lanes(kRounder));
  out.n = _mm512_sub_pd(out.index, all_lanes(kRounder));
  out.first_rest =
      _mm512_fnmadd_pd(out.n, all_lanes(0x1.62e42fefa39efp-5), x);
  out.rest = _mm512_fnmadd_pd(out.n, all_lanes(kSixteenthLow), out.first_rest);
  return out;
}

/// exp(x) - 1 - x + rest for |x| <= log(2)/32.
inline __m512d short_exp_tail(__m512d x, __m512d rest) {
  const __m512d tail =
      polynomial(x, 0x1.0000000000001p-1, 0x1.5555555555556p-3,
                 0x1.55555554e8d7bp-5, 0x1.11111110e0d94p-7,
                 0x1.6c17ede661f5cp-10, 0x1.a01b0cb76698bp-13);
  return _mm512_fmadd_pd(_mm512_mul_pd(x, x), tail, rest);
}

/// exp(x + low), |x| <= 708.
inline __m512d exp_sum(__m512d x, __m512d low) {
  const ReducedExponent e = reduce_exponent(x);
  const __m512d power = look_up(kPowersHigh, e.index);
  const __m512d rest = _mm512_add_pd(e.rest, low);
  const __m512d p = short_exp_tail(rest, rest);
  const __m512d tail =
      _mm512_fmadd_pd(power, p, look_up(kPowersLow, e.index));
  // Scaling takes the floor of the sixteenths.
  return _mm512_scalef_pd(_mm512_add_pd(power, tail),
                          _mm512_mul_pd(e.n, all_lanes(0x1p-4)));
}

/// A positive normal x = 2^k m with m in [3/4, 3/2), c near 1/m with four
/// binary places, r = m c - 1 exactly. `base` + `base_low` = k log(2) - log(c),
/// `base` so short that it is exact.
struct ReducedLog {
  __m512d r;
  __m512d base;
  __m512d base_low;
};
inline ReducedLog reduce_log(__m512d x) {
  const __m512d m =
      _mm512_getmant_pd(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_src);
  const __m512d one = all_lanes(1.0);
  __m512d k = _mm512_getexp_pd(x);
  k = _mm512_mask_add_pd(k, _mm512_cmp_pd_mask(m, one, _CMP_LT_OQ), k, one);
  const __m512d index =
      _mm512_add_pd(_mm512_rcp14_pd(m), all_lanes(kRounder / 16));
  const __m512d c = _mm512_sub_pd(index, all_lanes(kRounder / 16));
  ReducedLog out;
  out.r = _mm512_fmsub_pd(m, c, one);
  out.base = _mm512_fmadd_pd(k, all_lanes(0x1.62e42fefa4p-1),
                             look_up(kLogsHigh, index));
  out.base_low = _mm512_fmadd_pd(k, all_lanes(-0x1.8432a1b0e2634p-43),
                                 look_up(kLogsLow, index));
  return out;
}

/// Not a finite positive normal number.
inline unsigned not_positive(__m512d x) {
  return _mm512_fpclass_pd_mask(x, 0xff);
}
inline unsigned not_positive(__m512 x) {
  return _mm512_fpclass_ps_mask(x, 0xff);
}
/// |x| > limit, or nan.
inline unsigned exceeds(__m512d x, double limit) {
  return _mm512_cmp_pd_mask(_mm512_abs_pd(x), all_lanes(limit), _CMP_NLE_UQ);
}
inline unsigned exceeds(__m512 x, float limit) {
  return _mm512_cmp_ps_mask(_mm512_abs_ps(x), all_lanes(limit), _CMP_NLE_UQ);
}

/// For the smaller and the larger magnitude of x and y: nan, zero, or numbers
/// whose products come near the ends of the range.
inline unsigned outside_range(__m512d x, __m512d y, __m512d small,
                              __m512d large) {
  return _mm512_cmp_pd_mask(x, y, _CMP_UNORD_Q) |
         _mm512_cmp_pd_mask(small, all_lanes(0x1p-400), _CMP_LT_OQ) |
         _mm512_cmp_pd_mask(large, all_lanes(0x1p400), _CMP_GT_OQ);
}
inline unsigned outside_range(__m512 x, __m512 y, __m512 small,
                              __m512 large) {
  return _mm512_cmp_ps_mask(x, y, _CMP_UNORD_Q) |
         _mm512_cmp_ps_mask(small, all_lanes(0x1p-40f), _CMP_LT_OQ) |
         _mm512_cmp_ps_mask(large, all_lanes(0x1p40f), _CMP_GT_OQ);
}

struct ShortExpF64 {
  static unsigned apply(__m512d x, __m512d& y) {
    y = exp_sum(x, _mm512_setzero_pd());
    return exceeds(x, 708);
  }
};

struct ShortLogF64 {
  static unsigned apply(__m512d x, __m512d& y) {
    const ReducedLog l = reduce_log(x);
    const __m512d sum = _mm512_add_pd(l.base, l.r);
    const __m512d lost = _mm512_sub_pd(l.r, _mm512_sub_pd(sum, l.base));
    const __m512d tail =
        polynomial(l.r, -0.5, 0x1.5555555555555p-2, -0x1.fffffffffe22dp-3,
                   0x1.9999999997e12p-3, -0x1.5555556f25213p-3,
                   0x1.2492493c661a0p-3, -0x1.ffff05dc40fb8p-4,
                   0x1.c71b8ade77840p-4, -0x1.9b8809d5c4381p-4,
                   0x1.762582f5def90p-4);
    y = _mm512_add_pd(
        sum, _mm512_fmadd_pd(_mm512_mul_pd(l.r, l.r), tail,
                             _mm512_add_pd(lost, l.base_low)));
    return not_positive(x);
  }
};

struct ShortLogF32 {
  static unsigned apply(__m512 x, __m512& y) {
    const __m512 one = all_lanes(1.0f);
    const __m512 m =
        _mm512_getmant_ps(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_src);
    __m512 k = _mm512_getexp_ps(x);
    k = _mm512_mask_add_ps(k, _mm512_cmp_ps_mask(m, one, _CMP_LT_OQ), k, one);
    const __m512 r = _mm512_sub_ps(m, one);
    const __m512 r2 = _mm512_mul_ps(r, r);
    const __m512 cubic =
        polynomial(r, 0x1.555556p-2f, -0x1.000026p-2f, 0x1.999a58p-3f,
                   -0x1.5536a0p-3f, 0x1.2436c0p-3f, -0x1.02daa8p-3f,
                   0x1.de77f2p-4f, -0x1.87ae26p-4f, 0x1.5f401cp-5f);
    const __m512 low = _mm512_fmadd_ps(k, all_lanes(0x1.7f7d1cp-20f),
                                       _mm512_mul_ps(_mm512_mul_ps(r, r2), cubic));
    const __m512 tail = _mm512_fnmadd_ps(r2, all_lanes(0.5f), low);
    y = _mm512_fmadd_ps(k, all_lanes(0x1.62e4p-1f), _mm512_add_ps(r, tail));
    return not_positive(x);
  }
};

/// With e = exp(2|x|) - 1: e / (e + 2), or 1 - 2 / (e + 2) where e is large;
/// the quotient is corrected by its remainder.
struct ShortTanhF64 {
  static unsigned apply(__m512d x, __m512d& y) {
    const __m512d two = all_lanes(2.0);
    // Beyond 20 tanh is 1. A nan passes the minimum as its second operand.
    const __m512d limited =
        _mm512_min_pd(all_lanes(20.0), _mm512_abs_pd(x));
    const ReducedExponent r = reduce_exponent(_mm512_add_pd(limited, limited));
    const __m512d scale = _mm512_mul_pd(r.n, all_lanes(0x1p-4));
    const __m512d power =
        _mm512_scalef_pd(look_up(kPowersHigh, r.index), scale);
    const __m512d power_low =
        _mm512_scalef_pd(look_up(kPowersLow, r.index), scale);
    const __m512d tail = short_exp_tail(
        r.rest, _mm512_mul_pd(r.n, all_lanes(-kSixteenthLow)));
    const __m512d less_one = _mm512_sub_pd(power, all_lanes(1.0));
    const __m512d first = _mm512_fmadd_pd(power, r.first_rest, less_one);
    const __m512d first_low = _mm512_fmadd_pd(
        power, r.first_rest, _mm512_sub_pd(less_one, first));
    const __m512d second = _mm512_add_pd(
        first_low, _mm512_fmadd_pd(power, tail, power_low));
    const __m512d e = _mm512_add_pd(first, second);
    const __m512d e_low = _mm512_sub_pd(second, _mm512_sub_pd(e, first));
    const __m512d divisor = _mm512_add_pd(e, two);
    const __m512d divisor_low =
        _mm512_add_pd(_mm512_sub_pd(e, _mm512_sub_pd(divisor, two)), e_low);
    const __mmask8 large = _mm512_cmp_pd_mask(e, two, _CMP_GT_OQ);
    const __m512d dividend = _mm512_mask_mov_pd(e, large, two);
    const __m512d quotient = _mm512_div_pd(dividend, divisor);
    __m512d remainder = _mm512_fnmadd_pd(quotient, divisor, dividend);
    remainder = _mm512_fnmadd_pd(quotient, divisor_low, remainder);
    remainder = _mm512_mask_add_pd(remainder, _knot_mask8(large), remainder, e_low);
    y = _mm512_fmadd_pd(remainder, _mm512_rcp14_pd(divisor), quotient);
    y = _mm512_mask_sub_pd(y, large, all_lanes(1.0), y);
    y = _mm512_or_pd(y, _mm512_and_pd(x, all_lanes(-0.0)));
    return 0;
  }
};

struct ShortTanhF32 {
  static unsigned apply(__m512 x, __m512& y) {
    const __m512 limited =
        _mm512_min_ps(all_lanes(15.0f), _mm512_abs_ps(x));
    const __m512i index = _mm512_srli_epi32(
        _mm512_max_epi32(_mm512_castps_si512(limited),
                         _mm512_set1_epi32(0x3d800000)),
        21);
    const __m512 u = _mm512_sub_ps(limited, look_up(kTanhTable[0], index));
    y = look_up(kTanhTable[7], index);
    for (int i = 6; i > 0; --i) {
      y = _mm512_fmadd_ps(y, u, look_up(kTanhTable[i], index));
    }
    y = _mm512_or_ps(y, _mm512_and_ps(x, all_lanes(-0.0f)));
    return 0;
  }
};

/// sin(|x|), or sin(|x| + pi/2), by the quadrant.
template <bool cosine>
struct ShortSinCosF32 {
  static unsigned apply(__m512 x, __m512& y) {
    const __m512 a = _mm512_abs_ps(x);
    const __m512 index = _mm512_fmadd_ps(a, all_lanes(0x1.45f306p-1f),
                                         all_lanes(kRounderF32));
    const __m512 n = _mm512_sub_ps(index, all_lanes(kRounderF32));
    // The first difference is exact; what the second one loses is kept.
    const __m512 first = _mm512_fnmadd_ps(n, all_lanes(0x1.921fb6p+0f), a);
    const __m512 middle = all_lanes(0x1.777a5cp-25f);
    const __m512 add = _mm512_mul_ps(n, middle);
    const __m512 r = _mm512_add_ps(first, add);
    const __m512 added = _mm512_sub_ps(r, first);
    __m512 r_low = _mm512_add_ps(_mm512_sub_ps(first, _mm512_sub_ps(r, added)),
                                 _mm512_sub_ps(add, added));
    r_low = _mm512_add_ps(r_low, _mm512_fmsub_ps(n, middle, add));
    r_low = _mm512_fmadd_ps(n, all_lanes(0x1.ee59dap-50f), r_low);
    const __m512 z = _mm512_mul_ps(r, r);
    const __m512 odd =
        polynomial(z, -0x1.555556p-3f, 0x1.11110ep-7f, -0x1.a013a2p-13f,
                   0x1.6dbbeep-19f);
    const __m512 sine = _mm512_add_ps(
        r, _mm512_fmadd_ps(_mm512_mul_ps(odd, z), r, r_low));
    const __m512 one = all_lanes(1.0f);
    const __m512 parabola = _mm512_fnmadd_ps(z, all_lanes(0.5f), one);
    const __m512 lost = _mm512_fnmadd_ps(z, all_lanes(0.5f),
                                         _mm512_sub_ps(one, parabola));
    const __m512 quartic =
        polynomial(z, 0x1.555554p-5f, -0x1.6c12cep-10f, 0x1.9bd670p-16f);
    const __m512 even = _mm512_add_ps(
        parabola,
        _mm512_fmadd_ps(_mm512_mul_ps(z, z), quartic,
                        _mm512_fnmadd_ps(r, r_low, lost)));
    __m512i quadrant = _mm512_castps_si512(index);
    if constexpr (cosine) {
      quadrant = _mm512_add_epi32(quadrant, _mm512_set1_epi32(1));
    }
    const __mmask16 is_even =
        _mm512_test_epi32_mask(quadrant, _mm512_set1_epi32(1));
    __m512i sign = _mm512_slli_epi32(quadrant, 30);
    if constexpr (!cosine) {
      sign = _mm512_xor_si512(sign, _mm512_castps_si512(x));
    }
    sign = _mm512_and_si512(sign, _mm512_castps_si512(all_lanes(-0.0f)));
    y = _mm512_castsi512_ps(_mm512_xor_si512(
        _mm512_castps_si512(_mm512_mask_mov_ps(sine, is_even, even)), sign));
    // Beyond it the three parts of pi/2 no longer suffice.
    return exceeds(x, 20000.0f);
  }
};
using ShortSinF32 = ShortSinCosF32<false>;
using ShortCosF32 = ShortSinCosF32<true>;

/// exp(b log(a)), the logarithm and its product in two parts.
struct ShortPowerF64 {
  static unsigned apply(__m512d a, __m512d b, __m512d& y) {
    const ReducedLog l = reduce_log(a);
    // log(1 + r) = r - r^2/2 + r^3 R(r).
    const __m512d half = _mm512_mul_pd(l.r, all_lanes(-0.5));
    const __m512d square = _mm512_mul_pd(half, l.r);
    const __m512d square_low = _mm512_fmsub_pd(half, l.r, square);
    const __m512d sum = _mm512_add_pd(l.base, l.r);
    const __m512d lost = _mm512_sub_pd(l.r, _mm512_sub_pd(sum, l.base));
    const __m512d total = _mm512_add_pd(sum, square);
    const __m512d lost_again =
        _mm512_sub_pd(square, _mm512_sub_pd(total, sum));
    const __m512d cubic =
        polynomial(l.r, 0x1.5555555555555p-2, -0x1.0000000000001p-2,
                   0x1.999999999999bp-3, -0x1.5555555551d10p-3,
                   0x1.249249248f00dp-3, -0x1.0000002216837p-3,
                   0x1.c71c7206bea1cp-4, -0x1.99988bf2b5919p-4,
                   0x1.745c1b96831dap-4, -0x1.5727a9f918f7dp-4,
                   0x1.3cc6f266c5467p-4);
    __m512d low = _mm512_add_pd(_mm512_add_pd(lost, lost_again),
                                _mm512_add_pd(square_low, l.base_low));
    low = _mm512_fmadd_pd(_mm512_mul_pd(_mm512_mul_pd(l.r, l.r), l.r), cubic,
                          low);
    const __m512d log_high = _mm512_add_pd(total, low);
    const __m512d log_low =
        _mm512_sub_pd(low, _mm512_sub_pd(log_high, total));
    const __m512d product = _mm512_mul_pd(b, log_high);
    const __m512d product_low = _mm512_fmadd_pd(
        b, log_low, _mm512_fmsub_pd(b, log_high, product));
    y = exp_sum(product, product_low);
    return not_positive(a) | exceeds(product, 708);
  }
};

/// In float64, without the second parts.
struct ShortPowerF32 {
  static unsigned apply(__m512 a, __m512 b, __m512& y) {
    __m256 halves[2];
    unsigned outside = not_positive(a);
    for (int i = 0; i < 2; ++i) {
      const __m512d x = _mm512_cvtps_pd(half_of(a, i));
      const ReducedLog l = reduce_log(x);
      const __m512d tail =
          polynomial(l.r, -0x1.0000000062ee2p-1, 0x1.5555555605384p-2,
                     -0x1.ffffcfd53c2e7p-3, 0x1.99996ec8451e8p-3,
                     -0x1.5633953ea03ffp-3, 0x1.2557d99f82b4ep-3);
      const __m512d log = _mm512_fmadd_pd(_mm512_mul_pd(l.r, l.r), tail,
                                          _mm512_add_pd(l.base, l.r));
      const __m512d product = _mm512_mul_pd(_mm512_cvtps_pd(half_of(b, i)), log);
      outside |= exceeds(product, 87) << 8 * i;
      const ReducedExponent e = reduce_exponent(product);
      const __m512d power = look_up(kPowersHigh, e.index);
      const __m512d p = polynomial(e.rest, 1.0, 0x1p-1, 0x1.5556dfb619224p-3,
                                   0x1.55565c405e5ebp-5);
      const __m512d result =
          _mm512_fmadd_pd(_mm512_mul_pd(power, e.rest), p, power);
      halves[i] = _mm512_cvtpd_ps(_mm512_scalef_pd(
          result, _mm512_mul_pd(e.n, all_lanes(0x1p-4))));
    }
    y = _mm512_insertf32x8(_mm512_castps256_ps512(halves[0]), halves[1], 1);
    return outside;
  }

 private:
  static __m256 half_of(__m512 x, int which) {
    return which ? _mm512_extractf32x8_ps(x, 1) : _mm512_castps512_ps256(x);
  }
};

/// The angle v in [0, pi/4] of the smaller coordinate over the larger one, then
/// v, pi/2 - v, pi/2 + v or pi - v, with the sign of y.
struct ShortArcTan2F64 {
  static unsigned apply(__m512d y, __m512d x, __m512d& angle) {
    const __m512d ay = _mm512_abs_pd(y);
    const __m512d ax = _mm512_abs_pd(x);
    const __mmask8 swapped = _mm512_cmp_pd_mask(ay, ax, _CMP_GT_OQ);
    const __m512d a = _mm512_min_pd(ay, ax);
    const __m512d b = _mm512_max_pd(ay, ax);
    const __m512d ratio = _mm512_min_pd(
        _mm512_mul_pd(a, _mm512_rcp14_pd(b)), all_lanes(0x1.ep-1));
    const __m512d index = _mm512_add_pd(ratio, all_lanes(kRounder / 16));
    const __m512d c = _mm512_sub_pd(index, all_lanes(kRounder / 16));
    // tan(v - arctan(c)) = (a - c b) / (b + c a), corrected by its remainder.
    const __m512d cb = _mm512_mul_pd(c, b);
    const __m512d cb_low = _mm512_fmsub_pd(c, b, cb);
    const __m512d dividend = _mm512_sub_pd(a, cb);
    const __m512d divisor = _mm512_fmadd_pd(c, a, b);
    const __m512d t = _mm512_div_pd(dividend, divisor);
    const __m512d remainder =
        _mm512_sub_pd(_mm512_fnmadd_pd(t, divisor, dividend), cb_low);
    const __m512d z = _mm512_mul_pd(t, t);
    const __m512d tail =
        polynomial(z, -0x1.5555555555555p-2, 0x1.99999999997b7p-3,
                   -0x1.24924921639fep-3, 0x1.c71c358baebcdp-4,
                   -0x1.73745d06ac029p-4);
    __m512d low = _mm512_fmadd_pd(remainder, _mm512_rcp14_pd(divisor),
                                  look_up(kArcTansLow, index));
    low = _mm512_fmadd_pd(_mm512_mul_pd(t, z), tail, low);
    const __m512d v = _mm512_add_pd(look_up(kArcTansHigh, index),
                                    _mm512_add_pd(t, low));
    place(v, y, x, swapped, angle);
    return outside_range(y, x, a, b);
  }

 private:
  static void place(__m512d v, __m512d y, __m512d x, __mmask8 swapped,
                    __m512d& angle) {
    const __m512d sign = all_lanes(-0.0);
    const __mmask8 left = _mm512_movepi64_mask(_mm512_castpd_si512(x));
    __m512d base = _mm512_maskz_mov_pd(left, all_lanes(0x1.921fb54442d18p+1));
    base = _mm512_mask_mov_pd(base, swapped, all_lanes(0x1.921fb54442d18p+0));
    __m512d low = _mm512_maskz_mov_pd(left, all_lanes(0x1.1a62633145c07p-53));
    low = _mm512_mask_mov_pd(low, swapped, all_lanes(0x1.1a62633145c07p-54));
    v = _mm512_mask_xor_pd(v, _kxor_mask8(swapped, left), v, sign);
    angle = _mm512_add_pd(base, _mm512_add_pd(v, low));
    angle = _mm512_xor_pd(angle, _mm512_and_pd(y, sign));
  }
};

struct ShortArcTan2F32 {
  static unsigned apply(__m512 y, __m512 x, __m512& angle) {
    const __m512 sign = all_lanes(-0.0f);
    const __m512 ay = _mm512_abs_ps(y);
    const __m512 ax = _mm512_abs_ps(x);
    const __mmask16 swapped = _mm512_cmp_ps_mask(ay, ax, _CMP_GT_OQ);
    const __m512 a = _mm512_min_ps(ay, ax);
    const __m512 b = _mm512_max_ps(ay, ax);
    const __m512 q = _mm512_div_ps(a, b);
    const __m512 z = _mm512_mul_ps(q, q);
    const __m512 tail =
        polynomial(z, -0x1.555554p-2f, 0x1.99983cp-3f, -0x1.246ccep-3f,
                   0x1.c3f11cp-4f, -0x1.6294bcp-4f, 0x1.fffdecp-5f,
                   -0x1.25d502p-5f, 0x1.ba8dp-7f, -0x1.38caeap-9f);
    __m512 v = _mm512_fmadd_ps(_mm512_mul_ps(q, z), tail, q);
    const __mmask16 left = _mm512_movepi32_mask(_mm512_castps_si512(x));
    __m512 base = _mm512_maskz_mov_ps(left, all_lanes(0x1.921fb6p+1f));
    base = _mm512_mask_mov_ps(base, swapped, all_lanes(0x1.921fb6p+0f));
    v = _mm512_mask_xor_ps(v, _kxor_mask16(swapped, left), v, sign);
    angle = _mm512_add_ps(base, v);
    angle = _mm512_xor_ps(angle, _mm512_and_ps(y, sign));
    return outside_range(y, x, a, b);
  }
};

/// The square root of the sum of squares, corrected by what the sum and the
/// root lose. Source: Borges, "An improved algorithm for hypot(a, b)".
struct ShortHypotF64 {
  static unsigned apply(__m512d x, __m512d y, __m512d& length) {
    const __m512d ax = _mm512_abs_pd(x);
    const __m512d ay = _mm512_abs_pd(y);
    const __m512d b = _mm512_max_pd(ax, ay);
    const __m512d a = _mm512_min_pd(ax, ay);
    const __m512d root =
        _mm512_sqrt_pd(_mm512_fmadd_pd(b, b, _mm512_mul_pd(a, a)));
    const __m512d root2 = _mm512_mul_pd(root, root);
    const __m512d b2 = _mm512_mul_pd(b, b);
    __m512d excess = _mm512_fnmadd_pd(a, a, _mm512_sub_pd(root2, b2));
    excess = _mm512_add_pd(excess, _mm512_fmsub_pd(root, root, root2));
    excess = _mm512_sub_pd(excess, _mm512_fmsub_pd(b, b, b2));
    const __m512d half_inverse =
        _mm512_mul_pd(_mm512_rcp14_pd(root), all_lanes(0.5));
    length = _mm512_fnmadd_pd(excess, half_inverse, root);
    return outside_range(x, y, a, b);
  }
};

}  // namespace tnp::loops::TNP_ISA
#endif
