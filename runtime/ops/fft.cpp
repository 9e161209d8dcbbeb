#include "runtime/ops/fft.h"

#include <ATen/ops/_fft_c2c.h>
#include <ATen/ops/_fft_r2c.h>
#include <ATen/ops/fft_fft.h>
#include <ATen/ops/fft_ifft.h>
#include <ATen/ops/fft_irfft.h>
#include <ATen/ops/fft_rfft.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "runtime/core/tensor.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"

namespace tnp::ops {
namespace {

enum class Kind : std::uint8_t { kForward, kInverse, kReal, kInverseReal };

std::string_view checked_norm(MaybeText norm) {
  if (!norm || *norm == "backward") return "backward";
  if (*norm == "ortho" || *norm == "forward") return *norm;
  raise_value_error("Invalid norm value " + std::string(*norm) +
                    "; should be \"backward\",\"ortho\" or \"forward\".");
}

/// The norm that the opposite direction has.
std::string_view swapped(std::string_view norm) {
  if (norm == "ortho") return norm;
  return norm == "forward" ? "backward" : "forward";
}

int axis_from(const ndarray& a, std::int64_t axis) {
  if (axis < -a.ndim() || axis >= a.ndim()) {
    raise_index_error("tuple index out of range");
  }
  return static_cast<int>(axis < 0 ? axis + a.ndim() : axis);
}

/// The type that a transform computes in: float32, float64 or complex.
DType transform_dtype(DType dtype) {
  if (dtype == DType::kFloat16 || dtype == DType::kBFloat16) {
    return DType::kFloat32;
  }
  return is_inexact(dtype) ? dtype : DType::kFloat64;
}

at::Tensor transformed(const at::Tensor& a, Kind kind, std::int64_t n, int axis,
                       std::string_view norm) {
  switch (kind) {
    case Kind::kForward:
      return at::fft_fft(a, n, axis, norm);
    case Kind::kInverse:
      return at::fft_ifft(a, n, axis, norm);
    case Kind::kReal:
      return at::fft_rfft(a, n, axis, norm);
    case Kind::kInverseReal:
      return at::fft_irfft(a, n, axis, norm);
  }
  return {};
}

/// ATen refuses arrays without elements: their transform has none either, or
/// where `axis` alone is empty, zeros.
at::Tensor transform_of_nothing(const at::Tensor& a, Kind kind, std::int64_t n,
                                int axis) {
  auto shape = a.sizes().vec();
  shape[static_cast<std::size_t>(axis)] = kind == Kind::kReal ? n / 2 + 1 : n;
  const auto real = c10::toRealValueType(a.scalar_type());
  return at::zeros(shape, a.options().dtype(kind == Kind::kInverseReal
                                                ? real
                                                : c10::toComplexType(real)));
}

bool is_forward(Kind kind) {
  return kind == Kind::kForward || kind == Kind::kReal;
}

/// The factor of a norm as NumPy rounds it for float16.
double half_factor(Kind kind, std::int64_t n, std::string_view norm) {
  const auto rounded = [](double value) {
    return Scalar(value).astype(DType::kFloat16).as_double();
  };
  const double count = rounded(static_cast<double>(n));
  if (norm == "ortho") return rounded(1.0 / rounded(std::sqrt(count)));
  const bool is_divided = (norm == "forward") == is_forward(kind);
  return is_divided ? rounded(1.0 / count) : 1.0;
}

ndarray transform(const ndarray& a, Kind kind, std::int64_t n, int axis,
                  std::string_view norm) {
  if (n < 1) {
    raise_value_error("Invalid number of FFT data points (" +
                      std::to_string(n) + ") specified.");
  }
  if (kind == Kind::kReal && is_complex(a.dtype())) {
    raise_type_error(
        std::string("ufunc 'rfft_n_") + (n % 2 == 0 ? "even" : "odd") +
        "' not supported for the input types, and the inputs could not be "
        "safely coerced to any supported types according to the casting rule "
        "''safe''");
  }
  const at::Tensor given = to_tensor(cast_to(a, transform_dtype(a.dtype())));
  const bool is_half = a.dtype() == DType::kFloat16;
  const double factor = is_half ? half_factor(kind, n, norm) : 1.0;
  if (is_half) norm = is_forward(kind) ? "backward" : "forward";
  at::Tensor result = a.size() == 0 ? transform_of_nothing(given, kind, n, axis)
                                    : transformed(given, kind, n, axis, norm);
  if (factor != 1.0) result = at::mul(result, factor);
  const ndarray array = from_tensor(result.contiguous());
  return kind == Kind::kInverseReal && is_half ? cast_to(array, DType::kFloat16)
                                               : array;
}

/// With the extent of `axis` where no n is given.
ndarray transform(const ndarray& a, Kind kind, MaybeInt n, std::int64_t axis,
                  MaybeText norm) {
  const std::string_view checked = checked_norm(norm);
  const int place = axis_from(a, axis);
  const std::int64_t extent = a.shape(place);
  const std::int64_t otherwise =
      kind == Kind::kInverseReal ? (extent - 1) * 2 : extent;
  return transform(a, kind, n.value_or(otherwise), place, checked);
}

/// Into `out`, which has the result's shape.
ndarray into(const ndarray& result, const MaybeArray& out) {
  if (out && to_shape(out->shape()) != to_shape(result.shape())) {
    raise_value_error("output array has wrong shape.");
  }
  return deliver(result, out);
}

/// One extent and one axis for each step of an nd transform.
struct Plan {
  Shape extents, axes;
};

void warn_of_missing_axes() {
  warn(
      WarningKind::kDeprecationWarning,
      "`axes` should not be `None` if `s` is not `None` (Deprecated in NumPy "
      "2.0). In a future version of NumPy, this will raise an error and `s[i]` "
      "will correspond to the size along the transformed axis specified by "
      "`axes[i]`. To retain current behaviour, pass a sequence [0, ..., k-1] "
      "to "
      "`axes` for an array of dimension k.");
}

Plan plan_of(const ndarray& a, MaybeAxes s, MaybeAxes axes, bool inverse_real) {
  Plan plan;
  if (axes) {
    plan.axes = to_shape(*axes);
  } else {
    if (s) warn_of_missing_axes();
    const auto count = static_cast<std::int64_t>(
        s ? s->size() : static_cast<std::size_t>(a.ndim()));
    plan.axes.resize(static_cast<std::size_t>(count));
    std::iota(plan.axes.begin(), plan.axes.end(), -count);
  }
  if (s && s->size() != plan.axes.size()) {
    raise_value_error("Shape and axes have different lengths.");
  }
  for (std::size_t i = 0; i < plan.axes.size(); ++i) {
    const std::int64_t axis = plan.axes[i];
    if (axis < -a.ndim() || axis >= a.ndim()) {
      raise_index_error("index " + std::to_string(axis) +
                        " is out of bounds for axis 0 with size " +
                        std::to_string(a.ndim()));
    }
    const std::int64_t own = a.shape(axis_from(a, axis));
    const bool is_given = s && i < s->size() && (*s)[i] != -1;
    plan.extents.push_back(is_given ? (*s)[i] : own);
  }
  if (inverse_real && !s && !plan.axes.empty()) {
    plan.extents.back() = (plan.extents.back() - 1) * 2;
  }
  return plan;
}

void require_axes(const Plan& plan, const char* sequence) {
  if (plan.axes.empty()) {
    raise_index_error(std::string(sequence) + " index out of range");
  }
}

/// Steps [from, to) of a plan, in this order.
ndarray run(ndarray a, const Plan& plan, Kind kind, std::size_t from,
            std::size_t to, MaybeText norm) {
  const std::string_view checked = checked_norm(norm);
  const auto step = [&](std::size_t i) {
    a = transform(a, kind, plan.extents[i], axis_from(a, plan.axes[i]),
                  checked);
  };
  if (from <= to) {
    for (std::size_t i = from; i < to; ++i) step(i);
  } else {
    for (std::size_t i = from; i-- > to;) step(i);
  }
  return a;
}

/// ATen's number of a norm of one direction.
std::int64_t norm_mode(std::string_view norm, Kind kind) {
  constexpr std::int64_t kNone = 0;
  constexpr std::int64_t kByRoot = 1;
  constexpr std::int64_t kByCount = 2;
  if (norm == "ortho") return kByRoot;
  return (norm == "forward") == is_forward(kind) ? kByCount : kNone;
}

/// Whether the prime factors are those of which MKL has fast transforms: half
/// of another length costs it more than the whole.
bool has_small_factors(std::int64_t n) {
  for (const int prime : {2, 3, 5, 7, 11, 13}) {
    while (n % prime == 0) n /= prime;
  }
  return n == 1;
}

/// Whether two or three different axes are transformed as they are. The norms
/// of float16 are rounded after each axis.
bool fits_at_once(const ndarray& a, const Plan& plan) {
  const std::size_t count = plan.axes.size();
  if (count < 2 || count > 3 || a.size() == 0) return false;
  if (a.dtype() == DType::kFloat16) return false;
  c10::SmallVector<int, 3> seen;
  for (std::size_t i = 0; i < count; ++i) {
    const int axis = axis_from(a, plan.axes[i]);
    if (std::ranges::find(seen, axis) != seen.end()) return false;
    if (plan.extents[i] != a.shape(axis)) return false;
    if (!has_small_factors(a.shape(axis))) return false;
    seen.push_back(axis);
  }
  return true;
}

/// All axes of a plan by one call, which is faster than one after another.
/// Of real input ATen transforms half and mirrors it.
ndarray run_at_once(const ndarray& a, const Plan& plan, Kind kind,
                    MaybeText norm) {
  const std::int64_t mode = norm_mode(checked_norm(norm), kind);
  const at::Tensor given = to_tensor(cast_to(a, transform_dtype(a.dtype())));
  c10::SmallVector<std::int64_t, 3> axes;
  for (const std::int64_t axis : plan.axes) axes.push_back(axis_from(a, axis));
  if (!given.is_complex() && is_forward(kind)) {
    const bool is_half = kind == Kind::kReal;
    return from_tensor(at::_fft_r2c(given, axes, mode, is_half).contiguous());
  }
  const at::Tensor values = given.to(c10::toComplexType(given.scalar_type()));
  return from_tensor(
      at::_fft_c2c(values, axes, mode, is_forward(kind)).contiguous());
}

ndarray frequencies(std::int64_t n, const ndarray& d, const ndarray& places) {
  const ndarray step = divide(number(1.0), multiply(number(n), d));
  return multiply(places, step);
}

ndarray shifted(const ndarray& x, MaybeAxes axes, int sign) {
  if (!axes && x.ndim() == 0) {
    raise_value_error("not enough values to unpack (expected 2, got 0)");
  }
  Shape places;
  if (axes) {
    places = to_shape(*axes);
  } else {
    places.resize(static_cast<std::size_t>(x.ndim()));
    std::iota(places.begin(), places.end(), 0);
  }
  const auto count = static_cast<std::int64_t>(places.size());
  const ndarray shifts = ndarray::empty({&count, 1}, DType::kInt64);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::int64_t half = x.shape(normalize_axis(places[i], x.ndim())) / 2;
    shifts.data_as<std::int64_t>()[i] = sign * half;
  }
  return roll(x, shifts, span_of(places));
}

}  // namespace

