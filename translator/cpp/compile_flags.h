/// Where the compiler's flags for an input come from.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "translator/diagnostics/diagnostic.h"

namespace clang::tooling {
class CompilationDatabase;
}

namespace tnp::translate {

struct FlagSource {
  std::string build_path;  // `-p`: the folder with compile_commands.json

  /// After `--`; they replace those of the build.
  std::optional<std::vector<std::string>> flags;
};

/// The database for `input`. Without flags or a build path it is looked for in
/// the folders above `input`; when there is none, no flags are assumed.
std::variant<std::unique_ptr<clang::tooling::CompilationDatabase>, Diagnostic>
find_flags(const FlagSource& source, const std::string& input);

}  // namespace tnp::translate
