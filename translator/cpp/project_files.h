/// From the compiler's source locations to places in the project's files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "translator/cpp/program.h"

namespace tnp::translate {

/// Decides which files belong to the project, and collects those that are asked
/// about. A header belongs to it when it is no system header, lies below one of
/// the roots and was not reached through a library.
class ProjectFiles {
 public:
  /// `main_name` is how the input was called on the command line.
  ProjectFiles(const clang::SourceManager& sources,
               const clang::LangOptions& options, std::string main_name,
               std::vector<std::string> roots);

  /// The token at `loc`, where it is spelled; nothing outside the project.
  std::optional<Place> token(clang::SourceLocation loc);

  /// The token, or the macro's name, where `loc` takes effect.
  std::optional<Place> expansion(clang::SourceLocation loc);

  bool is_project(clang::FileID file);
  bool is_project(clang::SourceLocation loc) {
    return is_project(sources_.getFileID(sources_.getExpansionLoc(loc)));
  }

  /// Files of a library that is found by a project's own include path.
  void add_library(const clang::FileEntry& file) { libraries_.insert(&file); }

  std::vector<ProjectFile>& files() { return files_; }

 private:
  bool decide(clang::FileID file);
  std::uint32_t index_of(clang::FileID file);
  std::optional<Place> place(clang::SourceLocation loc);

  const clang::SourceManager& sources_;
  const clang::LangOptions& options_;
  std::string main_name_;
  std::vector<std::string> roots_;
  llvm::DenseMap<clang::FileID, bool> decisions_;
  llvm::DenseSet<const clang::FileEntry*> libraries_;
  llvm::DenseMap<const clang::FileEntry*, std::uint32_t> indices_;
  std::vector<ProjectFile> files_;
};

}  // namespace tnp::translate
