/// The options of the command line, as their registrations describe them.
#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/CommandLine.h"

namespace tnp::translate {

struct OptionInfo {
  struct Choice {
    std::string name;
    std::string help;  // may be empty
  };

  std::string name;   // without dashes: `report`, `j`
  std::string help;   // one sentence or two, without a final period
  std::string value;  // what stands for a value: `file`; empty for a flag
  bool value_is_optional = false;
  std::vector<Choice> choices;  // the values there are, where they are known

  /// `-j` or `--report`.
  std::string spelled() const { return (name.size() == 1 ? "-" : "--") + name; }
};

/// The values of each option that takes one of a few.
using OptionValues = llvm::DenseMap<const llvm::cl::Option*,
                                    const llvm::cl::generic_parser_base*>;

/// What is registered and shown by `--help`, in the order of the names.
std::vector<OptionInfo> describe_options(const OptionValues& values);

/// The options, and what `--help` says before them.
struct OptionList {
  std::string overview;
  std::vector<OptionInfo> options;
};

}  // namespace tnp::translate
