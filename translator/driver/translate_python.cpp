#include "translator/driver/translate_python.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "translator/driver/suppressions.h"
#include "translator/python/encoding.h"
#include "translator/python/ignore_comments.h"
#include "translator/python/layout_check.h"
#include "translator/python/names.h"
#include "translator/python/resolver.h"
#include "translator/python/syntax_tree.h"
#include "translator/rewrite/plan.h"
#include "translator/rewrite/report.h"
#include "translator/rewrite/rewriter.h"

namespace tnp::translate {
namespace {

Translation failure(Diagnostic diagnostic) {
  Translation result;
  result.failed = true;
  result.diagnostics.push_back(std::move(diagnostic));
  return result;
}

// The text of `range`, or `otherwise` where it is too long to be shown.
std::string shown(std::string_view text, ByteRange range,
                  std::string_view otherwise) {
  std::string_view found = text_of(text, range);
  found = found.substr(0, found.find_first_of("\r\n"));
  constexpr std::size_t kLongest = 20;
  if (found.empty() || found.size() > kLongest) return std::string(otherwise);
  const std::string_view quote = found == "`" ? "'" : "`";
  return std::string(quote) + std::string(found) + std::string(quote);
}

// Where the new text went wrong is of use only in the old text: the last edit
// at or before the error.
ByteRange blamed_edit(const EditSet& edits, std::uint32_t offset) {
  ByteRange blamed;
  std::int64_t shift = 0;
  for (const Edit& edit : edits.edits()) {
    if (edit.range.begin + shift > offset) break;
    blamed = edit.range;
    shift += static_cast<std::int64_t>(edit.text.size()) -
             (edit.range.end - edit.range.begin);
  }
  return blamed;
}

// Parses the text with the edits made, but for those that need no proof: most
// are names for names, and each place would cost a parse of all around it.
std::optional<ByteRange> invalid_edit(const SyntaxTree& tree,
                                      const EditSet& edits) {
  std::vector<Edit> doubtful;
  for (const Edit& edit : edits.edits()) {
    if (!tree.is_renaming(edit.range, edit.text)) doubtful.push_back(edit);
  }
  if (doubtful.empty()) return std::nullopt;
  const EditSet checked(tree.text(), std::move(doubtful));
  std::vector<TextChange> changes;
  for (const Edit& edit : checked.edits()) {
    changes.push_back({edit.range, edit.text});
  }
  const std::string text = checked.apply(tree.text());
  const SyntaxTree after = tree.reparse(text, changes);
  const std::optional<ByteRange> error = after.first_error();
  if (!error) return std::nullopt;
  return blamed_edit(checked, error->begin);
}

}  // namespace

std::optional<Diagnostic> syntax_error(const SourceFile& source,
                                       const SyntaxTree& tree) {
  const auto diagnose_at = [&](ByteRange range, std::string message) {
    return diagnose(Severity::kError, Slug::kSyntaxError, source, range.begin,
                    range.end, std::move(message));
  };
  if (const auto error = lone_carriage_return(tree)) {
    return diagnose_at(*error,
                       "a carriage return alone ends a line here; convert the "
                       "line ends; nothing was written");
  }
  if (const auto error = tree.first_error()) {
    return diagnose_at(*error, shown(source.text(), *error, "the file") +
                                   " is not valid Python here; nothing was "
                                   "written");
  }
  if (const auto error = layout_error(tree)) {
    return diagnose_at(*error, error->empty()
                                   ? "an indented block is missing here; "
                                     "nothing was written"
                                   : "unexpected indentation; nothing was "
                                     "written");
  }
  return std::nullopt;
}

ModuleFacts import_facts(std::string_view text) {
  const SyntaxTree tree = SyntaxTree::parse(text);
  ModuleFacts facts;
  if (!tree.first_error()) facts.imports = collect_names(tree).foreign_imports;
  return facts;
}

Translation translate_python(const SourceFile& source, const RuleTable& rules,
                             const TranslationOptions& options) {
  const std::string_view text = source.text();
  if (const auto error = encoding_error(text)) {
    return failure(diagnose(Severity::kError, Slug::kUnreadableFile, source,
                            error->range.begin, error->range.end,
                            error->message + "; nothing was written"));
  }
  const SyntaxTree tree = SyntaxTree::parse(text);
  if (auto error = syntax_error(source, tree)) {
    return failure(std::move(*error));
  }
  Resolution resolution = resolve(tree, rules, options.project);
  if (const auto range = resolution.old_syntax) {
    return failure(diagnose(Severity::kError, Slug::kSyntaxError, source,
                            range->begin, range->end,
                            shown(text, *range, "this") +
                                " is Python 2; convert the file to Python 3 "
                                "first; nothing was written"));
  }
  if (options.mode == Mode::kShim) {
    for (Binding& binding : resolution.bindings) binding.keeps_name = true;
  }
  const Plan plan = make_plan(resolution, text, rules, options.mode);
  Translation result;
  result.facts = resolution.facts;
  result.diagnostics = report(source, resolution, plan, options.fallback,
                              !options.device.empty());
  result.sites = call_sites(source, resolution, plan, result.diagnostics);
  result.ignored =
      suppress(source, find_ignore_comments(tree), result.diagnostics);
  result.edits = rewrite(resolution, plan, text, options.device);
  if (result.edits.empty()) {
    result.text = text;
    return result;
  }
  if (result.edits.overlaps()) {
    return failure(
        diagnose_file(Severity::kError, Slug::kInvalidOutput, source.name(),
                      "two edits claim the same place; nothing was written"));
  }
  result.text = result.edits.apply(text);
  if (const auto range = invalid_edit(tree, result.edits)) {
    return failure(diagnose(Severity::kError, Slug::kInvalidOutput, source,
                            range->begin, range->end,
                            "the translation would not be valid Python here; "
                            "nothing was written"));
  }
  return result;
}

}  // namespace tnp::translate
