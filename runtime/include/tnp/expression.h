/// What every lazy or stored expression has in common (xtensor
/// `xexpression.hpp`, `xaccessible.hpp`, `xscalar.hpp`).
///
/// An expression class `D` derives from `xexpression<D>` and `Access<D>` and
/// has, besides xtensor's member types:
///
///   static constexpr std::ptrdiff_t kRank;   rank or kDynamicRank
///   static constexpr bool kStrided;          has origin(), strides()
///   static constexpr bool kPure;             reading twice gives one value
///   const shape_type& shape() const;
///   element(first, last)                     right-aligned index
///   is_flat(shape, layout), flat_row()       see cursor.h
///   cursor<Rank>(shape)                      see cursor.h
///   overlap(range)                           see memory_range.h
#pragma once

#include <tnp/cursor.h>
#include <tnp/iterator.h>
#include <tnp/memory_range.h>
#include <tnp/shape.h>

#include <array>
#include <complex>
#include <cstddef>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace tnp {

namespace detail {
struct ExpressionTag {};
}  // namespace detail

/// Base of every expression; functions take `const xexpression<E>&`.
template <class D>
class xexpression : public detail::ExpressionTag {
 public:
  using derived_type = D;
  D& derived_cast() & noexcept { return static_cast<D&>(*this); }
  const D& derived_cast() const& noexcept {
    return static_cast<const D&>(*this);
  }
  D derived_cast() && noexcept { return static_cast<D&&>(*this); }

 protected:
  xexpression() = default;
  ~xexpression() = default;
  xexpression(const xexpression&) = default;
  xexpression(xexpression&&) = default;
  xexpression& operator=(const xexpression&) = default;
  xexpression& operator=(xexpression&&) = default;
};

template <class E>
struct is_xexpression
    : std::is_base_of<detail::ExpressionTag, std::decay_t<E>> {};

template <class... E>
struct has_xexpression : std::disjunction<is_xexpression<E>...> {};

template <class E, class R = void>
using enable_xexpression = std::enable_if_t<is_xexpression<E>::value, R>;
template <class E, class R = void>
using disable_xexpression = std::enable_if_t<!is_xexpression<E>::value, R>;

namespace detail {

template <class T>
constexpr bool kIsExpr = is_xexpression<T>::value;

template <class E>
using ValueOf = typename std::decay_t<E>::value_type;

template <class T>
struct IsComplex : std::false_type {};
template <class T>
struct IsComplex<std::complex<T>> : std::true_type {};

/// Element access shared by all expressions, written over `element`.
template <class D>
class Access {
 public:
  std::size_t dimension() const { return self().shape().size(); }
  std::size_t size() const { return compute_size(self().shape()); }
  std::size_t shape(std::size_t axis) const { return self().shape()[axis]; }

  template <class... I>
  decltype(auto) operator()(I... i) {
    return get(self(), i...);
  }
  template <class... I>
  decltype(auto) operator()(I... i) const {
    return get(self(), i...);
  }

  template <class... I>
  decltype(auto) at(I... i) {
    check(i...);
    return self()(i...);
  }
  template <class... I>
  decltype(auto) at(I... i) const {
    check(i...);
    return self()(i...);
  }

  template <class I, std::enable_if_t<std::is_integral<I>::value, int> = 0>
  decltype(auto) operator[](I i) {
    return self()(i);
  }
  template <class I, std::enable_if_t<std::is_integral<I>::value, int> = 0>
  decltype(auto) operator[](I i) const {
    return self()(i);
  }
  template <class S, std::enable_if_t<!std::is_integral<S>::value, int> = 0>
  decltype(auto) operator[](const S& index) {
    return self().element(index.begin(), index.end());
  }
  template <class S, std::enable_if_t<!std::is_integral<S>::value, int> = 0>
  decltype(auto) operator[](const S& index) const {
    return self().element(index.begin(), index.end());
  }
  template <class I>
  decltype(auto) operator[](std::initializer_list<I> index) {
    return self().element(index.begin(), index.end());
  }
  template <class I>
  decltype(auto) operator[](std::initializer_list<I> index) const {
    return self().element(index.begin(), index.end());
  }

  /// Element `i` in row-major order.
  decltype(auto) flat(std::size_t i) { return *(self().begin() + offset(i)); }
  decltype(auto) flat(std::size_t i) const {
    return *(self().begin() + offset(i));
  }
  decltype(auto) front() { return *self().begin(); }
  decltype(auto) front() const { return *self().begin(); }
  decltype(auto) back() { return flat(size() - 1); }
  decltype(auto) back() const { return flat(size() - 1); }

