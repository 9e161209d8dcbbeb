#include "translator/driver/list_rules.h"

#include <algorithm>
#include <vector>

#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

llvm::StringRef ref(std::string_view text) {
  return {text.data(), text.size()};
}

constexpr unsigned kHowWidth = 31;    // `a composition of ATen operators`
constexpr unsigned kStateWidth = 11;  // `unsupported`

std::string place_of(const Rule& rule) {
  return std::string(rule.location.file) + ":" +
         std::to_string(rule.location.line);
}

std::string table_text(const RuleTable& rules,
                       const std::vector<const Rule*>& list) {
  unsigned name_width = 0;
  unsigned target_width = 0;
  for (const Rule* rule : list) {
    name_width = std::max(name_width, static_cast<unsigned>(rule->name.size()));
    target_width =
        std::max(target_width, static_cast<unsigned>(rule->target.size()));
  }
  std::string text;
  llvm::raw_string_ostream out(text);
  for (const Rule* rule : list) {
    std::string line;
    llvm::raw_string_ostream cells(line);
    const std::string_view target =
        rule->unsupported.empty() ? rule->target : std::string_view();
    cells << llvm::left_justify(ref(rule->name), name_width) << "  "
          << llvm::left_justify(ref(target), target_width) << "  "
          << llvm::left_justify(ref(how_done(*rule)), kHowWidth) << "  "
          << llvm::left_justify(ref(state_of(*rule)), kStateWidth);
    if (!rules.is_builtin(*rule)) line += "  " + place_of(*rule);
    out << llvm::StringRef(line).rtrim() << "\n";
  }
  return text;
}

std::string json_text(const RuleTable& rules,
                      const std::vector<const Rule*>& list) {
  std::string text;
  llvm::raw_string_ostream out(text);
  llvm::json::OStream json(out, /*IndentSize=*/1);
  json.array([&] {
    for (const Rule* rule : list) {
      json.object([&] {
        json.attribute("name", ref(rule->name));
        json.attribute("target", ref(rule->target));
        json.attribute("how", ref(how_done(*rule)));
        json.attribute("state", ref(state_of(*rule)));
        json.attribute("advice", ref(rule->unsupported));
        json.attributeArray("differs", [&] {
          for (const std::string_view line : rule->differs) {
            json.value(ref(line));
          }
        });
        json.attribute("removed", ref(rule->removed));
        json.attribute("builtin", rules.is_builtin(*rule));
        json.attribute("place", place_of(*rule));
        json.attribute("priority", rule->priority);
      });
    }
  });
  out << "\n";
  return text;
}

}  // namespace

std::string_view how_done(const Rule& rule) {
  switch (rule.work) {
    case WorkKind::kAten:
      return "an ATen operator";
    case WorkKind::kComposition:
      return "a composition of ATen operators";
    case WorkKind::kKernel:
      return "a ported kernel";
    case WorkKind::kUnsupported:
      return "not at all";
    case WorkKind::kNone:
      break;
  }
  constexpr std::string_view kKinds[] = {
      "a function", "a method", "an attribute", "a constant",
      "a dtype",    "a class",  "a module",     "another name"};
  return kKinds[static_cast<std::size_t>(rule.kind)];
}

std::string_view state_of(const Rule& rule) {
  if (!rule.unsupported.empty()) return "unsupported";
  if (rule.kind == RuleKind::kName) return "renamed";
  return rule.differs.empty() ? "same" : "differs";
}

std::string rule_list(const RuleTable& rules, ListFormat format) {
  const std::vector<const Rule*> list = rules.with_prefix("");
  return format == ListFormat::kJson ? json_text(rules, list)
                                     : table_text(rules, list);
}

}  // namespace tnp::translate
