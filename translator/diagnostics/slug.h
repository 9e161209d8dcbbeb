/// The kinds of diagnostics, each registered once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tnp::translate {

/// The pattern that a diagnostic reports; in text its name in brackets.
enum class Slug : std::uint8_t {
  kAmbiguousName,
  kCompilerError,
  kConflictingEdits,
  kDynamicName,
  kHeaderNotWritten,
  kInactiveCode,
  kInvalidConfiguration,
  kInvalidInput,
  kInvalidOutput,
  kInvalidRule,
  kMacroName,
  kModifiedModule,
  kRemovedName,
  kResultDiffers,
  kRunsInNumpy,
  kShimName,
  kSyntaxError,
  kUnreadableFile,
  kUnsupportedArgument,
  kUnsupportedFunction,
  kUnusedIgnore,
  kUnwritableFile,
};

struct SlugInfo {
  Slug slug;
  std::string_view name;         // "unsupported-argument"
  std::string_view explanation;  // what `--explain` prints: full sentences
};

/// Every kind, sorted by name.
std::span<const SlugInfo> all_slugs();
const SlugInfo& info(Slug slug);
std::optional<Slug> find_slug(std::string_view name);

}  // namespace tnp::translate
