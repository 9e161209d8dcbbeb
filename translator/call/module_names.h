/// What modules of one project have of the source library from each other.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tnp::translate {

/// A name of a module that stands for something of the library: `np`.
struct ExportedName {
  std::string name;
  std::string target;    // `numpy`
  bool in_star = false;  // whether `import *` brings it

  bool operator==(const ExportedName&) const = default;
};

/// `from .utils import np`; the name is `*` for a star import.
struct ForeignImport {
  std::string module;  // as written: `.utils`
  std::string name;

  bool operator==(const ForeignImport&) const = default;
};

struct ModuleFacts {
  std::vector<ExportedName> exports;
  std::vector<ForeignImport> imports;  // from modules other than the library's
};

/// What the rest of a project tells of one module. Names that modules share
/// keep their meaning, so that each can be translated without the other.
struct ProjectNames {
  /// By module as this one writes it.
  std::map<std::string, std::vector<ExportedName>, std::less<>> imported;
  /// Names of this module that others import from it.
  std::set<std::string, std::less<>> shared;

  bool operator==(const ProjectNames&) const = default;
  bool empty() const { return imported.empty() && shared.empty(); }

  /// What `name` of `module` is, or null.
  const ExportedName* find(std::string_view module,
                           std::string_view name) const {
    const auto entry = imported.find(module);
    if (entry == imported.end()) return nullptr;
    for (const ExportedName& exported : entry->second) {
      if (exported.name == name) return &exported;
    }
    return nullptr;
  }
};

}  // namespace tnp::translate
