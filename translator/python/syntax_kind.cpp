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
    {"assignment", SyntaxKind::kAssignment},
    {"attribute", SyntaxKind::kAttribute},
    {"augmented_assignment", SyntaxKind::kAugmentedAssignment},
    {"block", SyntaxKind::kBlock},
    {"call", SyntaxKind::kCall},
    {"case_clause", SyntaxKind::kClause},
    {"case_pattern", SyntaxKind::kCasePattern},
    {"class_definition", SyntaxKind::kClassDefinition},
    {"class_pattern", SyntaxKind::kClassPattern},
    {"comment", SyntaxKind::kComment},
    {"decorated_definition", SyntaxKind::kCompound},
    {"default_parameter", SyntaxKind::kDefaultParameter},
    {"delete_statement", SyntaxKind::kDeleteStatement},
    {"dictionary_comprehension", SyntaxKind::kComprehension},
    {"dictionary_splat", SyntaxKind::kDictionarySplat},
    {"dotted_name", SyntaxKind::kDottedName},
    {"elif_clause", SyntaxKind::kClause},
    {"else_clause", SyntaxKind::kClause},
    {"except_clause", SyntaxKind::kExceptClause},
    {"except_group_clause", SyntaxKind::kExceptClause},
    {"finally_clause", SyntaxKind::kClause},
    {"for_in_clause", SyntaxKind::kForInClause},
    {"for_statement", SyntaxKind::kForStatement},
    {"function_definition", SyntaxKind::kFunctionDefinition},
    {"generator_expression", SyntaxKind::kComprehension},
    {"global_statement", SyntaxKind::kGlobalStatement},
    {"identifier", SyntaxKind::kIdentifier},
    {"if_statement", SyntaxKind::kCompound},
    {"import_from_statement", SyntaxKind::kImportFromStatement},
    {"import_statement", SyntaxKind::kImportStatement},
    {"keyword_argument", SyntaxKind::kKeywordArgument},
    {"keyword_pattern", SyntaxKind::kKeywordPattern},
    {"lambda", SyntaxKind::kLambda},
    {"list_comprehension", SyntaxKind::kComprehension},
    {"list_splat", SyntaxKind::kListSplat},
    {"match_statement", SyntaxKind::kCompound},
    {"named_expression", SyntaxKind::kNamedExpression},
    {"none", SyntaxKind::kNone},
    {"nonlocal_statement", SyntaxKind::kNonlocalStatement},
    {"parenthesized_expression", SyntaxKind::kParenthesized},
    {"relative_import", SyntaxKind::kRelativeImport},
    {"set_comprehension", SyntaxKind::kComprehension},
    {"string", SyntaxKind::kString},
    {"string_content", SyntaxKind::kStringContent},
    {"subscript", SyntaxKind::kSubscript},
    {"try_statement", SyntaxKind::kTryStatement},
    {"type_alias_statement", SyntaxKind::kTypeAliasStatement},
    {"typed_default_parameter", SyntaxKind::kDefaultParameter},
    {"typed_parameter", SyntaxKind::kTypedParameter},
    {"while_statement", SyntaxKind::kCompound},
    {"wildcard_import", SyntaxKind::kWildcardImport},
    {"with_statement", SyntaxKind::kCompound},
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
             .arguments = id("arguments"),
             .attribute = id("attribute"),
             .body = id("body"),
             .function = id("function"),
             .left = id("left"),
             .module_name = id("module_name"),
             .name = id("name"),
             .object = id("object"),
             .parameters = id("parameters"),
             .return_type = id("return_type"),
             .right = id("right"),
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
