/// Many files through the translator at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "translator/driver/result_cache.h"
#include "translator/driver/translate_python.h"
#include "translator/output/run_report.h"
#include "translator/rewrite/edit_set.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// One file, translated or not. Nothing is written yet.
struct FileResult {
  FileReport report;
  EditSet edits;
  std::string text;  // what to write; empty when the file failed
};

/// Translates the files at `paths`, `jobs` of them at once (0: one for each
/// core), and calls `take` in this thread with each result, in the order of
/// `paths`. Results that `cache` has are taken from there, the others added to
/// it; it is null for a run without one.
void translate_files(const std::vector<std::string>& paths,
                     const RuleTable& rules, const TranslationOptions& options,
                     unsigned jobs, ResultCache* cache,
                     const std::function<void(FileResult)>& take);

}  // namespace tnp::translate
