/// Element-wise mathematics (xtensor `xmath.hpp`); includes the reductions and
/// running sums, as xtensor's header does.
#pragma once

#include <tnp/accumulator.h>
#include <tnp/operation.h>
#include <tnp/reducer.h>

#include <cmath>
#include <complex>
#include <cstdlib>
#include <limits>
#include <type_traits>
#include <utility>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
#endif

namespace tnp {

/// Mathematical constants in the precision `T`.
template <class T = double>
struct numeric_constants {
  static constexpr T PI = T(3.141592653589793238463);
  static constexpr T PI_2 = T(1.57079632679489661923);
  static constexpr T PI_4 = T(0.785398163397448309616);
  static constexpr T D_1_PI = T(0.318309886183790671538);
  static constexpr T D_2_PI = T(0.636619772367581343076);
  static constexpr T D_2_SQRTPI = T(1.12837916709551257390);
  static constexpr T SQRT2 = T(1.41421356237309504880);
  static constexpr T SQRT1_2 = T(0.707106781186547524401);
  static constexpr T E = T(2.71828182845904523536);
  static constexpr T LOG2E = T(1.44269504088896340736);
  static constexpr T LOG10E = T(0.434294481903251827651);
  static constexpr T LN2 = T(0.693147180559945309417);
};

namespace detail {

#define TNP_UNARY_MATH(NAME)            \
  struct Math_##NAME {                  \
    static constexpr bool kPure = true; \
    template <class A>                  \
    auto operator()(const A& a) const { \
      using std::NAME;                  \
      return NAME(a);                   \
    }                                   \
  };
#define TNP_BINARY_MATH(NAME)                       \
  struct Math_##NAME {                              \
    static constexpr bool kPure = true;             \
    template <class A, class B>                     \
    auto operator()(const A& a, const B& b) const { \
      using std::NAME;                              \
      return NAME(a, b);                            \
    }                                               \
  };
#define TNP_UNARY_MATH_FUNCTION(NAME)                                        \
  namespace detail {                                                         \
  TNP_UNARY_MATH(NAME)                                                       \
  }                                                                          \
  template <class E>                                                         \
  auto NAME(E&& e)->detail::FunctionType<detail::Math_##NAME, E> {           \
    return detail::make_function(detail::Math_##NAME{}, std::forward<E>(e)); \
  }
#define TNP_BINARY_MATH_FUNCTION(NAME)                                        \
  namespace detail {                                                          \
  TNP_BINARY_MATH(NAME)                                                       \
  }                                                                           \
  template <class E1, class E2>                                               \
  auto NAME(E1&& e1, E2&& e2)                                                 \
      ->detail::FunctionType<detail::Math_##NAME, E1, E2> {                   \
    return detail::make_function(detail::Math_##NAME{}, std::forward<E1>(e1), \
                                 std::forward<E2>(e2));                       \
  }

}  // namespace detail

TNP_UNARY_MATH_FUNCTION(sin)
TNP_UNARY_MATH_FUNCTION(cos)
TNP_UNARY_MATH_FUNCTION(tan)
TNP_UNARY_MATH_FUNCTION(asin)
TNP_UNARY_MATH_FUNCTION(acos)
TNP_UNARY_MATH_FUNCTION(atan)
TNP_UNARY_MATH_FUNCTION(sinh)
TNP_UNARY_MATH_FUNCTION(cosh)
TNP_UNARY_MATH_FUNCTION(tanh)
TNP_UNARY_MATH_FUNCTION(asinh)
TNP_UNARY_MATH_FUNCTION(acosh)
TNP_UNARY_MATH_FUNCTION(atanh)
TNP_UNARY_MATH_FUNCTION(exp)
TNP_UNARY_MATH_FUNCTION(exp2)
TNP_UNARY_MATH_FUNCTION(expm1)
TNP_UNARY_MATH_FUNCTION(log)
TNP_UNARY_MATH_FUNCTION(log2)
TNP_UNARY_MATH_FUNCTION(log10)
TNP_UNARY_MATH_FUNCTION(log1p)
TNP_UNARY_MATH_FUNCTION(sqrt)
TNP_UNARY_MATH_FUNCTION(cbrt)
TNP_UNARY_MATH_FUNCTION(fabs)
TNP_UNARY_MATH_FUNCTION(ceil)
TNP_UNARY_MATH_FUNCTION(floor)
TNP_UNARY_MATH_FUNCTION(trunc)
TNP_UNARY_MATH_FUNCTION(round)
TNP_UNARY_MATH_FUNCTION(nearbyint)
TNP_UNARY_MATH_FUNCTION(rint)
TNP_UNARY_MATH_FUNCTION(erf)
TNP_UNARY_MATH_FUNCTION(erfc)
TNP_UNARY_MATH_FUNCTION(tgamma)
TNP_UNARY_MATH_FUNCTION(lgamma)
TNP_UNARY_MATH_FUNCTION(isnan)
TNP_UNARY_MATH_FUNCTION(isinf)
TNP_UNARY_MATH_FUNCTION(isfinite)
TNP_UNARY_MATH_FUNCTION(norm)
TNP_UNARY_MATH_FUNCTION(arg)
TNP_BINARY_MATH_FUNCTION(pow)
TNP_BINARY_MATH_FUNCTION(atan2)
TNP_BINARY_MATH_FUNCTION(hypot)
TNP_BINARY_MATH_FUNCTION(fmod)
TNP_BINARY_MATH_FUNCTION(remainder)
TNP_BINARY_MATH_FUNCTION(fdim)
TNP_BINARY_MATH_FUNCTION(fmax)
TNP_BINARY_MATH_FUNCTION(fmin)

