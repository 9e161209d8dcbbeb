/// Padding, axis by axis as NumPy does it: each axis sees the corners already
/// filled by the earlier ones.
#include <algorithm>
#include <array>

#include "runtime/core/tensor.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/statistics.h"

namespace tnp::ops {
namespace {

using Pair = std::array<std::int64_t, 2>;

/// `values` broadcast to one pair per axis.
ndarray pairs_of(const ndarray& values, int ndim) {
  const std::int64_t shape[] = {ndim, 2};
  return values.broadcast_to(shape);
}

std::vector<Pair> int_pairs(const ndarray& values, int ndim,
                            std::string_view what) {
  const std::vector<std::int64_t> flat =
      int_values(pairs_of(values, ndim), what);
  std::vector<Pair> pairs(ndim);
  for (int i = 0; i < ndim; ++i) {
    pairs[i] = {flat[2 * i], flat[2 * i + 1]};
    if (pairs[i][0] < 0 || pairs[i][1] < 0) {
      raise_value_error("index can't contain negative values");
    }
  }
  return pairs;
}

/// The array being filled along one axis: `before` and `after` positions
/// surround the `length` ones that hold values.
struct Region {
  ndarray padded;
  int axis;
  std::int64_t before;
  std::int64_t length;
  std::int64_t after;

