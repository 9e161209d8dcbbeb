/// A run as a file for people or programs. A format is a function here and a
/// source `report_FORMAT.cpp`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "translator/output/run_report.h"

namespace tnp::translate {

enum class ReportFormat : std::uint8_t { kCsv, kHtml, kJson, kMd, kSarif };

/// The names of the formats, sorted.
std::vector<std::string_view> report_formats();

/// The format called `name`: csv, html, json, md or sarif.
std::optional<ReportFormat> find_report_format(std::string_view name);

std::string render_report(const RunReport& report, ReportFormat format);

/// One row for each file and API: call sites, translated, doubtful, left, and
/// the reasons with their counts, most frequent first.
std::string render_csv(const RunReport& report);

/// One page without anything from elsewhere: tables of files and APIs, and the
/// One page without anything from elsewhere: what is left, tables of APIs and
/// files, and the text of each file that uses the library, every call site
/// marked.
std::string render_html(const RunReport& report);

/// The form that report.schema.json describes. Its `schema_version` changes
/// when a program that reads it would have to.
std::string render_json(const RunReport& report);

/// Tables for a review or an issue.
std::string render_md(const RunReport& report);

/// SARIF 2.1.0, for code hosts and editors: a result for each finding; those
/// that a comment or the baseline suppresses say so. Columns count code points.
std::string render_sarif(const RunReport& report);

}  // namespace tnp::translate
