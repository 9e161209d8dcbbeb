/// Reductions over axes.
#pragma once

#include <optional>
#include <span>

#include "runtime/core/ndarray.h"

namespace tnp {

enum class Reduction : std::uint8_t {
  kSum,  // float sums pairwise, as NumPy; ints by accumulator()
  kProd,
  kMax,  // propagates nan; complex by NumPy's lexicographic order
  kMin,
  kAll,
  kAny,
};

struct ReduceOptions {
  std::optional<IntSpan> axes;  // none: over all
  bool keepdims = false;
  std::optional<DType> dtype;
  const ndarray* out = nullptr;
  std::optional<Scalar> initial;
  const ndarray* where = nullptr;
};

/// Reduces `a`. Errors and messages are NumPy's: AxisError, "zero-size array to
/// reduction operation maximum which has no identity". A full reduction is a
/// 0-d array; Python makes it a scalar.
ndarray reduce(Reduction reduction, const ndarray& a,
               const ReduceOptions& options = {});

/// Index of the first extremum (nan counts as one), int64; `axis` none: flat.
ndarray arg_extremum(bool maximum, const ndarray& a, std::optional<int> axis,
                     bool keepdims);

/// Running sum or product along `axis` (none: flattened).
ndarray accumulate(Reduction reduction, const ndarray& a,
                   std::optional<int> axis, std::optional<DType> dtype);

}  // namespace tnp
