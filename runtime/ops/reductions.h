/// Reductions over axes, and their nan-ignoring forms.
///
/// `axis` none means all axes; dtypes follow NumPy (sums of small integers in
/// int64 or uint64). Errors and messages are NumPy's.
#pragma once

#include "runtime/ops/support.h"

namespace tnp::ops {

using MaybeScalar = std::optional<Scalar>;

ndarray sum(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
            const MaybeArray& out, bool keepdims, const MaybeScalar& initial,
            const MaybeArray& where);
ndarray prod(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
             const MaybeArray& out, bool keepdims, const MaybeScalar& initial,
             const MaybeArray& where);
ndarray max(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims, const MaybeScalar& initial, const MaybeArray& where);
ndarray min(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims, const MaybeScalar& initial, const MaybeArray& where);
ndarray all(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims, const MaybeArray& where);
ndarray any(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims, const MaybeArray& where);
ndarray argmax(const ndarray& a, MaybeInt axis, const MaybeArray& out,
               bool keepdims);
ndarray argmin(const ndarray& a, MaybeInt axis, const MaybeArray& out,
               bool keepdims);
ndarray cumsum(const ndarray& a, MaybeInt axis, MaybeDType dtype,
               const MaybeArray& out);
ndarray cumprod(const ndarray& a, MaybeInt axis, MaybeDType dtype,
                const MaybeArray& out);
/// The Array API's forms: `axis` may be left out for one dimension only.
ndarray cumulative_sum(const ndarray& x, MaybeInt axis, MaybeDType dtype,
                       const MaybeArray& out, bool include_initial);
ndarray cumulative_prod(const ndarray& x, MaybeInt axis, MaybeDType dtype,
                        const MaybeArray& out, bool include_initial);
/// Maximum minus minimum.
ndarray ptp(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
            bool keepdims);

// Not-a-number counts as absent.
ndarray nansum(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
               const MaybeArray& out, bool keepdims, const MaybeScalar& initial,
               const MaybeArray& where);
ndarray nanprod(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
                const MaybeArray& out, bool keepdims,
                const MaybeScalar& initial, const MaybeArray& where);
ndarray nanmax(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
               bool keepdims, const MaybeScalar& initial,
               const MaybeArray& where);
ndarray nanmin(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
               bool keepdims, const MaybeScalar& initial,
               const MaybeArray& where);
ndarray nanargmax(const ndarray& a, MaybeInt axis, const MaybeArray& out,
                  bool keepdims);
ndarray nanargmin(const ndarray& a, MaybeInt axis, const MaybeArray& out,
                  bool keepdims);
ndarray nancumsum(const ndarray& a, MaybeInt axis, MaybeDType dtype,
                  const MaybeArray& out);
ndarray nancumprod(const ndarray& a, MaybeInt axis, MaybeDType dtype,
                   const MaybeArray& out);
ndarray nanmean(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
                const MaybeArray& out, bool keepdims, const MaybeArray& where);
ndarray nanvar(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
               const MaybeArray& out, double ddof, bool keepdims,
               const MaybeArray& where, const MaybeArray& mean,
               MaybeFloat correction);
ndarray nanstd(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
               const MaybeArray& out, double ddof, bool keepdims,
               const MaybeArray& where, const MaybeArray& mean,
               MaybeFloat correction);
ndarray nanmedian(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
                  bool overwrite_input, bool keepdims);

}  // namespace tnp::ops
