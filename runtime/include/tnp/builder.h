/// Expressions and containers made from scratch (xtensor `xbuilder.hpp`).
#pragma once

#include <tnp/eval.h>
#include <tnp/fixed.h>
#include <tnp/generator.h>
#include <tnp/join.h>
#include <tnp/operation.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tnp {

/// All ones or zeros; lazy, so an assignment fills and nothing is stored.
template <class T, class S>
auto ones(const S& shape) {
  return broadcast(T(1), shape);
}
template <class T, class I, std::size_t N>
auto ones(const I (&shape)[N]) {
  return broadcast(T(1), shape);
}
template <class T, class S>
auto zeros(const S& shape) {
  return broadcast(T(0), shape);
}
template <class T, class I, std::size_t N>
auto zeros(const I (&shape)[N]) {
  return broadcast(T(0), shape);
}

/// Uninitialised containers: the shape's type decides between tensor, array
/// and tensor_fixed.
template <class T, layout_type L = layout_type::row_major, class S>
array<T, L> empty(const S& shape) {
  return array<T, L>::from_shape(shape);
}
template <class T, layout_type L = layout_type::row_major, class I,
          std::size_t N>
tensor<T, N, L> empty(const std::array<I, N>& shape) {
  return tensor<T, N, L>::from_shape(shape);
}
template <class T, layout_type L = layout_type::row_major, class I,
          std::size_t N>
tensor<T, N, L> empty(const I (&shape)[N]) {
  return tensor<T, N, L>::from_shape(detail::shape_array(shape));
}
template <class T, layout_type L = layout_type::row_major, std::size_t... N>
tensor_fixed<T, fixed_shape<N...>, L> empty(const fixed_shape<N...>&) {
  return {};
}

template <class E>
auto empty_like(const xexpression<E>& e) {
  return temporary_type_t<E>::from_shape(e.derived_cast().shape());
}
template <class E>
auto full_like(const xexpression<E>& e, typename E::value_type value) {
  auto result = empty_like(e);
  result.fill(value);
  return result;
}
template <class E>
auto zeros_like(const xexpression<E>& e) {
  return full_like(e, typename E::value_type(0));
}
template <class E>
auto ones_like(const xexpression<E>& e) {
  return full_like(e, typename E::value_type(1));
}

namespace detail {

/// start, start + step, ...; `linspace` ends exactly at `stop`.
template <class T, class R, class S>
struct Progression : Standalone {
  using value_type = R;
  static constexpr bool kPure = true;
  static constexpr bool kOrdered = false;
  T start;
  T stop;
  S step;
  std::size_t count;
  bool endpoint;

  Progression(T a, T b, S s, std::size_t n, bool e)
      : start(a), stop(b), step(s), count(n), endpoint(e) {}
  template <class It>
  R operator()(It first, It last) const {
    const std::size_t i = first == last ? 0 : static_cast<std::size_t>(*first);
    if (endpoint && count > 1 && i == count - 1) return static_cast<R>(stop);
    return static_cast<R>(start + step * static_cast<S>(i));
  }
};

template <class T, class S>
std::size_t progression_length(T start, T stop, S step) {
  if constexpr (!std::is_integral<T>::value || !std::is_integral<S>::value) {
    const auto n = std::ceil((stop - start) / step);
    return n > 0 ? static_cast<std::size_t>(n) : 0;
  } else if constexpr (std::is_unsigned<S>::value) {
    if (stop <= start) return 0;
    return static_cast<std::size_t>((stop - start + step - S(1)) / step);
  } else {
    if ((stop - start) / step <= 0 &&
        (step > 0 ? stop <= start : stop >= start)) {
      return 0;
    }
    return stop > start
               ? static_cast<std::size_t>((stop - start + step - S(1)) / step)
               : static_cast<std::size_t>((start - stop - step - S(1)) / -step);
  }
}

template <class T>
struct Eye : Standalone {
  using value_type = T;
  static constexpr bool kPure = true;
  static constexpr bool kOrdered = false;
  std::ptrdiff_t k;

  explicit Eye(std::ptrdiff_t diagonal) : k(diagonal) {}
  template <class It>
  T operator()(It, It last) const {
    const auto column = static_cast<std::ptrdiff_t>(*(last - 1));
    const auto row = static_cast<std::ptrdiff_t>(*(last - 2));
    return column == row + k ? T(1) : T(0);
  }
};

}  // namespace detail

template <class T, class S = T>
auto arange(T start, T stop, S step = 1) {
  const std::size_t n = detail::progression_length(start, stop, step);
  return detail::make_generator(
      detail::Progression<T, T, S>(start, stop, step, n, false),
      std::array<std::size_t, 1>{{n}});
}
template <class T>
auto arange(T stop) {
  return arange<T>(T(0), stop, T(1));
}

