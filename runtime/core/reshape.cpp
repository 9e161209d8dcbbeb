#include "runtime/core/errors.h"
#include "runtime/core/ndarray.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

[[noreturn]] void raise_reshape_error(std::int64_t size, IntSpan shape) {
  raise_value_error("cannot reshape array of size " + std::to_string(size) +
                    " into shape " + compact_shape_text(shape));
}

/// `shape` with its one -1 replaced.
Shape resolve_shape(std::int64_t size, IntSpan shape) {
  Shape result = to_shape(shape);
  int unknown = -1;
  std::int64_t known = 1;
  bool overflow = false;
  for (int i = 0; i < static_cast<int>(shape.size()); ++i) {
    if (shape[i] < 0) {
      // NumPy takes any negative extent for the unknown one.
      if (unknown >= 0) {
        raise_value_error("can only specify one unknown dimension");
      }
      unknown = i;
    } else {
      overflow |= __builtin_mul_overflow(known, shape[i], &known);
    }
  }
  if (overflow) raise_reshape_error(size, shape);
  if (unknown >= 0) {
    if (known == 0 || size % known != 0) raise_reshape_error(size, shape);
    result[unknown] = size / known;
  } else if (known != size) {
    raise_reshape_error(size, shape);
  }
  return result;
}

struct Axes {
  Shape extents;
  Shape strides;
};

/// The axes with extent over one, in C order; for 'F' reversed.
Axes significant_axes(const ndarray& a, bool fortran) {
  Axes axes;
  for (int i = 0; i < a.ndim(); ++i) {
    const int axis = fortran ? a.ndim() - 1 - i : i;
    if (a.shape(axis) == 1) continue;
    axes.extents.push_back(a.shape(axis));
    axes.strides.push_back(a.stride(axis));
  }
  return axes;
}

/// Strides that show `old` as `shape` (both in C order) without a copy, if any.
/// Runs of old axes are matched with runs of new ones of the same product; the
/// old axes of a run must follow each other in memory.
std::optional<Shape> reshaped_strides(const Axes& old, IntSpan shape,
                                      std::int64_t itemsize) {
  const std::size_t old_ndim = old.extents.size();
  Shape strides(shape.size());
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < old_ndim && j < shape.size()) {
    const std::size_t first_old = i;
    const std::size_t first_new = j;
    std::int64_t old_product = old.extents[i++];
    std::int64_t new_product = shape[j++];
    while (old_product != new_product) {
      if (new_product < old_product) {
        new_product *= shape[j++];
      } else {
        old_product *= old.extents[i++];
      }
    }
    for (std::size_t k = first_old; k + 1 < i; ++k) {
      if (old.strides[k] != old.extents[k + 1] * old.strides[k + 1]) return {};
    }
    std::int64_t step = old.strides[i - 1];
    for (std::size_t k = j; k-- > first_new;) {
      strides[k] = step;
      step *= shape[k];
    }
  }
  const std::int64_t last = j > 0 ? strides[j - 1] : itemsize;
  for (; j < shape.size(); ++j) strides[j] = last;
  return strides;
}

}  // namespace

ndarray ndarray::try_reshape_view(IntSpan shape, char order) const {
  const bool fortran =
      order == 'F' ||
      (order == 'A' && is_f_contiguous() && !is_c_contiguous());
  const Shape resolved = resolve_shape(size_, shape);
  if (fortran ? is_f_contiguous() : is_c_contiguous()) {
    const Shape strides =
        contiguous_strides(span_of(resolved), itemsize(), fortran ? 'F' : 'C');
    return view(data_, span_of(resolved), span_of(strides));
  }
  Shape target = resolved;
  if (fortran) std::reverse(target.begin(), target.end());
  std::optional<Shape> strides = reshaped_strides(
      significant_axes(*this, fortran), span_of(target), itemsize());
  if (!strides) return {};
  if (fortran) std::reverse(strides->begin(), strides->end());
  return view(data_, span_of(resolved), span_of(*strides));
}

ndarray ndarray::reshape(IntSpan shape, char order) const {
  if (!is_direct()) {
    const Shape resolved = resolve_shape(size_, shape);
    if (order != 'F') return from_tensor(tensor_.reshape(resolved));
    Shape reversed(resolved.rbegin(), resolved.rend());
    return transposed().reshape(span_of(reversed)).transposed();
  }
  ndarray result = try_reshape_view(shape, order);
  if (result.defined()) return result;
  if (order == 'A') order = 'C';
  return copy(order).try_reshape_view(shape, order);
}

}  // namespace tnp
