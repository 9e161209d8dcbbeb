/// The two classes behind every view: memory with other strides, and an index
/// map for what strides cannot express.
#pragma once

#include <tnp/eval.h>
#include <tnp/semantic.h>

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace tnp {
namespace detail {

/// Assignment of values to the elements that a view stands for.
#define TNP_VIEW_ASSIGNMENT(CLASS)                           \
  CLASS(const CLASS&) = default;                             \
  CLASS(CLASS&&) = default;                                  \
  CLASS& operator=(const CLASS& other) {                     \
    assign_from(other, false);                               \
    return *this;                                            \
  }                                                          \
  template <class E>                                         \
  CLASS& operator=(const xexpression<E>& e) {                \
    assign_from(e.derived_cast(), false);                    \
    return *this;                                            \
  }                                                          \
  template <class T, class = disable_xexpression<T>>         \
  CLASS& operator=(const T& value) {                         \
    fill(value);                                             \
    return *this;                                            \
  }                                                          \
  template <class E>                                         \
  void assign_from(const E& e, bool noalias) {               \
    if (noalias) {                                           \
      detail::assign_broadcast_noalias(*this, e);            \
    } else {                                                 \
      detail::assign_broadcast(*this, e);                    \
    }                                                        \
  }                                                          \
  template <class T>                                         \
  CLASS& fill(const T& value) {                              \
    const value_type same = static_cast<value_type>(value);  \
    detail::copy_distinct(*this, xscalar<value_type>(same)); \
    return *this;                                            \
  }

}  // namespace detail

/// The memory of `CT` seen with another shape, strides and start. `CT` is a
/// reference to an expression with memory, or such an expression itself. The
/// pointer is asked for at each access, so a view survives reallocation.
template <class CT, std::ptrdiff_t Rank>
class xstrided_view : public xexpression<xstrided_view<CT, Rank>>,
                      public detail::Access<xstrided_view<CT, Rank>>,
                      public detail::Assignable<xstrided_view<CT, Rank>> {
  using Source = std::decay_t<CT>;

 public:
  using xexpression_type = Source;
  using value_type = typename Source::value_type;
  using pointer = decltype(std::declval<CT&>().origin());
  using const_pointer = const value_type*;
  using reference = decltype(*std::declval<pointer>());
  using const_reference = const value_type&;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = Rank;
  using shape_type = detail::ShapeOf<Rank>;
  using strides_type = detail::StridesOf<Rank>;
  static constexpr layout_type static_layout = layout_type::dynamic;
  static constexpr bool kStrided = true;
  static constexpr bool kPure = true;
  static constexpr bool kPlainRows = true;

  /// `start` is relative to the first element of `source`. Strides of axes of
  /// length 1 are set to 0.
  template <class E>
  xstrided_view(E&& source, const shape_type& shape,
                const strides_type& strides, std::ptrdiff_t start)
      : source_(std::forward<E>(source)),
        shape_(shape),
        strides_(strides),
        start_(start) {
    for (std::size_t k = 0; k < shape_.size(); ++k) {
      if (shape_[k] == 1) strides_[k] = 0;
    }
  }
  TNP_VIEW_ASSIGNMENT(xstrided_view)

  using detail::Access<xstrided_view>::shape;
  const shape_type& shape() const noexcept { return shape_; }
  const strides_type& strides() const noexcept { return strides_; }
  decltype(auto) data() { return source_.data(); }
  const value_type* data() const { return std::as_const(source_).data(); }
  /// Where the view starts, counted from `data()`.
  std::size_t data_offset() const noexcept {
    return source_.data_offset() + static_cast<std::size_t>(start_);
  }
  pointer origin() { return source_.origin() + start_; }
  const value_type* origin() const {
    return std::as_const(source_).origin() + start_;
  }
  const Source& expression() const { return source_; }

  template <class... I>
  reference operator()(I... i) {
    return origin()[offset_of(i...)];
  }
  template <class... I>
  const_reference operator()(I... i) const {
    return origin()[offset_of(i...)];
  }
  template <class It>
  reference element(It first, It last) {
    return origin()[element_offset(first, last)];
  }
  template <class It>
  const_reference element(It first, It last) const {
    return origin()[element_offset(first, last)];
  }

  layout_type layout() const {
    if (dense_in(layout_type::row_major)) return layout_type::row_major;
    if (dense_in(layout_type::column_major)) return layout_type::column_major;
    return layout_type::dynamic;
  }
  bool is_contiguous() const { return layout() != layout_type::dynamic; }

  template <class S>
  bool is_flat(const S& shape, layout_type layout) const {
    return same_shape(shape_, shape) && dense_in(layout);
  }
  auto flat_row() const { return detail::UnitRow<const value_type>{origin()}; }
  template <std::ptrdiff_t R>
  auto cursor(const detail::ShapeOf<R>& loop) const {
    return detail::StridedCursor<const value_type, R>(origin(), shape_,
                                                      strides_, loop);
  }
  detail::MemoryRange memory() const {
    return detail::make_range(origin(), shape_, strides_);
  }
  detail::Overlap overlap(const detail::MemoryRange& range) const {
    return detail::compare_ranges(range, memory());
  }

 private:
  bool dense_in(layout_type layout) const {
    std::size_t n = 1;
    const std::size_t rank = shape_.size();
    for (std::size_t k = 0; k < rank; ++k) {
      const std::size_t axis =
          layout == layout_type::column_major ? k : rank - 1 - k;
      if (shape_[axis] == 1) continue;
      if (strides_[axis] != static_cast<std::ptrdiff_t>(n)) return false;
      n *= shape_[axis];
    }
    return true;
  }
  template <class... I>
  std::ptrdiff_t offset_of(I... i) const {
    constexpr std::size_t kArgs = sizeof...(I);
    if constexpr (Rank >= 0 && kArgs == static_cast<std::size_t>(Rank)) {
      const std::ptrdiff_t* stride = strides_.data();
      std::ptrdiff_t offset = 0;
      ((offset += static_cast<std::ptrdiff_t>(i) * *stride++), ...);
      return offset;
    } else {
      const std::array<std::ptrdiff_t, kArgs> index{
          {static_cast<std::ptrdiff_t>(i)...}};
      return element_offset(index.begin(), index.end());
    }
  }
  template <class It>
  std::ptrdiff_t element_offset(It first, It last) const {
    std::ptrdiff_t offset = 0;
    const std::ptrdiff_t* stride = strides_.data() + strides_.size();
    const std::ptrdiff_t* stop = strides_.data();
    while (last != first && stride != stop) {
      offset += static_cast<std::ptrdiff_t>(*--last) * *--stride;
    }
    return offset;
  }

  CT source_;
  shape_type shape_;
  strides_type strides_;
  std::ptrdiff_t start_;
};

namespace detail {

/// Where one axis of a mapped view takes its index from.
struct AxisMap {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t source_axis = kNone;
  std::ptrdiff_t start = 0;
  std::ptrdiff_t step = 1;
  std::shared_ptr<const std::vector<std::size_t>> picked;

  std::size_t operator()(std::size_t i) const {
    if (picked) return (*picked)[i];
    return static_cast<std::size_t>(start +
                                    static_cast<std::ptrdiff_t>(i) * step);
  }
};

}  // namespace detail

/// Chosen elements of any expression `CT`, found by mapping indices.
template <class CT, std::ptrdiff_t Rank>
class xmapped_view : public xexpression<xmapped_view<CT, Rank>>,
                     public detail::Access<xmapped_view<CT, Rank>>,
                     public detail::Assignable<xmapped_view<CT, Rank>> {
  using Source = std::decay_t<CT>;
  using SourceIndex = detail::ShapeOf<Source::kRank>;

 public:
  using xexpression_type = Source;
  using value_type = typename Source::value_type;
  using reference = decltype(std::declval<CT&>().element(
      std::declval<const std::size_t*>(), std::declval<const std::size_t*>()));
  using const_reference = decltype(std::declval<const Source&>().element(
      std::declval<const std::size_t*>(), std::declval<const std::size_t*>()));
  using pointer = std::remove_reference_t<reference>*;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = Rank;
  using shape_type = detail::ShapeOf<Rank>;
  static constexpr layout_type static_layout = layout_type::dynamic;
  static constexpr bool kStrided = false;
  static constexpr bool kPure = Source::kPure;
  static constexpr bool kPlainRows = false;

  template <class E>
  xmapped_view(E&& source, const shape_type& shape,
               std::vector<detail::AxisMap> axes, const SourceIndex& base)
      : source_(std::forward<E>(source)),
        shape_(shape),
        axes_(std::move(axes)),
        base_(base) {}
  TNP_VIEW_ASSIGNMENT(xmapped_view)

  using detail::Access<xmapped_view>::shape;
  const shape_type& shape() const noexcept { return shape_; }
  layout_type layout() const { return layout_type::dynamic; }
  const Source& expression() const { return source_; }

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
    return detail::IndexRow<xmapped_view, 1>(this, {}, 0, 1);
  }
  template <std::ptrdiff_t R>
  auto cursor(const detail::ShapeOf<R>& loop) const {
    return detail::IndexCursor<xmapped_view, R>(this, loop);
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
    SourceIndex index = base_;
    for (std::size_t axis = axes_.size(); last != first && axis-- > 0;) {
      const auto i = static_cast<std::size_t>(*--last);
      const detail::AxisMap& map = axes_[axis];
      if (map.source_axis == detail::AxisMap::kNone) continue;
      index[map.source_axis] = map(shape_[axis] == 1 ? 0 : i);
    }
    return index;
  }

  CT source_;
  shape_type shape_;
  std::vector<detail::AxisMap> axes_;
  SourceIndex base_;
};

}  // namespace tnp
