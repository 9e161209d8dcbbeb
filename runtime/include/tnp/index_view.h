/// Views of chosen elements (xtensor `xindex_view.hpp`).
#pragma once

#include <tnp/operation.h>
#include <tnp/strided_base.h>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace tnp {

/// The elements of `CT` at a list of indices, as a 1-d expression.
template <class CT>
class xindex_view : public xexpression<xindex_view<CT>>,
                    public detail::Access<xindex_view<CT>>,
                    public detail::Assignable<xindex_view<CT>> {
  using Source = std::decay_t<CT>;

 public:
  using value_type = typename Source::value_type;
  using reference = decltype(std::declval<CT&>().element(
      std::declval<const std::size_t*>(), std::declval<const std::size_t*>()));
  using const_reference = decltype(std::declval<const Source&>().element(
      std::declval<const std::size_t*>(), std::declval<const std::size_t*>()));
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = 1;
  using shape_type = std::array<std::size_t, 1>;
  static constexpr layout_type static_layout = layout_type::dynamic;
  static constexpr bool kStrided = false;
  static constexpr bool kPure = Source::kPure;
  static constexpr bool kPlainRows = false;

  template <class E>
  xindex_view(E&& source, std::vector<xindex> indices)
      : source_(std::forward<E>(source)),
        indices_(std::move(indices)),
        shape_{{indices_.size()}} {}
  TNP_VIEW_ASSIGNMENT(xindex_view)

  using detail::Access<xindex_view>::shape;
  const shape_type& shape() const noexcept { return shape_; }
  layout_type layout() const { return layout_type::dynamic; }

  template <class It>
  reference element(It first, It last) {
    const xindex& index = at_position(first, last);
    return source_.element(index.begin(), index.end());
  }
  template <class It>
  const_reference element(It first, It last) const {
    const xindex& index = at_position(first, last);
    return std::as_const(source_).element(index.begin(), index.end());
  }
  template <class S>
  bool is_flat(const S& shape, layout_type) const {
    return same_shape(shape_, shape);
  }
  auto flat_row() const {
    return detail::IndexRow<xindex_view, 1>(this, {}, 0, 1);
  }
  template <std::ptrdiff_t R>
  auto cursor(const detail::ShapeOf<R>& loop) const {
    return detail::IndexCursor<xindex_view, R>(this, loop);
  }
  detail::MemoryRange memory() const {
    if constexpr (Source::kStrided) {
      return source_.memory();
    } else {
      return detail::MemoryRange{};
    }
  }
  detail::Overlap overlap(const detail::MemoryRange& range) const {
    return source_.overlap(range) == detail::Overlap::kNone
               ? detail::Overlap::kNone
               : detail::Overlap::kPartial;
  }

 private:
  template <class It>
  const xindex& at_position(It first, It last) const {
    const std::size_t i =
        first == last ? 0 : static_cast<std::size_t>(*(last - 1));
    return indices_[shape_[0] == 1 ? 0 : i];
  }

  CT source_;
  std::vector<xindex> indices_;
  shape_type shape_;
};

/// The elements of `e` at `indices`, each a sequence of integers.
template <class E, class I>
auto index_view(E&& e, const I& indices) {
  std::vector<xindex> list;
  for (const auto& index : indices) {
    list.emplace_back(index.begin(), index.end());
  }
  return xindex_view<xclosure_t<E>>(std::forward<E>(e), std::move(list));
}
template <class E, std::size_t N>
auto index_view(E&& e, const xindex (&indices)[N]) {
  return xindex_view<xclosure_t<E>>(std::forward<E>(e),
                                    std::vector<xindex>(indices, indices + N));
}

/// The elements of `e` where `condition` is true; found once, at the call.
template <class E, class C>
auto filter(E&& e, const C& condition) {
  return xindex_view<xclosure_t<E>>(std::forward<E>(e), argwhere(condition));
}
template <class E, class C>
auto filtration(E&& e, const C& condition) {
  return filter(std::forward<E>(e), condition);
}

}  // namespace tnp
