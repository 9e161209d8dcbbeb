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
  kAssignment,
  kAttribute,
  kAugmentedAssignment,
  kBlock,
  kCall,
  kCasePattern,
  kClassDefinition,
  kClassPattern,
  kClause,  // elif, else, finally, case
  kComment,
  kCompound,       // if, while, with, match, a decorated definition
  kComprehension,  // list, set, dictionary, generator
  kDefaultParameter,
  kDeleteStatement,
  kDictionarySplat,
  kDottedName,
  kExceptClause,  // except, except*
  kForInClause,
  kForStatement,
  kFunctionDefinition,
  kGlobalStatement,
  kIdentifier,
  kImportFromStatement,
  kImportStatement,
  kKeywordArgument,
  kKeywordPattern,
  kLambda,
  kListSplat,
  kNamedExpression,
  kNone,
  kNonlocalStatement,
  kParenthesized,
  kRelativeImport,
  kString,
  kStringContent,
  kSubscript,
  kToken,  // a keyword, an operator, a bracket: a node without a name
  kTryStatement,
  kTypeAliasStatement,
  kTypedParameter,
  kWildcardImport,
};

struct SyntaxFields {
  TSFieldId alias, arguments, attribute, body, function, left, module_name,
      name, object, parameters, return_type, right, superclasses, type,
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