ndarray fft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
            const MaybeArray& out) {
  return into(transform(a, Kind::kForward, n, axis, norm), out);
}

ndarray ifft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
             const MaybeArray& out) {
  return into(transform(a, Kind::kInverse, n, axis, norm), out);
}

ndarray rfft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
             const MaybeArray& out) {
  return into(transform(a, Kind::kReal, n, axis, norm), out);
}

ndarray irfft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
              const MaybeArray& out) {
  return into(transform(a, Kind::kInverseReal, n, axis, norm), out);
}

ndarray hfft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
             const MaybeArray& out) {
  return irfft(conj(a), n, axis, swapped(checked_norm(norm)), out);
}

ndarray ihfft(const ndarray& a, MaybeInt n, std::int64_t axis, MaybeText norm,
              const MaybeArray& out) {
  const std::string_view other = swapped(checked_norm(norm));
  return into(conj(transform(a, Kind::kReal, n, axis, other)), out);
}

ndarray fftn(const ndarray& a, MaybeAxes s, MaybeAxes axes, MaybeText norm,
             const MaybeArray& out) {
  const Plan plan = plan_of(a, s, axes, false);
  if (fits_at_once(a, plan)) {
    return into(run_at_once(a, plan, Kind::kForward, norm), out);
  }
  return into(run(a, plan, Kind::kForward, plan.axes.size(), 0, norm), out);
}

