// Frames and statements.
//
// A loop is run until what its variables may hold no longer grows. Where
// control may leave in the middle (a loop, a `try`, a `with`), whatever was
// bound on the way may hold: each such statement has a watcher that every
// binding adds to.
#include "translator/python/type_interpreter.h"

#include <algorithm>
#include <string>

#include "translator/types/operator_type.h"

namespace tnp::translate {
namespace {

constexpr int kMaxRounds = 4;
constexpr int kMaxRuns = 3;

bool has_kind(TSNode node, SyntaxKind kind) {
  return !ts_node_is_null(node) && Grammar::get().kind(node) == kind;
}

bool is_async(TSNode definition) {
  return ts_node_child_count(definition) > 0 &&
         std::string_view(ts_node_type(ts_node_child(definition, 0))) ==
             "async";
}

}  // namespace

TypeInterpreter::TypeInterpreter(const SyntaxTree& tree, const Names& names,
                                 const Variables& variables,
                                 const BindingFinder& bindings,
                                 const RuleTable& rules, LibraryName library,
                                 bool with_bound_names)
    : text_(tree.text()),
      root_(tree.root()),
      names_(names),
      variables_(variables),
      bindings_(bindings),
      rules_(rules),
      library_(library),
      with_bound_names_(with_bound_names),
      cursor_(ts_tree_cursor_new(tree.root())) {
  for (std::uint32_t i = 0; i < names.chains.size(); ++i) {
    chain_of_.try_emplace(names.chains[i].node.id, i);
  }
  for (std::uint32_t i = 0; i < names.scopes.size(); ++i) {
    scope_of_.try_emplace(names.scopes[i].node.id, i);
  }
  for (std::uint32_t i = 0; i < names.assignments.size(); ++i) {
    assignment_at_.try_emplace(names.assignments[i].begin, i);
    assignments_in_order_.push_back(i);
  }
  std::ranges::sort(assignments_in_order_, {}, [&](std::uint32_t i) {
    return names.assignments[i].begin;
  });
  variable_of_assignment_.resize(names.assignments.size(), kNone);
  for (std::uint32_t v = 0; v < variables.all().size(); ++v) {
    for (const std::uint32_t a : variables.all()[v].assignments) {
      variable_of_assignment_[a] = v;
    }
  }
}

TypeInterpreter::~TypeInterpreter() { ts_tree_cursor_delete(&cursor_); }

InferredTypes TypeInterpreter::run() {
  for (int i = 0; i < kMaxRuns; ++i) {
    run_all();
    if (!find_unseen()) return std::move(result_);
  }
  return {};
}

void TypeInterpreter::run_all() {
  result_ = {};
  summaries_.clear();
  finished_frames_.clear();
  functions_.clear();
  is_deferred_.clear();
  deferred_.assign(1, root_);
  for (std::size_t i = 0; i < deferred_.size(); ++i) {
    Frame frame;
    run_frame(deferred_[i], frame);
    finished_frames_.insert(frame.scope);
  }
}

// A name that is bound where this interpreter saw nothing bound may hold
// anything. Whether there was one.
bool TypeInterpreter::find_unseen() {
  bool found = false;
  for (std::uint32_t a = 0; a < names_.assignments.size(); ++a) {
    const std::uint32_t variable = variable_of_assignment_[a];
    if (variable == kNone || seen_.contains(a)) continue;
    if (!is_followed(variable)) continue;
    unfollowed_.insert(variable);
    found = true;
  }
  return found;
}

// ---- Frames.

void TypeInterpreter::run_frame(TSNode node, Frame& frame) {
  Frame* const outer = std::exchange(frame_, &frame);
  frame.scope = scope_of(node);
  switch (kind(node)) {
    case SyntaxKind::kFunctionDefinition:
      bind_parameters(field(node, fields_.parameters));
      execute_block(field(node, fields_.body));
      break;
    case SyntaxKind::kLambda:
      bind_parameters(field(node, fields_.parameters));
      evaluate(field(node, fields_.body));
      break;
    case SyntaxKind::kGenerator:
      evaluate_comprehension(node, &generator_elements_[node.id]);
      break;
    default:
      execute_block(node);
  }
  frame_ = outer;
}

void TypeInterpreter::defer(TSNode node) {
  if (is_preliminary_) return;
  if (is_deferred_.insert(node.id).second) deferred_.push_back(node);
}

void TypeInterpreter::bind_parameters(TSNode parameters) {
  if (ts_node_is_null(parameters)) return;
  for (const Child& child : children(parameters)) {
    const SyntaxKind form = kind(child.node);
    const bool has_name = form == SyntaxKind::kIdentifier ||
                          form == SyntaxKind::kTypedParameter ||
                          form == SyntaxKind::kDefaultParameter;
    TSNode name = child.node;
    if (form == SyntaxKind::kTypedParameter) {
      name = ts_node_named_child(child.node, 0);
    } else if (form == SyntaxKind::kDefaultParameter) {
      name = field(child.node, fields_.name);
    }
    if (has_name && has_kind(name, SyntaxKind::kIdentifier)) {
      assign(name, parameter_type(child.node));
    } else {
      assign_unknown(child.node);
    }
  }
}

// What the annotation says, unless the default value is something else.
ValueType TypeInterpreter::parameter_type(TSNode parameter) {
  const TSNode annotation = field(parameter, fields_.type);
  if (ts_node_is_null(annotation)) return {};
  ValueType result = annotated(annotation);
  const TSNode value = field(parameter, fields_.value);
  if (!ts_node_is_null(value) && result.is_known()) {
    join(result, evaluate(value));
  }
  return result;
}

ValueType TypeInterpreter::annotated(TSNode node) {
  // `type`, and `generic_type`: a name and, in brackets, other types.
  while (kind(node) == SyntaxKind::kOther &&
         ts_node_named_child_count(node) == 1) {
    node = ts_node_named_child(node, 0);
  }
  TSNode base = node;
  TSNode argument{};
  if (kind(node) == SyntaxKind::kSubscript) {
    base = field(node, fields_.value);
    argument = field(node, fields_.subscript);
  } else if (kind(node) == SyntaxKind::kGenericType) {
    base = ts_node_named_child(node, 0);
    argument = ts_node_named_child(node, 1);
  }
  ValueType result;
  if (const std::uint32_t chain = chain_at(base); chain != kNone) {
    if (const Rule* rule = rule_of(chain)) {
      const ValueType named = value_type(*rule);
      if (rule->name == "numpy.ndarray" ||
          rule->name == "numpy.typing.NDArray") {
        result = array_type(DtypeSet::any(), kUnknownRank);
      } else if (named.kind == ValueKind::kDtype && ts_node_is_null(argument)) {
        result = array_type(named.dtypes, 0);
        result.kind = ValueKind::kScalar;
      }
      if (result.is_known()) result.origins.push_back(last_part(base));
      const bool has_dtype =
          rule->name == "numpy.typing.NDArray" && !ts_node_is_null(argument);
      if (has_dtype) result.dtypes = annotated(argument).dtypes;
    } else if (ts_node_is_null(argument)) {
      if (is_builtin(base, "int")) result = simple_type(ValueKind::kInt);
      if (is_builtin(base, "bool")) result = simple_type(ValueKind::kBool);
      if (is_builtin(base, "str")) result = simple_type(ValueKind::kString);
    }
  }
  result.grade = result.is_known() ? Grade::kAssumed : Grade::kProved;
  return result;
}

// What a call of the function gives, whatever its arguments are.
ValueType TypeInterpreter::function_result(std::uint32_t variable) {
  const auto entry = functions_.find(variable);
  if (entry == functions_.end() || !entry->second.is_plain) return {};
  if (entry->second.progress == Progress::kDone) return entry->second.result;
  if (entry->second.progress == Progress::kRunning) return {};
  if (depth_ > kMaxDepth / 2) return {};
  entry->second.progress = Progress::kRunning;
  const bool was_preliminary = std::exchange(is_preliminary_, true);
  const TSNode node = entry->second.node;
  Frame frame;
  depth_ += kMaxDepth / 16;
  run_frame(node, frame);
  depth_ -= kMaxDepth / 16;
  is_preliminary_ = was_preliminary;
  Function& function = functions_[variable];
  function.progress = Progress::kDone;
  if (frame.has_yield) return {};
  if (!frame.environment.is_dead()) {
    add_result(frame, simple_type(ValueKind::kNone));
  }
  return function.result = frame.has_result ? frame.result : ValueType();
}

void TypeInterpreter::add_result(Frame& frame, const ValueType& type) {
  if (frame.has_result) {
    join(frame.result, type);
  } else {
    frame.result = type;
  }
  frame.has_result = true;
}

// ---- Statements.

void TypeInterpreter::execute_block(TSNode block) {
  if (ts_node_is_null(block)) return;
  if (depth_ >= kMaxDepth) return assign_unknown(block);
  ++depth_;
  for (const Child& child : children(block)) execute(child.node);
  --depth_;
}

void TypeInterpreter::execute(TSNode node) {
  switch (kind(node)) {
    case SyntaxKind::kExpressionStatement:
      return execute_block(node);
    case SyntaxKind::kAssignment:
      execute_assignment(node);
      return;
    case SyntaxKind::kAugmentedAssignment:
      return execute_augmented(node);
    case SyntaxKind::kFunctionDefinition:
      return execute_function(node, !is_async(node));
    case SyntaxKind::kClassDefinition:
      return execute_class(node);
    case SyntaxKind::kDecoratedDefinition:
      return execute_decorated(node);
    case SyntaxKind::kIfStatement:
      return execute_if(node);
    case SyntaxKind::kForStatement:
    case SyntaxKind::kWhileStatement:
      return execute_loop(node);
    case SyntaxKind::kTryStatement:
      return execute_try(node);
    case SyntaxKind::kWithStatement:
      return execute_with(node);
    case SyntaxKind::kMatchStatement:
      return execute_match(node);
    case SyntaxKind::kReturnStatement:
      return execute_return(node);
    case SyntaxKind::kRaiseStatement:
    case SyntaxKind::kBreakStatement:
    case SyntaxKind::kContinueStatement:
      evaluate_children(node);
      return frame_->environment.kill();
    case SyntaxKind::kAssertStatement:
      evaluate_children(node);
      return narrow(ts_node_named_child(node, 0));
    case SyntaxKind::kDeleteStatement:
      return execute_delete(node);
    case SyntaxKind::kImportStatement:
    case SyntaxKind::kImportFromStatement:
    case SyntaxKind::kTypeAliasStatement:
      return assign_unknown(node);
    case SyntaxKind::kGlobalStatement:
    case SyntaxKind::kNonlocalStatement:
      return;
    default:
      evaluate(node);
  }
}

void TypeInterpreter::execute_function(TSNode node, bool is_plain) {
  for (const Child& child : children(field(node, fields_.parameters))) {
    evaluate_children(child.node);
  }
  const TSNode name = field(node, fields_.name);
  const std::uint32_t variable = variable_bound_at(name);
  const bool is_only = variable != kNone && is_followed(variable) &&
                       variables_.all()[variable].assignments.size() == 1;
  if (is_only) {
    Function function;
    function.node = node;
    function.is_plain = is_plain;
    functions_.try_emplace(variable, std::move(function));
  }
  assign_unknown(name);
  const TSNode type_params = field(node, fields_.type_parameters);
  if (!ts_node_is_null(type_params)) mark_seen(type_params);
  defer(node);
}

// The body of a class runs at once, in a scope of its own.
void TypeInterpreter::execute_class(TSNode node) {
  const TSNode superclasses = field(node, fields_.superclasses);
  if (!ts_node_is_null(superclasses)) evaluate_children(superclasses);
  const TSNode type_params = field(node, fields_.type_parameters);
  if (!ts_node_is_null(type_params)) mark_seen(type_params);
  execute_block(field(node, fields_.body));
  assign_unknown(field(node, fields_.name));
}

void TypeInterpreter::execute_decorated(TSNode node) {
  for (const Child& child : children(node)) {
    if (kind(child.node) == SyntaxKind::kFunctionDefinition) {
      execute_function(child.node, false);
    } else if (kind(child.node) == SyntaxKind::kClassDefinition) {
      execute_class(child.node);
    } else {
      evaluate_children(child.node);
    }
  }
}

// `a = b = value`: what is on the right may be an assignment itself.
ValueType TypeInterpreter::execute_assignment(TSNode node) {
  const TSNode left = field(node, fields_.left);
  const TSNode right = field(node, fields_.right);
  const TSNode annotation = field(node, fields_.type);
  if (ts_node_is_null(right)) {
    // `x: int` binds nothing.
    mark_seen(left);
    return {};
  }
  ValueType type = kind(right) == SyntaxKind::kAssignment
                       ? execute_assignment(right)
                       : evaluate(right);
  if (!ts_node_is_null(annotation) && !type.is_known()) {
    type = annotated(annotation);
  }
  assign(left, type);
  return type;
}

// An array stays what it is: the operator works in place.
void TypeInterpreter::execute_augmented(TSNode node) {
  const TSNode left = field(node, fields_.left);
  const ValueType right = evaluate(field(node, fields_.right));
  const std::string_view op = text(field(node, fields_.operator_));
  if (kind(left) != SyntaxKind::kIdentifier) {
    evaluate(left);
    return;
  }
  const std::uint32_t variable = variable_bound_at(left);
  const ValueType before =
      variable == kNone ? ValueType() : variable_type(variable);
  if (before.kind == ValueKind::kArray) return assign(left, before);
  assign(left, binary_type(op.substr(0, op.size() - 1), before, right));
}

void TypeInterpreter::execute_if(TSNode node) {
  evaluate(field(node, fields_.condition));
  TypeEnvironment otherwise = frame_->environment;
  narrow(field(node, fields_.condition));
  execute_block(field(node, fields_.consequence));
  TypeEnvironment end = std::move(frame_->environment);
  bool has_else = false;
  for (const Child& child : children(node)) {
    if (child.field != fields_.alternative) continue;
    frame_->environment = std::move(otherwise);
    has_else = kind(child.node) == SyntaxKind::kElseClause;
    if (has_else) {
      execute_block(field(child.node, fields_.body));
    } else {
      evaluate(field(child.node, fields_.condition));
      otherwise = frame_->environment;
      narrow(field(child.node, fields_.condition));
      execute_block(field(child.node, fields_.consequence));
    }
    end.join_with(frame_->environment);
  }
  if (!has_else) end.join_with(otherwise);
  frame_->environment = std::move(end);
}

void TypeInterpreter::execute_loop(TSNode node) {
  const TSNode body = field(node, fields_.body);
  const bool is_for = kind(node) == SyntaxKind::kForStatement;
  const TSNode target = field(node, fields_.left);
  const TSNode condition = field(node, fields_.condition);
  ValueType element;
  if (is_for) element = element_of(evaluate(field(node, fields_.right)));
  if (is_for && is_async(node)) element = {};
  TypeEnvironment head = frame_->environment;
  const bool read_before = read_unbound_;
  bool read_in_loop = false;
  for (int round = 1;; ++round) {
    read_unbound_ = false;
    frame_->environment = head;
    TypeEnvironment watcher;
    frame_->watchers.push_back(&watcher);
    if (is_for) {
      assign(target, element);
    } else {
      evaluate(condition);
      narrow(condition);
    }
    execute_block(body);
    frame_->watchers.pop_back();
    read_in_loop |= read_unbound_;
    const TypeEnvironment::Growth growth = head.add_all(watcher);
    // A name that the loop is the first to bind counts if it is read before.
    if (!growth.changed && !(growth.added && read_unbound_)) break;
    if (round == kMaxRounds) head.forget(watcher);
    if (round > kMaxRounds) break;
  }
  read_unbound_ = read_before || read_in_loop;
  frame_->environment = std::move(head);
  const TSNode otherwise = field(node, fields_.alternative);
  if (ts_node_is_null(otherwise)) return;
  const TypeEnvironment without = frame_->environment;
  execute_block(field(otherwise, fields_.body));
  frame_->environment.join_with(without);
}

void TypeInterpreter::execute_try(TSNode node) {
  const TypeEnvironment entry = frame_->environment;
  TypeEnvironment in_body;
  TypeEnvironment in_all;
  frame_->watchers.push_back(&in_all);
  frame_->watchers.push_back(&in_body);
  execute_block(field(node, fields_.body));
  frame_->watchers.pop_back();
  TypeEnvironment end = std::move(frame_->environment);
  TypeEnvironment failed = entry;
  failed.add_all(in_body);
  TSNode last{};
  for (const Child& child : children(node)) {
    switch (kind(child.node)) {
      case SyntaxKind::kElseClause:
        frame_->environment = std::move(end);
        execute_block(field(child.node, fields_.body));
        end = std::move(frame_->environment);
        break;
      case SyntaxKind::kExceptClause:
        frame_->environment = failed;
        for (const Child& part : children(child.node)) {
          if (kind(part.node) == SyntaxKind::kBlock) {
            execute_block(part.node);
          } else {
            evaluate(part.node);
            assign_unknown(part.node);
          }
        }
        end.join_with(frame_->environment);
        break;
      case SyntaxKind::kFinallyClause:
        last = child.node;
        break;
      default:
        break;
    }
  }
  frame_->watchers.pop_back();
  const bool is_dead = end.is_dead();
  frame_->environment = std::move(end);
  if (ts_node_is_null(last)) return;
  TypeEnvironment any = entry;
  any.add_all(in_all);
  frame_->environment.join_with(any);
  for (const Child& part : children(last)) execute_block(part.node);
  if (is_dead) frame_->environment.kill();
}

// The manager may swallow an exception, so that what follows runs whatever the
// body got to.
void TypeInterpreter::execute_with(TSNode node) {
  const TSNode body = field(node, fields_.body);
  for (const Child& child : children(node)) {
    if (child.field == fields_.body) continue;
    evaluate(child.node);
    assign_unknown(child.node);
  }
  TypeEnvironment cut_short = frame_->environment;
  TypeEnvironment watcher;
  frame_->watchers.push_back(&watcher);
  execute_block(body);
  frame_->watchers.pop_back();
  const bool is_dead = frame_->environment.is_dead();
  cut_short.add_all(watcher);
  frame_->environment.join_with(cut_short);
  if (is_dead) frame_->environment.kill();
}

void TypeInterpreter::execute_match(TSNode node) {
  const TSNode body = field(node, fields_.body);
  for (const Child& child : children(node)) {
    if (child.field != fields_.body) evaluate(child.node);
  }
  const TypeEnvironment entry = frame_->environment;
  TypeEnvironment end = entry;
  for (const Child& clause : children(body)) {
    frame_->environment = entry;
    for (const Child& part : children(clause.node)) {
      if (kind(part.node) == SyntaxKind::kBlock) {
        execute_block(part.node);
      } else {
        if (kind(part.node) != SyntaxKind::kCasePattern) evaluate(part.node);
        assign_unknown(part.node);
      }
    }
    end.join_with(frame_->environment);
  }
  frame_->environment = std::move(end);
}

void TypeInterpreter::execute_return(TSNode node) {
  ValueType type = simple_type(ValueKind::kNone);
  for (const Child& child : children(node)) type = evaluate(child.node);
  add_result(*frame_, type);
  frame_->environment.kill();
}

void TypeInterpreter::execute_delete(TSNode node) {
  for (const Child& child : children(node)) {
    const std::uint32_t variable = variable_bound_at(child.node);
    if (variable == kNone) {
      evaluate_children(child.node);
      mark_seen(child.node);
    } else {
      mark_seen(child.node);
      frame_->environment.erase(variable);
    }
  }
}

// `isinstance(x, np.ndarray)`, alone or with others that must hold as well.
void TypeInterpreter::narrow(TSNode condition, Narrowed* undo) {
  while (has_kind(condition, SyntaxKind::kParenthesized)) {
    condition = ts_node_named_child(condition, 0);
  }
  if (has_kind(condition, SyntaxKind::kBooleanOperator)) {
    if (text(field(condition, fields_.operator_)) != "and") return;
    narrow(field(condition, fields_.left), undo);
    return narrow(field(condition, fields_.right), undo);
  }
  if (!has_kind(condition, SyntaxKind::kCall)) return;
  const Children arguments = children(field(condition, fields_.arguments));
  if (!is_builtin(field(condition, fields_.function), "isinstance") ||
      arguments.size() != 2) {
    return;
  }
  const TSNode name = arguments[0].node;
  const std::uint32_t chain = chain_at(arguments[1].node);
  if (kind(name) != SyntaxKind::kIdentifier || chain == kNone) return;
  const Rule* rule = rule_of(chain);
  if (!rule || rule->name != "numpy.ndarray") return;
  const std::uint32_t variable = variable_of(chain_at(name));
  if (variable == kNone || !is_followed(variable)) return;
  if (frame_scope(variables_.all()[variable].scope) != frame_->scope) return;
  ValueType before = variable_type(variable);
  if (before.kind == ValueKind::kArray) return;
  ValueType array = array_type(DtypeSet::any(), kUnknownRank);
  array.origins.push_back(last_part(arguments[1].node));
  frame_->environment.set(variable, std::move(array));
  if (undo) undo->emplace_back(variable, std::move(before));
}

// ---- Bindings.

void TypeInterpreter::assign(TSNode target, const ValueType& type) {
  switch (kind(target)) {
    case SyntaxKind::kIdentifier:
      return bind(ts_node_start_byte(target), type);
    case SyntaxKind::kParenthesized:
    case SyntaxKind::kListSplat:
      return assign(
          ts_node_named_child(target, 0),
          kind(target) == SyntaxKind::kListSplat ? ValueType() : type);
    case SyntaxKind::kTuple:
    case SyntaxKind::kTuplePattern:
    case SyntaxKind::kList:
    case SyntaxKind::kPatternList: {
      const Children parts = children(target);
      const bool each = type.kind == ValueKind::kTuple &&
                        type.items.size() == parts.size() &&
                        std::ranges::none_of(parts, [&](const Child& part) {
                          return kind(part.node) == SyntaxKind::kListSplat;
                        });
      for (std::size_t i = 0; i < parts.size(); ++i) {
        assign(parts[i].node, each ? type.items[i] : element_of(type));
      }
      return;
    }
    case SyntaxKind::kAttribute:
      evaluate(field(target, fields_.object));
      return;
    default:
      evaluate_children(target);
      assign_unknown(target);
  }
}

// Every name that is bound in `node`, in this frame, may hold anything.
void TypeInterpreter::assign_unknown(TSNode node) {
  if (ts_node_is_null(node)) return;
  for_each_assignment(node, [&](std::uint32_t assignment) {
    const Assignment& a = names_.assignments[assignment];
    if (frame_scope(a.scope) == frame_->scope) bind(a.begin, ValueType());
  });
}

void TypeInterpreter::mark_seen(TSNode node) {
  for_each_assignment(
      node, [&](std::uint32_t assignment) { seen_.insert(assignment); });
}

void TypeInterpreter::bind(std::uint32_t place, const ValueType& value) {
  const auto entry = assignment_at_.find(place);
  if (entry == assignment_at_.end()) return;
  seen_.insert(entry->second);
  const std::uint32_t variable = variable_of_assignment_[entry->second];
  if (variable == kNone || !is_followed(variable)) return;
  if (frame_scope(variables_.all()[variable].scope) != frame_->scope) return;
  // What a list holds changes without an assignment.
  const ValueType& type = holds_mutable(value) ? ValueType() : value;
  if (with_bound_names_ && !is_preliminary_) {
    const Assignment& assignment = names_.assignments[entry->second];
    const auto length =
        static_cast<std::uint32_t>(names_.spellings[assignment.name].size());
    result_.bound_names.insert_or_assign(
        place, BoundName{{place, place + length}, type});
  }
  frame_->environment.set(variable, type);
  for (TypeEnvironment* watcher : frame_->watchers)
    watcher->add(variable, type);
  if (is_preliminary_) return;
  const auto [summary, added] = summaries_.try_emplace(variable, type);
  if (!added) join(summary->second, type);
}

InferredTypes infer_types(const SyntaxTree& tree, const Names& names,
                          const Variables& variables,
                          const BindingFinder& bindings, const RuleTable& rules,
                          LibraryName library, bool with_bound_names) {
  return TypeInterpreter(tree, names, variables, bindings, rules, library,
                         with_bound_names)
      .run();
}

}  // namespace tnp::translate
