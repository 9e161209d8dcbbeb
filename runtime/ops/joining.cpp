/// Joining and splitting along an axis.
#include <ATen/ops/cat.h>

#include <algorithm>

#include "runtime/core/tensor.h"
#include "runtime/ops/manipulation.h"

namespace tnp::ops {
namespace {

void check_dims(std::span<const ndarray> arrays, int axis) {
  const ndarray& first = arrays[0];
  for (std::size_t k = 1; k < arrays.size(); ++k) {
    const ndarray& a = arrays[k];
    if (a.ndim() != first.ndim()) {
      raise_value_error(
          "all the input arrays must have same number of dimensions, but the "
          "array at index 0 has " +
          std::to_string(first.ndim()) +
          " dimension(s) and the array at index " + std::to_string(k) +
          " has " + std::to_string(a.ndim()) + " dimension(s)");
    }
    for (int i = 0; i < a.ndim(); ++i) {
      if (i == axis || a.shape(i) == first.shape(i)) continue;
      raise_value_error(
          "all the input array dimensions except for the concatenation axis "
          "must match exactly, but along dimension " +
          std::to_string(i) + ", the array at index 0 has size " +
          std::to_string(first.shape(i)) + " and the array at index " +
          std::to_string(k) + " has size " + std::to_string(a.shape(i)));
    }
  }
}

DType joined_dtype(std::span<const ndarray> arrays) {
  std::vector<const ndarray*> operands;
  for (const ndarray& a : arrays) operands.push_back(&a);
  // Each integer type meets the floats, not what integers make together.
  std::ranges::stable_partition(operands, [](const ndarray* a) {
    return is_inexact(a->dtype());
  });
  return result_type(operands);
}

/// NumPy keeps Fortran order when every input has it.
char joined_order(std::span<const ndarray> arrays) {
  const bool fortran = std::ranges::all_of(arrays, [](const ndarray& a) {
    return a.is_f_contiguous() && !a.is_c_contiguous();
  });
  return fortran ? 'F' : 'C';
}

}  // namespace

namespace {

/// Through ATen, on the device and in the graphs of the arrays.
ndarray joined_tensors(std::span<const ndarray> arrays, int axis, DType type) {
  const auto first = std::ranges::find_if(
      arrays, [](const ndarray& a) { return !a.is_direct(); });
  const at::Device device = to_tensor(*first).device();
  std::vector<at::Tensor> tensors;
  for (const ndarray& a : arrays) {
    tensors.push_back(to_tensor(a).to(device, to_scalar_type(type)));
  }
  return from_tensor(at::cat(tensors, axis));
}

}  // namespace

ndarray concatenate(std::span<const ndarray> arrays, MaybeInt axis,
                    const MaybeArray& out, MaybeDType dtype,
                    std::string_view casting) {
  if (arrays.empty())
    raise_value_error("need at least one array to concatenate");
  if (out && dtype) {
    raise_type_error(
        "concatenate() only takes `out` or `dtype` as an argument, but both "
        "were provided.");
  }
  const Casting rule = casting_from(casting);
  // Before they lose what marks them as Python's numbers.
  const DType type = out ? out->dtype() : dtype.value_or(joined_dtype(arrays));
  Results flat;
  if (!axis) {
    for (const ndarray& a : arrays) flat.push_back(flattened(a));
    arrays = flat;
  }
  if (arrays[0].ndim() == 0) {
    raise_value_error("zero-dimensional arrays cannot be concatenated");
  }
  const int dim = normalize_axis(axis.value_or(0), arrays[0].ndim());
  check_dims(arrays, dim);
  std::int64_t extent = 0;
  for (const ndarray& a : arrays) extent += a.shape(dim);
  const Shape shape = with_extent(arrays[0].shape(), dim, extent);

  ndarray result;
  if (out) {
    if (!std::ranges::equal(out->shape(), span_of(shape))) {
      raise_value_error("Output array is the wrong shape");
    }
    result = *out;
  } else {
    const bool direct = std::ranges::all_of(
        arrays, [](const ndarray& a) { return a.is_direct(); });
    if (!direct) return joined_tensors(arrays, dim, type);
    result = ndarray::empty(span_of(shape), type, joined_order(arrays));
  }
  std::int64_t start = 0;
  for (const ndarray& a : arrays) {
    copy_into(slice_axis(result, dim, start, a.shape(dim)), a, rule);
    start += a.shape(dim);
  }
  return result;
}

ndarray stack(std::span<const ndarray> arrays, std::int64_t axis,
              const MaybeArray& out, MaybeDType dtype,
              std::string_view casting) {
  if (arrays.empty()) raise_value_error("need at least one array to stack");
  for (const ndarray& a : arrays) {
    if (!std::ranges::equal(a.shape(), arrays[0].shape())) {
      raise_value_error("all input arrays must have the same shape");
    }
  }
  const int dim = normalize_axis(axis, arrays[0].ndim() + 1);
  Results expanded;
  for (const ndarray& a : arrays) expanded.push_back(insert_axis(a, dim));
  return concatenate(expanded, dim, out, dtype, casting);
}

ndarray hstack(std::span<const ndarray> tup, MaybeDType dtype,
               std::string_view casting) {
  Results arrays;
  for (const ndarray& a : tup) arrays.push_back(with_ndim(a, 1));
  const std::int64_t axis = !arrays.empty() && arrays[0].ndim() == 1 ? 0 : 1;
  return concatenate(arrays, axis, {}, dtype, casting);
}

ndarray vstack(std::span<const ndarray> tup, MaybeDType dtype,
               std::string_view casting) {
  Results arrays;
  for (const ndarray& a : tup) arrays.push_back(with_ndim(a, 2));
  return concatenate(arrays, 0, {}, dtype, casting);
}

ndarray dstack(std::span<const ndarray> tup) {
  return concatenate(atleast_3d(tup).items, 2, {}, {}, "same_kind");
}

ndarray column_stack(std::span<const ndarray> tup) {
  Results arrays;
  for (const ndarray& a : tup) {
    arrays.push_back(a.ndim() < 2 ? with_ndim(a, 2).transposed() : a);
  }
  return concatenate(arrays, 1, {}, {}, "same_kind");
}

ndarray append(const ndarray& arr, const ndarray& values, MaybeInt axis) {
  ndarray both[] = {strong(arr), strong(values)};
  if (!axis) {
    both[0] = flattened(both[0]);
    both[1] = flattened(both[1]);
  }
  return concatenate(both, axis.value_or(0), {}, {}, "same_kind");
}

namespace {

Results cut(const ndarray& ary, const std::vector<std::int64_t>& cuts,
            int axis) {
  const std::int64_t n = ary.shape(axis);
  // Cuts follow Python's slices: negative ones count from the end, ends clip.
  const auto position = [n](std::int64_t at) {
    return std::clamp<std::int64_t>(at < 0 ? at + n : at, 0, n);
  };
  Results parts;
  std::int64_t start = 0;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const std::int64_t stop = i < cuts.size() ? position(cuts[i]) : n;
    const std::int64_t length = std::max<std::int64_t>(stop - start, 0);
    parts.push_back(slice_axis(ary, axis, length > 0 ? start : 0, length));
    if (i < cuts.size()) start = position(cuts[i]);
  }
  return parts;
}

}  // namespace

