/// Views with other axes or shapes.
#include <algorithm>

#include "runtime/core/axis_error.h"
#include "runtime/core/strided_loop.h"
#include "runtime/core/tensor.h"
#include "runtime/ops/manipulation.h"

namespace tnp::ops {

ndarray reshape(const ndarray& a, IntSpan shape, std::string_view order,
                std::optional<bool> copy) {
  const char layout = order_from(order);
  if (layout == 'K')
    raise_value_error("order 'K' is not permitted for reshaping");
  const ndarray source = strong(a);
  if (copy.value_or(false)) {
    return source.copy(layout == 'F' ? 'F' : 'C').reshape(shape, layout);
  }
  if (!copy || !source.is_direct()) return source.reshape(shape, layout);
  ndarray view = source.try_reshape_view(shape, layout);
  if (!view.defined()) {
    raise_value_error("Unable to avoid creating a copy while reshaping.");
  }
  return view;
}

namespace {

/// 'C', 'F' or 'K' for the order of a flat array of `a`; 'C' and 'F' wherever
/// the elements lie in that order.
char flat_order(const ndarray& a, std::string_view order) {
  const char letter = order_from(order);
  if (letter == 'C' || letter == 'F') return letter;
  if (a.is_f_contiguous() && !a.is_c_contiguous()) return 'F';
  return letter == 'A' || a.is_c_contiguous() ? 'C' : 'K';
}

/// Whether elements that are visited in the order of their axes in memory lie
/// next to each other.
bool is_dense(const ndarray& a) {
  const auto axes = memory_order(a.strides());
  std::int64_t step = a.itemsize();
  for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
    if (a.shape(*axis) == 1) continue;
    if (a.stride(*axis) != step) return false;
    step *= a.shape(*axis);
  }
  return true;
}

ndarray flat_copy(const ndarray& a, char order) {
  if (order == 'C') return a.copy('C');
  if (order == 'F') return a.transposed().copy('C');
  const LoopOperand operand{a.data(), to_shape(a.strides())};
  const auto axes = iteration_order(a.shape(), {&operand, 1});
  return a.permuted({axes.data(), axes.size()}).copy('C');
}

}  // namespace

ndarray ravel(const ndarray& a, std::string_view order) {
  const char layout = flat_order(a, order);
  const std::int64_t all[] = {a.size()};
  const ndarray source = strong(a);
  if (!a.is_direct()) return source.reshape(all, layout == 'K' ? 'C' : layout);
  const bool is_view = layout == 'C'   ? a.is_c_contiguous()
                       : layout == 'F' ? a.is_f_contiguous()
                                       : is_dense(a);
  if (!is_view) return flat_copy(source, layout).reshape(all);
  const std::int64_t step[] = {a.itemsize()};
  return source.view(source.data(), all, step);
}

ndarray flatten(const ndarray& a, std::string_view order) {
  const char layout = flat_order(a, order);
  const std::int64_t all[] = {a.size()};
  if (!a.is_direct()) {
    return a.copy('C').reshape(all, layout == 'K' ? 'C' : layout);
  }
  return flat_copy(strong(a), layout).reshape(all);
}

ndarray transpose(const ndarray& a, MaybeAxes axes) {
  if (!axes) return strong(a).transposed();
  if (static_cast<int>(axes->size()) != a.ndim()) {
    raise_value_error("axes don't match array");
  }
  std::vector<int> order;
  for (std::int64_t axis : *axes) {
    order.push_back(normalize_axis(axis, a.ndim()));
    if (std::ranges::count(order, order.back()) > 1) {
      raise_value_error("repeated axis in transpose");
    }
  }
  return strong(a).permuted(order);
}

ndarray matrix_transpose(const ndarray& x) {
  if (x.ndim() < 2) {
    raise_value_error("Input array must be at least 2-dimensional, but it is " +
                      std::to_string(x.ndim()));
  }
  return swapaxes(x, -1, -2);
}

