/// `tnp::tensor<T, N>`: a container of fixed rank (xtensor `xtensor.hpp`).
#pragma once

#include <tnp/container_of.h>
#include <tnp/dense.h>

namespace tnp {

namespace detail {
template <class T, std::size_t N, layout_type L>
struct DenseTypes<tensor<T, N, L>> {
  using storage_type = buffer<T>;
  static constexpr std::ptrdiff_t kRank = static_cast<std::ptrdiff_t>(N);
  static constexpr layout_type kLayout = L;
};
}  // namespace detail

/// `N` axes of elements `T` in memory of its own. A shape in parentheses
/// makes uninitialised elements; braces nested `N` deep give the elements.
template <class T, std::size_t N, layout_type L>
class tensor : public detail::Dense<tensor<T, N, L>> {
  using Base = detail::Dense<tensor>;

 public:
  using typename Base::shape_type;
  using typename Base::storage_type;
  using typename Base::strides_type;
  static constexpr std::size_t rank = N;

  tensor() {
    this->storage_ = storage_type(N == 0 ? 1 : 0, T());
    this->initialized_ = N == 0;
  }
  explicit tensor(const shape_type& shape,
                  layout_type layout = Base::initial_layout()) {
    this->resize_to(shape, layout, true);
  }
  tensor(const shape_type& shape, const T& value,
         layout_type layout = Base::initial_layout()) {
    this->resize_to(shape, layout, true);
    this->fill(value);
  }
  tensor(const shape_type& shape, const strides_type& strides) {
    this->set_strides(shape, strides, detail::compute_size(shape));
  }
  tensor(nested_initializer_list_t<T, N> list) {
    shape_type shape{};
    detail::nested_shape(list, shape, 0);
    this->resize_to(shape, Base::initial_layout(), true);
    svector<std::size_t> index;
    detail::nested_copy(*this, list, index);
  }
  template <class E>
  tensor(const xexpression<E>& e) : tensor() {
    detail::assign_resizing(*this, e.derived_cast(), true);
  }
  /// Takes over `storage`, which holds the elements in the order `L`.
  tensor(storage_type&& storage, const shape_type& shape) {
    this->storage_ = std::move(storage);
    this->resize_to(shape, Base::initial_layout(), true);
  }

  tensor(const tensor&) = default;
  tensor(tensor&&) = default;
  tensor& operator=(const tensor&) = default;
  tensor& operator=(tensor&&) = default;
  template <class E>
  tensor& operator=(const xexpression<E>& e) {
    this->assign_from(e.derived_cast(), false);
    return *this;
  }

  template <class S = shape_type>
  static tensor from_shape(const S& shape) {
    return tensor(detail::copy_shape<shape_type>(shape));
  }
};

}  // namespace tnp

// Operators and functions come with a container, as in xtensor.
#include <tnp/array.h>
#include <tnp/math.h>
