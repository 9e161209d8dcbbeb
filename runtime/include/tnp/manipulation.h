/// Views with axes permuted, reversed, added or removed (xtensor
/// `xmanipulation.hpp`).
#pragma once

#include <tnp/eval.h>
#include <tnp/strided_view.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace tnp {

namespace detail {

/// A view whose axis k is axis `from[k]` of `e`, or new if that is kNone;
/// `flipped[k]` reverses it.
template <std::ptrdiff_t Rank, class E>
auto rearrange(E&& e, const svector<std::size_t>& from,
               std::size_t flipped = AxisMap::kNone) {
  using Source = std::decay_t<E>;
  ShapeOf<Rank> shape{};
  set_length(shape, from.size());
  for (std::size_t k = 0; k < from.size(); ++k) {
    shape[k] = from[k] == AxisMap::kNone ? 1 : e.shape()[from[k]];
  }
  if constexpr (Source::kStrided) {
    StridesOf<Rank> strides{};
    set_length(strides, from.size());
    std::ptrdiff_t start = 0;
    for (std::size_t k = 0; k < from.size(); ++k) {
      strides[k] = from[k] == AxisMap::kNone ? 0 : e.strides()[from[k]];
      if (k == flipped && shape[k] > 0) {
        start += static_cast<std::ptrdiff_t>(shape[k] - 1) * strides[k];
        strides[k] = -strides[k];
      }
    }
    return xstrided_view<xclosure_t<E>, Rank>(std::forward<E>(e), shape,
                                              strides, start);
  } else {
    std::vector<AxisMap> axes(from.size());
    for (std::size_t k = 0; k < from.size(); ++k) {
      axes[k].source_axis = from[k];
      if (k == flipped) {
        axes[k].start = static_cast<std::ptrdiff_t>(shape[k]) - 1;
        axes[k].step = -1;
      }
    }
    ShapeOf<Source::kRank> base{};
    set_length(base, e.dimension());
    for (auto& i : base) i = 0;
    return xmapped_view<xclosure_t<E>, Rank>(std::forward<E>(e), shape,
                                             std::move(axes), base);
  }
}

inline svector<std::size_t> all_axes(std::size_t rank) {
  svector<std::size_t> axes(rank);
  for (std::size_t k = 0; k < rank; ++k) axes[k] = k;
  return axes;
}

}  // namespace detail

/// The axes in reverse order.
template <class E>
auto transpose(E&& e) {
  auto axes = detail::all_axes(e.dimension());
  std::reverse(axes.begin(), axes.end());
  return detail::rearrange<std::decay_t<E>::kRank>(std::forward<E>(e), axes);
}

/// Axis k of the result is axis `permutation[k]` of `e`.
template <class E, class S>
auto transpose(E&& e, const S& permutation) {
  const std::size_t rank = e.dimension();
  svector<std::size_t> axes;
  for (auto axis : permutation) axes.push_back(static_cast<std::size_t>(axis));
  svector<std::size_t> sorted = axes;
  std::sort(sorted.begin(), sorted.end());
  if (sorted != detail::all_axes(rank)) {
    throw transpose_error(
        axes.size() != rank
            ? "Permutation does not have the same size as shape"
            : "Permutation contains axis more than once or out of bounds");
  }
  return detail::rearrange<std::decay_t<E>::kRank>(std::forward<E>(e), axes);
}
template <class E, class I, std::size_t N>
auto transpose(E&& e, const I (&permutation)[N]) {
  return transpose(std::forward<E>(e), detail::shape_array(permutation));
}

template <class E>
auto swapaxes(E&& e, std::ptrdiff_t axis1, std::ptrdiff_t axis2) {
  auto axes = detail::all_axes(e.dimension());
  std::swap(axes[detail::normalize_axis(axis1, axes.size())],
            axes[detail::normalize_axis(axis2, axes.size())]);
  return detail::rearrange<std::decay_t<E>::kRank>(std::forward<E>(e), axes);
}

template <class E>
auto moveaxis(E&& e, std::ptrdiff_t source, std::ptrdiff_t destination) {
  auto axes = detail::all_axes(e.dimension());
  const std::size_t from = detail::normalize_axis(source, axes.size());
  const std::size_t to = detail::normalize_axis(destination, axes.size());
  axes.erase(axes.begin() + from);
  axes.insert(axes.begin() + to, from);
  return detail::rearrange<std::decay_t<E>::kRank>(std::forward<E>(e), axes);
}

