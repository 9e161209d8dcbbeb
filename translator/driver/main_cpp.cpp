// tnp-translate-cpp: the same command line for C++ input.
#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "translator/cpp/reader.h"
#include "translator/cpp/translate_cpp.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/driver/console.h"
#include "translator/driver/options.h"
#include "translator/output/unified_diff.h"
#include "translator/rule/rule_loader.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {
namespace {

/// The command line, split at `--`.
struct CommandLine {
  std::vector<const char*> tool;
  FlagSource flags;
};

CommandLine split(int argc, const char* const* argv) {
  const std::span<const char* const> words(argv, argv + argc);
  const auto separator = std::ranges::find(
      words, std::string_view("--"),
      [](const char* word) { return std::string_view(word); });
  CommandLine line;
  line.tool.assign(words.begin(), separator);
  if (separator != words.end()) {
    line.flags.flags.emplace(std::next(separator), words.end());
  }
  return line;
}

int write_main(const Options& options, const CppTranslation& translation) {
  std::string text;
  int code = kAllTranslated;
  for (const FileTranslation& file : translation.files) {
    if (file.is_main) {
      text = file.edits.apply(file.source.text());
    } else if (!file.edits.empty()) {
      print_all({diagnose_file(Severity::kError, Slug::kHeaderNotWritten,
                               file.source.name(),
                               "this header needs changes too; use "
                               "`--in-place` to write all files")});
      code = kOpenItems;
    }
  }
  const int written = options.output.empty() ? write_stdout(text)
                                             : write_path(options.output, text);
  return written == kAllTranslated ? code : written;
}

int write_diff(const CppTranslation& translation) {
  std::string text;
  for (const FileTranslation& file : translation.files) {
    text += unified_diff(file.source.name(), file.source.text(), file.edits);
  }
  return write_stdout(text);
}

int write_in_place(const CppTranslation& translation) {
  for (const FileTranslation& file : translation.files) {
    if (file.edits.empty()) continue;
    const int written =
        write_path(file.real_path, file.edits.apply(file.source.text()));
    if (written != kAllTranslated) return written;
  }
  return kAllTranslated;
}

int write(const Options& options, const CppTranslation& translation) {
  if (options.diff) return write_diff(translation);
  if (options.check) return kAllTranslated;
  if (options.in_place) return write_in_place(translation);
  return write_main(options, translation);
}

int translate_all(const Options& options, const FlagSource& flags,
                  const RuleTable& rules) {
  std::vector<CppProgram> programs;
  bool failed = false;
  for (const std::string& path : options.inputs) {
    CppReading reading = read_cpp(path, flags);
    print_all(reading.diagnostics);
    if (reading.program) {
      programs.push_back(std::move(*reading.program));
    } else {
      failed = true;
    }
  }
  if (programs.empty()) return kFailed;
  const CppTranslation translation = translate_cpp(programs, rules);
  print_all(translation.diagnostics);
  const int written = write(options, translation);
  if (failed || written == kFailed) return kFailed;
  const bool changes = std::ranges::any_of(
      translation.files,
      [](const FileTranslation& file) { return !file.edits.empty(); });
  if (options.check && changes) return kWouldChange;
  return has_errors(translation.diagnostics) ? kOpenItems : written;
}

// What is wrong with the choice of inputs and outputs; empty when nothing is.
std::string mistake(const Options& options) {
  const int forms = options.check + options.diff + options.in_place;
  if (options.inputs.empty()) return "no input; name a C++ file";
  if (std::ranges::find(options.inputs, "-") != options.inputs.end()) {
    return "C++ cannot be read from standard input; name a file";
  }
  if (!options.python_only.empty()) {
    return "`" + options.python_only + "` is for Python input";
  }
  if (forms > 0 && !options.output.empty()) {
    return "`-o` cannot be used with `--check`, `--diff` or `--in-place`";
  }
  if (forms == 0 && options.inputs.size() > 1) {
    return "several files cannot be written to one place; use `--in-place`, "
           "`--check` or `--diff`";
  }
  return {};
}

int run(const Options& options, FlagSource flags) {
  if (!options.explain.empty() || !options.query.empty()) {
    return fail_command("`--explain` and `--query` take no C++ input");
  }
  if (std::string text = mistake(options); !text.empty()) {
    return fail_command(std::move(text));
  }
  Diagnostics diagnostics;
  const RuleTable rules =
      options.rule_files.empty()
          ? builtin_rules()
          : load_rules(builtin_rules(), options.rule_files, diagnostics);
  print_all(diagnostics);
  if (has_errors(diagnostics)) return kFailed;
  flags.build_path = options.build_path;
  return translate_all(options, flags, rules);
}

}  // namespace
}  // namespace tnp::translate

int main(int argc, char** argv) {
  using namespace tnp::translate;
  const CommandLine line = split(argc, argv);
  const std::optional<Options> options =
      parse_options(static_cast<int>(line.tool.size()), line.tool.data(),
                    /*is_cpp=*/true);
  return options ? run(*options, line.flags) : kFailed;
}
