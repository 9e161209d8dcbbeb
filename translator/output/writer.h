/// Puts a translated text where the user asked for it.
#pragma once

#include <string>
#include <string_view>
#include <system_error>

namespace tnp::translate {

/// Writes `text` to `path` so that the file has either its old contents or all
/// of the new ones: to a temporary file beside it, which then takes its name
/// and the permissions of the old file.
std::error_code write_file(const std::string& path, std::string_view text);

}  // namespace tnp::translate
