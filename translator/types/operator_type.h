/// The type of an operator's result.
#pragma once

#include <string_view>

#include "translator/types/value_type.h"

namespace tnp::translate {

/// `op` as it is written: `+`, `//`, `@`. Unknown where an operand may bring an
/// operator of its own.
ValueType binary_type(std::string_view op, const ValueType& left,
                      const ValueType& right);

/// `-`, `+`, `~`.
ValueType unary_type(std::string_view op, const ValueType& operand);

/// One of `<`, `==` and the like between two values.
ValueType comparison_type(const ValueType& left, const ValueType& right);

/// `value[indices...]`, each index as it is written between the commas; of a
/// tuple `constant` is the index where it is a literal, else -1.
ValueType subscript_type(const ValueType& value,
                         const std::vector<ValueType>& indices, int constant);

}  // namespace tnp::translate
