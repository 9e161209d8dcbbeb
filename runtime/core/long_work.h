/// Letting the threads of the host language run while a loop takes long.
#pragma once

#include <cstdint>

namespace tnp {

/// What a host with a global lock installs. `pause` gives the lock up, and what
/// it gives back goes to `resume`, which takes the lock again; null when this
/// thread does not hold it.
struct LongWorkHooks {
  void* (*pause)() = nullptr;
  void (*resume)(void*) = nullptr;
};
void set_long_work_hooks(LongWorkHooks hooks);

/// Without the host's lock, while this lives, when there are many `elements`.
/// Nothing may warn or call the host in its scope; exceptions may leave it.
class LongWork {
 public:
  explicit LongWork(std::int64_t elements) {
    if (elements >= kMany) pause();
  }
  LongWork(const LongWork&) = delete;
  LongWork& operator=(const LongWork&) = delete;
  ~LongWork() {
    if (paused_ != nullptr) resume();
  }

 private:
  // Some 10 us of work; the lock costs less than one.
  static constexpr std::int64_t kMany = 20'000;

  void pause();
  void resume();

  void* paused_ = nullptr;
};

}  // namespace tnp
