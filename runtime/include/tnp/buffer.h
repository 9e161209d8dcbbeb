/// Owning memory of a container, shareable with an `at::Tensor`.
#pragma once

#include <atomic>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace tnp {

namespace detail {

/// Counts the owners of one memory block and knows how to free it. The owners
/// are at most one `buffer` and any number of tensors made by `to_tensor`.
class BlockOwner {
 public:
  using Drop = void (*)(BlockOwner*);
  explicit BlockOwner(Drop drop) : drop_(drop) {}

  void retain() noexcept { count_.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept {
    if (count_.load(std::memory_order_acquire) == 1 ||
        count_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      drop_(this);
    }
  }

 private:
  std::atomic<long> count_{1};
  Drop drop_;
};

/// A block with its owner in front, so that a small array is one allocation.
/// The elements start at `kHeader`, which keeps them aligned for AVX-512 when
/// the allocator returns 64-byte blocks and for SSE otherwise.
struct HeapBlock {
  static constexpr std::size_t kHeader = 64;

  static BlockOwner* make(std::size_t bytes, std::size_t alignment,
                          void** data) {
    if (alignment <= alignof(std::max_align_t)) {
      char* raw = static_cast<char*>(::operator new(kHeader + bytes));
      *data = raw + kHeader;
      return new (raw) BlockOwner([](BlockOwner* owner) {
        owner->~BlockOwner();
        ::operator delete(static_cast<void*>(owner));
      });
    }
    char* raw = static_cast<char*>(
        ::operator new (kHeader + bytes, std::align_val_t{kHeader}));
    *data = raw + kHeader;
    return new (raw) BlockOwner([](BlockOwner* owner) {
      owner->~BlockOwner();
      ::operator delete (static_cast<void*>(owner), std::align_val_t{kHeader});
    });
  }
};

}  // namespace detail

/// Contiguous elements of type `T`. Trivial types start uninitialised, as in
/// xtensor's `uvector`. Copying copies the elements.
template <class T>
class buffer {
  static_assert(alignof(T) <= detail::HeapBlock::kHeader,
                "over-aligned element types are not supported");

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

  buffer() noexcept = default;
  explicit buffer(std::size_t n) { allocate(n); }
  buffer(std::size_t n, const T& value) {
    allocate_raw(n);
    std::uninitialized_fill_n(data_, n, value);
  }
  template <class It,
            class = typename std::iterator_traits<It>::iterator_category>
  buffer(It first, It last) {
    allocate_raw(static_cast<std::size_t>(std::distance(first, last)));
    std::uninitialized_copy(first, last, data_);
  }
  buffer(std::initializer_list<T> init) : buffer(init.begin(), init.end()) {}
  buffer(const buffer& other) : buffer(other.begin(), other.end()) {}
  buffer(buffer&& other) noexcept { swap(other); }
  ~buffer() { destroy(); }

  buffer& operator=(const buffer& other) {
    if (this != &other) buffer(other).swap(*this);
    return *this;
  }
  buffer& operator=(buffer&& other) noexcept {
    buffer(std::move(other)).swap(*this);
    return *this;
  }

  /// Memory that something else owns: `owner` is taken over, not retained.
  static buffer adopt(T* data, std::size_t n, detail::BlockOwner* owner) {
    buffer b;
    b.data_ = data;
    b.size_ = n;
    b.owner_ = owner;
    b.borrowed_ = true;
    return b;
  }

  /// The owner with one more reference, for a tensor that shares the memory.
  detail::BlockOwner* share() const noexcept {
    if (owner_ != nullptr) owner_->retain();
    return owner_;
  }

  /// Elements are kept only when the size does not change.
  void resize(std::size_t n) {
    if (n != size_) buffer(n).swap(*this);
  }

  void swap(buffer& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(owner_, other.owner_);
    std::swap(borrowed_, other.borrowed_);
  }

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  T* data() noexcept { return data_; }
  const T* data() const noexcept { return data_; }
  T& operator[](std::size_t i) noexcept { return data_[i]; }
  const T& operator[](std::size_t i) const noexcept { return data_[i]; }
  T* begin() noexcept { return data_; }
  T* end() noexcept { return data_ + size_; }
  const T* begin() const noexcept { return data_; }
  const T* end() const noexcept { return data_ + size_; }
  const T* cbegin() const noexcept { return data_; }
  const T* cend() const noexcept { return data_ + size_; }
  T& front() noexcept { return data_[0]; }
  T& back() noexcept { return data_[size_ - 1]; }
  const T& front() const noexcept { return data_[0]; }
  const T& back() const noexcept { return data_[size_ - 1]; }

 private:
  void allocate_raw(std::size_t n) {
    if (n == 0) return;
    void* data = nullptr;
    owner_ = detail::HeapBlock::make(n * sizeof(T), alignof(T), &data);
    data_ = static_cast<T*>(data);
    size_ = n;
  }
  void allocate(std::size_t n) {
    allocate_raw(n);
    if (!std::is_trivially_default_constructible<T>::value) {
      std::uninitialized_value_construct_n(data_, n);
    }
  }
  void destroy() noexcept {
    if (owner_ == nullptr) return;
    // Only trivial types are shared with tensors, so nobody else needs the
    // elements that are destroyed here.
    if (!std::is_trivially_destructible<T>::value && !borrowed_) {
      std::destroy_n(data_, size_);
    }
    owner_->release();
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
  detail::BlockOwner* owner_ = nullptr;
  bool borrowed_ = false;
};

}  // namespace tnp
