/// Shapes, strides and axes.
#pragma once

#include <c10/util/DimVector.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace tnp {

/// Extents or byte strides, one per axis; five fit without allocation.
using Shape = c10::DimVector;
using IntSpan = std::span<const std::int64_t>;

/// NumPy's limit on dimensions.
inline constexpr int kMaxDims = 64;

inline IntSpan span_of(const Shape& shape) {
  return {shape.data(), shape.size()};
}
inline Shape to_shape(IntSpan extents) {
  return Shape(extents.begin(), extents.end());
}

/// The number of elements. ValueError when it does not fit in 63 bits.
std::int64_t num_elements(IntSpan shape);

/// Byte strides of a C-contiguous ('C') or Fortran-contiguous ('F') layout.
Shape contiguous_strides(IntSpan shape, std::int64_t itemsize,
                         char order = 'C');

/// NumPy's broadcast of shapes. ValueError with NumPy's message when they do
/// not fit: "operands could not be broadcast together with shapes (2,) (3,) ".
Shape broadcast_shapes(std::span<const IntSpan> shapes);

/// The ValueError of shapes of arguments that do not fit, in NumPy's words for
/// functions that only broadcast: it names the first two that differ.
[[noreturn]] void refuse_argument_shapes(std::span<const IntSpan> shapes);

/// The axis in [0, ndim). AxisError with NumPy's message otherwise.
int normalize_axis(std::int64_t axis, int ndim);

/// Sorted distinct axes in [0, ndim). AxisError, or ValueError ("duplicate
/// value in 'axis'").
c10::SmallVector<int, 8> normalize_axes(IntSpan axes, int ndim);
/// The same for a reduction, where one axis 0 or -1 of a 0-d array names none.
c10::SmallVector<int, 8> normalize_reduced_axes(IntSpan axes, int ndim);

/// "(2, 3)", "(2,)", "()": Python's text of a tuple.
std::string shape_text(IntSpan shape);
/// "(2,3)", "(2,)", "()": the text in NumPy's messages about shapes.
std::string compact_shape_text(IntSpan shape);

}  // namespace tnp
