/// Results of functions that return several arrays, or none.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "runtime/core/ndarray.h"

namespace tnp::ops {

/// What a function with a varying number of results gives: a list in Python.
using Results = std::vector<ndarray>;
/// The same, a tuple in Python.
struct ResultTuple {
  Results items;

  ResultTuple(Results results) : items(std::move(results)) {}
  const ndarray& operator[](std::size_t i) const { return items[i]; }
};
/// One array, or a tuple when there are several or `is_tuple` says so.
struct OneOrTuple {
  Results items;
  bool is_tuple;

  OneOrTuple(Results results, bool as_tuple = false)
      : items(std::move(results)), is_tuple(as_tuple || items.size() != 1) {}
  const ndarray& operator[](std::size_t i) const { return items[i]; }
};
/// An array, or where there are details a tuple of it and their list.
struct ValueAndDetails {
  ndarray value;
  std::optional<Results> details;
};
/// Nothing, for functions that change an argument.
struct None {};

}  // namespace tnp::ops
