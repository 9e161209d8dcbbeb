#include "translator/output/run_report.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace tnp::translate {
namespace {

void add(const CallSite& site, SiteCounts& counts) {
  ++counts.total;
  if (site.state == SiteState::kLeft) {
    ++counts.left;
  } else {
    ++counts.translated;
    if (site.state == SiteState::kDoubtful) {
      ++counts.doubtful;
    } else if (site.grade == Grade::kAssumed) {
      ++counts.assumed;
    }
  }
}

template <typename T, typename Count, typename Name>
void sort_by_use(std::vector<T>& items, Count count, Name name) {
  std::ranges::sort(items, [&](const T& a, const T& b) {
    return std::tuple(count(b), name(a)) < std::tuple(count(a), name(b));
  });
}

void sort_reasons(std::vector<Reason>& reasons) {
  sort_by_use(
      reasons, [](const Reason& reason) { return reason.count; },
      [](const Reason& reason) { return std::tie(reason.slug, reason.text); });
}

class ApiCounter {
 public:
  void add(const CallSite& site) {
    Entry& entry = apis_[site.api];
    translate::add(site, entry.counts);
    if (site.state == SiteState::kTranslated) return;
    ++entry.reasons[{std::string(slug_name(site)), site.reason}];
  }

  std::vector<ApiReport> sorted() const {
    std::vector<ApiReport> result;
    for (const auto& [name, entry] : apis_) {
      ApiReport api{name, entry.counts, {}};
      for (const auto& [key, count] : entry.reasons) {
        api.reasons.push_back({key.first, key.second, count});
      }
      sort_reasons(api.reasons);
      result.push_back(std::move(api));
    }
    sort_by_use(
        result, [](const ApiReport& api) { return api.counts.total; },
        [](const ApiReport& api) -> const std::string& { return api.name; });
    return result;
  }

 private:
  struct Entry {
    SiteCounts counts;
    std::map<std::pair<std::string, std::string>, std::size_t> reasons;
  };
  std::map<std::string, Entry> apis_;
};

}  // namespace

FileCounts count_files(std::span<const FileReport> files) {
  FileCounts counts;
  counts.read = files.size();
  for (const FileReport& file : files) {
    switch (file.status) {
      case FileStatus::kChanged:
        ++counts.changed;
        break;
      case FileStatus::kUnchanged:
        ++counts.unchanged;
        break;
      case FileStatus::kSkipped:
        ++counts.skipped;
        break;
      case FileStatus::kFailed:
        ++counts.failed;
        break;
    }
  }
  return counts;
}

SiteCounts count_sites(std::span<const CallSite> sites) {
  SiteCounts counts;
  for (const CallSite& site : sites) add(site, counts);
  return counts;
}

SiteCounts count_sites(std::span<const FileReport> files) {
  SiteCounts counts;
  for (const FileReport& file : files) {
    for (const CallSite& site : file.sites) add(site, counts);
  }
  return counts;
}

FindingCounts count_findings(std::span<const FileReport> files) {
  FindingCounts counts;
  for (const FileReport& file : files) {
    for (const Finding& finding : file.findings) {
      if (finding.diagnostic.severity == Severity::kNote) continue;
      if (finding.handling == Handling::kOpen) ++counts.open;
      if (finding.handling == Handling::kIgnored) ++counts.ignored;
      if (finding.handling == Handling::kBaseline) ++counts.baseline;
    }
  }
  return counts;
}

std::vector<ApiReport> count_apis(std::span<const CallSite> sites) {
  ApiCounter counter;
  for (const CallSite& site : sites) counter.add(site);
  return counter.sorted();
}

std::vector<ApiReport> count_apis(std::span<const FileReport> files) {
  ApiCounter counter;
  for (const FileReport& file : files) {
    for (const CallSite& site : file.sites) counter.add(site);
  }
  return counter.sorted();
}

std::vector<Reason> count_slugs(std::span<const FileReport> files) {
  std::map<std::string_view, std::size_t> slugs;
  for (const FileReport& file : files) {
    for (const CallSite& site : file.sites) {
      if (site.state == SiteState::kLeft) ++slugs[slug_name(site)];
    }
  }
  std::vector<Reason> result;
  for (const auto& [slug, count] : slugs) {
    result.push_back({std::string(slug), {}, count});
  }
  sort_reasons(result);
  return result;
}

std::size_t share_of(const SiteCounts& counts) {
  return counts.total == 0 ? 1000 : counts.translated * 1000 / counts.total;
}

std::string share_text(const SiteCounts& counts) {
  if (counts.total == 0) return "-";
  const std::size_t share = share_of(counts);
  return std::to_string(share / 10) + "." + std::to_string(share % 10) + "%";
}

std::string_view name_of(FileStatus status) {
  constexpr std::string_view kNames[] = {"changed", "unchanged", "skipped",
                                         "failed"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view name_of(Handling handling) {
  constexpr std::string_view kNames[] = {"open", "ignored", "baseline"};
  return kNames[static_cast<std::size_t>(handling)];
}

std::string_view name_of(SiteState state) {
  constexpr std::string_view kNames[] = {"translated", "doubtful", "left"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view name_of(Grade grade) {
  constexpr std::string_view kNames[] = {"proved", "assumed"};
  return kNames[static_cast<std::size_t>(grade)];
}

std::string_view name_of(Severity severity) {
  constexpr std::string_view kNames[] = {"note", "warning", "error"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::string_view slug_name(const CallSite& site) {
  if (site.state == SiteState::kTranslated) return {};
  return site.slug ? info(*site.slug).name : "stays";
}

}  // namespace tnp::translate
