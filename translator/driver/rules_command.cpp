#include "translator/driver/rules_command.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/driver/console.h"
#include "translator/driver/translate_python.h"
#include "translator/output/unified_diff.h"
#include "translator/rule/rule_loader.h"

namespace tnp::translate {
namespace {

constexpr llvm::StringLiteral kImport = "import numpy as np\n";

bool has_import(llvm::StringRef text) {
  while (!text.empty()) {
    const auto [line, rest] = text.split('\n');
    const llvm::StringRef code = line.ltrim();
    if (code.starts_with("import ") || code.starts_with("from ")) return true;
    text = rest;
  }
  return false;
}

// The text behind the import that was put before it, and behind what became of
// that import.
std::string without_imports(llvm::StringRef text) {
  while (text.starts_with("import ")) text = text.split('\n').second;
  return text.str();
}

// What differs, from the first place to the last, as a patch.
std::string diff_of(llvm::StringRef expected, llvm::StringRef found) {
  if (expected == found) return {};
  std::size_t begin = 0;
  while (begin < std::min(expected.size(), found.size()) &&
         expected[begin] == found[begin]) {
    ++begin;
  }
  std::size_t same = 0;
  while (same < std::min(expected.size(), found.size()) - begin &&
         expected[expected.size() - same - 1] ==
             found[found.size() - same - 1]) {
    ++same;
  }
  const auto end = static_cast<std::uint32_t>(expected.size() - same);
  const llvm::StringRef text = found.substr(begin, found.size() - same - begin);
  const std::string diff = unified_diff(
      {}, expected.str(),
      EditSet(expected.str(),
              {{{static_cast<std::uint32_t>(begin), end}, text.str()}}));
  // The names of the two sides, which are one there.
  return "--- expected\n+++ found\n" + diff.substr(diff.find("@@"));
}

class RuleFile {
 public:
  RuleFile(std::string path, Diagnostics& diagnostics);

  std::size_t num_entries() const { return definitions_.size(); }
  std::size_t num_examples() const;

  /// Runs every example and prints what came of it; how many do not hold.
  std::size_t test(llvm::raw_ostream& out) const;

 private:
  bool test(const Definition& definition, const Example& example,
            llvm::raw_ostream& out) const;

  std::string path_;
  std::vector<Definition> definitions_;
  RuleTable rules_ = builtin_rules();
};

RuleFile::RuleFile(std::string path, Diagnostics& diagnostics)
    : path_(std::move(path)) {
  rules_ = load_rules(builtin_rules(), {&path_, 1}, diagnostics);
  const auto read = read_source(path_);
  const auto* source = std::get_if<SourceFile>(&read);
  if (has_errors(diagnostics) || !source) return;
  definitions_ = load_definitions({source, 1}, {}, diagnostics);
}

std::size_t RuleFile::num_examples() const {
  std::size_t count = 0;
  for (const Definition& definition : definitions_) {
    count += definition.examples.size();
  }
  return count;
}

std::size_t RuleFile::test(llvm::raw_ostream& out) const {
  std::size_t failures = 0;
  for (const Definition& definition : definitions_) {
    for (const Example& example : definition.examples) {
      if (!test(definition, example, out)) ++failures;
    }
  }
  return failures;
}

bool RuleFile::test(const Definition& definition, const Example& example,
                    llvm::raw_ostream& out) const {
  const bool adds_import = !has_import(example.before);
  const std::string before =
      (adds_import ? kImport.str() : "") + example.before + "\n";
  // The lines of messages are those of the example's program.
  const Translation result =
      translate_python(SourceFile("example", before), rules_);
  const std::string text =
      adds_import ? without_imports(result.text) : result.text;
  const std::string expected = example.after + "\n";
  bool has_slug = example.slug.empty();
  bool has_other_error = false;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    const bool is_expected = info(diagnostic.slug).name == example.slug;
    has_slug |= is_expected;
    has_other_error |= !is_expected && diagnostic.severity == Severity::kError;
  }
  const bool holds = text == expected && has_slug && !has_other_error;
  out << (holds ? "ok    " : "FAIL  ") << path_ << ":" << example.place.line
      << ":" << example.place.column << ": " << definition.qualified_name()
      << "\n";
  if (holds) return true;
  out << diff_of(expected, text);
  if (!has_slug) out << "`" << example.slug << "` was not reported\n";
  for (const Diagnostic& diagnostic : result.diagnostics) {
    print(out, diagnostic, /*colors=*/false);
  }
  return false;
}

std::string counted(std::size_t count, const std::string& one,
                    const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

int run_rules_command(RulesAction action, std::span<const std::string> paths) {
  std::string text;
  llvm::raw_string_ostream out(text);
  std::size_t examples = 0;
  std::size_t failures = 0;
  bool is_broken = false;
  for (const std::string& path : paths) {
    Diagnostics diagnostics;
    const RuleFile file(path, diagnostics);
    print_all(diagnostics);
    is_broken |= has_errors(diagnostics);
    if (has_errors(diagnostics)) continue;
    examples += file.num_examples();
    if (action == RulesAction::kTest) {
      failures += file.test(out);
    } else {
      out << path << ": " << counted(file.num_entries(), "entry", "entries")
          << ", " << counted(file.num_examples(), "example", "examples")
          << "\n";
    }
  }
  if (action == RulesAction::kTest) {
    out << counted(examples, "example", "examples") << ": "
        << examples - failures << " passed, " << failures << " failed\n";
  }
  const int written = write_stdout(text);
  if (is_broken || written != kAllTranslated) return kFailed;
  return failures > 0 ? kOpenItems : kAllTranslated;
}

}  // namespace tnp::translate
