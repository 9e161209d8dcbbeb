/// What all containers with their own memory have in common (xtensor
/// `xcontainer.hpp`): element access, resizing, assignment.
#pragma once

#include <tnp/buffer.h>
#include <tnp/semantic.h>

#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace tnp {
namespace detail {

/// Element type, storage, rank and order of a container class.
template <class D>
struct DenseTypes;

template <class D>
class Dense : public xexpression<D>, public Access<D>, public Assignable<D> {
  using Types = DenseTypes<D>;

 public:
  using storage_type = typename Types::storage_type;
  using value_type = typename storage_type::value_type;
  using reference = value_type&;
  using const_reference = const value_type&;
  using pointer = value_type*;
  using const_pointer = const value_type*;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  static constexpr std::ptrdiff_t kRank = Types::kRank;
  using shape_type = ShapeOf<kRank>;
  using strides_type = StridesOf<kRank>;
  using inner_shape_type = shape_type;
  using inner_strides_type = strides_type;
  static constexpr layout_type static_layout = Types::kLayout;
  static constexpr bool kStrided = true;
  static constexpr bool kPure = true;
  static constexpr bool kPlainRows = true;

  using Access<D>::shape;
  const shape_type& shape() const noexcept { return shape_; }
  const strides_type& strides() const noexcept { return strides_; }
  std::size_t size() const noexcept { return storage_.size(); }
  layout_type layout() const noexcept { return layout_; }
  bool is_contiguous() const noexcept { return true; }
  storage_type& storage() noexcept { return storage_; }
  const storage_type& storage() const noexcept { return storage_; }
  value_type* data() noexcept { return storage_.data(); }
  const value_type* data() const noexcept { return storage_.data(); }
  std::size_t data_offset() const noexcept { return 0; }
  value_type* origin() noexcept { return storage_.data(); }
  const value_type* origin() const noexcept { return storage_.data(); }

  template <class... I>
  reference operator()(I... i) {
    return storage_.data()[offset_of(i...)];
  }
  template <class... I>
  const_reference operator()(I... i) const {
    return storage_.data()[offset_of(i...)];
  }
  template <class It>
  reference element(It first, It last) {
    return storage_.data()[element_offset(first, last)];
  }
  template <class It>
  const_reference element(It first, It last) const {
    return storage_.data()[element_offset(first, last)];
  }
  /// Element `i` in memory order.
  reference flat(std::size_t i) { return storage_.data()[i]; }
  const_reference flat(std::size_t i) const { return storage_.data()[i]; }

  template <layout_type L = layout_type::row_major>
  auto begin() {
    return iterator_at<L>(derived(), 0);
  }
  template <layout_type L = layout_type::row_major>
  auto end() {
    return iterator_at<L>(derived(), size());
  }
  template <layout_type L = layout_type::row_major>
  auto begin() const {
    return iterator_at<L>(derived(), 0);
  }
  template <layout_type L = layout_type::row_major>
  auto end() const {
    return iterator_at<L>(derived(), size());
  }
  value_type* linear_begin() { return data(); }
  value_type* linear_end() { return data() + size(); }
  const value_type* linear_begin() const { return data(); }
  const value_type* linear_end() const { return data() + size(); }

  /// Elements are not kept when the size changes.
  template <class S = shape_type>
  void resize(const S& shape, bool force = false) {
    resize_to(copy_shape<shape_type>(shape), layout_, force);
  }
  template <class I>
  void resize(std::initializer_list<I> shape) {
    resize_to(copy_shape<shape_type>(shape), layout_, false);
  }
  template <class S = shape_type>
  void resize(const S& shape, layout_type layout) {
    resize_to(copy_shape<shape_type>(shape), layout, true);
  }

  /// One extent may be -1 and follows from the size.
  template <class S = shape_type>
  D& reshape(const S& shape) {
    return reshape_to(copy_shape<svector<std::ptrdiff_t>>(shape));
  }
  template <class I>
  D& reshape(std::initializer_list<I> shape) {
    return reshape_to(svector<std::ptrdiff_t>(shape.begin(), shape.end()));
  }

  template <class T>
  D& fill(const T& value) {
    std::fill(data(), data() + size(), static_cast<value_type>(value));
    return derived();
  }

  template <class S>
  bool is_flat(const S& shape, layout_type layout) const {
    return (layout == layout_ || kRank == 1) && same_shape(shape_, shape);
  }
  auto flat_row() const { return UnitRow<const value_type>{data()}; }
  template <std::ptrdiff_t Rank>
  auto cursor(const ShapeOf<Rank>& loop) const {
    return StridedCursor<const value_type, Rank>(data(), shape_, strides_,
                                                 loop);
  }
  MemoryRange memory() const { return make_range(data(), shape_, strides_); }
  Overlap overlap(const MemoryRange& range) const {
    return compare_ranges(range, memory());
  }

