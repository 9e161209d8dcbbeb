#include "runtime/core/sort.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <memory>
#include <new>
#include <numeric>
#include <span>
#include <type_traits>

#include "runtime/core/bucket_sort.h"
#include "runtime/core/cast.h"
#include "runtime/core/element.h"
#include "runtime/core/errors.h"
#include "runtime/core/lanes.h"
#include "runtime/core/long_work.h"
#include "runtime/core/order.h"
#include "runtime/loops/column_sort.h"
#include "runtime/loops/float_sort.h"

namespace tnp {
namespace {

template <std::size_t kBytes>
struct UnsignedOf;
template <>
struct UnsignedOf<1> {
  using type = std::uint8_t;
};
template <>
struct UnsignedOf<2> {
  using type = std::uint16_t;
};
template <>
struct UnsignedOf<4> {
  using type = std::uint32_t;
};
template <>
struct UnsignedOf<8> {
  using type = std::uint64_t;
};
template <typename T>
using KeyType = typename UnsignedOf<is_complex_v<T> ? 8 : sizeof(T)>::type;

template <typename T>
constexpr bool kHasKeys = !is_complex_v<T>;
template <typename T>
constexpr bool kIsFloat = std::is_floating_point_v<T> || is_half_v<T>;
template <typename T>
constexpr KeyType<T> kSignBit = KeyType<T>{1} << (8 * sizeof(T) - 1);

/// An element's bits as an unsigned integer of the same order. nan is left
/// out, and -0.0 comes before 0.0, which are equal.
template <typename T>
KeyType<T> key_from_bits(KeyType<T> bits) {
  if constexpr (kIsFloat<T>) {
    return bits & kSignBit<T> ? static_cast<KeyType<T>>(~bits)
                              : static_cast<KeyType<T>>(bits | kSignBit<T>);
  } else if constexpr (std::is_signed_v<T>) {
    return bits ^ kSignBit<T>;
  } else {
    return bits;
  }
}

template <typename T>
KeyType<T> bits_from_key(KeyType<T> key) {
  if constexpr (kIsFloat<T>) {
    return key & kSignBit<T> ? static_cast<KeyType<T>>(key ^ kSignBit<T>)
                             : static_cast<KeyType<T>>(~key);
  } else if constexpr (std::is_signed_v<T>) {
    return key ^ kSignBit<T>;
  } else {
    return key;
  }
}

template <typename T>
constexpr DType kFloatDType =
    std::is_same_v<T, double> ? DType::kFloat64 : DType::kFloat32;

template <typename T>
KeyType<T> bits_of(const T& value) {
  KeyType<T> bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// Moves every nan behind the numbers, in order; returns how many are before.
template <typename T>
std::size_t move_nans_back(T* values, std::size_t n) {
  std::size_t nans = 0;
  for (std::size_t i = 0; i < n; ++i) nans += element_is_nan(values[i]);
  if (nans == 0) return n;
  std::stable_partition(values, values + n,
                        [](T v) { return !element_is_nan(v); });
  return n - nans;
}

/// False where this processor has no such sort, and where there is a nan or
/// -0.0, whose place among zeros a sort that is not stable loses.
template <typename T>
bool sort_floats(T* values, std::size_t n) {
  static const loops::FloatSort* const loop = loops::float_sort(kFloatDType<T>);
  char* const data = reinterpret_cast<char*>(values);
  const auto count = static_cast<std::int64_t>(n);
  if (loop == nullptr || count < loops::FloatSort::kLeast ||
      loop->has_special(data, count)) {
    return false;
  }
  loop->sort(data, count);
  return true;
}

/// Sorts contiguous lanes of one length; keeps its memory between them.
template <typename T>
class LaneSorter {
 public:
  explicit LaneSorter(std::int64_t n) : n_(static_cast<std::size_t>(n)) {}

  void sort(T* values) {
    if constexpr (kHasKeys<T>) {
      std::size_t n = n_;
      if constexpr (std::is_floating_point_v<T>) {
        if (sort_floats(values, n)) return;
      }
      if constexpr (kIsFloat<T>) n = move_nans_back(values, n_);
      if constexpr (std::is_floating_point_v<T>) {
        if (n < n_ && sort_floats(values, n)) return;
      }
      if (sort_by_key(values, n)) return;
    }
    std::stable_sort(values, values + n_, element_less<T>);
  }

  /// Writes the positions that sort `values`.
  void argsort(const T* values, std::int64_t* positions) {
    if constexpr (kHasKeys<T>) {
      if constexpr (sizeof(T) <= 4) {
        if (n_ <= std::numeric_limits<std::uint32_t>::max()) {
          argsort_packed(values, positions);
          return;
        }
      }
      argsort_pairs(values, positions);
    } else {
      std::iota(positions, positions + n_, std::int64_t{0});
      std::stable_sort(positions, positions + n_,
                       [&](std::int64_t x, std::int64_t y) {
                         return element_less<T>(values[x], values[y]);
                       });
    }
  }

 private:
  using Key = KeyType<T>;
  struct Pair {
    Key key;
    std::int64_t position;
  };

  /// The key for positions: -0.0 equals 0.0, and every nan comes last.
  static Key order_key(const T& value) {
    if constexpr (kIsFloat<T>) {
      if (element_is_nan(value)) return std::numeric_limits<Key>::max();
    }
    Key bits = bits_of(value);
    if constexpr (kIsFloat<T>) {
      if (bits == kSignBit<T>) bits = 0;
    }
    return key_from_bits<T>(bits);
  }

  /// False when -0.0 occurs, whose place among zeros only values can tell.
  bool sort_by_key(T* values, std::size_t n) {
    Key* keys = memory<Key>();
    bool has_negative_zero = false;
    for (std::size_t i = 0; i < n; ++i) {
      const Key bits = bits_of(values[i]);
      if constexpr (kIsFloat<T>) has_negative_zero |= bits == kSignBit<T>;
      keys[i] = key_from_bits<T>(bits);
    }
    if (has_negative_zero) return false;
    if constexpr (std::is_floating_point_v<T>) {
      bucket_sort_floats(keys, keys + n, n, [](Key key) {
        return std::bit_cast<T>(bits_from_key<T>(key));
      });
    } else {
      bucket_sort(keys, keys + n, n, [](Key key) { return key; });
    }
    for (std::size_t i = 0; i < n; ++i) {
      const Key bits = bits_from_key<T>(keys[i]);
      std::memcpy(&values[i], &bits, sizeof bits);
    }
    return true;
  }

  /// Key and position in one word.
  void argsort_packed(const T* values, std::int64_t* positions) {
    auto* items = memory<std::uint64_t>();
    for (std::size_t i = 0; i < n_; ++i) {
      items[i] = std::uint64_t{order_key(values[i])} << 32 | i;
    }
    bucket_sort(items, items + n_, n_, [](std::uint64_t item) {
      return static_cast<std::uint32_t>(item >> 32);
    });
    for (std::size_t i = 0; i < n_; ++i) {
      positions[i] = static_cast<std::int64_t>(items[i] & 0xffffffffu);
    }
  }

  void argsort_pairs(const T* values, std::int64_t* positions) {
    Pair* items = memory<Pair>();
    for (std::size_t i = 0; i < n_; ++i) {
      items[i] = {order_key(values[i]), static_cast<std::int64_t>(i)};
    }
    bucket_sort(items, items + n_, n_,
                [](const Pair& pair) { return pair.key; });
    for (std::size_t i = 0; i < n_; ++i) positions[i] = items[i].position;
  }

  /// Room for the items of a whole lane and as many spare ones: a lane without
  /// nan may follow one that has few numbers.
  template <typename Item>
  Item* memory() {
    if (!memory_) memory_.reset(new std::byte[2 * n_ * sizeof(Item)]);
    return reinterpret_cast<Item*>(memory_.get());
  }

  std::size_t n_;
  std::unique_ptr<std::byte[]> memory_;
};

/// Bools order as bytes.
DType order_type(const ndarray& a) {
  return is_bool(a.dtype()) ? DType::kUInt8 : a.dtype();
}

/// Lanes that lie side by side share cache lines, and so are read together.
constexpr std::int64_t kLanesTogether = 16;

/// An axis other than `axis` whose neighbours are adjacent, or -1.
int adjacent_axis(const ndarray& a, int axis) {
  for (int i = 0; i < a.ndim(); ++i) {
    if (i != axis && a.stride(i) == a.itemsize() && a.shape(i) > 1) return i;
  }
  return -1;
}

/// The array without the axis: one element for each of its lanes.
ndarray without_axis(const ndarray& a, int axis) {
  Shape shape = to_shape(a.shape());
  shape[axis] = 1;
  return a.view(a.data(), span_of(shape), a.strides());
}

template <typename T>
void copy_lane(const char* from, std::int64_t step, T* to, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) {
    std::memcpy(&to[i], from + i * step, sizeof(T));
  }
}

/// Lanes that lie side by side.
template <typename T>
class AdjacentLanes {
 public:
  AdjacentLanes(DType dtype, std::int64_t n, std::int64_t step)
      : n_(n),
        step_(step),
        sorter_(n),
        columns_(n <= loops::ColumnSort::kMostRows ? loops::column_sort(dtype)
                                                   : nullptr),
        together_(columns_ ? columns_->width : kLanesTogether),
        memory_(new(std::align_val_t{kAlignment})
                    T[static_cast<std::size_t>(n * together_)]) {}

