/// Pairwise summation with NumPy's blocking: sums agree to the last bit.
/// bit.
///
/// Blocks of up to 128 elements are added in eight interleaved chains; longer
/// runs split in halves of a multiple of eight. Source: the notes of numpy.sum
/// on partial pairwise summation.
#pragma once

#include "runtime/loops/element_loop.h"

namespace tnp::loops::TNP_ISA {

/// `Load::get(data)` gives one addend; the stride is in bytes.
template <typename Acc, typename Load>
Acc pairwise_sum(const char* data, i64 stride, i64 n) {
  if (n < 8) {
    // Starting from -0.0 keeps a sum of negative zeros negative.
    Acc sum = Acc(-0.0);
    for (i64 i = 0; i < n; ++i) sum += Load::get(data + i * stride);
    return sum;
  }
  if (n <= 128) {
    Acc chain[8];
    for (i64 j = 0; j < 8; ++j) chain[j] = Load::get(data + j * stride);
    i64 i = 8;
    for (; i < n - n % 8; i += 8) {
      for (i64 j = 0; j < 8; ++j)
        chain[j] += Load::get(data + (i + j) * stride);
    }
    Acc sum = ((chain[0] + chain[1]) + (chain[2] + chain[3])) +
              ((chain[4] + chain[5]) + (chain[6] + chain[7]));
    for (; i < n; ++i) sum += Load::get(data + i * stride);
    return sum;
  }
  i64 half = n / 2;
  half -= half % 8;
  return pairwise_sum<Acc, Load>(data, stride, half) +
         pairwise_sum<Acc, Load>(data + half * stride, stride, n - half);
}

template <typename T>
struct LoadElement {
  static T get(const char* data) { return at<T>(data, 0); }
};

/// A constant stride lets the compiler use vector loads.
template <typename T>
T pairwise_sum(const char* data, i64 stride, i64 n) {
  if (stride == sizeof(T)) {
    return pairwise_sum<T, LoadElement<T>>(data, sizeof(T), n);
  }
  return pairwise_sum<T, LoadElement<T>>(data, stride, n);
}

}  // namespace tnp::loops::TNP_ISA
