/// Discrete Fourier transforms (NumPy `fft`), by ATen.
///
/// Shapes:  along `axis`, cut off or padded with zeros to `n`; nd transforms
///          over `axes` (all where none) to the extents `s`, where -1 keeps the
///          array's own.
/// Dtypes:  float16, float32 and complex64 give complex64 (a real result
/// float16
///          or float32), all others complex128 (float64).
/// Norms:   "backward" (none), "ortho", "forward". ValueError for others.
/// Devices: CPU and CUDA; differentiable.
/// Rounding: ATen's library adds in another order than NumPy's; differences are
///          of some units in the last place of the largest element.
/// Errors:  ValueError for n < 1; IndexError for an axis that is not there.
#pragma once

#include <string_view>

#include "runtime/ops/support.h"

namespace tnp::ops {

using MaybeText = std::optional<std::string_view>;

ndarray fft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
            const MaybeArray& out);
ndarray ifft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
             const MaybeArray& out);
/// Of real numbers: n / 2 + 1 elements. TypeError for complex ones.
ndarray rfft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
             const MaybeArray& out);
/// n real numbers from n / 2 + 1; by default n is even.
ndarray irfft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
              const MaybeArray& out);
/// Of what is symmetric under conjugation, and its inverse.
ndarray hfft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
             const MaybeArray& out);
ndarray ihfft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
              const MaybeArray& out);

ndarray fftn(const ndarray& a, MaybeAxes s, MaybeAxes axes, MaybeText norm,
             const MaybeArray& out);
ndarray ifftn(const ndarray& a, MaybeAxes s, MaybeAxes axes, MaybeText norm,
              const MaybeArray& out);
ndarray rfftn(const ndarray& a, MaybeAxes s, MaybeAxes axes, MaybeText norm,
              const MaybeArray& out);
ndarray irfftn(const ndarray& a, MaybeAxes s, MaybeAxes axes, MaybeText norm,
               const MaybeArray& out);

/// The frequencies of the elements of a transform of `n` samples, `d` apart.
ndarray fftfreq(std::int64_t n, const ndarray& d, MaybeText device);
ndarray rfftfreq(std::int64_t n, const ndarray& d, MaybeText device);

/// The zero frequency in the middle, and back.
ndarray fftshift(const ndarray& x, MaybeAxes axes);
ndarray ifftshift(const ndarray& x, MaybeAxes axes);

}  // namespace tnp::ops
