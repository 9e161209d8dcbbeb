#include "translator/rule/rule_loader.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <variant>

namespace tnp::translate {
namespace {

/// Keeps strings and arrays in place for the rules that view them.
class Arena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    return strings_.emplace_back(text);
  }
  template <typename T>
  std::span<const T> keep(std::deque<std::vector<T>>& arrays,
                          std::vector<T> values) {
    return arrays.emplace_back(std::move(values));
  }

  std::deque<std::string> strings_;
  std::deque<std::vector<Param>> params_;
  std::deque<std::vector<Type>> types_;
  std::deque<std::vector<std::string_view>> lines_;
};

RuleKind rule_kind(const Definition& definition) {
  switch (definition.kind) {
    case EntryKind::kFunction:
      return definition.is_function ? RuleKind::kFunction : RuleKind::kMethod;
    case EntryKind::kConstant:
      return RuleKind::kConstant;
    case EntryKind::kDtype:
      return RuleKind::kDtype;
    case EntryKind::kClass:
      return RuleKind::kClass;
    case EntryKind::kAttribute:
      return RuleKind::kAttribute;
    case EntryKind::kModule:
      return RuleKind::kModule;
    case EntryKind::kName:
      return RuleKind::kName;
    case EntryKind::kCpp:
      return definition.cpp_kind;
    case EntryKind::kInclude:
      break;
  }
  return RuleKind::kModule;
}

class RuleMaker {
 public:
  void add(const Definition& definition) {
    if (definition.is_hidden) return;
    Rule rule = make(definition);
    rule.name = arena_->keep(definition.qualified_name());
    rule.target = arena_->keep(definition.qualified_target());
    push(definition, rule);
    if (definition.is_function && definition.is_method) {
      push_method(definition, rule);
    }
    if (!definition.xtensor.empty()) push_cpp(definition, rule);
  }

  RuleSet finish() {
    std::stable_sort(
        rules_.begin(), rules_.end(),
        [](const Rule& a, const Rule& b) { return a.name < b.name; });
    return {std::move(rules_), std::move(arena_)};
  }

 private:
  Rule make(const Definition& definition) {
    Rule rule;
    rule.kind = rule_kind(definition);
    rule.work = definition.work;
    rule.is_ufunc = definition.is_ufunc;
    rule.params = arena_->keep(arena_->params_, params_of(definition));
    rule.returns = arena_->keep(arena_->types_, definition.signature.returns);
    rule.result = definition.result;
    rule.result.given = arena_->keep(definition.result_given);
    rule.result.without = arena_->keep(definition.result_without);
    rule.creates = definition.creates;
    rule.zero_d = definition.zero_d;
    rule.unsupported = arena_->keep(definition.unsupported);
    std::vector<std::string_view> differs;
    for (const auto& line : definition.differs) {
      differs.push_back(arena_->keep(line));
    }
    rule.differs = arena_->keep(arena_->lines_, std::move(differs));
    rule.differs_for = arena_->keep(definition.differs_for);
    rule.removed = arena_->keep(definition.removed);
    rule.header = arena_->keep(definition.header);
    rule.summary = arena_->keep(definition.summary);
    rule.source = arena_->keep(definition.source);
    rule.location = {arena_->keep(definition.file), definition.place.line,
                     definition.place.column};
    rule.priority = definition.priority;
    return rule;
  }

  std::vector<Param> params_of(const Definition& definition) {
    std::vector<Param> params;
    for (const SignatureParam& param : definition.signature.params) {
      params.push_back({arena_->keep(param.name),
                        arena_->keep(definition.new_name(param.name)),
                        param.type, param.kind, param.has_default,
                        arena_->keep(param.default_text),
                        arena_->keep(definition.reject(param.name))});
    }
    return params;
  }

  /// The rule itself and one under each alias, which keeps its own name.
  void push(const Definition& definition, const Rule& rule) {
    rules_.push_back(rule);
    for (const std::string& alias : definition.aliases) {
      Rule copy = rule;
      copy.name = arena_->keep(replaced(rule.name, alias));
      if (definition.target.empty()) {
        copy.target = arena_->keep(replaced(rule.target, alias));
      }
      rules_.push_back(copy);
    }
  }

  void push_method(const Definition& definition, Rule rule) {
    rule.kind = RuleKind::kMethod;
    rule.name = arena_->keep("numpy.ndarray." + definition.name);
    rule.target = arena_->keep("tnp.ndarray." + definition.name);
    rules_.push_back(rule);
  }

  /// `xtensor: xt::clip` is the function of the same name in namespace tnp.
  void push_cpp(const Definition& definition, Rule rule) {
    rule.kind = RuleKind::kFunction;
    rule.name = arena_->keep(definition.xtensor);
    const std::string_view spelled = rule.name;
    rule.target =
        arena_->keep("tnp" + std::string(spelled.substr(std::min(
                                 spelled.find("::"), spelled.size()))));
    rules_.push_back(rule);
  }

  /// `name` with its last component replaced.
  static std::string replaced(std::string_view name, std::string_view last) {
    const std::size_t separator = name.find_last_of(".:");
    if (separator == std::string_view::npos) return std::string(last);
    return std::string(name.substr(0, separator + 1)) + std::string(last);
  }

  std::shared_ptr<Arena> arena_ = std::make_shared<Arena>();
  std::vector<Rule> rules_;
};

/// Sorted by name, the rule that wins first: `rules` is in the order given.
void sort_by_precedence(std::vector<Rule>& rules) {
  std::reverse(rules.begin(), rules.end());
  std::stable_sort(rules.begin(), rules.end(),
                   [](const Rule& a, const Rule& b) {
                     if (a.name != b.name) return a.name < b.name;
                     return a.priority > b.priority;
                   });
}

}  // namespace

RuleSet make_rules(std::span<const Definition> definitions) {
  RuleMaker maker;
  for (const Definition& definition : definitions) maker.add(definition);
  return maker.finish();
}

RuleTable load_rules(const RuleTable& base, std::span<const std::string> paths,
                     Diagnostics& diagnostics) {
  std::vector<Definition> definitions;
  const std::size_t before = diagnostics.size();
  for (const std::string& path : paths) {
    auto file = read_source(path);
    if (const auto* error = std::get_if<std::error_code>(&file)) {
      diagnostics.push_back(
          diagnose_file(Severity::kError, Slug::kUnreadableFile, path,
                        "cannot be read: " + error->message()));
      continue;
    }
    // Each file alone: a later file may override an entry of an earlier one.
    const SourceFile& source = std::get<SourceFile>(file);
    for (Definition& definition :
         load_definitions({&source, 1}, LoadOptions(), diagnostics)) {
      definitions.push_back(std::move(definition));
    }
  }
  if (diagnostics.size() != before) return base;
  auto set = std::make_shared<RuleSet>(make_rules(definitions));
  sort_by_precedence(set->rules);
  const std::span<const Rule> rules = set->rules;
  return base.overlaid(rules, std::move(set));
}

}  // namespace tnp::translate
