#include "translator/python/ignore_comments.h"

#include "llvm/ADT/StringRef.h"
#include "translator/python/syntax_kind.h"

namespace tnp::translate {
namespace {

constexpr std::string_view kMark = "tnp: ignore[";

bool is_comment(const SyntaxTree& tree, std::size_t offset) {
  const auto at = static_cast<std::uint32_t>(offset);
  const TSNode node =
      ts_node_descendant_for_byte_range(tree.root(), at, at + 1);
  return Grammar::get().kind(node) == SyntaxKind::kComment;
}

// Adds the slugs of `list`, which starts at `begin`.
void add_slugs(std::string_view list, std::size_t begin,
               std::vector<IgnoreComment>& result) {
  while (true) {
    const std::size_t comma = list.find(',');
    const llvm::StringRef item(list.substr(0, comma));
    const llvm::StringRef slug = item.trim(" \t");
    const std::size_t at =
        begin + static_cast<std::size_t>(slug.data() - item.data());
    result.push_back({slug.str(),
                      {static_cast<std::uint32_t>(at),
                       static_cast<std::uint32_t>(at + slug.size())}});
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
    begin += comma + 1;
  }
}

}  // namespace

std::vector<IgnoreComment> find_ignore_comments(const SyntaxTree& tree) {
  std::vector<IgnoreComment> result;
  const std::string_view text = tree.text();
  for (std::size_t at = text.find(kMark); at != std::string_view::npos;
       at = text.find(kMark, at + 1)) {
    if (!is_comment(tree, at)) continue;
    const std::size_t begin = at + kMark.size();
    const std::size_t end = text.find_first_of("]\r\n", begin);
    add_slugs(text.substr(begin, end - begin), begin, result);
  }
  return result;
}

}  // namespace tnp::translate
