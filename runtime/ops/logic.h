/// Comparisons of whole arrays, and tests of kind.
#pragma once

#include <span>

#include "runtime/ops/support.h"

namespace tnp::ops {

/// |a - b| <= atol + rtol * |b|, or equal; nan equals nan with `equal_nan`.
ndarray isclose(const ndarray& a, const ndarray& b, const ndarray& rtol,
                const ndarray& atol, bool equal_nan);
bool allclose(const ndarray& a, const ndarray& b, const ndarray& rtol,
              const ndarray& atol, bool equal_nan);
bool array_equal(const ndarray& a1, const ndarray& a2, bool equal_nan);
bool array_equiv(const ndarray& a1, const ndarray& a2);

ndarray iscomplex(const ndarray& x);
ndarray isreal(const ndarray& x);
bool iscomplexobj(const ndarray& x);
bool isrealobj(const ndarray& x);
bool isfortran(const ndarray& a);
ndarray isposinf(const ndarray& x, const MaybeArray& out);
ndarray isneginf(const ndarray& x, const MaybeArray& out);

/// Whether a byte belongs to both; TooHardError after `max_work` tries, and
/// only bounds with 0. Without `max_work`: exact, and bounds.
bool shares_memory(const ndarray& a, const ndarray& b,
                   std::optional<std::int64_t> max_work);
bool may_share_memory(const ndarray& a, const ndarray& b,
                      std::optional<std::int64_t> max_work);

DType result_type(std::span<const ndarray> arrays_and_dtypes);
DType common_type(std::span<const ndarray> arrays);

}  // namespace tnp::ops
