// Every option is declared once, as a member of CommandLine. A setting of
// pyproject.toml is given to the declaration of its name as if it were on the
// command line, so both know the same names, values and errors.
#include "translator/driver/options.h"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <string_view>

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/driver/configuration.h"
#include "translator/driver/console.h"
#include "translator/driver/man_page.h"
#include "translator/driver/option_info.h"
#include "translator/driver/version.h"

namespace tnp::translate {
namespace {

namespace cl = llvm::cl;

constexpr std::string_view kCppSuffixes[] = {".cc", ".cpp", ".cxx", ".h",
                                             ".hh", ".hpp", ".hxx"};

// Options whose value is the next word.
constexpr std::string_view kTakesValue[] = {
    "o",        "rules",          "in-root", "out-root", "exclude",  "report",
    "baseline", "write-baseline", "j",       "jobs",     "cache-dir"};

// Settings of pyproject.toml that are paths, relative to its folder.
constexpr std::string_view kPaths[] = {"baseline", "cache-dir", "in-root",
                                       "out-root", "rules"};

// Options that say what one run is to do, not how.
constexpr std::string_view kOnlyCommandLine[] = {
    "completion", "explain",    "list-rules",    "man",
    "query",      "show-types", "write-baseline"};

// Options that C++ input does not take.
constexpr std::string_view kPythonOnly[] = {
    "backup",   "baseline",      "cache-dir", "exclude",    "fallback",
    "in-root",  "jobs",          "mode",      "no-cache",   "no-ignore",
    "out-root", "quiet",         "report",    "show-types", "target",
    "verbose",  "write-baseline"};

constexpr llvm::StringLiteral kOverview =
    "Translates programs that use NumPy (Python) or xtensor (C++) to tnp.\n\n"
    "An input is a file, `-`, a folder (its *.py, but for what .gitignore "
    "leaves out),\na glob (** is any depth), or @FILE with more of the command "
    "line. The section\n[tool.tnp] of pyproject.toml sets options by their "
    "long names. A comment\n`# tnp: ignore[slug]` at the end of a line "
    "suppresses a diagnostic there.\n\n"
    "Exit codes: 0 all translated; 1 written, with open items; 2 the tool or a "
    "file failed\n(nothing of that file written); 3 with --check: would "
    "change.\n";

template <typename T, std::size_t n>
bool contains(const T (&values)[n], std::string_view value) {
  return std::ranges::find(values, value) != std::end(values);
}

// LLVM has an option `--color` of its own, which it registers unasked.
void remove_llvm_option(llvm::StringRef name) {
  const auto& known = cl::getRegisteredOptions();
  const auto found = known.find(name);
  if (found != known.end()) found->second->removeArgument();
}

/// An option that takes one of a few values.
template <typename T>
struct Choice : cl::opt<T> {
  template <typename... Modifiers>
  explicit Choice(OptionValues& choices, const Modifiers&... modifiers)
      : cl::opt<T>(modifiers...) {
    choices[this] = &this->getParser();
  }
};

struct CommandLine {
  OptionValues choices;
  cl::OptionCategory category{"Options"};
  cl::SubCommand rules_command{
      "rules",
      "Check rule files, or run the examples in them: rules check "
      "FILE..., rules test FILE..."};
  cl::list<std::string> inputs{cl::Positional, cl::cat(category),
                               cl::desc("FILE...")};
  cl::opt<std::string> output{"o", cl::cat(category), cl::value_desc("file"),
                              cl::desc("Write the translation to this file")};
  cl::opt<bool> check{
      "check", cl::cat(category),
      cl::desc("Write nothing; exit code 3 if a file would change")};
  cl::opt<bool> diff{"diff", cl::cat(category),
                     cl::desc("Print the changes as a patch")};
  Choice<Fallback> fallback{
      choices,
      "fallback",
      cl::cat(category),
      cl::init(Fallback::kError),
      cl::desc("What becomes of calls without a counterpart:"),
      cl::values(clEnumValN(Fallback::kError, "error",
                            "left and reported; exit code 1"),
                 clEnumValN(Fallback::kNumpy, "numpy",
                            "left to run in NumPy, with a warning"))};
  cl::opt<std::string> target{
      "target", cl::cat(category), cl::value_desc("device=name"),
      cl::desc("Make new arrays on this device: device=cuda, device=cuda:1")};
  Choice<Mode> mode{
      choices,
      "mode",
      cl::cat(category),
      cl::init(Mode::kFull),
      cl::desc("What is changed:"),
      cl::values(clEnumValN(Mode::kFull, "full", "imports, names, keywords"),
                 clEnumValN(Mode::kShim, "shim",
                            "imports alone: `import tnp as np`"))};
  cl::list<std::string> rule_files{
      "rules", cl::cat(category), cl::value_desc("file"),
      cl::desc("Rules that override or extend the built-in ones: the highest "
               "`priority` wins, of equal ones the last; may be repeated")};
  cl::opt<std::string> explain{
      "explain", cl::cat(category), cl::value_desc("slug"),
      cl::desc("Explain a kind of diagnostic; `list` is "
               "all of them")};
  cl::opt<std::string> query{"query", cl::cat(category), cl::value_desc("name"),
                             cl::desc("Show what a name maps to, or which "
                                      "names are like it")};
  cl::opt<bool> show_types{
      "show-types", cl::cat(category),
      cl::desc("Print the type of each name where it is bound, as far as the "
               "program tells, and translate nothing")};
  Choice<ListFormat> list_rules{
      choices,
      "list-rules",
      cl::cat(category),
      cl::ValueOptional,
      cl::init(ListFormat::kNone),
      cl::desc("List every name of the rule table:"),
      cl::values(clEnumValN(ListFormat::kTable, "", "as a table"),
                 clEnumValN(ListFormat::kTable, "table", "as a table"),
                 clEnumValN(ListFormat::kJson, "json", "as JSON"))};
  Choice<Color> color{
      choices,
      "color",
      cl::cat(category),
      cl::init(Color::kAuto),
      cl::sub(cl::SubCommand::getTopLevel()),
      cl::sub(rules_command),
      cl::desc("Colours in messages:"),
      cl::values(clEnumValN(Color::kAuto, "auto",
                            "on a terminal, unless NO_COLOR is set"),
                 clEnumValN(Color::kAlways, "always", "everywhere"),
                 clEnumValN(Color::kNever, "never", "nowhere"))};
  Choice<Shell> completion{
      choices,
      "completion",
      cl::cat(category),
      cl::init(Shell::kNone),
      cl::desc("Print a script that completes this command line in:"),
      cl::values(clEnumValN(Shell::kBash, "bash", "bash"),
                 clEnumValN(Shell::kFish, "fish", "fish"),
                 clEnumValN(Shell::kZsh, "zsh", "zsh"))};
  cl::opt<bool> man{"man", cl::cat(category),
                    cl::desc("Print the manual page, in roff")};
  cl::opt<std::string> rules_action{cl::Positional, cl::Required,
                                    cl::cat(category), cl::sub(rules_command),
                                    cl::desc("check|test")};
  cl::list<std::string> rules_inputs{cl::Positional, cl::OneOrMore,
                                     cl::cat(category), cl::sub(rules_command),
                                     cl::desc("FILE...")};
  cl::opt<std::string> build_path{
      "p", cl::cat(category), cl::value_desc("folder"),
      cl::desc("C++: the folder with compile_commands.json")};
  cl::opt<bool> in_place{
      "in-place", cl::cat(category),
      cl::desc("Write every changed file (C++: headers too) in its place")};
  cl::opt<std::string> in_root{
      "in-root", cl::cat(category), cl::value_desc("folder"),
      cl::desc("Translate this tree into --out-root; what is not translated, "
               "--exclude too, is copied, except what .gitignore leaves out")};
  cl::opt<std::string> out_root{
      "out-root", cl::cat(category), cl::value_desc("folder"),
      cl::desc("The folder for the tree; nothing is written outside")};
  cl::opt<std::string> backup{
      "backup", cl::cat(category), cl::value_desc("suffix"), cl::ValueOptional,
      cl::desc("With --in-place: keep the old file beside the new one "
               "(default suffix .bak); an older backup is never replaced")};
  cl::list<std::string> excludes{
      "exclude", cl::cat(category), cl::value_desc("pattern"),
      cl::desc("Do not translate these; as in .gitignore, relative to the "
               "current folder; may be repeated")};
  cl::opt<bool> no_ignore{"no-ignore", cl::cat(category),
                          cl::desc("Do not read .gitignore files")};
  cl::opt<unsigned> jobs{
      "jobs", cl::cat(category), cl::value_desc("N"),
      cl::desc(
          "Files translated at once; also -j N (default: one for each core)")};
  cl::alias jobs_alias{"j", cl::cat(category), cl::aliasopt(jobs), cl::Prefix,
                       cl::desc("Alias for --jobs")};
  cl::opt<std::string> cache_dir{
      "cache-dir", cl::cat(category), cl::value_desc("folder"),
      cl::desc(
          "Where a run over several files keeps its results, so that the "
          "next one translates only what has changed (default: "
          "$TNP_CACHE_DIR, else .tnp_cache in the folder of pyproject.toml "
          "or the current one)")};
  cl::opt<bool> no_cache{
      "no-cache", cl::cat(category),
      cl::desc("Keep no results and use none; as $TNP_NO_CACHE")};
  cl::opt<bool> quiet{"quiet", cl::cat(category),
                      cl::desc("No warnings, progress or summary")};
  cl::opt<bool> verbose{
      "verbose", cl::cat(category),
      cl::desc("A line for each file, the findings in the baseline, the "
               "summary of one file too, and how long each phase took")};
  cl::list<std::string> reports{
      "report", cl::cat(category), cl::value_desc("format=file"),
      cl::desc("Write what was translated and left, by file and by API, as "
               "json, csv, md, sarif or html; may be repeated")};
  cl::opt<std::string> baseline{
      "baseline", cl::cat(category), cl::value_desc("file"),
      cl::desc("Findings listed in this file do not count for exit code 1")};
  cl::opt<std::string> write_baseline{
      "write-baseline", cl::cat(category), cl::value_desc("file"),
      cl::desc("List the findings of this run in a file for --baseline")};

