// One walk over the tree with an explicit stack, since generated programs nest
// expressions deeper than the machine stack allows. What a name means at its
// place in the tree (use, binding, deletion, pattern) travels down as a mode.
#include "translator/python/names.h"

#include "translator/python/bindings.h"
#include "translator/python/import_reader.h"
#include "translator/python/syntax_kind.h"

namespace tnp::translate {
namespace {

enum class Mode : std::uint8_t {
  kLoad,
  kStore,
  kDelete,
  kPattern,  // match: a bare name binds, a dotted one is a use
  kLookup,   // the first argument of getattr
  kDynamic,  // the first argument of setattr
};

struct Work {
  TSNode node;
  std::uint32_t scope;
  std::uint32_t block;
  Mode mode;
};

struct Child {
  TSNode node;
  TSFieldId field;
};

class Collector {
 public:
  explicit Collector(const SyntaxTree& tree)
      : text_(tree.text()), cursor_(ts_tree_cursor_new(tree.root())) {
    names_.scopes.push_back({ScopeKind::kModule, kNone});
    names_.blocks.push_back({});
    push(tree.root(), {tree.root(), 0, 0, Mode::kLoad});
  }
  ~Collector() { ts_tree_cursor_delete(&cursor_); }
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  Names run() {
    while (!stack_.empty()) {
      const Work work = stack_.back();
      stack_.pop_back();
      visit(work);
    }
    return std::move(names_);
  }

 private:
  void visit(const Work& work);
  void visit_children(const Work& work);
  void visit_identifier(const Work& work);
  void visit_attribute(const Work& work, TSNode call);
  void visit_call(const Work& work);
  void visit_arguments(TSNode arguments, const Work& work, Mode first);
  void visit_assignment(const Work& work);
  void visit_walrus(const Work& work);
  void visit_function(const Work& work);
  void visit_parameters(TSNode parameters, const Work& work,
                        std::uint32_t inner);
  void visit_class(const Work& work);
  void visit_type_params(TSNode params, const Work& work);
  void visit_comprehension(const Work& work);
  void visit_loop(const Work& work, std::uint32_t iterable_scope);
  void visit_as_pattern(const Work& work);
  void visit_class_pattern(const Work& work);
  void visit_try(const Work& work);
  void visit_import(const Work& work);
  void visit_declaration(const Work& work, llvm::DenseSet<std::uint64_t>& set);
  void collect_exports(TSNode value);

  std::vector<Child> children(TSNode node);
  void push(TSNode node, Work work) {
    if (ts_node_is_null(node)) return;
    work.node = node;
    stack_.push_back(work);
  }
  void push(TSNode node, const Work& from, Mode mode) {
    push(node, {node, from.scope, from.block, mode});
  }
  std::uint32_t new_scope(ScopeKind kind, std::uint32_t parent) {
    names_.scopes.push_back({kind, parent});
    return static_cast<std::uint32_t>(names_.scopes.size() - 1);
  }
  std::uint32_t new_block(BlockKind kind, std::uint32_t parent,
                          std::uint32_t try_id = kNone) {
    names_.blocks.push_back({kind, parent, try_id});
    return static_cast<std::uint32_t>(names_.blocks.size() - 1);
  }
  std::string_view spelling(TSNode node) const {
    return text_of(text_, range_of(node));
  }
  std::uint32_t intern(std::string_view name);
  Assignment& assign(AssignmentKind kind, TSNode node, const Work& work);
  std::uint32_t add_chain(TSNode node, TSNode root, TSNode call,
                          ReferenceKind kind, std::uint32_t scope);
  std::uint32_t call_index(TSNode call);
  ReferenceKind use_kind(Mode mode, TSNode call) const;
  std::string_view literal_text(TSNode node);

  SyntaxKind kind(TSNode node) const { return grammar_.kind(node); }
  TSNode field(TSNode node, TSFieldId id) const {
    return child_by_field(node, id);
  }

