#include "runtime/core/fp_errors.h"

#include <cstdio>
#include <string>

#include "runtime/core/errors.h"

namespace tnp {
namespace {

FpCallbacks callbacks;

void act(FpAction action, std::string_view kind, std::uint32_t flags,
         std::string_view function) {
  if (action == FpAction::kIgnore) return;
  if (action == FpAction::kCall) {
    if (callbacks.call == nullptr) {
      raise(ErrorKind::kValueError,
            std::string("python callback specified for ") + std::string(kind) +
                " (in " + std::string(function) + ") but no function found.");
    }
    callbacks.call(kind, flags);
    return;
  }
  std::string message(kind);
  message.append(" encountered in ").append(function);
  switch (action) {
    case FpAction::kWarn:
      warn(WarningKind::kRuntimeWarning, message);
      break;
    case FpAction::kRaise:
      raise(ErrorKind::kFloatingPointError, message);
    case FpAction::kPrint:
      std::fprintf(stderr, "Warning: %s\n", message.c_str());
      break;
    default:
      if (callbacks.log == nullptr) {
        raise(ErrorKind::kValueError,
              "log specified for " + std::string(kind) + " (in " +
                  std::string(function) + ") but no object with write method "
                  "found.");
      }
      callbacks.log("Warning: " + message + "\n");
  }
}

}  // namespace

ErrState& err_state() {
  thread_local ErrState state;
  return state;
}

void set_fp_callbacks(FpCallbacks installed) { callbacks = installed; }

void report_fp_flags(std::uint32_t flags, std::string_view function) {
  // Leave clean flags behind, whoever reads them next.
  set_fp_flags(kFpNone);
  const ErrState state = err_state();
  if (flags & kFpDivide) act(state.divide, "divide by zero", flags, function);
  if (flags & kFpOverflow) act(state.over, "overflow", flags, function);
  if (flags & kFpUnderflow) act(state.under, "underflow", flags, function);
  if (flags & kFpInvalid) act(state.invalid, "invalid value", flags, function);
}

}  // namespace tnp
