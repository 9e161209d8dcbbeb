/// Diagnostics that comments of the program suppress.
#pragma once

#include <span>

#include "translator/diagnostics/diagnostic.h"
#include "translator/python/ignore_comments.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

/// Moves the diagnostics that a comment on their line names from `open` to the
/// result, and adds to `open` a warning for each comment that names none. The
/// order is that of the text.
Diagnostics suppress(const SourceFile& source,
                     std::span<const IgnoreComment> comments,
                     Diagnostics& open);

}  // namespace tnp::translate
