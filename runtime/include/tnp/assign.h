/// Assignment of an expression to memory (xtensor `xassign.hpp`).
///
/// One flat loop when destination and sources are dense in one order; else a
/// row loop whose inner branch has unit strides where all memory allows it. A
/// temporary is made only if the sources read the destination at other
/// positions than the one being written.
#pragma once

#include <tnp/expression.h>

#include <cstddef>
#include <type_traits>

namespace tnp {

/// The container that an expression evaluates to; see container.h.
template <class E>
struct temporary_type;
template <class E>
using temporary_type_t = typename temporary_type<std::decay_t<E>>::type;

namespace detail {

/// What is known about the iterations of a loop.
enum class Order { kSequential, kIndependent };

template <Order O, class Dst, class Src>
void run_row(Dst dst, std::ptrdiff_t n, Src src) {
  using T = std::decay_t<decltype(dst[0])>;
  if constexpr (O == Order::kIndependent) {
    TNP_INDEPENDENT_ITERATIONS
    for (std::ptrdiff_t i = 0; i < n; ++i) dst[i] = static_cast<T>(src[i]);
  } else {
    for (std::ptrdiff_t i = 0; i < n; ++i) dst[i] = static_cast<T>(src[i]);
  }
}

template <Order O, class D, class E>
void assign_rows(D& dst, const E& src) {
  constexpr std::ptrdiff_t kRank = kLoopRank<D::kRank>;
  using T = std::remove_pointer_t<decltype(dst.origin())>;
  const ShapeOf<kRank> shape = loop_shape_of<D::kRank>(dst.shape());
  StridedCursor<T, kRank> to(dst.origin(), dst.shape(), dst.strides(), shape);
  auto from = src.template cursor<kRank>(shape);
  std::size_t inner = shape.size() - 1;
  // Impure sources (random numbers) keep the row-major order of drawing.
  if (E::kPure && !to.unit(inner) && to.unit(0)) inner = 0;
  const auto n = static_cast<std::ptrdiff_t>(shape[inner]);
  const bool to_unit = to.unit(inner);
  const bool from_unit = from.unit(inner);
  for_each_row(
      shape, inner,
      [&](std::size_t axis, std::ptrdiff_t step) {
        to.move(axis, step);
        from.move(axis, step);
      },
      [&] {
        if (to_unit && from_unit) {
          run_row<O>(to.template row<true>(inner), n,
                     from.template row<true>(inner));
        } else {
          run_row<O>(to.template row<false>(inner), n,
                     from.template row<false>(inner));
        }
      });
}

/// Assigns one element after the other, for destinations without strides.
template <class D, class E>
void assign_by_index(D& dst, const E& src) {
  constexpr std::ptrdiff_t kRank = kLoopRank<D::kRank>;
  using T = ValueOf<D>;
  const ShapeOf<kRank> shape = loop_shape_of<D::kRank>(dst.shape());
  auto from = src.template cursor<kRank>(shape);
  const std::size_t inner = shape.size() - 1;
  ShapeOf<kRank> index = shape;
  for (auto& i : index) i = 0;
  for_each_row(
      shape, inner,
      [&](std::size_t axis, std::ptrdiff_t step) {
        index[axis] += static_cast<std::size_t>(step);
        from.move(axis, step);
      },
      [&] {
        const auto row = from.template row<false>(inner);
        for (std::size_t i = 0; i < shape[inner]; ++i) {
          index[inner] = i;
          dst.element(index.data(), index.data() + index.size()) =
              static_cast<T>(row[static_cast<std::ptrdiff_t>(i)]);
        }
        index[inner] = 0;
      });
}

template <class E, class D, class = void>
struct HasAssignTo : std::false_type {};
template <class E, class D>
struct HasAssignTo<E, D,
                   std::void_t<decltype(std::declval<const E&>().assign_into(
                       std::declval<D&>()))>> : std::true_type {};

/// Copies `src`, broadcast to the shape of `dst`, without looking for aliases.
template <Order O, class D, class E>
void copy_elements(D& dst, const E& src) {
  if constexpr (!D::kStrided) {
    assign_by_index(dst, src);
  } else {
    if constexpr (HasAssignTo<E, D>::value) {
      // Reductions fill a whole destination better than one element each.
      if (src.assign_into(dst)) return;
    }
    const layout_type layout = dst.layout();
    if (layout != layout_type::dynamic && src.is_flat(dst.shape(), layout)) {
      run_row<O>(
          UnitRow<std::remove_pointer_t<decltype(dst.origin())>>{dst.origin()},
          static_cast<std::ptrdiff_t>(dst.size()), src.flat_row());
    } else {
      assign_rows<O>(dst, src);
    }
  }
}

template <class D, class E>
void copy_distinct(D& dst, const E& src) {
  constexpr Order kOrder =
      E::kPlainRows ? Order::kIndependent : Order::kSequential;
  copy_elements<kOrder>(dst, src);
}

template <class D>
MemoryRange range_of(const D& dst) {
  return make_range(dst.origin(), dst.shape(), dst.strides());
}

/// `dst = src` for a destination whose shape cannot change.
template <class D, class E>
void assign_broadcast(D& dst, const E& src) {
  check_broadcastable(src.shape(), dst.shape());
  if (src.overlap(dst.memory()) == Overlap::kPartial) {
    const temporary_type_t<E> copy(src);
    copy_distinct(dst, copy);
  } else {
    copy_distinct(dst, src);
  }
}

/// The same when the caller vouches that there is no alias; what overlaps
/// all the same is processed in order, as xtensor does.
template <class D, class E>
void assign_broadcast_noalias(D& dst, const E& src) {
  check_broadcastable(src.shape(), dst.shape());
  if (src.overlap(dst.memory()) == Overlap::kPartial) {
    copy_elements<Order::kSequential>(dst, src);
  } else {
    copy_distinct(dst, src);
  }
}

/// The shape that a container of type `D` takes for a source of `shape`.
template <class D, class S>
typename D::shape_type target_shape(const S& shape) {
  typename D::shape_type target{};
  if constexpr (D::kRank == kDynamicRank) {
    target = copy_shape<typename D::shape_type>(shape);
  } else {
    for (auto& extent : target) extent = 1;
    merge_shape(shape.data(), shape.size(), target);
  }
  return target;
}

/// `dst = src` for a container, which takes the shape of the source.
template <class D, class E>
void assign_resizing(D& dst, const E& src, bool noalias) {
  const typename D::shape_type shape = target_shape<D>(src.shape());
  if (!same_shape(shape, dst.shape())) {
    if (!noalias && src.overlap(dst.memory()) != Overlap::kNone) {
      temporary_type_t<E> copy(src);
      if constexpr (std::is_same<temporary_type_t<E>, D>::value) {
        dst = std::move(copy);
      } else {
        assign_resizing(dst, copy, true);
      }
      return;
    }
    dst.resize(shape);
  }
  if (noalias) {
    assign_broadcast_noalias(dst, src);
  } else {
    assign_broadcast(dst, src);
  }
}

}  // namespace detail
}  // namespace tnp
