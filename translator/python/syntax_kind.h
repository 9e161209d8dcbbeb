/// The kinds of syntax nodes that the resolver tells apart, and the fields of
/// a node by number, looked up in the grammar once.
#pragma once

#include <tree_sitter/api.h>

#include <array>
#include <cstdint>

namespace tnp::translate {

enum class SyntaxKind : std::uint8_t {
  kOther,
  kAliasedImport,
  kArgumentList,
  kAsPattern,
  kAssertStatement,
  kAssignment,
  kAttribute,
  kAugmentedAssignment,
  kAwait,
  kBinaryOperator,
  kBlock,
  kBooleanOperator,
  kBreakStatement,
  kCall,
  kCaseClause,
  kCasePattern,
  kClassDefinition,
  kClassPattern,
  kComment,
  kComparisonOperator,
  kComprehension,  // list, set, dictionary
  kConcatenatedString,
  kConditionalExpression,
  kContinueStatement,
  kDecoratedDefinition,
  kDefaultParameter,
  kDeleteStatement,
  kDictionary,
  kDictionarySplat,
  kDottedName,
  kElifClause,
  kEllipsis,
  kElseClause,
  kExceptClause,    // except, except*
  kExpressionList,  // without parentheses
  kExpressionStatement,
  kFalse,
  kFinallyClause,
  kFloat,
  kForInClause,
  kForStatement,
  kFunctionDefinition,
  kGenerator,  // (x for x in y)
  kGenericType,
  kGlobalStatement,
  kIdentifier,
  kIfStatement,
  kImportFromStatement,
  kImportStatement,
  kInteger,
  kInterpolation,  // {x} in a string
  kKeywordArgument,
  kKeywordPattern,
  kLambda,
  kList,
  kListSplat,
  kMatchStatement,
  kNamedExpression,
  kNone,
  kNonlocalStatement,
  kNotOperator,
  kParenthesized,
  kPatternList,     // targets, without parentheses
  kPrintStatement,  // print, exec: Python 2
  kRaiseStatement,
  kRelativeImport,
  kReturnStatement,
  kSlice,
  kString,
  kStringContent,
  kSubscript,
  kToken,  // a keyword, an operator, a bracket: a node without a name
  kTrue,
  kTryStatement,
  kTuple,
  kTuplePattern,
  kTypeAliasStatement,
  kTypedParameter,
  kUnaryOperator,
  kWhileStatement,
  kWildcardImport,
  kWithStatement,
  kYield,
};

struct SyntaxFields {
  TSFieldId alias, alternative, argument, arguments, attribute, body, condition,
      consequence, function, left, module_name, name, object, operator_,
      parameters, return_type, right, subscript, superclasses, type,
      type_parameters, value;
};

class Grammar {
 public:
  static const Grammar& get();

  SyntaxKind kind(TSNode node) const {
    const TSSymbol symbol = ts_node_symbol(node);
    return symbol < kinds_.size() ? kinds_[symbol] : SyntaxKind::kOther;
  }
  const SyntaxFields& fields() const { return fields_; }

 private:
  Grammar();

  std::array<SyntaxKind, 512> kinds_{};
  SyntaxFields fields_{};
};

inline TSNode child_by_field(TSNode node, TSFieldId field) {
  return ts_node_child_by_field_id(node, field);
}

/// Calls `use(child, kind)` for each child of `node` but tokens and comments.
/// While it runs `cursor` is at the child; `use` must not move it.
template <typename Use>
void for_each_child(TSTreeCursor& cursor, TSNode node, Use use) {
  // Counted, since to find out that there is no next one is a search.
  std::uint32_t left = ts_node_child_count(node);
  if (left == 0) return;
  const Grammar& grammar = Grammar::get();
  ts_tree_cursor_reset(&cursor, node);
  bool is_there = ts_tree_cursor_goto_first_child(&cursor);
  while (is_there) {
    const TSNode child = ts_tree_cursor_current_node(&cursor);
    const SyntaxKind kind = grammar.kind(child);
    if (kind != SyntaxKind::kToken && kind != SyntaxKind::kComment) {
      use(child, kind);
    }
    is_there = --left > 0 && ts_tree_cursor_goto_next_sibling(&cursor);
  }
}

}  // namespace tnp::translate
