#include "translator/driver/show_types.h"

#include <string>
#include <variant>

#include "translator/driver/console.h"
#include "translator/driver/inputs.h"
#include "translator/driver/translate_python.h"
#include "translator/python/resolver.h"
#include "translator/python/syntax_tree.h"
#include "translator/source/source_file.h"

namespace tnp::translate {
namespace {

std::string types_text(const SourceFile& source, const InferredTypes& types) {
  std::string result;
  for (const auto& [place, bound] : types.bound_names) {
    const LineColumn where = source.locate(place);
    result += source.name() + ":" + std::to_string(where.line) + ":" +
              std::to_string(where.column) + ": " +
              std::string(text_of(source.text(), bound.name)) + ": " +
              bound.type.text();
    if (bound.type.grade == Grade::kAssumed) result += " (assumed)";
    result += "\n";
  }
  return result;
}

int show_file(const std::string& path, const RuleTable& rules) {
  const auto file = read_source(path);
  if (const auto* error = std::get_if<std::error_code>(&file)) {
    return fail(diagnose_file(Severity::kError, Slug::kUnreadableFile, path,
                              "cannot be read: " + error->message()));
  }
  const auto& source = std::get<SourceFile>(file);
  const SyntaxTree tree = SyntaxTree::parse(source.text());
  if (auto error = syntax_error(source, tree)) return fail(std::move(*error));
  InferredTypes types;
  resolve(tree, rules, nullptr, &types);
  return write_stdout(types_text(source, types));
}

}  // namespace

int show_types(const Options& options, const RuleTable& rules) {
  if (options.inputs.empty()) {
    return fail_command(
        "no input; name a file or folder, or `-` for standard "
        "input");
  }
  const Inputs inputs = find_inputs(options);
  print_all(inputs.diagnostics);
  int code = has_errors(inputs.diagnostics) ? kFailed : kAllTranslated;
  for (const std::string& path : inputs.files) {
    if (show_file(path, rules) != kAllTranslated) code = kFailed;
  }
  return code;
}

}  // namespace tnp::translate