/// `e` with one axis reversed, or all of them.
template <class E>
auto flip(E&& e, std::size_t axis) {
  const auto axes = detail::all_axes(e.dimension());
  return detail::rearrange<std::decay_t<E>::kRank>(
      std::forward<E>(e), axes,
      detail::normalize_axis(static_cast<std::ptrdiff_t>(axis), axes.size()));
}

/// All elements in row-major order, as a 1-d view.
template <layout_type L = layout_type::row_major, class E>
auto ravel(E&& e) {
  static_assert(L == layout_type::row_major,
                "ravel in column-major order is not supported");
  const std::array<std::size_t, 1> shape{{e.size()}};
  return reshape_view(std::forward<E>(e), shape);
}
template <layout_type L = layout_type::row_major, class E>
auto flatten(E&& e) {
  return ravel<L>(std::forward<E>(e));
}

/// The positions of the elements that are not zero, in row-major order.
template <layout_type L = layout_type::row_major, class E>
std::vector<std::size_t> flatnonzero(const E& e) {
  std::vector<std::size_t> result;
  std::size_t i = 0;
  for (auto it = e.template begin<L>(), end = e.template end<L>(); it != end;
       ++it, ++i) {
    if (static_cast<bool>(*it)) result.push_back(i);
  }
  return result;
}

/// `e` without its axes of length 1.
template <class E>
auto squeeze(E&& e) {
  svector<std::size_t> axes;
  for (std::size_t k = 0; k < e.dimension(); ++k) {
    if (e.shape()[k] != 1) axes.push_back(k);
  }
  return detail::rearrange<detail::kDynamicRank>(std::forward<E>(e), axes);
}
template <class E>
auto squeeze(E&& e, std::size_t axis) {
  auto axes = detail::all_axes(e.dimension());
  if (e.shape()[axis] != 1) {
    throw std::invalid_argument("Trying to squeeze axis != 1");
  }
  axes.erase(axes.begin() + axis);
  return detail::rearrange<detail::kDynamicRank>(std::forward<E>(e), axes);
}

/// `e` with a new axis of length 1 before `axis`.
template <class E>
auto expand_dims(E&& e, std::size_t axis) {
  auto axes = detail::all_axes(e.dimension());
  axes.insert(axes.begin() + axis, detail::AxisMap::kNone);
  return detail::rearrange<detail::kDynamicRank>(std::forward<E>(e), axes);
}

/// `e` with new axes until it has at least `N`: at the end for the third,
/// in front before that, as in NumPy.
template <std::size_t N, class E>
auto atleast_Nd(E&& e) {
  auto axes = detail::all_axes(e.dimension());
  while (axes.size() < N) {
    const std::size_t at = axes.size() < 2 ? 0 : axes.size();
    axes.insert(axes.begin() + at, detail::AxisMap::kNone);
  }
  return detail::rearrange<detail::kDynamicRank>(std::forward<E>(e), axes);
}
template <class E>
auto atleast_1d(E&& e) {
  return atleast_Nd<1>(std::forward<E>(e));
}
template <class E>
auto atleast_2d(E&& e) {
  return atleast_Nd<2>(std::forward<E>(e));
}
template <class E>
auto atleast_3d(E&& e) {
  return atleast_Nd<3>(std::forward<E>(e));
}

/// Elements moved by `shift` places in row-major order, or along `axis`; what
/// leaves at one end comes back at the other. A new container.
template <class E>
auto roll(const E& e, std::ptrdiff_t shift) {
  temporary_type_t<E> result(e);
  const auto n = static_cast<std::ptrdiff_t>(result.size());
  if (n == 0) return result;
  const std::ptrdiff_t left = ((-shift % n) + n) % n;
  std::rotate(result.begin(), result.begin() + left, result.end());
  return result;
}
template <class E>
auto roll(const E& e, std::ptrdiff_t shift, std::ptrdiff_t axis) {
  temporary_type_t<E> result(e);
  const std::size_t k = detail::normalize_axis(axis, result.dimension());
  const auto n = static_cast<std::ptrdiff_t>(result.shape()[k]);
  if (result.size() == 0) return result;
  std::ptrdiff_t inner = 1;
  for (std::size_t i = k + 1; i < result.dimension(); ++i) {
    inner *= static_cast<std::ptrdiff_t>(result.shape()[i]);
  }
  const std::ptrdiff_t left = (((-shift % n) + n) % n) * inner;
  for (auto it = result.begin(); it != result.end(); it += n * inner) {
    std::rotate(it, it + left, it + n * inner);
  }
  return result;
}

}  // namespace tnp
