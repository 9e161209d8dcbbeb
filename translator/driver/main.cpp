// tnp-translate: chooses the front end and what is to be done.
#include <optional>
#include <utility>
#include <vector>

#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/driver/answers.h"
#include "translator/driver/console.h"
#include "translator/driver/cpp_program.h"
#include "translator/driver/list_rules.h"
#include "translator/driver/options.h"
#include "translator/driver/rules_command.h"
#include "translator/driver/run.h"
#include "translator/driver/show_types.h"
#include "translator/rule/rule_loader.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {
namespace {

int run(const Options& options) {
  if (!options.explain.empty()) {
    return explain(llvm::outs(), options.explain) ? kAllTranslated : kFailed;
  }
  if (options.rules_action != RulesAction::kNone) {
    return run_rules_command(options.rules_action, options.inputs);
  }
  Diagnostics diagnostics;
  const RuleTable rules =
      options.rule_files.empty()
          ? builtin_rules()
          : load_rules(builtin_rules(), options.rule_files, diagnostics);
  print_all(diagnostics);
  if (has_errors(diagnostics)) return kFailed;
  if (options.list_rules != ListFormat::kNone) {
    return write_stdout(rule_list(rules, options.list_rules));
  }
  if (!options.query.empty()) {
    return query(llvm::outs(), options.query, rules) ? kAllTranslated
                                                     : kOpenItems;
  }
  if (options.show_types) return show_types(options, rules);
  return run_files(options, rules);
}

}  // namespace
}  // namespace tnp::translate

int main(int argc, char** argv) {
  using namespace tnp::translate;
  // Before the choice of the front end: a response file may name C++ files.
  llvm::BumpPtrAllocator allocator;
  llvm::SmallVector<const char*, 16> words(argv, argv + argc);
  llvm::cl::ExpansionContext expansion(allocator,
                                       llvm::cl::TokenizeGNUCommandLine);
  if (llvm::Error error = expansion.expandResponseFiles(words)) {
    return fail_command(llvm::toString(std::move(error)));
  }
  const int count = static_cast<int>(words.size());
  if (is_cpp_command(count, words.data())) {
    words.push_back(nullptr);
    return fail(become_cpp_program(words.data()));
  }
  const std::optional<Options> options = parse_options(count, words.data());
  return options ? run(*options) : kFailed;
}
