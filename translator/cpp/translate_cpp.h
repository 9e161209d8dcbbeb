/// Translation units through every step.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "translator/cpp/program.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/rewrite/edit_set.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

struct FileTranslation {
  SourceFile source;
  std::string real_path;
  bool is_main = false;
  EditSet edits;
};

struct CppTranslation {
  /// Each project file once, however many units include it.
  std::vector<FileTranslation> files;
  Diagnostics diagnostics;  // by file, in the order of the text
};

/// Translates the files of `programs` together. The changes that one name needs
/// are made all or not at all; where two names, or two units, want different
/// texts in one place, neither is changed.
CppTranslation translate_cpp(std::span<const CppProgram> programs,
                             const RuleTable& rules);

}  // namespace tnp::translate
