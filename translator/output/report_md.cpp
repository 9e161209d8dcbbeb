#include "llvm/Support/raw_ostream.h"
#include "translator/output/effort.h"
#include "translator/output/report.h"

namespace tnp::translate {
namespace {

// A cell cannot contain a bar or a line end.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c == '\n' || c == '\r' ? ' ' : c;
  }
  return result;
}

std::string code(std::string_view text) { return "`" + cell(text) + "`"; }

std::string counts_of(const SiteCounts& counts) {
  return std::to_string(counts.total) + " | " +
         std::to_string(counts.translated) + " | " +
         std::to_string(counts.assumed) + " | " +
         std::to_string(counts.doubtful) + " | " + std::to_string(counts.left) +
         " | " + share_text(counts);
}

constexpr llvm::StringLiteral kCountColumns =
    "Call sites | Translated | Assumed | Doubtful | Left | Share";

void put_effort(llvm::raw_ostream& out, const Effort& effort) {
  out << "\n## Effort\n\n"
      << effort_text(effort.minutes)
      << ": an estimate from counts. Minutes = once x kinds of reason + each x "
         "(uses - kinds).\n\n| Diagnostic | Kinds | Uses | Once | Each | "
         "Minutes |\n|---|--:|--:|--:|--:|--:|\n";
  for (const EffortItem& item : effort.items) {
    out << "| " << item.slug << " | " << item.reasons << " | " << item.uses
        << " | " << item.rate.once << " | " << item.rate.each << " | "
        << item.minutes() << " |\n";
  }
}

}  // namespace

std::string render_md(const RunReport& report) {
  const FileCounts files = count_files(report.files);
  const SiteCounts sites = count_sites(report.files);
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "# Translation report\n\n"
      << "tnp-translate " << report.version << ". Files read: " << files.read
      << ": " << files.changed << " changed, " << files.unchanged
      << " unchanged, " << files.skipped << " skipped, " << files.failed
      << " failed.\n\n| " << kCountColumns
      << " |\n|--:|--:|--:|--:|--:|--:|\n| " << counts_of(sites) << " |\n\n"
      << "## Files\n\n| File | Status | " << kCountColumns
      << " |\n|---|---|--:|--:|--:|--:|--:|--:|\n";
  for (const FileReport& file : report.files) {
    if (file.status == FileStatus::kSkipped) continue;
    out << "| " << code(file.source.name()) << " | " << name_of(file.status)
        << " | " << counts_of(count_sites(file.sites)) << " |\n";
  }
  const std::vector<ApiReport> apis = count_apis(report.files);
  out << "\n## APIs\n\n| API | " << kCountColumns
      << " |\n|---|--:|--:|--:|--:|--:|--:|\n";
  for (const ApiReport& api : apis) {
    out << "| " << code(api.name) << " | " << counts_of(api.counts) << " |\n";
  }
  put_effort(out, estimate_effort(report.files));
  out << "\n## Reasons\n\n| API | Count | Diagnostic | Reason |\n"
      << "|---|--:|---|---|\n";
  for (const ApiReport& api : apis) {
    for (const Reason& reason : api.reasons) {
      out << "| " << code(api.name) << " | " << reason.count << " | "
          << reason.slug << " | " << cell(reason.text) << " |\n";
    }
  }
  return text;
}

}  // namespace tnp::translate
