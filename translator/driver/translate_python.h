/// One Python text through every step.
#pragma once

#include <string>
#include <vector>

#include "translator/diagnostics/diagnostic.h"
#include "translator/output/call_site.h"
#include "translator/rewrite/edit_set.h"
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
};

/// Translates `source`. It fails when the source does not parse, or when the
/// result would not; the diagnostics say where. The result depends on nothing
/// but the arguments, and not on the name of the source: it is cached by them
/// (open_cache in run.cpp).
Translation translate_python(const SourceFile& source, const RuleTable& rules,
                             Fallback fallback = Fallback::kError);

}  // namespace tnp::translate
