#include "translator/driver/options.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

namespace cl = llvm::cl;

constexpr std::string_view kCppSuffixes[] = {".cc", ".cpp", ".cxx", ".h",
                                             ".hh", ".hpp", ".hxx"};

constexpr llvm::StringLiteral kOverview =
    "Translates programs that use NumPy (Python) or xtensor (C++) to tnp.\n\n"
    "Exit codes: 0 all translated; 1 written, with open items; 2 the tool or a "
    "file failed\n(nothing of that file written); 3 with --check: would "
    "change.\n";

void print_version(llvm::raw_ostream& out) {
  out << "tnp-translate " TNP_VERSION "\n";
}

}  // namespace

std::optional<Options> parse_options(int argc, const char* const* argv) {
  cl::OptionCategory category("Options");
  cl::list<std::string> inputs(cl::Positional, cl::cat(category),
                               cl::desc("FILE..."));
  cl::opt<std::string> output("o", cl::cat(category), cl::value_desc("file"),
                              cl::desc("Write the translation to this file"));
  cl::opt<bool> check("check", cl::cat(category),
                      cl::desc("Write nothing; exit code 3 if a file would "
                               "change"));
  cl::opt<bool> diff("diff", cl::cat(category),
                     cl::desc("Print the changes as a patch"));
  cl::opt<Fallback> fallback(
      "fallback", cl::cat(category), cl::init(Fallback::kError),
      cl::desc("What becomes of calls without a counterpart:"),
      cl::values(clEnumValN(Fallback::kError, "error",
                            "left and reported; exit code 1"),
                 clEnumValN(Fallback::kNumpy, "numpy",
                            "left to run in NumPy, with a warning")));
  cl::list<std::string> rule_files(
      "rules", cl::cat(category), cl::value_desc("file"),
      cl::desc("Rules that override or extend the built-in ones"));
  cl::opt<std::string> explain("explain", cl::cat(category),
                               cl::value_desc("slug"),
                               cl::desc("Explain a kind of diagnostic"));
  cl::opt<std::string> query("query", cl::cat(category), cl::value_desc("name"),
                             cl::desc("Show what a name maps to"));
  cl::opt<std::string> build_path(
      "p", cl::cat(category), cl::value_desc("folder"),
      cl::desc("C++: the folder with compile_commands.json"));
  cl::opt<bool> in_place(
      "in-place", cl::cat(category),
      cl::desc("C++: write every changed file, headers too, in its place"));
  cl::HideUnrelatedOptions(category);
  cl::SetVersionPrinter(print_version);
  if (!cl::ParseCommandLineOptions(argc, argv, kOverview, &llvm::errs())) {
    return std::nullopt;
  }
  return Options{inputs,     output,   rule_files, explain, query,
                 build_path, fallback, check,      diff,    in_place};
}

bool is_cpp_command(int argc, const char* const* argv) {
  const std::span<const char* const> words(argv + 1, argv + argc);
  bool takes_value = false;
  for (const std::string_view word : words) {
    if (word == "--" || word == "-p" || word.starts_with("-p=")) return true;
    const bool is_value = takes_value;
    takes_value = word == "-o" || word == "--rules" || word == "-rules";
    if (is_value || word.starts_with('-')) continue;
    for (const std::string_view suffix : kCppSuffixes) {
      if (word.ends_with(suffix)) return true;
    }
  }
  return false;
}

}  // namespace tnp::translate
