/// Puts a translated text where the user asked for it.
#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include "llvm/Support/FileSystem.h"

namespace tnp::translate {

/// Writes `text` to `path` so that the file has either its old contents or all
/// of the new ones: to a temporary file beside it, which then takes its name
/// and the permissions of the old file.
std::error_code write_file(const std::string& path, std::string_view text);

/// The same for a new file with the given permissions. A link at `path` is
/// replaced, not followed.
std::error_code replace_file(const std::string& path, std::string_view text,
                             llvm::sys::fs::perms mode);

/// Puts a copy of the file or the link at `from` at `to`, with its permissions,
/// in the same way.
std::error_code copy_file(const std::string& from, const std::string& to);

}  // namespace tnp::translate
