/// Expressions computed from an index (xtensor `xgenerator.hpp`,
/// `xbroadcast.hpp`).
#pragma once

#include <tnp/function.h>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace tnp {

namespace detail {

/// The elements of a generator in row-major order under another shape.
template <class F, std::ptrdiff_t From, std::ptrdiff_t To>
class Reshaped {
 public:
  using value_type = typename F::value_type;
  static constexpr bool kPure = F::kPure;
  static constexpr bool kOrdered = F::kOrdered;

  Reshaped(F f, const ShapeOf<From>& from, const ShapeOf<To>& to)
      : f_(std::move(f)), from_(from), to_(to) {}
  template <class It>
  value_type operator()(It first, It) const {
    std::size_t position = 0;
    for (std::size_t extent : to_) {
      position = position * extent + static_cast<std::size_t>(*first++);
    }
    ShapeOf<From> index = from_;
    for (std::size_t k = index.size(); k-- > 0;) {
      index[k] = position % from_[k];
      position /= from_[k];
    }
    return f_(index.data(), index.data() + index.size());
  }
  Overlap overlap(const MemoryRange& range) const { return f_.overlap(range); }

 private:
  F f_;
  ShapeOf<From> from_;
  ShapeOf<To> to_;
};

/// `shape` with an extent of -1 replaced by what `size` leaves for it.
template <std::ptrdiff_t Rank, class S>
ShapeOf<Rank> complete_shape(const S& shape, std::size_t size) {
  ShapeOf<Rank> target{};
  set_length(target, shape.size());
  std::size_t known = 1;
  std::size_t open = shape.size();
  for (std::size_t k = 0; k < shape.size(); ++k) {
    if (static_cast<std::ptrdiff_t>(shape[k]) < 0) {
      open = k;
    } else {
      target[k] = static_cast<std::size_t>(shape[k]);
      known *= target[k];
    }
  }
  if (open != shape.size()) target[open] = known != 0 ? size / known : 0;
  if (compute_size(target) != size) {
    throw std::runtime_error(
        "Cannot reshape with incorrect number of elements.");
  }
  return target;
}

}  // namespace detail

/// `F` is called with a row-major index as a pair of iterators. It states:
///   value_type; kPure; kOrdered (the result depends on the order of calls
///   only, not on the index).
template <class F, std::ptrdiff_t Rank>
class xgenerator : public xexpression<xgenerator<F, Rank>>,
                   public detail::Access<xgenerator<F, Rank>> {
 public:
  using value_type = typename F::value_type;
  using reference = value_type;
  using const_reference = value_type;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = Rank;
  using shape_type = detail::ShapeOf<Rank>;
  static constexpr bool kStrided = false;
  static constexpr bool kPure = F::kPure;
  static constexpr bool kPlainRows = false;
  static constexpr layout_type static_layout = layout_type::dynamic;

  xgenerator(F f, const shape_type& shape) : f_(std::move(f)), shape_(shape) {}

  using detail::Access<xgenerator>::shape;
  const shape_type& shape() const noexcept { return shape_; }
  layout_type layout() const { return layout_type::dynamic; }
  const F& functor() const { return f_; }

  template <class S>
  auto reshape(const S& shape) const {
    constexpr std::ptrdiff_t kTo = detail::ShapeRank<S>::value;
    const auto to = detail::complete_shape<kTo>(shape, this->size());
    using Other = detail::Reshaped<F, Rank, kTo>;
    return xgenerator<Other, kTo>(Other(f_, shape_, to), to);
  }
  template <class I, std::size_t N>
  auto reshape(const I (&shape)[N]) const {
    std::array<std::ptrdiff_t, N> list{};
    for (std::size_t k = 0; k < N; ++k) {
      list[k] = static_cast<std::ptrdiff_t>(shape[k]);
    }
    return reshape(list);
  }

  template <class It>
  value_type element(It first, It last) const {
    if constexpr (F::kOrdered) {
      return f_(first, last);
    } else {
      // Broadcast axes (length 1) and missing leading ones have index 0.
      detail::ShapeOf<Rank> index{};
      detail::set_length(index, shape_.size());
      for (std::size_t k = shape_.size(); last != first && k-- > 0;) {
        const auto i = static_cast<std::size_t>(*--last);
        index[k] = shape_[k] == 1 ? 0 : i;
      }
      return f_(index.data(), index.data() + index.size());
    }
  }

  /// One running index reaches all elements only in 1-d, or if none is needed.
  template <class S>
  bool is_flat(const S& shape, layout_type layout) const {
    return same_shape(shape_, shape) &&
           (Rank == 1 || (F::kOrdered && layout == layout_type::row_major));
  }
  auto flat_row() const {
    return detail::IndexRow<xgenerator, 1>(this, {}, 0, 1);
  }
  template <std::ptrdiff_t R>
  auto cursor(const detail::ShapeOf<R>& loop) const {
    return detail::IndexCursor<xgenerator, R>(this, loop);
  }
  detail::Overlap overlap(const detail::MemoryRange& range) const {
    return f_.overlap(range);
  }

 private:
  F f_;
  shape_type shape_;
};

