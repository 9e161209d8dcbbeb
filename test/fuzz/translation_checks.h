/// What holds of the translation of every Python text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// Whether `text` is Python 3 in an encoding that can be edited.
bool is_translatable(std::string_view text);

/// Translates `text` as the driver does and checks that
///
///   - it fails only where the text does not parse, and then has no output;
///   - the output parses, by a parse of its own;
///   - each edit lies in an import of NumPy or in a reference that the plan
///     rewrites, a rewritten call has all its edits, one that is left has none;
///   - all other bytes, the byte-order mark and the kind of line ends stay;
///   - what is left is reported;
///   - every name that is used is bound, where it was before;
///   - a second translation changes nothing and finds nothing new.
///
/// Returns the first of these that does not hold, in words; else nothing.
std::optional<std::string> broken_check(std::string_view text,
                                        const RuleTable& rules);

}  // namespace tnp::translate
