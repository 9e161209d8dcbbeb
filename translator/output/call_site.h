/// What became of each place that uses the source library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "translator/call/resolution.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/rewrite/plan.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

enum class SiteState : std::uint8_t {
  kTranslated,
  kDoubtful,  // translated, with a warning
  kLeft,
};

/// A place that names something of the source library: a call, or a function,
/// constant, type or method used as a value. An import statement is none,
/// unless it is itself left with an error: so sites are left wherever there is
/// one.
struct CallSite {
  /// `numpy.linalg.norm`, without attributes of the result; for a name that
  /// could not be resolved, as spelled.
  std::string api;
  ByteRange range;  // of the name
  SiteState state = SiteState::kTranslated;
  Grade grade = Grade::kProved;  // of a site that is not left

  /// For doubtful sites and those left. A site without a diagnostic of its own
  /// was left because the name it is reached by stays: it has no slug.
  std::optional<Slug> slug;
  std::string reason;
};

/// The sites of a program in the order of the text; `diagnostics` are those of
/// report().
std::vector<CallSite> call_sites(const SourceFile& source,
                                 const Resolution& resolution, const Plan& plan,
                                 const Diagnostics& diagnostics);

}  // namespace tnp::translate
