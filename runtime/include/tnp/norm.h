/// Norms of all elements (xtensor `xnorm.hpp`).
#pragma once

#include <tnp/math.h>

#include <cstddef>
#include <utility>

namespace tnp {

namespace detail {

/// The widest type of the kind of `T`; of its parts if `T` is complex.
template <class T>
struct BigPromote {
  using type = std::conditional_t<
      std::is_floating_point<T>::value,
      std::conditional_t<std::is_same<T, long double>::value, T, double>,
      std::conditional_t<std::is_unsigned<T>::value, unsigned long long,
                         long long>>;
};
template <class T>
struct BigPromote<std::complex<T>> {
  using type = typename BigPromote<T>::type;
};
template <class T>
struct MagnitudeOf {
  using type = T;
};
template <class T>
struct MagnitudeOf<std::complex<T>> {
  using type = T;
};

struct AddAbsolute {
  static constexpr bool kPure = true;
  template <class A, class B>
  auto operator()(const A& total, const B& value) const {
    return total + Absolute{}(value);
  }
};
struct AddSquare {
  static constexpr bool kPure = true;
  template <class A, class B>
  auto operator()(const A& total, const B& value) const {
    if constexpr (IsComplex<B>::value) {
      return total + std::norm(value);
    } else {
      return total + value * value;
    }
  }
};
struct LargerAbsolute {
  static constexpr bool kPure = true;
  template <class A, class B>
  auto operator()(const A& largest, const B& value) const {
    return Maximum{}(largest, Absolute{}(value));
  }
};

}  // namespace detail

TNP_REDUCTION(norm_l1, detail::AddAbsolute,
              typename detail::BigPromote<V>::type, 0)
TNP_REDUCTION(norm_sq, detail::AddSquare, typename detail::BigPromote<V>::type,
              0)
TNP_REDUCTION(norm_linf, detail::LargerAbsolute,
              typename detail::MagnitudeOf<V>::type, 0)

/// Square root of the sum of squares.
template <class E, class O = evaluation_strategy::lazy_type,
          class = detail::IfOptions<O, void>>
auto norm_l2(E&& e, O options = O()) {
  return sqrt(norm_sq(std::forward<E>(e), options));
}
template <class E, class X, class O = evaluation_strategy::lazy_type,
          class = detail::IfAxes<X, void>>
auto norm_l2(E&& e, const X& axes, O options = O()) {
  return sqrt(norm_sq(std::forward<E>(e), axes, options));
}
template <class E, class I, std::size_t N,
          class O = evaluation_strategy::lazy_type>
auto norm_l2(E&& e, const I (&axes)[N], O options = O()) {
  return sqrt(norm_sq(std::forward<E>(e), axes, options));
}

}  // namespace tnp
