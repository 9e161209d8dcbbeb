/// Changes to several files, each made as a whole or not at all.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "translator/cpp/name_planner.h"
#include "translator/cpp/program.h"

namespace tnp::translate {

struct Change {
  Place place;       // what a diagnostic about it underlines
  std::string name;  // what it translates
  std::vector<NamePlan::Claim> claims;
  const Rule* rule = nullptr;
};

/// Two changes that want different texts for the same bytes.
struct Conflict {
  Place place;
  std::string first;
  std::string second;
};

/// Removes from `changes` those that are in conflict with another, and says
/// which: each place and pair of names once.
std::vector<Conflict> remove_conflicts(std::vector<Change>& changes);

}  // namespace tnp::translate
