// Columns as the lanes of registers, sorted by a network: the same exchanges
// whatever the elements, so that all lanes go together. Elements become signed
// integers of the same order first. The network is Batcher's merge exchange.
// Source: Knuth, "The Art of Computer Programming", volume 3, algorithm 5.2.2M.
#include "runtime/loops/column_sort.h"

#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>

#include "runtime/loops/vector_extremum.h"

namespace tnp::loops::TNP_ISA {
namespace {

enum class Kind { kSigned, kUnsigned, kFloat };

// `infinity`: its bits, of a float type.
template <typename Key, Kind kind, Key infinity>
struct Columns {
  using Packed = typename VectorOf<Key>::Packed;
  using Loaded = typename VectorOf<Key>::Loaded;
  static constexpr i64 kWidth = VectorOf<Key>::kWidth;
  static constexpr Key kLowest = std::numeric_limits<Key>::min();
  static constexpr Key kHighest = std::numeric_limits<Key>::max();

  // Its own inverse.
  static void exchange_bits(Packed& v) {
    if constexpr (kind == Kind::kUnsigned) v ^= kLowest;
    if constexpr (kind == Kind::kFloat) v ^= (v < 0) & kHighest;
  }

  static void load_row(const char* row, i64 count, Packed& v) {
    if (count == kWidth) [[likely]] {
      v = *reinterpret_cast<const Loaded*>(row);
    } else {
      v = Packed{};
      std::memcpy(&v, row, static_cast<std::size_t>(count) * sizeof(Key));
    }
  }
  static void store_row(char* row, i64 count, const Packed& v) {
    if (count == kWidth) [[likely]] {
      *reinterpret_cast<Loaded*>(row) = v;
    } else {
      std::memcpy(row, &v, static_cast<std::size_t>(count) * sizeof(Key));
    }
  }

  static bool load(const char* data, i64 stride, i64 rows, i64 count,
                   Packed* keys) {
    Packed odd{};
    for (i64 i = 0; i < rows; ++i) {
      Packed v;
      load_row(data + i * stride, count, v);
      if constexpr (kind == Kind::kFloat) {
        odd |= ((v & kHighest) > infinity) | (v == kLowest);
      }
      exchange_bits(v);
      keys[i] = v;
    }
    for (i64 j = 0; j < kWidth; ++j) {
      if (odd[j]) return false;
    }
    return true;
  }

  static void compare_run(Packed* low, Packed* high, i64 n) {
    for (i64 i = 0; i < n; ++i) {
      const Packed a = low[i];
      const Packed b = high[i];
      low[i] = a < b ? a : b;
      high[i] = a > b ? a : b;
    }
  }

  static void sort_keys(Packed* keys, i64 n) {
    if (n < 2) return;
    const i64 top = static_cast<i64>(
        std::bit_ceil(static_cast<std::uint64_t>(n)) / 2);
    for (i64 p = top; p > 0; p /= 2) {
      i64 first = 0;
      i64 distance = p;
      for (i64 q = top;; q /= 2) {
        // The rows whose number has bit p as `first` has it.
        for (i64 start = first; start < n - distance; start += 2 * p) {
          const i64 left = n - distance - start;
          compare_run(keys + start, keys + start + distance,
                      left < p ? left : p);
        }
        if (q == p) break;
        distance = q - p;
        first = p;
      }
    }
  }

  static bool sort(char* data, i64 stride, i64 rows, i64 count,
                   char* workspace) {
    Packed* keys = reinterpret_cast<Packed*>(workspace);
    if (!load(data, stride, rows, count, keys)) return false;
    sort_keys(keys, rows);
    for (i64 i = 0; i < rows; ++i) {
      exchange_bits(keys[i]);
      store_row(data + i * stride, count, keys[i]);
    }
    return true;
  }
};

#define TNP_COLUMNS(dtype, Key, kind, infinity)             \
  {                                                         \
    dtype, Columns<Key, Kind::kind, Key(infinity)>::kWidth, \
        Columns<Key, Kind::kind, Key(infinity)>::sort       \
  }
constexpr ColumnSort kSorts[] = {
    TNP_COLUMNS(DType::kFloat64, i64, kFloat, 0x7ff0000000000000),
    TNP_COLUMNS(DType::kFloat32, i32, kFloat, 0x7f800000),
    TNP_COLUMNS(DType::kFloat16, i16, kFloat, 0x7c00),
    TNP_COLUMNS(DType::kBFloat16, i16, kFloat, 0x7f80),
    TNP_COLUMNS(DType::kInt64, i64, kSigned, 0),
    TNP_COLUMNS(DType::kUInt64, i64, kUnsigned, 0),
    TNP_COLUMNS(DType::kInt32, i32, kSigned, 0),
    TNP_COLUMNS(DType::kUInt32, i32, kUnsigned, 0),
    TNP_COLUMNS(DType::kInt16, i16, kSigned, 0),
    TNP_COLUMNS(DType::kUInt16, i16, kUnsigned, 0),
    TNP_COLUMNS(DType::kInt8, i8, kSigned, 0),
    TNP_COLUMNS(DType::kUInt8, i8, kUnsigned, 0),
};
#undef TNP_COLUMNS

}  // namespace

std::span<const ColumnSort> column_sorts() { return kSorts; }

}  // namespace tnp::loops::TNP_ISA
