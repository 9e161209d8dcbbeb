/// Arrays from shapes, ranges and other arrays.
#pragma once

#include <span>

#include "runtime/ops/support.h"

namespace tnp::ops {

using MaybeString = std::optional<std::string_view>;

/// An array with the shape and type of `a` unless told otherwise: order 'K'
/// keeps the order of its axes in memory.
/// Errors: ValueError for an unknown order or a device other than "cpu".
ndarray empty_like(const ndarray& prototype, MaybeDType dtype,
                   std::string_view order, bool subok, MaybeAxes shape,
                   MaybeString device);
ndarray zeros_like(const ndarray& a, MaybeDType dtype, std::string_view order,
                   bool subok, MaybeAxes shape, MaybeString device);
ndarray ones_like(const ndarray& a, MaybeDType dtype, std::string_view order,
                  bool subok, MaybeAxes shape, MaybeString device);
ndarray full_like(const ndarray& a, const ndarray& fill_value, MaybeDType dtype,
                  std::string_view order, bool subok, MaybeAxes shape,
                  MaybeString device);

/// `fill_value` broadcast to `shape`; its own type when `dtype` is not given.
ndarray full(IntSpan shape, const ndarray& fill_value, MaybeDType dtype,
             std::string_view order, MaybeString device);

/// [N, M] with ones on diagonal `k`; M defaults to N.
ndarray eye(std::int64_t n, MaybeInt m, std::int64_t k, DType dtype,
            std::string_view order, MaybeString device);
ndarray identity(std::int64_t n, MaybeDType dtype);

/// `num` values from `start` to `stop` along a new `axis`; with `retstep` the
/// step too. Integers round towards minus infinity.
OneOrTuple linspace(const ndarray& start, const ndarray& stop, std::int64_t num,
                    bool endpoint, bool retstep, MaybeDType dtype,
                    std::int64_t axis, MaybeString device);
/// base ** linspace(start, stop).
ndarray logspace(const ndarray& start, const ndarray& stop, std::int64_t num,
                 bool endpoint, const ndarray& base, MaybeDType dtype,
                 std::int64_t axis);
/// From `start` to `stop` in equal ratios. ValueError when either is zero.
ndarray geomspace(const ndarray& start, const ndarray& stop, std::int64_t num,
                  bool endpoint, MaybeDType dtype, std::int64_t axis);

/// A matrix with `v` on diagonal `k`, or a copy of that diagonal.
ndarray diag(const ndarray& v, std::int64_t k);
ndarray diagflat(const ndarray& v, std::int64_t k);
ndarray tri(std::int64_t n, MaybeInt m, std::int64_t k, DType dtype);
ndarray tril(const ndarray& m, std::int64_t k);
ndarray triu(const ndarray& m, std::int64_t k);
ndarray vander(const ndarray& x, MaybeInt n, bool increasing);

/// Coordinate arrays of a grid; `indexing` "xy" swaps the first two axes.
ResultTuple meshgrid(std::span<const ndarray> xi, bool copy, bool sparse,
                     std::string_view indexing);
/// The indices of a grid: [N, *dimensions], or with `sparse` N open arrays.
OneOrTuple indices(IntSpan dimensions, DType dtype, bool sparse);

ndarray copy(const ndarray& a, std::string_view order, bool subok);
ndarray ascontiguousarray(const ndarray& a, MaybeDType dtype);
ndarray asfortranarray(const ndarray& a, MaybeDType dtype);

}  // namespace tnp::ops
