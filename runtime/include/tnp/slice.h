/// Slices for `view` (xtensor `xslice.hpp`).
#pragma once

#include <tnp/shape.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace tnp {

namespace placeholders {
/// An omitted bound of a range.
struct xtuph {};
constexpr xtuph _{};
}  // namespace placeholders

constexpr placeholders::xtuph xnone() { return {}; }

struct xall_tag {};
struct xnewaxis_tag {};
struct xellipsis_tag {};

/// The whole axis.
constexpr xall_tag all() { return {}; }
/// An axis of length 1 that the source does not have.
constexpr xnewaxis_tag newaxis() { return {}; }
/// As many whole axes as are left.
constexpr xellipsis_tag ellipsis() { return {}; }

/// A range before the length of its axis is known.
class xrange_slice {
 public:
  struct Resolved {
    std::ptrdiff_t start;
    std::size_t size;
    std::ptrdiff_t step;
  };

  template <class A, class B, class C>
  xrange_slice(A start, B stop, C step)
      : start_(value(start)),
        stop_(value(stop)),
        step_(value(step)),
        has_start_(given<A>()),
        has_stop_(given<B>()) {
    if (!given<C>()) step_ = 1;
  }

  /// Negative bounds count from the end; bounds outside the axis are clamped.
  Resolved resolve(std::size_t extent) const {
    const auto n = static_cast<std::ptrdiff_t>(extent);
    const std::ptrdiff_t lowest = step_ > 0 ? 0 : -1;
    const std::ptrdiff_t highest = step_ > 0 ? n : n - 1;
    const auto clamp = [&](std::ptrdiff_t i) {
      return std::max(lowest, std::min(highest, i >= 0 ? i : i + n));
    };
    const std::ptrdiff_t start =
        has_start_ ? clamp(start_) : (step_ > 0 ? 0 : n - 1);
    const std::ptrdiff_t stop = has_stop_ ? clamp(stop_) : (step_ > 0 ? n : -1);
    const std::ptrdiff_t span = step_ > 0 ? stop - start : start - stop;
    const std::ptrdiff_t stride = step_ > 0 ? step_ : -step_;
    const std::ptrdiff_t count = span <= 0 ? 0 : (span + stride - 1) / stride;
    return {start, static_cast<std::size_t>(count), step_};
  }

 private:
  template <class T>
  static constexpr bool given() {
    return !std::is_same<T, placeholders::xtuph>::value;
  }
  static std::ptrdiff_t value(placeholders::xtuph) { return 0; }
  template <class T>
  static std::ptrdiff_t value(T v) {
    return static_cast<std::ptrdiff_t>(v);
  }

  std::ptrdiff_t start_;
  std::ptrdiff_t stop_;
  std::ptrdiff_t step_;
  bool has_start_;
  bool has_stop_;
};

template <class A, class B>
xrange_slice range(A start, B stop) {
  return {start, stop, placeholders::xtuph()};
}
template <class A, class B, class C>
xrange_slice range(A start, B stop, C step) {
  return {start, stop, step};
}

/// Chosen positions of an axis (`keep`), or all but those (`drop`).
template <bool Keep>
class xpick_slice {
 public:
  explicit xpick_slice(std::vector<std::ptrdiff_t> indices)
      : indices_(std::move(indices)) {}

  std::vector<std::size_t> resolve(std::size_t extent) const {
    std::vector<std::size_t> picked;
    for (std::ptrdiff_t i : indices_) {
      picked.push_back(static_cast<std::size_t>(
          i < 0 ? i + static_cast<std::ptrdiff_t>(extent) : i));
    }
    if (Keep) return picked;
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < extent; ++i) {
      if (std::find(picked.begin(), picked.end(), i) == picked.end()) {
        rest.push_back(i);
      }
    }
    return rest;
  }

 private:
  std::vector<std::ptrdiff_t> indices_;
};

using xkeep_slice = xpick_slice<true>;
using xdrop_slice = xpick_slice<false>;

namespace detail {

template <class T>
std::vector<std::ptrdiff_t> pick_list(const T& source) {
  if constexpr (std::is_integral<T>::value) {
    return {static_cast<std::ptrdiff_t>(source)};
  } else {
    std::vector<std::ptrdiff_t> list;
    for (auto i : source) list.push_back(static_cast<std::ptrdiff_t>(i));
    return list;
  }
}

template <class T>
struct IsPick : std::false_type {};
template <bool K>
struct IsPick<xpick_slice<K>> : std::true_type {};

/// How many axes more or fewer a view has because of one slice.
template <class S>
constexpr std::ptrdiff_t kAxisChange =
    std::is_integral<S>::value ? -1
                               : (std::is_same<S, xnewaxis_tag>::value ? 1 : 0);

/// Source axes that one slice uses up; the ellipsis takes the rest.
template <class S>
constexpr std::size_t kConsumes = std::is_same<S, xnewaxis_tag>::value ||
                                          std::is_same<S, xellipsis_tag>::value
                                      ? 0
                                      : 1;

}  // namespace detail

template <class T>
xkeep_slice keep(const T& indices) {
  return xkeep_slice(detail::pick_list(indices));
}
template <class I>
xkeep_slice keep(std::initializer_list<I> indices) {
  return xkeep_slice(detail::pick_list(indices));
}
template <class A, class B, class... I>
xkeep_slice keep(A first, B second, I... rest) {
  return xkeep_slice({static_cast<std::ptrdiff_t>(first),
                      static_cast<std::ptrdiff_t>(second),
                      static_cast<std::ptrdiff_t>(rest)...});
}
template <class T>
xdrop_slice drop(const T& indices) {
  return xdrop_slice(detail::pick_list(indices));
}
template <class I>
xdrop_slice drop(std::initializer_list<I> indices) {
  return xdrop_slice(detail::pick_list(indices));
}
template <class A, class B, class... I>
xdrop_slice drop(A first, B second, I... rest) {
  return xdrop_slice({static_cast<std::ptrdiff_t>(first),
                      static_cast<std::ptrdiff_t>(second),
                      static_cast<std::ptrdiff_t>(rest)...});
}

/// One slice whose kind is chosen at run time, for `strided_view`.
using xstrided_slice = std::variant<std::ptrdiff_t, xall_tag, xnewaxis_tag,
                                    xellipsis_tag, xrange_slice>;

/// The slices of a `strided_view`; integers of any type are accepted.
class xstrided_slice_vector : public std::vector<xstrided_slice> {
  using Base = std::vector<xstrided_slice>;

 public:
  struct Item {
    template <class T>
    Item(const T& slice) : value(make(slice)) {}
    xstrided_slice value;

   private:
    template <class T>
    static xstrided_slice make(const T& slice) {
      if constexpr (std::is_integral<T>::value) {
        return static_cast<std::ptrdiff_t>(slice);
      } else {
        return slice;
      }
    }
  };

  xstrided_slice_vector() = default;
  explicit xstrided_slice_vector(std::size_t n, Item item = xall_tag())
      : Base(n, item.value) {}
  xstrided_slice_vector(std::initializer_list<Item> items) {
    for (const Item& item : items) Base::push_back(item.value);
  }
  void push_back(Item item) { Base::push_back(item.value); }
};

}  // namespace tnp
