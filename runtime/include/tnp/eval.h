/// Evaluation of lazy expressions (xtensor `xeval.hpp`).
#pragma once

#include <tnp/array.h>
#include <tnp/tensor.h>

#include <type_traits>
#include <utility>

namespace tnp {

namespace detail {

template <class T, std::ptrdiff_t Rank, layout_type L>
struct ContainerOf {
  using type = tensor<T, static_cast<std::size_t>(Rank), L>;
};
template <class T, layout_type L>
struct ContainerOf<T, kDynamicRank, L> {
  using type = array<T, L>;
};

template <class E>
struct IsContainer : std::false_type {};
template <class T, std::size_t N, layout_type L>
struct IsContainer<tensor<T, N, L>> : std::true_type {};
template <class T, layout_type L>
struct IsContainer<array<T, L>> : std::true_type {};

}  // namespace detail

template <class E>
struct temporary_type {
  using type = typename detail::ContainerOf<typename E::value_type, E::kRank,
                                            default_assignable_layout(
                                                E::static_layout)>::type;
};

/// A container is passed through; anything else is evaluated into one.
template <class E>
decltype(auto) eval(E&& e) {
  using Plain = std::decay_t<E>;
  if constexpr (detail::IsContainer<Plain>::value) {
    if constexpr (std::is_lvalue_reference<E>::value) {
      return static_cast<E&>(e);
    } else {
      return Plain(std::move(e));
    }
  } else {
    return temporary_type_t<Plain>(e);
  }
}

}  // namespace tnp
