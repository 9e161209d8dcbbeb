#include "translator/driver/console.h"

#include <cstdlib>
#include <utility>

#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/output/writer.h"

namespace tnp::translate {

void use_colors(Color color) {
  const char* no_color = std::getenv("NO_COLOR");
  const bool is_wanted = !no_color || *no_color == '\0';
  const bool on =
      color == Color::kAlways ||
      (color == Color::kAuto && is_wanted && llvm::errs().has_colors());
  llvm::errs().enable_colors(on);
  // What is printed to a string has the colours of where the string goes.
  llvm::WithColor::setAutoDetectFunction(
      [](const llvm::raw_ostream& out) { return out.colors_enabled(); });
}

// Standard error is not buffered: one write, not one for each word.
void print_all(const Diagnostics& diagnostics) {
  std::string text;
  llvm::raw_string_ostream out(text);
  const bool colors = llvm::errs().colors_enabled();
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
