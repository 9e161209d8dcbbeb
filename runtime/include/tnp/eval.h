/// Evaluation of lazy expressions (xtensor `xeval.hpp`).
#pragma once

#include <tnp/array.h>
#include <tnp/tensor.h>

#include <type_traits>
#include <utility>

namespace tnp {

/// A container is passed through; anything else is evaluated into one.
template <class E>
decltype(auto) eval(E&& e) {
  using Plain = std::decay_t<E>;
  if constexpr (detail::IsContainer<Plain>::value) {
    if constexpr (std::is_lvalue_reference<E>::value) {
      return static_cast<E&>(e);
    } else {
      return Plain(std::move(e));
    }
  } else {
    return temporary_type_t<Plain>(e);
  }
}

}  // namespace tnp
