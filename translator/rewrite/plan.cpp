#include "translator/rewrite/plan.h"

#include <algorithm>

namespace tnp::translate {
namespace {

// Whether an import can become one of the target library.
bool can_move(const ImportItem& item, const Binding& binding,
              const std::string& target_module) {
  if (binding.kind != BindingKind::kModule || !item.alias.empty()) return true;
  // `import numpy.linalg` binds the top module, under that very name.
  const bool is_top = item.target == binding.target;
  return is_top || binding.keeps_name || target_module == "tnp";
}

std::size_t count_components(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count(name, '.')) + 1;
}

bool is_removed(const RuleMatch& match) {
  return match.alias && !match.alias->removed.empty();
}

void refuse(RuleMatch& match, std::string_view advice) {
  match.problem = MatchProblem::kUnsupported;
  match.advice = advice;
}

// What is imported must be a name, and the names of a star those of the module.
RuleMatch match_import(const Import& import, const ImportItem& item,
                       const RuleTable& rules) {
  RuleMatch match = match_name(item.target, rules);
  if (match.is_negative) {
    refuse(match, "use it as an attribute of the module");
  } else if (match.alias && item.name.empty() && !import.module.empty()) {
    refuse(match, "import the names that are used");
  }
  return match;
}

// Whether the name of the binding alone is all that the rule is about.
bool is_bound_whole(const Binding& binding, const RuleMatch& match) {
  return binding.kind != BindingKind::kStar &&
         match.component_count <= count_components(binding.target);
}

// What an alias stands for may have no place where the alias has one.
void check_alias(const Reference& reference, const Resolution& resolution,
                 RuleMatch& match) {
  if (!match.ok() || !match.alias || reference.is_member()) return;
  const Binding& binding = resolution.bindings[reference.binding];
  const bool is_whole = is_bound_whole(binding, match);
  if (match.is_negative && is_whole && binding.kind == BindingKind::kMember) {
    refuse(match, "use it as an attribute of the module");
  }
  if (!match.is_builtin() || is_whole) return;
  const std::string_view name =
      std::string_view(match.target).substr(sizeof("builtins"));
  if (resolution.has_foreign_star || resolution.bound_names.contains(name)) {
    match.problem = MatchProblem::kReboundBuiltin;
    match.subject = name;
  }
}

// Whether the target library has the name under which the program reaches it,
// once the import has changed.
bool keeps_spelling(const Reference& reference, const Resolution& resolution,
                    const Plan& plan, const RuleMatch& match) {
  if (reference.is_member()) {
    const std::string& name = reference.name;
    return match.target.ends_with(name.substr(name.rfind('.')));
  }
  const Binding& binding = resolution.bindings[reference.binding];
  if (is_bound_whole(binding, match)) return true;
  std::size_t end = binding.target.size();
  for (std::size_t i = count_components(binding.target);
       i < match.component_count; ++i) {
    end = reference.name.find('.', end + 1);
  }
  const std::string rest =
      reference.name.substr(0, end).substr(binding.target.size());
  return !match.is_negative &&
         match.target == plan.binding_targets[reference.binding] + rest;
}

// With imports alone a reference moves as it is, or not at all.
void keep_spelling(const Resolution& resolution, Plan& plan) {
  for (std::size_t i = 0; i < resolution.references.size(); ++i) {
    RuleMatch& match = plan.matches[i];
    match.renames.clear();
    // To delete a name is all the same to what it stands for.
    if (match.problem == MatchProblem::kDeleted) plan.rewritten[i] = true;
    if (!match.ok() ||
        keeps_spelling(resolution.references[i], resolution, plan, match)) {
      continue;
    }
    match.problem = MatchProblem::kRenamed;
    plan.rewritten[i] = false;
  }
}

// Matches what the imports name. A name without a counterpart is reported where
// it is used, or here when it is not.
void plan_imports(const Resolution& resolution, const RuleTable& rules,
                  Plan& plan) {
  std::vector<bool> is_used(resolution.bindings.size(), false);
  for (const Reference& reference : resolution.references) {
    if (!reference.is_member()) is_used[reference.binding] = true;
  }
  for (const Import& import : resolution.imports) {
    std::vector<std::string>& targets = plan.import_targets.emplace_back();
    for (const ImportItem& item : import.items) {
      RuleMatch match = match_import(import, item, rules);
      targets.push_back(match.target);
      if (item.binding == kNone) continue;
      const Binding& binding = resolution.bindings[item.binding];
      if (!match.ok() || !can_move(item, binding, resolution.target_module)) {
        plan.moved[item.binding] = false;
      }
      const bool whole = item.target == binding.target;
      if (!match.ok() && !(whole && is_used[item.binding])) {
        plan.unsupported_imports.push_back(
            {item.range, std::move(match), item.target});
      } else if (match.ok() && is_removed(match)) {
        plan.removed_imports.push_back(
            {item.range, std::move(match), item.target});
      }
    }
  }
}

std::uint32_t imported_binding(const Resolution& resolution,
                               std::uint32_t binding) {
  while (resolution.bindings[binding].kind == BindingKind::kAlias) {
    binding = resolution.bindings[binding].source;
  }
  return binding;
}

// Whether the target of a match lies in what the moved binding stands for:
// `la.norm` after `import tnp.linalg as la` cannot name `tnp.norm`.
bool is_reached(const Binding& binding, const std::string& target,
                const RuleMatch& match) {
  if (match.component_count <= count_components(binding.target)) return true;
  return !match.is_negative && match.target.starts_with(target + ".");
}

// Whether the reference has to be spelled in full: `tnp.sum`.
bool is_in_full(const Resolution& resolution, const Plan& plan,
                std::size_t index) {
  const Reference& reference = resolution.references[index];
  if (reference.is_member()) return false;
  const std::uint32_t binding = reference.binding;
  return !plan.moved[binding] ||
         !is_reached(resolution.bindings[binding],
                     plan.binding_targets[binding], plan.matches[index]);
}

// Whether the reference would need a name that no import can give it.
bool lacks_target(const Resolution& resolution, const Plan& plan,
                  std::size_t index) {
  const Reference& reference = resolution.references[index];
  if (reference.is_member() || plan.matches[index].is_builtin()) return false;
  const std::uint32_t root = imported_binding(resolution, reference.binding);
  return resolution.bindings[root].is_imported_inside &&
         is_in_full(resolution, plan, index);
}

// A later star import hides the names of those before it: all go or none.
bool keep_stars_together(const Resolution& resolution, Plan& plan) {
  std::size_t stars = 0;
  std::size_t moved = 0;
  const auto is_star = [&](std::size_t i) {
    return resolution.bindings[i].kind == BindingKind::kStar;
  };
  for (std::size_t i = 0; i < resolution.bindings.size(); ++i) {
    stars += is_star(i);
    moved += is_star(i) && plan.moved[i];
  }
  if (moved == stars || moved == 0) return false;
  for (std::size_t i = 0; i < resolution.bindings.size(); ++i) {
    if (is_star(i)) plan.moved[i] = false;
  }
  return true;
}

// One round of consequences; whether there was any.
bool propagate(const Resolution& resolution, Plan& plan) {
  bool changed = keep_stars_together(resolution, plan);
  for (std::size_t i = 0; i < resolution.references.size(); ++i) {
    const Reference& reference = resolution.references[i];
    if (plan.rewritten[i] && lacks_target(resolution, plan, i)) {
      if (plan.moved[reference.binding]) {
        refuse(plan.matches[i], "import the module outside of functions");
      }
      plan.rewritten[i] = false;
      changed = true;
    }
    const bool alias_stays =
        reference.defines != kNone && !plan.moved[reference.defines];
    const bool value_stays = std::ranges::any_of(
        reference.receivers,
        [&](std::uint32_t receiver) { return !plan.rewritten[receiver]; });
    const bool name_stays = plan.mode == Mode::kShim &&
                            !reference.is_member() &&
                            !plan.moved[reference.binding];
    if (plan.rewritten[i] && (alias_stays || value_stays || name_stays)) {
      plan.rewritten[i] = false;
      changed = true;
    }
    if (plan.rewritten[i] || reference.is_member()) continue;
    // The name that is deleted is kept.
    if (reference.kind == ReferenceKind::kDelete) continue;
    for (const std::uint32_t binding : {reference.binding, reference.defines}) {
      if (binding == kNone || !plan.moved[binding]) continue;
      plan.moved[binding] = false;
      changed = true;
    }
  }
  return changed;
}

}  // namespace

