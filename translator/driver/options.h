/// The command line of tnp-translate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "translator/rewrite/report.h"

namespace tnp::translate {

enum ExitCode : int {
  kAllTranslated = 0,
  kOpenItems = 1,
  kFailed = 2,
  kWouldChange = 3,
};

struct Options {
  std::vector<std::string> inputs;  // `-` is standard input
  std::string output;               // empty: standard output
  std::vector<std::string> rule_files;
  std::string explain;
  std::string query;
  std::string build_path;  // C++: the folder with compile_commands.json
  Fallback fallback = Fallback::kError;
  bool check = false;
  bool diff = false;
  bool in_place = false;  // C++ only
};

/// Reads the command line. Prints what is wrong with it and returns nothing;
/// for --help and --version prints and exits.
std::optional<Options> parse_options(int argc, const char* const* argv);

/// Whether the command line is one for the C++ front end: a C++ file among the
/// inputs, `-p`, or compiler flags after `--`.
bool is_cpp_command(int argc, const char* const* argv);

}  // namespace tnp::translate
