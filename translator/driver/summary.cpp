#include "translator/driver/summary.h"

#include <algorithm>

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

// A line longer than the window would wrap and could not be cleared; where its
// width is not known, what fits any.
constexpr std::size_t kWidth = 72;
constexpr std::size_t kBar = 24;

// Often enough to be seen as one movement.
constexpr std::chrono::milliseconds kPause(50);

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
        << "), ";
    if (sites.assumed > 0) out << sites.assumed << " of them assumed, ";
    out << sites.doubtful << " of them doubtful; " << sites.left << " left";
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

void Stopwatch::lap(std::string phase) {
  const Clock::time_point now = Clock::now();
  laps_.emplace_back(std::move(phase), now - start_);
  start_ = now;
}

std::string Stopwatch::text() const {
  std::string text;
  llvm::raw_string_ostream out(text);
  for (const auto& [phase, time] : laps_) {
    const double seconds = std::chrono::duration<double>(time).count();
    out << (text.empty() ? "time: " : ", ")
        << llvm::formatv("{0:f2} s ", seconds) << phase;
  }
  out << "\n";
  return text;
}

Progress::Progress(std::size_t total, bool is_wanted)
    : total_(total),
      is_shown_(is_wanted && total > 1 &&
                llvm::sys::Process::StandardErrIsDisplayed()) {}

void Progress::show(std::size_t done, const std::string& file) {
  if (!is_shown_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < kPause) return;
  last_ = now;
  const std::size_t filled = done * kBar / total_;
  std::string line = "[" + std::string(filled, '=');
  if (filled < kBar) line += ">" + std::string(kBar - filled - 1, ' ');
  line += "] " + std::to_string(done) + "/" + std::to_string(total_) + " ";
  const unsigned columns = llvm::sys::Process::StandardErrColumns();
  line += file;
  line.resize(
      std::min<std::size_t>(line.size(), columns > 1 ? columns - 1 : kWidth));
  llvm::errs() << ("\r\x1b[K" + line);
}

void Progress::clear() {
  if (is_shown_) llvm::errs() << "\r\x1b[K";
}

}  // namespace tnp::translate
