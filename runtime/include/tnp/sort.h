/// Sorting, searching and sets (xtensor `xsort.hpp`,
/// `xset_operation.hpp`).
#pragma once

#include <tnp/eval.h>
#include <tnp/operation.h>
#include <tnp/slice.h>

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace tnp {
namespace detail {

/// A row-major array seen as `outer` blocks of `length` rows of `inner`.
struct AxisBlocks {
  std::size_t outer = 1;
  std::size_t length = 1;
  std::size_t inner = 1;
};

template <class S>
AxisBlocks axis_blocks(const S& shape, std::size_t axis) {
  AxisBlocks b;
  b.length = shape[axis];
  for (std::size_t k = 0; k < axis; ++k) b.outer *= shape[k];
  for (std::size_t k = axis + 1; k < shape.size(); ++k) b.inner *= shape[k];
  return b;
}

/// Calls `visit(first, stride)` for each line of elements along the axis.
template <class Visit>
void for_each_line(const AxisBlocks& b, Visit&& visit) {
  for (std::size_t o = 0; o < b.outer; ++o) {
    for (std::size_t i = 0; i < b.inner; ++i) {
      visit(o * b.length * b.inner + i, b.inner);
    }
  }
}

template <class T, class E>
using RowMajorOf =
    typename ContainerOf<T, E::kRank, layout_type::row_major>::type;

/// Sorts positions 0..n-1 by the values found there.
template <class T, class It>
void sort_positions(const std::vector<T>& line, It first) {
  const auto last = first + static_cast<std::ptrdiff_t>(line.size());
  std::size_t i = 0;
  for (It it = first; it != last; ++it) *it = i++;
  std::sort(first, last, [&line](std::size_t a, std::size_t b) {
    return line[a] < line[b];
  });
}

/// Position of the first element for which nothing compares better.
template <bool Largest, class E>
auto arg_extreme(const E& e) {
  std::size_t best = 0;
  std::size_t i = 0;
  using V = typename E::value_type;
  V best_value{};
  for (auto it = e.begin(), end = e.end(); it != end; ++it, ++i) {
    const V v = *it;
    if (i == 0 || (Largest ? best_value < v : v < best_value)) {
      best = i;
      best_value = v;
    }
  }
  return tensor<std::size_t, 0>(best);
}
template <bool Largest, class E>
auto arg_extreme(const E& e, std::ptrdiff_t axis) {
  using V = typename E::value_type;
  const RowMajorOf<V, E> values(e);
  const std::size_t k = normalize_axis(axis, values.dimension());
  constexpr std::ptrdiff_t kRank =
      E::kRank == kDynamicRank ? kDynamicRank : E::kRank - 1;
  ShapeOf<kRank> shape{};
  set_length(shape, values.dimension() - 1);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    shape[i] = values.shape()[i < k ? i : i + 1];
  }
  using Result =
      typename ContainerOf<std::size_t, kRank, layout_type::row_major>::type;
  Result result = Result::from_shape(shape);
  const AxisBlocks blocks = axis_blocks(values.shape(), k);
  std::size_t out = 0;
  for_each_line(blocks, [&](std::size_t first, std::size_t stride) {
    const V* p = values.data() + first;
    std::size_t best = 0;
    for (std::size_t i = 1; i < blocks.length; ++i) {
      const bool better = Largest ? p[best * stride] < p[i * stride]
                                  : p[i * stride] < p[best * stride];
      if (better) best = i;
    }
    result.data()[out++] = best;
  });
  return result;
}

}  // namespace detail

/// The elements in ascending order along `axis`, by default the last.
template <class E>
auto sort(const xexpression<E>& e, std::ptrdiff_t axis = -1) {
  using V = typename E::value_type;
  detail::RowMajorOf<V, E> result(e.derived_cast());
  if (result.dimension() == 0) return result;
  const auto blocks = detail::axis_blocks(
      result.shape(), detail::normalize_axis(axis, result.dimension()));
  std::vector<V> line(blocks.length);
  detail::for_each_line(blocks, [&](std::size_t first, std::size_t stride) {
    V* p = result.data() + first;
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = p[i * stride];
    std::sort(line.begin(), line.end());
    for (std::size_t i = 0; i < line.size(); ++i) p[i * stride] = line[i];
  });
  return result;
}

