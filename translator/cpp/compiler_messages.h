/// Keeps the compiler's errors as this program's diagnostics.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include "translator/diagnostics/diagnostic.h"

namespace tnp::translate {

/// Collects errors and the notes that belong to them; warnings about the input
/// are its author's business.
class CompilerMessages : public clang::DiagnosticConsumer {
 public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic& info) override;

  Diagnostics take() { return std::move(diagnostics_); }

 private:
  Diagnostics diagnostics_;
  bool is_kept_ = false;
};

}  // namespace tnp::translate
