#include "translator/cpp/compile_flags.h"

#include "clang/Tooling/CompilationDatabase.h"

namespace tnp::translate {

using clang::tooling::CompilationDatabase;
using clang::tooling::FixedCompilationDatabase;

std::variant<std::unique_ptr<CompilationDatabase>, Diagnostic> find_flags(
    const FlagSource& source, const std::string& input) {
  if (source.flags) {
    return std::make_unique<FixedCompilationDatabase>(".", *source.flags);
  }
  std::string error;
  if (!source.build_path.empty()) {
    auto database =
        CompilationDatabase::loadFromDirectory(source.build_path, error);
    if (database) return database;
    return diagnose_file(Severity::kError, Slug::kUnreadableFile,
                         source.build_path,
                         "no compile_commands.json can be read here");
  }
  auto database = CompilationDatabase::autoDetectFromSource(input, error);
  if (database) return database;
  return std::make_unique<FixedCompilationDatabase>(".",
                                                    std::vector<std::string>());
}

}  // namespace tnp::translate
