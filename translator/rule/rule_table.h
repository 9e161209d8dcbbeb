/// The rule table: every entry, looked up by qualified name.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "translator/rule/rule.h"

namespace tnp::translate {

/// A name in which every alias is replaced by what it stands for.
struct CanonicalName {
  std::string name;             // `numpy.emath.sqrt`, or `builtins.float`
  const Rule* alias = nullptr;  // the last one; null where there was none
};

/// An immutable set of rules sorted by name, with an optional second layer of
/// user rules that override or extend the first; those of negative priority
/// only extend it. Copies are cheap.
class RuleTable {
 public:
  /// The table compiled into the program; `rules` is sorted by name.
  explicit RuleTable(std::span<const Rule> rules) : base_(rules) {}

  /// This table with `rules`, sorted by name and those of one name by
  /// precedence. `owner` keeps alive whatever the rules point into.
  RuleTable overlaid(std::span<const Rule> rules,
                     std::shared_ptr<const void> owner) const;

  /// The rule named exactly `name`, or null.
  const Rule* find(std::string_view name) const;

  /// Every rule of that name, the one that find() gives first.
  std::vector<const Rule*> candidates(std::string_view name) const;

  bool is_builtin(const Rule& rule) const;

  /// `name` with its longest part that is an alias replaced, and so on:
  /// `numpy.lib.scimath.sqrt` is `numpy.emath.sqrt`.
  CanonicalName canonical(std::string_view name) const;

  /// Every rule whose name starts with `prefix`, base and overlay merged, in
  /// the order of names. Used for star imports, queries and documentation.
  std::vector<const Rule*> with_prefix(std::string_view prefix) const;

 private:
  std::span<const Rule> base_;
  std::span<const Rule> overlay_;
  std::shared_ptr<const void> owner_;
};

/// The built-in table, constant data made from rules/**/*.yaml at build time.
const RuleTable& builtin_rules();

/// A hash of all that the built-in rules say: equal for equal tables.
std::string_view builtin_rules_hash();

}  // namespace tnp::translate
