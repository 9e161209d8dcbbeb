#include "translator/driver/answers.h"

#include <algorithm>
#include <vector>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/diagnostics/slug.h"
#include "translator/driver/list_rules.h"
#include "translator/driver/similar_names.h"

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
  if (rule.work != WorkKind::kNone) {
    out << "  done by " << ref(how_done(rule)) << "\n";
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

// Which rule of the name this is, and which others lost to it.
void print_precedence(llvm::raw_ostream& out, const Rule& winner,
                      const RuleTable& rules) {
  const std::vector<const Rule*> all = rules.candidates(winner.name);
  if (all.size() == 1 && rules.is_builtin(winner)) return;
  for (const Rule* rule : all) {
    out << (rule == &winner ? "  from " : "  shadows ");
    if (rules.is_builtin(*rule)) {
      out << "the built-in rule";
    } else {
      out << ref(rule->location.file) << ":" << rule->location.line << ":"
          << rule->location.column << ", priority " << rule->priority;
    }
    if (rule != &winner) {
      if (rule->unsupported.empty()) {
        out << ": " << ref(rule->target);
      } else {
        out << ": no counterpart";
      }
    }
    out << "\n";
  }
}

// The first names that `wanted` may stand for, each with what it becomes.
void print_similar(llvm::raw_ostream& out, const std::string& wanted,
                   const RuleTable& rules) {
  constexpr std::size_t kShown = 20;
  std::vector<std::string_view> names;
  for (const Rule* rule : rules.with_prefix("")) names.push_back(rule->name);
  const llvm::StringRef name = wanted;
  std::vector<std::string_view> found = similar_names(
      (name.starts_with("np.") ? "numpy." + name.drop_front(3).str() : wanted),
      names);
  if (found.empty()) {
    const llvm::StringRef last = name.substr(name.find_last_of(".:") + 1);
    found = similar_names({last.data(), last.size()}, names);
  }
  if (found.empty()) return;
  out << "did you mean:\n";
  for (std::size_t i = 0; i < std::min(found.size(), kShown); ++i) {
    const Rule& rule = *rules.find(found[i]);
    out << "  " << ref(rule.name);
    if (rule.unsupported.empty()) {
      out << " -> " << ref(rule.target) << "\n";
    } else {
      out << " has no counterpart\n";
    }
  }
  if (found.size() > kShown) {
    out << "  and " << found.size() - kShown << " more\n";
  }
}

void print_slugs(llvm::raw_ostream& out) {
  for (const SlugInfo& entry : all_slugs()) {
    const llvm::StringRef text = ref(entry.explanation);
    out << "  " << ref(entry.name) << "\n      "
        << text.take_front(text.find(". ")).rtrim('.') << "\n";
  }
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
  if (slug == "list") {
    print_slugs(out);
    return true;
  }
  std::vector<std::string_view> names;
  for (const SlugInfo& entry : all_slugs()) names.push_back(entry.name);
  const std::vector<std::string_view> similar = similar_names(slug, names);
  out << "no diagnostic is called `" << slug << "`; "
      << (similar.empty() ? "there are:" : "did you mean:") << "\n";
  for (const std::string_view name : similar.empty() ? names : similar) {
    out << "  " << ref(name) << "\n";
  }
  return false;
}

bool query(llvm::raw_ostream& out, const std::string& name,
           const RuleTable& rules) {
  const Answer answer = find_rule(name, rules);
  if (!answer.rule && !answer.alias) {
    out << name << " has no entry in the rule table\n";
    print_similar(out, name, rules);
    return false;
  }
  out << answer.name;
  const Rule& rule = answer.rule ? *answer.rule : *answer.alias;
  if (!rule.unsupported.empty()) {
    out << " has no counterpart: " << ref(rule.unsupported) << "\n";
    print_removed(out, &rule);
  } else {
    out << " -> " << ref(target_of(answer)) << "\n";
    print_removed(out, answer.alias);
    print_rule(out, rule);
  }
  if (answer.alias) print_precedence(out, *answer.alias, rules);
  if (answer.rule) print_precedence(out, *answer.rule, rules);
  return true;
}

}  // namespace tnp::translate
