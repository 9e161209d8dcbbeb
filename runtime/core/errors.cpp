#include "runtime/core/errors.h"

#include <cstdio>

namespace tnp {
namespace {

const char* warning_name(WarningKind kind) {
  switch (kind) {
    case WarningKind::kRuntimeWarning: return "RuntimeWarning";
    case WarningKind::kDeprecationWarning: return "DeprecationWarning";
    case WarningKind::kComplexWarning: return "ComplexWarning";
    case WarningKind::kRankWarning: return "RankWarning";
  }
  return "Warning";
}

void print_warning(WarningKind kind, const std::string& message) {
  std::fprintf(stderr, "%s: %s\n", warning_name(kind), message.c_str());
}

WarningSink warning_sink = print_warning;

}  // namespace

void raise(ErrorKind kind, const std::string& message) {
  throw Error(kind, message);
}

void warn(WarningKind kind, const std::string& message) {
  warning_sink(kind, message);
}

void set_warning_sink(WarningSink sink) {
  warning_sink = sink ? sink : print_warning;
}

}  // namespace tnp
