/// `tnp::array<T>`: a container of any rank (xtensor `xarray.hpp`).
#pragma once

#include <tnp/container_of.h>
#include <tnp/dense.h>

namespace tnp {

namespace detail {
template <class T, layout_type L>
struct DenseTypes<array<T, L>> {
  using storage_type = buffer<T>;
  static constexpr std::ptrdiff_t kRank = kDynamicRank;
  static constexpr layout_type kLayout = L;
};
}  // namespace detail

/// Elements `T` in memory of its own; the rank may change. Braces give the
/// elements (`array({1, 3})` is {1, 3}); a shape object gives the shape.
template <class T, layout_type L>
class array : public detail::Dense<array<T, L>> {
  using Base = detail::Dense<array>;

 public:
  using typename Base::shape_type;
  using typename Base::storage_type;
  using typename Base::strides_type;

  array() {
    this->storage_ = storage_type(1, T());
    this->initialized_ = true;
  }
  explicit array(const shape_type& shape,
                 layout_type layout = Base::initial_layout()) {
    this->resize_to(shape, layout, true);
  }
  array(const shape_type& shape, const T& value,
        layout_type layout = Base::initial_layout()) {
    this->resize_to(shape, layout, true);
    this->fill(value);
  }
  array(const shape_type& shape, const strides_type& strides) {
    this->set_strides(shape, strides, detail::compute_size(shape));
  }
  array(const T& value) {
    this->storage_ = storage_type(1, value);
    this->initialized_ = true;
  }
  array(nested_initializer_list_t<T, 1> list) { from_list<1>(list); }
  array(nested_initializer_list_t<T, 2> list) { from_list<2>(list); }
  array(nested_initializer_list_t<T, 3> list) { from_list<3>(list); }
  array(nested_initializer_list_t<T, 4> list) { from_list<4>(list); }
  array(nested_initializer_list_t<T, 5> list) { from_list<5>(list); }
  template <class E>
  array(const xexpression<E>& e) : array() {
    detail::assign_resizing(*this, e.derived_cast(), true);
  }
  /// Takes over `storage`, which holds the elements in the order `L`.
  array(storage_type&& storage, const shape_type& shape) {
    this->storage_ = std::move(storage);
    this->resize_to(shape, Base::initial_layout(), true);
  }

  array(const array&) = default;
  array(array&&) = default;
  array& operator=(const array&) = default;
  array& operator=(array&&) = default;
  template <class E>
  array& operator=(const xexpression<E>& e) {
    this->assign_from(e.derived_cast(), false);
    return *this;
  }

  template <class S = shape_type>
  static array from_shape(const S& shape) {
    return array(detail::copy_shape<shape_type>(shape));
  }
  template <class I>
  static array from_shape(std::initializer_list<I> shape) {
    return array(detail::copy_shape<shape_type>(shape));
  }

 private:
  template <std::size_t Depth, class List>
  void from_list(const List& list) {
    shape_type shape(Depth);
    detail::nested_shape(list, shape, 0);
    this->resize_to(shape, Base::initial_layout(), true);
    svector<std::size_t> index;
    detail::nested_copy(*this, list, index);
  }
};

}  // namespace tnp

// Operators and functions come with a container, as in xtensor.
#include <tnp/math.h>
#include <tnp/tensor.h>
