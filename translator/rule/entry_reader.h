/// From a rule file's YAML to its entries.
#pragma once

#include <vector>

#include "translator/diagnostics/diagnostic.h"
#include "translator/rule/entry.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

/// Reads every entry of `file`. What is not YAML, not an entry, an unknown key,
/// a key given twice or of the wrong form is appended to `diagnostics`; entries
/// without such errors are returned.
std::vector<Entry> read_entries(const SourceFile& file,
                                Diagnostics& diagnostics);

}  // namespace tnp::translate
