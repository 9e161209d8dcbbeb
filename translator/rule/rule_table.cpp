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

// Aliases of aliases end after a few steps, unless they go round.
constexpr int kMaxAliases = 8;

// The rule of the longest part of `name` that has one; `name` becomes the part.
const Rule* find_longest(const RuleTable& rules, std::string_view& name) {
  while (true) {
    if (const Rule* rule = rules.find(name)) return rule;
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    name = name.substr(0, dot);
  }
}

// What an alias stands for, in the source program's words.
std::string source_name(std::string_view target) {
  if (target.starts_with('-')) target.remove_prefix(1);
  if (!target.starts_with("tnp")) return std::string(target);
  return "numpy" + std::string(target.substr(3));
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
  if (rule && rule->priority >= 0) return rule;
  const Rule* builtin = find_in(base_, name);
  return builtin ? builtin : rule;
}

std::vector<const Rule*> RuleTable::candidates(std::string_view name) const {
  std::vector<const Rule*> found;
  const Rule* builtin = find_in(base_, name);
  const Rule* rule = find_in(overlay_, name);
  const Rule* const end = overlay_.data() + overlay_.size();
  for (; rule && rule != end && rule->name == name; ++rule) {
    if (builtin && rule->priority < 0) {
      found.push_back(std::exchange(builtin, nullptr));
    }
    found.push_back(rule);
  }
  if (builtin) found.push_back(builtin);
  return found;
}

bool RuleTable::is_builtin(const Rule& rule) const {
  return &rule >= base_.data() && &rule < base_.data() + base_.size();
}

CanonicalName RuleTable::canonical(std::string_view name) const {
  CanonicalName result{std::string(name), nullptr};
  for (int i = 0; i < kMaxAliases; ++i) {
    std::string_view part = result.name;
    const Rule* rule = find_longest(*this, part);
    if (!rule || rule->kind != RuleKind::kName || rule->target.empty()) break;
    result.alias = rule;
    result.name = source_name(rule->target) + result.name.substr(part.size());
  }
  return result;
}

std::vector<const Rule*> RuleTable::with_prefix(std::string_view prefix) const {
  std::vector<const Rule*> found;
  for (const std::span<const Rule> rules : {overlay_, base_}) {
    for (const Rule& rule : rules) {
      if (rule.name.starts_with(prefix) && find(rule.name) == &rule) {
        found.push_back(&rule);
      }
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Rule* a, const Rule* b) { return a->name < b->name; });
  return found;
}

}  // namespace tnp::translate
