#include "translator/output/writer.h"

#include <unistd.h>

#include <climits>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

namespace fs = llvm::sys::fs;

std::error_code write_through(fs::TempFile& file, std::string_view text,
                              fs::perms mode) {
  llvm::raw_fd_ostream stream(file.FD, /*shouldClose=*/false);
  stream << text;
  stream.flush();
  if (stream.has_error()) {
    const std::error_code error = stream.error();
    stream.clear_error();
    return error;
  }
  return fs::setPermissions(file.FD, mode);
}

// Calls `fill` with a temporary file beside `path`, which then takes that name.
std::error_code replace(
    const std::string& path,
    llvm::function_ref<std::error_code(fs::TempFile&)> fill) {
  auto file = fs::TempFile::create(path + ".%%%%%%.tmp");
  if (!file) return llvm::errorToErrorCode(file.takeError());
  if (const std::error_code error = fill(*file)) {
    llvm::consumeError(file->discard());
    return error;
  }
  return llvm::errorToErrorCode(file->keep(path));
}

std::error_code copy_link(const std::string& from, const std::string& to) {
  char target[PATH_MAX];
  const ssize_t size = readlink(from.c_str(), target, sizeof target);
  if (size < 0) return {errno, std::generic_category()};
  llvm::SmallString<256> name;
  fs::createUniquePath(to + ".%%%%%%.tmp", name, /*MakeAbsolute=*/false);
  const std::string text(target, static_cast<std::size_t>(size));
  if (const auto error = fs::create_link(text, name)) return error;
  return fs::rename(name, to);
}

}  // namespace

std::error_code write_file(const std::string& path, std::string_view text) {
  // A link keeps pointing to the file that it names.
  llvm::SmallString<256> target;
  if (fs::real_path(path, target)) target = path;
  fs::file_status status;
  const unsigned mask = fs::getUmask();
  auto mode = static_cast<fs::perms>(0666 & ~mask);
  if (!fs::status(target, status) && fs::exists(status)) {
    if (!fs::is_regular_file(status)) {
      // A device or a pipe has no contents to protect.
      std::error_code error;
      llvm::raw_fd_ostream stream(target, error);
      if (!error) stream << text;
      return error;
    }
    mode = status.permissions();
  }
  return replace_file(target.str().str(), text, mode);
}

std::error_code replace_file(const std::string& path, std::string_view text,
                             fs::perms mode) {
  return replace(path, [&](fs::TempFile& file) {
    return write_through(file, text, mode);
  });
}

std::error_code copy_file(const std::string& from, const std::string& to) {
  fs::file_status status;
  if (const auto error = fs::status(from, status, /*follow=*/false)) {
    return error;
  }
  if (status.type() == fs::file_type::symlink_file) return copy_link(from, to);
  return replace(to, [&](fs::TempFile& file) {
    if (const auto error = fs::copy_file(from, file.FD)) return error;
    return fs::setPermissions(file.FD, status.permissions());
  });
}

}  // namespace tnp::translate
