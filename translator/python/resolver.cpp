// Chains (`np.linalg.norm`) become references when their first name has a
// binding. What remains are chains that start at a variable, and members of the
// result of a call: those are followed when the value is an array, which is
// known when it came from a call whose rule says so.
#include "translator/python/resolver.h"

#include <algorithm>
#include <string>

#include "translator/python/bindings.h"
#include "translator/python/names.h"
#include "translator/python/numpy_names.h"
#include "translator/python/syntax_kind.h"

namespace tnp::translate {
namespace {

// The depth to which results of calls on results of calls are followed.
constexpr std::uint32_t kMaxDepth = 200;

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
    Argument argument{ArgumentKind::kPositional, {}, range_of(child)};
    switch (grammar.kind(child)) {
      case SyntaxKind::kComment:
        continue;
      case SyntaxKind::kListSplat:
        argument.kind = ArgumentKind::kStar;
        break;
      case SyntaxKind::kDictionarySplat:
        argument.kind = ArgumentKind::kDoubleStar;
        break;
      case SyntaxKind::kKeywordArgument:
        argument.kind = ArgumentKind::kKeyword;
        argument.name = range_of(child_by_field(child, fields.name));
        argument.value = range_of(child_by_field(child, fields.value));
        break;
      default:
        break;
    }
    result.push_back(argument);
  }
  return result;
}

class Resolver {
 public:
  Resolver(std::string_view text, Names names, const RuleTable& rules)
      : text_(text),
        names_(std::move(names)),
        rules_(rules),
        variables_(names_),
        bindings_(text, names_, variables_, result_),
        chain_refs_(names_.chains.size(), Found{}),
        member_refs_(names_.members.size(), Found{}) {}

  Resolution run();

 private:
  struct Found {
    bool done = false;
    std::uint32_t reference = kNone;
  };

  void bind_star_imports();
  std::uint32_t star_binding(std::uint32_t name) const;
  std::uint32_t resolve_chain(std::uint32_t index);
  std::uint32_t resolve_library_chain(const Chain& chain,
                                      std::uint32_t binding);
  std::uint32_t resolve_value_chain(const Chain& chain, const Variable& root);
  std::uint32_t resolve_member(std::uint32_t index);
  std::uint32_t resolve_call(std::uint32_t call);
  std::uint32_t add_member(ByteRange name, ReferenceKind kind, TSNode call,
                           std::uint32_t receiver);
  std::uint32_t add(Reference reference, TSNode call);
  bool gives_array(std::uint32_t reference) const;
  void find_definitions();
  void find_bound_names();
  std::string free_target_name() const;

  std::string_view text_;
  Names names_;
  const RuleTable& rules_;
  Resolution result_;
  Variables variables_;
  BindingFinder bindings_;
  std::vector<Found> chain_refs_;
  std::vector<Found> member_refs_;
  std::vector<std::uint32_t> stars_;
  std::uint32_t depth_ = 0;
};

Resolution Resolver::run() {
  bindings_.run();
  bind_star_imports();
  for (std::uint32_t i = 0; i < names_.chains.size(); ++i) resolve_chain(i);
  for (std::uint32_t i = 0; i < names_.members.size(); ++i) resolve_member(i);
  find_definitions();
  for (const ByteRange range : names_.evaluations) {
    result_.unresolved.push_back({Unresolved::Reason::kEvaluated, range,
                                  std::string(text_of(text_, range))});
  }
  find_bound_names();
  result_.target_module = free_target_name();
  return std::move(result_);
}

