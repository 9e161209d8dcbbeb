/// Errors of indentation, which the grammar lets pass.
#pragma once

#include <optional>

#include "translator/python/syntax_tree.h"

namespace tnp::translate {

/// The first statement that is indented unlike its block, or the place of the
/// first block without a statement; nothing when Python would accept the
/// layout. The tree must have no other error.
std::optional<ByteRange> layout_error(const SyntaxTree& tree);

/// The first carriage return that ends a line on its own, outside of strings:
/// Python reads it so, the grammar does not.
std::optional<ByteRange> lone_carriage_return(const SyntaxTree& tree);

}  // namespace tnp::translate
