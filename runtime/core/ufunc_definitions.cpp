// The definition of every ufunc: its loops are gathered from the loop tables
// when the library is loaded, in NumPy's order of resolution (by the type of
// the first input, which is the order of DType).
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "runtime/core/ufunc.h"
#include "runtime/core/ufunc_aten.h"
#include "runtime/loops/loop_table.h"

namespace tnp {
namespace {

using LoopMap = std::map<std::string_view, std::vector<TypedLoop>>;

LoopMap gather_loops() {
  LoopMap map;
  for (const loops::LoopGroup group : loops::all_loops()) {
    for (const loops::LoopEntry& entry : group) {
      map[entry.ufunc].push_back(entry.typed);
    }
  }
  for (auto& [name, typed] : map) {
    std::stable_sort(typed.begin(), typed.end(),
                     [](const TypedLoop& a, const TypedLoop& b) {
                       return a.types[0] < b.types[0];
                     });
  }
  return map;
}

std::span<const TypedLoop> loops_named(std::string_view name) {
  static const LoopMap& map = *new LoopMap(gather_loops());
  const auto found = map.find(name);
  if (found == map.end()) return {};
  return found->second;
}

// What the general rule needs beyond the loops.
struct Traits {
  std::optional<double> identity;
  Resolution resolution = Resolution::kSearch;
  FpReports fp_reports = FpReports::kInexact;
  std::string_view loops = {};  // another ufunc's, when not its own
};

constexpr Traits kQuiet{{}, Resolution::kSearch, FpReports::kNone, {}};
constexpr Traits kNoBool{{}, Resolution::kNoBool, FpReports::kNone, {}};
constexpr Traits kComparison{{}, Resolution::kComparison, FpReports::kNone, {}};
// Complex numbers are ordered by comparisons that report a nan.
constexpr Traits kOrder{{}, Resolution::kComparison, FpReports::kComplex, {}};
// Integers report a division by zero through the same flags.
constexpr Traits kDivision{{}, Resolution::kSearch, FpReports::kAll, {}};
const double kInfinity = std::numeric_limits<double>::infinity();

Traits traits_of(std::string_view name) {
  static const std::map<std::string_view, Traits> special = {
      {"add", {0.0}},
      {"bitwise_and", {-1.0, Resolution::kSearch, FpReports::kNone, {}}},
      {"bitwise_count", kQuiet},
      {"bitwise_or", {0.0, Resolution::kSearch, FpReports::kNone, {}}},
      {"bitwise_xor", {0.0, Resolution::kSearch, FpReports::kNone, {}}},
      {"conjugate", kQuiet},
      {"copysign", kQuiet},
      {"degrees", {{}, Resolution::kSearch, FpReports::kInexact, "rad2deg"}},
      {"divide", {{}, Resolution::kDivide}},
      {"divmod", kDivision},
      {"equal", kComparison},
      {"fabs", kQuiet},
      {"floor_divide", kDivision},
      {"fmax", kQuiet},
      {"fmin", kQuiet},
      {"fmod", kDivision},
      {"gcd", {0.0, Resolution::kNoBool, FpReports::kNone, {}}},
      {"greater", kOrder},
      {"greater_equal", kOrder},
      {"heaviside", kQuiet},
      {"hypot", {0.0}},
      {"invert", kQuiet},
      {"isfinite", kQuiet},
      {"isinf", kQuiet},
      {"isnan", kQuiet},
      {"lcm", kNoBool},
      {"left_shift", kQuiet},
      {"less", kOrder},
      {"less_equal", kOrder},
      {"logaddexp", {-kInfinity}},
      {"logaddexp2", {-kInfinity}},
      {"logical_and", {1.0, Resolution::kSearch, FpReports::kNone, {}}},
      {"logical_not", kQuiet},
      {"logical_or", {0.0, Resolution::kSearch, FpReports::kNone, {}}},
      {"logical_xor", {0.0, Resolution::kSearch, FpReports::kNone, {}}},
      {"maximum", kQuiet},
      {"minimum", kQuiet},
      {"multiply", {1.0}},
      {"negative", {{}, Resolution::kNegative, FpReports::kNone, {}}},
      {"not_equal", kComparison},
      {"positive", kNoBool},
      {"radians", {{}, Resolution::kSearch, FpReports::kInexact, "deg2rad"}},
      {"reciprocal", kDivision},
      {"remainder", kDivision},
      {"right_shift", kQuiet},
      {"sign", kNoBool},
      {"signbit", kQuiet},
      {"subtract", {{}, Resolution::kSubtract}},
  };
  const auto found = special.find(name);
  return found == special.end() ? Traits{} : found->second;
}

bool all_inputs_are(const TypedLoop& loop, int nin, DType dtype) {
  return std::all_of(loop.types, loop.types + nin,
                     [&](DType type) { return type == dtype; });
}

void fill_uniform_loops(Ufunc& ufunc) {
  ufunc.uniform_loop.fill(-1);
  for (int d = 0; d < kNumDTypes; ++d) {
    const DType dtype = static_cast<DType>(d);
    for (std::size_t i = 0; i < ufunc.loops.size(); ++i) {
      if (all_inputs_are(ufunc.loops[i], ufunc.nin, dtype)) {
        ufunc.uniform_loop[d] = static_cast<std::int8_t>(i);
        break;
      }
    }
  }
}

Ufunc define(std::string_view name, int nin, int nout) {
  const Traits traits = traits_of(name);
  Ufunc ufunc{name,
              nin,
              nout,
              loops_named(traits.loops.empty() ? name : traits.loops),
              traits.identity,
              traits.resolution,
              traits.fp_reports};
  if (nout == 1 && nin == 1) ufunc.aten_unary = find_aten_unary(name);
  if (nout == 1 && nin == 2) ufunc.aten_binary = find_aten_binary(name);
  if (nout == 2) ufunc.aten_pair = find_aten_pair(name);
  fill_uniform_loops(ufunc);
  return ufunc;
}

Ufunc define_general(std::string_view name, std::string_view signature) {
  Ufunc ufunc = define(name, 2, 1);
  ufunc.signature = signature;
  return ufunc;
}

}  // namespace

namespace ufuncs {
#define TNP_DEFINE_UNARY(name) const Ufunc name = define(#name, 1, 1);
#define TNP_DEFINE_BINARY(name) const Ufunc name = define(#name, 2, 1);
TNP_UNARY_UFUNCS(TNP_DEFINE_UNARY)
TNP_BINARY_UFUNCS(TNP_DEFINE_BINARY)
const Ufunc modf = define("modf", 1, 2);
const Ufunc frexp = define("frexp", 1, 2);
const Ufunc divmod = define("divmod", 2, 2);
const Ufunc matmul = define_general("matmul", "(n?,k),(k,m?)->(n?,m?)");
const Ufunc vecdot = define_general("vecdot", "(n),(n)->()");
const Ufunc matvec = define_general("matvec", "(m,n),(n)->(m)");
const Ufunc vecmat = define_general("vecmat", "(n),(n,m)->(m)");
#undef TNP_DEFINE_UNARY
#undef TNP_DEFINE_BINARY
}  // namespace ufuncs

const TypedLoop* Ufunc::homogeneous_loop(DType dtype) const {
  for (const TypedLoop& loop : loops) {
    if (all_inputs_are(loop, nin + nout, dtype)) return &loop;
  }
  return nullptr;
}

std::span<const Ufunc* const> all_ufuncs() {
#define TNP_UFUNC_ADDRESS(name) &ufuncs::name,
  static constexpr const Ufunc* kAll[] = {
      TNP_UNARY_UFUNCS(TNP_UFUNC_ADDRESS) TNP_BINARY_UFUNCS(TNP_UFUNC_ADDRESS) &
          ufuncs::modf,
      &ufuncs::frexp,
      &ufuncs::divmod,
      &ufuncs::matmul,
      &ufuncs::vecdot,
      &ufuncs::matvec,
      &ufuncs::vecmat};
#undef TNP_UFUNC_ADDRESS
  return kAll;
}

const Ufunc* find_ufunc(std::string_view name) {
  static const std::map<std::string_view, std::string_view> aliases = {
      {"abs", "absolute"},
      {"acos", "arccos"},
      {"acosh", "arccosh"},
      {"asin", "arcsin"},
      {"asinh", "arcsinh"},
      {"atan", "arctan"},
      {"atan2", "arctan2"},
      {"atanh", "arctanh"},
      {"bitwise_invert", "invert"},
      {"bitwise_left_shift", "left_shift"},
      {"bitwise_not", "invert"},
      {"bitwise_right_shift", "right_shift"},
      {"conj", "conjugate"},
      {"mod", "remainder"},
      {"pow", "power"},
      {"true_divide", "divide"},
  };
  const auto alias = aliases.find(name);
  if (alias != aliases.end()) name = alias->second;
  for (const Ufunc* ufunc : all_ufuncs()) {
    if (ufunc->name == name) return ufunc;
  }
  return nullptr;
}

}  // namespace tnp
