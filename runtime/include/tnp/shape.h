/// Shapes and strides (xtensor `xshape.hpp`, `xstrides.hpp`).
///
/// A rank is a `std::ptrdiff_t`: the number of axes, or `kDynamicRank`. An
/// axis of length 1 has stride 0, as in xtensor, so that broadcasting such an
/// axis needs no special case.
#pragma once

#include <tnp/error.h>
#include <tnp/layout.h>
#include <tnp/svector.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

namespace tnp {

using xindex = dynamic_shape<std::size_t>;

/// A shape known at compile time.
template <std::size_t... Dims>
struct fixed_shape {
  using value_type = std::size_t;
  using cast_type = std::array<std::size_t, sizeof...(Dims)>;
  static constexpr std::size_t size() { return sizeof...(Dims); }
  constexpr operator cast_type() const { return {{Dims...}}; }
};

template <std::size_t... Dims>
using xshape = fixed_shape<Dims...>;

namespace detail {

constexpr std::ptrdiff_t kDynamicRank = -1;

template <std::ptrdiff_t Rank>
struct RankTypes {
  using Shape = std::array<std::size_t, static_cast<std::size_t>(Rank)>;
  using Strides = std::array<std::ptrdiff_t, static_cast<std::size_t>(Rank)>;
};
template <>
struct RankTypes<kDynamicRank> {
  using Shape = dynamic_shape<std::size_t>;
  using Strides = dynamic_shape<std::ptrdiff_t>;
};

template <std::ptrdiff_t Rank>
using ShapeOf = typename RankTypes<Rank>::Shape;
template <std::ptrdiff_t Rank>
using StridesOf = typename RankTypes<Rank>::Strides;

/// Rank of the broadcast of operands of ranks `a` and `b`.
constexpr std::ptrdiff_t broadcast_rank(std::ptrdiff_t a, std::ptrdiff_t b) {
  if (a == kDynamicRank || b == kDynamicRank) return kDynamicRank;
  return a > b ? a : b;
}

template <class T>
struct ShapeRank {
  static constexpr std::ptrdiff_t value = kDynamicRank;
};
template <class T, std::size_t N>
struct ShapeRank<std::array<T, N>> {
  static constexpr std::ptrdiff_t value = static_cast<std::ptrdiff_t>(N);
};
template <std::size_t... Dims>
struct ShapeRank<fixed_shape<Dims...>> {
  static constexpr std::ptrdiff_t value = sizeof...(Dims);
};

/// `std::array` has a fixed length: setting it to another one is an error.
template <class T, std::size_t N>
void set_length(std::array<T, N>&, std::size_t n) {
  if (n != N) {
    throw std::runtime_error("rank mismatch: " + std::to_string(n) +
                             " axes for a " + std::to_string(N) + "-d array");
  }
}
template <class T, std::size_t N>
void set_length(svector<T, N>& s, std::size_t n) {
  s.resize(n);
}
template <class T>
void set_length(std::vector<T>& s, std::size_t n) {
  s.resize(n);
}

template <class To, class From>
To copy_shape(const From& from) {
  To to{};
  set_length(to, from.size());
  using Value = typename To::value_type;
  std::transform(from.begin(), from.end(), to.begin(),
                 [](auto n) { return static_cast<Value>(n); });
  return to;
}
template <class To, std::size_t... Dims>
To copy_shape(const fixed_shape<Dims...>& from) {
  return copy_shape<To>(std::array<std::size_t, sizeof...(Dims)>(from));
}

template <class S>
std::size_t compute_size(const S& shape) {
  std::size_t n = 1;
  for (auto extent : shape) n *= static_cast<std::size_t>(extent);
  return n;
}

/// Fills `strides` for a dense array of `shape`; returns its size.
template <class S, class St>
std::size_t compute_strides(const S& shape, layout_type layout, St& strides) {
  std::size_t n = 1;
  const std::size_t rank = shape.size();
  for (std::size_t k = 0; k < rank; ++k) {
    const std::size_t axis =
        layout == layout_type::column_major ? k : rank - 1 - k;
    strides[axis] = shape[axis] == 1 ? 0 : static_cast<std::ptrdiff_t>(n);
    n *= shape[axis];
  }
  return n;
}

/// Merges `from`, aligned to the right, into `to`. A `to` axis of 1 grows.
template <class S>
void merge_shape(const std::size_t* from, std::size_t from_rank, S& to) {
  if (from_rank > to.size()) {
    throw broadcast_error(
        shape_mismatch(to, std::vector<std::size_t>(from, from + from_rank)));
  }
  const std::size_t skip = to.size() - from_rank;
  for (std::size_t k = 0; k < from_rank; ++k) {
    std::size_t& extent = to[skip + k];
    if (extent == from[k] || from[k] == 1) continue;
    if (extent != 1) {
      throw broadcast_error(
          shape_mismatch(to, std::vector<std::size_t>(from, from + from_rank)));
    }
    extent = from[k];
  }
}

/// Throws unless `from` broadcasts to exactly `to`.
template <class S1, class S2>
void check_broadcastable(const S1& from, const S2& to) {
  bool ok = from.size() <= to.size();
  if (ok) {
    const std::size_t skip = to.size() - from.size();
    for (std::size_t k = 0; k < from.size(); ++k) {
      ok = ok && (from[k] == to[skip + k] || from[k] == 1);
    }
  }
  if (!ok) throw_broadcast_error(to, from);
}

/// `axis` counted from the front; negative values count from the back.
inline std::size_t normalize_axis(std::ptrdiff_t axis, std::size_t rank) {
  const auto n = static_cast<std::ptrdiff_t>(rank);
  const std::ptrdiff_t k = axis < 0 ? axis + n : axis;
  if (k < 0 || k >= n) {
    throw std::runtime_error("axis " + std::to_string(axis) +
                             " is out of bounds for an array of dimension " +
                             std::to_string(rank));
  }
  return static_cast<std::size_t>(k);
}

/// Advances a row-major index; returns false after the last one.
template <class I, class S>
bool next_index(I& index, const S& shape) {
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    if (++index[axis] < shape[axis]) return true;
    index[axis] = 0;
  }
  return false;
}

}  // namespace detail

template <class S1, class S2>
bool same_shape(const S1& a, const S2& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

/// The index of the `n`-th element of an array of `shape`, row-major.
template <class S>
dynamic_shape<std::size_t> unravel_index(
    std::size_t n, const S& shape,
    layout_type layout = layout_type::row_major) {
  dynamic_shape<std::size_t> index(shape.size());
  for (std::size_t k = 0; k < shape.size(); ++k) {
    const std::size_t axis =
        layout == layout_type::column_major ? k : shape.size() - 1 - k;
    if (shape[axis] == 0) continue;
    index[axis] = n % shape[axis];
    n /= shape[axis];
  }
  return index;
}

}  // namespace tnp