ndarray swapaxes(const ndarray& a, std::int64_t axis1, std::int64_t axis2) {
  const int first = normalize_named_axis(axis1, a.ndim(), "axis1");
  const int second = normalize_named_axis(axis2, a.ndim(), "axis2");
  std::vector<int> order(a.ndim());
  for (int i = 0; i < a.ndim(); ++i) order[i] = i;
  std::swap(order[first], order[second]);
  return strong(a).permuted(order);
}

ndarray moveaxis(const ndarray& a, IntSpan source, IntSpan destination) {
  const std::vector<int> from = normalized_axes(source, a.ndim(), "source");
  const std::vector<int> to =
      normalized_axes(destination, a.ndim(), "destination");
  if (from.size() != to.size()) {
    raise_value_error(
        "`source` and `destination` arguments must have the same number of "
        "elements");
  }
  std::vector<std::pair<int, int>> moves;
  for (std::size_t i = 0; i < from.size(); ++i)
    moves.push_back({to[i], from[i]});
  std::ranges::sort(moves);
  std::vector<int> order;
  for (int i = 0; i < a.ndim(); ++i) {
    if (std::ranges::find(from, i) == from.end()) order.push_back(i);
  }
  for (const auto& [position, axis] : moves) {
    order.insert(order.begin() + position, axis);
  }
  return strong(a).permuted(order);
}

ndarray rollaxis(const ndarray& a, std::int64_t axis, std::int64_t start) {
  const int n = a.ndim();
  const int from = normalize_axis(axis, n);
  if (start < 0) start += n;
  if (start < 0 || start > n) {
    raise(ErrorKind::kAxisError, "'start' arg requires " + std::to_string(-n) +
                                     " <= start < " + std::to_string(n + 1) +
                                     ", but " + std::to_string(start) +
                                     " was passed in");
  }
  if (from < start) --start;
  return move_axis(strong(a), from, static_cast<int>(start));
}

ndarray expand_dims(const ndarray& a, IntSpan axis) {
  const int n = a.ndim() + static_cast<int>(axis.size());
  std::vector<int> axes = normalized_axes(axis, n);
  std::ranges::sort(axes);
  ndarray result = strong(a);
  if (!result.is_direct()) {
    for (int position : axes) result = insert_axis(result, position);
    return result;
  }
  // By reshape, as in NumPy, whose new axes have strides as if packed.
  std::vector<std::int64_t> shape(a.shape().begin(), a.shape().end());
  for (int position : axes) shape.insert(shape.begin() + position, 1);
  return result.reshape(shape);
}

ndarray squeeze(const ndarray& a, MaybeAxes axis) {
  c10::SmallVector<bool, 8> drop(static_cast<std::size_t>(a.ndim()), !axis);
  // NumPy lets 0-d arrays have their axes 0 and -1 squeezed out.
  const bool none = axis && a.ndim() == 0 && axis->size() == 1 &&
                    ((*axis)[0] == 0 || (*axis)[0] == -1);
  if (axis && !none) {
    for (int i : normalize_axes(*axis, a.ndim())) {
      if (a.shape(i) != 1) {
        raise_value_error(
            "cannot select an axis to squeeze out which has size not equal to "
            "one");
      }
      drop[i] = true;
    }
  }
  Shape shape;
  Shape strides;
  for (int i = 0; i < a.ndim(); ++i) {
    if (drop[i] && a.shape(i) == 1) continue;
    shape.push_back(a.shape(i));
    strides.push_back(a.stride(i));
  }
  if (!a.is_direct()) return a.reshape(span_of(shape));
  return a.view(a.data(), span_of(shape), span_of(strides));
}

ndarray broadcast_to(const ndarray& array, IntSpan shape, bool) {
  for (std::int64_t extent : shape) {
    if (extent < 0) {
      raise_value_error("all elements of broadcast shape must be non-negative");
    }
  }
  if (shape.empty() && array.ndim() > 0) {
    raise_value_error("cannot broadcast a non-scalar to a scalar array");
  }
  return strong(array).broadcast_to(shape);
}

