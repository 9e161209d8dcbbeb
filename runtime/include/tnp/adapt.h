/// Containers around memory of others (xtensor `xadapt.hpp`).
#pragma once

#include <tnp/builder.h>

#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace tnp {

/// What happens to a pointer given to `adapt`.
struct no_ownership {};
struct acquire_ownership {};

namespace detail {

/// A pointer with a length; freed with `delete[]` if acquired.
template <class T>
class PointerStorage {
 public:
  using value_type = std::remove_const_t<T>;

  PointerStorage() = default;
  PointerStorage(T* data, std::size_t size, no_ownership)
      : data_(data), size_(size) {}
  PointerStorage(T* data, std::size_t size, acquire_ownership)
      : data_(data), size_(size), owner_(data) {}

  /// Only the pointer's constness counts, as for a view.
  value_type* data() const { return const_cast<value_type*>(data_); }
  std::size_t size() const { return size_; }
  void resize(std::size_t n) {
    if (n != size_) {
      throw std::runtime_error("cannot resize an adapted pointer");
    }
  }
  value_type& operator[](std::size_t i) const { return data()[i]; }
  auto begin() const { return data(); }
  auto end() const { return data() + size_; }

 private:
  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::shared_ptr<T[]> owner_;
};

/// A container by reference (`C&`) or by value, resized along.
template <class C>
class ContainerStorage {
  using Plain = std::remove_const_t<std::remove_reference_t<C>>;

 public:
  using value_type = typename Plain::value_type;

  explicit ContainerStorage(C container)
      : container_(std::forward<C>(container)) {}
  value_type* data() {
    return const_cast<value_type*>(std::as_const(container_).data());
  }
  const value_type* data() const { return std::as_const(container_).data(); }
  std::size_t size() const { return container_.size(); }
  void resize(std::size_t n) {
    if constexpr (kResizable<Plain>) {
      if constexpr (!std::is_const<std::remove_reference_t<C>>::value) {
        container_.resize(n);
        return;
      }
    }
    if (n != size()) throw std::runtime_error("cannot resize this container");
  }
  value_type& operator[](std::size_t i) { return data()[i]; }
  const value_type& operator[](std::size_t i) const { return data()[i]; }
  auto begin() { return data(); }
  auto end() { return data() + size(); }
  auto begin() const { return data(); }
  auto end() const { return data() + size(); }

 private:
  template <class P, class = void>
  struct Resizable : std::false_type {};
  template <class P>
  struct Resizable<P, std::void_t<decltype(std::declval<P&>().resize(1))>>
      : std::true_type {};
  template <class P>
  static constexpr bool kResizable = Resizable<P>::value;

  C container_;
};

}  // namespace detail

template <class Storage, std::ptrdiff_t Rank, layout_type L>
class adaptor;

namespace detail {
template <class Storage, std::ptrdiff_t Rank, layout_type L>
struct DenseTypes<adaptor<Storage, Rank, L>> {
  using storage_type = Storage;
  static constexpr std::ptrdiff_t kRank = Rank;
  static constexpr layout_type kLayout = L;
};
}  // namespace detail

/// The elements of `Storage` with a shape. Assigning writes to that memory.
template <class Storage, std::ptrdiff_t Rank, layout_type L>
class adaptor : public detail::Dense<adaptor<Storage, Rank, L>> {
  using Base = detail::Dense<adaptor>;

 public:
  using typename Base::shape_type;
  using typename Base::strides_type;

  adaptor(Storage storage, const shape_type& shape, layout_type layout)
      : Base(std::move(storage)) {
    if (detail::compute_size(shape) != this->storage_.size()) {
      this->storage_.resize(detail::compute_size(shape));
    }
    this->resize_to(shape, layout, true);
  }
  adaptor(Storage storage, const shape_type& shape, const strides_type& strides)
      : Base(std::move(storage)) {
    this->set_strides(shape, strides, this->storage_.size());
  }
  adaptor(const adaptor&) = default;
  adaptor(adaptor&&) = default;

  /// Copies elements: an adaptor never changes what memory it stands for.
  adaptor& operator=(const adaptor& other) {
    this->assign_from(other, false);
    return *this;
  }
  template <class E>
  adaptor& operator=(const xexpression<E>& e) {
    this->assign_from(e.derived_cast(), false);
    return *this;
  }
};

namespace detail {

template <layout_type L, class Storage, class S>
auto make_adaptor(Storage storage, const S& shape, layout_type layout) {
  constexpr std::ptrdiff_t kRank = ShapeRank<S>::value;
  return adaptor<Storage, kRank, L>(
      std::move(storage), copy_shape<ShapeOf<kRank>>(shape),
      layout == layout_type::dynamic ? layout_type::row_major : layout);
}

template <class C>
constexpr bool kIsPointer = std::is_pointer<std::remove_reference_t<C>>::value;

/// The element count that `shape` asks for, for a bare pointer.
template <class P, class S>
auto pointer_storage(P* pointer, const S& shape) {
  return PointerStorage<P>(
      pointer, compute_size(copy_shape<svector<std::size_t>>(shape)),
      no_ownership());
}

}  // namespace detail

/// A container as a 1-d expression.
template <layout_type L = layout_type::row_major, class C,
          std::enable_if_t<!detail::kIsPointer<C>, int> = 0>
auto adapt(C&& container) {
  const std::array<std::size_t, 1> shape{{container.size()}};
  return detail::make_adaptor<L>(
      detail::ContainerStorage<C>(std::forward<C>(container)), shape, L);
}

/// A container or pointer with a shape.
template <layout_type L = layout_type::row_major, class C, class S,
          std::enable_if_t<!std::is_integral<S>::value, int> = 0>
auto adapt(C&& source, const S& shape, layout_type layout = L) {
  if constexpr (detail::kIsPointer<C>) {
    return detail::make_adaptor<L>(detail::pointer_storage(source, shape),
                                   shape, layout);
  } else {
    return detail::make_adaptor<L>(
        detail::ContainerStorage<C>(std::forward<C>(source)), shape, layout);
  }
}
template <layout_type L = layout_type::row_major, class C, class I,
          std::size_t N>
auto adapt(C&& source, const I (&shape)[N], layout_type layout = L) {
  return adapt<L>(std::forward<C>(source), detail::shape_array(shape), layout);
}

/// A pointer with a length: 1-d, or with a shape.
template <layout_type L = layout_type::row_major, class P, class O,
          class = decltype(detail::PointerStorage<P>(std::declval<P*>(),
                                                     std::size_t{}, O()))>
auto adapt(P* pointer, std::size_t size, O ownership) {
  return detail::make_adaptor<L>(
      detail::PointerStorage<P>(pointer, size, ownership),
      std::array<std::size_t, 1>{{size}}, L);
}
template <layout_type L = layout_type::row_major, class P, class O, class S>
auto adapt(P* pointer, std::size_t size, O ownership, const S& shape,
           layout_type layout = L) {
  return detail::make_adaptor<L>(
      detail::PointerStorage<P>(pointer, size, ownership), shape, layout);
}
template <layout_type L = layout_type::row_major, class P, class O, class I,
          std::size_t N>
auto adapt(P* pointer, std::size_t size, O ownership, const I (&shape)[N],
           layout_type layout = L) {
  return adapt<L>(pointer, size, ownership, detail::shape_array(shape), layout);
}

}  // namespace tnp