  /// Gives each setting to the option of its name, unless the command line
  /// did. False when one is wrong, which is printed.
  bool apply(const Configuration& configuration);

  Options options();

 private:
  std::string cache_folder() const;
  cl::Option* find_setting(const std::string& key);
  std::string first_python_only() const;

  bool excludes_are_settings_ = false;
  std::string configuration_folder_;
};

cl::Option* CommandLine::find_setting(const std::string& key) {
  const auto& known = cl::getRegisteredOptions();
  const auto found = known.find(key);
  if (found == known.end() || key.size() == 1 ||
      contains(kOnlyCommandLine, key)) {
    return nullptr;
  }
  cl::Option* option = found->second;
  return llvm::is_contained(option->Categories, &category) ? option : nullptr;
}

// A path of a setting; of `FORMAT=FILE` the part that is one.
std::string rebase(const std::string& key, const std::string& value,
                   const std::string& folder) {
  const bool is_report = key == "report";
  if (!is_report && !contains(kPaths, key)) return value;
  const std::size_t begin = is_report ? value.find('=') + 1 : 0;
  const std::string file = value.substr(begin);
  if (file == "-" || llvm::sys::path::is_absolute(file)) return value;
  return value.substr(0, begin) + folder + "/" + file;
}

bool CommandLine::apply(const Configuration& configuration) {
  // The environment comes first, so that it wins over the settings.
  const auto folder = llvm::sys::Process::GetEnv("TNP_CACHE_DIR");
  if (folder && !folder->empty() && cache_dir.getNumOccurrences() == 0) {
    cache_dir.addOccurrence(0, "cache-dir", *folder);
  }
  if (llvm::sys::Process::GetEnv("TNP_NO_CACHE") &&
      no_cache.getNumOccurrences() == 0) {
    no_cache.addOccurrence(0, "no-cache", "true");
  }
  Diagnostics diagnostics = configuration.diagnostics;
  const auto complain = [&](const Setting& setting, std::string message) {
    diagnostics.push_back(
        diagnose_setting(configuration, setting, std::move(message)));
  };
  configuration_folder_ = configuration.folder;
  for (const Setting& setting : configuration.settings) {
    cl::Option* option = find_setting(setting.key);
    if (!option) {
      complain(setting, "no option is called `" + setting.key + "`");
      continue;
    }
    if (option->getNumOccurrences() > 0) continue;
    if (setting.key == "exclude") excludes_are_settings_ = true;
    const bool is_list = option->getNumOccurrencesFlag() == cl::ZeroOrMore;
    if (!is_list && setting.values.size() != 1) {
      complain(setting, "`" + setting.key + "` takes one value");
      continue;
    }
    for (const std::string& value : setting.values) {
      const std::string text = rebase(setting.key, value, configuration.folder);
      // What is wrong with a value is printed there.
      if (option->addOccurrence(0, setting.key, text)) {
        complain(setting,
                 "`" + value + "` is no value for `" + setting.key + "`");
      }
    }
  }
  print_all(diagnostics);
  return !has_errors(diagnostics);
}

std::string CommandLine::first_python_only() const {
  for (const std::string_view name : kPythonOnly) {
    const auto option = cl::getRegisteredOptions().find(name);
    if (option->second->getNumOccurrences() > 0) {
      return "--" + std::string(name);
    }
  }
  return {};
}

std::string CommandLine::cache_folder() const {
  if (!cache_dir.empty()) return cache_dir;
  const std::string folder =
      configuration_folder_.empty() ? "." : configuration_folder_;
  return folder + "/" + std::string(kCacheFolder);
}

Options CommandLine::options() {
  Options result;
  result.inputs = inputs;
  if (rules_command) result.inputs = rules_inputs;
  result.rules_action = rules_action == "check"  ? RulesAction::kCheck
                        : rules_action == "test" ? RulesAction::kTest
                                                 : RulesAction::kNone;
  result.list_rules = list_rules;
  result.mode = mode;
  result.target = target;
  result.output = output;
  result.rule_files = rule_files;
  result.explain = explain;
  result.query = query;
  result.show_types = show_types;
  result.build_path = build_path;
  result.fallback = fallback;
  result.check = check;
  result.diff = diff;
  result.in_place = in_place;
  result.in_root = in_root;
  result.out_root = out_root;
  result.backup = backup;
  if (backup.getNumOccurrences() > 0 && backup.empty()) result.backup = ".bak";
  result.excludes = excludes;
  if (excludes_are_settings_) result.exclude_folder = configuration_folder_;
  result.no_ignore = no_ignore;
  result.jobs = jobs;
  result.cache_dir = cache_folder();
  result.no_cache = no_cache;
  result.quiet = quiet;
  result.verbose = verbose;
  result.reports = reports;
  result.baseline = baseline;
  result.write_baseline = write_baseline;
  result.python_only = first_python_only();
  return result;
}

}  // namespace

std::optional<Options> parse_options(int argc, const char* const* argv,
                                     bool is_cpp) {
  remove_llvm_option("color");
  CommandLine line;
  cl::HideUnrelatedOptions(line.category);
  cl::SetVersionPrinter(print_version);
  if (!cl::ParseCommandLineOptions(argc, argv, kOverview, &llvm::errs())) {
    return std::nullopt;
  }
  use_colors(line.color);
  if (line.man || line.completion != Shell::kNone) {
    const OptionList list{kOverview.str(), describe_options(line.choices)};
    const std::string text = line.man
                                 ? man_page(list, tool_version())
                                 : completion_script(list, line.completion);
    std::exit(write_stdout(text));
  }
  if (line.rules_command && line.rules_action != "check" &&
      line.rules_action != "test") {
    fail_command("`" + line.rules_action +
                 "` is nothing that `rules` does; it does `check FILE...` and "
                 "`test FILE...`; a folder is `./rules`");
    return std::nullopt;
  }
  const bool has_settings = line.explain.empty() && !line.rules_command;
  if (has_settings && !is_cpp) {
    const std::string first =
        !line.inputs.empty() ? line.inputs.front() : line.in_root.getValue();
    if (!line.apply(find_configuration(first == "-" ? "" : first))) {
      return std::nullopt;
    }
    use_colors(line.color);
  }
  return line.options();
}

bool is_cpp_command(int argc, const char* const* argv) {
  const std::span<const char* const> words(argv + 1, argv + argc);
  bool takes_value = false;
  for (const std::string_view word : words) {
    if (word == "--" || word == "-p" || word.starts_with("-p=")) return true;
    const bool is_value = takes_value;
    const std::size_t name = word.find_first_not_of('-');
    takes_value = word.starts_with('-') && name != std::string_view::npos &&
                  contains(kTakesValue, word.substr(name));
    if (is_value || word.starts_with('-')) continue;
    for (const std::string_view suffix : kCppSuffixes) {
      if (word.ends_with(suffix)) return true;
    }
  }
  return false;
}

}  // namespace tnp::translate
