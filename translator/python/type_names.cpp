// What a name means at a place, and what is known of the variable behind it.
#include "translator/python/type_interpreter.h"

namespace tnp::translate {

std::uint32_t TypeInterpreter::scope_of(TSNode node) const {
  const auto entry = scope_of_.find(node.id);
  return entry == scope_of_.end() ? 0 : entry->second;
}

// Classes and comprehensions run in the frame around them.
std::uint32_t TypeInterpreter::frame_scope(std::uint32_t scope) const {
  while (true) {
    const Scope& here = names_.scopes[scope];
    const bool is_inner = here.kind == ScopeKind::kClass ||
                          here.kind == ScopeKind::kTypeParams ||
                          (here.kind == ScopeKind::kComprehension &&
                           kind(here.node) != SyntaxKind::kGenerator);
    if (!is_inner) return scope;
    scope = here.parent;
  }
}

std::uint32_t TypeInterpreter::chain_at(TSNode node) const {
  const auto entry = chain_of_.find(node.id);
  return entry == chain_of_.end() ? kNone : entry->second;
}

std::uint32_t TypeInterpreter::variable_of(std::uint32_t chain) const {
  if (chain == kNone) return kNone;
  return variables_.lookup(names_.chains[chain].scope,
                           names_.chains[chain].root);
}

std::uint32_t TypeInterpreter::variable_bound_at(TSNode identifier) const {
  const auto entry = assignment_at_.find(ts_node_start_byte(identifier));
  if (kind(identifier) != SyntaxKind::kIdentifier ||
      entry == assignment_at_.end()) {
    return kNone;
  }
  return variable_of_assignment_[entry->second];
}

// Not what other code may bind: `global` names, names in reach of exec, and
// those of a module that a later star import may replace.
bool TypeInterpreter::is_followed(std::uint32_t index) const {
  const Variable& variable = variables_.all()[index];
  if (variable.is_declared || unfollowed_.contains(index) ||
      bindings_.binding(index) != kNone) {
    return false;
  }
  if (variable.scope != 0) return true;
  if (names_.looks_up_names) return false;
  return std::ranges::all_of(
      names_.foreign_stars, [&](const ForeignStar& star) {
        return star.begin <
               names_.assignments[variable.assignments.front()].begin;
      });
}

ValueType TypeInterpreter::variable_type(std::uint32_t index) {
  if (!is_followed(index)) return {};
  const std::uint32_t owner = frame_scope(variables_.all()[index].scope);
  if (owner == frame_->scope) {
    if (const ValueType* type = frame_->environment.find(index)) return *type;
    read_unbound_ = true;
    return {};
  }
  // What the frame around this one leaves there, once that is known.
  if (!finished_frames_.contains(owner)) return {};
  const auto summary = summaries_.find(index);
  if (summary == summaries_.end()) return {};
  ValueType result = summary->second;
  // Another module can bind it too.
  if (owner == 0 && result.is_known()) result.grade = Grade::kAssumed;
  return result;
}

std::string_view TypeInterpreter::builtin_name(TSNode identifier) const {
  if (ts_node_is_null(identifier) ||
      kind(identifier) != SyntaxKind::kIdentifier) {
    return {};
  }
  const std::uint32_t chain = chain_at(identifier);
  if (chain == kNone || variable_of(chain) != kNone) return {};
  if (!names_.foreign_stars.empty()) return {};
  return library_(chain).empty() ? text(identifier) : std::string_view();
}

bool TypeInterpreter::is_builtin(TSNode identifier,
                                 std::string_view name) const {
  return builtin_name(identifier) == name;
}

const Rule* TypeInterpreter::rule_of(std::uint32_t chain) {
  const auto [entry, added] = rule_of_.try_emplace(chain, nullptr);
  if (!added) return entry->second;
  const std::string_view name = library_(chain);
  if (name.empty()) return nullptr;
  return entry->second = rules_.find(rules_.canonical(name).name);
}

TypeInterpreter::Children TypeInterpreter::children(TSNode node) {
  Children result;
  if (ts_node_is_null(node)) return result;
  for_each_child(cursor_, node, [&](TSNode child, SyntaxKind) {
    result.push_back({child, ts_tree_cursor_current_field_id(&cursor_)});
  });
  return result;
}

}  // namespace tnp::translate
