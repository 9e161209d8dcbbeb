#include "translator/output/effort.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tnp::translate {
namespace {

// Something to be rewritten by hand, an argument to be expressed otherwise, a
// name to be made clear, a difference to be judged, an assumption to be looked
// at.
EffortRate rate_of(Slug slug) {
  switch (slug) {
    case Slug::kUnsupportedFunction:
    case Slug::kModifiedModule:
      return {30, 5};
    case Slug::kUnsupportedArgument:
    case Slug::kDynamicName:
    case Slug::kSyntaxError:
    case Slug::kInvalidOutput:
      return {15, 5};
    case Slug::kResultDiffers:
    case Slug::kRunsInNumpy:
      return {10, 1};
    default:
      return {10, 5};
  }
}

constexpr EffortRate kAssumed{5, 1};

class Estimator {
 public:
  void add(const CallSite& site) {
    if (site.state == SiteState::kTranslated) {
      if (site.grade == Grade::kAssumed) add("assumed", site.api, kAssumed);
    } else if (site.slug) {
      add(std::string(info(*site.slug).name), site.reason, rate_of(*site.slug));
    }
  }

  void add_failed(const FileReport& file) {
    for (const Finding& finding : file.findings) {
      const Slug slug = finding.diagnostic.slug;
      add(std::string(info(slug).name), file.source.name(), rate_of(slug));
    }
  }

  Effort finish() const {
    Effort effort;
    for (const auto& [slug, item] : items_) {
      EffortItem result{slug, item.uses.size(), 0, item.rate};
      for (const auto& [reason, uses] : item.uses) result.uses += uses;
      effort.minutes += result.minutes();
      effort.items.push_back(std::move(result));
    }
    std::ranges::stable_sort(effort.items, std::greater(),
                             &EffortItem::minutes);
    return effort;
  }

 private:
  struct Item {
    EffortRate rate;
    std::map<std::string, std::size_t> uses;  // of each reason
  };

  void add(const std::string& slug, const std::string& reason,
           EffortRate rate) {
    Item& item = items_[slug];
    item.rate = rate;
    ++item.uses[reason];
  }

  std::map<std::string, Item> items_;
};

std::size_t rounded_up(std::size_t value, std::size_t step) {
  return (value + step - 1) / step;
}

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

Effort estimate_effort(std::span<const FileReport> files) {
  Estimator estimator;
  for (const FileReport& file : files) {
    if (file.status == FileStatus::kFailed) estimator.add_failed(file);
    for (const CallSite& site : file.sites) estimator.add(site);
  }
  return estimator.finish();
}

std::string effort_text(std::size_t minutes) {
  constexpr std::size_t kHour = 60;
  constexpr std::size_t kDay = 8 * kHour;
  constexpr std::size_t kFew = 5;
  if (minutes <= kHour)
    return counted(rounded_up(minutes, kFew) * kFew, "minute");
  if (minutes <= 2 * kDay) return counted(rounded_up(minutes, kHour), "hour");
  return counted(rounded_up(minutes, kDay), "day");
}

}  // namespace tnp::translate