namespace {

Shape common_shape(std::span<const ndarray> args) {
  std::vector<IntSpan> shapes;
  for (const ndarray& a : args) shapes.push_back(a.shape());
  return tnp::broadcast_shapes(shapes);
}

/// Applies `grow` to every array.
template <typename Grow>
Results each(std::span<const ndarray> arrays, Grow&& grow) {
  Results results;
  for (const ndarray& a : arrays) results.push_back(grow(a));
  return results;
}

ndarray as_3d(const ndarray& a) {
  if (a.ndim() >= 3) return strong(a);
  if (a.ndim() == 2) return insert_axis(strong(a), 2);
  return insert_axis(with_ndim(a, 2), 2);
}

}  // namespace

ResultTuple broadcast_arrays(std::span<const ndarray> args, bool) {
  const Shape shape = common_shape(args);
  return each(args, [&](const ndarray& a) {
    return std::ranges::equal(a.shape(), span_of(shape))
               ? strong(a)
               : strong(a).broadcast_to(span_of(shape));
  });
}

Shape broadcast_shapes(std::span<const ndarray> args) {
  std::vector<std::vector<std::int64_t>> shapes;
  std::vector<IntSpan> spans;
  for (const ndarray& a : args)
    shapes.push_back(int_values(a, "broadcast_shapes"));
  for (const auto& extents : shapes) spans.push_back(extents);
  try {
    return tnp::broadcast_shapes(spans);
  } catch (const Error&) {
    refuse_argument_shapes(spans);
  }
}

OneOrTuple atleast_1d(std::span<const ndarray> arys) {
  return each(arys, [](const ndarray& a) { return with_ndim(a, 1); });
}

OneOrTuple atleast_2d(std::span<const ndarray> arys) {
  return each(arys, [](const ndarray& a) { return with_ndim(a, 2); });
}

OneOrTuple atleast_3d(std::span<const ndarray> arys) {
  return each(arys, as_3d);
}

ndarray flip(const ndarray& m, MaybeAxes axis) {
  ndarray result = strong(m);
  const auto reverse = [&](int i) {
    result = slice_axis(result, i, m.shape(i) - 1, m.shape(i), -1);
  };
  if (axis) {
    for (int i : normalize_axes(*axis, m.ndim())) reverse(i);
  } else {
    for (int i = 0; i < m.ndim(); ++i) reverse(i);
  }
  return result;
}

ndarray fliplr(const ndarray& m) {
  if (m.ndim() < 2) raise_value_error("Input must be >= 2-d.");
  const std::int64_t axis[] = {1};
  return flip(m, axis);
}

ndarray flipud(const ndarray& m) {
  if (m.ndim() < 1) raise_value_error("Input must be >= 1-d.");
  const std::int64_t axis[] = {0};
  return flip(m, axis);
}

ndarray rot90(const ndarray& m, std::int64_t k, IntSpan axes) {
  if (axes.size() != 2) raise_value_error("len(axes) must be 2.");
  const int n = m.ndim();
  if (axes[0] == axes[1] || std::abs(axes[0] - axes[1]) == n) {
    raise_value_error("Axes must be different.");
  }
  for (std::int64_t axis : axes) {
    if (axis >= n || axis < -n) {
      raise_value_error(
          "Axes=(" + std::to_string(axes[0]) + ", " + std::to_string(axes[1]) +
          ") out of range for array of ndim=" + std::to_string(n) + ".");
    }
  }
  const std::int64_t first[] = {axes[0]};
  const std::int64_t second[] = {axes[1]};
  switch (((k % 4) + 4) % 4) {
    case 0:
      return flip(flip(m, first), first);
    case 1:
      return swapaxes(flip(m, second), axes[0], axes[1]);
    case 2:
      return flip(flip(m, first), second);
    default:
      return flip(swapaxes(m, axes[0], axes[1]), second);
  }
}

Shape shape(const ndarray& a) { return to_shape(a.shape()); }

std::int64_t ndim(const ndarray& a) { return a.ndim(); }

std::int64_t size(const ndarray& a, MaybeAxes axis) {
  if (!axis) return a.size();
  std::int64_t result = 1;
  for (int i : normalize_axes(*axis, a.ndim())) result *= a.shape(i);
  return result;
}

}  // namespace tnp::ops
