/// Finds out whether an expression reads the memory that is assigned to.
#pragma once

#include <tnp/shape.h>

#include <cstddef>
#include <cstdint>

namespace tnp {
namespace detail {

/// How a source lies relative to the destination of an assignment.
enum class Overlap {
  kNone,     ///< no common memory
  kSame,     ///< the very same elements: element by element is safe
  kPartial,  ///< anything else: needs a temporary
};

constexpr Overlap worse(Overlap a, Overlap b) { return a < b ? b : a; }

/// The bytes [lo, hi) and the exact placement of a strided destination.
struct MemoryRange {
  std::uintptr_t lo = 0;
  std::uintptr_t hi = 0;
  std::uintptr_t origin = 0;
  const std::size_t* shape = nullptr;
  const std::ptrdiff_t* strides = nullptr;
  std::size_t rank = 0;
};

template <class T, class S, class St>
MemoryRange make_range(const T* origin, const S& shape, const St& strides) {
  MemoryRange r;
  r.origin = reinterpret_cast<std::uintptr_t>(origin);
  r.shape = shape.data();
  r.strides = strides.data();
  r.rank = shape.size();
  std::ptrdiff_t lowest = 0;
  std::ptrdiff_t highest = 0;
  for (std::size_t k = 0; k < r.rank; ++k) {
    if (shape[k] == 0) return r;
    const std::ptrdiff_t reach =
        static_cast<std::ptrdiff_t>(shape[k] - 1) * strides[k];
    (reach < 0 ? lowest : highest) += reach;
  }
  const auto width = static_cast<std::ptrdiff_t>(sizeof(T));
  r.lo = r.origin + static_cast<std::uintptr_t>(lowest * width);
  r.hi = r.origin + static_cast<std::uintptr_t>((highest + 1) * width);
  return r;
}

inline Overlap compare_ranges(const MemoryRange& a, const MemoryRange& b) {
  if (a.lo >= b.hi || b.lo >= a.hi) return Overlap::kNone;
  if (a.origin != b.origin || a.rank != b.rank) return Overlap::kPartial;
  for (std::size_t k = 0; k < a.rank; ++k) {
    if (a.shape[k] != b.shape[k] || a.strides[k] != b.strides[k]) {
      return Overlap::kPartial;
    }
  }
  return Overlap::kSame;
}

}  // namespace detail
}  // namespace tnp
