/// The processor's sticky floating-point flags, read and written cheaply.
///
/// <cfenv> also touches the x87 unit and costs ten times as much, and the
/// runtime reads the flags around every loop.
#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <xmmintrin.h>
#else
#include <cfenv>
#endif

namespace tnp {

/// A set of flags, combined with |.
enum FpFlag : std::uint32_t {
  kFpNone = 0,
  kFpInvalid = 1,
  kFpDivide = 4,
  kFpOverflow = 8,
  kFpUnderflow = 16,
  kFpAll = kFpInvalid | kFpDivide | kFpOverflow | kFpUnderflow,
};

#if defined(__SSE2__)
static inline std::uint32_t read_fp_flags() { return _mm_getcsr() & kFpAll; }
static inline void set_fp_flags(std::uint32_t flags) {
  const std::uint32_t before = _mm_getcsr();
  const std::uint32_t after = (before & ~std::uint32_t{kFpAll}) | flags;
  if (after != before) _mm_setcsr(after);
}
static inline void raise_fp_flags(std::uint32_t flags) {
  _mm_setcsr(_mm_getcsr() | flags);
}
#else
static inline std::uint32_t read_fp_flags() {
  const int raised = std::fetestexcept(FE_ALL_EXCEPT);
  return (raised & FE_INVALID ? kFpInvalid : 0u) |
         (raised & FE_DIVBYZERO ? kFpDivide : 0u) |
         (raised & FE_OVERFLOW ? kFpOverflow : 0u) |
         (raised & FE_UNDERFLOW ? kFpUnderflow : 0u);
}
static inline void raise_fp_flags(std::uint32_t flags) {
  std::feraiseexcept((flags & kFpInvalid ? FE_INVALID : 0) |
                     (flags & kFpDivide ? FE_DIVBYZERO : 0) |
                     (flags & kFpOverflow ? FE_OVERFLOW : 0) |
                     (flags & kFpUnderflow ? FE_UNDERFLOW : 0));
}
static inline void set_fp_flags(std::uint32_t flags) {
  std::feclearexcept(FE_ALL_EXCEPT);
  raise_fp_flags(flags);
}
#endif

}  // namespace tnp
