#include "runtime/ops/creation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "runtime/core/promotion_rules.h"
#include "runtime/core/tensor.h"

namespace tnp::ops {
namespace {

/// Strides of a packed layout whose axes have the order of `a` in memory.
ndarray empty_in_order_of(const ndarray& a, IntSpan shape, DType dtype) {
  std::vector<int> axes(a.ndim());
  std::iota(axes.begin(), axes.end(), 0);
  std::ranges::stable_sort(axes, [&](int x, int y) {
    return std::abs(a.stride(x)) > std::abs(a.stride(y));
  });
  Shape ordered(shape.size());
  for (std::size_t i = 0; i < axes.size(); ++i) ordered[i] = shape[axes[i]];
  const ndarray packed_array = ndarray::empty(span_of(ordered), dtype);
  std::vector<int> inverse(axes.size());
  for (std::size_t i = 0; i < axes.size(); ++i) {
    inverse[axes[i]] = static_cast<int>(i);
  }
  ndarray result = packed_array.permuted(inverse);
  result.set(ndarray::kOwnsData);
  return result;
}

void fill(const ndarray& target, const ndarray& value) {
  copy_into(target,
            value.is_weak() ? cast_operand(value, target.dtype()) : value);
}

}  // namespace

ndarray empty_like(const ndarray& prototype, MaybeDType dtype,
                   std::string_view order, bool, MaybeAxes shape,
                   MaybeString device) {
  check_device(device);
  char layout = order_from(order);
  const DType type = dtype.value_or(prototype.dtype());
  const IntSpan extents = shape.value_or(prototype.shape());
  const bool same_rank = extents.size() == prototype.shape().size();
  if (!prototype.is_direct()) {
    return from_tensor(to_tensor(prototype).new_empty(to_shape(extents),
                                                      to_scalar_type(type)));
  }
  if (layout == 'A') {
    layout =
        prototype.is_f_contiguous() && !prototype.is_c_contiguous() ? 'F' : 'C';
  }
  if (layout == 'K' && same_rank && !prototype.is_c_contiguous() &&
      prototype.ndim() > 1) {
    if (!prototype.is_f_contiguous()) {
      return empty_in_order_of(prototype, extents, type);
    }
    layout = 'F';
  }
  return ndarray::empty(extents, type, layout == 'F' ? 'F' : 'C');
}

ndarray zeros_like(const ndarray& a, MaybeDType dtype, std::string_view order,
                   bool subok, MaybeAxes shape, MaybeString device) {
  const ndarray result = empty_like(a, dtype, order, subok, shape, device);
  copy_into(result, number(0));
  return result;
}

ndarray ones_like(const ndarray& a, MaybeDType dtype, std::string_view order,
                  bool subok, MaybeAxes shape, MaybeString device) {
  const ndarray result = empty_like(a, dtype, order, subok, shape, device);
  copy_into(result, number(1));
  return result;
}

ndarray full_like(const ndarray& a, const ndarray& fill_value, MaybeDType dtype,
                  std::string_view order, bool subok, MaybeAxes shape,
                  MaybeString device) {
  const ndarray result = empty_like(a, dtype, order, subok, shape, device);
  fill(result, fill_value);
  return result;
}

ndarray full(IntSpan shape, const ndarray& fill_value, MaybeDType dtype,
             std::string_view order, MaybeString device) {
  check_device(device);
  const char layout = order_from(order) == 'F' ? 'F' : 'C';
  const ndarray result =
      ndarray::empty(shape, dtype.value_or(fill_value.dtype()), layout);
  fill(result, fill_value);
  return result;
}

ndarray eye(std::int64_t n, MaybeInt m, std::int64_t k, DType dtype,
            std::string_view order, MaybeString device) {
  check_device(device);
  const std::int64_t columns = m.value_or(n);
  const std::int64_t shape[] = {n, columns};
  if (n < 0 || columns < 0)
    raise_value_error("negative dimensions are not allowed");
  const char layout = order_from(order) == 'F' ? 'F' : 'C';
  const ndarray result = ndarray::zeros(shape, dtype, layout);
  const std::int64_t row = std::max<std::int64_t>(-k, 0);
  const std::int64_t column = std::max<std::int64_t>(k, 0);
  if (row >= n || column >= columns) return result;
  const std::int64_t length[] = {std::min(n - row, columns - column)};
  const std::int64_t step[] = {result.stride(0) + result.stride(1)};
  copy_into(result.view(result.data() + row * result.stride(0) +
                            column * result.stride(1),
                        length, step),
            number(1));
  return result;
}

ndarray identity(std::int64_t n, MaybeDType dtype) {
  return eye(n, {}, 0, dtype.value_or(DType::kFloat64), "C", {});
}

namespace {

/// Between two numbers in main memory, in one pass and with the roundings of
/// the general way. Undefined where an operation could overflow or underflow,
/// and for other types.
ndarray plain_linspace(const ndarray& start, const ndarray& stop,
                       std::int64_t num, bool endpoint) {
  constexpr double kLargest = 1e300;
  constexpr double kSmallest = 1e-300;
  constexpr std::int64_t kMostPoints = 1 << 30;
  const auto is_number = [](const ndarray& a) {
    return a.ndim() == 0 && a.is_direct() &&
           (a.dtype() == DType::kFloat64 || a.dtype() == DType::kInt64);
  };
  const std::int64_t intervals = endpoint ? num - 1 : num;
  if (intervals < 1 || num > kMostPoints || !is_number(start) ||
      !is_number(stop)) {
    return {};
  }
  const double from = start.item().as_double();
  const double to = stop.item().as_double();
  const double delta = to - from;
  const double step = delta / static_cast<double>(intervals);
  // A nan fails these comparisons too.
  if (!(std::fabs(from) < kLargest && std::fabs(to) < kLargest &&
        std::fabs(step) > kSmallest)) {
    return {};
  }
  ndarray result = ndarray::empty({&num, 1}, DType::kFloat64);
  auto* values = result.data_as<double>();
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(num); ++i) {
    values[i] = i * step + from;
  }
  if (endpoint) values[num - 1] = to;
  return result;
}

}  // namespace

