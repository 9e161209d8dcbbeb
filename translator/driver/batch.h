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
  ModuleFacts facts;
};

/// Translates the files at `paths`, `jobs` of them at once (0: one for each
/// core), in the order of `paths`. Results that `cache` has are taken from
/// there, the others added to it; it is null for a run without one. `count` is
/// called in this thread as files are done, with how many are.
///
/// Files that import names of the library from each other are translated again
/// when that is known. `options` has nothing of that yet.
std::vector<FileResult> translate_files(
    const std::vector<std::string>& paths, const RuleTable& rules,
    const TranslationOptions& options, unsigned jobs, ResultCache* cache,
    const std::function<void(std::size_t)>& count);

}  // namespace tnp::translate
