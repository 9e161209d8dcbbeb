// Chains (`np.linalg.norm`) become references when their first name has a
// binding. What remains are members of values that are arrays, as far as types
// can be inferred.
#include "translator/python/resolver.h"

#include <algorithm>
#include <map>
#include <string>

#include "translator/python/bindings.h"
#include "translator/python/names.h"
#include "translator/python/numpy_names.h"
#include "translator/python/syntax_kind.h"
#include "translator/python/type_inference.h"

namespace tnp::translate {
namespace {

std::vector<Argument> arguments_of(TSNode call) {
  const Grammar& grammar = Grammar::get();
  const SyntaxFields& fields = grammar.fields();
  std::vector<Argument> result;
  const TSNode list = child_by_field(call, fields.arguments);
  if (ts_node_is_null(list)) return result;
  if (grammar.kind(list) != SyntaxKind::kArgumentList) {
    // f(i for i in x): the generator itself is the argument list.
    result.push_back({ArgumentKind::kPositional, {}, range_of(list)});
    return result;
  }
  for (std::uint32_t i = 0; i < ts_node_named_child_count(list); ++i) {
    const TSNode child = ts_node_named_child(list, i);
    if (grammar.kind(child) == SyntaxKind::kComment) continue;
    const auto [kind, name, value] = read_argument(child);
    Argument argument{kind, {}, range_of(value)};
    if (kind == ArgumentKind::kKeyword) argument.name = range_of(name);
    result.push_back(argument);
  }
  return result;
}

class Resolver {
 public:
  Resolver(const SyntaxTree& tree, Names names, const RuleTable& rules,
           const ProjectNames* project)
      : tree_(tree),
        text_(tree.text()),
        names_(std::move(names)),
        rules_(rules),
        variables_(names_),
        bindings_(text_, names_, variables_, project, result_),
        chain_refs_(names_.chains.size(), kNone) {}

  Resolution run(InferredTypes* types);

 private:
  void bind_star_imports();
  std::uint32_t star_binding(std::uint32_t name) const;
  std::uint32_t resolve_chain(const Chain& chain);
  std::string_view library_name(std::uint32_t chain) const;
  std::uint32_t resolve_library_chain(const Chain& chain,
                                      std::uint32_t binding);
  void resolve_members(const InferredTypes& types);
  std::uint32_t add(Reference reference, TSNode call);
  void find_definitions();
  void find_bound_names();
  void find_exports();
  std::string free_target_name() const;

