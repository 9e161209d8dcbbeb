// Conversion loops for every pair of element types, from one template.
#include <cfenv>
#include <cmath>
#include <type_traits>

#include "runtime/core/cast.h"
#include "runtime/core/element.h"

namespace tnp {
namespace {

/// Conversion to float16 is done in software, which sets no flags.
template <typename From>
void cast_to_half(char* target, std::int64_t target_stride, const char* source,
                  std::int64_t source_stride, std::int64_t n) {
  bool overflows = false;
  for (std::int64_t i = 0; i < n; ++i) {
    const From value = load_element<From>(source);
    const auto half = convert_element<c10::Half>(value);
    store_element<c10::Half>(target, half);
    if ((half.x & 0x7fff) == 0x7c00) {
      overflows |= std::isfinite(convert_element<double>(value));
    }
    target += target_stride;
    source += source_stride;
  }
  if (overflows) std::feraiseexcept(FE_OVERFLOW);
}

template <typename From, typename To>
void cast_run(char* target, std::int64_t target_stride, const char* source,
              std::int64_t source_stride, std::int64_t n) {
  constexpr auto kFrom = static_cast<std::int64_t>(sizeof(From));
  constexpr auto kTo = static_cast<std::int64_t>(sizeof(To));
  // Constant strides let the compiler vectorise the common case.
  if (target_stride == kTo && source_stride == kFrom) {
    for (std::int64_t i = 0; i < n; ++i) {
      store_element<To>(target + i * kTo, convert_element<To>(
                                              load_element<From>(source + i * kFrom)));
    }
    return;
  }
  for (std::int64_t i = 0; i < n; ++i) {
    store_element<To>(target, convert_element<To>(load_element<From>(source)));
    target += target_stride;
    source += source_stride;
  }
}

}  // namespace

CastLoop cast_loop(DType from, DType to) {
  return dispatch_dtype(from, [&]<typename From>(TypeTag<From>) {
    return dispatch_dtype(
        to, []<typename To>(TypeTag<To>) -> CastLoop {
          constexpr bool kOverflows = std::is_same_v<To, c10::Half> &&
                                      !std::is_same_v<From, c10::Half> &&
                                      sizeof(From) > 1;
          if constexpr (kOverflows) {
            return cast_to_half<From>;
          } else {
            return cast_run<From, To>;
          }
        });
  });
}

}  // namespace tnp
