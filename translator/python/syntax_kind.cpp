#include "translator/python/syntax_kind.h"

#include <algorithm>
#include <string_view>
#include <utility>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace tnp::translate {
namespace {

using Entry = std::pair<std::string_view, SyntaxKind>;

// Sorted by the grammar's name.
constexpr Entry kKinds[] = {
    {"aliased_import", SyntaxKind::kAliasedImport},
    {"argument_list", SyntaxKind::kArgumentList},
    {"as_pattern", SyntaxKind::kAsPattern},
    {"assert_statement", SyntaxKind::kAssertStatement},
    {"assignment", SyntaxKind::kAssignment},
    {"attribute", SyntaxKind::kAttribute},
    {"augmented_assignment", SyntaxKind::kAugmentedAssignment},
    {"await", SyntaxKind::kAwait},
    {"binary_operator", SyntaxKind::kBinaryOperator},
    {"block", SyntaxKind::kBlock},
    {"boolean_operator", SyntaxKind::kBooleanOperator},
    {"break_statement", SyntaxKind::kBreakStatement},
    {"call", SyntaxKind::kCall},
    {"case_clause", SyntaxKind::kCaseClause},
    {"case_pattern", SyntaxKind::kCasePattern},
    {"class_definition", SyntaxKind::kClassDefinition},
    {"class_pattern", SyntaxKind::kClassPattern},
    {"comment", SyntaxKind::kComment},
    {"comparison_operator", SyntaxKind::kComparisonOperator},
    {"concatenated_string", SyntaxKind::kConcatenatedString},
    {"conditional_expression", SyntaxKind::kConditionalExpression},
    {"continue_statement", SyntaxKind::kContinueStatement},
    {"decorated_definition", SyntaxKind::kDecoratedDefinition},
    {"default_parameter", SyntaxKind::kDefaultParameter},
    {"delete_statement", SyntaxKind::kDeleteStatement},
    {"dictionary", SyntaxKind::kDictionary},
    {"dictionary_comprehension", SyntaxKind::kComprehension},
    {"dictionary_splat", SyntaxKind::kDictionarySplat},
    {"dotted_name", SyntaxKind::kDottedName},
    {"elif_clause", SyntaxKind::kElifClause},
    {"ellipsis", SyntaxKind::kEllipsis},
    {"else_clause", SyntaxKind::kElseClause},
    {"except_clause", SyntaxKind::kExceptClause},
    {"except_group_clause", SyntaxKind::kExceptClause},
    {"exec_statement", SyntaxKind::kPrintStatement},
    {"expression_list", SyntaxKind::kExpressionList},
    {"expression_statement", SyntaxKind::kExpressionStatement},
    {"false", SyntaxKind::kFalse},
    {"finally_clause", SyntaxKind::kFinallyClause},
    {"float", SyntaxKind::kFloat},
    {"for_in_clause", SyntaxKind::kForInClause},
    {"for_statement", SyntaxKind::kForStatement},
    {"function_definition", SyntaxKind::kFunctionDefinition},
    {"generator_expression", SyntaxKind::kGenerator},
    {"generic_type", SyntaxKind::kGenericType},
    {"global_statement", SyntaxKind::kGlobalStatement},
    {"identifier", SyntaxKind::kIdentifier},
    {"if_statement", SyntaxKind::kIfStatement},
    {"import_from_statement", SyntaxKind::kImportFromStatement},
    {"import_statement", SyntaxKind::kImportStatement},
    {"integer", SyntaxKind::kInteger},
    {"interpolation", SyntaxKind::kInterpolation},
    {"keyword_argument", SyntaxKind::kKeywordArgument},
    {"keyword_pattern", SyntaxKind::kKeywordPattern},
    {"lambda", SyntaxKind::kLambda},
    {"list", SyntaxKind::kList},
    {"list_comprehension", SyntaxKind::kComprehension},
    {"list_pattern", SyntaxKind::kList},
    {"list_splat", SyntaxKind::kListSplat},
    {"list_splat_pattern", SyntaxKind::kListSplat},
    {"match_statement", SyntaxKind::kMatchStatement},
    {"named_expression", SyntaxKind::kNamedExpression},
    {"none", SyntaxKind::kNone},
    {"nonlocal_statement", SyntaxKind::kNonlocalStatement},
    {"not_operator", SyntaxKind::kNotOperator},
    {"parenthesized_expression", SyntaxKind::kParenthesized},
    {"pattern_list", SyntaxKind::kPatternList},
    {"print_statement", SyntaxKind::kPrintStatement},
    {"raise_statement", SyntaxKind::kRaiseStatement},
    {"relative_import", SyntaxKind::kRelativeImport},
    {"return_statement", SyntaxKind::kReturnStatement},
    {"set_comprehension", SyntaxKind::kComprehension},
    {"slice", SyntaxKind::kSlice},
    {"string", SyntaxKind::kString},
    {"string_content", SyntaxKind::kStringContent},
    {"subscript", SyntaxKind::kSubscript},
    {"true", SyntaxKind::kTrue},
    {"try_statement", SyntaxKind::kTryStatement},
    {"tuple", SyntaxKind::kTuple},
    {"tuple_pattern", SyntaxKind::kTuplePattern},
    {"type_alias_statement", SyntaxKind::kTypeAliasStatement},
    {"typed_default_parameter", SyntaxKind::kDefaultParameter},
    {"typed_parameter", SyntaxKind::kTypedParameter},
    {"unary_operator", SyntaxKind::kUnaryOperator},
    {"while_statement", SyntaxKind::kWhileStatement},
    {"wildcard_import", SyntaxKind::kWildcardImport},
    {"with_statement", SyntaxKind::kWithStatement},
    {"yield", SyntaxKind::kYield},
};

SyntaxKind kind_named(std::string_view name) {
  const auto* entry = std::ranges::lower_bound(kKinds, name, {}, &Entry::first);
  const bool found = entry != std::end(kKinds) && entry->first == name;
  return found ? entry->second : SyntaxKind::kOther;
}

TSFieldId field_named(const TSLanguage* language, std::string_view name) {
  return ts_language_field_id_for_name(language, name.data(),
                                       static_cast<std::uint32_t>(name.size()));
}

}  // namespace

