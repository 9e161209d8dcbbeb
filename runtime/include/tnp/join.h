/// `concatenate` and `stack` (xtensor `xbuilder.hpp`).
#pragma once

#include <tnp/generator.h>

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tnp {

/// The operands of `concatenate` and `stack`; named ones by reference.
template <class... E>
auto xtuple(E&&... e) {
  return std::tuple<const_xclosure_t<E>...>(std::forward<E>(e)...);
}

namespace detail {

/// Finds the operand that holds a position along the joined axis.
template <bool Stack, class... CT>
class Joined {
 public:
  using value_type =
      std::common_type_t<typename std::decay_t<CT>::value_type...>;
  static constexpr bool kPure = (std::decay_t<CT>::kPure && ...);
  static constexpr bool kOrdered = false;

  Joined(std::tuple<CT...> parts, std::size_t axis)
      : parts_(std::move(parts)), axis_(axis) {}

  template <class It>
  value_type operator()(It first, It last) const {
    svector<std::size_t> index(first, last);
    return find<0>(index);
  }
  Overlap overlap(const MemoryRange& range) const {
    return std::apply(
        [&](const auto&... part) {
          const bool none = ((part.overlap(range) == Overlap::kNone) && ...);
          return none ? Overlap::kNone : Overlap::kPartial;
        },
        parts_);
  }

 private:
  template <std::size_t K>
  value_type find(svector<std::size_t>& index) const {
    const auto& part = std::get<K>(parts_);
    if constexpr (K + 1 < sizeof...(CT)) {
      const std::size_t extent = Stack ? 1 : part.shape()[axis_];
      if (index[axis_] >= extent) {
        index[axis_] -= extent;
        return find<K + 1>(index);
      }
    }
    if (Stack) index.erase(index.begin() + axis_);
    return static_cast<value_type>(part.element(index.begin(), index.end()));
  }

  std::tuple<CT...> parts_;
  std::size_t axis_;
};

template <class A, class B>
void check_joinable(const A& a, const B& b, std::size_t axis, bool stack) {
  bool ok = a.size() == b.size();
  for (std::size_t k = 0; ok && k < a.size(); ++k) {
    ok = (!stack && k == axis) || a[k] == b[k];
  }
  if (!ok) throw_concatenate_error(a, b);
}

}  // namespace detail

/// The operands one after the other along `axis`; lazy.
template <class... CT>
auto concatenate(std::tuple<CT...>&& parts, std::size_t axis = 0) {
  auto shape = std::get<0>(parts).shape();
  detail::normalize_axis(static_cast<std::ptrdiff_t>(axis), shape.size());
  const auto first = shape;
  shape[axis] = 0;
  std::apply(
      [&](const auto&... part) {
        (detail::check_joinable(first, part.shape(), axis, false), ...);
        ((shape[axis] += part.shape()[axis]), ...);
      },
      parts);
  return detail::make_generator(
      detail::Joined<false, CT...>(std::move(parts), axis), shape);
}

/// The operands along a new axis; lazy.
template <class... CT>
auto stack(std::tuple<CT...>&& parts, std::size_t axis = 0) {
  using First = std::decay_t<std::tuple_element_t<0, std::tuple<CT...>>>;
  constexpr std::ptrdiff_t kRank = First::kRank == detail::kDynamicRank
                                       ? detail::kDynamicRank
                                       : First::kRank + 1;
  const auto first = std::get<0>(parts).shape();
  std::apply(
      [&](const auto&... part) {
        (detail::check_joinable(first, part.shape(), axis, true), ...);
      },
      parts);
  detail::ShapeOf<kRank> shape{};
  detail::set_length(shape, first.size() + 1);
  for (std::size_t k = 0; k < shape.size(); ++k) {
    shape[k] = k == axis ? sizeof...(CT) : first[k > axis ? k - 1 : k];
  }
  return detail::make_generator(
      detail::Joined<true, CT...>(std::move(parts), axis), shape);
}

/// Joins along the first axis (1-d operands become rows).
template <class... CT>
auto vstack(std::tuple<CT...>&& parts) {
  using First = std::decay_t<std::tuple_element_t<0, std::tuple<CT...>>>;
  if constexpr (First::kRank == 1) {
    return stack(std::move(parts), 0);
  } else {
    return concatenate(std::move(parts), 0);
  }
}

/// Joins along the second axis (1-d operands along the first).
template <class... CT>
auto hstack(std::tuple<CT...>&& parts) {
  const std::size_t axis = std::get<0>(parts).dimension() == 1 ? 0 : 1;
  return concatenate(std::move(parts), axis);
}

}  // namespace tnp