  template <class... I>
  bool in_bounds(I... i) const {
    const std::array<std::ptrdiff_t, sizeof...(I)> index{
        {static_cast<std::ptrdiff_t>(i)...}};
    const auto& shape = self().shape();
    if (index.size() > shape.size()) return false;
    const std::size_t skip = shape.size() - index.size();
    for (std::size_t k = 0; k < index.size(); ++k) {
      const auto extent = static_cast<std::ptrdiff_t>(shape[skip + k]);
      if (index[k] < 0 || index[k] >= extent) return false;
    }
    return true;
  }
  template <class... I>
  decltype(auto) periodic(I... i) {
    const auto index = wrapped(i...);
    return self().element(index.begin(), index.end());
  }
  template <class... I>
  decltype(auto) periodic(I... i) const {
    const auto index = wrapped(i...);
    return self().element(index.begin(), index.end());
  }

  template <layout_type L = layout_type::row_major>
  auto begin() {
    return ExprIterator<D, L>(&self(), 0);
  }
  template <layout_type L = layout_type::row_major>
  auto end() {
    return ExprIterator<D, L>(&self(), size());
  }
  template <layout_type L = layout_type::row_major>
  auto begin() const {
    return ExprIterator<const D, L>(&self(), 0);
  }
  template <layout_type L = layout_type::row_major>
  auto end() const {
    return ExprIterator<const D, L>(&self(), size());
  }
  template <layout_type L = layout_type::row_major>
  auto cbegin() const {
    return self().template begin<L>();
  }
  template <layout_type L = layout_type::row_major>
  auto cend() const {
    return self().template end<L>();
  }
  template <layout_type L = layout_type::row_major>
  auto rbegin() {
    return std::make_reverse_iterator(self().template end<L>());
  }
  template <layout_type L = layout_type::row_major>
  auto rend() {
    return std::make_reverse_iterator(self().template begin<L>());
  }
  template <layout_type L = layout_type::row_major>
  auto rbegin() const {
    return std::make_reverse_iterator(self().template end<L>());
  }
  template <layout_type L = layout_type::row_major>
  auto rend() const {
    return std::make_reverse_iterator(self().template begin<L>());
  }

  template <class S>
  void broadcast_shape_into(S& shape) const {
    const auto& own = self().shape();
    merge_shape(own.data(), own.size(), shape);
  }

 private:
  D& self() noexcept { return static_cast<D&>(*this); }
  const D& self() const noexcept { return static_cast<const D&>(*this); }

  static std::ptrdiff_t offset(std::size_t i) {
    return static_cast<std::ptrdiff_t>(i);
  }
  template <class Self, class... I>
  static decltype(auto) get(Self& self, I... i) {
    const std::array<std::size_t, sizeof...(I)> index{
        {static_cast<std::size_t>(i)...}};
    return self.element(index.begin(), index.end());
  }
  template <class... I>
  void check(I... i) const {
    const auto& shape = self().shape();
    const std::array<std::size_t, sizeof...(I)> index{
        {static_cast<std::size_t>(i)...}};
    if (index.size() > shape.size()) {
      throw std::out_of_range("Number of arguments (" +
                              std::to_string(index.size()) +
                              ") is greater than the number of dimensions (" +
                              std::to_string(shape.size()) + ")");
    }
    const std::size_t skip = shape.size() - index.size();
    for (std::size_t k = 0; k < index.size(); ++k) {
      if (index[k] >= shape[skip + k] && shape[skip + k] != 1) {
        throw std::out_of_range("index " + std::to_string(index[k]) +
                                " is out of bounds for axis " +
                                std::to_string(k) + " with size " +
                                std::to_string(shape[skip + k]));
      }
    }
  }
  template <class... I>
  std::array<std::size_t, sizeof...(I)> wrapped(I... i) const {
    std::array<std::ptrdiff_t, sizeof...(I)> index{
        {static_cast<std::ptrdiff_t>(i)...}};
    std::array<std::size_t, sizeof...(I)> result{};
    const auto& shape = self().shape();
    for (std::size_t k = 0; k < index.size(); ++k) {
      const auto extent =
          static_cast<std::ptrdiff_t>(shape[shape.size() - index.size() + k]);
      result[k] =
          static_cast<std::size_t>(((index[k] % extent) + extent) % extent);
    }
    return result;
  }
};

}  // namespace detail
}  // namespace tnp