#undef TNP_UNARY_MATH
#undef TNP_BINARY_MATH
#undef TNP_UNARY_MATH_FUNCTION
#undef TNP_BINARY_MATH_FUNCTION

namespace detail {

struct Absolute {
  static constexpr bool kPure = true;
  template <class A>
  auto operator()(const A& a) const {
    if constexpr (std::is_unsigned<A>::value) {
      return a;
    } else {
      using std::abs;
      return abs(a);
    }
  }
};

struct Square {
  static constexpr bool kPure = true;
  template <class A>
  auto operator()(const A& a) const {
    return a * a;
  }
};
struct Cube {
  static constexpr bool kPure = true;
  template <class A>
  auto operator()(const A& a) const {
    return a * a * a;
  }
};

/// `a` to the power `N` by repeated squaring, in the type of `a`.
template <std::size_t N>
struct IntegerPower {
  static constexpr bool kPure = true;
  template <class A>
  auto operator()(const A& a) const -> decltype(a * a) {
    if constexpr (N == 1) {
      return a;
    } else {
      const auto half = IntegerPower<N / 2>{}(a);
      if constexpr (N % 2 == 0) {
        return half * half;
      } else {
        return half * half * a;
      }
    }
  }
};

struct Maximum {
  static constexpr bool kPure = true;
  template <class A, class B>
  constexpr auto operator()(const A& a, const B& b) const {
    return Select{}(a > b, a, b);
  }
};
struct Minimum {
  static constexpr bool kPure = true;
  template <class A, class B>
  constexpr auto operator()(const A& a, const B& b) const {
    return Select{}(a < b, a, b);
  }
};
struct Clamp {
  static constexpr bool kPure = true;
  template <class A, class B, class C>
  constexpr auto operator()(const A& v, const B& lo, const C& hi) const {
    return Select{}(v < lo, lo, Select{}(hi < v, hi, v));
  }
};
struct FusedMultiplyAdd {
  static constexpr bool kPure = true;
  template <class A, class B, class C>
  auto operator()(const A& a, const B& b, const C& c) const {
    return std::fma(a, b, c);
  }
};

struct Sign {
  static constexpr bool kPure = true;
  template <class A>
  constexpr A operator()(const A& a) const {
    if constexpr (IsComplex<A>::value) {
      using R = typename A::value_type;
      return A((*this)(a.real() != R(0) ? a.real() : a.imag()), R(0));
    } else if constexpr (std::is_unsigned<A>::value) {
      return A(a > A(0));
    } else if constexpr (std::is_integral<A>::value) {
      return A((a > A(0)) - (a < A(0)));
    } else {
      if (std::isnan(a)) return std::numeric_limits<A>::quiet_NaN();
      return std::copysign(a == 0 ? A(0) : A(1), a);
    }
  }
};

struct IsClose {
  static constexpr bool kPure = true;
  double rtol;
  double atol;
  bool equal_nan;
  template <class A, class B>
  bool operator()(const A& a, const B& b) const {
    if constexpr (IsComplex<A>::value || IsComplex<B>::value) {
      const std::complex<double> x(a);
      const std::complex<double> y(b);
      return close(std::abs(x - y), std::abs(x), std::abs(y));
    } else {
      const auto x = static_cast<double>(a);
      const auto y = static_cast<double>(b);
      if (std::isnan(x) && std::isnan(y)) return equal_nan;
      if (std::isinf(x) && std::isinf(y)) return x == y;
      return close(std::abs(x - y), std::abs(x), std::abs(y));
    }
  }

