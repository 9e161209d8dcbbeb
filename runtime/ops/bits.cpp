/// Bits packed into bytes, and back.
#include "runtime/ops/manipulation.h"

namespace tnp::ops {
namespace {

/// Whether the first of eight bits is the highest. ValueError for other words.
bool is_big(std::string_view bitorder) {
  if (bitorder == "big" || bitorder == "little") return bitorder == "big";
  raise_value_error("'order' must be either 'little' or 'big'");
}

int shift_of(std::int64_t bit, bool big) {
  const int place = static_cast<int>(bit % 8);
  return big ? 7 - place : place;
}

/// Lines of `n` along the last axis.
struct Lines {
  ndarray array;
  int axis;
  std::int64_t n;
  std::int64_t count;
};

Lines lines_of(const ndarray& a, MaybeInt axis, DType dtype,
               std::string_view function) {
  const ndarray given = axis ? a : flattened(a);
  const int place = axis ? normalize_axis(*axis, given.ndim()) : 0;
  const ndarray last =
      move_axis(with_ndim(given, 1), place, std::max(given.ndim(), 1) - 1);
  const ndarray array = packed(last, dtype, function);
  const std::int64_t n = array.shape(array.ndim() - 1);
  std::int64_t count = 1;
  for (int i = 0; i < array.ndim() - 1; ++i) count *= array.shape(i);
  return {array, place, n, count};
}

ndarray moved_back(const ndarray& a, const Lines& lines,
                   const ndarray& result) {
  return beside(a, move_axis(result, result.ndim() - 1, lines.axis));
}

}  // namespace

ndarray packbits(const ndarray& a, MaybeInt axis, std::string_view bitorder) {
  if (!is_bool(a.dtype()) && !is_integer(a.dtype())) {
    raise_type_error("Expected an input array of integer or boolean data type");
  }
  const bool big = is_big(bitorder);
  const Lines lines = lines_of(a, axis, DType::kBool, "packbits");
  const std::int64_t bytes = (lines.n + 7) / 8;
  const int last = lines.array.ndim() - 1;
  const ndarray result = ndarray::zeros(
      span_of(with_extent(lines.array.shape(), last, bytes)), DType::kUInt8);
  const auto* bits = lines.array.data_as<bool>();
  auto* out = result.data_as<std::uint8_t>();
  for (std::int64_t line = 0; line < lines.count; ++line) {
    for (std::int64_t i = 0; i < lines.n; ++i) {
      out[i / 8] =
          static_cast<std::uint8_t>(out[i / 8] | bits[i] << shift_of(i, big));
    }
    bits += lines.n;
    out += bytes;
  }
  return moved_back(a, lines, result);
}

ndarray unpackbits(const ndarray& a, MaybeInt axis, MaybeInt count,
                   std::string_view bitorder) {
  if (a.dtype() != DType::kUInt8) {
    raise_type_error("Expected an input array of unsigned byte data type");
  }
  const bool big = is_big(bitorder);
  const Lines lines = lines_of(a, axis, DType::kUInt8, "unpackbits");
  const std::int64_t all = 8 * lines.n;
  std::int64_t n = count.value_or(all);
  if (n < 0) {
    n += all;
    if (n < 0) {
      raise_value_error("-count larger than number of elements");
    }
  }
  const int last = lines.array.ndim() - 1;
  const ndarray result = ndarray::zeros(
      span_of(with_extent(lines.array.shape(), last, n)), DType::kUInt8);
  const auto* bytes = lines.array.data_as<std::uint8_t>();
  auto* out = result.data_as<std::uint8_t>();
  for (std::int64_t line = 0; line < lines.count; ++line) {
    for (std::int64_t i = 0; i < std::min(n, all); ++i) {
      out[i] = bytes[i / 8] >> shift_of(i, big) & 1;
    }
    bytes += lines.n;
    out += n;
  }
  return moved_back(a, lines, result);
}

}  // namespace tnp::ops
