/// Matches a reference with a rule: does the table have it, and do the
/// arguments of the call fit its signature?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "translator/call/reference.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// Why a reference stays as it is.
enum class MatchProblem : std::uint8_t {
  kNone,
  kUnsupported,           // no rule, or a rule that says so
  kUnsupportedAttribute,  // a rule, but not for this attribute of it
  kRejectedArgument,      // an argument with no counterpart
  kUnknownKeyword,
  kRepeatedArgument,
  kTooManyArguments,
  kMissingArgument,
  kUnpackedArgument,  // * or ** may bring an argument with no counterpart
  kDynamic,           // looked up by a name that only the run knows
  kReboundBuiltin,    // Python's own name, which the program binds
  kReplaced,          // the program replaces the library's own name
  kRenamed,           // the target has it under another name, and names stay
  kDeleted,           // `del np`: silent, the name stays for it
};

struct KeywordRename {
  ByteRange name;
  std::string_view new_name;
};

struct RuleMatch {
  MatchProblem problem = MatchProblem::kNone;

  /// The rule, null for a module that has no entry of its own.
  const Rule* rule = nullptr;

  /// The alias through which the rule was found, or null.
  const Rule* alias = nullptr;

  /// How many components of the reference's name the rule names; what follows
  /// are attributes of the value and stay.
  std::size_t component_count = 0;

  /// The qualified name in the translated program; `builtins.float` is
  /// Python's.
  std::string target;

  /// The whole library or a module of it, used as a value.
  bool is_module = false;

  /// The value is the opposite of the target's: `NINF` of `inf`.
  bool is_negative = false;

  std::vector<KeywordRename> renames;

  /// With a problem: its place, the parameter or keyword that it is about, and
  /// the table's advice. Both texts may be empty.
  ByteRange range;
  std::string subject;
  std::string_view advice;

  bool is_builtin() const { return target.starts_with("builtins."); }

  bool ok() const { return problem == MatchProblem::kNone; }
};

/// Matches `reference`, found in `text`.
RuleMatch match(const Reference& reference, std::string_view text,
                const RuleTable& rules);

/// What a qualified name alone means: a rule, or a module.
RuleMatch match_name(std::string_view name, const RuleTable& rules);

/// Where a module of the source library is in the target: `tnp.linalg`.
std::string target_of_module(std::string_view module);

}  // namespace tnp::translate