template <class T>
auto linspace(T start, T stop, std::size_t num_samples = 50,
              bool endpoint = true) {
  using F = std::common_type_t<T, double>;
  const F gaps = static_cast<F>(num_samples - (endpoint ? 1 : 0));
  const F step = F(stop - start) / std::fmax(F(1), gaps);
  return detail::make_generator(
      detail::Progression<F, T, F>(F(start), F(stop), step, num_samples,
                                   endpoint),
      std::array<std::size_t, 1>{{num_samples}});
}

namespace detail {
struct PowerOfBase {
  static constexpr bool kPure = true;
  template <class A, class B>
  auto operator()(const A& base, const B& exponent) const {
    return std::pow(base, exponent);
  }
};
}  // namespace detail

template <class T>
auto logspace(T start, T stop, std::size_t num_samples, T base = 10,
              bool endpoint = true) {
  return detail::make_function(detail::PowerOfBase{}, T(base),
                               linspace(start, stop, num_samples, endpoint));
}

/// Ones on the `k`-th diagonal; of bool unless `T` is given, as in xtensor.
template <class T = bool>
auto eye(const std::vector<std::size_t>& shape, int k = 0) {
  return detail::make_generator(detail::Eye<T>(k), shape);
}
template <class T = bool>
auto eye(std::size_t n, int k = 0) {
  return eye<T>(std::vector<std::size_t>{n, n}, k);
}

namespace detail {

template <std::size_t K, std::size_t N, class E, class S>
auto mesh_axis(const E& e, const S& shape) {
  auto result = tensor<ValueOf<E>, N>::from_shape(shape);
  std::size_t after = 1;
  for (std::size_t axis = K + 1; axis < N; ++axis) after *= shape[axis];
  for (std::size_t i = 0; i < result.size(); ++i) {
    result.flat(i) = e((i / after) % shape[K]);
  }
  return result;
}

template <std::size_t... K, class... E>
auto meshgrid_of(std::index_sequence<K...>, const E&... e) {
  const std::array<std::size_t, sizeof...(E)> shape{{e.size()...}};
  return std::make_tuple(mesh_axis<K, sizeof...(E)>(e, shape)...);
}

}  // namespace detail

/// For 1-d inputs of lengths n0, n1, ... arrays of shape (n0, n1, ...): the
/// k-th holds the coordinate along axis k (NumPy's indexing='ij').
template <class... E>
auto meshgrid(const E&... e) {
  return detail::meshgrid_of(std::index_sequence_for<E...>(), e...);
}

namespace detail {

/// The elements of a square matrix with a vector on its `k`-th diagonal.
template <class CT>
struct DiagonalMatrix {
  using value_type = ValueOf<CT>;
  static constexpr bool kPure = std::decay_t<CT>::kPure;
  static constexpr bool kOrdered = false;
  CT source;
  std::ptrdiff_t k;
  template <class It>
  value_type operator()(It first, It last) const {
    (void)last;
    const auto row = static_cast<std::ptrdiff_t>(first[0]);
    const auto column = static_cast<std::ptrdiff_t>(first[1]);
    if (row + k != column) return value_type(0);
    return source(static_cast<std::size_t>(k < 0 ? column : row));
  }
  Overlap overlap(const MemoryRange& range) const {
    return source.overlap(range) == Overlap::kNone ? Overlap::kNone
                                                   : Overlap::kPartial;
  }
};

/// The triangle of a matrix on one side of its `k`-th diagonal.
template <class CT, bool Lower>
struct Triangle {
  using value_type = ValueOf<CT>;
  static constexpr bool kPure = std::decay_t<CT>::kPure;
  static constexpr bool kOrdered = false;
  CT source;
  std::ptrdiff_t k;
  template <class It>
  value_type operator()(It first, It last) const {
    const auto column = static_cast<std::ptrdiff_t>(*(last - 1));
    const auto row = static_cast<std::ptrdiff_t>(*(last - 2));
    const bool inside = Lower ? column <= row + k : column >= row + k;
    return inside ? static_cast<value_type>(source.element(first, last))
                  : value_type(0);
  }
  Overlap overlap(const MemoryRange& range) const {
    return source.overlap(range) == Overlap::kNone ? Overlap::kNone
                                                   : Overlap::kPartial;
  }
};

}  // namespace detail

/// A matrix with the 1-d `e` on its `k`-th diagonal.
template <class E>
auto diag(E&& e, int k = 0) {
  const std::size_t n = e.shape()[0] + static_cast<std::size_t>(k < 0 ? -k : k);
  using F = detail::DiagonalMatrix<const_xclosure_t<E>>;
  return detail::make_generator(F{std::forward<E>(e), k},
                                std::array<std::size_t, 2>{{n, n}});
}

template <class E>
auto tril(E&& e, int k = 0) {
  const auto shape = e.shape();
  using F = detail::Triangle<const_xclosure_t<E>, true>;
  return detail::make_generator(F{std::forward<E>(e), k}, shape);
}
template <class E>
auto triu(E&& e, int k = 0) {
  const auto shape = e.shape();
  using F = detail::Triangle<const_xclosure_t<E>, false>;
  return detail::make_generator(F{std::forward<E>(e), k}, shape);
}

}  // namespace tnp
