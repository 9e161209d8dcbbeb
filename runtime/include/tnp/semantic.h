/// Assignment operators of containers and views (xtensor `xsemantic.hpp`).
#pragma once

#include <tnp/function.h>
#include <tnp/functor.h>

#include <utility>

namespace tnp {
namespace detail {

/// Compound assignment for `D`, which has `assign_from(expr, noalias)`.
template <class D>
class Assignable {
 public:
#define TNP_COMPOUND(OP, FUNCTOR, NAME) \
  template <class E>                    \
  D& operator OP(const E& e) {          \
    return combine<FUNCTOR>(e, false);  \
  }                                     \
  template <class E>                    \
  D& NAME##_assign(const E& e) {        \
    return combine<FUNCTOR>(e, true);   \
  }
  TNP_COMPOUND(+=, Plus, plus)
  TNP_COMPOUND(-=, Minus, minus)
  TNP_COMPOUND(*=, Multiplies, multiplies)
  TNP_COMPOUND(/=, Divides, divides)
  TNP_COMPOUND(%=, Modulus, modulus)
  TNP_COMPOUND(&=, BitwiseAnd, bit_and)
  TNP_COMPOUND(|=, BitwiseOr, bit_or)
  TNP_COMPOUND(^=, BitwiseXor, bit_xor)
#undef TNP_COMPOUND

  template <class E>
  D& assign(const xexpression<E>& e) {
    self().assign_from(e.derived_cast(), true);
    return self();
  }

 private:
  D& self() { return static_cast<D&>(*this); }

  template <class F, class E>
  D& combine(const E& e, bool noalias) {
    const D& old = self();
    if constexpr (kIsExpr<E>) {
      self().assign_from(make_function(F{}, old, e), noalias);
    } else {
      const auto at = reinterpret_cast<std::uintptr_t>(&e);
      const MemoryRange range = self().memory();
      if (at >= range.lo && at < range.hi) {
        // An element of this very array: xtensor reads it again for each
        // element, so what is assigned to it counts from then on.
        for (auto it = self().begin(), end = self().end(); it != end; ++it) {
          *it = static_cast<std::decay_t<decltype(*it)>>(F{}(*it, e));
        }
      } else {
        self().assign_from(make_function(F{}, old, E(e)), true);
      }
    }
    return self();
  }
};

}  // namespace detail

/// Assigns without looking for aliases; made by `noalias(x)`.
template <class A>
class noalias_proxy {
 public:
  explicit noalias_proxy(A a) : array_(a) {}

  template <class E>
  A operator=(const xexpression<E>& e) {
    array_.assign_from(e.derived_cast(), true);
    return array_;
  }
  template <class T, class = disable_xexpression<T>>
  A operator=(const T& value) {
    array_.fill(value);
    return array_;
  }
#define TNP_COMPOUND(OP, NAME) \
  template <class E>           \
  A operator OP(const E& e) {  \
    array_.NAME##_assign(e);   \
    return array_;             \
  }
  TNP_COMPOUND(+=, plus)
  TNP_COMPOUND(-=, minus)
  TNP_COMPOUND(*=, multiplies)
  TNP_COMPOUND(/=, divides)
  TNP_COMPOUND(%=, modulus)
  TNP_COMPOUND(&=, bit_and)
  TNP_COMPOUND(|=, bit_or)
  TNP_COMPOUND(^=, bit_xor)
#undef TNP_COMPOUND

 private:
  A array_;
};

/// `noalias(x) = expr` assigns without a temporary; views may be temporaries.
template <class A>
auto noalias(A&& a) {
  return noalias_proxy<xclosure_t<A>>(std::forward<A>(a));
}

}  // namespace tnp
