/// Sorting by unsigned keys: stable, and linear for keys that are spread.
///
/// The items are dealt into buckets by the leading bits in which their keys
/// differ, and each bucket is sorted in the same way. Every step uses up at
/// least as many bits as its buckets number, so that no input is quadratic.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tnp {

inline constexpr std::size_t kInsertionItems = 24;
inline constexpr int kMostBucketBits = 11;

template <typename Item, typename KeyOf>
void insertion_sort(Item* items, std::size_t n, KeyOf key_of) {
  for (std::size_t i = 1; i < n; ++i) {
    const Item item = items[i];
    const auto key = key_of(item);
    std::size_t j = i;
    for (; j > 0 && key < key_of(items[j - 1]); --j) items[j] = items[j - 1];
    items[j] = item;
  }
}

/// Sorts `items` by key_of(item), an unsigned integer; `spare` has room for n.
template <typename Item, typename KeyOf>
void bucket_sort(Item* items, Item* spare, std::size_t n, KeyOf key_of) {
  if (n <= kInsertionItems) {
    insertion_sort(items, n, key_of);
    return;
  }
  auto low = key_of(items[0]);
  auto high = low;
  bool is_sorted = true;
  for (std::size_t i = 1; i < n; ++i) {
    const auto key = key_of(items[i]);
    is_sorted &= key_of(items[i - 1]) <= key;
    low = std::min(low, key);
    high = std::max(high, key);
  }
  if (is_sorted) return;
  // A few items a bucket, while the counters stay in the first cache.
  const int bits =
      std::min(static_cast<int>(std::bit_width(n)) - 1, kMostBucketBits);
  const int range_bits =
      static_cast<int>(std::bit_width(static_cast<std::uint64_t>(high - low)));
  const int shift = std::max(range_bits - bits, 0);
  const auto bucket_of = [&](const Item& item) {
    return static_cast<std::size_t>(
        static_cast<std::uint64_t>(key_of(item) - low) >> shift);
  };
  const std::size_t buckets =
      static_cast<std::size_t>(static_cast<std::uint64_t>(high - low) >>
                               shift) +
      1;
  std::array<std::size_t, (std::size_t{1} << kMostBucketBits)> ends;
  std::fill_n(ends.begin(), buckets, std::size_t{0});
  for (std::size_t i = 0; i < n; ++i) ++ends[bucket_of(items[i])];
  std::size_t start = 0;
  for (std::size_t b = 0; b < buckets; ++b) {
    const std::size_t count = ends[b];
    ends[b] = start;
    start += count;
  }
  for (std::size_t i = 0; i < n; ++i) {
    spare[ends[bucket_of(items[i])]++] = items[i];
  }
  // Each counter is now the end of its bucket.
  if (shift > 0) {
    std::size_t first = 0;
    for (std::size_t b = 0; b < buckets; ++b) {
      const std::size_t count = ends[b] - first;
      if (count > kInsertionItems) {
        bucket_sort(spare + first, items + first, count, key_of);
      } else if (count > 1) {
        insertion_sort(spare + first, count, key_of);
      }
      first = ends[b];
    }
  }
  std::memcpy(items, spare, n * sizeof(Item));
}

}  // namespace tnp
