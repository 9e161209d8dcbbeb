/// Computing without floating-point warnings, as under NumPy's errstate.
#pragma once

#include "runtime/core/fp_errors.h"

namespace tnp::ops {

/// While alive, floating-point errors of this thread are ignored.
class QuietScope {
 public:
  QuietScope() : saved_(err_state()) {
    err_state() = {FpAction::kIgnore, FpAction::kIgnore, FpAction::kIgnore,
                   FpAction::kIgnore};
  }
  ~QuietScope() { err_state() = saved_; }
  QuietScope(const QuietScope&) = delete;
  QuietScope& operator=(const QuietScope&) = delete;

 private:
  ErrState saved_;
};

}  // namespace tnp::ops
