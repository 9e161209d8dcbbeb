/// A parsed Python text. The only header, with syntax_kind.h, that shows
/// tree-sitter.
#pragma once

#include <tree_sitter/api.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "translator/call/byte_range.h"
#include "translator/python/tree_memory.h"

namespace tnp::translate {

/// One replaced range, for the incremental parse of a changed text.
struct TextChange {
  ByteRange old_range;
  std::string_view new_text;
};

/// A tree lives and dies in the thread that parsed it.
class SyntaxTree {
 public:
  /// Parses `text`, which must outlive the tree. Bytes that are not ASCII and
  /// not UTF-8 (a file with an encoding comment) stand for letters.
  static SyntaxTree parse(std::string_view text);

  TSNode root() const { return ts_tree_root_node(tree_.get()); }
  std::string_view text() const { return text_; }

  /// The narrowest range that the grammar rejects, or nothing.
  std::optional<ByteRange> first_error() const;

  /// Whether `new_text` in place of `range` is an identifier for an identifier.
  /// Such changes, however many, give the same tokens but for their spelling,
  /// so that the text parses as before.
  bool is_renaming(ByteRange range, std::string_view new_text) const;

  /// Parses `new_text`, made from text() by `changes` (in order, not
  /// overlapping, in offsets of the old text), reusing what did not change.
  SyntaxTree reparse(std::string_view new_text,
                     std::span<const TextChange> changes) const;

 private:
  struct DeleteTree {
    void operator()(TSTree* tree) const { discard_tree(tree); }
  };

  std::string_view text_;
  std::unique_ptr<TSTree, DeleteTree> tree_;
};

inline ByteRange range_of(TSNode node) {
  return {ts_node_start_byte(node), ts_node_end_byte(node)};
}

}  // namespace tnp::translate
