/// Running sums and products (xtensor `xaccumulator.hpp`).
#pragma once

#include <tnp/eval.h>
#include <tnp/functor.h>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tnp {
namespace detail {

/// `f` folded along `axis`, keeping each intermediate value.
template <class R, class F, class E>
auto accumulate_axis(F f, const E& e, std::ptrdiff_t axis) {
  using Init = std::conditional_t<std::is_void<R>::value, ValueOf<E>, R>;
  using V = std::decay_t<decltype(f(std::declval<Init>(),
                                    std::declval<ValueOf<E>>()))>;
  using Result =
      typename ContainerOf<V, E::kRank, layout_type::row_major>::type;
  Result result(e);
  if (result.dimension() == 0) return result;
  const std::size_t k = normalize_axis(axis, result.dimension());
  std::size_t outer = 1;
  std::size_t inner = 1;
  for (std::size_t i = 0; i < k; ++i) outer *= result.shape()[i];
  for (std::size_t i = k + 1; i < result.dimension(); ++i) {
    inner *= result.shape()[i];
  }
  const std::size_t n = result.shape()[k];
  for (std::size_t block = 0; block < outer; ++block) {
    V* first = result.data() + block * n * inner;
    for (std::size_t i = inner; i < n * inner; ++i) {
      first[i] = static_cast<V>(f(first[i - inner], first[i]));
    }
  }
  return result;
}

/// The same over all elements in row-major order; the result is 1-d.
template <class R, class F, class E>
auto accumulate_flat(F f, const E& e) {
  using Init = std::conditional_t<std::is_void<R>::value, ValueOf<E>, R>;
  using V = std::decay_t<decltype(f(std::declval<Init>(),
                                    std::declval<ValueOf<E>>()))>;
  auto result = tensor<V, 1>::from_shape({e.size()});
  std::size_t i = 0;
  for (auto it = e.begin(), end = e.end(); it != end; ++it, ++i) {
    result(i) =
        i == 0 ? static_cast<V>(*it) : static_cast<V>(f(result(i - 1), *it));
  }
  return result;
}

}  // namespace detail

template <class T = void, class E>
auto cumsum(E&& e, std::ptrdiff_t axis) {
  return detail::accumulate_axis<T>(detail::Plus{}, std::as_const(e), axis);
}
template <class T = void, class E>
auto cumsum(E&& e) {
  return detail::accumulate_flat<T>(detail::Plus{}, std::as_const(e));
}
template <class T = void, class E>
auto cumprod(E&& e, std::ptrdiff_t axis) {
  return detail::accumulate_axis<T>(detail::Multiplies{}, std::as_const(e),
                                    axis);
}
template <class T = void, class E>
auto cumprod(E&& e) {
  return detail::accumulate_flat<T>(detail::Multiplies{}, std::as_const(e));
}

}  // namespace tnp