OneOrTuple linspace(const ndarray& start, const ndarray& stop, std::int64_t num,
                    bool endpoint, bool retstep, MaybeDType dtype,
                    std::int64_t axis, MaybeString device) {
  check_device(device);
  if (num < 0) {
    raise_value_error("Number of samples, " + std::to_string(num) +
                      ", must be non-negative.");
  }
  if (!retstep && dtype.value_or(DType::kFloat64) == DType::kFloat64 &&
      !main_memory_promotes_as_torch.load(std::memory_order_relaxed)) {
    const ndarray plain = plain_linspace(start, stop, num, endpoint);
    if (plain.defined()) {
      normalize_axis(axis, 1);
      return Results{plain};
    }
  }
  const std::int64_t div = endpoint ? num - 1 : num;
  // Weak operands follow NumPy: result_type(start, stop, float(num)).
  const ndarray count = number(static_cast<double>(num));
  const DType type = result_type({&start, &stop, &count});
  const DType wanted = dtype.value_or(type);
  const ndarray from = multiply(start, number(1.0));
  const ndarray to = multiply(stop, number(1.0));
  const ndarray delta = cast_to(subtract(to, from), type);

  ndarray y = cast_to(ndarray::arange(num), real_type(type));
  Shape column(delta.ndim() + 1, 1);
  column[0] = num;
  y = y.reshape(span_of(column));
  ndarray step;
  if (div > 0) {
    step = divide(delta, number(div));
    const bool zero_step =
        any_true(call_binary(ufuncs::equal, step, number(0)));
    // A step that underflows would lose the whole range.
    y = zero_step ? multiply(divide(y, number(div)), delta) : multiply(y, step);
  } else {
    step = ndarray::full({}, Scalar(std::nan("")), DType::kFloat64);
    y = multiply(y, delta);
  }
  y = add(y, from);
  if (endpoint && num > 1) copy_into(select_axis(y, 0, num - 1), to);
  const int position = normalize_axis(axis, y.ndim());
  if (position != 0) y = move_axis(y, 0, position);
  if (is_integer(wanted)) y = call_unary(ufuncs::floor, y);
  Results results{cast_to(y, wanted)};
  if (retstep) results.push_back(step);
  return results;
}