namespace detail {

template <class F, class S>
auto make_generator(F f, const S& shape) {
  constexpr std::ptrdiff_t kRank = ShapeRank<S>::value;
  return xgenerator<F, kRank>(std::move(f), copy_shape<ShapeOf<kRank>>(shape));
}

template <class I, std::size_t N>
std::array<std::size_t, N> shape_array(const I (&shape)[N]) {
  std::array<std::size_t, N> result{};
  for (std::size_t k = 0; k < N; ++k) {
    result[k] = static_cast<std::size_t>(shape[k]);
  }
  return result;
}

/// Base of generator functors that read no other expression.
struct Standalone {
  Overlap overlap(const MemoryRange&) const { return Overlap::kNone; }
};

}  // namespace detail

/// `CT` repeated along new axes and axes of length 1.
template <class CT, std::ptrdiff_t Rank>
class xbroadcast : public xexpression<xbroadcast<CT, Rank>>,
                   public detail::Access<xbroadcast<CT, Rank>> {
  using Source = std::decay_t<CT>;

 public:
  using value_type = typename Source::value_type;
  using reference = value_type;
  using const_reference = value_type;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = Rank;
  using shape_type = detail::ShapeOf<Rank>;
  static constexpr bool kStrided = false;
  static constexpr bool kPure = Source::kPure;
  static constexpr bool kPlainRows = Source::kPlainRows;
  static constexpr layout_type static_layout = layout_type::dynamic;

  template <class E>
  xbroadcast(E&& source, const shape_type& shape)
      : source_(std::forward<E>(source)), shape_(shape) {
    detail::check_broadcastable(source_.shape(), shape_);
  }

  using detail::Access<xbroadcast>::shape;
  const shape_type& shape() const noexcept { return shape_; }
  layout_type layout() const { return layout_type::dynamic; }

  template <class It>
  value_type element(It first, It last) const {
    return source_.element(first, last);
  }
  template <class S>
  bool is_flat(const S& shape, layout_type layout) const {
    return source_.is_flat(shape, layout);
  }
  auto flat_row() const { return source_.flat_row(); }
  template <std::ptrdiff_t R>
  auto cursor(const detail::ShapeOf<R>& loop) const {
    return source_.template cursor<R>(loop);
  }
  detail::Overlap overlap(const detail::MemoryRange& range) const {
    return source_.overlap(range);
  }

 private:
  CT source_;
  shape_type shape_;
};

/// `e`, or a scalar, broadcast to `shape`.
template <class E, class S>
auto broadcast(E&& e, const S& shape) {
  constexpr std::ptrdiff_t kRank = detail::ShapeRank<S>::value;
  return xbroadcast<const_xclosure_t<E>, kRank>(
      std::forward<E>(e), detail::copy_shape<detail::ShapeOf<kRank>>(shape));
}
template <class E, class I, std::size_t N>
auto broadcast(E&& e, const I (&shape)[N]) {
  return broadcast(std::forward<E>(e), detail::shape_array(shape));
}

}  // namespace tnp
