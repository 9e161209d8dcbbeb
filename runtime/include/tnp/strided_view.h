/// `strided_view`, `reshape_view` (xtensor `xstrided_view.hpp`).
#pragma once

#include <tnp/generator.h>
#include <tnp/view.h>

#include <cstddef>
#include <utility>

namespace tnp {

/// A view whose slices are chosen at run time; its rank is dynamic.
template <class E>
auto strided_view(E&& e, const xstrided_slice_vector& slices) {
  using Source = std::decay_t<E>;
  constexpr std::ptrdiff_t kRank = detail::kDynamicRank;
  std::ptrdiff_t rank = static_cast<std::ptrdiff_t>(e.dimension());
  std::size_t consumed = 0;
  for (const xstrided_slice& slice : slices) {
    std::visit(
        [&](const auto& s) {
          using S = std::decay_t<decltype(s)>;
          rank += detail::kAxisChange<S>;
          consumed += detail::kConsumes<S>;
        },
        slice);
  }
  detail::check_slices(consumed, e.dimension());
  const auto apply = [&](auto& slicer) {
    for (const xstrided_slice& slice : slices) {
      std::visit([&](const auto& s) { slicer(s); }, slice);
    }
    slicer.finish();
  };
  if constexpr (Source::kStrided) {
    detail::StridedSlicer<Source, kRank> slicer(
        e, static_cast<std::size_t>(rank), consumed);
    apply(slicer);
    return xstrided_view<xclosure_t<E>, kRank>(std::forward<E>(e), slicer.shape,
                                               slicer.strides, slicer.start);
  } else {
    detail::MappedSlicer<Source, kRank> slicer(
        e, static_cast<std::size_t>(rank), consumed);
    apply(slicer);
    return xmapped_view<xclosure_t<E>, kRank>(
        std::forward<E>(e), slicer.shape, std::move(slicer.axes), slicer.base);
  }
}

/// The elements of `CT` in row-major order under another shape.
template <class CT, std::ptrdiff_t Rank>
class xreshaped_view : public xexpression<xreshaped_view<CT, Rank>>,
                       public detail::Access<xreshaped_view<CT, Rank>>,
                       public detail::Assignable<xreshaped_view<CT, Rank>> {
  using Source = std::decay_t<CT>;
  using SourceIndex = detail::ShapeOf<Source::kRank>;

 public:
  using value_type = typename Source::value_type;
  using reference = decltype(std::declval<CT&>().element(
      std::declval<const std::size_t*>(), std::declval<const std::size_t*>()));
  using const_reference = decltype(std::declval<const Source&>().element(
      std::declval<const std::size_t*>(), std::declval<const std::size_t*>()));
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = Rank;
  using shape_type = detail::ShapeOf<Rank>;
  static constexpr layout_type static_layout = layout_type::dynamic;
  static constexpr bool kStrided = false;
  static constexpr bool kPure = Source::kPure;
  static constexpr bool kPlainRows = false;

  template <class E>
  xreshaped_view(E&& source, const shape_type& shape)
      : source_(std::forward<E>(source)), shape_(shape) {}
  TNP_VIEW_ASSIGNMENT(xreshaped_view)

  using detail::Access<xreshaped_view>::shape;
  const shape_type& shape() const noexcept { return shape_; }
  layout_type layout() const { return layout_type::dynamic; }

  template <class It>
  reference element(It first, It last) {
    const SourceIndex index = locate(first, last);
    return source_.element(index.data(), index.data() + index.size());
  }
  template <class It>
  const_reference element(It first, It last) const {
    const SourceIndex index = locate(first, last);
    return std::as_const(source_).element(index.data(),
                                          index.data() + index.size());
  }
  template <class S>
  bool is_flat(const S&, layout_type) const {
    return false;
  }
  auto flat_row() const {
    return detail::IndexRow<xreshaped_view, 1>(this, {}, 0, 1);
  }
  template <std::ptrdiff_t R>
  auto cursor(const detail::ShapeOf<R>& loop) const {
    return detail::IndexCursor<xreshaped_view, R>(this, loop);
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
  SourceIndex locate(It first, It last) const {
    std::size_t position = 0;
    std::size_t weight = 1;
    for (std::size_t k = shape_.size(); last != first && k-- > 0;) {
      const auto i = static_cast<std::size_t>(*--last);
      position += (shape_[k] == 1 ? 0 : i) * weight;
      weight *= shape_[k];
    }
    return detail::copy_shape<SourceIndex>(
        unravel_index(position, source_.shape()));
  }

  CT source_;
  shape_type shape_;
};

/// The elements of `e` in row-major order under `shape`; one extent may be -1.
template <class E, class S>
auto reshape_view(E&& e, const S& shape) {
  using Source = std::decay_t<E>;
  constexpr std::ptrdiff_t kRank = detail::ShapeRank<S>::value;
  const auto target = detail::complete_shape<kRank>(shape, e.size());
  if constexpr (Source::kStrided &&
                Source::static_layout == layout_type::row_major) {
    detail::StridesOf<kRank> strides{};
    detail::set_length(strides, target.size());
    detail::compute_strides(target, layout_type::row_major, strides);
    return xstrided_view<xclosure_t<E>, kRank>(std::forward<E>(e), target,
                                               strides, 0);
  } else {
    return xreshaped_view<xclosure_t<E>, kRank>(std::forward<E>(e), target);
  }
}
template <class E, class I, std::size_t N>
auto reshape_view(E&& e, const I (&shape)[N]) {
  std::array<std::ptrdiff_t, N> list{};
  for (std::size_t k = 0; k < N; ++k) {
    list[k] = static_cast<std::ptrdiff_t>(shape[k]);
  }
  return reshape_view(std::forward<E>(e), list);
}

}  // namespace tnp
