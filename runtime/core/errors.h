/// Errors and warnings of the runtime, by the Python class they become.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace tnp {

enum class ErrorKind : std::uint8_t {
  kValueError,
  kTypeError,
  kIndexError,
  kAttributeError,
  kAxisError,  // numpy.exceptions.AxisError: ValueError and IndexError
  kOverflowError,
  kZeroDivisionError,
  kFloatingPointError,
  kMemoryError,
  kRuntimeError,
  kNotImplementedError,  // in NumPy, but not in tnp: says what to do
  kUFuncTypeError,       // numpy._core._exceptions.UFuncTypeError: TypeError
  kDTypePromotionError,  // numpy.exceptions.DTypePromotionError: TypeError
  kLinAlgError,          // numpy.linalg.LinAlgError: ValueError
  kTooHardError,         // numpy.exceptions.TooHardError: RuntimeError
};

/// The one exception type of the runtime; it crosses only the Python boundary.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message)
      : std::runtime_error(message), kind_(kind) {}
  ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

[[noreturn]] void raise(ErrorKind kind, const std::string& message);
[[noreturn]] inline void raise_value_error(const std::string& message) {
  raise(ErrorKind::kValueError, message);
}
[[noreturn]] inline void raise_type_error(const std::string& message) {
  raise(ErrorKind::kTypeError, message);
}
[[noreturn]] inline void raise_index_error(const std::string& message) {
  raise(ErrorKind::kIndexError, message);
}

enum class WarningKind : std::uint8_t {
  kRuntimeWarning,
  kDeprecationWarning,
  kComplexWarning,  // numpy.exceptions.ComplexWarning
  kRankWarning,
};

/// Issues a warning through the installed sink (the Python layer's; without
/// one, a line on standard error). Throws `Error` when the user has turned that
/// warning into an error.
void warn(WarningKind kind, const std::string& message);
using WarningSink = void (*)(WarningKind kind, const std::string& message);
void set_warning_sink(WarningSink sink);

}  // namespace tnp
