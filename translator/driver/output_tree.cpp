#include "translator/driver/output_tree.h"

#include <algorithm>

#include "llvm/Support/Path.h"
#include "translator/driver/inputs.h"

namespace tnp::translate {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

bool is_below(llvm::StringRef folder, llvm::StringRef file) {
  if (!folder.ends_with("/")) {
    return file.consume_front(folder) && (file.empty() || file[0] == '/');
  }
  return file.starts_with(folder);
}

// `name` with all links followed, as far as it exists.
std::string real_path(llvm::StringRef name) {
  llvm::SmallString<256> result;
  if (!fs::real_path(name, result)) return result.str().str();
  const llvm::StringRef parent = path::parent_path(name);
  if (parent.empty() || parent == name) return name.str();
  llvm::SmallString<256> rest(real_path(parent));
  path::append(rest, path::filename(name));
  return rest.str().str();
}

}  // namespace

OutputTree::OutputTree(const std::string& in_root, const std::string& out_root)
    : in_root_(absolute_path(in_root)), out_root_(absolute_path(out_root)) {}

std::string OutputTree::mistake() const {
  if (!fs::is_directory(in_root_)) return "`--in-root` is not a folder";
  if (fs::exists(out_root_) && !fs::is_directory(out_root_)) {
    return "`--out-root` is not a folder";
  }
  if (is_below(real_path(out_root_), real_path(in_root_))) {
    return "`--in-root` lies in `--out-root`, so that the translation would "
           "replace its source; name another folder, or use `--in-place`";
  }
  return {};
}

std::optional<std::string> OutputTree::place_of(const std::string& file) const {
  const std::string absolute = absolute_path(file);
  if (!is_below(in_root_, absolute)) return std::nullopt;
  llvm::SmallString<256> result(out_root_);
  path::append(result, llvm::StringRef(absolute).drop_front(in_root_.size()));
  return result.str().str();
}

bool OutputTree::contains(const std::string& place) {
  const llvm::StringRef folder = path::parent_path(place);
  const auto [at, is_new] = contained_.try_emplace(folder, false);
  if (is_new) at->second = is_below(real_path(out_root_), real_path(folder));
  return at->second;
}

std::error_code OutputTree::make_folders_for(const std::string& place) {
  const llvm::StringRef folder = path::parent_path(place);
  if (const auto error = fs::create_directories(folder)) return error;
  fs::file_status status;
  if (const auto error = fs::status(folder, status)) return error;
  // A run before this one may have made a copy of a read-only folder.
  if (status.permissions() & fs::owner_write) return {};
  return fs::setPermissions(folder, status.permissions() | fs::owner_write);
}

std::error_code OutputTree::copy_permissions(
    const std::vector<std::string>& folders) {
  for (auto at = folders.rbegin(); at != folders.rend(); ++at) {
    fs::file_status status;
    if (const auto error = fs::status(*at, status)) return error;
    const std::string place = *place_of(*at);
    if (const auto error = fs::create_directories(place)) return error;
    if (const auto error = fs::setPermissions(place, status.permissions())) {
      return error;
    }
  }
  return {};
}

}  // namespace tnp::translate