  const Grammar& grammar_ = Grammar::get();
  const SyntaxFields& fields_ = grammar_.fields();
  std::string_view text_;
  TSTreeCursor cursor_;
  std::vector<Work> stack_;
  llvm::DenseMap<llvm::StringRef, std::uint32_t> ids_;
  llvm::DenseMap<const void*, std::uint32_t> call_ids_;
  std::uint32_t try_count_ = 0;
  Names names_;
};

std::vector<Child> Collector::children(TSNode node) {
  std::vector<Child> result;
  ts_tree_cursor_reset(&cursor_, node);
  if (!ts_tree_cursor_goto_first_child(&cursor_)) return result;
  do {
    const TSNode child = ts_tree_cursor_current_node(&cursor_);
    if (!ts_node_is_named(child)) continue;
    if (kind(child) == SyntaxKind::kComment) continue;
    result.push_back({child, ts_tree_cursor_current_field_id(&cursor_)});
  } while (ts_tree_cursor_goto_next_sibling(&cursor_));
  return result;
}

std::uint32_t Collector::intern(std::string_view name) {
  const auto next = static_cast<std::uint32_t>(names_.spellings.size());
  const auto [entry, added] = ids_.try_emplace(llvm::StringRef(name), next);
  if (added) names_.spellings.push_back(name);
  return entry->second;
}

Assignment& Collector::assign(AssignmentKind kind, TSNode node,
                              const Work& work) {
  return names_.assignments.emplace_back(
      Assignment{.kind = kind,
                 .scope = work.scope,
                 .name = intern(spelling(node)),
                 .block = work.block,
                 .begin = ts_node_start_byte(node)});
}

std::uint32_t Collector::add_chain(TSNode node, TSNode root, TSNode call,
                                   ReferenceKind kind, std::uint32_t scope) {
  const auto index = static_cast<std::uint32_t>(names_.chains.size());
  names_.chains.push_back(
      {node, call, kind, scope, intern(spelling(root)), {}});
  if (!ts_node_is_null(call)) names_.calls[call_index(call)].chain = index;
  return index;
}

std::uint32_t Collector::call_index(TSNode call) {
  const auto next = static_cast<std::uint32_t>(names_.calls.size());
  const auto [entry, added] = call_ids_.try_emplace(call.id, next);
  if (added) names_.calls.push_back({});
  return entry->second;
}

ReferenceKind Collector::use_kind(Mode mode, TSNode call) const {
  if (!ts_node_is_null(call)) return ReferenceKind::kCall;
  switch (mode) {
    case Mode::kStore:
      return ReferenceKind::kAssign;
    case Mode::kDelete:
      return ReferenceKind::kAssign;
    case Mode::kLookup:
      return ReferenceKind::kLookup;
    case Mode::kDynamic:
      return ReferenceKind::kDynamic;
    default:
      return ReferenceKind::kValue;
  }
}

// What a plain string says; empty for other expressions, and for strings with
// escapes or interpolations.
std::string_view Collector::literal_text(TSNode node) {
  const std::vector<Child> parts = children(node);
  if (parts.size() != 3) return {};  // quote, content, quote
  const TSNode content = parts[1].node;
  const bool is_plain = kind(content) == SyntaxKind::kStringContent &&
                        ts_node_named_child_count(content) == 0;
  return is_plain ? spelling(content) : std::string_view();
}

void Collector::visit(const Work& work) {
  switch (kind(work.node)) {
    case SyntaxKind::kIdentifier:
      return visit_identifier(work);
    case SyntaxKind::kAttribute:
      return visit_attribute(work, TSNode{});
    case SyntaxKind::kCall:
      return visit_call(work);
    case SyntaxKind::kSubscript:
      return visit_children({work.node, work.scope, work.block, Mode::kLoad});
    case SyntaxKind::kKeywordArgument:
      return push(field(work.node, fields_.value), work, Mode::kLoad);
    case SyntaxKind::kAssignment:
    case SyntaxKind::kAugmentedAssignment:
      return visit_assignment(work);
    case SyntaxKind::kNamedExpression:
      return visit_walrus(work);
    case SyntaxKind::kFunctionDefinition:
    case SyntaxKind::kLambda:
      return visit_function(work);
    case SyntaxKind::kClassDefinition:
      return visit_class(work);
    case SyntaxKind::kComprehension:
      return visit_comprehension(work);
    case SyntaxKind::kForStatement:
      return visit_loop(work, work.scope);
    case SyntaxKind::kAsPattern:
      return visit_as_pattern(work);
    case SyntaxKind::kCasePattern:
      return visit_children(
          {work.node, work.scope, work.block, Mode::kPattern});
    case SyntaxKind::kClassPattern:
    case SyntaxKind::kKeywordPattern:
      return visit_class_pattern(work);
    case SyntaxKind::kTryStatement:
      return visit_try(work);
    case SyntaxKind::kBlock:
      return visit_children({work.node, work.scope,
                             new_block(BlockKind::kPlain, work.block),
                             Mode::kLoad});
    case SyntaxKind::kImportStatement:
    case SyntaxKind::kImportFromStatement:
      return visit_import(work);
    case SyntaxKind::kDeleteStatement:
      return visit_children({work.node, work.scope, work.block, Mode::kDelete});
    case SyntaxKind::kGlobalStatement:
      return visit_declaration(work, names_.globals);
    case SyntaxKind::kNonlocalStatement:
      return visit_declaration(work, names_.nonlocals);
    case SyntaxKind::kTypeAliasStatement:
      push(field(work.node, fields_.left), work, Mode::kStore);
      return push(field(work.node, fields_.right), work, Mode::kLoad);
    case SyntaxKind::kDottedName: {
      // Only in patterns and types; imports are read elsewhere.
      const TSNode root = ts_node_named_child(work.node, 0);
      if (ts_node_named_child_count(work.node) == 1) {
        return push(root, work, work.mode);
      }
      add_chain(work.node, root, TSNode{}, ReferenceKind::kValue, work.scope);
      return;
    }
    default:
      return visit_children(work);
  }
}

void Collector::visit_children(const Work& work) {
  const std::vector<Child> all = children(work.node);
  for (auto child = all.rbegin(); child != all.rend(); ++child) {
    push(child->node, work);
  }
}

void Collector::visit_identifier(const Work& work) {
  const TSNode node = work.node;
  switch (work.mode) {
    case Mode::kLoad:
    case Mode::kLookup:
    case Mode::kDynamic:
      add_chain(node, node, TSNode{}, use_kind(work.mode, TSNode{}),
                work.scope);
      return;
    case Mode::kDelete:
      assign(AssignmentKind::kDelete, node, work);
      add_chain(node, node, TSNode{}, ReferenceKind::kDelete, work.scope);
      return;
    case Mode::kStore:
    case Mode::kPattern:
      assign(AssignmentKind::kOther, node, work);
      return;
  }
}

void Collector::visit_attribute(const Work& work, TSNode call) {
  TSNode base = without_star(field(work.node, fields_.object));
  std::uint32_t depth = 1;
  while (kind(base) == SyntaxKind::kAttribute) {
    base = without_star(field(base, fields_.object));
    ++depth;
  }
  const ReferenceKind use = use_kind(work.mode, call);
  if (kind(base) == SyntaxKind::kIdentifier) {
    add_chain(work.node, base, call, use, work.scope);
    return;
  }
  push(base, work, Mode::kLoad);
  if (kind(base) != SyntaxKind::kCall || depth != 1) return;
  const auto index = static_cast<std::uint32_t>(names_.members.size());
  names_.members.push_back({work.node, call, use, call_index(base)});
  if (!ts_node_is_null(call)) names_.calls[call_index(call)].member = index;
}

void Collector::visit_call(const Work& work) {
  const TSNode function = without_star(field(work.node, fields_.function));
  const TSNode arguments = field(work.node, fields_.arguments);
  const Work load{function, work.scope, work.block, Mode::kLoad};
  Mode first = Mode::kLoad;
  if (kind(function) == SyntaxKind::kIdentifier) {
    const std::string_view name = spelling(function);
    if (name == "getattr" || name == "hasattr" || name == "vars" ||
        name == "dir") {
      first = Mode::kLookup;
    } else if (name == "setattr" || name == "delattr") {
      first = Mode::kDynamic;
    }
    const bool evaluates = name == "eval" || name == "exec";
    if (evaluates) names_.evaluations.push_back(range_of(function));
    if (evaluates || name == "globals" || name == "locals") {
      names_.looks_up_names = true;
    }
    add_chain(function, function, work.node, ReferenceKind::kCall, work.scope);
  } else if (kind(function) == SyntaxKind::kAttribute) {
    visit_attribute(load, work.node);
  } else {
    push(function, load);
  }
  visit_arguments(arguments, load, first);
}

void Collector::visit_arguments(TSNode arguments, const Work& work,
                                Mode first) {
  if (ts_node_is_null(arguments)) return;
  if (kind(arguments) != SyntaxKind::kArgumentList) {
    return push(arguments, work, Mode::kLoad);
  }
  const std::vector<Child> all = children(arguments);
  std::size_t begin = 0;
  if (first == Mode::kLookup && all.size() > 1) {
    const std::size_t before = names_.chains.size();
    visit({all[0].node, work.scope, work.block, first});
    if (names_.chains.size() > before) {
      names_.chains[before].looked_up = literal_text(all[1].node);
    }
    begin = 1;
  }
  for (std::size_t i = all.size(); i-- > begin;) {
    push(all[i].node, work, i == 0 ? first : Mode::kLoad);
  }
}

void Collector::visit_assignment(const Work& work) {
  const TSNode left = field(work.node, fields_.left);
  const TSNode right = field(work.node, fields_.right);
  push(field(work.node, fields_.type), work, Mode::kLoad);
  const bool plain = kind(work.node) == SyntaxKind::kAssignment;
  const bool in_class = names_.scopes[work.scope].kind == ScopeKind::kClass;
  if (kind(left) != SyntaxKind::kIdentifier) {
    push(left, work, Mode::kStore);
    return push(right, work, Mode::kLoad);
  }
  Assignment& assignment = assign(AssignmentKind::kOther, left, work);
  if (spelling(left) == "__all__") collect_exports(right);
  if (ts_node_is_null(right)) return;
  // A class attribute is reached as `self.name`, which nobody follows.
  if (plain && !in_class) {
    const SyntaxKind value = kind(right);
    if (value == SyntaxKind::kNone) assignment.kind = AssignmentKind::kNone;
    if (value == SyntaxKind::kCall) {
      assignment.kind = AssignmentKind::kCall;
      assignment.index = call_index(right);
    }
    if (value == SyntaxKind::kIdentifier || value == SyntaxKind::kAttribute) {
      const auto before = static_cast<std::uint32_t>(names_.chains.size());
      visit({right, work.scope, work.block, Mode::kLoad});
      if (names_.chains.size() == before) return;
      assignment.kind = AssignmentKind::kChain;
      assignment.index = before;
      return;
    }
  }
  push(right, work, Mode::kLoad);
}

void Collector::visit_walrus(const Work& work) {
  push(field(work.node, fields_.value), work, Mode::kLoad);
  std::uint32_t scope = work.scope;
  while (names_.scopes[scope].kind == ScopeKind::kComprehension) {
    scope = names_.scopes[scope].parent;
  }
  assign(AssignmentKind::kOther, field(work.node, fields_.name),
         {work.node, scope, work.block, Mode::kStore});
}

void Collector::visit_function(const Work& work) {
  Work outer = work;
  const TSNode name = field(work.node, fields_.name);
  if (!ts_node_is_null(name)) assign(AssignmentKind::kOther, name, work);
  const TSNode type_params = field(work.node, fields_.type_parameters);
  if (!ts_node_is_null(type_params)) {
    outer.scope = new_scope(ScopeKind::kTypeParams, work.scope);
    visit_type_params(type_params, outer);
  }
  const std::uint32_t inner = new_scope(ScopeKind::kFunction, outer.scope);
  push(field(work.node, fields_.body),
       {work.node, inner, work.block, Mode::kLoad});
  push(field(work.node, fields_.return_type), outer, Mode::kLoad);
  const TSNode parameters = field(work.node, fields_.parameters);
  if (!ts_node_is_null(parameters)) visit_parameters(parameters, outer, inner);
}

// A parameter is a name of the function; its default value and its type are
// evaluated outside.
void Collector::visit_parameters(TSNode parameters, const Work& work,
                                 std::uint32_t inner) {
  for (const Child& child : children(parameters)) {
    TSNode name = child.node;
    switch (kind(child.node)) {
      case SyntaxKind::kDefaultParameter:
        name = field(child.node, fields_.name);
        push(field(child.node, fields_.value), work, Mode::kLoad);
        push(field(child.node, fields_.type), work, Mode::kLoad);
        break;
      case SyntaxKind::kTypedParameter:
        name = ts_node_named_child(child.node, 0);
        push(field(child.node, fields_.type), work, Mode::kLoad);
        break;
      default:
        break;
    }
    push(name, {name, inner, work.block, Mode::kStore});
  }
}

void Collector::visit_class(const Work& work) {
  Work outer = work;
  assign(AssignmentKind::kOther, field(work.node, fields_.name), work);
  const TSNode type_params = field(work.node, fields_.type_parameters);
  if (!ts_node_is_null(type_params)) {
    outer.scope = new_scope(ScopeKind::kTypeParams, work.scope);
    visit_type_params(type_params, outer);
  }
  visit_arguments(field(work.node, fields_.superclasses), outer, Mode::kLoad);
  const std::uint32_t inner = new_scope(ScopeKind::kClass, outer.scope);
  push(field(work.node, fields_.body),
       {work.node, inner, work.block, Mode::kLoad});
}

// `[T: bound, *Ts]`: the first name of each is bound, the rest is used.
void Collector::visit_type_params(TSNode params, const Work& work) {
  for (const Child& child : children(params)) {
    TSNode node = child.node;
    while (kind(node) != SyntaxKind::kIdentifier &&
           ts_node_named_child_count(node) > 0) {
      if (ts_node_named_child_count(node) > 1) {
        push(ts_node_named_child(node, 1), work, Mode::kLoad);
      }
      node = ts_node_named_child(node, 0);
    }
    push(node, work, Mode::kStore);
  }
}

// The first iterable is evaluated outside, everything else inside.
void Collector::visit_comprehension(const Work& work) {
  const std::uint32_t inner = new_scope(ScopeKind::kComprehension, work.scope);
  bool first = true;
  for (const Child& child : children(work.node)) {
    const Work part{child.node, inner, work.block, Mode::kLoad};
    if (kind(child.node) != SyntaxKind::kForInClause) {
      push(child.node, part);
      continue;
    }
    visit_loop(part, first ? work.scope : inner);
    first = false;
  }
}

void Collector::visit_loop(const Work& work, std::uint32_t iterable_scope) {
  const std::vector<Child> all = children(work.node);
  for (auto child = all.rbegin(); child != all.rend(); ++child) {
    Work part{child->node, work.scope, work.block, Mode::kLoad};
    if (child->field == fields_.left) part.mode = Mode::kStore;
    if (child->field == fields_.right) part.scope = iterable_scope;
    push(child->node, part);
  }
}

// `value as name`, in with, except and match. Only in match can the value bind.
void Collector::visit_as_pattern(const Work& work) {
  const std::vector<Child> all = children(work.node);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_value = i + 1 < all.size() || all.size() == 1;
    push(all[i].node, work, is_value ? work.mode : Mode::kStore);
  }
}

// `Point(x, y=0)`: the class is a use; `y` is neither a use nor a binding.
void Collector::visit_class_pattern(const Work& work) {
  const std::vector<Child> all = children(work.node);
  const bool is_class = kind(work.node) == SyntaxKind::kClassPattern;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) {
      push(all[i].node, work, Mode::kPattern);
    } else if (is_class) {
      push(all[i].node, work, Mode::kLoad);
    }
  }
}

