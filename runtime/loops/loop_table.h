/// The element loops of the ufuncs, listed by group.
///
/// A group is one source file. The groups of the vector sources are compiled
/// once per instruction set, each into its own namespace; `all_loops` picks the
/// best set that the processor has.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "runtime/core/typed_loop.h"

namespace tnp::loops {

/// One loop and the ufunc that it belongs to.
struct LoopEntry {
  std::string_view ufunc;
  TypedLoop typed;
};
using LoopGroup = std::span<const LoopEntry>;

#define TNP_DECLARE_VECTOR_GROUPS(isa) \
  namespace isa {                      \
  LoopGroup arithmetic_loops();        \
  LoopGroup bitwise_loops();           \
  LoopGroup compare_loops();           \
  LoopGroup floating_loops();          \
  LoopGroup extremum_loops();          \
  LoopGroup rounding_loops();          \
  LoopGroup transcendental_loops();    \
  }
TNP_DECLARE_VECTOR_GROUPS(baseline)
TNP_DECLARE_VECTOR_GROUPS(avx2)
TNP_DECLARE_VECTOR_GROUPS(avx512)
#undef TNP_DECLARE_VECTOR_GROUPS

namespace portable {
LoopGroup complex_arithmetic_loops();
LoopGroup complex_function_loops();
LoopGroup float_function_loops();
LoopGroup half_loops();
LoopGroup half_function_loops();
LoopGroup integer_loops();
LoopGroup logical_loops();
}  // namespace portable

/// The instruction set in use: "baseline", "avx2" or "avx512".
std::string_view instruction_set();

/// Every group for this processor.
std::vector<LoopGroup> all_loops();

}  // namespace tnp::loops
