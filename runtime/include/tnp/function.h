/// Lazy element-wise functions (xtensor `xfunction.hpp`, `xscalar.hpp`).
///
/// A function keeps its operands as xtensor does: what has a name is kept by
/// reference and read again at each access; a temporary is moved in.
#pragma once

#include <tnp/assign.h>
#include <tnp/expression.h>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tnp {

/// A scalar as an expression of rank 0. `CT` is a value or a reference.
template <class CT>
class xscalar : public xexpression<xscalar<CT>>,
                public detail::Access<xscalar<CT>> {
 public:
  using value_type = std::decay_t<CT>;
  using reference = const value_type&;
  using const_reference = const value_type&;
  using size_type = std::size_t;
  using shape_type = std::array<std::size_t, 0>;
  static constexpr std::ptrdiff_t kRank = 0;
  static constexpr bool kStrided = false;
  static constexpr bool kPure = true;
  static constexpr bool kPlainRows = true;
  static constexpr layout_type static_layout = layout_type::any;

  template <class T, class = std::enable_if_t<
                         !std::is_same<std::decay_t<T>, xscalar>::value>>
  explicit xscalar(T&& value) : value_(std::forward<T>(value)) {}

  using detail::Access<xscalar>::shape;
  const shape_type& shape() const {
    static const shape_type kEmpty{};
    return kEmpty;
  }
  layout_type layout() const { return layout_type::any; }
  template <class... I>
  const value_type& operator()(I...) const {
    return value_;
  }
  template <class It>
  const value_type& element(It, It) const {
    return value_;
  }
  template <class S>
  bool is_flat(const S&, layout_type) const {
    return true;
  }
  auto flat_row() const { return detail::ConstantRow<value_type>{value_}; }
  template <std::ptrdiff_t Rank>
  auto cursor(const detail::ShapeOf<Rank>&) const {
    return detail::ConstantCursor<value_type>(value_);
  }
  /// A scalar kept by reference may be an element of the destination.
  detail::Overlap overlap(const detail::MemoryRange& range) const {
    const auto at = reinterpret_cast<std::uintptr_t>(&value_);
    return at >= range.lo && at < range.hi ? detail::Overlap::kPartial
                                           : detail::Overlap::kNone;
  }

 private:
  CT value_;
};

namespace detail {

template <class T, class = void>
struct ClosureOf {
  using type = std::conditional_t<std::is_lvalue_reference<T>::value, T,
                                  std::decay_t<T>>;
  using const_type =
      std::conditional_t<std::is_lvalue_reference<T>::value,
                         const std::remove_reference_t<T>&, std::decay_t<T>>;
};
template <class T>
struct ClosureOf<T, disable_xexpression<T>> {
  using type = xscalar<
      std::conditional_t<std::is_lvalue_reference<T>::value,
                         const std::remove_reference_t<T>&, std::decay_t<T>>>;
  using const_type = type;
};

}  // namespace detail

/// How an operand of type `T` (as deduced for `T&&`) is kept.
template <class T>
using xclosure_t = typename detail::ClosureOf<T>::type;
template <class T>
using const_xclosure_t = typename detail::ClosureOf<T>::const_type;

/// `F` applied to the elements of the operands, evaluated at each access.
template <class F, class... CT>
class xfunction : public xexpression<xfunction<F, CT...>>,
                  public detail::Access<xfunction<F, CT...>> {
  static constexpr std::ptrdiff_t combined_rank() {
    std::ptrdiff_t rank = 0;
    ((rank = detail::broadcast_rank(rank, std::decay_t<CT>::kRank)), ...);
    return rank;
  }
  static constexpr layout_type combined_layout() {
    layout_type layout = layout_type::any;
    ((layout = compute_layout(layout, std::decay_t<CT>::static_layout)), ...);
    return layout;
  }

 public:
  using value_type = std::decay_t<std::invoke_result_t<
      const F&, const typename std::decay_t<CT>::value_type&...>>;
  using reference = value_type;
  using const_reference = value_type;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = combined_rank();
  using shape_type = detail::ShapeOf<kRank>;
  static constexpr bool kStrided = false;
  static constexpr bool kPure = (std::decay_t<CT>::kPure && ...) && F::kPure;
  static constexpr bool kPlainRows =
      (std::decay_t<CT>::kPlainRows && ...) && F::kPure;
  static constexpr layout_type static_layout = combined_layout();

  template <class... A, class = std::enable_if_t<sizeof...(A) == sizeof...(CT)>>
  explicit xfunction(F f, A&&... args)
      : f_(std::move(f)), args_(std::forward<A>(args)...) {}

  using detail::Access<xfunction>::shape;
  /// Computed at the first call and kept, as in xtensor; throws
  /// broadcast_error then, not when the function is made.
  const shape_type& shape() const {
    if (!known_) {
      shape_ = broadcast();
      known_ = true;
    }
    return shape_;
  }
  layout_type layout() const { return static_layout; }
  const auto& arguments() const { return args_; }
  const F& functor() const { return f_; }

  template <class... I>
  value_type operator()(I... i) const {
    return std::apply([&](const auto&... a) { return f_(a(i...)...); }, args_);
  }
  template <class It>
  value_type element(It first, It last) const {
    return std::apply(
        [&](const auto&... a) { return f_(a.element(first, last)...); }, args_);
  }

  template <class S>
  bool is_flat(const S& shape, layout_type layout) const {
    return std::apply(
        [&](const auto&... a) { return (a.is_flat(shape, layout) && ...); },
        args_);
  }
  auto flat_row() const {
    return std::apply(
        [&](const auto&... a) {
          return detail::FunctionRow<F, decltype(a.flat_row())...>(
              f_, a.flat_row()...);
        },
        args_);
  }
  template <std::ptrdiff_t Rank>
  auto cursor(const detail::ShapeOf<Rank>& loop) const {
    return std::apply(
        [&](const auto&... a) {
          return detail::FunctionCursor<F, decltype(a.template cursor<Rank>(
                                               loop))...>(
              f_, a.template cursor<Rank>(loop)...);
        },
        args_);
  }
  detail::Overlap overlap(const detail::MemoryRange& range) const {
    return std::apply(
        [&](const auto&... a) {
          detail::Overlap result = detail::Overlap::kNone;
          ((result = detail::worse(result, a.overlap(range))), ...);
          return result;
        },
        args_);
  }

 private:
  shape_type broadcast() const {
    shape_type shape{};
    std::size_t rank = 0;
    std::apply(
        [&](const auto&... a) {
          ((rank = std::max(rank, a.dimension())), ...);
        },
        args_);
    detail::set_length(shape, rank);
    for (auto& extent : shape) extent = 1;
    std::apply([&](const auto&... a) { (a.broadcast_shape_into(shape), ...); },
               args_);
    return shape;
  }

  F f_;
  std::tuple<CT...> args_;
  mutable shape_type shape_{};
  mutable bool known_ = false;
};

namespace detail {

template <class F, class... E>
auto make_function(F f, E&&... e) {
  return xfunction<F, const_xclosure_t<E>...>(std::move(f),
                                              std::forward<E>(e)...);
}

/// Result of `F` on operands of which at least one is an expression.
template <class F, class... E>
using FunctionType = std::enable_if_t<has_xexpression<E...>::value,
                                      xfunction<F, const_xclosure_t<E>...>>;

}  // namespace detail
}  // namespace tnp
