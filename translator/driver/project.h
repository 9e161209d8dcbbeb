/// Which files of a run import names of the library from each other.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "llvm/ADT/StringSet.h"
#include "translator/call/module_names.h"

namespace tnp::translate {

class Project {
 public:
  /// The files of the run, each a module of the project.
  explicit Project(const std::vector<std::string>& paths);

  /// What is in a file; replaces what was said of it before.
  void set_facts(std::size_t file, ModuleFacts facts);

  /// Every name that a file has of the library.
  llvm::StringSet<> exported_names() const;

  /// By file, what the others tell of it.
  std::map<std::size_t, ProjectNames> links() const;

 private:
  /// The file that `module`, as written in `file`, is; or kNotFound.
  std::size_t find_module(std::size_t file, std::string_view module) const;
  std::size_t find_file(const std::string& stem) const;

  static constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);

  std::vector<std::string> paths_;  // absolute
  std::map<std::string, std::size_t, std::less<>> index_;
  std::vector<ModuleFacts> facts_;
};

/// Whether `text`, a program that never names the library, may import one of
/// `names`.
bool may_import(std::string_view text, const llvm::StringSet<>& names);

}  // namespace tnp::translate
