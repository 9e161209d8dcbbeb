/// Completion of the command line in a shell.
#pragma once

#include <cstdint>
#include <string>

#include "translator/driver/option_info.h"

namespace tnp::translate {

enum class Shell : std::uint8_t { kNone, kBash, kFish, kZsh };

/// A script for `shell` that completes every option, the values of those that
/// take one of a few, and names of files and folders for the others.
std::string completion_script(const OptionList& list, Shell shell);

}  // namespace tnp::translate
