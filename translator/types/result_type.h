/// The type of what a rule gives, from the types of its arguments.
#pragma once

#include <span>
#include <string_view>

#include "translator/call/reference.h"
#include "translator/rule/rule.h"
#include "translator/types/value_type.h"

namespace tnp::translate {

/// One argument of a call, as written.
struct TypedArgument {
  ArgumentKind kind = ArgumentKind::kPositional;
  std::string_view keyword;
  ValueType type;
  /// Whether it is `True`, where that is all that counts: `keepdims=True`.
  bool is_true = false;
  /// What a string literal says: `dtype="f4"`.
  std::string_view literal;
};

/// The dtype that NumPy computes in with several operands: Python's numbers
/// count by their kind, unless there is nothing else.
DtypeSet promoted_dtypes(std::span<const ValueType> values);

/// What a call of `rule` gives; the value itself is the first argument of a
/// method. Unknown for a rule without counterpart. Origins are the caller's.
ValueType call_type(const Rule& rule, std::span<const TypedArgument> arguments);

/// Whether the differences of `rule` may show in a call with these arguments.
bool may_differ(const Rule& rule, std::span<const TypedArgument> arguments);

/// What an attribute of a value of type `value` is.
ValueType attribute_type(const Rule& rule, const ValueType& value);

/// What a constant, a dtype or a class of the table is as a value.
ValueType value_type(const Rule& rule);

}  // namespace tnp::translate
