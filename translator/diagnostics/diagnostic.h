/// What the translator has to say about a place in a source text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "translator/diagnostics/slug.h"
#include "translator/source/source_file.h"

namespace llvm {
class raw_ostream;
}

namespace tnp::translate {

enum class Severity : std::uint8_t {
  kNote,     // context of the diagnostic before it
  kWarning,  // rewritten, but the result may differ
  kError,    // left as it was, or nothing was written
};

/// A message about some bytes of a line. Without a place (`line` 0) it is about
/// the whole file; without a file about the run.
struct Diagnostic {
  Severity severity = Severity::kError;
  Slug slug = Slug::kInvalidInput;
  std::string message;  // lower case, no final period, code in backticks
  std::string file;
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 1, in bytes
  std::uint32_t length = 0;  // bytes underlined on that line
  std::string source_line;
};

using Diagnostics = std::vector<Diagnostic>;

/// A diagnostic about the bytes [begin, end) of `source`.
Diagnostic diagnose(Severity severity, Slug slug, const SourceFile& source,
                    std::size_t begin, std::size_t end, std::string message);

/// A diagnostic about a whole file, or with an empty name about the run.
Diagnostic diagnose_file(Severity severity, Slug slug, std::string file,
                         std::string message);

bool has_errors(const Diagnostics& diagnostics);

/// Prints in Clang's form: `file:line:col: error: message [slug]`, the source
/// line, a caret. Notes have no slug.
void print(llvm::raw_ostream& out, const Diagnostic& diagnostic, bool colors);

}  // namespace tnp::translate
