/// One Python text through every step.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "translator/call/module_names.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/output/call_site.h"
#include "translator/python/syntax_tree.h"
#include "translator/rewrite/edit_set.h"
#include "translator/rewrite/plan.h"
#include "translator/rewrite/report.h"
#include "translator/rule/rule_table.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

struct Translation {
  bool failed = false;  // then there is no text
  EditSet edits;
  std::string text;
  Diagnostics diagnostics;
  Diagnostics ignored;  // by comments of the program
  std::vector<CallSite> sites;
  ModuleFacts facts;
};

/// Why a text is not Python, or nothing.
std::optional<Diagnostic> syntax_error(const SourceFile& source,
                                       const SyntaxTree& tree);

/// What `text`, a program, imports from modules; nothing where it is not
/// Python.
ModuleFacts import_facts(std::string_view text);

/// How a program is to be translated.
struct TranslationOptions {
  Fallback fallback = Fallback::kError;
  Mode mode = Mode::kFull;
  std::string device;  // where new arrays are made: `cuda`; empty: the CPU
  /// What other modules of the project tell of this one, or null.
  const ProjectNames* project = nullptr;
};

/// Translates `source`. It fails when the source does not parse, or when the
/// result would not; the diagnostics say where. The result depends on nothing
/// but the arguments, and not on the name of the source: it is cached by them
/// (open_cache in run.cpp).
Translation translate_python(const SourceFile& source, const RuleTable& rules,
                             const TranslationOptions& options = {});

}  // namespace tnp::translate
