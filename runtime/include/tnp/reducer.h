/// Lazy and immediate reductions over axes (xtensor `xreducer.hpp`).
///
/// Each result is accumulated in row-major order of the source, as xtensor
/// does without SIMD, so that floating-point results agree bit for bit.
#pragma once

#include <tnp/container_of.h>
#include <tnp/function.h>

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace tnp {

/// How a reduction is evaluated and whether reduced axes stay with length 1.
/// Options combine: `keep_dims | evaluation_strategy::immediate`.
template <bool Immediate, bool KeepDims>
struct reducer_options {
  static constexpr bool kImmediate = Immediate;
  static constexpr bool kKeepDims = KeepDims;
};

template <bool I1, bool K1, bool I2, bool K2>
constexpr reducer_options<I1 || I2, K1 || K2> operator|(
    reducer_options<I1, K1>, reducer_options<I2, K2>) {
  return {};
}

namespace evaluation_strategy {
using lazy_type = reducer_options<false, false>;
using immediate_type = reducer_options<true, false>;
constexpr lazy_type lazy{};
constexpr immediate_type immediate{};
}  // namespace evaluation_strategy

constexpr reducer_options<false, true> keep_dims{};

namespace detail {

template <class T>
struct IsReducerOptions : std::false_type {};
template <bool I, bool K>
struct IsReducerOptions<reducer_options<I, K>> : std::true_type {};

/// Axes of a reduction: a list whose length may be known at compile time.
template <class X>
struct AxesCount {
  static constexpr std::ptrdiff_t value = kDynamicRank;
};
template <class T, std::size_t N>
struct AxesCount<std::array<T, N>> {
  static constexpr std::ptrdiff_t value = static_cast<std::ptrdiff_t>(N);
};

/// The axes sorted, from the front, each once.
template <class X>
svector<std::size_t> normalize_axes(const X& axes, std::size_t rank) {
  svector<std::size_t> result;
  for (auto axis : axes) {
    result.push_back(normalize_axis(static_cast<std::ptrdiff_t>(axis), rank));
  }
  std::sort(result.begin(), result.end());
  if (std::adjacent_find(result.begin(), result.end()) != result.end()) {
    throw std::runtime_error("Reducing axes should not contain duplicates.");
  }
  return result;
}

/// A cursor over a result that it owns.
template <class T, std::ptrdiff_t Rank, class Container>
class OwningCursor {
 public:
  OwningCursor(Container values, const ShapeOf<Rank>& loop)
      : values_(std::move(values)),
        cursor_(values_.data(), values_.shape(), values_.strides(), loop) {}
  bool unit(std::size_t axis) const { return cursor_.unit(axis); }
  void move(std::size_t axis, std::ptrdiff_t n) { cursor_.move(axis, n); }
  template <bool Unit>
  auto row(std::size_t axis) const {
    return cursor_.template row<Unit>(axis);
  }

 private:
  Container values_;
  StridedCursor<const T, Rank> cursor_;
};

}  // namespace detail

/// `F` folded over some axes of `CT`, starting from a value of type `I`.
template <class F, class CT, class I, std::ptrdiff_t Rank>
class xreducer : public xexpression<xreducer<F, CT, I, Rank>>,
                 public detail::Access<xreducer<F, CT, I, Rank>> {
  using Source = std::decay_t<CT>;

 public:
  using value_type =
      std::decay_t<std::invoke_result_t<const F&, const I&,
                                        const typename Source::value_type&>>;
  using reference = value_type;
  using const_reference = value_type;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = Rank;
  using shape_type = detail::ShapeOf<Rank>;
  static constexpr bool kStrided = false;
  static constexpr bool kPure = Source::kPure;
  static constexpr bool kPlainRows = Source::kPlainRows;
  static constexpr layout_type static_layout =
      default_assignable_layout(Source::static_layout);

  template <class E>
  xreducer(F f, E&& source, I initial, const svector<std::size_t>& axes,
           bool keep_dims)
      : f_(std::move(f)), source_(std::forward<E>(source)), initial_(initial) {
    const auto& from = source_.shape();
    const std::size_t rank = from.size();
    detail::set_length(shape_, keep_dims ? rank : rank - axes.size());
    std::size_t out = 0;
    for (std::size_t axis = 0; axis < rank; ++axis) {
      const bool reduced = std::binary_search(axes.begin(), axes.end(), axis);
      result_axis_.push_back(reduced ? kReduced : out);
      if (reduced && !keep_dims) continue;
      shape_[out++] = reduced ? 1 : from[axis];
    }
  }

  using detail::Access<xreducer>::shape;
  const shape_type& shape() const noexcept { return shape_; }
  layout_type layout() const { return static_layout; }

  template <class It>
  value_type element(It first, It last) const {
    svector<std::size_t> index(shape_.size());
    for (std::size_t k = shape_.size(); last != first && k-- > 0;) {
      const auto i = static_cast<std::size_t>(*--last);
      index[k] = shape_[k] == 1 ? 0 : i;
    }
    return fold(index);
  }

  template <class S>
  bool is_flat(const S&, layout_type) const {
    return false;
  }
  auto flat_row() const {
    return detail::IndexRow<xreducer, 1>(this, {}, 0, 1);
  }

  /// Inside another expression each result may be needed many times, so all
  /// are computed first; impure sources are read as often as xtensor does.
  template <std::ptrdiff_t R>
  auto cursor(const detail::ShapeOf<R>& loop) const {
    if constexpr (kPure) {
      return detail::OwningCursor<value_type, R, decltype(evaluate())>(
          evaluate(), loop);
    } else {
      return detail::IndexCursor<xreducer, R>(this, loop);
    }
  }
  detail::Overlap overlap(const detail::MemoryRange& range) const {
    return source_.overlap(range) == detail::Overlap::kNone
               ? detail::Overlap::kNone
               : detail::Overlap::kPartial;
  }

  /// All results in a row-major container.
  auto evaluate() const {
    using Container =
        typename detail::ContainerOf<value_type, Rank,
                                     layout_type::row_major>::type;
    auto result = Container::from_shape(shape_);
    fold_all(result.data(), result.strides());
    return result;
  }
  /// Fills `dst` if it has the very shape and type of the result.
  template <class D>
  bool assign_into(D& dst) const {
    if constexpr (std::is_same<typename D::value_type, value_type>::value &&
                  kPure) {
      if (!same_shape(dst.shape(), shape_)) return false;
      if (dst.layout() != layout_type::row_major) return false;
      fold_all(dst.origin(), dst.strides());
      return true;
    } else {
      return false;
    }
  }

 private:
  static constexpr std::size_t kReduced = static_cast<std::size_t>(-1);
  static constexpr std::ptrdiff_t kLoop = detail::kLoopRank<Source::kRank>;
  using Loop = detail::ShapeOf<kLoop>;

  Loop source_loop() const {
    return detail::loop_shape_of<Source::kRank>(source_.shape());
  }

  /// The result at one index: walks over the reduced axes only.
  value_type fold(const svector<std::size_t>& index) const {
    auto acc = static_cast<value_type>(initial_);
    Loop loop = source_loop();
    if (shape_.size() == 0 &&
        source_.is_flat(source_.shape(), layout_type::row_major)) {
      const auto row = source_.flat_row();
      return fold_row(acc, row, static_cast<std::ptrdiff_t>(source_.size()));
    }
    auto from = source_.template cursor<kLoop>(loop);
    const bool keeps = shape_.size() == result_axis_.size();
    std::size_t inner = loop.size() - 1;
    for (std::size_t axis = 0; axis < result_axis_.size(); ++axis) {
      if (result_axis_[axis] == kReduced) {
        inner = axis;
        continue;
      }
      const std::size_t at = keeps ? axis : result_axis_[axis];
      from.move(axis, static_cast<std::ptrdiff_t>(index[at]));
      loop[axis] = 1;
    }
    const auto n = static_cast<std::ptrdiff_t>(loop[inner]);
    const bool unit = from.unit(inner);
    detail::for_each_row(
        loop, inner,
        [&](std::size_t axis, std::ptrdiff_t step) { from.move(axis, step); },
        [&] {
          acc = unit ? fold_row(acc, from.template row<true>(inner), n)
                     : fold_row(acc, from.template row<false>(inner), n);
        });
    return acc;
  }
  template <class Row>
  value_type fold_row(value_type acc, const Row& row, std::ptrdiff_t n) const {
    for (std::ptrdiff_t i = 0; i < n; ++i) {
      acc = static_cast<value_type>(f_(acc, row[i]));
    }
    return acc;
  }

  /// All results in one walk over the source, in its order.
  template <class St>
  void fold_all(value_type* out, const St& out_strides) const {
    std::fill(out, out + detail::compute_size(shape_),
              static_cast<value_type>(initial_));
    const Loop loop = source_loop();
    detail::StridesOf<kLoop> strides{};
    detail::set_length(strides, loop.size());
    for (std::size_t axis = 0; axis < result_axis_.size(); ++axis) {
      strides[axis] =
          result_axis_[axis] == kReduced ? 0 : out_strides[result_axis_[axis]];
    }
    auto from = source_.template cursor<kLoop>(loop);
    const std::size_t inner = loop.size() - 1;
    const auto n = static_cast<std::ptrdiff_t>(loop[inner]);
    const bool unit = from.unit(inner);
    const std::ptrdiff_t stride = strides[inner];
    detail::for_each_row(
        loop, inner,
        [&](std::size_t axis, std::ptrdiff_t step) {
          from.move(axis, step);
          out += step * strides[axis];
        },
        [&] {
          if (unit) {
            fold_into(out, stride, from.template row<true>(inner), n);
          } else {
            fold_into(out, stride, from.template row<false>(inner), n);
          }
        });
  }
  template <class Row>
  void fold_into(value_type* out, std::ptrdiff_t stride, const Row& row,
                 std::ptrdiff_t n) const {
    if (stride == 0) {
      *out = fold_row(*out, row, n);
    } else if constexpr (kPlainRows) {
      TNP_INDEPENDENT_ITERATIONS
      for (std::ptrdiff_t i = 0; i < n; ++i) {
        out[i * stride] = static_cast<value_type>(f_(out[i * stride], row[i]));
      }
    } else {
      for (std::ptrdiff_t i = 0; i < n; ++i) {
        out[i * stride] = static_cast<value_type>(f_(out[i * stride], row[i]));
      }
    }
  }

  F f_;
  CT source_;
  I initial_;
  shape_type shape_{};
  /// For each axis of the source: its axis in the result, or kReduced.
  svector<std::size_t> result_axis_;
};

namespace detail {

template <class Options, class F, class E, class I, class X>
auto make_reducer(F f, E&& e, I initial, const X& axes) {
  using Source = std::decay_t<E>;
  constexpr std::ptrdiff_t kCount = AxesCount<X>::value;
  constexpr std::ptrdiff_t kRank =
      Options::kKeepDims
          ? Source::kRank
          : (Source::kRank == kDynamicRank || kCount == kDynamicRank
                 ? kDynamicRank
                 : Source::kRank - kCount);
  const auto sorted = normalize_axes(axes, e.dimension());
  xreducer<F, const_xclosure_t<E>, I, kRank> lazy(
      std::move(f), std::forward<E>(e), initial, sorted, Options::kKeepDims);
  if constexpr (Options::kImmediate) {
    return temporary_type_t<decltype(lazy)>(lazy);
  } else {
    return lazy;
  }
}

/// A reduction over all axes has rank 0, even if the source's rank is dynamic.
template <class Options, class F, class E, class I>
auto make_full_reducer(F f, E&& e, I initial) {
  using Source = std::decay_t<E>;
  constexpr std::ptrdiff_t kRank = Options::kKeepDims ? Source::kRank : 0;
  svector<std::size_t> axes(e.dimension());
  for (std::size_t k = 0; k < axes.size(); ++k) axes[k] = k;
  xreducer<F, const_xclosure_t<E>, I, kRank> lazy(
      std::move(f), std::forward<E>(e), initial, axes, Options::kKeepDims);
  if constexpr (Options::kImmediate) {
    return temporary_type_t<decltype(lazy)>(lazy);
  } else {
    return lazy;
  }
}

template <class X, class R>
using IfAxes = std::enable_if_t<!IsReducerOptions<std::decay_t<X>>::value &&
                                    !std::is_integral<std::decay_t<X>>::value,
                                R>;
template <class X, class R>
using IfAxis = std::enable_if_t<std::is_integral<X>::value, R>;
template <class O, class R>
using IfOptions = std::enable_if_t<IsReducerOptions<O>::value, R>;

template <class I, std::size_t N>
std::array<std::ptrdiff_t, N> axes_array(const I (&axes)[N]) {
  std::array<std::ptrdiff_t, N> result{};
  for (std::size_t k = 0; k < N; ++k) {
    result[k] = static_cast<std::ptrdiff_t>(axes[k]);
  }
  return result;
}

}  // namespace detail

/// Defines the call forms of a reduction `NAME`: over all axes, over a list of
/// axes, over one axis; each with options last. `T` sets the type of the start
/// value, by default TYPE, which may name the element type V.
#define TNP_REDUCTION(NAME, FUNCTOR, TYPE, INITIAL)                            \
  template <class T = void, class E, class O = evaluation_strategy::lazy_type, \
            class = detail::IfOptions<O, void>>                                \
  auto NAME(E&& e, O = O()) {                                                  \
    using V = detail::ValueOf<E>;                                              \
    using R = std::conditional_t<std::is_void<T>::value, TYPE, T>;             \
    return detail::make_full_reducer<O>(FUNCTOR{}, std::forward<E>(e),         \
                                        R(INITIAL));                           \
  }                                                                            \
  template <class T = void, class E, class X,                                  \
            class O = evaluation_strategy::lazy_type,                          \
            class = detail::IfAxes<X, void>>                                   \
  auto NAME(E&& e, const X& axes, O = O()) {                                   \
    using V = detail::ValueOf<E>;                                              \
    using R = std::conditional_t<std::is_void<T>::value, TYPE, T>;             \
    return detail::make_reducer<O>(FUNCTOR{}, std::forward<E>(e), R(INITIAL),  \
                                   axes);                                      \
  }                                                                            \
  template <class T = void, class E, class I, std::size_t N,                   \
            class O = evaluation_strategy::lazy_type>                          \
  auto NAME(E&& e, const I(&axes)[N], O options = O()) {                       \
    return NAME<T>(std::forward<E>(e), detail::axes_array(axes), options);     \
  }                                                                            \
  template <class T = void, class E, class X,                                  \
            class O = evaluation_strategy::lazy_type,                          \
            class = detail::IfAxis<X, void>, class = void>                     \
  auto NAME(E&& e, X axis, O options = O()) {                                  \
    return NAME<T>(                                                            \
        std::forward<E>(e),                                                    \
        std::array<std::ptrdiff_t, 1>{{static_cast<std::ptrdiff_t>(axis)}},    \
        options);                                                              \
  }

}  // namespace tnp

// The containers that results are kept in.
#include <tnp/array.h>
