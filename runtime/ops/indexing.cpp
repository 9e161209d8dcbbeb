/// Selection: reading elements by condition or index.
#include "runtime/core/indexing.h"

#include <ATen/ops/where.h>

#include <algorithm>
#include <numeric>

#include "runtime/core/axis_error.h"
#include "runtime/core/tensor.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"

namespace tnp::ops {
namespace {

/// Picks one item of `Size` bytes per element.
template <int Size>
void select_items(const char* condition, const char* x, const char* y,
                  char* out, std::int64_t n, std::int64_t condition_step,
                  std::int64_t x_step, std::int64_t y_step) {
  for (std::int64_t i = 0; i < n; ++i) {
    std::memcpy(out + i * Size, *condition ? x : y, Size);
    condition += condition_step;
    x += x_step;
    y += y_step;
  }
}

using SelectLoop = void (*)(const char*, const char*, const char*, char*,
                            std::int64_t, std::int64_t, std::int64_t,
                            std::int64_t);

SelectLoop select_loop(std::int64_t itemsize) {
  switch (itemsize) {
    case 1:
      return select_items<1>;
    case 2:
      return select_items<2>;
    case 4:
      return select_items<4>;
    case 8:
      return select_items<8>;
    default:
      return select_items<16>;
  }
}

/// The three operands share the shape of `out`, which is C-contiguous.
void select_into(const ndarray& out, const ndarray& condition, const ndarray& x,
                 const ndarray& y) {
  if (out.size() == 0) return;
  const SelectLoop loop = select_loop(out.itemsize());
  const int last = out.ndim() - 1;
  const std::int64_t n = last < 0 ? 1 : out.shape(last);
  const auto step = [last](const ndarray& a) {
    return last < 0 ? 0 : a.stride(last);
  };
  const char* c = condition.data();
  const char* px = x.data();
  const char* py = y.data();
  char* target = out.data();
  Shape index(std::max(last, 0), 0);
  while (true) {
    loop(c, px, py, target, n, step(condition), step(x), step(y));
    target += n * out.itemsize();
    int axis = last - 1;
    for (; axis >= 0; --axis) {
      c += condition.stride(axis);
      px += x.stride(axis);
      py += y.stride(axis);
      if (++index[axis] < out.shape(axis)) break;
      c -= condition.stride(axis) * out.shape(axis);
      px -= x.stride(axis) * out.shape(axis);
      py -= y.stride(axis) * out.shape(axis);
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

}  // namespace

OneOrTuple where(const ndarray& condition, const ndarray& x, const ndarray& y) {
  const DType type = result_type({&x, &y});
  const ndarray mask = cast_to(condition, DType::kBool);
  // Unlike a ufunc, `where` wraps Python integers that do not fit.
  const ndarray first = cast_to(x, type);
  const ndarray second = cast_to(y, type);
  if (!mask.is_direct() || !first.is_direct() || !second.is_direct()) {
    return Results{from_tensor(
        at::where(to_tensor(mask), to_tensor(first), to_tensor(second)))};
  }
  const IntSpan shapes[] = {mask.shape(), first.shape(), second.shape()};
  const Shape shape = tnp::broadcast_shapes(shapes);
  const IntSpan extents = span_of(shape);
  const ndarray result = ndarray::empty(extents, type);
  select_into(result, mask.broadcast_to(extents), first.broadcast_to(extents),
              second.broadcast_to(extents));
  return Results{result};
}

OneOrTuple where(const ndarray& condition, const MaybeArray& x,
                 const MaybeArray& y) {
  if (x && y) return where(condition, *x, *y);
  if (x || y)
    raise_value_error("either both or neither of x and y should be given");
  return OneOrTuple(tnp::nonzero(condition), true);
}

ndarray diagonal(const ndarray& a, std::int64_t offset, std::int64_t axis1,
                 std::int64_t axis2) {
  if (a.ndim() < 2) {
    raise_value_error("diag requires an array of at least two dimensions");
  }
  const int first = normalize_named_axis(axis1, a.ndim(), "axis1");
  const int second = normalize_named_axis(axis2, a.ndim(), "axis2");
  if (first == second) raise_value_error("axis1 and axis2 cannot be the same");
  if (!a.is_direct()) {
    return indirect_view(a, to_tensor(a).diagonal(offset, first, second));
  }
  const std::int64_t row = std::max<std::int64_t>(-offset, 0);
  const std::int64_t column = std::max<std::int64_t>(offset, 0);
  const std::int64_t length = std::max<std::int64_t>(
      std::min(a.shape(first) - row, a.shape(second) - column), 0);
  Shape shape;
  Shape strides;
  for (int i = 0; i < a.ndim(); ++i) {
    if (i == first || i == second) continue;
    shape.push_back(a.shape(i));
    strides.push_back(a.stride(i));
  }
  shape.push_back(length);
  strides.push_back(a.stride(first) + a.stride(second));
  char* data = a.data();
  if (length > 0) data += row * a.stride(first) + column * a.stride(second);
  ndarray result = a.view(data, span_of(shape), span_of(strides));
  result.set(ndarray::kWriteable, false);
  return result;
}

namespace {

char mode_from(std::string_view mode) {
  if (mode == "raise" || mode == "wrap" || mode == "clip") return mode[0];
  raise_value_error(
      "clipmode must be one of 'clip', 'raise', or 'wrap' (got '" +
      std::string(mode) + "')");
}

ndarray as_indices(const ndarray& indices) {
  if (indices.size() > 0 && !is_integer(indices.dtype()) &&
      !is_bool(indices.dtype())) {
    raise_type_error("Cannot cast array data from dtype('" +
                     std::string(name(indices.dtype())) +
                     "') to dtype('int64') according to the rule 'same_kind'");
  }
  return cast_to(indices, DType::kInt64);
}

}  // namespace

ndarray take(const ndarray& a, const ndarray& indices, MaybeInt axis,
             const MaybeArray& out, std::string_view mode) {
  const char how = mode_from(mode);
  const ndarray source = axis ? strong(a) : flattened(strong(a));
  const int dim = axis ? normalize_axis(*axis, std::max(a.ndim(), 1)) : 0;
  return deliver(tnp::take(with_ndim(source, 1), as_indices(indices), dim, how),
                 out);
}

ndarray take_along_axis(const ndarray& arr, const ndarray& indices,
                        MaybeInt axis) {
  const ndarray a = axis ? strong(arr) : flattened(strong(arr));
  const int dim = axis ? normalize_axis(*axis, a.ndim()) : 0;
  if (!is_integer(indices.dtype())) {
    raise_index_error("`indices` must be an integer array");
  }
  if (!axis && indices.ndim() != 1) {
    raise_value_error(
        "when axis=None, `indices` must have a single dimension.");
  }
  if (indices.ndim() != a.ndim()) {
    raise_value_error(
        "`indices` and `arr` must have the same number of dimensions");
  }
  std::vector<IndexItem> items(a.ndim());
  for (int i = 0; i < a.ndim(); ++i) {
    items[i].kind = IndexItem::Kind::kArray;
    Shape shape(a.ndim(), 1);
    shape[i] = a.shape(i);
    items[i].array = i == dim
                         ? indices
                         : ndarray::arange(a.shape(i)).reshape(span_of(shape));
  }
  return get_item(a, items).array;
}

None put_along_axis(const ndarray& arr, const ndarray& indices,
                    const ndarray& values, MaybeInt axis) {
  const ndarray a = axis ? arr : flattened(arr);
  const int dim = axis ? normalize_axis(*axis, a.ndim()) : 0;
  if (!is_integer(indices.dtype())) {
    raise_index_error("`indices` must be an integer array");
  }
  if (!axis && indices.ndim() != 1) {
    raise_value_error(
        "when axis=None, `indices` must have a single dimension.");
  }
  if (indices.ndim() != a.ndim()) {
    raise_value_error(
        "`indices` and `arr` must have the same number of dimensions");
  }
  std::vector<IndexItem> items(a.ndim());
  for (int i = 0; i < a.ndim(); ++i) {
    items[i].kind = IndexItem::Kind::kArray;
    Shape shape(a.ndim(), 1);
    shape[i] = a.shape(i);
    items[i].array = i == dim
                         ? indices
                         : ndarray::arange(a.shape(i)).reshape(span_of(shape));
  }
  set_item(a, items, values);
  return {};
}

ndarray extract(const ndarray& condition, const ndarray& arr) {
  const ndarray where_true = tnp::nonzero(flattened(condition))[0];
  return tnp::take(flattened(strong(arr)), where_true, 0);
}

ndarray compress(const ndarray& condition, const ndarray& a, MaybeInt axis,
                 const MaybeArray& out) {
  if (condition.ndim() != 1) raise_value_error("condition must be a 1-d array");
  // A number counts as an array of one element.
  const bool flat = !axis || a.ndim() == 0;
  const ndarray source = flat ? flattened(strong(a)) : strong(a);
  const int dim = axis ? normalize_axis(*axis, source.ndim()) : 0;
  return deliver(tnp::take(source, tnp::nonzero(condition)[0], dim), out);
}

ndarray compress_method(const ndarray& a, const ndarray& condition,
                        MaybeInt axis, const MaybeArray& out) {
  return compress(condition, a, axis, out);
}

ndarray choose(const ndarray& a, std::span<const ndarray> choices,
               const MaybeArray& out, std::string_view mode) {
  if (choices.empty()) raise_value_error("need at least one array");
  const char how = mode_from(mode);
  const std::int64_t n = static_cast<std::int64_t>(choices.size());
  const ndarray index = as_indices(a);
  std::vector<const ndarray*> operands;
  for (const ndarray& choice : choices) operands.push_back(&choice);
  const DType type = result_type(operands);
  Results together;
  for (const ndarray& choice : choices) {
    together.push_back(cast_operand(choice, type));
  }
  together.push_back(index);
  const Results same = broadcast_arrays(together, false).items;
  const ndarray stacked =
      stack(std::span(same).first(choices.size()), 0, {}, {}, "same_kind");
  ndarray position = same.back();
  if (how == 'w') {
    position = call_binary(ufuncs::remainder, position, number(n));
  } else if (how == 'c') {
    position = call_binary(ufuncs::minimum,
                           call_binary(ufuncs::maximum, position, number(0)),
                           number(n - 1));
  } else if (any_true(
                 call_binary(ufuncs::greater_equal, position, number(n))) ||
             any_true(call_binary(ufuncs::less, position, number(0)))) {
    raise_value_error("invalid entry in choice array");
  }
  const ndarray result = take_along_axis(stacked, insert_axis(position, 0), 0);
  const ndarray chosen = select_axis(result, 0, 0);
  if (!out) return chosen.copy('C');  // its own memory, as NumPy's
  copy_into(*out, chosen);
  return *out;
}

ndarray select(std::span<const ndarray> condlist,
               std::span<const ndarray> choicelist, const ndarray& default_) {
  if (condlist.size() != choicelist.size()) {
    raise_value_error(
        "list of cases must be same length as list of conditions");
  }
  if (condlist.empty()) {
    raise_value_error("select with an empty condition list is not possible");
  }
  std::vector<const ndarray*> operands;
  for (const ndarray& c : choicelist) operands.push_back(&c);
  operands.push_back(&default_);
  const DType type = result_type(operands);
  for (std::size_t i = 0; i < condlist.size(); ++i) {
    if (!is_bool(condlist[i].dtype())) {
      raise_type_error("invalid entry " + std::to_string(i) +
                       " in condlist: should be boolean ndarray");
    }
  }
  ndarray result = cast_operand(default_, type);
  // The first true condition wins, so the last is applied first.
  for (std::size_t i = condlist.size(); i-- > 0;) {
    result = where(condlist[i], cast_operand(choicelist[i], type), result)[0];
  }
  return result;
}

ResultTuple nonzero(const ndarray& a) {
  if (a.ndim() == 0) {
    std::string message =
        "Calling nonzero on 0d arrays is not allowed. Use "
        "np.atleast_1d(scalar).nonzero() instead.";
    if (is_bool(a.dtype())) {
      message +=
          " If the context of this error is of the form `arr[nonzero(cond)]`, "
          "just use `arr[cond]`.";
    }
    raise_value_error(message);
  }
  return tnp::nonzero(a);
}

ndarray flatnonzero(const ndarray& a) { return tnp::nonzero(flattened(a))[0]; }

ndarray argwhere(const ndarray& a) {
  if (a.ndim() == 0) {
    const std::int64_t shape[] = {all_true(a) ? 1 : 0, 0};
    return ndarray::empty(shape, DType::kInt64);
  }
  return stack(tnp::nonzero(a), 0, {}, {}, "same_kind").transposed();
}

ndarray count_nonzero(const ndarray& a, MaybeAxes axis, bool keepdims) {
  return reduce(Reduction::kSum, cast_to(a, DType::kBool),
                over_axes(axis, keepdims, DType::kInt64));
}

}  // namespace tnp::ops