 private:
  bool close(double difference, double a, double b) const {
    return difference <= atol || difference <= rtol * (a < b ? b : a);
  }
};

struct DegreesToRadians {
  static constexpr bool kPure = true;
  template <class A>
  auto operator()(const A& a) const {
    using R = std::conditional_t<std::is_integral<A>::value, double, A>;
    return static_cast<R>(a * numeric_constants<R>::PI / R(180));
  }
};
struct RadiansToDegrees {
  static constexpr bool kPure = true;
  template <class A>
  auto operator()(const A& a) const {
    using R = std::conditional_t<std::is_integral<A>::value, double, A>;
    return static_cast<R>(a * R(180) / numeric_constants<R>::PI);
  }
};

/// Any callable. It may depend on more than its arguments, so calls are kept
/// in order and are not repeated or left out.
template <class F>
struct Lambda {
  static constexpr bool kPure = false;
  F f;
  template <class... A>
  decltype(auto) operator()(const A&... a) const {
    return f(a...);
  }
};

template <class F>
class Vectorizer {
 public:
  explicit Vectorizer(F f) : f_{std::move(f)} {}
  template <class... E>
  auto operator()(E&&... e) const {
    return make_function(Lambda<F>{f_}, std::forward<E>(e)...);
  }

 private:
  F f_;
};

}  // namespace detail

#define TNP_FUNCTION_1(NAME, FUNCTOR)                                    \
  template <class E>                                                     \
  auto NAME(E&& e)->detail::FunctionType<detail::FUNCTOR, E> {           \
    return detail::make_function(detail::FUNCTOR{}, std::forward<E>(e)); \
  }
#define TNP_FUNCTION_2(NAME, FUNCTOR)                                          \
  template <class E1, class E2>                                                \
  auto NAME(E1&& e1, E2&& e2)->detail::FunctionType<detail::FUNCTOR, E1, E2> { \
    return detail::make_function(detail::FUNCTOR{}, std::forward<E1>(e1),      \
                                 std::forward<E2>(e2));                        \
  }
#define TNP_FUNCTION_3(NAME, FUNCTOR)                                         \
  template <class E1, class E2, class E3>                                     \
  auto NAME(E1&& e1, E2&& e2, E3&& e3)                                        \
      ->detail::FunctionType<detail::FUNCTOR, E1, E2, E3> {                   \
    return detail::make_function(detail::FUNCTOR{}, std::forward<E1>(e1),     \
                                 std::forward<E2>(e2), std::forward<E3>(e3)); \
  }

TNP_FUNCTION_1(abs, Absolute)
TNP_FUNCTION_1(square, Square)
TNP_FUNCTION_1(cube, Cube)
TNP_FUNCTION_1(sign, Sign)
TNP_FUNCTION_1(deg2rad, DegreesToRadians)
TNP_FUNCTION_1(radians, DegreesToRadians)
TNP_FUNCTION_1(rad2deg, RadiansToDegrees)
TNP_FUNCTION_1(degrees, RadiansToDegrees)
TNP_FUNCTION_2(maximum, Maximum)
TNP_FUNCTION_2(minimum, Minimum)
TNP_FUNCTION_3(clip, Clamp)
TNP_FUNCTION_3(fma, FusedMultiplyAdd)

#undef TNP_FUNCTION_1
#undef TNP_FUNCTION_2
#undef TNP_FUNCTION_3

template <std::size_t N, class E>
auto pow(E&& e) {
  static_assert(N > 0, "pow<N> needs N > 0");
  return detail::make_function(detail::IntegerPower<N>{}, std::forward<E>(e));
}

/// |a - b| <= atol or |a - b| <= rtol * max(|a|, |b|), element by element.
template <class E1, class E2>
auto isclose(E1&& e1, E2&& e2, double rtol = 1e-05, double atol = 1e-08,
             bool equal_nan = false) {
  return detail::make_function(detail::IsClose{rtol, atol, equal_nan},
                               std::forward<E1>(e1), std::forward<E2>(e2));
}

template <class E1, class E2>
bool allclose(E1&& e1, E2&& e2, double rtol = 1e-05, double atol = 1e-08) {
  return all(isclose(std::forward<E1>(e1), std::forward<E2>(e2), rtol, atol));
}

template <class F, class... E>
auto make_lambda_xfunction(F&& f, E&&... e) {
  return detail::make_function(
      detail::Lambda<std::decay_t<F>>{std::forward<F>(f)},
      std::forward<E>(e)...);
}

/// A function of scalars made into a lazy function of expressions.
template <class F>
auto vectorize(F&& f) {
  return detail::Vectorizer<std::decay_t<F>>(std::forward<F>(f));
}

}  // namespace tnp

#include <tnp/statistics.h>

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
