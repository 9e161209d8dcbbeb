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

}  // namespace tnp::translate
