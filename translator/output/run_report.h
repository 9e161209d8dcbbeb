/// What a run did, as the reports show it, and the numbers in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "translator/diagnostics/diagnostic.h"
#include "translator/output/call_site.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

enum class Handling : std::uint8_t {
  kOpen,
  kIgnored,   // by a comment on its line
  kBaseline,  // known before
};

struct Finding {
  Diagnostic diagnostic;
  Handling handling = Handling::kOpen;
};

enum class FileStatus : std::uint8_t {
  kChanged,
  kUnchanged,
  kSkipped,  // does not say `numpy`, so it was not parsed
  kFailed,
};

struct FileReport {
  SourceFile source;
  FileStatus status = FileStatus::kUnchanged;
  std::vector<CallSite> sites;
  std::vector<Finding> findings;
};

struct RunReport {
  std::string version;  // of the tool
  int exit_code = 0;
  std::vector<FileReport> files;
};

struct FileCounts {
  std::size_t read = 0;  // all of them
  std::size_t changed = 0;
  std::size_t unchanged = 0;
  std::size_t skipped = 0;
  std::size_t failed = 0;
};

struct SiteCounts {
  std::size_t total = 0;
  std::size_t translated = 0;  // with the assumed and the doubtful ones
  std::size_t assumed = 0;     // on what is not proved, without a warning
  std::size_t doubtful = 0;
  std::size_t left = 0;
};

struct FindingCounts {
  std::size_t open = 0;
  std::size_t ignored = 0;
  std::size_t baseline = 0;
};

/// Why sites were left or are doubtful.
struct Reason {
  std::string slug;  // `stays` for sites without a diagnostic
  std::string text;
  std::size_t count = 0;
};

/// One name of the source library.
struct ApiReport {
  std::string name;
  SiteCounts counts;
  std::vector<Reason> reasons;  // most frequent first
};

FileCounts count_files(std::span<const FileReport> files);
SiteCounts count_sites(std::span<const CallSite> sites);
SiteCounts count_sites(std::span<const FileReport> files);
FindingCounts count_findings(std::span<const FileReport> files);

/// The APIs of one file, or of all: most used first.
std::vector<ApiReport> count_apis(std::span<const CallSite> sites);
std::vector<ApiReport> count_apis(std::span<const FileReport> files);

/// Sites left, by the slug of their diagnostic, most frequent first. The texts
/// are empty.
std::vector<Reason> count_slugs(std::span<const FileReport> files);

/// Tenths of a percent of the sites that were translated, rounded down so that
/// 1000 means all of them; of no sites, all.
std::size_t share_of(const SiteCounts& counts);

/// That share for people: `99.9%`; of no sites `-`.
std::string share_text(const SiteCounts& counts);

std::string_view name_of(FileStatus status);    // `changed`
std::string_view name_of(Handling handling);    // `open`
std::string_view name_of(SiteState state);      // `translated`
std::string_view name_of(Grade grade);          // `proved`
std::string_view name_of(Severity severity);    // `error`
std::string_view slug_name(const CallSite& s);  // empty when translated

}  // namespace tnp::translate
