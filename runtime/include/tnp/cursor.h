/// How assignments and reductions walk through expressions.
///
/// A *row* is read by `row[i]`, i = 0, 1, ...; it is a small value made of raw
/// pointers and constants, so that a loop over it vectorises. A *cursor* is a
/// position in a loop nest of a given shape: `move(axis, n)` steps it and
/// `row<Unit>(axis)` gives the row along one axis from there. With `Unit` the
/// caller has checked `unit(axis)`: all memory in the row has stride 1.
#pragma once

#include <tnp/shape.h>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#if defined(__clang__)
#define TNP_INDEPENDENT_ITERATIONS \
  _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define TNP_INDEPENDENT_ITERATIONS _Pragma("GCC ivdep")
#else
#define TNP_INDEPENDENT_ITERATIONS
#endif

namespace tnp {
namespace detail {

template <class T>
struct UnitRow {
  T* p;
  T& operator[](std::ptrdiff_t i) const { return p[i]; }
};

template <class T>
struct StridedRow {
  T* p;
  std::ptrdiff_t stride;
  T& operator[](std::ptrdiff_t i) const { return p[i * stride]; }
};

template <class T>
struct ConstantRow {
  T value;
  const T& operator[](std::ptrdiff_t) const { return value; }
};

template <class F, class... Rows>
class FunctionRow {
 public:
  FunctionRow(const F& f, Rows... rows) : f_(f), rows_(std::move(rows)...) {}
  decltype(auto) operator[](std::ptrdiff_t i) const {
    return call(i, std::index_sequence_for<Rows...>());
  }

 private:
  template <std::size_t... K>
  decltype(auto) call(std::ptrdiff_t i, std::index_sequence<K...>) const {
    return f_(std::get<K>(rows_)[i]...);
  }
  F f_;
  std::tuple<Rows...> rows_;
};

/// Calls `expr.element(index)`; for whatever has no memory of its own.
template <class E, std::ptrdiff_t Rank>
class IndexRow {
 public:
  IndexRow(const E* expr, const ShapeOf<Rank>& index, std::size_t axis,
           std::ptrdiff_t step)
      : expr_(expr),
        index_(index),
        axis_(axis),
        start_(index[axis]),
        step_(static_cast<std::size_t>(step)) {}
  decltype(auto) operator[](std::ptrdiff_t i) const {
    index_[axis_] = start_ + static_cast<std::size_t>(i) * step_;
    return expr_->element(index_.data(), index_.data() + index_.size());
  }

 private:
  const E* expr_;
  mutable ShapeOf<Rank> index_;
  std::size_t axis_;
  std::size_t start_;
  std::size_t step_;
};

template <class T, std::ptrdiff_t Rank>
class StridedCursor {
 public:
  /// Aligns `shape`/`strides` to the right of `loop_shape`; axes that are
  /// missing or of length 1 are broadcast by a stride of 0.
  template <class S, class St>
  StridedCursor(T* origin, const S& shape, const St& strides,
                const ShapeOf<Rank>& loop_shape)
      : p_(origin) {
    set_length(strides_, loop_shape.size());
    const std::size_t rank = shape.size();
    const std::size_t loop_rank = loop_shape.size();
    // A 0-d destination is looped over as {1}; a source cannot have more axes
    // than the destination otherwise.
    const std::size_t skip = loop_rank > rank ? loop_rank - rank : 0;
    for (std::size_t k = 0; k < loop_rank; ++k) {
      strides_[k] = k >= skip && k - skip < rank && shape[k - skip] != 1
                        ? strides[k - skip]
                        : 0;
    }
  }

  bool unit(std::size_t axis) const { return strides_[axis] == 1; }
  void move(std::size_t axis, std::ptrdiff_t n) { p_ += n * strides_[axis]; }
  template <bool Unit>
  auto row(std::size_t axis) const {
    if constexpr (Unit) {
      (void)axis;
      return UnitRow<T>{p_};
    } else {
      return StridedRow<T>{p_, strides_[axis]};
    }
  }