  ndarray part(std::int64_t start, std::int64_t n,
               std::int64_t step = 1) const {
    return slice_axis(padded, axis, start, n, step);
  }
  void set(std::int64_t start, std::int64_t n, const ndarray& value) const {
    if (n > 0) copy_into(part(start, n), value);
  }
};

void pad_linear_ramp(const Region& r, const ndarray& ends) {
  // Each side is linspace(end value, edge) without the edge.
  const auto side = [&](std::int64_t start, std::int64_t n, std::int64_t edge,
                        const ndarray& end, bool reversed) {
    if (n == 0) return;
    const ndarray target = r.part(start, n);
    const ndarray at = r.part(edge, 1);
    const ndarray from = cast_to(end, DType::kFloat64);
    const ndarray step = divide(subtract(at, from), number(n));
    ndarray count = ndarray::arange(n);
    Shape shape(r.padded.ndim(), 1);
    shape[r.axis] = n;
    if (reversed) count = slice_axis(count, 0, n - 1, n, -1);
    ndarray ramp = add(multiply(count.reshape(span_of(shape)), step), from);
    if (is_integer(r.padded.dtype())) ramp = call_unary(ufuncs::floor, ramp);
    copy_into(target, ramp);
  };
  side(0, r.before, r.before, select_axis(ends, 0, 0), false);
  side(r.before + r.length, r.after, r.before + r.length - 1,
       select_axis(ends, 0, 1), true);
}

ndarray statistic(const Region& r, std::string_view mode, std::int64_t start,
                  std::int64_t n) {
  const ndarray chunk = r.part(start, n);
  const std::int64_t axis[] = {r.axis};
  const ReduceOptions options = over_axes(axis, true);
  if (mode == "maximum") return reduce(Reduction::kMax, chunk, options);
  if (mode == "minimum") return reduce(Reduction::kMin, chunk, options);
  ndarray value;
  if (mode == "median") {
    value = median(chunk, axis, {}, false, true);
  } else {
    value = mean(chunk, axis, {}, {}, true, {});
  }
  return is_integer(r.padded.dtype()) ? call_unary(ufuncs::rint, value) : value;
}

void pad_statistic(const Region& r, std::string_view mode, Pair lengths) {
  const auto bounded = [&](std::int64_t n) {
    return n < 0 ? r.length : std::min(n, r.length);
  };
  const std::int64_t left = bounded(lengths[0]);
  const std::int64_t right = bounded(lengths[1]);
  if ((left == 0 || right == 0) && (mode == "maximum" || mode == "minimum")) {
    raise_value_error("stat_length of 0 yields no value for padding");
  }
  const ndarray before = statistic(r, mode, r.before, left);
  const ndarray after = statistic(r, mode, r.before + r.length - right, right);
  r.set(0, r.before, before);
  r.set(r.before + r.length, r.after, after);
}

/// Fills from both sides, in rounds when the pad is longer than the data. A
/// round mirrors whole periods of the data only.
void pad_reflect(Region r, bool odd, bool include_edge) {
  const std::int64_t edge_offset = include_edge ? 1 : 0;
  const std::int64_t period = r.length - 1 + edge_offset;
  while (r.before > 0 || r.after > 0) {
    const std::int64_t old = (r.length - 1 + edge_offset) / period * period;
    const auto mirrored = [&](std::int64_t first, std::int64_t n,
                              std::int64_t edge) {
      ndarray chunk = r.part(first, n, -1);
      if (!odd) return chunk;
      return subtract(multiply(number(2), r.part(edge, 1)), chunk);
    };
    const std::int64_t left = std::min(old, r.before);
    if (left > 0) {
      r.set(r.before - left, left,
            mirrored(r.before + left - edge_offset, left, r.before));
    }
    const std::int64_t end = r.before + r.length;
    const std::int64_t right = std::min(old, r.after);
    if (right > 0) {
      r.set(end, right, mirrored(end - 2 + edge_offset, right, end - 1));
    }
    r.before -= left;
    r.after -= right;
    r.length += left + right;
  }
}

void pad_wrap(const Region& r) {
  // Position p holds the value of p - before modulo the data's length.
  for (std::int64_t p = r.before - 1; p >= 0; --p) {
    r.set(p, 1, r.part(p + r.length, 1));
  }
  const std::int64_t end = r.before + r.length;
  for (std::int64_t p = end; p < end + r.after; ++p) {
    r.set(p, 1, r.part(p - r.length, 1));
  }
}

}  // namespace

ndarray pad(const ndarray& array, const ndarray& pad_width,
            std::string_view mode, const MaybeArray& constant_values,
            const MaybeArray& end_values, const MaybeArray& stat_length,
            std::optional<std::string_view> reflect_type) {
  if (pad_width.size() > 0 && !is_integer(pad_width.dtype())) {
    raise_type_error("`pad_width` must be of integral type.");
  }
  const int ndim = array.ndim();
  const std::vector<Pair> width = int_pairs(pad_width, ndim, "pad");
  Shape shape = to_shape(array.shape());
  for (int i = 0; i < ndim; ++i) shape[i] += width[i][0] + width[i][1];
  const ndarray padded =
      array.is_direct()
          ? ndarray::empty(
                span_of(shape), array.dtype(),
                array.is_f_contiguous() && !array.is_c_contiguous() ? 'F' : 'C')
          : from_tensor(to_tensor(array).new_empty(shape));
  ndarray middle = padded;
  for (int i = 0; i < ndim; ++i) {
    middle = slice_axis(middle, i, width[i][0], array.shape(i));
  }
  copy_into(middle, array);
  const ndarray zero = number(0);
  const ndarray values =
      pairs_of(mode == "linear_ramp" ? end_values.value_or(zero)
                                     : constant_values.value_or(zero),
               ndim);
  std::vector<Pair> lengths(ndim, Pair{-1, -1});
  if (stat_length) lengths = int_pairs(*stat_length, ndim, "pad");
  // Along axis i the later axes still hold data only, as in NumPy.
  for (int i = 0; i < ndim; ++i) {
    ndarray view = padded;
    for (int j = i + 1; j < ndim; ++j) {
      view = slice_axis(view, j, width[j][0], array.shape(j));
    }
    const Region r{view, i, width[i][0], array.shape(i), width[i][1]};
    if (r.before == 0 && r.after == 0 && !stat_length) continue;
    const std::int64_t end = r.before + r.length;
    const ndarray ends = select_axis(values, 0, i);
    if (mode == "constant") {
      r.set(0, r.before, select_axis(ends, 0, 0));
      r.set(end, r.after, select_axis(ends, 0, 1));
      continue;
    }
    if (mode == "empty") continue;
    if (r.length == 0) {
      raise_value_error("can't extend empty axis " + std::to_string(i) +
                        " using modes other than 'constant' or 'empty'");
    }
    if (mode == "edge" ||
        (r.length == 1 && (mode == "reflect" || mode == "symmetric"))) {
      r.set(0, r.before, r.part(r.before, 1));
      r.set(end, r.after, r.part(end - 1, 1));
    } else if (mode == "linear_ramp") {
      pad_linear_ramp(r, ends);
    } else if (mode == "wrap") {
      pad_wrap(r);
    } else if (mode == "reflect" || mode == "symmetric") {
      pad_reflect(r, reflect_type && *reflect_type == "odd",
                  mode == "symmetric");
    } else {
      pad_statistic(r, mode, lengths[i]);
    }
  }
  return padded;
}

}  // namespace tnp::ops
