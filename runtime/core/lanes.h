/// Walking the one-dimensional lanes of arrays along an axis.
#pragma once

#include <array>
#include <cstdint>

#include "runtime/core/ndarray.h"

namespace tnp {

/// Calls `body(pointers)` with the first element of each lane along `axis`, of
/// arrays that have the same extents on all other axes. Direct arrays only.
template <std::size_t N, typename Body>
void for_each_lane(const std::array<const ndarray*, N>& arrays, int axis,
                   Body&& body) {
  const ndarray& first = *arrays[0];
  const int ndim = first.ndim();
  std::int64_t lanes = 1;
  for (int i = 0; i < ndim; ++i) {
    if (i != axis) lanes *= first.shape(i);
  }
  std::array<char*, N> pointers;
  for (std::size_t k = 0; k < N; ++k) pointers[k] = arrays[k]->data();
  Shape index(ndim, 0);
  for (std::int64_t lane = 0; lane < lanes; ++lane) {
    body(pointers);
    for (int i = ndim - 1; i >= 0; --i) {
      if (i == axis) continue;
      for (std::size_t k = 0; k < N; ++k) pointers[k] += arrays[k]->stride(i);
      if (++index[i] < first.shape(i)) break;
      for (std::size_t k = 0; k < N; ++k) {
        pointers[k] -= arrays[k]->stride(i) * first.shape(i);
      }
      index[i] = 0;
    }
  }
}

}  // namespace tnp
