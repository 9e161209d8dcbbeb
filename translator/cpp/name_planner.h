/// Decides what becomes of one name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "translator/cpp/program.h"
#include "translator/diagnostics/slug.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

struct NamePlan {
  struct Claim {
    Place place;
    std::string text;
  };

  /// The rule followed; null for a namespace that has none of its own.
  const Rule* rule = nullptr;

  /// The texts that the name's words must have: also of words that stay, so
  /// that another wish for the same word is noticed. All or none are made.
  std::vector<Claim> claims;

  /// Why the name stays, instead.
  struct Problem {
    Slug slug;
    std::string message;
  };
  std::optional<Problem> problem;
};

/// Follows the rule for `reference`. A word is replaced by the word at its
/// place in the rule's target; where the two do not correspond, the whole name
/// is written anew.
NamePlan plan_name(const NameReference& reference, const RuleTable& rules);

}  // namespace tnp::translate
