#include "translator/driver/suppressions.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace tnp::translate {
namespace {

Diagnostic unused(const SourceFile& source, const IgnoreComment& comment) {
  const std::string name = "`" + comment.slug + "`";
  return diagnose(Severity::kWarning, Slug::kUnusedIgnore, source,
                  comment.range.begin, comment.range.end,
                  find_slug(comment.slug)
                      ? name + " is not reported on this line"
                      : "no diagnostic is called " + name);
}

}  // namespace

Diagnostics suppress(const SourceFile& source,
                     std::span<const IgnoreComment> comments,
                     Diagnostics& open) {
  if (comments.empty()) return {};
  Diagnostics kept;
  Diagnostics ignored;
  std::vector<bool> used(comments.size());
  for (Diagnostic& diagnostic : open) {
    bool is_ignored = false;
    for (std::size_t i = 0; i < comments.size(); ++i) {
      if (source.locate(comments[i].range.begin).line != diagnostic.line ||
          find_slug(comments[i].slug) != diagnostic.slug) {
        continue;
      }
      used[i] = true;
      is_ignored = true;
    }
    (is_ignored ? ignored : kept).push_back(std::move(diagnostic));
  }
  for (std::size_t i = 0; i < comments.size(); ++i) {
    if (!used[i]) kept.push_back(unused(source, comments[i]));
  }
  std::ranges::stable_sort(kept, {}, [](const Diagnostic& diagnostic) {
    return std::pair(diagnostic.line, diagnostic.column);
  });
  open = std::move(kept);
  return ignored;
}

}  // namespace tnp::translate
