/// `tnp-translate rules check|test FILE...`: what a rule file says, and whether
/// it does what its examples say.
#pragma once

#include <span>
#include <string>

#include "translator/driver/options.h"

namespace tnp::translate {

/// Loads each file on its own over the built-in table; `kTest` also runs its
/// examples through the translator and prints whether each holds, with a diff
/// where it does not. kAllTranslated, kOpenItems when an example does not
/// hold, kFailed when a file cannot be loaded.
int run_rules_command(RulesAction action, std::span<const std::string> paths);

}  // namespace tnp::translate
