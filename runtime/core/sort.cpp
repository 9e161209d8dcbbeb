#include "runtime/core/sort.h"

#include <algorithm>
#include <vector>

#include "runtime/core/element.h"
#include "runtime/core/errors.h"

namespace tnp {
namespace {

/// NumPy's order of elements: nan after every number.
template <typename T>
bool before(const T& a, const T& b) {
  if constexpr (is_complex_v<T>) {
    // Sorted by the real part, then the imaginary one; a nan in either goes
    // last, in the real part behind one in the imaginary part.
    const auto less = [](auto x, auto y) { return x < y || (y != y && x == x); };
    const bool real_a = a.real() == a.real();
    const bool real_b = b.real() == b.real();
    const bool imag_a = a.imag() == a.imag();
    const bool imag_b = b.imag() == b.imag();
    const int rank_a = (real_a ? 0 : 2) + (imag_a ? 0 : 1);
    const int rank_b = (real_b ? 0 : 2) + (imag_b ? 0 : 1);
    if (rank_a != rank_b) return rank_a < rank_b;
    if (real_a && a.real() != b.real()) return less(a.real(), b.real());
    return imag_a && less(a.imag(), b.imag());
  } else if constexpr (is_half_v<T>) {
    const auto x = static_cast<float>(a);
    const auto y = static_cast<float>(b);
    return x < y || (y != y && x == x);
  } else if constexpr (std::is_floating_point_v<T>) {
    return a < b || (b != b && a == a);
  } else {
    return a < b;
  }
}

template <typename T>
void sort_run(char* data, std::int64_t stride, std::int64_t n,
              std::vector<T>& buffer) {
  if (stride == static_cast<std::int64_t>(sizeof(T))) {
    auto* values = reinterpret_cast<T*>(data);
    std::stable_sort(values, values + n, before<T>);
    return;
  }
  buffer.resize(static_cast<std::size_t>(n));
  for (std::int64_t i = 0; i < n; ++i) {
    buffer[i] = load_element<T>(data + i * stride);
  }
  std::stable_sort(buffer.begin(), buffer.end(), before<T>);
  for (std::int64_t i = 0; i < n; ++i) {
    store_element<T>(data + i * stride, buffer[i]);
  }
}

/// Calls `run(data)` at the start of every line along `axis`.
template <typename Run>
void for_each_line(const ndarray& a, int axis, Run&& run) {
  Shape index(a.ndim(), 0);
  char* data = a.data();
  while (true) {
    run(data);
    int i = a.ndim() - 1;
    for (; i >= 0; --i) {
      if (i == axis) continue;
      data += a.stride(i);
      if (++index[i] < a.shape(i)) break;
      data -= a.stride(i) * a.shape(i);
      index[i] = 0;
    }
    if (i < 0) return;
  }
}

}  // namespace

void sort_in_place(const ndarray& a, int axis) {
  if (!a.is_writeable()) raise_value_error("sort array is read-only");
  if (!a.is_direct()) {
    raise(ErrorKind::kNotImplementedError,
          "in-place sort needs an array in main memory without gradients: use "
          "tnp.sort");
  }
  if (a.size() == 0) return;
  // Bools order as bytes; std::vector<bool> has no elements to point at.
  const DType d = is_bool(a.dtype()) ? DType::kUInt8 : a.dtype();
  dispatch_dtype(d, [&]<typename T>(TypeTag<T>) {
    if constexpr (!std::is_same_v<T, bool>) {
      std::vector<T> buffer;
      for_each_line(a, axis, [&](char* data) {
        sort_run<T>(data, a.stride(axis), a.shape(axis), buffer);
      });
    }
  });
}

}  // namespace tnp
