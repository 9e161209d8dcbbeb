/// The order in which an Einstein summation contracts its operands.
///
/// Labels are characters below 128; `extents` gives the length of each. Costs
/// are counted in multiplications, as NumPy's `einsum_path` counts them.
/// Source:
/// https://numpy.org/doc/stable/reference/generated/numpy.einsum_path.html
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tnp::ops {

/// The positions of the operands that one step takes; its result goes to the
/// end of the list.
using Contraction = std::vector<int>;
using ContractionPath = std::vector<Contraction>;

struct EinsumTerms {
  std::vector<std::string> inputs;
  std::string output;
  std::array<double, 128> extents{};  // numbers of elements may pass 2^63
};

enum class PathSearch {
  kNone,     // all operands at once
  kGreedy,   // the cheapest pair at each step
  kOptimal,  // all orders
};

/// `memory_limit` bounds the elements of an intermediate result; none allows as
/// many as the largest input or the output has.
ContractionPath find_path(const EinsumTerms& terms, PathSearch search,
                          std::optional<double> memory_limit);

/// What `einsum_path` prints about a path. RuntimeError when the path leaves
/// operands over; IndexError when it names one that is not there.
std::string describe_path(const EinsumTerms& terms,
                          const ContractionPath& path);

}  // namespace tnp::ops
