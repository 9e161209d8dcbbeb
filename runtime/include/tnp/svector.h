/// A vector with room for a few elements inside the object; it holds shapes
/// and strides of expressions whose rank is known only at run time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace tnp {

/// Sequence of trivially copyable `T`; up to `N` elements need no allocation.
template <class T, std::size_t N = 4>
class svector {
  static_assert(std::is_trivially_copyable<T>::value,
                "svector holds sizes, strides and indices");

 public:
  using value_type = T;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = T&;
  using const_reference = const T&;
  using pointer = T*;
  using const_pointer = const T*;
  using iterator = T*;
  using const_iterator = const T*;
  using reverse_iterator = std::reverse_iterator<iterator>;
  using const_reverse_iterator = std::reverse_iterator<const_iterator>;

  svector() noexcept = default;
  explicit svector(std::size_t n, T value = T()) { assign(n, value); }
  svector(std::initializer_list<T> init) { assign(init.begin(), init.end()); }
  template <class It,
            class = typename std::iterator_traits<It>::iterator_category>
  svector(It first, It last) {
    assign(first, last);
  }
  /// Copies any other sequence of integers: std::vector, std::array, ...
  template <class C, class = decltype(std::declval<const C&>().begin()),
            class = std::enable_if_t<!std::is_same<C, svector>::value>>
  svector(const C& other) {
    assign(other.begin(), other.end());
  }
  svector(const svector& other) { assign(other.begin(), other.end()); }
  svector(svector&& other) noexcept { steal(other); }
  ~svector() { release(); }

  svector& operator=(const svector& other) {
    if (this != &other) assign(other.begin(), other.end());
    return *this;
  }
  svector& operator=(svector&& other) noexcept {
    if (this != &other) {
      release();
      steal(other);
    }
    return *this;
  }

  void assign(std::size_t n, T value) {
    resize_uninitialized(n);
    std::fill(begin(), end(), value);
  }
  template <class It,
            class = typename std::iterator_traits<It>::iterator_category>
  void assign(It first, It last) {
    resize_uninitialized(static_cast<std::size_t>(std::distance(first, last)));
    for (T* p = data_; first != last; ++first, ++p) *p = static_cast<T>(*first);
  }

  void resize(std::size_t n, T value = T()) {
    const std::size_t old = size_;
    resize_uninitialized(n);
    if (n > old) std::fill(data_ + old, data_ + n, value);
  }
  void clear() noexcept { size_ = 0; }
  void push_back(T value) {
    resize_uninitialized(size_ + 1);
    data_[size_ - 1] = value;
  }
  void pop_back() noexcept { --size_; }
  iterator insert(const_iterator where, T value) {
    const std::ptrdiff_t at = where - data_;
    push_back(value);
    std::rotate(data_ + at, data_ + size_ - 1, data_ + size_);
    return data_ + at;
  }
  iterator erase(const_iterator where) {
    iterator p = data_ + (where - data_);
    std::copy(p + 1, end(), p);
    --size_;
    return p;
  }

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  T* data() noexcept { return data_; }
  const T* data() const noexcept { return data_; }
  T& operator[](std::size_t i) noexcept { return data_[i]; }
  const T& operator[](std::size_t i) const noexcept { return data_[i]; }
  T& at(std::size_t i) { return data_[checked(i)]; }
  const T& at(std::size_t i) const { return data_[checked(i)]; }
  T& front() noexcept { return data_[0]; }
  const T& front() const noexcept { return data_[0]; }
  T& back() noexcept { return data_[size_ - 1]; }
  const T& back() const noexcept { return data_[size_ - 1]; }

  iterator begin() noexcept { return data_; }
  iterator end() noexcept { return data_ + size_; }
  const_iterator begin() const noexcept { return data_; }
  const_iterator end() const noexcept { return data_ + size_; }
  const_iterator cbegin() const noexcept { return data_; }
  const_iterator cend() const noexcept { return data_ + size_; }
  reverse_iterator rbegin() noexcept { return reverse_iterator(end()); }
  reverse_iterator rend() noexcept { return reverse_iterator(begin()); }
  const_reverse_iterator rbegin() const noexcept {
    return const_reverse_iterator(end());
  }
  const_reverse_iterator rend() const noexcept {
    return const_reverse_iterator(begin());
  }

  friend bool operator==(const svector& a, const svector& b) {
    return a.size_ == b.size_ && std::equal(a.begin(), a.end(), b.begin());
  }
  friend bool operator!=(const svector& a, const svector& b) {
    return !(a == b);
  }

 private:
  std::size_t checked(std::size_t i) const {
    if (i >= size_) throw std::out_of_range("svector: index out of range");
    return i;
  }
  void resize_uninitialized(std::size_t n) {
    if (n > capacity_) {
      const std::size_t capacity = std::max(n, 2 * capacity_);
      T* grown = new T[capacity];
      std::copy(data_, data_ + size_, grown);
      release();
      data_ = grown;
      capacity_ = capacity;
    }
    size_ = n;
  }
  void release() noexcept {
    if (data_ != inline_) delete[] data_;
    data_ = inline_;
    capacity_ = N;
  }
  void steal(svector& other) noexcept {
    size_ = other.size_;
    if (other.data_ == other.inline_) {
      std::copy(other.inline_, other.inline_ + size_, inline_);
    } else {
      data_ = other.data_;
      capacity_ = other.capacity_;
      other.data_ = other.inline_;
      other.capacity_ = N;
    }
    other.size_ = 0;
  }

  T inline_[N] = {};
  T* data_ = inline_;
  std::size_t size_ = 0;
  std::size_t capacity_ = N;
};

/// Shape of an expression whose rank is known only at run time.
template <class T>
using dynamic_shape = svector<T, 4>;

}  // namespace tnp
