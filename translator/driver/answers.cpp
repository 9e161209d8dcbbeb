#include "translator/driver/answers.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/diagnostics/slug.h"

namespace tnp::translate {
namespace {

llvm::StringRef ref(std::string_view text) {
  return {text.data(), text.size()};
}

const Rule* find_rule(const std::string& name, const RuleTable& rules) {
  std::string_view rest = name;
  if (rest.starts_with("np.")) rest.remove_prefix(3);
  for (const std::string& candidate :
       {name, "numpy." + std::string(rest), "numpy.ndarray." + name,
        "xt::" + name}) {
    if (const Rule* rule = rules.find(candidate)) return rule;
  }
  return nullptr;
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

}  // namespace

bool explain(llvm::raw_ostream& out, const std::string& slug) {
  if (const std::optional<Slug> found = find_slug(slug)) {
    out << ref(info(*found).explanation) << "\n";
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
  const Rule* rule = find_rule(name, rules);
  if (!rule) {
    out << name << " has no entry in the rule table\n";
    return false;
  }
  out << ref(rule->name);
  if (!rule->unsupported.empty()) {
    out << " has no counterpart: " << ref(rule->unsupported) << "\n";
    return true;
  }
  out << " -> " << ref(rule->target) << "\n";
  if (!rule->summary.empty()) out << "  " << ref(rule->summary) << "\n";
  print_params(out, *rule);
  for (const std::string_view line : rule->differs) {
    out << "  differs: " << ref(line) << "\n";
  }
  if (!work_text(rule->work).empty()) {
    out << "  done by " << work_text(rule->work) << "\n";
  }
  if (!rule->source.empty()) out << "  " << ref(rule->source) << "\n";
  return true;
}

}  // namespace tnp::translate
