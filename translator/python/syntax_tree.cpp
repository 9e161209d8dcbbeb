#include "translator/python/syntax_tree.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "translator/python/syntax_kind.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace tnp::translate {
namespace {

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

// The first byte that is not ASCII, eight at a time.
const llvm::UTF8* skip_ascii(const llvm::UTF8* at, const llvm::UTF8* end) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::uint64_t word = 0; end - at >= 8; at += 8) {
    std::memcpy(&word, at, sizeof word);
    if (word & kHighBits) break;
  }
  while (at != end && *at < 128) ++at;
  return at;
}

bool is_utf8(std::string_view text) {
  const auto* at = reinterpret_cast<const llvm::UTF8*>(text.data());
  const auto* const end = at + text.size();
  while ((at = skip_ascii(at, end)) != end) {
    const unsigned size = llvm::getNumBytesForUTF8(*at);
    if (size > end - at || !llvm::isLegalUTF8Sequence(at, at + size)) {
      return false;
    }
    at += size;
  }
  return true;
}

// The grammar reads UTF-8. In another encoding every byte above 127 becomes a
// letter: it can only stand in a name, a string or a comment, and offsets stay
// what they were.
std::string as_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (static_cast<unsigned char>(c) > 127) c = 'x';
  }
  return result;
}

TSTree* parse_text(std::string_view text, const TSTree* old_tree) {
  hold_tree_memory();
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), tree_sitter_python());
  std::string ascii;
  if (!is_utf8(text)) text = ascii = as_ascii(text);
  return ts_parser_parse_string(parser.get(), old_tree, text.data(),
                                static_cast<std::uint32_t>(text.size()));
}

// Of Python 2 and 3, soft ones too: words that are not always identifiers.
constexpr std::string_view kKeywords[] = {
    "False",  "None",     "True",  "_",      "and",   "as",       "assert",
    "async",  "await",    "break", "case",   "class", "continue", "def",
    "del",    "elif",     "else",  "except", "exec",  "finally",  "for",
    "from",   "global",   "if",    "import", "in",    "is",       "lambda",
    "match",  "nonlocal", "not",   "or",     "pass",  "print",    "raise",
    "return", "try",      "type",  "while",  "with",  "yield"};

// Whether `text` is an identifier in ASCII.
bool is_plain_identifier(std::string_view text) {
  return !text.empty() && !llvm::isDigit(text.front()) &&
         std::ranges::all_of(
             text, [](char c) { return llvm::isAlnum(c) || c == '_'; }) &&
         !std::ranges::binary_search(kKeywords, text);
}

// Whether the lexer could take `c` for a part of the identifier beside it, or
// that for a part of a number or the prefix of a string.
bool joins_identifier(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '"' || c == '\'' ||
         static_cast<unsigned char>(c) > 127;
}

TSPoint advanced(TSPoint point, std::string_view text) {
  const std::size_t newline = text.rfind('\n');
  if (newline == std::string_view::npos) {
    point.column += static_cast<std::uint32_t>(text.size());
    return point;
  }
  point.row += static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
  point.column = static_cast<std::uint32_t>(text.size() - newline - 1);
  return point;
}

// The changes as tree-sitter wants them: with rows and columns.
std::vector<TSInputEdit> input_edits(std::string_view text,
                                     std::span<const TextChange> changes) {
  std::vector<TSInputEdit> result;
  result.reserve(changes.size());
  TSPoint point{};
  std::uint32_t offset = 0;
  for (const TextChange& change : changes) {
    const ByteRange range = change.old_range;
    point = advanced(point, text.substr(offset, range.begin - offset));
    TSInputEdit edit{};
    edit.start_byte = range.begin;
    edit.old_end_byte = range.end;
    edit.new_end_byte =
        range.begin + static_cast<std::uint32_t>(change.new_text.size());
    edit.start_point = point;
    edit.old_end_point = advanced(point, text_of(text, range));
    edit.new_end_point = advanced(point, change.new_text);
    result.push_back(edit);
    point = edit.old_end_point;
    offset = range.end;
  }
  return result;
}

}  // namespace

SyntaxTree SyntaxTree::parse(std::string_view text) {
  SyntaxTree result;
  result.text_ = text;
  result.tree_.reset(parse_text(text, nullptr));
  return result;
}

std::optional<ByteRange> SyntaxTree::first_error() const {
  TSNode node = root();
  if (!ts_node_has_error(node)) return std::nullopt;
  while (!ts_node_is_error(node) && !ts_node_is_missing(node)) {
    const std::uint32_t count = ts_node_child_count(node);
    std::uint32_t i = 0;
    while (i < count && !ts_node_has_error(ts_node_child(node, i))) ++i;
    if (i == count) break;
    node = ts_node_child(node, i);
  }
  return range_of(node);
}

bool SyntaxTree::is_renaming(ByteRange range, std::string_view new_text) const {
  if (!is_plain_identifier(text_of(text_, range)) ||
      !is_plain_identifier(new_text) ||
      (range.begin > 0 && joins_identifier(text_[range.begin - 1])) ||
      (range.end < text_.size() && joins_identifier(text_[range.end]))) {
    return false;
  }
  const TSNode node =
      ts_node_descendant_for_byte_range(root(), range.begin, range.end);
  return Grammar::get().kind(node) == SyntaxKind::kIdentifier &&
         range_of(node) == range;
}

SyntaxTree SyntaxTree::reparse(std::string_view new_text,
                               std::span<const TextChange> changes) const {
  hold_tree_memory();
  const std::unique_ptr<TSTree, DeleteTree> edited(ts_tree_copy(tree_.get()));
  // From the last to the first, so that every edit is in offsets of the old
  // text.
  const std::vector<TSInputEdit> edits = input_edits(text_, changes);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    ts_tree_edit(edited.get(), &*edit);
  }
  SyntaxTree result;
  result.text_ = new_text;
  result.tree_.reset(parse_text(new_text, edited.get()));
  return result;
}

}  // namespace tnp::translate
