#include "translator/driver/answers.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/diagnostics/slug.h"

namespace tnp::translate {
namespace {

llvm::StringRef ref(std::string_view text) {
  return {text.data(), text.size()};
}

// What a name of the table maps to, and the alias that led there.
struct Answer {
  std::string name;
  const Rule* rule = nullptr;
  const Rule* alias = nullptr;
};

Answer find_rule(const std::string& name, const RuleTable& rules) {
  std::string_view rest = name;
  if (rest.starts_with("np.")) rest.remove_prefix(3);
  for (const std::string& candidate :
       {name, "numpy." + std::string(rest), "numpy.ndarray." + name,
        "xt::" + name}) {
    const CanonicalName name = rules.canonical(candidate);
    const Rule* rule = rules.find(name.name);
    const bool is_alias = name.alias && name.alias->name == candidate;
    if (rule || is_alias) return {candidate, rule, name.alias};
  }
  return {};
}

llvm::StringRef work_text(WorkKind work) {
  switch (work) {
    case WorkKind::kAten:
      return "an ATen operator";
    case WorkKind::kComposition:
      return "a composition of ATen operators";
    case WorkKind::kKernel:
      return "a ported kernel";
    default:
      return "";
  }
}

void print_params(llvm::raw_ostream& out, const Rule& rule) {
  for (const Param& param : rule.params) {
    if (!param.reject.empty()) {
      out << "  no " << ref(param.name) << ": " << ref(param.reject) << "\n";
    } else if (param.name != param.new_name) {
      out << "  " << ref(param.name) << " -> " << ref(param.new_name) << "\n";
    }
  }
}

void print_rule(llvm::raw_ostream& out, const Rule& rule) {
  if (!rule.summary.empty()) out << "  " << ref(rule.summary) << "\n";
  print_params(out, rule);
  for (const std::string_view line : rule.differs) {
    out << "  differs: " << ref(line) << "\n";
  }
  if (!work_text(rule.work).empty()) {
    out << "  done by " << work_text(rule.work) << "\n";
  }
  if (!rule.source.empty()) out << "  " << ref(rule.source) << "\n";
}

void print_removed(llvm::raw_ostream& out, const Rule* rule) {
  if (!rule || rule->removed.empty()) return;
  out << "  removed in NumPy " << ref(rule->removed) << "\n";
}

// Where an alias leads, without a sign or Python's module.
std::string_view target_of(const Answer& answer) {
  const bool is_renamed =
      answer.alias && (!answer.rule || answer.alias->target.starts_with('-'));
  std::string_view target =
      is_renamed ? answer.alias->target : answer.rule->target;
  if (target.starts_with("builtins.")) target.remove_prefix(sizeof("builtins"));
  return target;
}

// Paragraphs that a terminal wraps; examples are indented.
void print_slug(llvm::raw_ostream& out, const SlugInfo& slug) {
  const auto print_code = [&](std::string_view title, std::string_view code) {
    out << "\n" << ref(title) << "\n\n";
    for (const llvm::StringRef line : llvm::split(ref(code), '\n')) {
      out << "    " << line << "\n";
    }
  };
  out << ref(slug.explanation) << "\n\n" << ref(slug.advice) << "\n";
  print_code("Reported:", slug.before);
  print_code("Not reported:", slug.after);
  out << "\n" << suppression_text(slug) << "\n";
}

}  // namespace

bool explain(llvm::raw_ostream& out, const std::string& slug) {
  if (const std::optional<Slug> found = find_slug(slug)) {
    print_slug(out, info(*found));
    return true;
  }
  out << "no diagnostic is called `" << slug << "`; there are:\n";
  for (const SlugInfo& entry : all_slugs()) {
    out << "  " << ref(entry.name) << "\n";
  }
  return false;
}

bool query(llvm::raw_ostream& out, const std::string& name,
           const RuleTable& rules) {
  const Answer answer = find_rule(name, rules);
  if (!answer.rule && !answer.alias) {
    out << name << " has no entry in the rule table\n";
    return false;
  }
  out << answer.name;
  if (answer.rule && !answer.rule->unsupported.empty()) {
    out << " has no counterpart: " << ref(answer.rule->unsupported) << "\n";
    print_removed(out, answer.rule);
    return true;
  }
  out << " -> " << ref(target_of(answer)) << "\n";
  print_removed(out, answer.alias);
  print_rule(out, answer.rule ? *answer.rule : *answer.alias);
  return true;
}

}  // namespace tnp::translate
