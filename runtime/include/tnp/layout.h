/// Memory order of an expression (xtensor `xlayout.hpp`).
#pragma once

#include <type_traits>

namespace tnp {

/// Order in which the elements of an expression lie in memory.
///
/// `dynamic` means "known only at run time", `any` means "fits every order"
/// (scalars and 0-d expressions).
enum class layout_type {
  dynamic = 0x00,
  any = 0xFF,
  row_major = 0x01,
  column_major = 0x02
};

/// The order that holds for two operands at once, or `dynamic`.
constexpr layout_type compute_layout(layout_type a, layout_type b) {
  if (a == layout_type::any) return b;
  if (b == layout_type::any) return a;
  return a == b ? a : layout_type::dynamic;
}

constexpr layout_type default_assignable_layout(layout_type l) {
  return l == layout_type::row_major || l == layout_type::column_major
             ? l
             : layout_type::row_major;
}

}  // namespace tnp