void Collector::visit_try(const Work& work) {
  const std::uint32_t try_id = try_count_++;
  const std::vector<Child> all = children(work.node);
  for (auto child = all.rbegin(); child != all.rend(); ++child) {
    BlockKind block = BlockKind::kPlain;
    if (child->field == fields_.body) block = BlockKind::kTryBody;
    if (kind(child->node) == SyntaxKind::kExceptClause) {
      block = BlockKind::kHandler;
    }
    push(child->node, {child->node, work.scope,
                       new_block(block, work.block, try_id), Mode::kLoad});
  }
}

void Collector::visit_import(const Work& work) {
  const ImportStatement statement = read_import(text_, work.node);
  if (statement.is_star) {
    const std::uint32_t begin = statement.import.range.begin;
    if (!statement.is_numpy) {
      names_.foreign_stars.push_back({statement.module, begin});
    }
  }
  const auto index = static_cast<std::uint32_t>(names_.imports.size());
  for (std::size_t i = 0; i < statement.bound.size(); ++i) {
    const std::string& target = statement.import.items[i].target;
    AssignmentKind kind = AssignmentKind::kOther;
    if (is_numpy_module(target)) kind = AssignmentKind::kImport;
    if (target == "tnp" || target.starts_with("tnp.")) {
      kind = AssignmentKind::kTarget;
    }
    Assignment& assignment = assign(kind, statement.bound[i], work);
    assignment.index = index;
    assignment.item = static_cast<std::uint32_t>(i);
  }
  if (!statement.is_numpy) return;
  names_.imports.push_back(statement.import);
  names_.imports.back().scope = work.scope;
  names_.imports.back().block = work.block;
}

void Collector::visit_declaration(const Work& work,
                                  llvm::DenseSet<std::uint64_t>& set) {
  for (const Child& child : children(work.node)) {
    set.insert(scoped(work.scope, intern(spelling(child.node))));
  }
}

void Collector::collect_exports(TSNode value) {
  if (ts_node_is_null(value)) return;
  std::vector<TSNode> pending{value};
  while (!pending.empty()) {
    const TSNode node = pending.back();
    pending.pop_back();
    if (kind(node) == SyntaxKind::kStringContent) {
      names_.exported.insert(llvm::StringRef(spelling(node)));
    }
    for (const Child& child : children(node)) pending.push_back(child.node);
  }
}

}  // namespace

bool is_numpy_module(std::string_view module) {
  return module == "numpy" || module.starts_with("numpy.");
}

Names collect_names(const SyntaxTree& tree) { return Collector(tree).run(); }

}  // namespace tnp::translate
