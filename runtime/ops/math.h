/// Rounding, differences, interpolation and parts of complex numbers.
#pragma once

#include <span>
#include <string_view>

#include "runtime/ops/support.h"

namespace tnp::ops {

/// Limits to [a_min, a_max]; a missing limit is none. The result type follows
/// promotion; Python integers outside the type limit nothing.
ndarray clip(const ndarray& a, const MaybeArray& a_min, const MaybeArray& a_max,
             const MaybeArray& out);
/// Rounds half to even, to `decimals` places as NumPy: multiply, rint, divide.
ndarray round(const ndarray& a, std::int64_t decimals, const MaybeArray& out);
/// Towards zero (NumPy `fix`).
ndarray fix(const ndarray& x, const MaybeArray& out);

ndarray diff(const ndarray& a, std::int64_t n, std::int64_t axis,
             const MaybeArray& prepend, const MaybeArray& append);
ndarray ediff1d(const ndarray& ary, const MaybeArray& to_end,
                const MaybeArray& to_begin);
/// Central differences inside, one-sided ones at the ends, per axis.
OneOrTuple gradient(const ndarray& f, std::span<const ndarray> varargs,
                    MaybeAxes axis, std::int64_t edge_order);
ndarray trapezoid(const ndarray& y, const MaybeArray& x, const ndarray& dx,
                  std::int64_t axis);
/// Linear interpolation of the points (xp, fp) at `x`, in float64 or
/// complex128.
ndarray interp(const ndarray& x, const ndarray& xp, const ndarray& fp,
               const MaybeArray& left, const MaybeArray& right,
               std::optional<double> period);
ndarray unwrap(const ndarray& p, std::optional<double> discont,
               std::int64_t axis, const ndarray& period);

ndarray conj(const ndarray& a);
/// Views of the parts; the imaginary part of real values is zeros.
ndarray real(const ndarray& val);
ndarray imag(const ndarray& val);
ndarray angle(const ndarray& z, bool deg);
ndarray real_if_close(const ndarray& a, double tol);
/// Replaces nan and infinities; in place when `copy` is false.
ndarray nan_to_num(const ndarray& x, bool copy, const ndarray& nan,
                   const MaybeArray& posinf, const MaybeArray& neginf);
ndarray sinc(const ndarray& x);

/// The modified Bessel function of order 0. TypeError for complex numbers.
ndarray i0(const ndarray& x);

// Windows of `m` points, float64.
ndarray hanning(const ndarray& m);
ndarray hamming(const ndarray& m);
ndarray blackman(const ndarray& m);
ndarray bartlett(const ndarray& m);
/// The Kaiser window; `beta` sets its width.
ndarray kaiser(const ndarray& m, double beta);

}  // namespace tnp::ops
