#include "translator/cpp/include_rewriter.h"

#include <algorithm>
#include <utility>

namespace tnp::translate {
namespace {

class IncludeRewriter {
 public:
  IncludeRewriter(std::span<const IncludeLine> includes, std::string_view text,
                  const IncludeNeeds& needs, const RuleTable& rules)
      : includes_(includes), text_(text), needs_(needs), rules_(rules) {}

  IncludePlan run() {
    for (const IncludeLine& include : includes_) {
      if (!is_of_library(include)) note(include.name, include.condition);
    }
    for (const IncludeLine& include : includes_) {
      if (is_of_library(include)) replace(include);
    }
    add_missing();
    return std::move(plan_);
  }

 private:
  using Seen = std::pair<std::string, std::string>;  // header, condition

  bool is_of_library(const IncludeLine& include) const {
    return include.is_library || rules_.find(include.name);
  }

  void note(std::string header, std::string condition) {
    seen_.emplace_back(std::move(header), std::move(condition));
  }

  // Whether `header` is included wherever `condition` holds.
  bool has(std::string_view header, std::string_view condition) const {
    return std::ranges::any_of(seen_, [&](const Seen& seen) {
      return seen.first == header && condition.starts_with(seen.second);
    });
  }

  void replace(const IncludeLine& include) {
    const Rule* rule = rules_.find(include.name);
    if (!rule || !rule->unsupported.empty()) {
      plan_.unsupported.push_back(&include);
      return;
    }
    const std::string target(rule->target);
    const bool is_repeated = has(target, include.condition);
    note(target, include.condition);
    if (needs_.keeps_library) {
      if (!is_repeated) insert(include.line.end, target);
    } else if (is_repeated && is_bare(include)) {
      plan_.edits.push_back({include.line, {}});
    } else {
      plan_.edits.push_back({include.header, target});
    }
  }

  // Whether the line holds nothing else, such as a comment.
  bool is_bare(const IncludeLine& include) const {
    const std::string_view rest =
        text_of(text_, {include.header.end + 1, include.line.end});
    return rest.find_first_not_of(" \t\r\n") == rest.npos;
  }

  void add_missing() {
    const IncludeLine* after = anchor();
    for (const std::string& header : needs_.headers) {
      if (has(header, after ? after->condition : "")) continue;
      insert(after ? after->line.end : 0, header);
    }
  }

  // The line after which headers are added: the last one of xtensor, or the
  // last one of all, that every configuration reads.
  const IncludeLine* anchor() const {
    const IncludeLine* found = nullptr;
    for (const IncludeLine& include : includes_) {
      if (!found || include.condition.size() < found->condition.size() ||
          (include.condition == found->condition &&
           (is_of_library(include) || !is_of_library(*found)))) {
        found = &include;
      }
    }
    return found;
  }

  void insert(std::uint32_t offset, std::string_view header) {
    const bool has_crlf = text_.find("\r\n") != text_.npos;
    const std::string_view line_end = has_crlf ? "\r\n" : "\n";
    std::string line = "#include <" + std::string(header) + ">";
    const bool starts_line = offset == 0 || text_[offset - 1] == '\n';
    line = starts_line ? line + std::string(line_end)
                       : std::string(line_end) + line;
    plan_.edits.push_back({{offset, offset}, std::move(line)});
  }

  std::span<const IncludeLine> includes_;
  std::string_view text_;
  const IncludeNeeds& needs_;
  const RuleTable& rules_;
  std::vector<Seen> seen_;
  IncludePlan plan_;
};

}  // namespace

IncludePlan rewrite_includes(std::span<const IncludeLine> includes,
                             std::string_view text, const IncludeNeeds& needs,
                             const RuleTable& rules) {
  return IncludeRewriter(includes, text, needs, rules).run();
}

}  // namespace tnp::translate
