/// `tnp::tensor_fixed<T, tnp::xshape<...>>`: elements inside the object
/// (xtensor `xfixed.hpp`). `tnp::fixed<T, 2, 3>` is a shorter name.
#pragma once

#include <tnp/dense.h>
#include <tnp/eval.h>

#include <array>
#include <cstddef>
#include <type_traits>

namespace tnp {

template <class T, class Shape, layout_type L = layout_type::row_major>
class tensor_fixed;

template <class T, std::size_t... Dims>
using fixed = tensor_fixed<T, fixed_shape<Dims...>>;

namespace detail {

/// Storage of a length that cannot change.
template <class T, std::size_t N>
class InlineStorage : public std::array<T, N> {
 public:
  void resize(std::size_t n) {
    if (n != N) {
      throw std::runtime_error("the shape of a tensor_fixed cannot change");
    }
  }
};

template <class T, std::size_t... Dims, layout_type L>
struct DenseTypes<tensor_fixed<T, fixed_shape<Dims...>, L>> {
  using storage_type = InlineStorage<T, (Dims * ... * std::size_t{1})>;
  static constexpr std::ptrdiff_t kRank = sizeof...(Dims);
  static constexpr layout_type kLayout = L;
};

}  // namespace detail

/// A container whose shape is part of its type. Sources broadcast to it.
template <class T, std::size_t... Dims, layout_type L>
class tensor_fixed<T, fixed_shape<Dims...>, L>
    : public detail::Dense<tensor_fixed<T, fixed_shape<Dims...>, L>> {
  using Base = detail::Dense<tensor_fixed>;
  static constexpr std::size_t kAxes = sizeof...(Dims);

 public:
  using typename Base::shape_type;

  tensor_fixed() {
    this->resize_to(shape_type{{Dims...}}, Base::initial_layout(), true);
  }
  explicit tensor_fixed(const T& value) : tensor_fixed() { this->fill(value); }
  explicit tensor_fixed(const shape_type& shape,
                        layout_type = Base::initial_layout())
      : tensor_fixed() {
    check(shape);
  }
  tensor_fixed(const shape_type& shape, const T& value) : tensor_fixed(shape) {
    this->fill(value);
  }
  tensor_fixed(nested_initializer_list_t<T, kAxes> list) : tensor_fixed() {
    shape_type shape{};
    detail::nested_shape(list, shape, 0);
    check(shape);
    svector<std::size_t> index;
    detail::nested_copy(*this, list, index);
  }
  template <class E>
  tensor_fixed(const xexpression<E>& e) : tensor_fixed() {
    detail::assign_broadcast_noalias(*this, e.derived_cast());
  }

  tensor_fixed(const tensor_fixed&) = default;
  tensor_fixed(tensor_fixed&&) = default;
  tensor_fixed& operator=(const tensor_fixed&) = default;
  tensor_fixed& operator=(tensor_fixed&&) = default;
  template <class E>
  tensor_fixed& operator=(const xexpression<E>& e) {
    assign_from(e.derived_cast(), false);
    return *this;
  }

  template <class E>
  void assign_from(const E& e, bool noalias) {
    if (noalias) {
      detail::assign_broadcast_noalias(*this, e);
    } else {
      detail::assign_broadcast(*this, e);
    }
  }

  template <class S = shape_type>
  static tensor_fixed from_shape(const S& shape) {
    tensor_fixed result;
    result.check(shape);
    return result;
  }

  static constexpr std::size_t size() { return (Dims * ... * std::size_t{1}); }

 private:
  template <class S>
  void check(const S& shape) const {
    if (!same_shape(shape, this->shape_)) {
      throw_broadcast_error(this->shape_, shape);
    }
  }
};

}  // namespace tnp
