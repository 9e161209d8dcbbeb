#include "translator/driver/project.h"

#include <algorithm>
#include <utility>

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"
#include "translator/driver/inputs.h"

namespace tnp::translate {
namespace {

namespace path = llvm::sys::path;

bool is_word(char c) { return llvm::isAlnum(c) || c == '_'; }

// Whether one of `names`, or a star, is among the words of `statement`.
bool names_one(llvm::StringRef statement, const llvm::StringSet<>& names) {
  if (statement.contains('*')) return true;
  while (!statement.empty()) {
    statement = statement.drop_until(is_word);
    const llvm::StringRef word = statement.take_while(is_word);
    if (names.contains(word)) return true;
    statement = statement.drop_front(word.size());
  }
  return false;
}

}  // namespace

Project::Project(const std::vector<std::string>& paths) : facts_(paths.size()) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    paths_.push_back(absolute_path(paths[i]));
    index_.emplace(paths_.back(), i);
  }
}

void Project::set_facts(std::size_t file, ModuleFacts facts) {
  facts_[file] = std::move(facts);
}

llvm::StringSet<> Project::exported_names() const {
  llvm::StringSet<> names;
  for (const ModuleFacts& facts : facts_) {
    for (const ExportedName& exported : facts.exports) {
      names.insert(exported.name);
    }
  }
  return names;
}

std::size_t Project::find_file(const std::string& stem) const {
  for (const char* suffix : {".py", "/__init__.py"}) {
    const auto entry = index_.find(stem + suffix);
    if (entry != index_.end()) return entry->second;
  }
  return kNotFound;
}

// A relative name starts at the folder of the file, an absolute one at the
// folder around the outermost package, or one further up.
std::size_t Project::find_module(std::size_t file,
                                 std::string_view module) const {
  llvm::StringRef name(module.data(), module.size());
  const llvm::StringRef dots = name.take_while([](char c) { return c == '.'; });
  std::string rest = name.drop_front(dots.size()).str();
  std::ranges::replace(rest, '.', '/');
  llvm::StringRef folder = path::parent_path(paths_[file]);
  if (!dots.empty()) {
    for (std::size_t i = 1; i < dots.size(); ++i) {
      folder = path::parent_path(folder);
    }
    const std::string base = folder.str();
    return find_file(rest.empty() ? base : base + "/" + rest);
  }
  while (index_.contains(folder.str() + "/__init__.py")) {
    folder = path::parent_path(folder);
  }
  for (; !folder.empty(); folder = path::parent_path(folder)) {
    const std::size_t found = find_file(folder.str() + "/" + rest);
    if (found != kNotFound) return found;
    if (folder == path::root_path(folder)) break;
  }
  return kNotFound;
}

std::map<std::size_t, ProjectNames> Project::links() const {
  std::map<std::size_t, ProjectNames> result;
  for (std::size_t file = 0; file < facts_.size(); ++file) {
    for (const ForeignImport& import : facts_[file].imports) {
      const std::size_t module = find_module(file, import.module);
      if (module == kNotFound || module == file) continue;
      for (const ExportedName& exported : facts_[module].exports) {
        const bool is_meant = import.name == "*" ? exported.in_star
                                                 : import.name == exported.name;
        if (!is_meant) continue;
        std::vector<ExportedName>& known = result[file].imported[import.module];
        if (!llvm::is_contained(known, exported)) known.push_back(exported);
        result[module].shared.insert(exported.name);
      }
    }
  }
  return result;
}

// A first look, without a parse: a line that starts with `from`, up to the
// bracket that closes its list.
bool may_import(std::string_view text, const llvm::StringSet<>& names) {
  if (names.empty()) return false;
  llvm::StringRef rest(text.data(), text.size());
  for (std::size_t at = rest.find("from"); at != llvm::StringRef::npos;
       at = rest.find("from")) {
    const llvm::StringRef before = rest.take_front(at);
    const llvm::StringRef indent =
        before.drop_front(before.find_last_of("\n;:") + 1);
    rest = rest.drop_front(at);
    llvm::StringRef statement =
        rest.take_until([](char c) { return c == '\n'; });
    if (statement.contains('(') || statement.ends_with("\\")) {
      statement = rest.take_front(rest.find(')'));
    }
    if (indent.trim().empty() && names_one(statement, names)) return true;
    rest = rest.drop_front(4);
  }
  return false;
}

}  // namespace tnp::translate