// A star import of NumPy stands for its public names, unless a later star
// import of a module that is not known may replace them.
void Resolver::bind_star_imports() {
  for (Import& import : result_.imports) {
    ImportItem& item = import.items.front();
    if (!item.name.empty()) continue;
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

std::uint32_t Resolver::resolve_chain(std::uint32_t index) {
  Found& found = chain_refs_[index];
  if (found.done) return found.reference;
  found.done = true;
  const Chain& chain = names_.chains[index];
  const std::uint32_t root = variables_.lookup(chain.scope, chain.root);
  const std::uint32_t binding =
      root == kNone ? star_binding(chain.root) : bindings_.binding(root);
  if (binding != kNone) {
    return found.reference = resolve_library_chain(chain, binding);
  }
  if (root == kNone) return kNone;
  return found.reference = resolve_value_chain(chain, variables_.all()[root]);
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

// `c.mean(axis=1)`, where `c` is bound once, in this scope, earlier, to the
// result of a call that gives an array.
std::uint32_t Resolver::resolve_value_chain(const Chain& chain,
                                            const Variable& root) {
  if (root.assignments.size() != 1 || root.scope != chain.scope) return kNone;
  const Assignment& bound = names_.assignments[root.assignments.front()];
  if (bound.kind != AssignmentKind::kCall) return kNone;
  if (bound.begin >= ts_node_start_byte(chain.node)) return kNone;
  const std::vector<ByteRange> parts = chain_parts(chain.node);
  if (parts.size() < 2) return kNone;
  std::uint32_t receiver = resolve_call(bound.index);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (receiver == kNone || !gives_array(receiver)) return kNone;
    const bool last = i + 1 == parts.size();
    receiver = add_member(parts[i], last ? chain.kind : ReferenceKind::kValue,
                          last ? chain.call : TSNode{}, receiver);
  }
  return receiver;
}

std::uint32_t Resolver::resolve_member(std::uint32_t index) {
  Found& found = member_refs_[index];
  if (found.done) return found.reference;
  found.done = true;
  const MemberUse& member = names_.members[index];
  const std::uint32_t receiver = resolve_call(member.receiver);
  if (receiver == kNone || !gives_array(receiver)) return kNone;
  const ByteRange name = chain_parts(member.node).back();
  return found.reference = add_member(name, member.kind, member.call, receiver);
}

std::uint32_t Resolver::resolve_call(std::uint32_t call) {
  if (depth_ > kMaxDepth) return kNone;
  ++depth_;
  const CallSite site = names_.calls[call];
  std::uint32_t result = kNone;
  if (site.chain != kNone) result = resolve_chain(site.chain);
  if (site.member != kNone) result = resolve_member(site.member);
  --depth_;
  return result;
}

std::uint32_t Resolver::add_member(ByteRange name, ReferenceKind kind,
                                   TSNode call, std::uint32_t receiver) {
  const std::string_view spelling = text_of(text_, name);
  const std::string qualified = "numpy.ndarray." + std::string(spelling);
  // An attribute that arrays do not have belongs to a subclass or a scalar.
  if (!rules_.find(qualified) && !is_array_member(spelling)) return kNone;
  if (kind != ReferenceKind::kValue && kind != ReferenceKind::kCall) {
    return kNone;
  }
  Reference reference;
  reference.kind = kind;
  reference.name = qualified;
  reference.range = name;
  reference.parts = {name};
  reference.receiver = receiver;
  return add(std::move(reference), call);
}

std::uint32_t Resolver::add(Reference reference, TSNode call) {
  if (reference.kind == ReferenceKind::kCall) {
    reference.arguments = arguments_of(call);
  }
  result_.references.push_back(std::move(reference));
  return static_cast<std::uint32_t>(result_.references.size() - 1);
}

bool Resolver::gives_array(std::uint32_t index) const {
  const Reference& reference = result_.references[index];
  const Rule* rule = rules_.find(rules_.canonical(reference.name).name);
  if (!rule || !rule->unsupported.empty()) return false;
  const bool is_call = reference.kind == ReferenceKind::kCall;
  if (is_call != (rule->kind != RuleKind::kAttribute)) return false;
  return rule->returns.size() == 1 &&
         rule->returns.front().kind == TypeKind::kArray &&
         !rule->returns.front().optional;
}

void Resolver::find_definitions() {
  for (std::uint32_t v = 0; v < variables_.all().size(); ++v) {
    const std::uint32_t binding = bindings_.binding(v);
    if (binding == kNone) continue;
    for (const std::uint32_t a : variables_.all()[v].assignments) {
      const Assignment& assignment = names_.assignments[a];
      if (assignment.kind != AssignmentKind::kChain) continue;
      const std::uint32_t ref = chain_refs_[assignment.index].reference;
      if (ref != kNone) result_.references[ref].defines = binding;
    }
  }
}

void Resolver::find_bound_names() {
  for (const Assignment& assignment : names_.assignments) {
    result_.bound_names.emplace(names_.spellings[assignment.name]);
  }
  result_.has_foreign_star = !names_.foreign_stars.empty();
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

Resolution resolve(const SyntaxTree& tree, const RuleTable& rules) {
  Names names = collect_names(tree);
  if (names.imports.empty()) return {};
  return Resolver(tree.text(), std::move(names), rules).run();
}

}  // namespace tnp::translate
