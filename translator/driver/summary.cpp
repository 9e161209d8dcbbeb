#include "translator/driver/summary.h"

#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

// Enough for any window; a longer line would wrap and could not be cleared.
constexpr std::size_t kWidth = 72;

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

std::string summary_text(const RunReport& report, std::size_t fixed) {
  const FileCounts files = count_files(report.files);
  const SiteCounts sites = count_sites(report.files);
  const FindingCounts findings = count_findings(report.files);
  std::string text;
  llvm::raw_string_ostream out(text);
  out << counted(files.read, "file") << " read: " << files.changed
      << " changed, " << files.unchanged << " unchanged, " << files.skipped
      << " skipped (no NumPy), " << files.failed << " failed\n"
      << counted(sites.total, "call site");
  if (sites.total > 0) {
    out << ": " << sites.translated << " translated (" << share_text(sites)
        << "), " << sites.doubtful << " of them doubtful; " << sites.left
        << " left";
  }
  out << "\n";
  for (const Reason& reason : count_slugs(report.files)) {
    out << "  " << reason.count << " " << reason.slug << "\n";
  }
  if (findings.ignored > 0) {
    out << counted(findings.ignored, "finding") << " ignored by comments\n";
  }
  if (findings.baseline > 0 || fixed > 0) {
    out << counted(findings.baseline, "finding") << " in the baseline; "
        << fixed << " of it gone\n";
  }
  return text;
}

std::string file_text(const FileReport& file) {
  const SiteCounts sites = count_sites(file.sites);
  std::string text = file.source.name() + ": ";
  text += name_of(file.status);
  if (sites.total > 0) {
    text += ", " + std::to_string(sites.translated) + " of " +
            counted(sites.total, "call site") + " translated";
  }
  return text + "\n";
}

Progress::Progress(std::size_t total, bool is_wanted)
    : total_(total),
      is_shown_(is_wanted && total > 1 &&
                llvm::sys::Process::StandardErrIsDisplayed()) {}

void Progress::show(std::size_t done, const std::string& file) {
  if (!is_shown_) return;
  std::string line =
      std::to_string(done) + "/" + std::to_string(total_) + " " + file;
  if (line.size() > kWidth) line.resize(kWidth);
  llvm::errs() << ("\r\x1b[K" + line);
}

void Progress::clear() {
  if (is_shown_) llvm::errs() << "\r\x1b[K";
}

}  // namespace tnp::translate
