#include "translator/python/bindings.h"

#include <algorithm>

#include "translator/python/syntax_kind.h"

namespace tnp::translate {
namespace {

// A chain of aliases longer than this comes from no human hand.
constexpr std::uint32_t kMaxDepth = 200;

bool gives_meaning(const Assignment& assignment) {
  return assignment.kind == AssignmentKind::kImport ||
         assignment.kind == AssignmentKind::kChain;
}

// What `import numpy.linalg` binds is `numpy`.
std::string bound_target(const Import& import, const ImportItem& item) {
  const bool top = import.module.empty() && item.alias.empty();
  return top ? "numpy" : item.target;
}

}  // namespace

Variables::Variables(const Names& names) : names_(names) {
  const auto is_nonlocal = [&](const Assignment& a) {
    return names.nonlocals.contains(scoped(a.scope, a.name));
  };
  for (const bool nonlocal : {false, true}) {
    for (std::uint32_t i = 0; i < names.assignments.size(); ++i) {
      const Assignment& a = names.assignments[i];
      if (is_nonlocal(a) != nonlocal) continue;
      variable(owner(a.scope, a.name), a.name).assignments.push_back(i);
    }
  }
  for (const auto* declared : {&names.globals, &names.nonlocals}) {
    for (const std::uint64_t key : *declared) {
      const auto name = static_cast<std::uint32_t>(key);
      const auto scope = static_cast<std::uint32_t>(key >> 32);
      variable(owner(scope, name), name).is_declared = true;
    }
  }
  // `np = np` in a class reads the name from outside.
  for (const Chain& chain : names.chains) {
    const Scope& scope = names.scopes[chain.scope];
    if (scope.kind != ScopeKind::kClass) continue;
    if (find(chain.scope, chain.root) == kNone) continue;
    const std::uint32_t outer = lookup(scope.parent, chain.root);
    if (outer != kNone) variables_[outer].is_declared = true;
  }
}

Variable& Variables::variable(std::uint32_t scope, std::uint32_t name) {
  const auto next = static_cast<std::uint32_t>(variables_.size());
  const auto [entry, added] = index_.try_emplace(scoped(scope, name), next);
  if (added) variables_.push_back({scope, name, {}, false});
  return variables_[entry->second];
}

std::uint32_t Variables::find(std::uint32_t scope, std::uint32_t name) const {
  const auto entry = index_.find(scoped(scope, name));
  return entry == index_.end() ? kNone : entry->second;
}

std::uint32_t Variables::owner(std::uint32_t scope, std::uint32_t name) const {
  if (names_.globals.contains(scoped(scope, name))) return 0;
  if (!names_.nonlocals.contains(scoped(scope, name))) return scope;
  for (std::uint32_t s = names_.scopes[scope].parent; s != kNone;
       s = names_.scopes[s].parent) {
    if (names_.scopes[s].kind == ScopeKind::kFunction &&
        find(s, name) != kNone) {
      return s;
    }
  }
  return scope;
}

std::uint32_t Variables::lookup(std::uint32_t scope, std::uint32_t name) const {
  // The names of a class are visible in its own body alone, and in the type
  // parameters of its methods.
  bool sees_class = true;
  for (std::uint32_t s = scope; s != kNone; s = names_.scopes[s].parent) {
    const ScopeKind kind = names_.scopes[s].kind;
    if (kind != ScopeKind::kClass || sees_class) {
      if (names_.globals.contains(scoped(s, name))) return find(0, name);
      const std::uint32_t found = find(s, name);
      // A nonlocal name has no variable of its own here.
      if (found != kNone) return found;
    }
    sees_class = s == scope && kind == ScopeKind::kTypeParams;
  }
  return kNone;
}

TSNode without_star(TSNode node) {
  const bool starred = Grammar::get().kind(node) == SyntaxKind::kListSplat;
  return starred ? ts_node_named_child(node, 0) : node;
}

ArgumentNode read_argument(TSNode node) {
  const Grammar& grammar = Grammar::get();
  switch (grammar.kind(node)) {
    case SyntaxKind::kListSplat:
      return {ArgumentKind::kStar, {}, node};
    case SyntaxKind::kDictionarySplat:
      return {ArgumentKind::kDoubleStar, {}, node};
    case SyntaxKind::kKeywordArgument:
      return {ArgumentKind::kKeyword,
              child_by_field(node, grammar.fields().name),
              child_by_field(node, grammar.fields().value)};
    default:
      return {ArgumentKind::kPositional, {}, node};
  }
}

std::vector<ByteRange> chain_parts(TSNode node) {
  const Grammar& grammar = Grammar::get();
  std::vector<ByteRange> parts;
  if (grammar.kind(node) == SyntaxKind::kDottedName) {
    for (std::uint32_t i = 0; i < ts_node_named_child_count(node); ++i) {
      parts.push_back(range_of(ts_node_named_child(node, i)));
    }
    return parts;
  }
  while (grammar.kind(node) == SyntaxKind::kAttribute) {
    const TSNode name = child_by_field(node, grammar.fields().attribute);
    parts.push_back(range_of(name));
    node = without_star(child_by_field(node, grammar.fields().object));
  }
  if (grammar.kind(node) == SyntaxKind::kIdentifier) {
    parts.push_back(range_of(node));
  }
  std::ranges::reverse(parts);
  return parts;
}

struct BindingFinder::Meaning {
  std::string target;  // empty: none
  BindingKind kind = BindingKind::kAlias;
  std::uint32_t source = kNone;
  bool has_import = false;
  bool has_other = false;     // also bound to something else, for good
  bool has_fallback = false;  // bound to something else when NumPy is missing
};

BindingFinder::BindingFinder(std::string_view text, const Names& names,
                             const Variables& variables,
                             const ProjectNames* project,
                             Resolution& resolution)
    : text_(text),
      names_(names),
      variables_(variables),
      project_(project),
      resolution_(resolution),
      states_(variables.all().size()) {
  resolution_.imports = names.imports;
}

void BindingFinder::run() {
  for (std::uint32_t i = 0; i < variables_.all().size(); ++i) {
    const Variable& variable = variables_.all()[i];
    const bool worth = std::ranges::any_of(
        variable.assignments, [&](std::uint32_t assignment) {
          return gives_meaning(names_.assignments[assignment]);
        });
    if (worth) bind(i);
  }
}

std::uint32_t BindingFinder::bind(std::uint32_t index) {
  State& state = states_[index];
  if (state.progress != Progress::kNew || depth_ > kMaxDepth) {
    return state.binding;
  }
  state.progress = Progress::kRunning;
  ++depth_;
  const Variable& variable = variables_.all()[index];
  const Meaning found = meaning(variable);
  --depth_;
  state.progress = Progress::kDone;
  if (found.target.empty()) return kNone;
  if (found.has_other) {
    if (found.has_import) report_ambiguous(variable);
    return kNone;
  }
  return state.binding = add_binding(variable, found);
}

BindingFinder::Meaning BindingFinder::meaning(const Variable& variable) {
  Meaning result;
  const auto add = [&](std::string target) {
    if (result.target.empty()) result.target = target;
    if (result.target != target) result.has_other = true;
  };
  for (const std::uint32_t index : variable.assignments) {
    const Assignment& assignment = names_.assignments[index];
    if (assignment.kind == AssignmentKind::kDelete) continue;
    if (assignment.kind == AssignmentKind::kImport) {
      const Import& import = names_.imports[assignment.index];
      add(bound_target(import, import.items[assignment.item]));
      result.has_import = true;
      result.kind =
          import.module.empty() ? BindingKind::kModule : BindingKind::kMember;
      continue;
    }
    if (assignment.kind == AssignmentKind::kChain) {
      const Chain& chain = names_.chains[assignment.index];
      const std::uint32_t root = variables_.lookup(chain.scope, chain.root);
      const std::uint32_t source = root == kNone ? kNone : bind(root);
      if (source != kNone) {
        add(qualified(source, chain.node));
        result.source = source;
        continue;
      }
    }
    if (is_fallback(assignment, variable)) {
      result.has_fallback = true;
    } else {
      result.has_other = true;
    }
  }
  // A fallback is for a library that may be missing; an alias has none.
  if (!result.has_import && result.has_fallback) result.has_other = true;
  return result;
}

// `np = None` anywhere, or any binding in the handler of the `try` that
// imports: it counts only when NumPy is not there.
bool BindingFinder::is_fallback(const Assignment& other,
                                const Variable& variable) const {
  if (other.kind == AssignmentKind::kNone) return true;
  for (std::uint32_t h = other.block; h != kNone; h = names_.blocks[h].parent) {
    if (names_.blocks[h].kind != BlockKind::kHandler) continue;
    for (const std::uint32_t index : variable.assignments) {
      const Assignment& ours = names_.assignments[index];
      if (ours.kind != AssignmentKind::kImport) continue;
      for (std::uint32_t b = ours.block; b != kNone;
           b = names_.blocks[b].parent) {
        if (names_.blocks[b].kind == BlockKind::kTryBody &&
            names_.blocks[b].try_id == names_.blocks[h].try_id) {
          return true;
        }
      }
    }
  }
  return false;
}

std::uint32_t BindingFinder::add_binding(const Variable& variable,
                                         const Meaning& meaning) {
  const auto index = static_cast<std::uint32_t>(resolution_.bindings.size());
  const std::string_view name = names_.spellings[variable.name];
  Binding binding;
  binding.kind = meaning.kind;
  binding.name = name;
  binding.target = meaning.target;
  binding.source = meaning.source;
  binding.is_exported =
      variable.scope == 0 && names_.exported.contains(llvm::StringRef(name));
  binding.is_shared =
      variable.scope == 0 && project_ && project_->shared.contains(name);
  binding.keeps_name = variable.is_declared || meaning.has_fallback ||
                       names_.looks_up_names || binding.is_exported ||
                       (meaning.has_import && meaning.source != kNone);
  for (const std::uint32_t a : variable.assignments) {
    const Assignment& assignment = names_.assignments[a];
    if (assignment.kind == AssignmentKind::kDelete) binding.keeps_name = true;
    if (assignment.kind != AssignmentKind::kImport) continue;
    ImportItem& item =
        resolution_.imports[assignment.index].items[assignment.item];
    item.binding = index;
    if (binding.is_shared && !item.is_reexport) {
      resolution_.unresolved.push_back(
          {Unresolved::Reason::kShared, item.range, binding.name});
    }
    if (item.is_reexport) binding.is_shared = true;
    if (assignment.scope != variable.scope) binding.is_imported_inside = true;
    if (binding.is_exported && meaning.kind == BindingKind::kModule) {
      resolution_.unresolved.push_back(
          {Unresolved::Reason::kExported, item.range, binding.name});
    }
  }
  resolution_.bindings.push_back(std::move(binding));
  return index;
}

void BindingFinder::report_ambiguous(const Variable& variable) {
  for (const std::uint32_t a : variable.assignments) {
    const Assignment& assignment = names_.assignments[a];
    if (assignment.kind != AssignmentKind::kImport) continue;
    const Import& import = resolution_.imports[assignment.index];
    resolution_.unresolved.push_back(
        {Unresolved::Reason::kAmbiguous, import.items[assignment.item].range,
         std::string(names_.spellings[variable.name])});
    return;
  }
}

std::string BindingFinder::qualified(std::uint32_t binding,
                                     TSNode chain) const {
  std::string result = resolution_.bindings[binding].target;
  const std::vector<ByteRange> parts = chain_parts(chain);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    result += '.';
    result += text_of(text_, parts[i]);
  }
  return result;
}

}  // namespace tnp::translate
