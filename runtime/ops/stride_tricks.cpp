#include "runtime/ops/stride_tricks.h"

#include <ATen/ops/as_strided.h>

#include <algorithm>
#include <numeric>

#include "runtime/core/tensor.h"

namespace tnp::ops {
namespace {

ndarray strided(const ndarray& x, IntSpan shape, IntSpan strides,
                bool writeable) {
  ndarray result;
  if (x.is_direct()) {
    num_elements(shape);
    result = x.view(x.data(), shape, strides);
  } else {
    Shape steps;
    for (const std::int64_t stride : strides) {
      steps.push_back(stride / x.itemsize());
    }
    result = indirect_view(
        x, at::as_strided(to_tensor(x), {shape.data(), shape.size()}, steps));
  }
  if (!writeable) result.set(ndarray::kWriteable, false);
  return result;
}

}  // namespace

ndarray as_strided(const ndarray& x, MaybeAxes shape, MaybeAxes strides, bool,
                   bool writeable) {
  const IntSpan extents = shape.value_or(x.shape());
  // NumPy lays a contiguous array out anew.
  const Shape anew = contiguous_strides(extents, x.itemsize());
  const IntSpan otherwise = x.is_c_contiguous() ? span_of(anew) : x.strides();
  const IntSpan steps = strides.value_or(otherwise);
  if (extents.size() != steps.size()) {
    raise_value_error("mismatch in length of strides and shape");
  }
  return strided(x, extents, steps, writeable);
}

ndarray sliding_window_view(const ndarray& x, IntSpan window_shape,
                            MaybeAxes axis, bool, bool writeable) {
  if (std::any_of(window_shape.begin(), window_shape.end(),
                  [](std::int64_t n) { return n < 0; })) {
    raise_value_error("`window_shape` cannot contain negative values");
  }
  const std::string count = std::to_string(window_shape.size());
  Shape axes;
  if (axis) {
    for (const std::int64_t place : *axis) {
      axes.push_back(normalize_axis(place, x.ndim()));
    }
    if (window_shape.size() != axes.size()) {
      raise_value_error(
          "Must provide matching length window_shape and axis; got " + count +
          " window_shape elements and " + std::to_string(axes.size()) +
          " axes elements.");
    }
  } else {
    axes.resize(static_cast<std::size_t>(x.ndim()));
    std::iota(axes.begin(), axes.end(), 0);
    if (window_shape.size() != axes.size()) {
      raise_value_error(
          "Since axis is `None`, must provide window_shape for all dimensions "
          "of "
          "`x`; got " +
          count + " window_shape elements and `x.ndim` is " +
          std::to_string(x.ndim()) + ".");
    }
  }
  Shape shape = to_shape(x.shape());
  Shape strides = to_shape(x.strides());
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (shape[axes[i]] < window_shape[i]) {
      raise_value_error("window shape cannot be larger than input array shape");
    }
    shape[axes[i]] -= window_shape[i] - 1;
    strides.push_back(x.stride(static_cast<int>(axes[i])));
  }
  shape.append(window_shape.begin(), window_shape.end());
  return strided(x, span_of(shape), span_of(strides), writeable);
}

}  // namespace tnp::ops
