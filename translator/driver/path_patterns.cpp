// A pattern is matched name by name, so that `*` and `?` never match a slash:
// LLVM's globs do the names, this file the folders between them.
#include "translator/driver/path_patterns.h"

#include <algorithm>
#include <span>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

namespace tnp::translate {
namespace {

using Names = llvm::SmallVector<llvm::StringRef, 8>;
using Globs = std::span<const std::optional<llvm::GlobPattern>>;

Names split(std::string_view path) {
  Names names;
  llvm::StringRef(path).split(names, '/', -1, /*KeepEmpty=*/false);
  return names;
}

bool match_names(Globs globs, std::span<const llvm::StringRef> names) {
  if (globs.empty()) return names.empty();
  if (!globs.front()) {
    // A last `**` is everything inside, so at least one name.
    if (globs.size() == 1) return !names.empty();
    for (std::size_t skipped = 0; skipped <= names.size(); ++skipped) {
      if (match_names(globs.subspan(1), names.subspan(skipped))) return true;
    }
    return false;
  }
  return !names.empty() && globs.front()->match(names.front()) &&
         match_names(globs.subspan(1), names.subspan(1));
}

// Spaces at the end do not count, unless the last one is escaped.
std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

}  // namespace

bool has_wildcard(std::string_view text) {
  return text.find_first_of("*?[") != std::string_view::npos;
}

std::optional<PathPattern> PathPattern::parse(std::string_view line) {
  line = without_line_end(line);
  if (line.empty() || line.front() == '#') return std::nullopt;
  PathPattern result;
  if (line.front() == '!') {
    result.negated_ = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    result.only_folders_ = true;
    line.remove_suffix(1);
  }
  result.any_depth_ = line.find('/') == std::string_view::npos;
  result.text_ = std::make_shared<const std::string>(line);
  for (const llvm::StringRef name : split(*result.text_)) {
    if (name == "**") {
      result.components_.push_back(std::nullopt);
      continue;
    }
    auto glob = llvm::GlobPattern::create(name);
    if (!glob) {
      llvm::consumeError(glob.takeError());
      return std::nullopt;
    }
    result.components_.emplace_back(std::move(*glob));
  }
  if (result.components_.empty()) return std::nullopt;
  return result;
}

bool PathPattern::matches(std::string_view path, bool is_folder) const {
  if (only_folders_ && !is_folder) return false;
  const Names names = split(path);
  std::span<const llvm::StringRef> compared(names.data(), names.size());
  if (any_depth_ && !names.empty()) compared = compared.last(1);
  return match_names(components_, compared);
}

void PatternList::add(std::string_view line) {
  if (auto pattern = PathPattern::parse(line)) {
    patterns_.push_back(std::move(*pattern));
  }
}

void PatternList::add_file(const std::string& path) {
  const auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) return;
  llvm::StringRef text = (*buffer)->getBuffer();
  text.consume_front("\xef\xbb\xbf");
  llvm::SmallVector<llvm::StringRef, 32> lines;
  text.split(lines, '\n');
  for (const llvm::StringRef line : lines) add(line);
}

std::optional<bool> PatternList::ignores(std::string_view path,
                                         bool is_folder) const {
  if (!path.starts_with(folder_)) return std::nullopt;
  path.remove_prefix(folder_.size());
  if (!folder_.ends_with('/') && !path.starts_with('/')) return std::nullopt;
  for (auto at = patterns_.rbegin(); at != patterns_.rend(); ++at) {
    if (at->matches(path, is_folder)) return !at->is_negated();
  }
  return std::nullopt;
}

bool PatternList::excludes_file(std::string_view path) const {
  if (patterns_.empty()) return false;
  for (std::size_t end = path.find('/', 1); end != std::string_view::npos;
       end = path.find('/', end + 1)) {
    if (ignores(path.substr(0, end), /*is_folder=*/true).value_or(false)) {
      return true;
    }
  }
  return ignores(path, /*is_folder=*/false).value_or(false);
}

}  // namespace tnp::translate