  template <class E>
  void assign_from(const E& e, bool noalias) {
    assign_resizing(derived(), e, noalias);
  }

 protected:
  Dense() = default;
  explicit Dense(storage_type storage) : storage_(std::move(storage)) {}
  Dense(const Dense&) = default;
  Dense(Dense&&) = default;
  Dense& operator=(const Dense&) = default;
  Dense& operator=(Dense&&) = default;

  void resize_to(const shape_type& shape, layout_type layout, bool force) {
    if (!force && initialized_ && same_shape(shape, shape_)) return;
    layout_ = layout;
    shape_ = shape;
    set_length(strides_, shape_.size());
    storage_.resize(compute_strides(shape_, layout_, strides_));
    initialized_ = true;
  }
  void set_strides(const shape_type& shape, const strides_type& strides,
                   std::size_t size) {
    layout_ = layout_type::dynamic;
    shape_ = shape;
    strides_ = strides;
    storage_.resize(size);
    initialized_ = true;
  }
  static constexpr layout_type initial_layout() {
    return default_assignable_layout(static_layout);
  }

  storage_type storage_;
  shape_type shape_{};
  strides_type strides_{};
  layout_type layout_ = initial_layout();
  bool initialized_ = false;

 private:
  D& derived() { return static_cast<D&>(*this); }
  const D& derived() const { return static_cast<const D&>(*this); }

  template <layout_type L, class Self>
  static auto iterator_at(Self& self, std::size_t position) {
    if constexpr (static_layout == L || kRank == 1) {
      return self.data() + position;
    } else {
      return ExprIterator<Self, L>(&self, position);
    }
  }

  D& reshape_to(svector<std::ptrdiff_t> shape) {
    std::size_t known = 1;
    std::ptrdiff_t* open = nullptr;
    for (auto& extent : shape) {
      if (extent < 0) {
        open = &extent;
      } else {
        known *= static_cast<std::size_t>(extent);
      }
    }
    if (open != nullptr && known != 0) {
      *open = static_cast<std::ptrdiff_t>(size() / known);
      known *= size() / known;
    }
    if (known != size()) {
      throw std::runtime_error(
          "Cannot reshape with incorrect number of elements. Do you mean to "
          "resize?");
    }
    shape_ = copy_shape<shape_type>(shape);
    set_length(strides_, shape_.size());
    compute_strides(shape_, layout_, strides_);
    return derived();
  }

  template <class... I>
  std::ptrdiff_t offset_of(I... i) const {
    constexpr std::size_t kArgs = sizeof...(I);
    if constexpr (kRank >= 0 && kArgs == static_cast<std::size_t>(kRank)) {
      const std::ptrdiff_t* stride = strides_.data();
      std::ptrdiff_t offset = 0;
      ((offset += static_cast<std::ptrdiff_t>(i) * *stride++), ...);
      return offset;
    } else if constexpr (kRank == kDynamicRank && kArgs > 0) {
      if (kArgs == strides_.size()) {
        const std::ptrdiff_t* stride = strides_.data();
        std::ptrdiff_t offset = 0;
        ((offset += static_cast<std::ptrdiff_t>(i) * *stride++), ...);
        return offset;
      }
      const std::array<std::ptrdiff_t, kArgs> index{
          {static_cast<std::ptrdiff_t>(i)...}};
      return element_offset(index.begin(), index.end());
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
};

// Nested initializer lists: `{{1, 2}, {3, 4}}` for a 2-d container.
template <class T, std::size_t N>
struct NestedList {
  using type = std::initializer_list<typename NestedList<T, N - 1>::type>;
};
template <class T>
struct NestedList<T, 0> {
  using type = T;
};

template <class Shape, class T>
void nested_shape(const T&, Shape&, std::size_t) {}
template <class Shape, class T>
void nested_shape(std::initializer_list<T> list, Shape& shape,
                  std::size_t axis) {
  shape[axis] = std::max(shape[axis], list.size());
  for (const auto& item : list) nested_shape(item, shape, axis + 1);
}

/// Stores the items of `list` at their indices: any order of memory works.
template <class D, class T>
void nested_copy(D& to, const T& item, svector<std::size_t>& index) {
  to.element(index.begin(), index.end()) = item;
}
template <class D, class T>
void nested_copy(D& to, std::initializer_list<T> list,
                 svector<std::size_t>& index) {
  std::size_t i = 0;
  for (const auto& item : list) {
    index.push_back(i++);
    nested_copy(to, item, index);
    index.pop_back();
  }
}

}  // namespace detail

template <class T, std::size_t N>
using nested_initializer_list_t = typename detail::NestedList<T, N>::type;

}  // namespace tnp
