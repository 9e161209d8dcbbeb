/// Binds the arguments of a call to the parameters of a rule.
#pragma once

#include <span>
#include <string_view>

#include "translator/call/reference.h"
#include "translator/match/matcher.h"
#include "translator/rule/rule.h"

namespace tnp::translate {

/// Binds `arguments` as Python does: positional ones in order, keywords by the
/// source library's names. Fills in the renames of `result`, or its problem.
/// `callee` is where a missing argument is reported.
void bind_arguments(std::span<const Argument> arguments, ByteRange callee,
                    std::string_view text, std::span<const Param> params,
                    bool is_ufunc, RuleMatch& result);

}  // namespace tnp::translate
