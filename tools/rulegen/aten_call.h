/// The C++ call of the ATen operator that an entry maps to.
#pragma once

#include <optional>
#include <string>

#include "translator/rule/definition.h"
#include "translator/rule/operator_table.h"

namespace tnp::translate {

/// `at::clamp(aten_operand(a, type), ...)`; `type` is the variable that holds
/// the operands' common dtype. None when no overload takes these arguments.
std::optional<std::string> aten_call(const Definition& definition,
                                     const OperatorTable& operators);

}  // namespace tnp::translate
