/// What the rest of a translation may cost.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "translator/output/run_report.h"

namespace tnp::translate {

/// Minutes for what is wrong for one reason: once, to see what it is and what
/// to do, and then for each further place. They are assumptions for planning,
/// not measurements.
struct EffortRate {
  std::size_t once = 0;
  std::size_t each = 0;
};

struct EffortItem {
  std::string slug;  // of the diagnostics; `assumed` for unproved edits
  std::size_t reasons = 0;
  std::size_t uses = 0;
  EffortRate rate;

  std::size_t minutes() const {
    return rate.once * reasons + rate.each * (uses - reasons);
  }
};

struct Effort {
  std::size_t minutes = 0;
  std::vector<EffortItem> items;  // dearest first
};

/// Of the sites left, the doubtful and the assumed ones, and of files that
/// failed. Sites that stay only because another does cost nothing.
Effort estimate_effort(std::span<const FileReport> files);

/// Rounded up to what can be meant seriously: `25 minutes`, `4 hours`,
/// `6 days` of eight hours.
std::string effort_text(std::size_t minutes);

}  // namespace tnp::translate