/// All elements in ascending order, 1-d.
template <class E>
auto sort(const xexpression<E>& e, placeholders::xtuph) {
  const E& source = e.derived_cast();
  auto result = tensor<typename E::value_type, 1>::from_shape({source.size()});
  std::copy(source.begin(), source.end(), result.begin());
  std::sort(result.begin(), result.end());
  return result;
}

/// The positions that sort `e` along `axis`; equal elements in the order of
/// std::sort, which is xtensor's.
template <class E>
auto argsort(const xexpression<E>& e, std::ptrdiff_t axis = -1) {
  using V = typename E::value_type;
  const detail::RowMajorOf<V, E> values(e.derived_cast());
  auto result = detail::RowMajorOf<std::size_t, E>::from_shape(values.shape());
  if (values.dimension() == 0) {
    result.fill(0);
    return result;
  }
  const auto blocks = detail::axis_blocks(
      values.shape(), detail::normalize_axis(axis, values.dimension()));
  std::vector<V> line(blocks.length);
  std::vector<std::size_t> order(blocks.length);
  detail::for_each_line(blocks, [&](std::size_t first, std::size_t stride) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      line[i] = values.data()[first + i * stride];
    }
    detail::sort_positions(line, order.begin());
    for (std::size_t i = 0; i < line.size(); ++i) {
      result.data()[first + i * stride] = order[i];
    }
  });
  return result;
}
template <class E>
auto argsort(const xexpression<E>& e, placeholders::xtuph) {
  const E& source = e.derived_cast();
  const std::vector<typename E::value_type> line(source.begin(), source.end());
  auto result = tensor<std::size_t, 1>::from_shape({line.size()});
  detail::sort_positions(line, result.begin());
  return result;
}

/// Row-major position of the first smallest or largest element, 0-d, or its
/// position along `axis`.
template <class E>
auto argmin(const xexpression<E>& e) {
  return detail::arg_extreme<false>(e.derived_cast());
}
template <class E>
auto argmin(const xexpression<E>& e, std::ptrdiff_t axis) {
  return detail::arg_extreme<false>(e.derived_cast(), axis);
}
template <class E>
auto argmax(const xexpression<E>& e) {
  return detail::arg_extreme<true>(e.derived_cast());
}
template <class E>
auto argmax(const xexpression<E>& e, std::ptrdiff_t axis) {
  return detail::arg_extreme<true>(e.derived_cast(), axis);
}

/// The different elements in ascending order.
template <class E>
auto unique(const xexpression<E>& e) {
  auto sorted = sort(e, placeholders::xtuph());
  const auto end = std::unique(sorted.begin(), sorted.end());
  using V = typename E::value_type;
  auto result = tensor<V, 1>::from_shape(
      {static_cast<std::size_t>(end - sorted.begin())});
  std::copy(sorted.begin(), end, result.begin());
  return result;
}

/// The different elements of `a` that `b` does not have, ascending.
template <class E1, class E2>
auto setdiff1d(const xexpression<E1>& a, const xexpression<E2>& b) {
  using V =
      std::common_type_t<typename E1::value_type, typename E2::value_type>;
  const auto left = unique(a);
  const auto right = unique(b);
  std::vector<V> kept;
  std::set_difference(left.begin(), left.end(), right.begin(), right.end(),
                      std::back_inserter(kept));
  auto result = tensor<V, 1>::from_shape({kept.size()});
  std::copy(kept.begin(), kept.end(), result.begin());
  return result;
}

/// The median of all elements, in the element type.
template <class E>
typename std::decay_t<E>::value_type median(E&& e) {
  using V = typename std::decay_t<E>::value_type;
  std::vector<V> v(e.begin(), e.end());
  if (v.empty()) throw std::runtime_error("median of an empty expression");
  std::sort(v.begin(), v.end());
  const std::size_t half = v.size() / 2;
  if (v.size() % 2 == 1) return v[half];
  return static_cast<V>((v[half - 1] + v[half]) / V(2));
}

}  // namespace tnp
