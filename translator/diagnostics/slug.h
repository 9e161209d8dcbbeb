/// The kinds of diagnostics, each registered once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
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
  std::string_view explanation;  // what it means: full sentences
  std::string_view advice;       // what to do: full sentences

  /// An example: what gets the diagnostic, and what does not. In `language` as
  /// Markdown names it: `python`, `cpp`, `sh`, `yaml`, `toml`.
  std::string_view language, before, after;

  /// Whether a comment `# tnp: ignore[slug]` suppresses it. The others are
  /// about what was not translated at all, or is not Python.
  bool is_ignorable = false;
};

/// How to suppress diagnostics of a kind: a sentence in Markdown.
std::string suppression_text(const SlugInfo& slug);

/// Every kind, sorted by name.
std::span<const SlugInfo> all_slugs();
const SlugInfo& info(Slug slug);
std::optional<Slug> find_slug(std::string_view name);

}  // namespace tnp::translate
