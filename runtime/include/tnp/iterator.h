/// Random-access iterator over any expression (xtensor `xiterator.hpp`).
#pragma once

#include <tnp/shape.h>

#include <cstddef>
#include <iterator>
#include <type_traits>

namespace tnp {
namespace detail {

/// Visits `E` in the order `L`. A step updates an index; a jump recomputes it.
template <class E, layout_type L>
class ExprIterator {
  using Index = ShapeOf<std::remove_const_t<E>::kRank>;

 public:
  using iterator_category = std::random_access_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = typename std::remove_const_t<E>::value_type;
  using reference = decltype(std::declval<E&>().element(
      std::declval<const std::size_t*>(), std::declval<const std::size_t*>()));
  using pointer = std::remove_reference_t<reference>*;

  ExprIterator() = default;
  ExprIterator(E* expr, std::size_t position)
      : expr_(expr), position_(position) {
    set_length(index_, expr->shape().size());
    for (auto& i : index_) i = 0;
    if (position != 0) locate();
  }

  reference operator*() const {
    return expr_->element(index_.data(), index_.data() + index_.size());
  }
  pointer operator->() const { return &**this; }
  reference operator[](difference_type n) const { return *(*this + n); }

  ExprIterator& operator++() {
    ++position_;
    const auto& shape = expr_->shape();
    const std::size_t rank = index_.size();
    for (std::size_t k = 0; k < rank; ++k) {
      const std::size_t axis =
          L == layout_type::column_major ? k : rank - 1 - k;
      if (++index_[axis] < shape[axis]) return *this;
      index_[axis] = 0;
    }
    return *this;
  }
  ExprIterator operator++(int) {
    ExprIterator old = *this;
    ++*this;
    return old;
  }
  ExprIterator& operator--() { return *this -= 1; }
  ExprIterator operator--(int) {
    ExprIterator old = *this;
    --*this;
    return old;
  }
  ExprIterator& operator+=(difference_type n) {
    position_ =
        static_cast<std::size_t>(static_cast<difference_type>(position_) + n);
    locate();
    return *this;
  }
  ExprIterator& operator-=(difference_type n) { return *this += -n; }

  friend ExprIterator operator+(ExprIterator it, difference_type n) {
    return it += n;
  }
  friend ExprIterator operator+(difference_type n, ExprIterator it) {
    return it += n;
  }
  friend ExprIterator operator-(ExprIterator it, difference_type n) {
    return it -= n;
  }
  friend difference_type operator-(const ExprIterator& a,
                                   const ExprIterator& b) {
    return static_cast<difference_type>(a.position_) -
           static_cast<difference_type>(b.position_);
  }
  friend bool operator==(const ExprIterator& a, const ExprIterator& b) {
    return a.position_ == b.position_;
  }
  friend bool operator!=(const ExprIterator& a, const ExprIterator& b) {
    return a.position_ != b.position_;
  }
  friend bool operator<(const ExprIterator& a, const ExprIterator& b) {
    return a.position_ < b.position_;
  }
  friend bool operator>(const ExprIterator& a, const ExprIterator& b) {
    return b < a;
  }
  friend bool operator<=(const ExprIterator& a, const ExprIterator& b) {
    return !(b < a);
  }
  friend bool operator>=(const ExprIterator& a, const ExprIterator& b) {
    return !(a < b);
  }

 private:
  void locate() {
    const auto& shape = expr_->shape();
    const std::size_t rank = index_.size();
    std::size_t rest = position_;
    for (std::size_t k = 0; k < rank; ++k) {
      const std::size_t axis =
          L == layout_type::column_major ? k : rank - 1 - k;
      if (shape[axis] == 0) continue;
      index_[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
  }

  E* expr_ = nullptr;
  std::size_t position_ = 0;
  Index index_{};
};

}  // namespace detail
}  // namespace tnp
