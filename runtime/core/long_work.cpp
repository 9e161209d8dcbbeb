#include "runtime/core/long_work.h"

#include <utility>

namespace tnp {
namespace {

LongWorkHooks installed;

}  // namespace

void set_long_work_hooks(LongWorkHooks hooks) { installed = hooks; }

void LongWork::pause() {
  if (installed.pause != nullptr) paused_ = installed.pause();
}

void LongWork::resume() { installed.resume(std::exchange(paused_, nullptr)); }

}  // namespace tnp
