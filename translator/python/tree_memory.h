/// The memory that tree-sitter uses: for each thread its own, handed out in
/// blocks and taken back as a whole.
///
/// A tree is some hundred thousand small blocks. To take them from the heap and
/// give them back one by one costs a quarter of the parse.
#pragma once

#include <tree_sitter/api.h>

namespace tnp::translate {

/// Announces a tree of this thread, before it is made.
void hold_tree_memory();

/// Gives up a tree, in the thread that made it. With the last one all memory
/// that tree-sitter took in this thread is free again, so cursors must be gone.
void discard_tree(TSTree* tree);

}  // namespace tnp::translate
