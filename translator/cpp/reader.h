/// From a C++ file to what it says about xtensor.
#pragma once

#include <optional>
#include <string>

#include "translator/cpp/compile_flags.h"
#include "translator/cpp/program.h"
#include "translator/diagnostics/diagnostic.h"

namespace tnp::translate {

struct CppReading {
  std::optional<CppProgram> program;  // none when it does not compile
  Diagnostics diagnostics;            // then: what the compiler said
};

/// Parses `path` once, with the flags of its build.
CppReading read_cpp(const std::string& path, const FlagSource& flags);

}  // namespace tnp::translate
