#include "translator/driver/console.h"

#include <utility>

#include "llvm/Support/raw_ostream.h"
#include "translator/output/writer.h"

namespace tnp::translate {

// Standard error is not buffered: one write, not one for each word.
void print_all(const Diagnostics& diagnostics) {
  std::string text;
  llvm::raw_string_ostream out(text);
  const bool colors = llvm::errs().has_colors();
  out.enable_colors(colors);
  for (const Diagnostic& diagnostic : diagnostics) {
    print(out, diagnostic, colors);
  }
  llvm::errs() << out.str();
}

int fail(Diagnostic diagnostic) {
  print_all({std::move(diagnostic)});
  return kFailed;
}

int fail_command(std::string message) {
  return fail(diagnose_file(Severity::kError, Slug::kInvalidInput, {},
                            std::move(message)));
}

int write_stdout(std::string_view text) {
  llvm::raw_fd_ostream out(1, /*shouldClose=*/false);
  out << text;
  out.flush();
  if (!out.has_error()) return kAllTranslated;
  const std::string reason = out.error().message();
  out.clear_error();
  return fail(diagnose_file(Severity::kError, Slug::kUnwritableFile, "<stdout>",
                            "cannot write: " + reason));
}

int write_path(const std::string& path, std::string_view text) {
  const std::error_code error = write_file(path, text);
  if (!error) return kAllTranslated;
  return fail(diagnose_file(Severity::kError, Slug::kUnwritableFile, path,
                            "cannot write: " + error.message()));
}

}  // namespace tnp::translate