Grammar::Grammar() {
  const TSLanguage* language = tree_sitter_python();
  const std::uint32_t count = ts_language_symbol_count(language);
  for (std::uint32_t i = 0; i < count && i < kinds_.size(); ++i) {
    const auto symbol = static_cast<TSSymbol>(i);
    // Keywords are symbols too: `lambda` is a token and an expression.
    const bool is_named =
        ts_language_symbol_type(language, symbol) == TSSymbolTypeRegular;
    if (!is_named) {
      kinds_[i] = SyntaxKind::kToken;
      continue;
    }
    kinds_[i] = kind_named(ts_language_symbol_name(language, symbol));
  }
  const auto id = [&](std::string_view name) {
    return field_named(language, name);
  };
  fields_ = {.alias = id("alias"),
             .alternative = id("alternative"),
             .argument = id("argument"),
             .arguments = id("arguments"),
             .attribute = id("attribute"),
             .body = id("body"),
             .condition = id("condition"),
             .consequence = id("consequence"),
             .function = id("function"),
             .left = id("left"),
             .module_name = id("module_name"),
             .name = id("name"),
             .object = id("object"),
             .operator_ = id("operator"),
             .parameters = id("parameters"),
             .return_type = id("return_type"),
             .right = id("right"),
             .subscript = id("subscript"),
             .superclasses = id("superclasses"),
             .type = id("type"),
             .type_parameters = id("type_parameters"),
             .value = id("value")};
}

const Grammar& Grammar::get() {
  static const Grammar grammar;
  return grammar;
}

}  // namespace tnp::translate
