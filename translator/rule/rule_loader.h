/// From checked entries to the rules that the translator looks up.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "translator/diagnostics/diagnostic.h"
#include "translator/rule/definition.h"
#include "translator/rule/rule.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// Rules sorted by name, with what they point into.
struct RuleSet {
  std::vector<Rule> rules;
  std::shared_ptr<const void> owner;
};

/// One rule for each name that a program can use: the function, the method,
/// each alias, the C++ spelling. Hidden kernels have none.
RuleSet make_rules(std::span<const Definition> definitions);

/// `base` with the rules of the user's files. Of rules with one name that of
/// the highest priority wins, and of equal ones the last: rules of `base` have
/// priority 0 and come first, then the files in the order given. On any error,
/// reported in `diagnostics`, `base` alone.
RuleTable load_rules(const RuleTable& base, std::span<const std::string> paths,
                     Diagnostics& diagnostics);

}  // namespace tnp::translate