ndarray ifftn(const ndarray& a, MaybeAxes s, MaybeAxes axes, MaybeText norm,
              const MaybeArray& out) {
  const Plan plan = plan_of(a, s, axes, false);
  if (fits_at_once(a, plan)) {
    return into(run_at_once(a, plan, Kind::kInverse, norm), out);
  }
  return into(run(a, plan, Kind::kInverse, plan.axes.size(), 0, norm), out);
}

ndarray rfftn(const ndarray& a, MaybeAxes s, MaybeAxes axes, MaybeText norm,
              const MaybeArray& out) {
  const Plan plan = plan_of(a, s, axes, false);
  require_axes(plan, "list");
  if (!is_complex(a.dtype()) && fits_at_once(a, plan)) {
    return into(run_at_once(a, plan, Kind::kReal, norm), out);
  }
  const std::size_t last = plan.axes.size() - 1;
  const ndarray real = run(a, plan, Kind::kReal, last, last + 1, norm);
  return into(run(real, plan, Kind::kForward, last, 0, norm), out);
}

ndarray irfftn(const ndarray& a, MaybeAxes s, MaybeAxes axes, MaybeText norm,
               const MaybeArray& out) {
  const Plan plan = plan_of(a, s, axes, true);
  require_axes(plan, "tuple");
  const std::size_t last = plan.axes.size() - 1;
  const ndarray rest = run(a, plan, Kind::kInverse, 0, last, norm);
  return into(run(rest, plan, Kind::kInverseReal, last, last + 1, norm), out);
}

ndarray fftfreq(std::int64_t n, const ndarray& d, MaybeText device) {
  check_device(device);
  if (n == 0) raise(ErrorKind::kZeroDivisionError, "float division by zero");
  ndarray places = ndarray::empty({&n, 1}, DType::kInt64);
  const std::int64_t positive = (n - 1) / 2 + 1;
  for (std::int64_t i = 0; i < n; ++i) {
    places.data_as<std::int64_t>()[i] = i < positive ? i : i - n;
  }
  return frequencies(n, d, places);
}

ndarray rfftfreq(std::int64_t n, const ndarray& d, MaybeText device) {
  check_device(device);
  if (n == 0) raise(ErrorKind::kZeroDivisionError, "float division by zero");
  return frequencies(n, d, ndarray::arange(n / 2 + 1));
}

ndarray fftshift(const ndarray& x, MaybeAxes axes) {
  return shifted(x, axes, 1);
}

ndarray ifftshift(const ndarray& x, MaybeAxes axes) {
  return shifted(x, axes, -1);
}

}  // namespace tnp::ops
