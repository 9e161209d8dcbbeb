/// The changes of a translation as a patch.
#pragma once

#include <string>
#include <string_view>

#include "translator/rewrite/edit_set.h"

namespace tnp::translate {

/// A unified diff with three lines of context, from `text` to `text` with
/// `edits` made; empty without edits. Both sides are called `name`, so that
/// `patch -p0` applies it in place.
std::string unified_diff(std::string_view name, std::string_view text,
                         const EditSet& edits);

}  // namespace tnp::translate
