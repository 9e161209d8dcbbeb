#include "runtime/core/fp_errors.h"

#include <cstdio>
#include <string>

#include "runtime/core/errors.h"

namespace tnp {
namespace {

FpCallbacks callbacks;

/// Without the Python layer there is nothing to call or to log to.
[[noreturn]] void raise_no_callback(const char* wanted, std::string_view kind,
                                    std::string_view function) {
  raise(ErrorKind::kValueError,
        std::string(wanted) + " specified for " + std::string(kind) + " (in " +
            std::string(function) + ") but none is installed.");
}

void act(FpAction action, std::string_view kind, std::uint32_t flags,
         std::string_view function) {
  const auto message = [&] {
    return std::string(kind) + " encountered in " + std::string(function);
  };
  switch (action) {
    case FpAction::kIgnore:
      return;
    case FpAction::kWarn:
      warn(WarningKind::kRuntimeWarning, message());
      return;
    case FpAction::kRaise:
      raise(ErrorKind::kFloatingPointError, message());
    case FpAction::kPrint:
      std::fprintf(stderr, "Warning: %s\n", message().c_str());
      return;
    case FpAction::kCall:
      if (!callbacks.call) raise_no_callback("callback", kind, function);
      callbacks.call(kind, function, flags);
      return;
    case FpAction::kLog:
      if (!callbacks.log) raise_no_callback("log", kind, function);
      callbacks.log(kind, function);
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
