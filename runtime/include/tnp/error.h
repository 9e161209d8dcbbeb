/// Exceptions of the array headers (xtensor `xexception.hpp`).
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace tnp {

/// Two shapes do not broadcast, or a value does not fit the place it goes to.
class broadcast_error : public std::runtime_error {
 public:
  explicit broadcast_error(const std::string& what)
      : std::runtime_error(what) {}
};

/// Arrays to be joined differ in an axis other than the joined one.
class concatenate_error : public std::runtime_error {
 public:
  explicit concatenate_error(const std::string& what)
      : std::runtime_error(what) {}
};

/// A permutation does not fit the rank, or names an axis twice.
class transpose_error : public std::runtime_error {
 public:
  explicit transpose_error(const std::string& what)
      : std::runtime_error(what) {}
};

namespace detail {

template <class S1, class S2>
std::string shape_mismatch(const S1& lhs, const S2& rhs) {
  std::ostringstream out;
  out << "Incompatible dimension of arrays:\n LHS shape = (";
  for (auto n : lhs) out << n << ", ";
  out << ")\n RHS shape = (";
  for (auto n : rhs) out << n << ", ";
  out << ')';
  return out.str();
}

}  // namespace detail

template <class S1, class S2>
[[noreturn]] void throw_broadcast_error(const S1& lhs, const S2& rhs) {
  throw broadcast_error(detail::shape_mismatch(lhs, rhs));
}

template <class S1, class S2>
[[noreturn]] void throw_concatenate_error(const S1& lhs, const S2& rhs) {
  throw concatenate_error(detail::shape_mismatch(lhs, rhs));
}

}  // namespace tnp
