#include "translator/cpp/project_files.h"

#include <algorithm>
#include <utility>

#include "clang/Basic/FileEntry.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"

namespace tnp::translate {
namespace {

std::string real_path_of(const clang::FileEntryRef& file) {
  llvm::SmallString<256> path;
  if (!llvm::sys::fs::real_path(file.getName(), path)) return path.str().str();
  return file.getName().str();
}

}  // namespace

ProjectFiles::ProjectFiles(const clang::SourceManager& sources,
                           const clang::LangOptions& options,
                           std::string main_name,
                           std::vector<std::string> roots)
    : sources_(sources),
      options_(options),
      main_name_(std::move(main_name)),
      roots_(std::move(roots)) {}

std::optional<Place> ProjectFiles::token(clang::SourceLocation loc) {
  return place(sources_.getSpellingLoc(loc));
}

std::optional<Place> ProjectFiles::expansion(clang::SourceLocation loc) {
  return place(sources_.getExpansionLoc(loc));
}

std::optional<Place> ProjectFiles::place(clang::SourceLocation loc) {
  const auto [file, offset] = sources_.getDecomposedLoc(loc);
  if (!is_project(file)) return std::nullopt;
  const unsigned length =
      clang::Lexer::MeasureTokenLength(loc, sources_, options_);
  return Place{index_of(file), {offset, offset + length}};
}

bool ProjectFiles::is_project(clang::FileID file) {
  const auto found = decisions_.find(file);
  if (found != decisions_.end()) return found->second;
  const bool decision = decide(file);
  decisions_[file] = decision;
  return decision;
}

bool ProjectFiles::decide(clang::FileID file) {
  if (file == sources_.getMainFileID()) return true;
  const clang::OptionalFileEntryRef entry = sources_.getFileEntryRefForID(file);
  if (!entry || libraries_.contains(&entry->getFileEntry())) return false;
  const clang::SourceLocation start = sources_.getLocForStartOfFile(file);
  if (sources_.isInSystemHeader(start)) return false;
  const clang::SourceLocation includer = sources_.getIncludeLoc(file);
  if (includer.isValid() && !is_project(sources_.getFileID(includer))) {
    return false;
  }
  const std::string path = real_path_of(*entry);
  return std::ranges::any_of(
      roots_, [&](const std::string& root) { return path.starts_with(root); });
}

std::uint32_t ProjectFiles::index_of(clang::FileID file) {
  const clang::OptionalFileEntryRef entry = sources_.getFileEntryRefForID(file);
  const clang::FileEntry* key = entry ? &entry->getFileEntry() : nullptr;
  const auto [found, is_new] = indices_.try_emplace(key, files_.size());
  if (!is_new) return found->second;
  const bool is_main = file == sources_.getMainFileID();
  std::string name = is_main || !entry ? main_name_ : entry->getName().str();
  files_.push_back(
      {SourceFile(std::move(name), sources_.getBufferData(file).str()),
       entry ? real_path_of(*entry) : main_name_,
       is_main,
       {}});
  return found->second;
}

}  // namespace tnp::translate
