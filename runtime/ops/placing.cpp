/// Setting elements by condition or index, and functions on index arrays.
#include <algorithm>

#include "runtime/core/indexing.h"
#include "runtime/core/indirect_index.h"
#include "runtime/ops/creation.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"

namespace tnp::ops {
namespace {

void require_writeable(const ndarray& a) {
  if (!a.is_writeable())
    raise_value_error("assignment destination is read-only");
}

/// target.flat[positions] = values, all positions in range.
void set_flat(const ndarray& target, const std::vector<std::int64_t>& positions,
              const ndarray& values) {
  const std::int64_t shape[] = {static_cast<std::int64_t>(positions.size())};
  if (shape[0] == 0) return;
  const ndarray index = ndarray::empty(shape, DType::kInt64);
  std::ranges::copy(positions, index.data_as<std::int64_t>());
  const ndarray chosen = resize(flattened(values), shape);
  if (!target.is_direct() || !chosen.is_direct()) {
    put_indirect(target, index, cast_to(chosen, target.dtype()));
    return;
  }
  const std::int64_t all[] = {target.size()};
  ndarray flat = target.try_reshape_view(all);
  const bool copied = !flat.defined();
  if (copied) flat = flattened(target);
  IndexItem item;
  item.kind = IndexItem::Kind::kArray;
  item.array = index;
  set_item(flat, std::span(&item, 1), chosen);
  if (copied) copy_into(target, flat.reshape(target.shape()));
}

std::int64_t in_range(std::int64_t index, std::int64_t n,
                      std::string_view mode) {
  if (mode == "wrap") return ((index % n) + n) % n;
  if (mode == "clip") return std::clamp<std::int64_t>(index, 0, n - 1);
  if (index < -n || index >= n) {
    raise_index_error("index " + std::to_string(index) +
                      " is out of bounds for axis 0 with size " +
                      std::to_string(n));
  }
  return index < 0 ? index + n : index;
}

}  // namespace

None put(const ndarray& a, const ndarray& ind, const ndarray& v,
         std::string_view mode) {
  require_writeable(a);
  if (mode != "raise" && mode != "wrap" && mode != "clip") {
    raise_value_error(
        "clipmode must be one of 'clip', 'raise', or 'wrap' (got '" +
        std::string(mode) + "')");
  }
  std::vector<std::int64_t> positions = int_values(ind, "put");
  if (positions.empty() || v.size() == 0) return {};
  if (a.size() == 0) {
    raise_index_error("cannot replace elements of an empty array");
  }
  for (std::int64_t& i : positions) i = in_range(i, a.size(), mode);
  set_flat(a, positions, v);
  return {};
}

None place(const ndarray& arr, const ndarray& mask, const ndarray& vals) {
  require_writeable(arr);
  if (mask.size() != arr.size()) {
    raise_value_error("place: mask and data must be the same size");
  }
  const ndarray where_true = flatnonzero(mask);
  if (where_true.size() == 0) return {};
  if (vals.size() == 0) raise_value_error("Cannot insert from an empty array!");
  set_flat(arr, int_values(where_true, "place"), vals);
  return {};
}

None putmask(const ndarray& a, const ndarray& mask, const ndarray& values) {
  require_writeable(a);
  if (mask.size() != a.size()) {
    raise_value_error("putmask: mask and data must be the same size");
  }
  if (values.size() == 0) return {};
  // Value k belongs to element k, unlike `place`: repeat, then choose.
  const std::int64_t all[] = {a.size()};
  const ndarray spread =
      resize(flattened(cast_operand(values, a.dtype())), all);
  copy_into(a, where(mask.reshape(a.shape()), spread.reshape(a.shape()), a)[0]);
  return {};
}

None copyto(const ndarray& dst, const ndarray& src, std::string_view casting,
            const MaybeArray& mask) {
  const Casting rule = casting_from(casting);
  if (src.ndim() == 0 && !can_cast(src.dtype(), dst.dtype(), rule) &&
      !(src.is_weak() && is_integer(src.dtype()))) {
    constexpr std::string_view kRules[] = {"no", "equiv", "safe", "same_kind",
                                           "unsafe"};
    raise_type_error("Cannot cast scalar from dtype('" +
                     std::string(name(src.dtype())) + "') to dtype('" +
                     std::string(name(dst.dtype())) +
                     "') according to the rule '" +
                     std::string(kRules[static_cast<std::size_t>(rule)]) + "'");
  }
  const ndarray source = src.is_weak() && rule != Casting::kUnsafe
                             ? cast_operand(src, dst.dtype())
                             : src;
  if (!mask) {
    copy_into(dst, source, rule);
    return {};
  }
  if (!can_cast(source.dtype(), dst.dtype(), rule)) {
    copy_into(dst, source, rule);
    return {};
  }
  copy_into(dst, where(mask->broadcast_to(dst.shape()),
                       cast_to(source, dst.dtype()), dst)[0]);
  return {};
}

ResultTuple unravel_index(const ndarray& indices, IntSpan shape,
                          std::string_view order) {
  const std::vector<std::int64_t> flat = int_values(indices, "unravel_index");
  const std::int64_t total = num_elements(shape);
  const bool fortran = order_from(order) == 'F';
  const int n = static_cast<int>(shape.size());
  Results results;
  for (int i = 0; i < n; ++i) {
    results.push_back(ndarray::empty(indices.shape(), DType::kInt64));
  }
  for (std::size_t k = 0; k < flat.size(); ++k) {
    std::int64_t rest = flat[k];
    if (rest < 0 || rest >= total) {
      raise_value_error("index " + std::to_string(rest) +
                        " is out of bounds for array with size " +
                        std::to_string(total));
    }
    for (int i = 0; i < n; ++i) {
      const int axis = fortran ? i : n - 1 - i;
      results[axis].data_as<std::int64_t>()[k] = rest % shape[axis];
      rest /= shape[axis];
    }
  }
  if (n == 0 && indices.ndim() > 0) {
    raise_value_error("multiple indices are not supported for 0d arrays");
  }
  for (ndarray& result : results) result = beside(indices, result);
  return results;
}

ndarray ravel_multi_index(std::span<const ndarray> multi_index, IntSpan dims,
                          std::span<const std::string_view> modes,
                          std::string_view order) {
  const int n = static_cast<int>(dims.size());
  if (static_cast<int>(multi_index.size()) != n) {
    raise_value_error("parameter multi_index must be a sequence of length " +
                      std::to_string(n));
  }
  const bool fortran = order_from(order) == 'F';
  std::int64_t total = 1;
  for (const std::int64_t extent : dims) {
    if (__builtin_mul_overflow(total, extent, &total)) {
      raise_value_error(
          "invalid dims: array size defined by dims is larger than the maximum "
          "possible size.");
    }
  }
  const Results same = broadcast_arrays(multi_index, false).items;
  if (n > 0 && total == 0 && same[0].size() > 0) {
    raise_value_error("cannot unravel if shape has zero entries (is empty).");
  }
  const ndarray result =
      ndarray::zeros(n > 0 ? same[0].shape() : IntSpan{}, DType::kInt64);
  std::int64_t step = 1;
  for (int i = 0; i < n; ++i) {
    const int axis = fortran ? i : n - 1 - i;
    const std::string_view mode =
        modes[modes.size() == 1 ? 0 : static_cast<std::size_t>(axis)];
    const std::vector<std::int64_t> values =
        int_values(same[axis], "ravel_multi_index");
    for (std::size_t k = 0; k < values.size(); ++k) {
      std::int64_t at = values[k];
      if (mode == "raise" && (at < 0 || at >= dims[axis])) {
        raise_value_error("invalid entry in coordinates array");
      }
      at = in_range(at, dims[axis], mode);
      result.data_as<std::int64_t>()[k] += at * step;
    }
    step *= dims[axis];
  }
  return n > 0 ? beside(multi_index[0], result) : result;
}

None fill_diagonal(const ndarray& a, const ndarray& val, bool wrap) {
  if (a.ndim() < 2) raise_value_error("array must be at least 2-d");
  std::int64_t step = 1;
  std::int64_t end = a.size();
  if (a.ndim() == 2) {
    step = a.shape(1) + 1;
    if (!wrap) end = std::min(end, a.shape(1) * a.shape(1));
  } else {
    for (std::int64_t extent : a.shape()) {
      if (extent != a.shape(0)) {
        raise_value_error("All dimensions of input must be of equal length");
      }
    }
    std::int64_t product = 1;
    for (int i = 0; i + 1 < a.ndim(); ++i) {
      product *= a.shape(i);
      step += product;
    }
  }
  require_writeable(a);
  std::vector<std::int64_t> positions;
  for (std::int64_t i = 0; i < end; i += step) positions.push_back(i);
  if (!positions.empty()) set_flat(a, positions, cast_operand(val, a.dtype()));
  return {};
}

ResultTuple diag_indices(std::int64_t n, std::int64_t ndim) {
  return Results(ndim, ndarray::arange(n));
}

ResultTuple diag_indices_from(const ndarray& arr) {
  if (arr.ndim() < 2) raise_value_error("input array must be at least 2-d");
  for (std::int64_t extent : arr.shape()) {
    if (extent != arr.shape(0)) {
      raise_value_error("All dimensions of input must be of equal length");
    }
  }
  return diag_indices(arr.shape(0), arr.ndim());
}

ResultTuple tril_indices(std::int64_t n, std::int64_t k, MaybeInt m) {
  return tnp::nonzero(tri(n, m, k, DType::kBool));
}

ResultTuple triu_indices(std::int64_t n, std::int64_t k, MaybeInt m) {
  return tnp::nonzero(
      call_unary(ufuncs::logical_not, tri(n, m, k - 1, DType::kBool)));
}

ResultTuple tril_indices_from(const ndarray& arr, std::int64_t k) {
  if (arr.ndim() != 2) raise_value_error("input array must be 2-d");
  return tril_indices(arr.shape(0), k, arr.shape(1));
}

ResultTuple triu_indices_from(const ndarray& arr, std::int64_t k) {
  if (arr.ndim() != 2) raise_value_error("input array must be 2-d");
  return triu_indices(arr.shape(0), k, arr.shape(1));
}

ResultTuple ix_(std::span<const ndarray> args) {
  const int n = static_cast<int>(args.size());
  Results results;
  for (int i = 0; i < n; ++i) {
    if (args[i].ndim() != 1) {
      raise_value_error("Cross index must be 1 dimensional");
    }
    ndarray index =
        args[i].size() == 0 ? cast_to(args[i], DType::kInt64) : args[i];
    if (is_bool(index.dtype())) index = tnp::nonzero(index)[0];
    Shape shape(n, 1);
    shape[i] = index.size();
    results.push_back(index.reshape(span_of(shape)));
  }
  return results;
}

}  // namespace tnp::ops
