/// Turns a resolved program into edits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "translator/call/resolution.h"
#include "translator/rewrite/edit_set.h"
#include "translator/rewrite/plan.h"

namespace tnp::translate {

/// The edits that carry out `plan`: names, keywords and imports. A reference
/// is edited as a whole or not at all. New arrays are made on `device`, unless
/// that is empty.
EditSet rewrite(const Resolution& resolution, const Plan& plan,
                std::string_view text, const std::string& device = {});

}  // namespace tnp::translate
