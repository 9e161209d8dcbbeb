#include "translator/python/import_reader.h"

#include <string>

#include "translator/python/names.h"
#include "translator/python/syntax_kind.h"
#include "translator/python/syntax_tree.h"

namespace tnp::translate {
namespace {

// The name in a dotted_name, without the spaces and comments that Python
// allows around the dots.
std::string dotted(std::string_view text, TSNode node) {
  std::string result;
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode part = ts_node_named_child(node, i);
    if (Grammar::get().kind(part) != SyntaxKind::kIdentifier) continue;
    if (!result.empty()) result += '.';
    result += text_of(text, range_of(part));
  }
  return result;
}

void read_item(std::string_view text, TSNode node, ImportStatement& result) {
  const Grammar& grammar = Grammar::get();
  const bool aliased = grammar.kind(node) == SyntaxKind::kAliasedImport;
  const TSNode name =
      aliased ? child_by_field(node, grammar.fields().name) : node;
  ImportItem item;
  item.range = range_of(node);
  item.name = range_of(name);
  item.target = dotted(text, name);
  TSNode bound = ts_node_named_child(name, 0);
  if (aliased) {
    bound = child_by_field(node, grammar.fields().alias);
    item.alias = range_of(bound);
  }
  if (!result.import.module.empty()) {
    item.target = result.import.module_name + "." + item.target;
  }
  if (is_numpy_module(item.target)) result.is_numpy = true;
  result.import.items.push_back(item);
  result.bound.push_back(bound);
}

}  // namespace

ImportStatement read_import(std::string_view text, TSNode statement) {
  const Grammar& grammar = Grammar::get();
  ImportStatement result;
  result.import.range = range_of(statement);
  const TSNode module = child_by_field(statement, grammar.fields().module_name);
  if (!ts_node_is_null(module)) {
    result.import.module = range_of(module);
    result.module = text_of(text, result.import.module);
    const bool relative = grammar.kind(module) == SyntaxKind::kRelativeImport;
    result.import.module_name =
        relative ? std::string(result.module) : dotted(text, module);
  }
  const std::uint32_t count = ts_node_named_child_count(statement);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(statement, i);
    const SyntaxKind kind = grammar.kind(child);
    if (kind == SyntaxKind::kWildcardImport) {
      ImportItem item;
      item.target = result.import.module_name;
      item.range = range_of(child);
      result.is_star = true;
      result.is_numpy = is_numpy_module(item.target);
      result.import.items.push_back(item);
      continue;
    }
    if (kind != SyntaxKind::kAliasedImport && kind != SyntaxKind::kDottedName) {
      continue;
    }
    // The module itself is a dotted_name too.
    if (!ts_node_is_null(module) && ts_node_eq(child, module)) continue;
    read_item(text, child, result);
  }
  return result;
}

}  // namespace tnp::translate
