/// Replacements of ranges of a text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "translator/call/byte_range.h"

namespace tnp::translate {

struct Edit {
  ByteRange range;  // empty: an insertion
  std::string text;
};

/// Edits that do not overlap, kept in the order of the text.
class EditSet {
 public:
  EditSet() = default;

  /// Sorts `edits`; insertions at one place keep their order. Replacements
  /// that would change nothing are dropped.
  EditSet(std::string_view text, std::vector<Edit> edits);

  std::span<const Edit> edits() const { return edits_; }
  bool empty() const { return edits_.empty(); }

  /// Whether two edits claim the same bytes: never for a correct rewriter.
  bool overlaps() const;

  /// The text with every edit made.
  std::string apply(std::string_view text) const;

 private:
  std::vector<Edit> edits_;
};

}  // namespace tnp::translate
