#include "translator/python/python2.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"
#include "translator/python/syntax_kind.h"
#include "translator/python/syntax_tree.h"

namespace tnp::translate {
namespace {

using Place = std::optional<ByteRange>;

// 0777, 10L; not 00 nor 1j.
Place in_integer(std::string_view text, ByteRange range) {
  const std::string_view digits = text_of(text, range);
  const bool is_long = digits.back() == 'l' || digits.back() == 'L';
  const bool is_octal = digits.front() == '0' &&
                        std::ranges::all_of(digits, llvm::isDigit) &&
                        digits.find_first_not_of('0') != std::string_view::npos;
  return is_long || is_octal ? Place(range) : std::nullopt;
}

// `x` is the text of x; and the prefix `ur`.
Place in_string(std::string_view text, ByteRange range) {
  std::string_view start = text_of(text, range);
  start = start.substr(0, std::min(start.find_first_of("'\""), start.size()));
  if (start.starts_with('`')) return ByteRange{range.begin, range.begin + 1};
  if (!llvm::StringRef(start).equals_insensitive("ur")) return std::nullopt;
  return ByteRange{range.begin, range.begin + 2};
}

Place in_comparison(TSNode node) {
  const std::uint32_t count = ts_node_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_child(node, i);
    if (ts_node_is_named(child)) continue;
    if (std::string_view(ts_node_type(child)) == "<>") return range_of(child);
  }
  return std::nullopt;
}

// `except E, e` binds the second name in Python 2, and catches it in 3.14.
Place in_except(std::string_view text, TSNode node) {
  const Grammar& grammar = Grammar::get();
  const TSNode second = child_by_field(node, grammar.fields().alias);
  if (ts_node_is_null(second)) return std::nullopt;
  const bool is_name = grammar.kind(second) == SyntaxKind::kIdentifier;
  const bool is_class = llvm::isUpper(text[ts_node_start_byte(second)]);
  if (!is_name || is_class) return std::nullopt;
  const TSNode first = child_by_field(node, grammar.fields().value);
  return ByteRange{ts_node_start_byte(first), ts_node_end_byte(second)};
}

// `raise E, "text"`: the list without parentheses.
Place in_raise(TSNode node) {
  if (ts_node_named_child_count(node) == 0) return std::nullopt;
  const TSNode raised = ts_node_named_child(node, 0);
  const bool is_list =
      Grammar::get().kind(raised) == SyntaxKind::kExpressionList;
  return is_list ? Place(range_of(raised)) : std::nullopt;
}

}  // namespace

std::optional<ByteRange> python2_syntax(std::string_view text, TSNode node) {
  switch (Grammar::get().kind(node)) {
    case SyntaxKind::kComparisonOperator:
      return in_comparison(node);
    case SyntaxKind::kExceptClause:
      return in_except(text, node);
    case SyntaxKind::kInteger:
      return in_integer(text, range_of(node));
    case SyntaxKind::kPrintStatement:
      return range_of(ts_node_child(node, 0));
    case SyntaxKind::kRaiseStatement:
      return in_raise(node);
    case SyntaxKind::kString:
      return in_string(text, range_of(node));
    case SyntaxKind::kTuplePattern:
      return range_of(node);
    default:
      return std::nullopt;
  }
}

}  // namespace tnp::translate