  void sort(char* data, std::int64_t width) {
    for (std::int64_t first = 0; first < width; first += together_) {
      char* lanes = data + first * kItem;
      const std::int64_t count = std::min(together_, width - first);
      if (columns_ && columns_->sort(lanes, step_, n_, count,
                                     reinterpret_cast<char*>(memory_.get()))) {
        continue;
      }
      sort_one_by_one(lanes, count);
    }
  }

 private:
  static constexpr std::size_t kAlignment = 64;
  static constexpr std::int64_t kItem = sizeof(T);
  struct Release {
    void operator()(T* items) const {
      ::operator delete[](items, std::align_val_t{kAlignment});
    }
  };

  void sort_one_by_one(char* data, std::int64_t count) {
    T* lanes = memory_.get();
    for (std::int64_t i = 0; i < n_; ++i) {
      for (std::int64_t k = 0; k < count; ++k) {
        std::memcpy(&lanes[k * n_ + i], data + i * step_ + k * kItem, kItem);
      }
    }
    for (std::int64_t k = 0; k < count; ++k) sorter_.sort(&lanes[k * n_]);
    for (std::int64_t i = 0; i < n_; ++i) {
      for (std::int64_t k = 0; k < count; ++k) {
        std::memcpy(data + i * step_ + k * kItem, &lanes[k * n_ + i], kItem);
      }
    }
  }

