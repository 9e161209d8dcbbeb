// One walk over the tree with an explicit stack, since generated programs nest
// expressions deeper than the machine stack allows. What a name means at its
// place in the tree (use, binding, deletion, pattern) travels down as a mode.
#include "translator/python/names.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "llvm/ADT/SmallVector.h"
#include "translator/python/bindings.h"
#include "translator/python/import_reader.h"
#include "translator/python/python2.h"
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

// Whether `text`, a string literal, may hold expressions: `f"{x}"`, `t"{x}"`.
bool may_interpolate(std::string_view text) {
  const std::string_view prefix = text.substr(0, text.find_first_of("'\""));
  return prefix.find_first_of("fFtT") != std::string_view::npos;
}

class Collector {
 public:
  Collector(const SyntaxTree& tree, const ProjectNames* project)
      : text_(tree.text()),
        project_(project),
        cursor_(ts_tree_cursor_new(tree.root())) {
    names_.scopes.push_back({ScopeKind::kModule, kNone, tree.root()});
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
  bool shows_text(TSNode interpolation);
  bool imports_numpy(TSNode function, TSNode arguments);
  void visit_arguments(TSNode arguments, const Work& work, Mode first);
  void visit_lookup(TSNode arguments, const Work& work);
  void visit_assignment(const Work& work);
  void visit_walrus(const Work& work);
  void visit_function(const Work& work);
  void visit_parameters(TSNode parameters, const Work& work,
                        std::uint32_t inner);
  void visit_class(const Work& work);
  void visit_type_alias(const Work& work);
  void visit_type_params(TSNode params, const Work& work);
  void visit_comprehension(const Work& work);
  void visit_loop(const Work& work, std::uint32_t iterable_scope);
  void visit_as_pattern(const Work& work);
  void visit_class_pattern(const Work& work);
  void visit_try(const Work& work);
  void visit_import(const Work& work);
  void visit_foreign_star(Import& import, const Work& work);
  void add_import(Import import, const Work& work);
  void visit_declaration(const Work& work, llvm::DenseSet<std::uint64_t>& set);
  void collect_exports(TSNode value);
  void check_version(TSNode node);

  template <typename Use>
  void for_each_child(TSNode node, Use use) {
    translate::for_each_child(cursor_, node, use);
  }
  template <typename Use>
  void push_in_order(Use use);
  void push(TSNode node, Work work) {
    if (ts_node_is_null(node)) return;
    work.node = node;
    stack_.push_back(work);
  }
  void push(TSNode node, const Work& from, Mode mode) {
    push(node, {node, from.scope, from.block, mode});
  }
  std::uint32_t new_scope(ScopeKind kind, std::uint32_t parent, TSNode node) {
    names_.scopes.push_back({kind, parent, node});
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
  ReferenceKind use_kind(Mode mode, TSNode call) const;
  std::string_view literal_text(TSNode node);

  SyntaxKind kind(TSNode node) const { return grammar_.kind(node); }
  TSNode field(TSNode node, TSFieldId id) const {
    return child_by_field(node, id);
  }

  const Grammar& grammar_ = Grammar::get();
  const SyntaxFields& fields_ = grammar_.fields();
  std::string_view text_;
  const ProjectNames* project_;
  TSTreeCursor cursor_;
  std::vector<Work> stack_;
  llvm::DenseMap<llvm::StringRef, std::uint32_t> ids_;
  std::uint32_t try_count_ = 0;
  Names names_;
};

// What `use` pushes is visited in that order.
template <typename Use>
void Collector::push_in_order(Use use) {
  const auto first = static_cast<std::ptrdiff_t>(stack_.size());
  use();
  std::reverse(stack_.begin() + first, stack_.end());
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
  return index;
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
  if (ts_node_named_child_count(node) != 3) return {};  // quote, text, quote
  const TSNode content = ts_node_named_child(node, 1);
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
    case SyntaxKind::kString:
      check_version(work.node);
      if (may_interpolate(spelling(work.node))) visit_children(work);
      return;
    case SyntaxKind::kInterpolation:
      if (shows_text(work.node))
        names_.shown_texts.push_back(range_of(work.node));
      return visit_children(work);
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
    case SyntaxKind::kGenerator:
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
      return visit_type_alias(work);
    case SyntaxKind::kComparisonOperator:
    case SyntaxKind::kExceptClause:
    case SyntaxKind::kInteger:
    case SyntaxKind::kPrintStatement:
    case SyntaxKind::kRaiseStatement:
      check_version(work.node);
      return visit_children(work);
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
  push_in_order([&] {
    for_each_child(work.node, [&](TSNode child, SyntaxKind child_kind) {
      // Numbers, `pass` and the like: about every fourth node.
      const bool is_leaf = child_kind != SyntaxKind::kIdentifier &&
                           ts_node_child_count(child) == 0;
      if (!is_leaf) push(child, work);
      if (child_kind == SyntaxKind::kInteger) check_version(child);
    });
  });
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
  while (kind(base) == SyntaxKind::kAttribute) {
    base = without_star(field(base, fields_.object));
  }
  if (kind(base) == SyntaxKind::kIdentifier) {
    add_chain(work.node, base, call, use_kind(work.mode, call), work.scope);
    return;
  }
  push(base, work, Mode::kLoad);
}

void Collector::visit_call(const Work& work) {
  const TSNode function = without_star(field(work.node, fields_.function));
  const TSNode arguments = field(work.node, fields_.arguments);
  const Work load{function, work.scope, work.block, Mode::kLoad};
  if (imports_numpy(function, arguments)) {
    names_.dynamic_imports.push_back(range_of(work.node));
  }
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

// `{x=}`
bool Collector::shows_text(TSNode interpolation) {
  for (std::uint32_t i = 0; i < ts_node_child_count(interpolation); ++i) {
    const TSNode child = ts_node_child(interpolation, i);
    if (spelling(child) == "=") return true;
  }
  return false;
}

// `importlib.import_module("numpy")`, `__import__("numpy.linalg")`
bool Collector::imports_numpy(TSNode function, TSNode arguments) {
  const std::string_view name = spelling(function);
  if (name != "__import__" && name != "import_module" &&
      name != "importlib.import_module") {
    return false;
  }
  if (ts_node_is_null(arguments)) return false;
  const TSNode module = ts_node_named_child(arguments, 0);
  return !ts_node_is_null(module) && is_numpy_module(literal_text(module));
}

void Collector::visit_arguments(TSNode arguments, const Work& work,
                                Mode first) {
  if (ts_node_is_null(arguments)) return;
  if (kind(arguments) != SyntaxKind::kArgumentList) {
    return push(arguments, work, Mode::kLoad);
  }
  if (first == Mode::kLookup) return visit_lookup(arguments, work);
  push_in_order([&] {
    Mode mode = first;
    for_each_child(arguments, [&](TSNode child, SyntaxKind) {
      push(child, work, std::exchange(mode, Mode::kLoad));
    });
  });
}

// `getattr(np, "sin")`: the use of `np` knows what is looked up.
void Collector::visit_lookup(TSNode arguments, const Work& work) {
  llvm::SmallVector<TSNode, 4> all;
  for_each_child(arguments,
                 [&](TSNode child, SyntaxKind) { all.push_back(child); });
  if (all.empty()) return;
  const std::size_t before = names_.chains.size();
  visit({all[0], work.scope, work.block, Mode::kLookup});
  if (names_.chains.size() > before && all.size() > 1) {
    names_.chains[before].looked_up = literal_text(all[1]);
  }
  for (std::size_t i = all.size(); --i > 0;) push(all[i], work, Mode::kLoad);
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
  if (spelling(left) == "__all__") {
    names_.has_exports = true;
    collect_exports(right);
  }
  if (ts_node_is_null(right)) return;
  // A class attribute is reached as `self.name`, which nobody follows.
  if (plain && !in_class) {
    const SyntaxKind value = kind(right);
    if (value == SyntaxKind::kNone) assignment.kind = AssignmentKind::kNone;
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
    outer.scope = new_scope(ScopeKind::kTypeParams, work.scope, type_params);
    visit_type_params(type_params, outer);
  }
  const std::uint32_t inner =
      new_scope(ScopeKind::kFunction, outer.scope, work.node);
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
  for_each_child(parameters, [&](TSNode child, SyntaxKind child_kind) {
    TSNode name = child;
    switch (child_kind) {
      case SyntaxKind::kDefaultParameter:
        name = field(child, fields_.name);
        push(field(child, fields_.value), work, Mode::kLoad);
        push(field(child, fields_.type), work, Mode::kLoad);
        break;
      case SyntaxKind::kTypedParameter:
        name = ts_node_named_child(child, 0);
        push(field(child, fields_.type), work, Mode::kLoad);
        break;
      case SyntaxKind::kTuplePattern:
        check_version(child);
        break;
      default:
        break;
    }
    push(name, {name, inner, work.block, Mode::kStore});
  });
}

void Collector::visit_class(const Work& work) {
  Work outer = work;
  assign(AssignmentKind::kOther, field(work.node, fields_.name), work);
  const TSNode type_params = field(work.node, fields_.type_parameters);
  if (!ts_node_is_null(type_params)) {
    outer.scope = new_scope(ScopeKind::kTypeParams, work.scope, type_params);
    visit_type_params(type_params, outer);
  }
  visit_arguments(field(work.node, fields_.superclasses), outer, Mode::kLoad);
  const std::uint32_t inner =
      new_scope(ScopeKind::kClass, outer.scope, work.node);
  push(field(work.node, fields_.body),
       {work.node, inner, work.block, Mode::kLoad});
}

// `type Pair[T] = tuple[T, T]`
void Collector::visit_type_alias(const Work& work) {
  Work value = work;
  TSNode name = ts_node_named_child(field(work.node, fields_.left), 0);
  if (kind(name) == SyntaxKind::kGenericType) {
    value.scope = new_scope(ScopeKind::kTypeParams, work.scope, name);
    visit_type_params(ts_node_named_child(name, 1), value);
    name = ts_node_named_child(name, 0);
  }
  push(name, work, Mode::kStore);
  push(field(work.node, fields_.right), value, Mode::kLoad);
}

// `[T: bound, *Ts]`: the first name of each is bound, the rest is used.
void Collector::visit_type_params(TSNode params, const Work& work) {
  for_each_child(params, [&](TSNode node, SyntaxKind) {
    while (kind(node) != SyntaxKind::kIdentifier &&
           ts_node_named_child_count(node) > 0) {
      if (ts_node_named_child_count(node) > 1) {
        push(ts_node_named_child(node, 1), work, Mode::kLoad);
      }
      node = ts_node_named_child(node, 0);
    }
    push(node, work, Mode::kStore);
  });
}

// The first iterable is evaluated outside, everything else inside.
void Collector::visit_comprehension(const Work& work) {
  const std::uint32_t inner =
      new_scope(ScopeKind::kComprehension, work.scope, work.node);
  const Work part{work.node, inner, work.block, Mode::kLoad};
  llvm::SmallVector<TSNode, 2> loops;
  for_each_child(work.node, [&](TSNode child, SyntaxKind child_kind) {
    if (child_kind == SyntaxKind::kForInClause) {
      loops.push_back(child);
    } else {
      push(child, part);
    }
  });
  for (const TSNode loop : loops) {
    visit_loop({loop, inner, work.block, Mode::kLoad},
               ts_node_eq(loop, loops.front()) ? work.scope : inner);
  }
}

void Collector::visit_loop(const Work& work, std::uint32_t iterable_scope) {
  push_in_order([&] {
    for_each_child(work.node, [&](TSNode child, SyntaxKind) {
      Work part{child, work.scope, work.block, Mode::kLoad};
      const TSFieldId place = ts_tree_cursor_current_field_id(&cursor_);
      if (place == fields_.left) part.mode = Mode::kStore;
      if (place == fields_.right) part.scope = iterable_scope;
      push(child, part);
    });
  });
}

// `value as name`, in with, except and match. Only in match can the value bind.
void Collector::visit_as_pattern(const Work& work) {
  const std::size_t before = stack_.size();
  for_each_child(work.node,
                 [&](TSNode child, SyntaxKind) { push(child, work); });
  if (stack_.size() > before + 1) stack_.back().mode = Mode::kStore;
}

// `Point(x, y=0)`: the class is a use; `y` is neither a use nor a binding.
void Collector::visit_class_pattern(const Work& work) {
  const bool is_class = kind(work.node) == SyntaxKind::kClassPattern;
  bool is_first = true;
  for_each_child(work.node, [&](TSNode child, SyntaxKind) {
    if (!is_first) {
      push(child, work, Mode::kPattern);
    } else if (is_class) {
      push(child, work, Mode::kLoad);
    }
    is_first = false;
  });
}

void Collector::visit_try(const Work& work) {
  const std::uint32_t try_id = try_count_++;
  push_in_order([&] {
    for_each_child(work.node, [&](TSNode child, SyntaxKind child_kind) {
      BlockKind block = BlockKind::kPlain;
      if (ts_tree_cursor_current_field_id(&cursor_) == fields_.body) {
        block = BlockKind::kTryBody;
      }
      if (child_kind == SyntaxKind::kExceptClause) block = BlockKind::kHandler;
      push(child, {child, work.scope, new_block(block, work.block, try_id),
                   Mode::kLoad});
    });
  });
}

void Collector::visit_import(const Work& work) {
  ImportStatement statement = read_import(text_, work.node);
  Import& import = statement.import;
  if (statement.is_star && !statement.is_numpy) {
    names_.foreign_stars.push_back({statement.module, import.range.begin});
    return visit_foreign_star(import, work);
  }
  const auto index = static_cast<std::uint32_t>(names_.imports.size());
  for (std::size_t i = 0; i < statement.bound.size(); ++i) {
    ImportItem& item = import.items[i];
    AssignmentKind kind = AssignmentKind::kOther;
    if (is_numpy_module(item.target)) {
      kind = AssignmentKind::kImport;
    } else if (!import.module.empty()) {
      const std::string_view name = text_of(text_, item.name);
      names_.foreign_imports.push_back({import.module_name, std::string(name)});
      const ExportedName* known =
          project_ ? project_->find(import.module_name, name) : nullptr;
      if (known) {
        kind = AssignmentKind::kImport;
        item.target = known->target;
        item.is_reexport = true;
        statement.is_numpy = true;
      }
    }
    // `import tnp.linalg` binds `tnp`, `from tnp.linalg import inv as tnp` does
    // not bind the module.
    const bool binds_top = import.module.empty() && item.alias.empty() &&
                           item.target.starts_with("tnp.");
    if (item.target == "tnp" || binds_top) kind = AssignmentKind::kTarget;
    Assignment& assignment = assign(kind, statement.bound[i], work);
    assignment.index = index;
    assignment.item = static_cast<std::uint32_t>(i);
  }
  if (statement.is_numpy) add_import(std::move(import), work);
}

void Collector::add_import(Import import, const Work& work) {
  names_.imports.push_back(std::move(import));
  names_.imports.back().scope = work.scope;
  names_.imports.back().block = work.block;
}

// `from .utils import *` binds what that module has of the library.
void Collector::visit_foreign_star(Import& import, const Work& work) {
  names_.foreign_imports.push_back({import.module_name, "*"});
  if (!project_) return;
  const auto known = project_->imported.find(import.module_name);
  if (known == project_->imported.end()) return;
  const ByteRange star = import.items.front().range;
  import.items.clear();
  for (const ExportedName& exported : known->second) {
    if (!exported.in_star) continue;
    names_.assignments.push_back(
        {.kind = AssignmentKind::kImport,
         .scope = work.scope,
         .name = intern(exported.name),
         .block = work.block,
         .begin = star.begin,
         .index = static_cast<std::uint32_t>(names_.imports.size()),
         .item = static_cast<std::uint32_t>(import.items.size())});
    ImportItem& item = import.items.emplace_back();
    item.target = exported.target;
    item.range = star;
    item.is_reexport = true;
  }
  if (!import.items.empty()) add_import(std::move(import), work);
}

void Collector::visit_declaration(const Work& work,
                                  llvm::DenseSet<std::uint64_t>& set) {
  for_each_child(work.node, [&](TSNode child, SyntaxKind) {
    set.insert(scoped(work.scope, intern(spelling(child))));
  });
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
    for_each_child(node,
                   [&](TSNode child, SyntaxKind) { pending.push_back(child); });
  }
}

void Collector::check_version(TSNode node) {
  const std::optional<ByteRange> found = python2_syntax(text_, node);
  if (!found) return;
  if (!names_.python2 || found->begin < names_.python2->begin) {
    names_.python2 = found;
  }
}

}  // namespace

bool is_numpy_module(std::string_view module) {
  return module == "numpy" || module.starts_with("numpy.");
}

Names collect_names(const SyntaxTree& tree, const ProjectNames* project) {
  return Collector(tree, project).run();
}

}  // namespace tnp::translate
