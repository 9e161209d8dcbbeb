/// The tree that `--in-root` and `--out-root` ask for.
#pragma once

#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"

namespace tnp::translate {

/// Maps the files below one folder to another, and writes only there.
class OutputTree {
 public:
  OutputTree(const std::string& in_root, const std::string& out_root);

  /// What is wrong with the two folders; empty when nothing is.
  std::string mistake() const;

  /// Where `file` goes; nothing when it is not below the first folder.
  std::optional<std::string> place_of(const std::string& file) const;

  /// Whether `place` is below the second folder when links that are there
  /// already are followed.
  bool contains(const std::string& place);

  /// Creates the folders that `place` is in, and makes the last writable.
  std::error_code make_folders_for(const std::string& place);

  /// Gives the copies of `folders` the permissions of the originals: at the
  /// end, since a folder may be read-only.
  std::error_code copy_permissions(const std::vector<std::string>& folders);

 private:
  std::string in_root_;
  std::string out_root_;
  llvm::StringMap<bool> contained_;  // by folder
};

}  // namespace tnp::translate
