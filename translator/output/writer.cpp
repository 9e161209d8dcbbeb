#include "translator/output/writer.h"

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
  auto file = fs::TempFile::create(target.str() + ".%%%%%%.tmp");
  if (!file) return llvm::errorToErrorCode(file.takeError());
  if (const std::error_code error = write_through(*file, text, mode)) {
    llvm::consumeError(file->discard());
    return error;
  }
  return llvm::errorToErrorCode(file->keep(target));
}

}  // namespace tnp::translate
