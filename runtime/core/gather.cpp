#include "runtime/core/gather.h"

#include <algorithm>
#include <cstring>

#include "runtime/core/basic_index.h"
#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/indexing.h"
#include "runtime/core/indirect_index.h"
#include "runtime/core/strided.h"

namespace tnp {
namespace {

struct Bytes16 {
  std::uint64_t low;
  std::uint64_t high;
};

/// Calls `body` with an unsigned value as wide as an element.
template <typename Body>
void dispatch_width(std::int64_t itemsize, Body&& body) {
  switch (itemsize) {
    case 1:
      return body(std::uint8_t{});
    case 2:
      return body(std::uint16_t{});
    case 4:
      return body(std::uint32_t{});
    case 8:
      return body(std::uint64_t{});
    default:
      return body(Bytes16{});
  }
}

void copy_block(const PairLayout& layout, std::int64_t item) {
  dispatch_width(item, [&]<typename T>(T) {
    for_each_run(layout, [](char* target, std::int64_t target_stride,
                            const char* source, std::int64_t source_stride,
                            std::int64_t n) {
      constexpr auto kItem = static_cast<std::int64_t>(sizeof(T));
      if (target_stride == kItem && source_stride == kItem) {
        std::memcpy(target, source, static_cast<std::size_t>(n) * sizeof(T));
        return;
      }
      for (std::int64_t i = 0; i < n; ++i) {
        std::memcpy(target + i * target_stride, source + i * source_stride,
                    sizeof(T));
      }
    });
  });
}

}  // namespace

void gather(const ndarray& target, const ndarray& sub,
            std::span<const std::int64_t> offsets) {
  const std::int64_t item = sub.itemsize();
  char* out = target.data();
  if (sub.size() == 1) {
    dispatch_width(item, [&]<typename T>(T) {
      for (std::int64_t offset : offsets) {
        std::memcpy(out, sub.data() + offset, sizeof(T));
        out += sizeof(T);
      }
    });
    return;
  }
  const std::int64_t block = sub.size() * item;
  if (sub.is_c_contiguous()) {
    for (std::int64_t offset : offsets) {
      std::memcpy(out, sub.data() + offset, static_cast<std::size_t>(block));
      out += block;
    }
    return;
  }
  const int lead = target.ndim() - sub.ndim();
  PairLayout layout = simplify_pair(out, target.strides().subspan(lead),
                                    sub.data(), sub.strides(), sub.shape());
  const char* source = layout.source;
  for (std::int64_t offset : offsets) {
    layout.source = source + offset;
    copy_block(layout, item);
    layout.target += block;
  }
}

void scatter(const ndarray& sub, std::span<const std::int64_t> offsets,
             const ndarray& value) {
  const std::int64_t item = sub.itemsize();
  const int lead = value.ndim() - sub.ndim();
  // One row of byte offsets into `value`, one for each target.
  const ndarray blocks = value.view(value.data(), value.shape().first(lead),
                                    value.strides().first(lead));
  PairLayout layout = simplify_pair(sub.data(), sub.strides(), value.data(),
                                    value.strides().subspan(lead), sub.shape());
  char* const target = layout.target;
  const char* const source = layout.source;
  Shape index(lead, 0);
  std::int64_t where = 0;
  for (std::int64_t offset : offsets) {
    layout.target = target + offset;
    layout.source = source + where;
    copy_block(layout, item);
    for (int axis = lead - 1; axis >= 0; --axis) {
      where += blocks.stride(axis);
      if (++index[axis] < blocks.shape(axis)) break;
      where -= blocks.stride(axis) * blocks.shape(axis);
      index[axis] = 0;
    }
  }
}

namespace {

/// The index counted from the start, for one that is not in [0, extent).
/// IndexError when it is out of bounds.
std::int64_t wrapped(std::int64_t index, std::int64_t extent) {
  if (index < -extent || index >= extent) {
    raise_index_out_of_bounds(index, 0, extent);
  }
  return index + extent;
}

bool is_within(std::int64_t index, std::int64_t extent) {
  return static_cast<std::uint64_t>(index) < static_cast<std::uint64_t>(extent);
}

/// Whether an index is not in [0, extent): a sign bit, which vectorises.
bool has_outside(const std::int64_t* values, std::int64_t n,
                 std::int64_t extent) {
  std::uint64_t bits = 0;
  const auto last = static_cast<std::uint64_t>(extent - 1);
  for (std::int64_t i = 0; i < n; ++i) {
    const auto value = static_cast<std::uint64_t>(values[i]);
    bits |= value | (last - value);
  }
  return static_cast<std::int64_t>(bits) < 0;
}

}  // namespace

ndarray get_indexed(const ndarray& a, const ndarray& indices) {
  const ndarray packed = indices.contiguous();
  ndarray result = ndarray::empty(indices.shape(), a.dtype());
  const auto* values = packed.data_as<const std::int64_t>();
  // Copies in locals: bytes that are written might alias the arrays' members.
  const std::int64_t extent = a.shape(0);
  const std::int64_t n = packed.size();
  const std::int64_t stride = a.stride(0);
  const char* const source = a.data();
  char* const target = result.data();
  dispatch_width(a.itemsize(), [=]<typename T>(T) {
    for (std::int64_t i = 0; i < n; ++i) {
      std::int64_t index = values[i];
      if (!is_within(index, extent)) [[unlikely]] {
        index = wrapped(index, extent);
      }
      std::memcpy(target + i * static_cast<std::int64_t>(sizeof(T)),
                  source + index * stride, sizeof(T));
    }
  });
  return result;
}

void set_indexed(const ndarray& a, const ndarray& indices,
                 const ndarray& value) {
  const ndarray packed = indices.contiguous();
  const ndarray source = value.contiguous();
  const std::int64_t extent = a.shape(0);
  const std::int64_t step = value.ndim() == 0 ? 0 : a.itemsize();
  const auto* values = packed.data_as<const std::int64_t>();
  const std::int64_t n = packed.size();
  const std::int64_t stride = a.stride(0);
  const char* const from = source.data();
  char* const target = a.data();
  // All are checked before anything is written.
  const bool counted_from_end = has_outside(values, n, extent);
  if (counted_from_end) {
    for (std::int64_t i = 0; i < n; ++i) {
      if (!is_within(values[i], extent)) wrapped(values[i], extent);
    }
  }
  const std::int64_t shift = counted_from_end ? extent : 0;
  dispatch_width(a.itemsize(), [=]<typename T>(T) {
    for (std::int64_t i = 0; i < n; ++i) {
      // No choice: it would be a branch.
      const std::int64_t index = values[i] + (values[i] >> 63 & shift);
      std::memcpy(target + index * stride, from + i * step, sizeof(T));
    }
  });
}

namespace {

/// Bytes from one element to the next of packed elements or of a vector.
std::int64_t walk_step(const ndarray& a) {
  return a.ndim() == 1 ? a.stride(0) : a.itemsize();
}

}  // namespace

std::int64_t count_true(const ndarray& mask) {
  const auto* flags = mask.data_as<const std::uint8_t>();
  const std::int64_t n = mask.size();
  std::int64_t count = 0;
  for (std::int64_t start = 0; start < n; start += 255) {
    // Sums of bytes vectorise best in bytes, and 255 of them fit one.
    const std::int64_t end = std::min<std::int64_t>(n, start + 255);
    std::uint8_t block = 0;
    for (std::int64_t i = start; i < end; ++i) block += flags[i] != 0;
    count += block;
  }
  return count;
}

ndarray get_masked(const ndarray& a, const ndarray& mask) {
  const std::int64_t count = count_true(mask);
  ndarray result = ndarray::empty({&count, 1}, a.dtype());
  const auto* flags = mask.data_as<const std::uint8_t>();
  const std::int64_t walk = walk_step(a);
  const char* const source = a.data();
  char* const target = result.data();
  dispatch_width(a.itemsize(), [=]<typename T>(T) {
    // Every element is copied and the next overwrites one that was not asked
    // for: a random mask then costs no mispredicted branches.
    std::int64_t found = 0;
    for (std::int64_t i = 0; found < count; ++i) {
      std::memcpy(target + found * static_cast<std::int64_t>(sizeof(T)),
                  source + i * walk, sizeof(T));
      found += flags[i] != 0;
    }
  });
  return result;
}

void set_masked(const ndarray& a, const ndarray& mask, const ndarray& value) {
  const std::int64_t count = count_true(mask);
  if (value.size() != 1 && value.size() != count) {
    raise_value_error("NumPy boolean array indexing assignment cannot assign " +
                      std::to_string(value.size()) + " input values to the " +
                      std::to_string(count) +
                      " output values where the mask is true");
  }
  const std::int64_t step = value.size() == 1 ? 0 : value.stride(0);
  const auto* flags = mask.data_as<const std::uint8_t>();
  const std::int64_t walk = walk_step(a);
  dispatch_width(a.itemsize(), [&]<typename T>(T) {
    const char* source = value.data();
    char* target = a.data();
    for (std::int64_t i = 0; i < mask.size(); ++i) {
      if (flags[i]) {
        std::memcpy(target, source, sizeof(T));
        source += step;
      }
      target += walk;
    }
  });
}

std::vector<ndarray> nonzero(const ndarray& a) {
  if (!a.is_direct()) return nonzero_indirect(a);
  const ndarray mask = astype(a, DType::kBool, Casting::kUnsafe, 'C', false);
  const std::int64_t count = count_true(mask);
  std::vector<ndarray> result;
  for (int i = 0; i < a.ndim(); ++i) {
    result.push_back(ndarray::empty({&count, 1}, DType::kInt64));
  }
  const auto* flags = mask.data_as<const std::uint8_t>();
  if (a.ndim() == 1) {
    std::int64_t* const out = result[0].data_as<std::int64_t>();
    std::int64_t found = 0;
    for (std::int64_t i = 0; found < count; ++i) {
      out[found] = i;
      found += flags[i] != 0;
    }
    return result;
  }
  Shape index(a.ndim(), 0);
  std::int64_t found = 0;
  for (std::int64_t i = 0; i < mask.size(); ++i) {
    if (flags[i]) {
      for (int axis = 0; axis < a.ndim(); ++axis) {
        result[axis].data_as<std::int64_t>()[found] = index[axis];
      }
      ++found;
    }
    for (int axis = a.ndim() - 1; axis >= 0; --axis) {
      if (++index[axis] < a.shape(axis)) break;
      index[axis] = 0;
    }
  }
  return result;
}

}  // namespace tnp
