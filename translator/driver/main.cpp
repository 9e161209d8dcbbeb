// tnp-translate: options, files in, text and diagnostics out, exit code.
#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "llvm/Support/raw_ostream.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/driver/answers.h"
#include "translator/driver/console.h"
#include "translator/driver/cpp_program.h"
#include "translator/driver/options.h"
#include "translator/driver/translate_python.h"
#include "translator/output/unified_diff.h"
#include "translator/rule/rule_loader.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {
namespace {

int write_output(const Options& options, const SourceFile& source,
                 const Translation& translation) {
  if (options.diff) {
    return write_stdout(
        unified_diff(source.name(), source.text(), translation.edits));
  }
  if (options.check) return kAllTranslated;
  if (options.output.empty()) return write_stdout(translation.text);
  return write_path(options.output, translation.text);
}

int run_file(const std::string& path, const Options& options,
             const RuleTable& rules) {
  const auto read = read_source(path);
  if (const auto* error = std::get_if<std::error_code>(&read)) {
    return fail(diagnose_file(Severity::kError, Slug::kUnreadableFile, path,
                              "cannot read: " + error->message()));
  }
  const SourceFile& source = std::get<SourceFile>(read);
  const Translation translation =
      translate_python(source, rules, options.fallback);
  print_all(translation.diagnostics);
  if (translation.failed) return kFailed;
  if (write_output(options, source, translation) != kAllTranslated) {
    return kFailed;
  }
  if (options.check && !translation.edits.empty()) return kWouldChange;
  return has_errors(translation.diagnostics) ? kOpenItems : kAllTranslated;
}

// Of several files the gravest: a failure, then what is left to do.
int graver(int a, int b) {
  constexpr int kGravity[] = {0, 1, 3, 2};
  return kGravity[a] >= kGravity[b] ? a : b;
}

int run(const Options& options) {
  if (!options.explain.empty()) {
    return explain(llvm::outs(), options.explain) ? kAllTranslated : kFailed;
  }
  Diagnostics diagnostics;
  const RuleTable rules =
      options.rule_files.empty()
          ? builtin_rules()
          : load_rules(builtin_rules(), options.rule_files, diagnostics);
  print_all(diagnostics);
  if (has_errors(diagnostics)) return kFailed;
  if (!options.query.empty()) {
    return query(llvm::outs(), options.query, rules) ? kAllTranslated
                                                     : kOpenItems;
  }
  if (options.inputs.empty()) {
    return fail_command("no input; name a file, or `-` for standard input");
  }
  const bool prints_text = !options.check && !options.diff;
  if (prints_text && options.inputs.size() > 1) {
    return fail_command(
        "several files cannot be written to one place; translate them one by "
        "one, or use `--check` or `--diff`");
  }
  if (!prints_text && !options.output.empty()) {
    return fail_command("`-o` cannot be used with `--check` or `--diff`");
  }
  int code = kAllTranslated;
  for (const std::string& path : options.inputs) {
    code = graver(code, run_file(path, options, rules));
  }
  return code;
}

}  // namespace
}  // namespace tnp::translate

int main(int argc, char** argv) {
  using namespace tnp::translate;
  if (is_cpp_command(argc, argv)) return fail(become_cpp_program(argv));
  const std::optional<Options> options = parse_options(argc, argv);
  return options ? run(*options) : kFailed;
}
