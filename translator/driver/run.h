/// A run over Python files: find, translate, write, report.
#pragma once

#include "translator/driver/options.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// Does what `options` ask for and gives the exit code.
int run_files(const Options& options, const RuleTable& rules);

}  // namespace tnp::translate
