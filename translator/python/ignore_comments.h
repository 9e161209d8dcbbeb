/// Comments that suppress diagnostics: `# tnp: ignore[slug, slug]`.
#pragma once

#include <string>
#include <vector>

#include "translator/call/byte_range.h"
#include "translator/python/syntax_tree.h"

namespace tnp::translate {

/// One slug of such a comment; it holds for the line that the comment is on.
struct IgnoreComment {
  std::string slug;
  ByteRange range;  // of the slug
};

/// All of them, in the order of the text. In a string they mean nothing.
std::vector<IgnoreComment> find_ignore_comments(const SyntaxTree& tree);

}  // namespace tnp::translate
