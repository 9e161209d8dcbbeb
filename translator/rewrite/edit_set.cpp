#include "translator/rewrite/edit_set.h"

#include <algorithm>

namespace tnp::translate {

EditSet::EditSet(std::string_view text, std::vector<Edit> edits)
    : edits_(std::move(edits)) {
  std::erase_if(edits_, [&](const Edit& edit) {
    return text_of(text, edit.range) == edit.text;
  });
  std::ranges::stable_sort(edits_, {}, [](const Edit& edit) {
    return std::pair(edit.range.begin, edit.range.end);
  });
}

bool EditSet::overlaps() const {
  const auto overlap = [](const Edit& a, const Edit& b) {
    return b.range.begin < a.range.end;
  };
  return std::ranges::adjacent_find(edits_, overlap) != edits_.end();
}

std::string EditSet::apply(std::string_view text) const {
  std::string result;
  result.reserve(text.size() + 64);
  std::size_t done = 0;
  for (const Edit& edit : edits_) {
    result += text.substr(done, edit.range.begin - done);
    result += edit.text;
    done = edit.range.end;
  }
  result += text.substr(done);
  return result;
}

}  // namespace tnp::translate
