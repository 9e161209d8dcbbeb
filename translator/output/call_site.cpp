// A diagnostic knows its line and column, not its reference; both know the
// place, so that is what joins them.
#include "translator/output/call_site.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tnp::translate {
namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;
using DiagnosticsByPlace = std::multimap<Place, const Diagnostic*>;

Place place_of(const SourceFile& source, ByteRange range) {
  const LineColumn at = source.locate(range.begin);
  return {at.line, at.column};
}

const Diagnostic* find(const DiagnosticsByPlace& diagnostics, Place place,
                       Severity severity) {
  const auto [begin, end] = diagnostics.equal_range(place);
  for (auto at = begin; at != end; ++at) {
    if (at->second->severity == severity) return at->second;
  }
  return nullptr;
}

std::string api_of(const Reference& reference, const RuleMatch& match) {
  if (!match.rule) return reference.name;
  std::size_t end = 0;
  for (std::size_t i = 0; i < match.component_count; ++i) {
    end = reference.name.find('.', i == 0 ? 0 : end + 1);
    if (end == std::string::npos) return reference.name;
  }
  return reference.name.substr(0, end);
}

void describe(const Diagnostic* diagnostic, CallSite& site) {
  if (diagnostic) {
    site.slug = diagnostic->slug;
    site.reason = diagnostic->message;
  } else {
    site.reason = "the name that it is reached by stays as it was";
  }
}

}  // namespace

std::vector<CallSite> call_sites(const SourceFile& source,
                                 const Resolution& resolution, const Plan& plan,
                                 const Diagnostics& diagnostics) {
  DiagnosticsByPlace by_place;
  for (const Diagnostic& diagnostic : diagnostics) {
    by_place.emplace(Place{diagnostic.line, diagnostic.column}, &diagnostic);
  }
  std::vector<CallSite> sites;
  for (std::size_t i = 0; i < resolution.references.size(); ++i) {
    const Reference& reference = resolution.references[i];
    const RuleMatch& match = plan.matches[i];
    if (match.problem == MatchProblem::kDeleted) continue;
    CallSite site{api_of(reference, match),
                  reference.range,
                  SiteState::kTranslated,
                  std::nullopt,
                  {}};
    if (!plan.rewritten[i]) {
      site.state = SiteState::kLeft;
      const ByteRange blamed = match.ok() ? reference.range : match.range;
      describe(find(by_place, place_of(source, blamed), Severity::kError),
               site);
    } else if (const Diagnostic* warning =
                   find(by_place, place_of(source, reference.range),
                        Severity::kWarning)) {
      site.state = SiteState::kDoubtful;
      describe(warning, site);
    }
    sites.push_back(std::move(site));
  }
  std::ranges::stable_sort(sites, {}, [](const CallSite& site) {
    return std::pair(site.range.begin, site.range.end);
  });
  return sites;
}

}  // namespace tnp::translate