ndarray logspace(const ndarray& start, const ndarray& stop, std::int64_t num,
                 bool endpoint, const ndarray& base, MaybeDType dtype,
                 std::int64_t axis) {
  const IntSpan shapes[] = {start.shape(), stop.shape(), base.shape()};
  const Shape shape = broadcast_shapes(shapes);
  const auto grown = [&](const ndarray& a) {
    return with_ndim(a, static_cast<int>(shape.size()));
  };
  const bool scalar_base = base.is_scalar_shape();
  const ndarray first = scalar_base ? start : grown(start);
  const ndarray last = scalar_base ? stop : grown(stop);
  const ndarray y =
      linspace(first, last, num, endpoint, false, {}, axis, {})[0];
  ndarray factor = base;
  if (!scalar_base) {
    factor = grown(base);
    factor = insert_axis(factor, normalize_axis(axis, factor.ndim() + 1));
  }
  const ndarray result = call_binary(ufuncs::power, factor, y);
  return dtype ? cast_to(result, *dtype) : result;
}

ndarray geomspace(const ndarray& start, const ndarray& stop, std::int64_t num,
                  bool endpoint, MaybeDType dtype, std::int64_t axis) {
  const ndarray zero = number(0);
  if (any_true(call_binary(ufuncs::equal, start, zero)) ||
      any_true(call_binary(ufuncs::equal, stop, zero))) {
    raise_value_error("Geometric sequence cannot include zero");
  }
  const ndarray count = number(static_cast<double>(num));
  const DType computed = result_type({&start, &stop, &count});
  // The type asked for takes part: it may be complex where the ends are not.
  const DType type = dtype ? promote_types(computed, *dtype) : computed;
  ndarray first = cast_to(start, type);
  ndarray last = cast_to(stop, type);
  // Scaled so that start is one: keeps negative and complex ranges exact.
  ndarray sign = call_unary(ufuncs::sign, first);
  if (is_complex(type))
    sign = divide(first, call_unary(ufuncs::absolute, first));
  first = divide(first, sign);
  last = divide(last, sign);
  const ndarray log_start = call_unary(ufuncs::log10, first);
  const ndarray log_stop = call_unary(ufuncs::log10, last);
  ndarray y = logspace(log_start, log_stop, num, endpoint, number(10.0), {}, 0);
  if (num > 0) {
    copy_into(select_axis(y, 0, 0), first);
    if (num > 1 && endpoint) copy_into(select_axis(y, 0, num - 1), last);
  }
  y = multiply(y, sign);
  const int position = normalize_axis(axis, y.ndim());
  if (position != 0) y = move_axis(y, 0, position);
  return cast_to(y, dtype.value_or(computed));
}

ndarray vander(const ndarray& x, MaybeInt n, bool increasing) {
  if (x.ndim() != 1) {
    raise_value_error("x must be a one-dimensional array or sequence.");
  }
  const std::int64_t columns = n.value_or(x.size());
  const std::int64_t shape[] = {x.size(), columns};
  const DType type = promote_types(x.dtype(), DType::kInt64);
  const ndarray result = ndarray::empty(shape, type);
  const ndarray ascending =
      increasing ? result : slice_axis(result, 1, columns - 1, columns, -1);
  if (columns > 0) copy_into(select_axis(ascending, 1, 0), number(1));
  for (std::int64_t i = 1; i < columns; ++i) {
    copy_into(select_axis(ascending, 1, i),
              multiply(select_axis(ascending, 1, i - 1), x));
  }
  return result;
}

ndarray copy(const ndarray& a, std::string_view order, bool) {
  return strong(a).copy(order_from(order));
}

ndarray ascontiguousarray(const ndarray& a, MaybeDType dtype) {
  // NumPy promises at least one dimension here.
  return astype(with_ndim(a, 1), dtype.value_or(a.dtype()), Casting::kUnsafe,
                'C', false);
}

ndarray asfortranarray(const ndarray& a, MaybeDType dtype) {
  return astype(with_ndim(a, 1), dtype.value_or(a.dtype()), Casting::kUnsafe,
                'F', false);
}

}  // namespace tnp::ops
