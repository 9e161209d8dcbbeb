#include "translator/cpp/name_planner.h"

#include <string_view>
#include <utility>

namespace tnp::translate {
namespace {

constexpr std::string_view kScope = "::";
// Members that all expressions have are listed under one class: which of its
// bases declares one differs between versions of xtensor.
constexpr std::string_view kAnyExpression = "xt::xexpression::";

using Words = std::vector<std::string>;

Words split(std::string_view name) {
  Words words;
  for (std::size_t end; (end = name.find(kScope)) != name.npos;
       name.remove_prefix(end + kScope.size())) {
    words.emplace_back(name.substr(0, end));
  }
  words.emplace_back(name);
  return words;
}

std::string join(const Words& words, std::size_t count) {
  std::string name;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) name += kScope;
    name += words[i];
  }
  return name;
}

std::string last_word(std::string_view name) {
  const std::size_t scope = name.rfind(kScope);
  return std::string(scope == name.npos ? name
                                        : name.substr(scope + kScope.size()));
}

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

// Where the names of a namespace are found: its rule says, or its parent's.
std::string target_of_namespace(std::string_view name, const RuleTable& rules) {
  if (const Rule* rule = rules.find(name)) return std::string(rule->target);
  const std::size_t scope = name.rfind(kScope);
  if (scope == name.npos) return name == "xt" ? "tnp" : std::string(name);
  return target_of_namespace(name.substr(0, scope), rules) +
         std::string(name.substr(scope));
}

struct Target {
  const Rule* rule = nullptr;
  std::string name;  // empty: none
};

Target find_member(const NameReference& reference, const RuleTable& rules) {
  const std::string member = last_word(reference.name);
  const Rule* owner = rules.find(reference.owner);
  if (owner && owner->unsupported.empty()) {
    return {nullptr, std::string(owner->target) + "::" + member};
  }
  const Rule* rule = rules.find(std::string(kAnyExpression) + member);
  if (!rule) return {owner, {}};
  return {rule, std::string(rule->target)};
}

Target find_target(const NameReference& reference, const RuleTable& rules) {
  if (const Rule* rule = rules.find(reference.name)) {
    return {rule, std::string(rule->target)};
  }
  if (!reference.owner.empty()) return find_member(reference, rules);
  if (reference.form == NameForm::kNamespace &&
      !rules.with_prefix(reference.name + "::").empty()) {
    return {nullptr, target_of_namespace(reference.name, rules)};
  }
  return {};
}

NamePlan::Problem unsupported(const NameReference& reference,
                              std::string_view advice) {
  std::string subject = quoted(reference.name);
  if (!reference.owner.empty()) {
    subject = "member " + quoted(last_word(reference.name)) + " of " +
              quoted(reference.owner);
  }
  if (advice.empty()) advice = "it was left as it was and still needs xtensor";
  return {Slug::kUnsupportedFunction,
          subject + " has no counterpart; " + std::string(advice)};
}

NamePlan::Problem out_of_macro(const NameReference& reference) {
  return {Slug::kMacroName,
          quoted(reference.name) +
              " comes out of a macro that cannot be edited; write it without "
              "the macro"};
}

/// Makes the claims that turn one written name into `target`.
class Writer {
 public:
  Writer(const NameReference& reference, std::string target,
         const RuleTable& rules)
      : reference_(reference),
        target_(std::move(target)),
        from_(split(reference.name)),
        to_(split(target_)),
        rules_(rules) {}

  /// False when a word cannot be edited.
  bool write(std::vector<NamePlan::Claim>& claims) const {
    const NamePart& name = reference_.parts.back();
    switch (reference_.form) {
      case NameForm::kForeign:
        return claim(name, to_.back(), claims);
      case NameForm::kPlain:
        // A name that is new might be hidden by another; in full it is not.
        return claim(name, corresponds() ? to_.back() : target_, claims);
      default:
        return corresponds() ? write_words(claims) : write_whole(claims);
    }
  }

 private:
  // Whether the words can be replaced one by one: what is not written, or
  // written as an alias, must mean the namespace where the target is.
  bool corresponds() const {
    if (from_.size() != to_.size()) return false;
    if (reference_.form == NameForm::kPlain) {
      return from_.back() == to_.back() && is_moved(from_.size() - 1);
    }
    if (!is_moved(depth(reference_.parts.front()) - 1)) return false;
    for (const NamePart& part : reference_.parts) {
      if (part.is_alias && !is_moved(depth(part))) return false;
    }
    return true;
  }

  // Whether the first `count` words are a namespace that moves to the one of
  // the target.
  bool is_moved(std::size_t count) const {
    return count == 0 ||
           target_of_namespace(join(from_, count), rules_) == join(to_, count);
  }

  static std::size_t depth(const NamePart& part) {
    return split(part.name).size();
  }

  bool write_words(std::vector<NamePlan::Claim>& claims) const {
    for (const NamePart& part : reference_.parts) {
      if (part.is_alias) continue;
      if (!claim(part, to_[depth(part) - 1], claims)) return false;
    }
    return true;
  }

  bool write_whole(std::vector<NamePlan::Claim>& claims) const {
    if (!reference_.is_whole_editable) return false;
    claims.push_back({reference_.whole, target_});
    return true;
  }

  static bool claim(const NamePart& part, const std::string& text,
                    std::vector<NamePlan::Claim>& claims) {
    if (!part.is_editable) return text == last_word(part.name);
    claims.push_back({part.place, text});
    return true;
  }

  const NameReference& reference_;
  std::string target_;
  Words from_;
  Words to_;
  const RuleTable& rules_;
};

}  // namespace

NamePlan plan_name(const NameReference& reference, const RuleTable& rules) {
  NamePlan plan;
  if (reference.form == NameForm::kReopened) {
    plan.problem = {Slug::kUnsupportedFunction,
                    "`namespace xt` is extended here; what is declared in it "
                    "was left as it was"};
    return plan;
  }
  const Target target = find_target(reference, rules);
  const std::string_view advice =
      target.rule ? target.rule->unsupported : std::string_view();
  if (target.name.empty() || !advice.empty()) {
    plan.problem = unsupported(reference, advice);
    return plan;
  }
  plan.rule = target.rule;
  if (!Writer(reference, target.name, rules).write(plan.claims)) {
    plan.claims.clear();
    plan.problem = out_of_macro(reference);
  }
  return plan;
}

}  // namespace tnp::translate
