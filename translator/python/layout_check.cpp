#include "translator/python/layout_check.h"

#include <string>
#include <vector>

#include "translator/python/syntax_kind.h"

namespace tnp::translate {
namespace {

// What stands before `offset` on its line, if that is blank: the indentation.
// A form feed starts the count anew; a continued line has none of its own.
std::optional<std::string_view> indentation(std::string_view text,
                                            std::uint32_t offset) {
  const std::size_t newline = text.substr(0, offset).rfind('\n');
  const bool is_first = newline == std::string_view::npos;
  std::size_t begin = is_first ? 0 : newline + 1;
  if (is_first && text.starts_with("\xEF\xBB\xBF")) begin = 3;
  std::string_view before = text.substr(begin, offset - begin);
  if (before.find_first_not_of(" \t\f") != std::string_view::npos) return {};
  std::string_view above = text.substr(0, is_first ? 0 : newline);
  if (above.ends_with('\r')) above.remove_suffix(1);
  if (above.ends_with('\\')) return {};
  const std::size_t feed = before.rfind('\f');
  if (feed != std::string_view::npos) before.remove_prefix(feed + 1);
  return before;
}

bool holds_statements(SyntaxKind kind) {
  switch (kind) {
    case SyntaxKind::kBlock:
    case SyntaxKind::kCaseClause:
    case SyntaxKind::kClassDefinition:
    case SyntaxKind::kDecoratedDefinition:
    case SyntaxKind::kElifClause:
    case SyntaxKind::kElseClause:
    case SyntaxKind::kExceptClause:
    case SyntaxKind::kFinallyClause:
    case SyntaxKind::kForStatement:
    case SyntaxKind::kFunctionDefinition:
    case SyntaxKind::kIfStatement:
    case SyntaxKind::kMatchStatement:
    case SyntaxKind::kTryStatement:
    case SyntaxKind::kWhileStatement:
    case SyntaxKind::kWithStatement:
      return true;
    default:
      return false;
  }
}

std::optional<ByteRange> check_block(std::string_view text, bool is_module,
                                     TSNode block,
                                     const std::vector<TSNode>& statements) {
  if (statements.empty()) {
    if (is_module) return std::nullopt;
    return range_of(block);
  }
  std::optional<std::string_view> expected;
  if (is_module) expected = "";
  for (const TSNode statement : statements) {
    const auto found = indentation(text, ts_node_start_byte(statement));
    if (!found) continue;
    if (!expected) expected = found;
    if (*found != *expected) return range_of(statement);
  }
  return std::nullopt;
}

bool is_in_string(const SyntaxTree& tree, std::uint32_t offset) {
  const Grammar& grammar = Grammar::get();
  TSNode node =
      ts_node_descendant_for_byte_range(tree.root(), offset, offset + 1);
  for (; !ts_node_is_null(node); node = ts_node_parent(node)) {
    if (grammar.kind(node) == SyntaxKind::kString) return true;
    if (grammar.kind(node) == SyntaxKind::kBlock) return false;
  }
  return false;
}

}  // namespace

std::optional<ByteRange> lone_carriage_return(const SyntaxTree& tree) {
  const std::string_view text = tree.text();
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (text.substr(at + 1).starts_with('\n')) continue;
    const auto offset = static_cast<std::uint32_t>(at);
    if (!is_in_string(tree, offset)) return ByteRange{offset, offset + 1};
  }
  return std::nullopt;
}

std::optional<ByteRange> layout_error(const SyntaxTree& tree) {
  const Grammar& grammar = Grammar::get();
  const TSNode module = tree.root();
  TSTreeCursor cursor = ts_tree_cursor_new(module);
  std::optional<ByteRange> first;
  std::vector<TSNode> pending{module};
  std::vector<TSNode> statements;  // of a block in order, and what lies in them
  while (!pending.empty()) {
    const TSNode node = pending.back();
    pending.pop_back();
    statements.clear();
    for_each_child(cursor, node, [&](TSNode child, SyntaxKind kind) {
      statements.push_back(child);
      if (holds_statements(kind)) pending.push_back(child);
    });
    const bool is_module = ts_node_eq(node, module);
    if (is_module || grammar.kind(node) == SyntaxKind::kBlock) {
      const auto error = check_block(tree.text(), is_module, node, statements);
      if (error && (!first || error->begin < first->begin)) first = error;
    }
  }
  ts_tree_cursor_delete(&cursor);
  return first;
}

}  // namespace tnp::translate
