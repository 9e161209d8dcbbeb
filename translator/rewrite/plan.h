/// Decides which references and bindings of a program move to the target
/// library. A decision about one may force another: a call that stays keeps its
/// import, and an alias that stays keeps its right-hand side.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "translator/call/resolution.h"
#include "translator/match/matcher.h"

namespace tnp::translate {

/// What of a program may change.
enum class Mode : std::uint8_t {
  kFull,  // imports, names and keywords
  kShim,  // imports alone; every binding of the resolution keeps its name
};

struct Plan {
  Mode mode = Mode::kFull;
  std::vector<RuleMatch> matches;  // of each reference
  std::vector<bool> rewritten;     // each reference
  std::vector<bool> in_full;       // each reference: not through its binding

  /// Each binding: whether its name stands for the target library afterwards.
  /// Else the rewritten references through it are spelled in full: `tnp.sum`.
  std::vector<bool> moved;

  /// Each binding: whether its scope needs the target module by name.
  std::vector<bool> needs_target;

  /// Each binding: what it stands for, in the target library.
  std::vector<std::string> binding_targets;

  /// Each item of each import: its qualified name in the target library.
  std::vector<std::vector<std::string>> import_targets;

  struct ImportedName {
    ByteRange range;
    RuleMatch match;
    std::string name;
  };
  /// Imported names without a counterpart that nothing refers to.
  std::vector<ImportedName> unsupported_imports;
  /// Imported names that newer versions of the source library lack.
  std::vector<ImportedName> removed_imports;
};

Plan make_plan(const Resolution& resolution, std::string_view text,
               const RuleTable& rules, Mode mode = Mode::kFull);

}  // namespace tnp::translate
