/// `view`, `row`, `col` (xtensor `xview.hpp`).
#pragma once

#include <tnp/slice.h>
#include <tnp/strided_base.h>

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace tnp {
namespace detail {

/// Applies slices one after the other to an expression with strides.
template <class Source, std::ptrdiff_t Rank>
class StridedSlicer {
 public:
  StridedSlicer(const Source& source, std::size_t rank, std::size_t consumed)
      : source_(source), rest_(source.dimension() - consumed) {
    set_length(shape, rank);
    set_length(strides, rank);
  }

  template <class S>
  void operator()(const S& slice) {
    if constexpr (std::is_integral<S>::value) {
      take(static_cast<std::ptrdiff_t>(slice));
    } else if constexpr (std::is_same<S, xall_tag>::value) {
      whole();
    } else if constexpr (std::is_same<S, xnewaxis_tag>::value) {
      shape[out_] = 1;
      strides[out_++] = 0;
    } else if constexpr (std::is_same<S, xellipsis_tag>::value) {
      for (; rest_ > 0; --rest_) whole();
    } else {
      const auto r = slice.resolve(source_.shape()[axis_]);
      const std::ptrdiff_t stride = source_.strides()[axis_++];
      if (r.size > 0) start += r.start * stride;
      shape[out_] = r.size;
      strides[out_++] = r.step * stride;
    }
  }
  void finish() {
    while (axis_ < source_.dimension()) whole();
  }

  ShapeOf<Rank> shape{};
  StridesOf<Rank> strides{};
  std::ptrdiff_t start = 0;

 private:
  void take(std::ptrdiff_t i) {
    if (i < 0) i += static_cast<std::ptrdiff_t>(source_.shape()[axis_]);
    start += i * source_.strides()[axis_++];
  }
  void whole() {
    shape[out_] = source_.shape()[axis_];
    strides[out_++] = source_.strides()[axis_++];
  }

  const Source& source_;
  std::size_t rest_;
  std::size_t axis_ = 0;
  std::size_t out_ = 0;
};

/// The same for expressions without strides and for picked positions.
template <class Source, std::ptrdiff_t Rank>
class MappedSlicer {
 public:
  MappedSlicer(const Source& source, std::size_t rank, std::size_t consumed)
      : source_(source), rest_(source.dimension() - consumed) {
    set_length(shape, rank);
    set_length(base, source.dimension());
    for (auto& i : base) i = 0;
  }

  template <class S>
  void operator()(const S& slice) {
    if constexpr (std::is_integral<S>::value) {
      const auto i = static_cast<std::ptrdiff_t>(slice);
      const auto extent = static_cast<std::ptrdiff_t>(source_.shape()[axis_]);
      base[axis_++] = static_cast<std::size_t>(i < 0 ? i + extent : i);
    } else if constexpr (std::is_same<S, xall_tag>::value) {
      whole();
    } else if constexpr (std::is_same<S, xnewaxis_tag>::value) {
      push(1, AxisMap());
    } else if constexpr (std::is_same<S, xellipsis_tag>::value) {
      for (; rest_ > 0; --rest_) whole();
    } else if constexpr (IsPick<S>::value) {
      AxisMap map;
      auto picked = std::make_shared<const std::vector<std::size_t>>(
          slice.resolve(source_.shape()[axis_]));
      map.source_axis = axis_++;
      const std::size_t size = picked->size();
      map.picked = std::move(picked);
      push(size, std::move(map));
    } else {
      const auto r = slice.resolve(source_.shape()[axis_]);
      AxisMap map;
      map.source_axis = axis_++;
      map.start = r.start;
      map.step = r.step;
      push(r.size, std::move(map));
    }
  }
  void finish() {
    while (axis_ < source_.dimension()) whole();
  }

  ShapeOf<Rank> shape{};
  ShapeOf<Source::kRank> base{};
  std::vector<AxisMap> axes;

 private:
  void whole() {
    AxisMap map;
    map.source_axis = axis_;
    const std::size_t extent = source_.shape()[axis_++];
    push(extent, std::move(map));
  }
  void push(std::size_t extent, AxisMap map) {
    shape[axes.size()] = extent;
    axes.push_back(std::move(map));
  }

  const Source& source_;
  std::size_t rest_;
  std::size_t axis_ = 0;
};

inline void check_slices(std::size_t consumed, std::size_t rank) {
  if (consumed > rank) {
    throw std::runtime_error("too many slices: " + std::to_string(consumed) +
                             " for an expression of dimension " +
                             std::to_string(rank));
  }
}

}  // namespace detail

/// The part of `e` that the slices select: integers, `all()`, `range(...)`,
/// `newaxis()`, `ellipsis()`, `keep(...)`, `drop(...)`. Missing slices at the
/// end mean `all()`. Assigning to the view assigns to `e`.
template <class E, class... S>
auto view(E&& e, S&&... slices) {
  using Source = std::decay_t<E>;
  constexpr std::ptrdiff_t kChange =
      (detail::kAxisChange<std::decay_t<S>> + ... + 0);
  constexpr std::ptrdiff_t kRank = Source::kRank == detail::kDynamicRank
                                       ? detail::kDynamicRank
                                       : Source::kRank + kChange;
  static_assert(kRank >= detail::kDynamicRank, "too many integer slices");
  constexpr std::size_t kConsumed =
      (detail::kConsumes<std::decay_t<S>> + ... + std::size_t{0});
  detail::check_slices(kConsumed, e.dimension());
  const auto rank = static_cast<std::size_t>(
      static_cast<std::ptrdiff_t>(e.dimension()) + kChange);
  constexpr bool kPicks = (detail::IsPick<std::decay_t<S>>::value || ...);
  if constexpr (Source::kStrided && !kPicks) {
    detail::StridedSlicer<Source, kRank> slicer(e, rank, kConsumed);
    (slicer(slices), ...);
    slicer.finish();
    return xstrided_view<xclosure_t<E>, kRank>(std::forward<E>(e), slicer.shape,
                                               slicer.strides, slicer.start);
  } else {
    detail::MappedSlicer<Source, kRank> slicer(e, rank, kConsumed);
    (slicer(slices), ...);
    slicer.finish();
    return xmapped_view<xclosure_t<E>, kRank>(
        std::forward<E>(e), slicer.shape, std::move(slicer.axes), slicer.base);
  }
}

/// Row `i` of a 2-d expression.
template <class E>
auto row(E&& e, std::ptrdiff_t i) {
  return view(std::forward<E>(e), i, all());
}

/// Column `j` of a 2-d expression.
template <class E>
auto col(E&& e, std::ptrdiff_t j) {
  return view(std::forward<E>(e), all(), j);
}

}  // namespace tnp
