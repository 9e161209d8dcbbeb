/// Rewrites the #include lines of one file.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "translator/cpp/program.h"
#include "translator/rewrite/edit_set.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

struct IncludeNeeds {
  std::set<std::string> headers;  // of what the file uses after translation

  /// Some name of xtensor stays, so its headers stay too.
  bool keeps_library = false;
};

struct IncludePlan {
  std::vector<Edit> edits;
  std::vector<const IncludeLine*> unsupported;
};

/// Replaces the headers of xtensor in `includes`, the lines of one file with
/// this `text`, and adds those of `needs` that no line brings. A header that a
/// line before brings already is not included twice.
IncludePlan rewrite_includes(std::span<const IncludeLine> includes,
                             std::string_view text, const IncludeNeeds& needs,
                             const RuleTable& rules);

}  // namespace tnp::translate