  const SyntaxTree& tree_;
  std::string_view text_;
  Names names_;
  const RuleTable& rules_;
  Resolution result_;
  Variables variables_;
  BindingFinder bindings_;
  std::vector<std::uint32_t> chain_refs_;
  std::vector<std::uint32_t> stars_;
};

Resolution Resolver::run(InferredTypes* types) {
  bindings_.run();
  bind_star_imports();
  for (std::uint32_t i = 0; i < names_.chains.size(); ++i) {
    chain_refs_[i] = resolve_chain(names_.chains[i]);
  }
  // What has no use of the library has no values of it.
  if (types || !result_.references.empty()) {
    InferredTypes inferred = infer_types(
        tree_, names_, variables_, bindings_, rules_,
        [this](std::uint32_t chain) { return library_name(chain); },
        types != nullptr);
    resolve_members(inferred);
    for (Reference& reference : result_.references) {
      reference.rules_out_differences =
          inferred.equal_calls.contains(reference.parts.back().begin);
    }
    if (types) *types = std::move(inferred);
  }
  find_definitions();
  for (const ByteRange range : names_.dynamic_imports) {
    result_.unresolved.push_back({Unresolved::Reason::kImportCall, range,
                                  std::string(text_of(text_, range))});
  }
  for (const ByteRange range : names_.evaluations) {
    result_.unresolved.push_back({Unresolved::Reason::kEvaluated, range,
                                  std::string(text_of(text_, range))});
  }
  result_.shown_texts = std::move(names_.shown_texts);
  find_bound_names();
  find_exports();
  result_.target_module = free_target_name();
  return std::move(result_);
}

// A star import of NumPy stands for its public names, unless a later star
// import of a module that is not known may replace them.
void Resolver::bind_star_imports() {
  for (Import& import : result_.imports) {
    ImportItem& item = import.items.front();
    if (!item.name.empty() || item.is_reexport) continue;
    const bool hidden =
        std::ranges::any_of(names_.foreign_stars, [&](const ForeignStar& star) {
          return star.begin > import.range.begin && star.module != "math" &&
                 star.module != "cmath";
        });
    if (hidden) {
      result_.unresolved.push_back(
          {Unresolved::Reason::kStarImport, import.range, item.target});
      continue;
    }
    item.binding = static_cast<std::uint32_t>(result_.bindings.size());
    stars_.push_back(item.binding);
    result_.bindings.push_back(
        {BindingKind::kStar, "*", item.target, true, false, kNone});
  }
}

std::uint32_t Resolver::star_binding(std::uint32_t name) const {
  const std::string_view spelling = names_.spellings[name];
  for (const ForeignStar& star : names_.foreign_stars) {
    if (math_module_binds(star.module, spelling)) return kNone;
  }
  for (const std::uint32_t star : stars_) {
    const std::string& module = result_.bindings[star].target;
    if (star_import_binds(module, spelling)) return star;
  }
  return kNone;
}

std::uint32_t Resolver::resolve_chain(const Chain& chain) {
  const std::uint32_t root = variables_.lookup(chain.scope, chain.root);
  const std::uint32_t binding =
      root == kNone ? star_binding(chain.root) : bindings_.binding(root);
  return binding == kNone ? kNone : resolve_library_chain(chain, binding);
}

std::string_view Resolver::library_name(std::uint32_t chain) const {
  const std::uint32_t reference = chain_refs_[chain];
  if (reference == kNone) return {};
  return result_.references[reference].name;
}

std::uint32_t Resolver::resolve_library_chain(const Chain& chain,
                                              std::uint32_t binding) {
  Reference reference;
  reference.kind = chain.kind;
  reference.parts = chain_parts(chain.node);
  reference.range = {reference.parts.front().begin, reference.parts.back().end};
  reference.binding = binding;
  reference.looked_up = chain.looked_up;
  if (result_.bindings[binding].kind == BindingKind::kStar) {
    reference.name = result_.bindings[binding].target;
    for (const ByteRange part : reference.parts) {
      reference.name += '.';
      reference.name += text_of(text_, part);
    }
  } else {
    reference.name = bindings_.qualified(binding, chain.node);
  }
  return add(std::move(reference), chain.call);
}

// The members of values that are arrays. One that hangs on what is no reference
// (a scalar that Python made) has no origin and is nobody's.
void Resolver::resolve_members(const InferredTypes& types) {
  std::map<std::uint32_t, std::uint32_t> reference_at;
  for (std::uint32_t i = 0; i < result_.references.size(); ++i) {
    reference_at.emplace(result_.references[i].parts.back().begin, i);
  }
  for (const auto& [place, member] : types.members) {
    std::vector<std::uint32_t> receivers;
    for (const std::uint32_t origin : member.receiver.origins) {
      const auto found = reference_at.find(origin);
      if (found != reference_at.end()) receivers.push_back(found->second);
    }
    if (receivers.empty()) continue;
    const std::string_view spelling = text_of(text_, member.name);
    std::string name = "numpy.ndarray." + std::string(spelling);
    // An attribute that arrays do not have belongs to a subclass.
    if (!rules_.find(name) && !is_array_member(spelling)) continue;
    Reference reference;
    reference.kind = ts_node_is_null(member.call) ? ReferenceKind::kValue
                                                  : ReferenceKind::kCall;
    reference.name = std::move(name);
    reference.range = member.name;
    reference.parts = {member.name};
    reference.receivers = std::move(receivers);
    reference.grade = member.receiver.grade;
    add(std::move(reference), member.call);
  }
}

std::uint32_t Resolver::add(Reference reference, TSNode call) {
  if (reference.kind == ReferenceKind::kCall) {
    reference.call = range_of(call);
    reference.arguments = arguments_of(call);
  }
  result_.references.push_back(std::move(reference));
  return static_cast<std::uint32_t>(result_.references.size() - 1);
}

void Resolver::find_definitions() {
  for (std::uint32_t v = 0; v < variables_.all().size(); ++v) {
    const std::uint32_t binding = bindings_.binding(v);
    if (binding == kNone) continue;
    for (const std::uint32_t a : variables_.all()[v].assignments) {
      const Assignment& assignment = names_.assignments[a];
      if (assignment.kind != AssignmentKind::kChain) continue;
      const std::uint32_t ref = chain_refs_[assignment.index];
      if (ref != kNone) result_.references[ref].defines = binding;
    }
  }
}

void Resolver::find_bound_names() {
  std::vector<bool> is_bound(names_.spellings.size(), false);
  for (const Assignment& assignment : names_.assignments) {
    is_bound[assignment.name] = true;
  }
  for (std::size_t i = 0; i < is_bound.size(); ++i) {
    if (is_bound[i]) result_.bound_names.emplace(names_.spellings[i]);
  }
  result_.has_foreign_star = !names_.foreign_stars.empty();
}

// The names of the module itself, as other modules can import them.
void Resolver::find_exports() {
  for (std::uint32_t v = 0; v < variables_.all().size(); ++v) {
    const std::uint32_t binding = bindings_.binding(v);
    if (binding == kNone || variables_.all()[v].scope != 0) continue;
    const std::string& name = result_.bindings[binding].name;
    const bool in_star = names_.has_exports
                             ? names_.exported.contains(llvm::StringRef(name))
                             : !name.starts_with('_');
    result_.facts.exports.push_back(
        {name, result_.bindings[binding].target, in_star});
  }
}

std::string Resolver::free_target_name() const {
  std::string name = "tnp";
  const auto is_taken = [&](std::string_view wanted) {
    return std::ranges::any_of(names_.assignments, [&](const Assignment& a) {
      return a.kind != AssignmentKind::kTarget &&
             names_.spellings[a.name] == wanted;
    });
  };
  const auto is_used = [&](std::string_view wanted) {
    return std::ranges::find(names_.spellings, wanted) !=
           names_.spellings.end();
  };
  if (!is_taken(name)) return name;
  do name = "_" + name;
  while (is_used(name));
  return name;
}

}  // namespace

Resolution resolve(const SyntaxTree& tree, const RuleTable& rules,
                   const ProjectNames* project, InferredTypes* types) {
  Names names = collect_names(tree, project);
  Resolution result;
  std::vector<ForeignImport> imports = std::move(names.foreign_imports);
  if (!names.imports.empty() || !names.dynamic_imports.empty()) {
    if (names.python2) {
      result.old_syntax = names.python2;
      return result;
    }
    result = Resolver(tree, std::move(names), rules, project).run(types);
  }
  result.facts.imports = std::move(imports);
  return result;
}

}  // namespace tnp::translate