 private:
  T* p_;
  StridesOf<Rank> strides_{};
};

template <class T>
class ConstantCursor {
 public:
  explicit ConstantCursor(const T& value) : value_(value) {}
  bool unit(std::size_t) const { return true; }
  void move(std::size_t, std::ptrdiff_t) {}
  template <bool Unit>
  auto row(std::size_t) const {
    return ConstantRow<T>{value_};
  }

 private:
  T value_;
};

template <class F, class... Cursors>
class FunctionCursor {
 public:
  FunctionCursor(const F& f, Cursors... cursors)
      : f_(f), cursors_(std::move(cursors)...) {}
  bool unit(std::size_t axis) const {
    return std::apply(
        [axis](const auto&... c) { return (c.unit(axis) && ...); }, cursors_);
  }
  void move(std::size_t axis, std::ptrdiff_t n) {
    std::apply([axis, n](auto&... c) { (c.move(axis, n), ...); }, cursors_);
  }
  template <bool Unit>
  auto row(std::size_t axis) const {
    return std::apply(
        [this, axis](const auto&... c) {
          return FunctionRow<F, decltype(c.template row<Unit>(axis))...>(
              f_, c.template row<Unit>(axis)...);
        },
        cursors_);
  }

 private:
  F f_;
  std::tuple<Cursors...> cursors_;
};

template <class E, std::ptrdiff_t Rank>
class IndexCursor {
 public:
  IndexCursor(const E* expr, const ShapeOf<Rank>& loop_shape) : expr_(expr) {
    set_length(index_, loop_shape.size());
    set_length(steps_, loop_shape.size());
    for (auto& i : index_) i = 0;
    const auto& shape = expr->shape();
    const std::size_t rank = shape.size();
    const std::size_t loop_rank = loop_shape.size();
    const std::size_t skip = loop_rank > rank ? loop_rank - rank : 0;
    for (std::size_t k = 0; k < loop_rank; ++k) {
      steps_[k] = k >= skip && k - skip < rank && shape[k - skip] != 1 ? 1 : 0;
    }
  }
  /// There is no memory, hence no stride that could be wrong.
  bool unit(std::size_t) const { return true; }
  void move(std::size_t axis, std::ptrdiff_t n) {
    index_[axis] += static_cast<std::size_t>(n * steps_[axis]);
  }
  template <bool Unit>
  auto row(std::size_t axis) const {
    return IndexRow<E, Rank>(expr_, index_, axis, steps_[axis]);
  }

 private:
  const E* expr_;
  ShapeOf<Rank> index_{};
  StridesOf<Rank> steps_{};
};

/// The loop shape for a destination of `shape`: never empty of axes.
template <std::ptrdiff_t Rank>
constexpr std::ptrdiff_t kLoopRank = Rank == 0 ? 1 : Rank;

template <std::ptrdiff_t Rank, class S>
ShapeOf<kLoopRank<Rank>> loop_shape_of(const S& shape) {
  ShapeOf<kLoopRank<Rank>> loop{};
  set_length(loop, shape.size() == 0 ? 1 : shape.size());
  if (shape.size() == 0) {
    loop[0] = 1;
  } else {
    for (std::size_t k = 0; k < loop.size(); ++k) loop[k] = shape[k];
  }
  return loop;
}

/// Runs `visit()` once for each position of the axes other than `inner`, in
/// row-major order; `move(axis, n)` is called in between.
template <class S, class Move, class Visit>
void for_each_row(const S& shape, std::size_t inner, Move&& move,
                  Visit&& visit) {
  const std::size_t rank = shape.size();
  for (std::size_t k = 0; k < rank; ++k) {
    if (shape[k] == 0) return;
  }
  S index = shape;
  for (auto& i : index) i = 0;
  for (;;) {
    visit();
    std::size_t axis = rank;
    for (;;) {
      if (axis == 0) return;
      --axis;
      if (axis == inner) continue;
      move(axis, std::ptrdiff_t{1});
      if (++index[axis] < shape[axis]) break;
      move(axis, -static_cast<std::ptrdiff_t>(shape[axis]));
      index[axis] = 0;
    }
  }
}

}  // namespace detail
}  // namespace tnp
