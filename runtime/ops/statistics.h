/// Averages, spreads, order statistics and histograms.
///
/// Each follows NumPy's steps, so that float64 results agree to the last bit
/// where NumPy's own are compositions. Integers compute in float64.
#pragma once

#include <string_view>
#include <variant>

#include "runtime/ops/support.h"

namespace tnp::ops {

/// Sum over count. RuntimeWarning for an empty slice, which gives nan.
ndarray mean(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
             const MaybeArray& out, bool keepdims, const MaybeArray& where);
/// Mean squared deviation from `mean` (computed when not given), divided by
/// count - ddof, of which `correction` is another name; of complex values the
/// squared modulus.
ndarray var(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
            const MaybeArray& out, double ddof, bool keepdims,
            const MaybeArray& where, const MaybeArray& mean,
            MaybeFloat correction = {});
ndarray std(const ndarray& a, MaybeAxes axis, MaybeDType dtype,
            const MaybeArray& out, double ddof, bool keepdims,
            const MaybeArray& where, const MaybeArray& mean,
            MaybeFloat correction = {});
/// The weighted mean, with `returned` also the sum of weights.
OneOrTuple average(const ndarray& a, MaybeAxes axis, const MaybeArray& weights,
                   bool returned, bool keepdims);
ndarray median(const ndarray& a, MaybeAxes axis, const MaybeArray& out,
               bool overwrite_input, bool keepdims);
/// `q` in [0, 1], 0-d or 1-d (then the first axis of the result). `method` is
/// any of NumPy's thirteen.
ndarray quantile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                 const MaybeArray& out, bool overwrite_input,
                 std::string_view method, bool keepdims,
                 const MaybeArray& weights);
/// quantile with `q` in [0, 100].
ndarray percentile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                   const MaybeArray& out, bool overwrite_input,
                   std::string_view method, bool keepdims,
                   const MaybeArray& weights);
ndarray nanquantile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                    const MaybeArray& out, bool overwrite_input,
                    std::string_view method, bool keepdims,
                    const MaybeArray& weights);
ndarray nanpercentile(const ndarray& a, const ndarray& q, MaybeAxes axis,
                      const MaybeArray& out, bool overwrite_input,
                      std::string_view method, bool keepdims,
                      const MaybeArray& weights);

/// Covariance of variables in rows (`rowvar`) or columns.
ndarray cov(const ndarray& m, const MaybeArray& y, bool rowvar, bool bias,
            MaybeInt ddof, const MaybeArray& fweights,
            const MaybeArray& aweights, MaybeDType dtype);
ndarray corrcoef(const ndarray& x, const MaybeArray& y, bool rowvar,
                 MaybeDType dtype);

/// Number of bins, bin edges, or the name of an estimator.
using Bins = std::variant<ndarray, std::string_view>;
/// Counts (or weights, or densities) per bin, and the bin edges.
std::tuple<ndarray, ndarray> histogram(const ndarray& a, const Bins& bins,
                                       const MaybeArray& range,
                                       std::optional<bool> density,
                                       const MaybeArray& weights);
ndarray histogram_bin_edges(const ndarray& a, const Bins& bins,
                            const MaybeArray& range, const MaybeArray& weights);
/// A number of bins, or bin edges, along one axis.
using AxisBins = std::variant<std::int64_t, ndarray>;
/// Counts (or weights, or densities) of points `sample` [N, D] over D axes of
/// bins, float64, and the edges of each axis. `ranges` are pairs.
std::tuple<ndarray, Results> histogramdd(const ndarray& sample,
                                         std::span<const AxisBins> bins,
                                         std::span<const MaybeArray> ranges,
                                         bool density,
                                         const MaybeArray& weights);
/// Occurrences of each non-negative integer. Weights sum in float64.
ndarray bincount(const ndarray& x, const MaybeArray& weights,
                 std::int64_t minlength);
ndarray digitize(const ndarray& x, const ndarray& bins, bool right);

// In logic.h's family, used here too.
ndarray real(const ndarray& val);

}  // namespace tnp::ops
