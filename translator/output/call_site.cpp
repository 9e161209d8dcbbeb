// A diagnostic knows its line and column, not its reference; both know the
// place, so that is what joins them.
#include "translator/output/call_site.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tnp::translate {
namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;

std::string api_of(const Reference& reference, const RuleMatch& match) {
  if (!match.rule) return reference.name;
  std::size_t end = 0;
  for (std::size_t i = 0; i < match.component_count; ++i) {
    end = reference.name.find('.', i == 0 ? 0 : end + 1);
    if (end == std::string::npos) return reference.name;
  }
  return reference.name.substr(0, end);
}

class SiteCollector {
 public:
  SiteCollector(const SourceFile& source, const Diagnostics& diagnostics)
      : source_(source) {
    for (const Diagnostic& diagnostic : diagnostics) {
      by_place_.emplace(Place{diagnostic.line, diagnostic.column}, &diagnostic);
    }
  }

  void add_reference(const Reference& reference, const RuleMatch& match,
                     bool is_rewritten);
  void add_if_error(const std::string& name, ByteRange range);
  std::vector<CallSite> sorted() &&;

 private:
  const Diagnostic* find(ByteRange range, Severity severity) const;
  void add(std::string api, ByteRange range, SiteState state,
           const Diagnostic* diagnostic);

  const SourceFile& source_;
  std::multimap<Place, const Diagnostic*> by_place_;
  std::vector<CallSite> sites_;
};

const Diagnostic* SiteCollector::find(ByteRange range,
                                      Severity severity) const {
  const LineColumn place = source_.locate(range.begin);
  const auto [begin, end] =
      by_place_.equal_range(Place{place.line, place.column});
  for (auto at = begin; at != end; ++at) {
    if (at->second->severity == severity) return at->second;
  }
  return nullptr;
}

void SiteCollector::add(std::string api, ByteRange range, SiteState state,
                        const Diagnostic* diagnostic) {
  CallSite site;
  site.api = std::move(api);
  site.range = range;
  site.state = state;
  if (diagnostic) {
    site.slug = diagnostic->slug;
    site.reason = diagnostic->message;
  } else if (state == SiteState::kLeft) {
    site.reason = "the name that it is reached by stays as it was";
  }
  sites_.push_back(std::move(site));
}

void SiteCollector::add_reference(const Reference& reference,
                                  const RuleMatch& match, bool is_rewritten) {
  if (match.problem == MatchProblem::kDeleted) return;
  std::string api = api_of(reference, match);
  if (!is_rewritten) {
    const ByteRange blamed = match.ok() ? reference.range : match.range;
    // A call that runs in NumPy as asked for is left with a warning.
    const Diagnostic* error = find(blamed, Severity::kError);
    return add(std::move(api), reference.range, SiteState::kLeft,
               error ? error : find(blamed, Severity::kWarning));
  }
  const Diagnostic* warning = find(reference.range, Severity::kWarning);
  add(std::move(api), reference.range,
      warning ? SiteState::kDoubtful : SiteState::kTranslated, warning);
  sites_.back().grade = reference.grade;
}

void SiteCollector::add_if_error(const std::string& name, ByteRange range) {
  if (const Diagnostic* error = find(range, Severity::kError)) {
    add(name, range, SiteState::kLeft, error);
  }
}

std::vector<CallSite> SiteCollector::sorted() && {
  std::ranges::stable_sort(sites_, {}, [](const CallSite& site) {
    return std::pair(site.range.begin, site.range.end);
  });
  return std::move(sites_);
}

}  // namespace

std::vector<CallSite> call_sites(const SourceFile& source,
                                 const Resolution& resolution, const Plan& plan,
                                 const Diagnostics& diagnostics) {
  SiteCollector sites(source, diagnostics);
  for (std::size_t i = 0; i < resolution.references.size(); ++i) {
    sites.add_reference(resolution.references[i], plan.matches[i],
                        plan.rewritten[i]);
  }
  for (const Unresolved& unresolved : resolution.unresolved) {
    sites.add_if_error(unresolved.name, unresolved.range);
  }
  for (const Plan::ImportedName& item : plan.unsupported_imports) {
    sites.add_if_error(item.name, item.range);
  }
  return std::move(sites).sorted();
}

}  // namespace tnp::translate
