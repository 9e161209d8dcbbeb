/// Floating-point warnings and errors: NumPy's `errstate`.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/core/fp_flags.h"

namespace tnp {

/// What happens when a kind of floating-point error occurs.
enum class FpAction : std::uint8_t {
  kIgnore,
  kWarn,   // RuntimeWarning
  kRaise,  // FloatingPointError
  kCall,   // the installed callback
  kPrint,  // a line on standard output
  kLog,    // the installed callback, as a message
};

/// The settings of one thread, with NumPy's defaults.
struct ErrState {
  FpAction divide = FpAction::kWarn;
  FpAction over = FpAction::kWarn;
  FpAction under = FpAction::kIgnore;
  FpAction invalid = FpAction::kWarn;
};
ErrState& err_state();

/// Receive kCall and kLog: the kind ("divide by zero"), the function in which
/// it occurred and, for kCall, the raised flags. The Python layer's.
struct FpCallbacks {
  void (*call)(std::string_view kind, std::string_view function,
               std::uint32_t flags) = nullptr;
  void (*log)(std::string_view kind, std::string_view function) = nullptr;
};
void set_fp_callbacks(FpCallbacks callbacks);

/// Acts on raised flags as err_state() says: "divide by zero encountered in
/// log". Throws Error (kFloatingPointError) for kRaise.
void report_fp_flags(std::uint32_t flags, std::string_view function);

/// Around a computation: `FpScope scope; ...; scope.report("log");`
class FpScope {
 public:
  FpScope() { set_fp_flags(kFpNone); }
  void report(std::string_view function) const {
    const std::uint32_t flags = read_fp_flags();
    if (flags != 0) [[unlikely]]
      report_fp_flags(flags, function);
  }
};

}  // namespace tnp
