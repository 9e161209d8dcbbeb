/// What the programs print, and the exit codes that go with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "translator/diagnostics/diagnostic.h"
#include "translator/driver/options.h"

namespace tnp::translate {

/// Whether messages are coloured.
enum class Color : std::uint8_t { kAuto, kAlways, kNever };

/// Holds for standard error from here on. `kAuto`: on a terminal, unless the
/// environment has NO_COLOR.
void use_colors(Color color);

/// Prints to standard error.
void print_all(const Diagnostics& diagnostics);

/// Prints `diagnostic`; kFailed.
int fail(Diagnostic diagnostic);

/// A mistake in the command line; kFailed.
int fail_command(std::string message);

/// kAllTranslated, or kFailed when standard output cannot be written.
int write_stdout(std::string_view text);

/// Writes `text` to the file at `path`; kAllTranslated or kFailed.
int write_path(const std::string& path, std::string_view text);

}  // namespace tnp::translate
