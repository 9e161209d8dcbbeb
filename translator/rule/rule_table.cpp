#include "translator/rule/rule_table.h"

#include <algorithm>
#include <utility>

namespace tnp::translate {
namespace {

const Rule* find_in(std::span<const Rule> rules, std::string_view name) {
  const auto found =
      std::lower_bound(rules.begin(), rules.end(), name,
                       [](const Rule& rule, std::string_view wanted) {
                         return rule.name < wanted;
                       });
  return found != rules.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

RuleTable RuleTable::overlaid(std::span<const Rule> rules,
                              std::shared_ptr<const void> owner) const {
  RuleTable table = *this;
  table.overlay_ = rules;
  table.owner_ = std::move(owner);
  return table;
}

const Rule* RuleTable::find(std::string_view name) const {
  const Rule* rule = find_in(overlay_, name);
  return rule ? rule : find_in(base_, name);
}

std::vector<const Rule*> RuleTable::with_prefix(std::string_view prefix) const {
  std::vector<const Rule*> found;
  for (const Rule& rule : overlay_) {
    if (rule.name.starts_with(prefix)) found.push_back(&rule);
  }
  for (const Rule& rule : base_) {
    if (rule.name.starts_with(prefix) && !find_in(overlay_, rule.name)) {
      found.push_back(&rule);
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Rule* a, const Rule* b) { return a->name < b->name; });
  return found;
}

}  // namespace tnp::translate
