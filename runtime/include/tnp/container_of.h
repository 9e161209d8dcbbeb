/// The container that an expression evaluates to.
#pragma once

#include <tnp/assign.h>

#include <cstddef>
#include <type_traits>

namespace tnp {

template <class T, std::size_t N, layout_type L = layout_type::row_major>
class tensor;
template <class T, layout_type L = layout_type::row_major>
class array;

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

}  // namespace tnp
