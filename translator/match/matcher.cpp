#include "translator/match/matcher.h"

#include <algorithm>

#include "translator/match/binder.h"

namespace tnp::translate {
namespace {

constexpr std::string_view kSourceRoot = "numpy";
constexpr std::string_view kTargetRoot = "tnp";

constexpr std::string_view kUfuncMembers[] = {
    "accumulate", "at",    "identity", "nargs",    "nin",       "nout",
    "ntypes",     "outer", "reduce",   "reduceat", "signature", "types",
};

std::size_t count_components(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count(name, '.')) + 1;
}

bool is_dunder(std::string_view name) {
  return name.starts_with("__") && name.ends_with("__");
}

// A module needs no entry of its own: that something in it has one is enough.
bool is_module(std::string_view name, const RuleTable& rules) {
  if (name == kSourceRoot) return true;
  const Rule* rule = rules.find(name);
  if (rule) return rule->kind == RuleKind::kModule;
  return !rules.with_prefix(std::string(name) + ".").empty();
}

void set_unsupported(const Rule* rule, RuleMatch& result) {
  result.problem = MatchProblem::kUnsupported;
  if (rule) result.advice = rule->unsupported;
}

void set_rule(const Rule& rule, RuleMatch& result) {
  result.rule = &rule;
  result.target = rule.target;
  result.component_count = count_components(rule.name);
  result.is_module = rule.kind == RuleKind::kModule;
  if (!rule.unsupported.empty()) set_unsupported(&rule, result);
}

// Whether a value that `rule` describes has an attribute `name`, as far as the
// table can tell.
bool may_have_attribute(const Rule& rule, std::string_view name) {
  if (is_dunder(name)) return true;
  switch (rule.kind) {
    case RuleKind::kFunction:
      return rule.is_ufunc && std::ranges::count(kUfuncMembers, name) > 0;
    case RuleKind::kClass:
      return rule.name != "numpy.ndarray";
    case RuleKind::kMethod:
      return false;
    default:
      return true;
  }
}

// `numpy.add.reduce`: the rule is that of `numpy.add`.
RuleMatch match_attribute(std::string_view name, const RuleTable& rules) {
  RuleMatch result;
  std::size_t dot = name.rfind('.');
  while (dot != std::string_view::npos) {
    const Rule* rule = rules.find(name.substr(0, dot));
    if (rule && rule->kind != RuleKind::kModule) {
      set_rule(*rule, result);
      const std::string_view rest = name.substr(dot + 1);
      const std::string_view attribute = rest.substr(0, rest.find('.'));
      if (result.ok() && !may_have_attribute(*rule, attribute)) {
        result.problem = MatchProblem::kUnsupportedAttribute;
        result.subject = attribute;
      }
      return result;
    }
    if (rule && !rule->unsupported.empty()) {
      set_unsupported(rule, result);
      return result;
    }
    dot = dot == 0 ? std::string_view::npos : name.rfind('.', dot - 1);
  }
  set_unsupported(nullptr, result);
  return result;
}

bool has_signature(const Rule& rule) {
  return rule.kind == RuleKind::kFunction || rule.kind == RuleKind::kMethod;
}

RuleMatch match_canonical(std::string_view name, const RuleTable& rules) {
  RuleMatch result;
  if (const Rule* rule = rules.find(name)) {
    set_rule(*rule, result);
    return result;
  }
  if (is_module(name, rules)) {
    result.is_module = true;
    result.target = target_of_module(name);
    result.component_count = count_components(name);
    return result;
  }
  return match_attribute(name, rules);
}

// `getattr(np, "sin")`: the module or class may become the target's when the
// name is the same there.
void check_lookup(const Reference& reference, const RuleTable& rules,
                  RuleMatch& result) {
  if (!result.ok() || reference.looked_up.empty()) return;
  const std::string_view name = reference.looked_up;
  const RuleMatch found =
      match_name(reference.name + "." + std::string(name), rules);
  result.is_module = false;  // it is known what is used of it
  if (found.ok() && found.target == result.target + "." + std::string(name)) {
    return;
  }
  result.problem = MatchProblem::kDynamic;
  result.subject = name;
}

// `numpy.float`: the rest of the name are attributes of Python's type.
RuleMatch match_builtin(const Rule& alias) {
  RuleMatch result;
  result.target = alias.target;
  result.component_count = count_components(alias.target);
  return result;
}

}  // namespace

std::string target_of_module(std::string_view module) {
  return std::string(kTargetRoot) +
         std::string(module.substr(kSourceRoot.size()));
}

RuleMatch match_name(std::string_view name, const RuleTable& rules) {
  const CanonicalName canonical = rules.canonical(name);
  if (!canonical.alias) return match_canonical(name, rules);
  const Rule& alias = *canonical.alias;
  RuleMatch result = alias.target.starts_with("builtins.")
                         ? match_builtin(alias)
                         : match_canonical(canonical.name, rules);
  result.alias = &alias;
  result.is_negative = alias.target.starts_with('-');
  if (result.component_count > 0) {
    result.component_count += count_components(name);
    result.component_count -= count_components(canonical.name);
  }
  return result;
}

RuleMatch match(const Reference& reference, std::string_view text,
                const RuleTable& rules) {
  RuleMatch result;
  result.range = reference.range;
  switch (reference.kind) {
    case ReferenceKind::kDynamic:
      result.problem = MatchProblem::kDynamic;
      return result;
    case ReferenceKind::kAssign:
      result.problem = MatchProblem::kReplaced;
      return result;
    case ReferenceKind::kDelete:
      result.problem = MatchProblem::kDeleted;
      return result;
    default:
      break;
  }
  result = match_name(reference.name, rules);
  result.range = reference.range;
  if (reference.kind == ReferenceKind::kLookup) {
    check_lookup(reference, rules, result);
    return result;
  }
  const bool is_whole =
      result.component_count == count_components(reference.name);
  if (!result.ok() || !is_whole || !result.rule) return result;
  if (reference.kind != ReferenceKind::kCall || !has_signature(*result.rule)) {
    return result;
  }
  std::span<const Param> params = result.rule->params;
  // The value itself is the first argument of its method.
  if (reference.is_member() && !params.empty()) params = params.subspan(1);
  bind_arguments(reference.arguments, reference.range, text, params,
                 result.rule->is_ufunc, result);
  return result;
}

}  // namespace tnp::translate
