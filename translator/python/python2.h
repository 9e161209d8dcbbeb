/// Syntax that the grammar reads and Python 3 does not.
#pragma once

#include <tree_sitter/api.h>

#include <optional>
#include <string_view>

#include "translator/call/byte_range.h"

namespace tnp::translate {

/// The place in `node` that only Python 2 takes: a print or exec statement,
/// `raise E, "text"`, `except E, e`, a tuple among parameters, backticks, `<>`,
/// `0777`, `10L`, `ur"text"`; else nothing. Looks at no node below, so it is
/// meant to be asked of each. `except A, B` is left to Python 3.14 where the
/// second name is capitalised as classes are.
std::optional<ByteRange> python2_syntax(std::string_view text, TSNode node);

}  // namespace tnp::translate
