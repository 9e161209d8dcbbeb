// Conversion loops for every pair of element types, from one template.
#include "runtime/core/cast.h"
#include "runtime/core/element.h"

namespace tnp {
namespace {

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
        to, []<typename To>(TypeTag<To>) -> CastLoop { return cast_run<From, To>; });
  });
}

}  // namespace tnp
