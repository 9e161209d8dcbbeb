#include "runtime/core/shape.h"

#include <algorithm>

#include "runtime/core/axis_error.h"

namespace tnp {
namespace {

[[noreturn]] void raise_broadcast_error(std::span<const IntSpan> shapes) {
  std::string message = "operands could not be broadcast together with shapes ";
  for (const IntSpan& shape : shapes)
    message += compact_shape_text(shape) + " ";
  raise_value_error(message);
}

}  // namespace

std::int64_t num_elements(IntSpan shape) {
  if (shape.size() > kMaxDims) {
    raise_value_error(
        "maximum supported dimension for an ndarray is currently 64, found " +
        std::to_string(shape.size()));
  }
  std::int64_t n = 1;
  bool overflow = false;
  bool empty = false;
  for (std::int64_t extent : shape) {
    if (extent < 0) raise_value_error("negative dimensions are not allowed");
    if (extent == 0) {
      empty = true;
    } else {
      overflow |= __builtin_mul_overflow(n, extent, &n);
    }
  }
  if (overflow) {
    raise_value_error(
        "array is too big; `arr.size * arr.dtype.itemsize` is larger than the "
        "maximum possible size.");
  }
  return empty ? 0 : n;
}

Shape contiguous_strides(IntSpan shape, std::int64_t itemsize, char order) {
  Shape strides(shape.size());
  const int ndim = static_cast<int>(shape.size());
  std::int64_t step = itemsize;
  for (int i = 0; i < ndim; ++i) {
    const int axis = order == 'F' ? i : ndim - 1 - i;
    strides[axis] = step;
    // NumPy counts an empty axis as one when it lays out the others.
    step *= std::max<std::int64_t>(shape[axis], 1);
  }
  return strides;
}

Shape broadcast_shapes(std::span<const IntSpan> shapes) {
  std::size_t ndim = 0;
  for (const IntSpan& shape : shapes) ndim = std::max(ndim, shape.size());
  Shape result(ndim, 1);
  for (const IntSpan& shape : shapes) {
    const std::size_t offset = ndim - shape.size();
    for (std::size_t i = 0; i < shape.size(); ++i) {
      std::int64_t& extent = result[offset + i];
      if (shape[i] == extent || shape[i] == 1) continue;
      if (extent != 1) raise_broadcast_error(shapes);
      extent = shape[i];
    }
  }
  return result;
}

void refuse_argument_shapes(std::span<const IntSpan> shapes) {
  for (std::size_t k = 1; k < shapes.size(); ++k) {
    for (std::size_t other = 0; other < k; ++other) {
      const std::size_t common =
          std::min(shapes[k].size(), shapes[other].size());
      for (std::size_t i = 1; i <= common; ++i) {
        const std::int64_t a = shapes[k][shapes[k].size() - i];
        const std::int64_t b = shapes[other][shapes[other].size() - i];
        if (a == b || a == 1 || b == 1) continue;
        raise_value_error(
            "shape mismatch: objects cannot be broadcast to a single shape.  "
            "Mismatch is between arg " +
            std::to_string(other) + " with shape " + shape_text(shapes[other]) +
            " and arg " + std::to_string(k) + " with shape " +
            shape_text(shapes[k]) + ".");
      }
    }
  }
  raise_value_error(
      "shape mismatch: objects cannot be broadcast to a single shape");
}

namespace {

std::string axis_text(std::int64_t axis, int ndim, std::string_view argument) {
  return (argument.empty() ? "" : std::string(argument) + ": ") + "axis " +
         std::to_string(axis) + " is out of bounds for array of dimension " +
         std::to_string(ndim);
}

}  // namespace

AxisError::AxisError(std::int64_t axis, int ndim, std::string_view argument)
    : Error(ErrorKind::kAxisError, axis_text(axis, ndim, argument)),
      axis_(axis),
      ndim_(ndim),
      argument_(argument) {}

int normalize_named_axis(std::int64_t axis, int ndim,
                         std::string_view argument) {
  if (axis < -ndim || axis >= ndim) throw AxisError(axis, ndim, argument);
  return static_cast<int>(axis < 0 ? axis + ndim : axis);
}

int normalize_axis(std::int64_t axis, int ndim) {
  return normalize_named_axis(axis, ndim, "");
}

c10::SmallVector<int, 8> normalize_axes(IntSpan axes, int ndim) {
  c10::SmallVector<int, 8> result;
  for (std::int64_t axis : axes) result.push_back(normalize_axis(axis, ndim));
  std::sort(result.begin(), result.end());
  if (std::adjacent_find(result.begin(), result.end()) != result.end()) {
    raise_value_error("duplicate value in 'axis'");
  }
  return result;
}

c10::SmallVector<int, 8> normalize_reduced_axes(IntSpan axes, int ndim) {
  if (ndim == 0 && axes.size() == 1 && (axes[0] == 0 || axes[0] == -1)) {
    return {};
  }
  return normalize_axes(axes, ndim);
}

std::string shape_text(IntSpan shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) text += ", ";
    text += std::to_string(shape[i]);
  }
  if (shape.size() == 1) text += ',';
  return text + ")";
}

std::string compact_shape_text(IntSpan shape) {
  // A negative extent stands for an axis still to be found; NumPy leaves out
  // leading ones.
  std::size_t i = 0;
  while (i < shape.size() && shape[i] < 0) ++i;
  if (i == shape.size()) return "()";
  std::string text = "(" + std::to_string(shape[i]);
  for (++i; i < shape.size(); ++i) {
    text += shape[i] < 0 ? ",newaxis" : "," + std::to_string(shape[i]);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

}  // namespace tnp
