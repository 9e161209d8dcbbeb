#include "translator/cpp/compiler_messages.h"

#include <string>
#include <utility>

#include "clang/Basic/SourceManager.h"

namespace tnp::translate {
namespace {

std::string source_line(const clang::SourceManager& sources,
                        clang::SourceLocation loc) {
  const auto [file, offset] = sources.getDecomposedLoc(loc);
  const llvm::StringRef text = sources.getBufferData(file);
  const std::size_t begin = text.rfind('\n', offset) + 1;
  return text.slice(begin, text.find_first_of("\r\n", offset)).str();
}

void locate(const clang::Diagnostic& info, Diagnostic& diagnostic) {
  if (!info.hasSourceManager() || info.getLocation().isInvalid()) return;
  const clang::SourceManager& sources = info.getSourceManager();
  const clang::SourceLocation loc = sources.getExpansionLoc(info.getLocation());
  const clang::PresumedLoc place = sources.getPresumedLoc(loc);
  if (place.isInvalid()) return;
  diagnostic.file = place.getFilename();
  diagnostic.line = place.getLine();
  diagnostic.column = place.getColumn();
  diagnostic.length = 1;
  diagnostic.source_line = source_line(sources, loc);
}

}  // namespace

void CompilerMessages::HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                                        const clang::Diagnostic& info) {
  DiagnosticConsumer::HandleDiagnostic(level, info);
  const bool is_error = level >= clang::DiagnosticsEngine::Error;
  if (level == clang::DiagnosticsEngine::Note ? !is_kept_ : !is_error) {
    is_kept_ = false;
    return;
  }
  is_kept_ = true;
  llvm::SmallString<128> message;
  info.FormatDiagnostic(message);
  Diagnostic diagnostic;
  diagnostic.severity = is_error ? Severity::kError : Severity::kNote;
  diagnostic.slug = Slug::kCompilerError;
  diagnostic.message = message.str().str();
  locate(info, diagnostic);
  diagnostics_.push_back(std::move(diagnostic));
}

}  // namespace tnp::translate
