#include "runtime/core/device.h"

#include <dlfcn.h>

#include <filesystem>
#include <string>

#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

[[noreturn]] void raise_no_cuda(const std::string& reason) {
  raise(ErrorKind::kRuntimeError,
        "no CUDA device can be used: " + reason +
            "; arrays stay on the CPU without `_cuda`");
}

/// Asks the driver, which costs milliseconds, before libtorch_cuda is loaded.
int count_devices() {
  void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!driver)
    raise_no_cuda("the NVIDIA driver (libcuda.so.1) is not installed");
  using Init = int (*)(unsigned);
  using GetCount = int (*)(int*);
  const auto init = reinterpret_cast<Init>(dlsym(driver, "cuInit"));
  const auto get_count =
      reinterpret_cast<GetCount>(dlsym(driver, "cuDeviceGetCount"));
  if (!init || !get_count) raise_no_cuda("the NVIDIA driver is damaged");
  if (const int status = init(0)) {
    raise_no_cuda("the NVIDIA driver reports error " + std::to_string(status));
  }
  int count = 0;
  if (get_count(&count) != 0 || count == 0) {
    raise_no_cuda("the NVIDIA driver finds no device");
  }
  return count;
}

/// libtnp_cuda.so lies beside the library that this code is in.
std::filesystem::path cuda_library() {
  Dl_info here{};
  dladdr(reinterpret_cast<void*>(&count_devices), &here);
  return std::filesystem::path(here.dli_fname).parent_path() / "libtnp_cuda.so";
}

int load_cuda() {
  const int count = count_devices();
  const auto path = cuda_library();
  if (!std::filesystem::exists(path)) {
    raise_no_cuda("this tnp was built without CUDA (TNP_CUDA=OFF)");
  }
  // Global, so that the kernels' registration sees libtorch's own symbols.
  if (!dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL)) {
    raise_no_cuda(dlerror());
  }
  return count;
}

int cuda_device_count() {
  static const int count = load_cuda();
  return count;
}

}  // namespace

void require_cuda() { cuda_device_count(); }

c10::Device device_of(const ndarray& array) {
  return array.is_direct() ? c10::Device(c10::kCPU)
                           : array.kept_tensor().device();
}

ndarray to_device(const ndarray& array, c10::Device device) {
  if (device.is_cuda()) {
    const int count = cuda_device_count();
    if (device.index() >= count) {
      raise_no_cuda("device " + std::to_string(device.index()) +
                    " does not exist; there are " + std::to_string(count));
    }
  }
  const c10::Device here = device_of(array);
  if (here == device || (here.type() == device.type() && !device.has_index())) {
    return array;
  }
  return from_tensor(to_tensor(array).to(device));
}

}  // namespace tnp
