/// Diagonals, triangles and coordinate grids.
#include <algorithm>

#include "runtime/core/indexing.h"
#include "runtime/ops/creation.h"
#include "runtime/ops/indexing.h"

namespace tnp::ops {

ndarray diag(const ndarray& v, std::int64_t k) {
  if (v.ndim() == 1) {
    const std::int64_t n = v.size() + std::abs(k);
    const std::int64_t shape[] = {n, n};
    const ndarray result = ndarray::zeros(shape, v.dtype());
    const std::int64_t start = k >= 0 ? k : -k * n;
    const std::int64_t length[] = {v.size()};
    const std::int64_t step[] = {(n + 1) * result.itemsize()};
    copy_into(
        result.view(result.data() + start * result.itemsize(), length, step),
        v);
    return result;
  }
  if (v.ndim() == 2) return diagonal(v, k, 0, 1);
  raise_value_error("Input must be 1- or 2-d.");
}

ndarray diagflat(const ndarray& v, std::int64_t k) {
  return diag(flattened(v), k);
}

ndarray tri(std::int64_t n, MaybeInt m, std::int64_t k, DType dtype) {
  const std::int64_t columns = m.value_or(n);
  const std::int64_t shape[] = {std::max<std::int64_t>(n, 0),
                                std::max<std::int64_t>(columns, 0)};
  const ndarray mask = ndarray::zeros(shape, DType::kBool);
  bool* row = mask.data_as<bool>();
  for (std::int64_t i = 0; i < shape[0]; ++i, row += shape[1]) {
    std::fill_n(row, std::clamp<std::int64_t>(i + k + 1, 0, shape[1]), true);
  }
  return cast_to(mask, dtype);
}

namespace {

ndarray triangle_mask(const ndarray& m, std::int64_t k) {
  if (m.ndim() == 0) raise_type_error("tri() needs at least one dimension");
  const std::int64_t columns = m.shape(m.ndim() - 1);
  const std::int64_t rows = m.ndim() > 1 ? m.shape(m.ndim() - 2) : columns;
  return tri(rows, columns, k, DType::kBool);
}

}  // namespace

ndarray tril(const ndarray& m, std::int64_t k) {
  return where(triangle_mask(m, k), m, ndarray::zeros({}, m.dtype()))[0];
}

ndarray triu(const ndarray& m, std::int64_t k) {
  return where(triangle_mask(m, k - 1), ndarray::zeros({}, m.dtype()), m)[0];
}

ResultTuple meshgrid(std::span<const ndarray> xi, bool copy, bool sparse,
                     std::string_view indexing) {
  if (indexing != "xy" && indexing != "ij") {
    raise_value_error("Valid values for `indexing` are 'xy' and 'ij'.");
  }
  const int n = static_cast<int>(xi.size());
  const bool swap = indexing == "xy" && n > 1;
  Shape full(n);
  Results results;
  for (int i = 0; i < n; ++i) {
    const int axis = swap && i < 2 ? 1 - i : i;
    full[axis] = xi[i].size();
    Shape shape(n, 1);
    shape[axis] = -1;
    if (xi[i].size() == 0) shape[axis] = 0;
    results.push_back(strong(xi[i]).reshape(span_of(shape)));
  }
  for (ndarray& result : results) {
    if (!sparse) result = result.broadcast_to(span_of(full));
    if (copy) result = result.copy('C');
  }
  return results;
}

OneOrTuple indices(IntSpan dimensions, DType dtype, bool sparse) {
  const int n = static_cast<int>(dimensions.size());
  Results open;
  for (int i = 0; i < n; ++i) {
    Shape shape(n, 1);
    shape[i] = dimensions[i];
    open.push_back(
        cast_to(ndarray::arange(dimensions[i]), dtype).reshape(span_of(shape)));
  }
  if (sparse) return OneOrTuple(open, true);
  Shape shape = to_shape(dimensions);
  shape.insert(shape.begin(), n);
  const ndarray result = ndarray::empty(span_of(shape), dtype);
  for (int i = 0; i < n; ++i) copy_into(select_axis(result, 0, i), open[i]);
  return Results{result};
}

}  // namespace tnp::ops
