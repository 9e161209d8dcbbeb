#include "translator/diagnostics/diagnostic.h"

#include <algorithm>
#include <utility>

#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

llvm::SourceMgr::DiagKind kind_of(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return llvm::SourceMgr::DK_Note;
    case Severity::kWarning:
      return llvm::SourceMgr::DK_Warning;
    case Severity::kError:
      break;
  }
  return llvm::SourceMgr::DK_Error;
}

}  // namespace

Diagnostic diagnose(Severity severity, Slug slug, const SourceFile& source,
                    std::size_t begin, std::size_t end, std::string message) {
  const LineColumn place = source.locate(begin);
  const std::string_view line = source.line(place.line);
  const std::size_t rest =
      line.size() - std::min<std::size_t>(line.size(), place.column - 1);
  return {severity,
          slug,
          std::move(message),
          source.name(),
          place.line,
          place.column,
          static_cast<std::uint32_t>(std::min(end - begin, rest)),
          std::string(line)};
}

Diagnostic diagnose_file(Severity severity, Slug slug, std::string file,
                         std::string message) {
  return {severity, slug, std::move(message), std::move(file), 0, 0, 0, {}};
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) {
                       return diagnostic.severity == Severity::kError;
                     });
}

void print(llvm::raw_ostream& out, const Diagnostic& diagnostic, bool colors) {
  std::string message = diagnostic.message;
  if (diagnostic.severity != Severity::kNote) {
    message += " [";
    message += info(diagnostic.slug).name;
    message += ']';
  }
  const std::string name =
      diagnostic.file.empty() ? "tnp-translate" : diagnostic.file;
  if (diagnostic.line == 0) {
    llvm::SMDiagnostic(name, kind_of(diagnostic.severity), message)
        .print(nullptr, out, colors);
    return;
  }
  // SMDiagnostic counts columns from 0, and underlines half-open ranges.
  const unsigned column = diagnostic.column - 1;
  const std::pair<unsigned, unsigned> range{column, column + diagnostic.length};
  static const llvm::SourceMgr no_sources;
  llvm::SMDiagnostic(no_sources, llvm::SMLoc(), name,
                     static_cast<int>(diagnostic.line),
                     static_cast<int>(column), kind_of(diagnostic.severity),
                     message, diagnostic.source_line, range)
      .print(nullptr, out, colors);
}

}  // namespace tnp::translate
