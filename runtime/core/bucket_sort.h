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
#include <limits>

namespace tnp {

inline constexpr std::size_t kInsertionItems = 24;
inline constexpr int kMostBucketBits = 11;

/// More buckets than items, so that few items share one, while the counters
/// stay in the first cache.
inline int bucket_bits(std::size_t n) {
  return std::min(static_cast<int>(std::bit_width(n)) + 1, kMostBucketBits);
}

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

template <typename Item, typename KeyOf>
void bucket_sort(Item* items, Item* spare, std::size_t n, KeyOf key_of);

/// Deals the items into `buckets` by bucket_of(item), which does not decrease
/// with the key, and sorts each bucket unless its keys are `equal`.
template <typename Item, typename KeyOf, typename BucketOf>
void sort_in_buckets(Item* items, Item* spare, std::size_t n, KeyOf key_of,
                     std::size_t buckets, BucketOf bucket_of, bool equal) {
  std::array<std::size_t, (std::size_t{1} << kMostBucketBits)> ends;
  std::fill_n(ends.begin(), buckets, std::size_t{0});
  for (std::size_t i = 0; i < n; ++i) ++ends[bucket_of(items[i])];
  std::size_t start = 0;
  std::size_t largest = 0;
  for (std::size_t b = 0; b < buckets; ++b) {
    const std::size_t count = ends[b];
    largest = std::max(largest, count);
    ends[b] = start;
    start += count;
  }
  for (std::size_t i = 0; i < n; ++i) {
    spare[ends[bucket_of(items[i])]++] = items[i];
  }
  // Each counter is now the end of its bucket.
  if (!equal && largest <= kInsertionItems) {
    // No item leaves its bucket: one run is cheaper than one for each.
    insertion_sort(spare, n, key_of);
  } else if (!equal) {
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

/// The least and the greatest key, and whether the keys are in order.
template <typename Key>
struct KeyRange {
  Key low;
  Key high;
  bool is_sorted = true;
};

template <typename Item, typename KeyOf>
auto key_range(const Item* items, std::size_t n, KeyOf key_of) {
  using Key = decltype(key_of(items[0]));
  KeyRange<Key> range{key_of(items[0]), key_of(items[0])};
  for (std::size_t i = 1; i < n; ++i) {
    const Key key = key_of(items[i]);
    range.is_sorted &= key_of(items[i - 1]) <= key;
    range.low = std::min(range.low, key);
    range.high = std::max(range.high, key);
  }
  return range;
}

/// Sorts `items` by key_of(item), an unsigned integer; `spare` has room for n.
template <typename Item, typename KeyOf>
void bucket_sort(Item* items, Item* spare, std::size_t n, KeyOf key_of) {
  if (n <= kInsertionItems) {
    insertion_sort(items, n, key_of);
    return;
  }
  const auto range = key_range(items, n, key_of);
  if (range.is_sorted) return;
  const int bits = bucket_bits(n);
  const auto width = static_cast<std::uint64_t>(range.high - range.low);
  const int shift = std::max(static_cast<int>(std::bit_width(width)) - bits, 0);
  sort_in_buckets(
      items, spare, n, key_of, static_cast<std::size_t>(width >> shift) + 1,
      [&](const Item& item) {
        return static_cast<std::size_t>(
            static_cast<std::uint64_t>(key_of(item) - range.low) >> shift);
      },
      shift == 0);
}

/// The same for keys of floats, `value_of` a key. Most of the range of the keys
/// belongs to tiny numbers, which are rare, so that the first buckets are equal
/// parts of the range of values.
template <typename Key, typename ValueOf>
void bucket_sort_floats(Key* keys, Key* spare, std::size_t n,
                        ValueOf value_of) {
  const auto key_of = [](Key key) { return key; };
  if (n > kInsertionItems) {
    const auto range = key_range(keys, n, key_of);
    if (range.is_sorted) return;
    const auto low = value_of(range.low);
    const int bits = bucket_bits(n);
    const std::size_t buckets = std::size_t{1} << bits;
    const auto scale =
        static_cast<decltype(low)>(buckets - 1) / (value_of(range.high) - low);
    // Neither an infinite range nor one too small to divide by.
    if (scale > 0 && scale <= std::numeric_limits<decltype(low)>::max()) {
      sort_in_buckets(
          keys, spare, n, key_of, buckets,
          [&](Key key) {
            return static_cast<std::size_t>((value_of(key) - low) * scale);
          },
          false);
      return;
    }
  }
  bucket_sort(keys, spare, n, key_of);
}

}  // namespace tnp
