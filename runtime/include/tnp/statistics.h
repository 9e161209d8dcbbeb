/// sum, prod, mean, variance, extremes (the reductions of `xmath.hpp`).
#pragma once

#include <tnp/math.h>

#include <array>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <utility>

namespace tnp {

namespace detail {

/// Counts what is not zero.
struct CountNonzero {
  static constexpr bool kPure = true;
  template <class A, class B>
  constexpr std::size_t operator()(const A& count, const B& value) const {
    return static_cast<std::size_t>(count) + (value != B(0) ? 1 : 0);
  }
};
struct NanPlus {
  static constexpr bool kPure = true;
  template <class A, class B>
  constexpr auto operator()(const A& a, const B& b) const {
    return a + (b != b ? B(0) : b);
  }
};

}  // namespace detail

TNP_REDUCTION(sum, detail::Plus, V, 0)
TNP_REDUCTION(prod, detail::Multiplies, V, 1)
TNP_REDUCTION(amax, detail::Maximum, V, std::numeric_limits<V>::lowest())
TNP_REDUCTION(amin, detail::Minimum, V, (std::numeric_limits<V>::max)())
TNP_REDUCTION(nansum, detail::NanPlus, V, 0)

namespace detail {

template <class T>
using MeanType = std::conditional_t<std::is_void<T>::value, double, T>;

/// `total` divided by the number of elements behind each of its results.
template <class T, class S>
auto divide_by_count(S&& total, std::size_t count) {
  using D = MeanType<T>;
  const std::size_t results = total.size();
  const D divisor =
      results != 0 ? static_cast<D>(count / results) : static_cast<D>(0);
  return std::forward<S>(total) / D(divisor);
}

}  // namespace detail

/// Arithmetic means; sums in the element type (or `T`), divides in double.
template <class T = void, class E, class O = evaluation_strategy::lazy_type,
          class = detail::IfOptions<O, void>>
auto mean(E&& e, O options = O()) {
  const std::size_t n = e.size();
  using D = detail::MeanType<T>;
  return sum<T>(std::forward<E>(e), options) / static_cast<D>(n);
}
template <class T = void, class E, class X,
          class O = evaluation_strategy::lazy_type,
          class = detail::IfAxes<X, void>>
auto mean(E&& e, const X& axes, O options = O()) {
  const std::size_t n = e.size();
  return detail::divide_by_count<T>(sum<T>(std::forward<E>(e), axes, options),
                                    n);
}
template <class T = void, class E, class I, std::size_t N,
          class O = evaluation_strategy::lazy_type>
auto mean(E&& e, const I (&axes)[N], O options = O()) {
  return mean<T>(std::forward<E>(e), detail::axes_array(axes), options);
}
template <class T = void, class E, class X,
          class O = evaluation_strategy::lazy_type,
          class = detail::IfAxis<X, void>, class = void>
auto mean(E&& e, X axis, O options = O()) {
  return mean<T>(
      std::forward<E>(e),
      std::array<std::ptrdiff_t, 1>{{static_cast<std::ptrdiff_t>(axis)}},
      options);
}

/// Mean weighted by an expression of the same shape.
template <class T = void, class E, class W,
          class O = evaluation_strategy::lazy_type,
          class = enable_xexpression<W>, class = detail::IfOptions<O, void>>
auto average(E&& e, W&& weights, O options = O()) {
  if (!same_shape(e.shape(), weights.shape())) {
    throw std::runtime_error(
        "Weights need to have the same shape as expression.");
  }
  const auto total = sum<T>(weights, evaluation_strategy::immediate)();
  using Total = std::decay_t<decltype(total)>;
  return sum<T>(std::forward<E>(e) * std::forward<W>(weights), options) /
         Total(total);
}
template <class T = void, class E, class O = evaluation_strategy::lazy_type,
          class = detail::IfOptions<O, void>>
auto average(E&& e, O options = O()) {
  return mean<T>(std::forward<E>(e), options);
}

/// Variance of all elements; the divisor is size - `ddof`.
template <class T = void, class E, class D,
          class O = evaluation_strategy::lazy_type,
          class = detail::IfAxis<D, void>, class = detail::IfOptions<O, void>>
auto variance(E&& e, D ddof, O options = O()) {
  const std::size_t n = e.size() - static_cast<std::size_t>(ddof);
  const auto center = mean<T>(e, evaluation_strategy::immediate)();
  using Center = std::decay_t<decltype(center)>;
  using M = detail::MeanType<T>;
  return sum<T>(square(std::forward<E>(e) - Center(center)), options) /
         static_cast<M>(n);
}
template <class T = void, class E, class O = evaluation_strategy::lazy_type,
          class = detail::IfOptions<O, void>, class = void, class = void>
auto variance(E&& e, O options = O()) {
  return variance<T>(std::forward<E>(e), 0U, options);
}
/// Variance along axes.
template <class T = void, class E, class X, class D,
          class O = evaluation_strategy::lazy_type,
          class = detail::IfAxes<X, void>, class = detail::IfAxis<D, void>,
          class = void>
auto variance(E&& e, const X& axes, D ddof, O options = O()) {
  const std::size_t n = e.size() - static_cast<std::size_t>(ddof);
  auto center =
      eval(mean<T>(e, axes, evaluation_strategy::immediate | keep_dims));
  return detail::divide_by_count<T>(
      sum<T>(square(std::forward<E>(e) - std::move(center)), axes, options), n);
}
template <class T = void, class E, class X,
          class O = evaluation_strategy::lazy_type,
          class = detail::IfAxes<X, void>, class = detail::IfOptions<O, void>,
          class = void, class = void>
auto variance(E&& e, const X& axes, O options = O()) {
  return variance<T>(std::forward<E>(e), axes, 0U, options);
}
template <class T = void, class E, class I, std::size_t N,
          class O = evaluation_strategy::lazy_type,
          class = detail::IfOptions<O, void>>
auto variance(E&& e, const I (&axes)[N], O options = O()) {
  return variance<T>(std::forward<E>(e), detail::axes_array(axes), 0U, options);
}
template <class T = void, class E, class I, std::size_t N, class D,
          class O = evaluation_strategy::lazy_type,
          class = detail::IfAxis<D, void>>
auto variance(E&& e, const I (&axes)[N], D ddof, O options = O()) {
  return variance<T>(std::forward<E>(e), detail::axes_array(axes), ddof,
                     options);
}

/// Square root of `variance`.
template <class T = void, class E, class O = evaluation_strategy::lazy_type,
          class = detail::IfOptions<O, void>>
auto stddev(E&& e, O options = O()) {
  return sqrt(variance<T>(std::forward<E>(e), options));
}
template <class T = void, class E, class X,
          class O = evaluation_strategy::lazy_type,
          class = detail::IfAxes<X, void>>
auto stddev(E&& e, const X& axes, O options = O()) {
  return sqrt(variance<T>(std::forward<E>(e), axes, options));
}
template <class T = void, class E, class I, std::size_t N,
          class O = evaluation_strategy::lazy_type>
auto stddev(E&& e, const I (&axes)[N], O options = O()) {
  return sqrt(variance<T>(std::forward<E>(e), axes, options));
}

/// {smallest, largest} of all elements, as a rank-0 expression.
template <class E>
auto minmax(E&& e) {
  using V = detail::ValueOf<E>;
  std::array<V, 2> result{
      {(std::numeric_limits<V>::max)(), std::numeric_limits<V>::lowest()}};
  for (auto it = e.begin(), end = e.end(); it != end; ++it) {
    const V v = *it;
    if (v < result[0]) result[0] = v;
    if (result[1] < v) result[1] = v;
  }
  return xscalar<std::array<V, 2>>(result);
}

/// How many elements are not zero.
template <class E, class O = evaluation_strategy::lazy_type,
          class = detail::IfOptions<O, void>>
auto count_nonzero(E&& e, O = O()) {
  return detail::make_full_reducer<O>(detail::CountNonzero{},
                                      std::forward<E>(e), std::size_t{0});
}
template <class E, class I, std::size_t N,
          class O = evaluation_strategy::lazy_type>
auto count_nonzero(E&& e, const I (&axes)[N], O = O()) {
  return detail::make_reducer<O>(detail::CountNonzero{}, std::forward<E>(e),
                                 std::size_t{0}, detail::axes_array(axes));
}

}  // namespace tnp