Plan make_plan(const Resolution& resolution, std::string_view text,
               const RuleTable& rules, Mode mode) {
  Plan plan;
  plan.mode = mode;
  for (const Reference& reference : resolution.references) {
    plan.matches.push_back(match(reference, text, rules));
    check_alias(reference, resolution, plan.matches.back());
    plan.rewritten.push_back(plan.matches.back().ok());
  }
  for (const Binding& binding : resolution.bindings) {
    plan.moved.push_back(!binding.is_shared);
  }
  plan.needs_target.assign(resolution.bindings.size(), false);
  for (const Binding& binding : resolution.bindings) {
    plan.binding_targets.push_back(match_name(binding.target, rules).target);
  }
  plan_imports(resolution, rules, plan);
  if (mode == Mode::kShim) keep_spelling(resolution, plan);
  while (propagate(resolution, plan)) {
  }
  plan.in_full.assign(resolution.references.size(), false);
  for (std::size_t i = 0; i < resolution.references.size(); ++i) {
    if (!plan.rewritten[i] || !is_in_full(resolution, plan, i)) continue;
    plan.in_full[i] = true;
    if (plan.matches[i].is_builtin()) continue;
    const std::uint32_t index = resolution.references[i].binding;
    plan.needs_target[imported_binding(resolution, index)] = true;
  }
  return plan;
}

}  // namespace tnp::translate
