/// The rule table as a list.
#pragma once

#include <string>
#include <string_view>

#include "translator/driver/options.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// How an entry does its work: `an ATen operator`; of a name that is no
/// function what it is: `a constant`.
std::string_view how_done(const Rule& rule);

/// `same`, `differs`, `unsupported`, or for another name of something
/// `renamed`.
std::string_view state_of(const Rule& rule);

/// Every name with its target, how it is done, its state and, where it is a
/// rule of the user, its place.
std::string rule_list(const RuleTable& rules, ListFormat format);

}  // namespace tnp::translate
