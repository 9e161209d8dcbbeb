#include "translator/cpp/change_set.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace tnp::translate {
namespace {

struct Wish {
  Place place;
  const std::string* text;
  std::size_t change;

  auto order() const {
    return std::tuple(place.file, place.range.begin, place.range.end);
  }
};

std::vector<Wish> sorted_wishes(const std::vector<Change>& changes) {
  std::vector<Wish> wishes;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    for (const NamePlan::Claim& claim : changes[i].claims) {
      wishes.push_back({claim.place, &claim.text, i});
    }
  }
  std::ranges::stable_sort(wishes, {}, &Wish::order);
  return wishes;
}

bool collide(const Wish& a, const Wish& b) {
  if (a.place.file != b.place.file) return false;
  if (a.place.range == b.place.range) return *a.text != *b.text;
  return b.place.range.begin < a.place.range.end;
}

}  // namespace

std::vector<Conflict> remove_conflicts(std::vector<Change>& changes) {
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string, std::string>>
      seen;
  std::vector<Conflict> conflicts;
  std::vector<bool> refused(changes.size(), false);
  const std::vector<Wish> wishes = sorted_wishes(changes);
  const Wish* widest = nullptr;  // the one that reaches furthest so far
  for (const Wish& wish : wishes) {
    if (widest && collide(*widest, wish)) {
      const Change& first = changes[widest->change];
      const Change& second = changes[wish.change];
      refused[widest->change] = refused[wish.change] = true;
      if (seen.emplace(wish.place.file, wish.place.range.begin, first.name,
                       second.name)
              .second) {
        conflicts.push_back({second.place, first.name, second.name});
      }
    }
    if (!widest || widest->place.file != wish.place.file ||
        widest->place.range.end <= wish.place.range.end) {
      widest = &wish;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (refused[i]) continue;
    if (kept != i) changes[kept] = std::move(changes[i]);
    ++kept;
  }
  changes.resize(kept);
  return conflicts;
}

}  // namespace tnp::translate
