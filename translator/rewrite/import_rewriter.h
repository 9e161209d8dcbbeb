/// Rewrites the import statements of a program, Python's forms.
#pragma once

#include <string_view>
#include <vector>

#include "translator/call/resolution.h"
#include "translator/rewrite/edit_set.h"
#include "translator/rewrite/plan.h"

namespace tnp::translate {

/// Appends the edits of every import to `edits`: names that moved are imported
/// from the target library, the others stay, and where the target module is
/// needed by name and not imported yet, its import follows on the next line.
void rewrite_imports(const Resolution& resolution, const Plan& plan,
                     std::string_view text, std::vector<Edit>& edits);

}  // namespace tnp::translate
