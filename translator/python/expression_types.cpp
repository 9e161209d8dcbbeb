// Expressions.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "translator/python/type_interpreter.h"
#include "translator/types/operator_type.h"

namespace tnp::translate {
namespace {

// What `int` and the like stand for where a dtype is asked for.
bool is_type_name(std::string_view name) {
  return name == "bool" || name == "complex" || name == "float" ||
         name == "int";
}

// A literal that fits a C long, or nothing.
std::optional<int> small_integer(std::string_view text) {
  int value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

// The result of one of Python's own functions.
ValueType builtin_result(std::string_view name,
                         const std::vector<TypedArgument>& arguments) {
  const auto argument = [&](std::size_t i) {
    return i < arguments.size() ? arguments[i].type : ValueType();
  };
  const auto is_any_of = [&](auto... names) {
    return ((name == names) || ...);
  };
  if (is_any_of("len", "int", "ord", "hash", "id")) {
    return simple_type(ValueKind::kInt);
  }
  if (name == "float") return simple_type(ValueKind::kFloat);
  if (name == "complex") return simple_type(ValueKind::kComplex);
  if (is_any_of("bool", "isinstance", "callable", "hasattr", "issubclass")) {
    return simple_type(ValueKind::kBool);
  }
  if (is_any_of("str", "repr", "chr", "format", "hex", "bin", "input")) {
    return simple_type(ValueKind::kString);
  }
  if (name == "slice") return simple_type(ValueKind::kSlice);
  if (name == "range") return list_type(simple_type(ValueKind::kInt));
  if (is_any_of("list", "sorted", "reversed")) {
    return list_type(element_of(argument(0)));
  }
  if (name == "tuple") {
    const ValueType items = argument(0);
    if (items.kind == ValueKind::kTuple) return items;
    return list_type(element_of(items));
  }
  if (name == "enumerate") {
    return list_type(
        tuple_type({simple_type(ValueKind::kInt), element_of(argument(0))}));
  }
  if (name == "zip") {
    std::vector<ValueType> items;
    for (const TypedArgument& each : arguments) {
      if (each.kind == ArgumentKind::kStar) return {};
      if (each.kind != ArgumentKind::kPositional) continue;
      items.push_back(element_of(each.type));
    }
    return list_type(tuple_type(std::move(items)));
  }
  if (name == "abs") {
    ValueType result = argument(0);
    if (result.has_array_members()) {
      result.dtypes = real_of(result.dtypes);
      return result;
    }
    if (result.kind == ValueKind::kComplex) {
      return simple_type(ValueKind::kFloat);
    }
    return unary_type("+", result);
  }
  return {};
}

}  // namespace

// What is nested too deeply is not looked into: nothing is known of it, nor of
// the names that it binds.
ValueType TypeInterpreter::evaluate(TSNode node) {
  if (ts_node_is_null(node)) return {};
  if (depth_ >= kMaxDepth) {
    assign_unknown(node);
    return {};
  }
  ++depth_;
  ValueType result = evaluate_here(node);
  --depth_;
  return result;
}

ValueType TypeInterpreter::evaluate_here(TSNode node) {
  switch (kind(node)) {
    case SyntaxKind::kIdentifier:
      if (chain_at(node) == kNone) return {};
      return evaluate_postfix(node);
    case SyntaxKind::kAttribute:
    case SyntaxKind::kCall:
    case SyntaxKind::kSubscript:
      return evaluate_postfix(node);
    case SyntaxKind::kBinaryOperator:
      return evaluate_binary(node);
    case SyntaxKind::kUnaryOperator:
      return unary_type(text(field(node, fields_.operator_)),
                        evaluate(field(node, fields_.argument)));
    case SyntaxKind::kNotOperator:
      evaluate_children(node);
      return simple_type(ValueKind::kBool);
    case SyntaxKind::kBooleanOperator:
      return evaluate_boolean(node);
    case SyntaxKind::kComparisonOperator:
      return evaluate_comparison(node);
    case SyntaxKind::kConditionalExpression:
      return evaluate_conditional(node);
    case SyntaxKind::kParenthesized: {
      ValueType result;
      for (const Child& child : children(node)) result = evaluate(child.node);
      return result;
    }
    case SyntaxKind::kTuple:
    case SyntaxKind::kExpressionList:
    case SyntaxKind::kList:
      return evaluate_sequence(node);
    case SyntaxKind::kComprehension:
      return evaluate_comprehension(node, nullptr);
    case SyntaxKind::kGenerator:
      return evaluate_generator(node);
    case SyntaxKind::kLambda:
      for (const Child& child : children(field(node, fields_.parameters))) {
        evaluate(field(child.node, fields_.value));
      }
      defer(node);
      return {};
    case SyntaxKind::kNamedExpression:
      return evaluate_walrus(node);
    case SyntaxKind::kInteger: {
      ValueType result = simple_type(ValueKind::kInt);
      const std::string_view digits = text(node);
      if (digits.ends_with('j') || digits.ends_with('J')) {
        return simple_type(ValueKind::kComplex);
      }
      if (small_integer(digits)) result.dtypes = Dtype::kInt64;
      return result;
    }
    case SyntaxKind::kFloat: {
      const bool is_imaginary =
          text(node).ends_with('j') || text(node).ends_with('J');
      return simple_type(is_imaginary ? ValueKind::kComplex
                                      : ValueKind::kFloat);
    }
    case SyntaxKind::kString:
    case SyntaxKind::kConcatenatedString:
      evaluate_children(node);
      return simple_type(ValueKind::kString);
    case SyntaxKind::kTrue:
    case SyntaxKind::kFalse:
      return simple_type(ValueKind::kBool);
    case SyntaxKind::kNone:
      return simple_type(ValueKind::kNone);
    case SyntaxKind::kYield:
      frame_->has_yield = true;
      evaluate_children(node);
      return {};
    case SyntaxKind::kSlice:
      evaluate_children(node);
      return simple_type(ValueKind::kSlice);
    case SyntaxKind::kAssignment:
    case SyntaxKind::kAugmentedAssignment:
      execute(node);
      return {};
    case SyntaxKind::kBlock:
      execute_block(node);
      return {};
    default:
      evaluate_children(node);
      return {};
  }
}

void TypeInterpreter::evaluate_children(TSNode node) {
  for (const Child& child : children(node)) evaluate(child.node);
}

// ---- Names, attributes, calls and subscripts.

// What stands one after another, `a.b(c)[d].e()`, nests to the left: it is
// followed from the left, one by one.
ValueType TypeInterpreter::evaluate_postfix(TSNode node) {
  std::vector<TSNode> steps;
  while (chain_at(node) == kNone) {
    TSNode inner{};
    switch (kind(node)) {
      case SyntaxKind::kCall:
        inner = field(node, fields_.function);
        break;
      case SyntaxKind::kSubscript:
        inner = field(node, fields_.value);
        break;
      case SyntaxKind::kAttribute:
        inner = field(node, fields_.object);
        break;
      default:
        break;
    }
    if (ts_node_is_null(inner)) break;
    steps.push_back(node);
    node = without_star(inner);
  }
  // The call of which what was followed so far is the function.
  const auto take_call = [&] {
    if (steps.empty() || kind(steps.back()) != SyntaxKind::kCall) {
      return TSNode{};
    }
    const TSNode call = steps.back();
    steps.pop_back();
    return call;
  };
  const std::uint32_t chain = chain_at(node);
  ValueType value =
      chain == kNone ? evaluate(node) : evaluate_chain(chain, take_call());
  while (!steps.empty()) {
    const TSNode step = steps.back();
    steps.pop_back();
    switch (kind(step)) {
      case SyntaxKind::kAttribute:
        value = member_type(value, range_of(field(step, fields_.attribute)),
                            take_call());
        break;
      case SyntaxKind::kSubscript:
        value = element_type(value, step);
        break;
      default:
        evaluate_arguments(field(step, fields_.arguments));
        value = {};
    }
  }
  return value;
}

ValueType TypeInterpreter::evaluate_chain(std::uint32_t index, TSNode call) {
  const Chain& chain = names_.chains[index];
  const bool is_call = !ts_node_is_null(call);
  if (!library_(index).empty()) {
    Arguments arguments;
    if (is_call) arguments = evaluate_arguments(field(call, fields_.arguments));
    return library_value(index, is_call ? &arguments : nullptr);
  }
  const std::vector<ByteRange> parts = chain_parts(chain.node);
  const std::uint32_t variable = variable_of(index);
  if (parts.size() == 1 && is_call) {
    const Arguments arguments =
        evaluate_arguments(field(call, fields_.arguments));
    return variable == kNone
               ? builtin_result(builtin_name(chain.node), arguments)
               : function_result(variable);
  }
  if (parts.size() == 1 && variable == kNone) {
    const std::string_view builtin = builtin_name(chain.node);
    if (!is_type_name(builtin)) return {};
    ValueType type = simple_type(ValueKind::kDtype);
    type.dtypes = *dtype_named(builtin);
    return type;
  }
  ValueType value;
  if (variable != kNone) value = variable_type(variable);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const bool is_last = i + 1 == parts.size();
    value = member_type(value, parts[i], is_last ? call : TSNode{});
  }
  return value;
}

ValueType TypeInterpreter::library_value(std::uint32_t chain,
                                         const Arguments* arguments) {
  const Rule* rule = rule_of(chain);
  if (!rule) return {};
  if (arguments) {
    note_differences(*rule, *arguments, last_part(names_.chains[chain].node));
  }
  ValueType result =
      arguments ? call_type(*rule, *arguments) : value_type(*rule);
  if (result.is_known() && !result.is_python_number()) {
    ValueType use;
    use.origins.push_back(last_part(names_.chains[chain].node));
    result.add_origins(use);
  }
  return result;
}

// A loop may come here again with other arguments.
void TypeInterpreter::note_differences(const Rule& rule,
                                       const Arguments& arguments,
                                       std::uint32_t place) {
  if (is_preliminary_ || rule.differs_for.empty()) return;
  if (may_differ(rule, arguments)) {
    result_.equal_calls.erase(place);
  } else {
    result_.equal_calls.insert(place);
  }
}

ValueType TypeInterpreter::member_type(const ValueType& value, ByteRange name,
                                       TSNode call) {
  Arguments arguments(1);
  arguments.front().type = value;
  const bool is_call = !ts_node_is_null(call);
  if (is_call) {
    Arguments given = evaluate_arguments(field(call, fields_.arguments));
    std::ranges::move(given, std::back_inserter(arguments));
  }
  if (!value.has_array_members()) {
    if (!is_preliminary_) result_.members.erase(name.begin);
    return {};
  }
  if (!is_preliminary_) {
    result_.members.insert_or_assign(name.begin, MemberUse{name, call, value});
  }
  const Rule* rule =
      rules_.find("numpy.ndarray." + std::string(text_of(text_, name)));
  if (!rule || (rule->kind == RuleKind::kAttribute) == is_call) return {};
  if (is_call) note_differences(*rule, arguments, name.begin);
  ValueType result =
      is_call ? call_type(*rule, arguments) : attribute_type(*rule, value);
  if (result.is_known() && !result.is_python_number()) {
    result.add_origins(value);
  }
  return result;
}

ValueType TypeInterpreter::element_type(const ValueType& value,
                                        TSNode subscript) {
  std::vector<ValueType> indices;
  int constant = -1;
  for (const Child& child : children(subscript)) {
    if (child.field != fields_.subscript) continue;
    const ValueType index = evaluate(child.node);
    constant = small_integer(text(child.node)).value_or(-1);
    indices.push_back(kind(child.node) == SyntaxKind::kEllipsis
                          ? simple_type(ValueKind::kSlice)
                          : index);
  }
  return subscript_type(value, indices, indices.size() == 1 ? constant : -1);
}

TypeInterpreter::Arguments TypeInterpreter::evaluate_arguments(TSNode list) {
  Arguments result;
  if (ts_node_is_null(list)) return result;
  if (kind(list) != SyntaxKind::kArgumentList) {
    result.emplace_back().type = evaluate(list);
    return result;
  }
  for (const Child& child : children(list)) {
    const auto [form, name, value] = read_argument(child.node);
    TypedArgument argument;
    argument.kind = form;
    if (form == ArgumentKind::kKeyword) argument.keyword = text(name);
    argument.type = evaluate(value);
    argument.is_true = kind(value) == SyntaxKind::kTrue;
    if (kind(value) == SyntaxKind::kString) {
      for (const Child& part : children(value)) {
        if (kind(part.node) == SyntaxKind::kStringContent) {
          argument.literal = text(part.node);
        }
      }
    }
    result.push_back(std::move(argument));
  }
  return result;
}

// ---- Operators.

// Sums of many terms nest to the left: those are taken one after another.
ValueType TypeInterpreter::evaluate_binary(TSNode node) {
  std::vector<TSNode> nodes;
  while (kind(node) == SyntaxKind::kBinaryOperator) {
    nodes.push_back(node);
    node = field(node, fields_.left);
  }
  ValueType result = evaluate(node);
  for (; !nodes.empty(); nodes.pop_back()) {
    const ValueType right = evaluate(field(nodes.back(), fields_.right));
    result = binary_type(text(field(nodes.back(), fields_.operator_)), result,
                         right);
  }
  return result;
}

ValueType TypeInterpreter::evaluate_comparison(TSNode node) {
  bool asks_elements = true;
  for (std::uint32_t i = 0; i < ts_node_child_count(node); ++i) {
    const TSNode child = ts_node_child(node, i);
    if (ts_node_is_named(child)) continue;
    const std::string_view op = ts_node_type(child);
    if (op == "in" || op == "not in" || op == "is" || op == "is not") {
      asks_elements = false;
    }
  }
  std::vector<ValueType> operands;
  for (const Child& child : children(node)) {
    operands.push_back(evaluate(child.node));
  }
  if (!asks_elements && operands.size() == 2) {
    return simple_type(ValueKind::kBool);
  }
  if (!asks_elements || operands.size() != 2) return {};
  return comparison_type(operands[0], operands[1]);
}

ValueType TypeInterpreter::evaluate_boolean(TSNode node) {
  ValueType result = evaluate(field(node, fields_.left));
  Narrowed narrowed;
  if (text(field(node, fields_.operator_)) == "and") {
    narrow(field(node, fields_.left), &narrowed);
  }
  join(result, evaluate(field(node, fields_.right)));
  widen(narrowed);
  return result;
}

// `value if condition else other`: the condition comes first.
ValueType TypeInterpreter::evaluate_conditional(TSNode node) {
  const Children parts = children(node);
  if (parts.size() != 3) {
    evaluate_children(node);
    return {};
  }
  evaluate(parts[1].node);
  Narrowed narrowed;
  narrow(parts[1].node, &narrowed);
  ValueType result = evaluate(parts[0].node);
  widen(narrowed);
  join(result, evaluate(parts[2].node));
  return result;
}

// ---- Displays and comprehensions.

ValueType TypeInterpreter::evaluate_sequence(TSNode node) {
  std::vector<ValueType> items;
  bool is_open = false;
  for (const Child& child : children(node)) {
    if (kind(child.node) == SyntaxKind::kListSplat) {
      const ValueType spread = evaluate(ts_node_named_child(child.node, 0));
      items.push_back(element_of(spread));
      is_open = true;
    } else {
      items.push_back(evaluate(child.node));
    }
  }
  ValueType result = tuple_type(std::move(items));
  if (is_open) result = list_type(element_of(result));
  result.is_mutable = result.is_known() && kind(node) == SyntaxKind::kList;
  return result;
}

// A generator's first iterable is evaluated where the generator is made, all
// else when it is asked for its items.
ValueType TypeInterpreter::evaluate_generator(TSNode node) {
  for (const Child& child : children(node)) {
    if (kind(child.node) != SyntaxKind::kForInClause) continue;
    const ValueType element =
        element_of(evaluate(field(child.node, fields_.right)));
    if (!is_preliminary_) generator_elements_[node.id] = element;
    break;
  }
  defer(node);
  return {};
}

// `first` is an element of the first iterable, where that was evaluated before.
ValueType TypeInterpreter::evaluate_comprehension(TSNode node,
                                                  const ValueType* first) {
  const TSNode body = field(node, fields_.body);
  for (const Child& child : children(node)) {
    if (child.field == fields_.body) continue;
    if (kind(child.node) == SyntaxKind::kForInClause) {
      const TSNode iterable = field(child.node, fields_.right);
      assign(field(child.node, fields_.left),
             first ? *first : element_of(evaluate(iterable)));
      first = nullptr;
      continue;
    }
    evaluate(child.node);
    for (const Child& condition : children(child.node)) {
      narrow(condition.node);
    }
  }
  ValueType item = evaluate(body);
  const bool is_list =
      std::string_view(ts_node_type(node)) == "list_comprehension";
  if (!is_list) return {};
  ValueType result = list_type(std::move(item));
  result.is_mutable = result.is_known();
  return result;
}

// It may stand where it is not reached: the name may keep what it had.
ValueType TypeInterpreter::evaluate_walrus(TSNode node) {
  const ValueType value = evaluate(field(node, fields_.value));
  const TSNode name = field(node, fields_.name);
  const std::uint32_t variable = variable_bound_at(name);
  ValueType either = value;
  const ValueType* before = nullptr;
  if (variable != kNone) before = frame_->environment.find(variable);
  if (before) join(either, *before);
  assign(name, either);
  return value;
}

void TypeInterpreter::widen(const Narrowed& narrowed) {
  for (const auto& [variable, type] : narrowed) {
    frame_->environment.set(variable, type);
  }
}

}  // namespace tnp::translate