Results array_split(const ndarray& ary, const ndarray& indices_or_sections,
                    std::int64_t axis) {
  const int dim = normalize_axis(axis, ary.ndim());
  const std::vector<std::int64_t> given =
      int_values(indices_or_sections, "array_split");
  if (!indices_or_sections.is_scalar_shape()) {
    return cut(strong(ary), given, dim);
  }
  const std::int64_t sections = given[0];
  if (sections <= 0)
    raise_value_error("number sections must be larger than 0.");
  const std::int64_t each = ary.shape(dim) / sections;
  const std::int64_t extra = ary.shape(dim) % sections;
  std::vector<std::int64_t> cuts;
  std::int64_t at = 0;
  for (std::int64_t i = 0; i + 1 < sections; ++i) {
    at += each + (i < extra ? 1 : 0);
    cuts.push_back(at);
  }
  return cut(strong(ary), cuts, dim);
}

Results split(const ndarray& ary, const ndarray& indices_or_sections,
              std::int64_t axis) {
  if (indices_or_sections.is_scalar_shape()) {
    const std::int64_t sections = int_values(indices_or_sections, "split")[0];
    const int dim = normalize_axis(axis, ary.ndim());
    if (sections == 0) {
      raise(ErrorKind::kZeroDivisionError, "integer modulo by zero");
    }
    if (ary.shape(dim) % sections != 0) {
      raise_value_error("array split does not result in an equal division");
    }
  }
  return array_split(ary, indices_or_sections, axis);
}

Results hsplit(const ndarray& ary, const ndarray& indices_or_sections) {
  if (ary.ndim() == 0) {
    raise_value_error("hsplit only works on arrays of 1 or more dimensions");
  }
  return split(ary, indices_or_sections, ary.ndim() > 1 ? 1 : 0);
}

Results vsplit(const ndarray& ary, const ndarray& indices_or_sections) {
  if (ary.ndim() < 2) {
    raise_value_error("vsplit only works on arrays of 2 or more dimensions");
  }
  return split(ary, indices_or_sections, 0);
}

Results dsplit(const ndarray& ary, const ndarray& indices_or_sections) {
  if (ary.ndim() < 3) {
    raise_value_error("dsplit only works on arrays of 3 or more dimensions");
  }
  return split(ary, indices_or_sections, 2);
}

ResultTuple unstack(const ndarray& x, std::int64_t axis) {
  if (x.ndim() == 0) {
    raise_value_error("Input array must be at least 1-d.");
  }
  const int dim = normalize_axis(axis, x.ndim());
  Results parts;
  for (std::int64_t i = 0; i < x.shape(dim); ++i) {
    parts.push_back(select_axis(strong(x), dim, i));
  }
  return parts;
}

}  // namespace tnp::ops
