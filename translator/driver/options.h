/// The command line of tnp-translate, with what pyproject.toml adds to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "translator/driver/completion.h"
#include "translator/rewrite/plan.h"
#include "translator/rewrite/report.h"

namespace tnp::translate {

enum ExitCode : int {
  kAllTranslated = 0,
  kOpenItems = 1,
  kFailed = 2,
  kWouldChange = 3,
};

/// What `tnp-translate rules` is to do with rule files.
enum class RulesAction : std::uint8_t {
  kNone,
  kCheck,  // load them
  kTest,   // and run their examples
};

enum class ListFormat : std::uint8_t { kNone, kTable, kJson };

/// The folder of the cache where nothing else is said.
inline constexpr std::string_view kCacheFolder = ".tnp_cache";

struct Options {
  std::vector<std::string> inputs;  // `-` is standard input
  std::string output;               // empty: standard output
  std::vector<std::string> rule_files;
  std::string explain;
  std::string query;
  bool show_types = false;
  ListFormat list_rules = ListFormat::kNone;
  RulesAction rules_action = RulesAction::kNone;
  std::string build_path;  // C++: the folder with compile_commands.json
  Fallback fallback = Fallback::kError;
  bool check = false;
  bool diff = false;
  bool in_place = false;

  // What follows is for Python alone.
  Mode mode = Mode::kFull;
  std::string target;  // `device=cuda`; empty: the CPU
  std::string in_root;
  std::string out_root;
  std::string backup;                 // suffix; empty: no backup
  std::vector<std::string> excludes;  // patterns as in .gitignore
  std::string exclude_folder = ".";   // what they are relative to
  bool no_ignore = false;
  unsigned jobs = 0;      // 0: as many as the machine has
  std::string cache_dir;  // for runs over a code base
  bool no_cache = false;
  bool quiet = false;
  bool verbose = false;
  std::vector<std::string> reports;  // `FORMAT=FILE`
  std::string baseline;
  std::string write_baseline;

  /// The first option on the command line that C++ input does not take, as
  /// spelled in messages: `--report`. Empty when there is none.
  std::string python_only;
};

/// Reads the command line, and for Python input the section `[tool.tnp]` of the
/// nearest pyproject.toml, which sets what the command line does not. Prints
/// what is wrong and returns nothing; for --help, --version, --man and
/// --completion prints and exits.
std::optional<Options> parse_options(int argc, const char* const* argv,
                                     bool is_cpp = false);

/// Whether the command line is one for the C++ front end: a C++ file among the
/// inputs, `-p`, or compiler flags after `--`.
bool is_cpp_command(int argc, const char* const* argv);

}  // namespace tnp::translate
