/// The functors behind the operators. They follow C++ arithmetic: integers
/// narrower than int promote, integer division truncates.
#pragma once

#include <type_traits>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
#endif

namespace tnp {
namespace detail {

// kPure: the result depends on the arguments alone, so calls may be reordered.
#define TNP_BINARY_FUNCTOR(NAME, OP)                          \
  struct NAME {                                               \
    static constexpr bool kPure = true;                       \
    template <class A, class B>                               \
    constexpr auto operator()(const A& a, const B& b) const { \
      return a OP b;                                          \
    }                                                         \
  };
#define TNP_UNARY_FUNCTOR(NAME, OP)               \
  struct NAME {                                   \
    static constexpr bool kPure = true;           \
    template <class A>                            \
    constexpr auto operator()(const A& a) const { \
      return OP a;                                \
    }                                             \
  };

TNP_BINARY_FUNCTOR(Plus, +)
TNP_BINARY_FUNCTOR(Minus, -)
TNP_BINARY_FUNCTOR(Multiplies, *)
TNP_BINARY_FUNCTOR(Divides, /)
TNP_BINARY_FUNCTOR(Modulus, %)
TNP_BINARY_FUNCTOR(LogicalOr, ||)
TNP_BINARY_FUNCTOR(LogicalAnd, &&)
TNP_BINARY_FUNCTOR(BitwiseOr, |)
TNP_BINARY_FUNCTOR(BitwiseAnd, &)
TNP_BINARY_FUNCTOR(BitwiseXor, ^)
TNP_BINARY_FUNCTOR(RightShift, >>)
TNP_BINARY_FUNCTOR(Less, <)
TNP_BINARY_FUNCTOR(LessEqual, <=)
TNP_BINARY_FUNCTOR(Greater, >)
TNP_BINARY_FUNCTOR(GreaterEqual, >=)
TNP_BINARY_FUNCTOR(EqualTo, ==)
TNP_BINARY_FUNCTOR(NotEqualTo, !=)
TNP_UNARY_FUNCTOR(UnaryPlus, +)
TNP_UNARY_FUNCTOR(Negate, -)
TNP_UNARY_FUNCTOR(LogicalNot, !)
TNP_UNARY_FUNCTOR(BitwiseNot, ~)

// Bits, also of negative numbers, whose left shift C++17 leaves open.
struct LeftShift {
  static constexpr bool kPure = true;
  template <class A, class B>
  constexpr auto operator()(const A& a, const B& b) const {
    using Result = decltype(a << b);
    if constexpr (std::is_integral_v<Result>) {
      return static_cast<Result>(static_cast<std::make_unsigned_t<Result>>(a)
                                 << b);
    } else {
      return a << b;
    }
  }
};

#undef TNP_BINARY_FUNCTOR
#undef TNP_UNARY_FUNCTOR

struct Select {
  static constexpr bool kPure = true;
  template <class C, class A, class B>
  constexpr std::common_type_t<A, B> operator()(const C& c, const A& a,
                                                const B& b) const {
    using R = std::common_type_t<A, B>;
    return c ? static_cast<R>(a) : static_cast<R>(b);
  }
};

template <class R>
struct Cast {
  static constexpr bool kPure = true;
  template <class A>
  constexpr R operator()(const A& a) const {
    return static_cast<R>(a);
  }
};

}  // namespace detail
}  // namespace tnp

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
