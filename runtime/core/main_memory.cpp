#include "runtime/core/main_memory.h"

#include <c10/util/Exception.h>

#include <string>

#include "runtime/core/errors.h"
#include "runtime/core/gradient.h"

namespace tnp {

c10::Device common_device(std::span<const ndarray> arrays) {
  for (const ndarray& array : arrays) {
    if (!array.defined()) continue;
    const c10::Device device = device_of(array);
    if (!device.is_cpu()) return device;
  }
  return c10::Device(c10::kCPU);
}

void require_no_gradient(std::span<const ndarray> arrays,
                         std::string_view what) {
  for (const ndarray& array : arrays) {
    if (!array.defined() || !records_gradient(array)) continue;
    raise(ErrorKind::kNotImplementedError,
          std::string(what) +
              ": torch has no gradient for it; use a._detach() first");
  }
}

}  // namespace tnp
