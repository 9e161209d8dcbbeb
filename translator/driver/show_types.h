/// `--show-types`: what is known of the values of Python programs.
#pragma once

#include "translator/driver/options.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// Prints a line for each name where it is bound: `a.py:3:1: x: ndarray[int64,
/// 2]`, with ` (assumed)` where an annotation alone says so. Writes nothing;
/// kFailed when an input cannot be read or is not Python.
int show_types(const Options& options, const RuleTable& rules);

}  // namespace tnp::translate