  std::int64_t n_;
  std::int64_t step_;
  LaneSorter<T> sorter_;
  const loops::ColumnSort* columns_;
  std::int64_t together_;
  std::unique_ptr<T[], Release> memory_;
};

template <typename T>
void sort_gathered(const ndarray& a, int axis) {
  const int side = adjacent_axis(a, axis);
  const std::int64_t width = side < 0 ? 1 : a.shape(side);
  const ndarray starts = side < 0 ? a : without_axis(a, side);
  AdjacentLanes<T> lanes(order_type(a), a.shape(axis), a.stride(axis));
  for_each_lane<1>({&starts}, axis,
                   [&](const auto& p) { lanes.sort(p[0], width); });
}

template <typename T>
void sort_lanes(const ndarray& a, int axis) {
  if (a.stride(axis) != static_cast<std::int64_t>(sizeof(T))) {
    sort_gathered<T>(a, axis);
    return;
  }
  LaneSorter<T> sorter(a.shape(axis));
  for_each_lane<1>({&a}, axis, [&](const auto& p) {
    sorter.sort(reinterpret_cast<T*>(p[0]));
  });
}

template <typename T>
void argsort_lanes(const ndarray& a, const ndarray& out, int axis) {
  const std::int64_t n = a.shape(axis);
  const std::int64_t out_step = out.stride(axis);
  const std::unique_ptr<T[]> values(new T[static_cast<std::size_t>(n)]);
  const std::unique_ptr<std::int64_t[]> positions(
      new std::int64_t[static_cast<std::size_t>(n)]);
  LaneSorter<T> sorter(n);
  for_each_lane<2>({&a, &out}, axis, [&](const auto& p) {
    copy_lane(p[0], a.stride(axis), values.get(), n);
    sorter.argsort(values.get(), positions.get());
    for (std::int64_t i = 0; i < n; ++i) {
      std::memcpy(p[1] + i * out_step, &positions[i], sizeof(std::int64_t));
    }
  });
}

}  // namespace

void sort_in_place(const ndarray& a, int axis) {
  if (!a.is_writeable()) raise_value_error("sort array is read-only");
  if (!a.is_direct()) {
    copy_into(a, sorted(a, axis));
    return;
  }
  if (a.size() == 0) return;
  const LongWork work(a.size());
  dispatch_dtype(order_type(a), [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (!std::is_same_v<T, bool>) sort_lanes<T>(a, axis);
  });
}

namespace {

/// One lane after the other; false where it is to be sorted.
template <typename T>
bool partition_lanes(const ndarray& a, std::span<const std::int64_t> places,
                     int axis) {
  const loops::FloatSort* const loop = loops::float_sort(kFloatDType<T>);
  constexpr std::size_t kMostPlaces = 8;
  const std::int64_t n = a.shape(axis);
  if (loop == nullptr || n < loops::FloatSort::kLeast ||
      a.stride(axis) != static_cast<std::int64_t>(sizeof(T)) ||
      places.size() > kMostPlaces) {
    return false;
  }
  for_each_lane<1>({&a}, axis, [&](const auto& p) {
    T* values = reinterpret_cast<T*>(p[0]);
    const std::int64_t numbers = loop->has_special(p[0], n)
                                     ? static_cast<std::int64_t>(move_nans_back(
                                           values, static_cast<std::size_t>(n)))
                                     : n;
    std::int64_t start = 0;
    for (const std::int64_t place : places) {
      if (place < start || place >= numbers) continue;
      loop->select(reinterpret_cast<char*>(values + start), numbers - start,
                   place - start);
      start = place + 1;
    }
  });
  return true;
}

}  // namespace

void partition_in_place(const ndarray& a, std::span<const std::int64_t> places,
                        int axis) {
  const bool is_float =
      a.dtype() == DType::kFloat64 || a.dtype() == DType::kFloat32;
  if (!a.is_direct() || !is_float || !a.is_writeable() || a.size() == 0) {
    return sort_in_place(a, axis);
  }
  const LongWork work(a.size());
  const bool is_done = a.dtype() == DType::kFloat64
                           ? partition_lanes<double>(a, places, axis)
                           : partition_lanes<float>(a, places, axis);
  if (!is_done) sort_in_place(a, axis);
}

ndarray sorted_positions(const ndarray& a, int axis) {
  if (!a.is_direct()) return sorted_positions_indirect(a, axis);
  const ndarray result = ndarray::empty(a.shape(), DType::kInt64);
  if (a.size() == 0) return result;
  const LongWork work(a.size());
  dispatch_dtype(order_type(a), [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (!std::is_same_v<T, bool>) argsort_lanes<T>(a, result, axis);
  });
  return result;
}

}  // namespace tnp
