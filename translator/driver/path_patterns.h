/// Patterns for paths in the syntax of .gitignore.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "llvm/Support/GlobPattern.h"

namespace tnp::translate {

/// Whether a glob can stand for more than itself: `*`, `?` or `[` is in it.
bool has_wildcard(std::string_view text);

/// One pattern: components between slashes, `**` for any number of folders.
/// Without a slash before its end it matches a name at any depth.
class PathPattern {
 public:
  /// Nothing for an empty line, a comment, or a pattern that can match nothing.
  static std::optional<PathPattern> parse(std::string_view line);

  /// `path` is relative to the folder of the pattern, with `/` between names.
  bool matches(std::string_view path, bool is_folder) const;

  bool is_negated() const { return negated_; }

 private:
  // A component without a glob is `**`.
  using Components = std::vector<std::optional<llvm::GlobPattern>>;

  // The globs point into it.
  std::shared_ptr<const std::string> text_;
  Components components_;
  bool negated_ = false;
  bool only_folders_ = false;
  bool any_depth_ = false;
};

/// The patterns of one file, or of `--exclude`: the last that matches counts.
class PatternList {
 public:
  /// `folder` is absolute.
  explicit PatternList(std::string folder) : folder_(std::move(folder)) {}

  void add(std::string_view line);

  /// Adds every line of a .gitignore; nothing when there is no such file.
  void add_file(const std::string& path);

  bool empty() const { return patterns_.empty(); }

  /// Whether `path`, absolute, is out (true) or in again (false). Nothing when
  /// no pattern matches, or the path is not below the folder.
  std::optional<bool> ignores(std::string_view path, bool is_folder) const;

  /// Whether the file at `path` or a folder that it is in is out.
  bool excludes_file(std::string_view path) const;

 private:
  std::string folder_;
  std::vector<PathPattern> patterns_;
};

}  // namespace tnp::translate
