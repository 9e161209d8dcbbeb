/// Turns a resolved program into edits.
#pragma once

#include <string_view>
#include <vector>

#include "translator/call/resolution.h"
#include "translator/rewrite/edit_set.h"
#include "translator/rewrite/plan.h"

namespace tnp::translate {

/// The edits that carry out `plan`: names, keywords and imports. A reference
/// is edited as a whole or not at all.
EditSet rewrite(const Resolution& resolution, const Plan& plan,
                std::string_view text);

}  // namespace tnp::translate
