/// Operators, comparisons, `where` and `cast` (xtensor `xoperation.hpp`).
#pragma once

#include <tnp/function.h>
#include <tnp/functor.h>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace tnp {

#define TNP_BINARY_OPERATOR(OP, FUNCTOR)                                  \
  template <class E1, class E2>                                           \
  auto operator OP(E1&& e1, E2&& e2)                                      \
      ->detail::FunctionType<detail::FUNCTOR, E1, E2> {                   \
    return detail::make_function(detail::FUNCTOR{}, std::forward<E1>(e1), \
                                 std::forward<E2>(e2));                   \
  }
#define TNP_UNARY_OPERATOR(OP, FUNCTOR)                                  \
  template <class E>                                                     \
  auto operator OP(E&& e)->detail::FunctionType<detail::FUNCTOR, E> {    \
    return detail::make_function(detail::FUNCTOR{}, std::forward<E>(e)); \
  }
#define TNP_BINARY_FUNCTION(NAME, FUNCTOR)                                     \
  template <class E1, class E2>                                                \
  auto NAME(E1&& e1, E2&& e2)->detail::FunctionType<detail::FUNCTOR, E1, E2> { \
    return detail::make_function(detail::FUNCTOR{}, std::forward<E1>(e1),      \
                                 std::forward<E2>(e2));                        \
  }

TNP_BINARY_OPERATOR(+, Plus)
TNP_BINARY_OPERATOR(-, Minus)
TNP_BINARY_OPERATOR(*, Multiplies)
TNP_BINARY_OPERATOR(/, Divides)
TNP_BINARY_OPERATOR(%, Modulus)
TNP_BINARY_OPERATOR(||, LogicalOr)
TNP_BINARY_OPERATOR(&&, LogicalAnd)
TNP_BINARY_OPERATOR(|, BitwiseOr)
TNP_BINARY_OPERATOR(&, BitwiseAnd)
TNP_BINARY_OPERATOR(^, BitwiseXor)
TNP_BINARY_OPERATOR(<, Less)
TNP_BINARY_OPERATOR(<=, LessEqual)
TNP_BINARY_OPERATOR(>, Greater)
TNP_BINARY_OPERATOR(>=, GreaterEqual)
TNP_UNARY_OPERATOR(+, UnaryPlus)
TNP_UNARY_OPERATOR(-, Negate)
TNP_UNARY_OPERATOR(!, LogicalNot)
TNP_UNARY_OPERATOR(~, BitwiseNot)
TNP_BINARY_FUNCTION(equal, EqualTo)
TNP_BINARY_FUNCTION(not_equal, NotEqualTo)
TNP_BINARY_FUNCTION(less, Less)
TNP_BINARY_FUNCTION(less_equal, LessEqual)
TNP_BINARY_FUNCTION(greater, Greater)
TNP_BINARY_FUNCTION(greater_equal, GreaterEqual)
TNP_BINARY_FUNCTION(left_shift, LeftShift)
TNP_BINARY_FUNCTION(right_shift, RightShift)

#undef TNP_BINARY_OPERATOR
#undef TNP_UNARY_OPERATOR
#undef TNP_BINARY_FUNCTION

/// Shifts need an integer or expression on the right and an expression on the
/// left, so that `stream << expr` still prints.
template <class E1, class E2,
          class = std::enable_if_t<is_xexpression<E1>::value &&
                                   (is_xexpression<E2>::value ||
                                    std::is_integral<std::decay_t<E2>>::value)>>
auto operator<<(E1&& e1, E2&& e2) {
  return left_shift(std::forward<E1>(e1), std::forward<E2>(e2));
}
template <class E1, class E2,
          class = std::enable_if_t<is_xexpression<E1>::value &&
                                   (is_xexpression<E2>::value ||
                                    std::is_integral<std::decay_t<E2>>::value)>>
auto operator>>(E1&& e1, E2&& e2) {
  return right_shift(std::forward<E1>(e1), std::forward<E2>(e2));
}

/// True when shapes and all elements are equal; one bool, not element-wise.
template <class E1, class E2>
bool operator==(const xexpression<E1>& e1, const xexpression<E2>& e2) {
  const E1& a = e1.derived_cast();
  const E2& b = e2.derived_cast();
  return same_shape(a.shape(), b.shape()) &&
         std::equal(a.begin(), a.end(), b.begin());
}
template <class E1, class E2>
bool operator!=(const xexpression<E1>& e1, const xexpression<E2>& e2) {
  return !(e1 == e2);
}

/// `a` where `condition` holds, `b` elsewhere; both are evaluated.
template <class C, class A, class B>
auto where(C&& condition, A&& a, B&& b)
    -> detail::FunctionType<detail::Select, C, A, B> {
  return detail::make_function(detail::Select{}, std::forward<C>(condition),
                               std::forward<A>(a), std::forward<B>(b));
}

/// Each element converted by `static_cast<R>`.
template <class R, class E>
auto cast(E&& e) -> detail::FunctionType<detail::Cast<R>, E> {
  return detail::make_function(detail::Cast<R>{}, std::forward<E>(e));
}

/// For each axis, the indices of the elements that are not zero.
template <class T>
std::vector<std::vector<std::size_t>> nonzero(const T& e) {
  const auto& shape = e.shape();
  std::vector<std::vector<std::size_t>> result(shape.size());
  dynamic_shape<std::size_t> index(shape.size());
  if (e.size() == 0) return result;
  do {
    if (static_cast<bool>(e.element(index.begin(), index.end()))) {
      for (std::size_t k = 0; k < index.size(); ++k) {
        result[k].push_back(index[k]);
      }
    }
  } while (detail::next_index(index, shape));
  return result;
}

/// The indices of the true elements, one vector for each axis.
template <class T>
auto where(const T& condition) {
  return nonzero(condition);
}

/// The indices of the true elements, one index for each element.
template <class T>
std::vector<xindex> argwhere(const T& e) {
  const auto& shape = e.shape();
  std::vector<xindex> result;
  xindex index(shape.size());
  if (e.size() == 0) return result;
  do {
    if (static_cast<bool>(e.element(index.begin(), index.end()))) {
      result.push_back(index);
    }
  } while (detail::next_index(index, shape));
  return result;
}

/// True when at least one element is not zero.
template <class E>
bool any(E&& e) {
  for (auto it = e.begin(), end = e.end(); it != end; ++it) {
    if (static_cast<bool>(*it)) return true;
  }
  return false;
}

/// True when no element is zero.
template <class E, class = enable_xexpression<E>>
bool all(E&& e) {
  for (auto it = e.begin(), end = e.end(); it != end; ++it) {
    if (!static_cast<bool>(*it)) return false;
  }
  return true;
}

/// True when `e` has exactly this shape.
template <class E, class S>
bool has_shape(const E& e, const S& shape) {
  return same_shape(e.shape(), shape);
}
template <class E, class I>
bool has_shape(const E& e, std::initializer_list<I> shape) {
  const auto& own = e.shape();
  return own.size() == shape.size() &&
         std::equal(own.begin(), own.end(), shape.begin(),
                    [](std::size_t a, I b) {
                      return a == static_cast<std::size_t>(b);
                    });
}

/// The rank known at compile time, or SIZE_MAX.
template <class E>
struct get_rank {
  static constexpr std::size_t value =
      static_cast<std::size_t>(std::decay_t<E>::kRank);
};

template <class E, std::size_t N>
struct has_fixed_rank_t : std::bool_constant<std::decay_t<E>::kRank ==
                                             static_cast<std::ptrdiff_t>(N)> {};

}  // namespace tnp
