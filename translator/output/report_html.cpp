// The page works without its script: the tables and the sources are there, the
// search is what the script adds. Sources are folded, so a browser lays out
// only those that are looked at.
#include <algorithm>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/output/report.h"
#include "translator/output/report_html_page.h"

namespace tnp::translate {
namespace {

// Any text as text of the page; an attribute's too.
std::string escaped(std::string_view text) {
  std::string result;
  llvm::raw_string_ostream out(result);
  const llvm::StringRef bytes(text.data(), text.size());
  llvm::printHTMLEscaped(
      llvm::json::isUTF8(bytes) ? bytes.str() : llvm::json::fixUTF8(bytes),
      out);
  return result;
}

// Without a site or a finding there is nothing to look at.
bool has_source(const FileReport& file) {
  return !file.sites.empty() || !file.findings.empty();
}

class Page {
 public:
  explicit Page(const RunReport& report) : report_(report) {}

  std::string render();

 private:
  void summary();
  void files();
  void apis();
  void sources();
  void source(std::size_t index);
  void code(const FileReport& file);
  void counts(const SiteCounts& counts);

  const RunReport& report_;
  std::string text_;
  llvm::raw_string_ostream out_{text_};
};

std::string Page::render() {
  out_ << kHtmlHead;
  summary();
  files();
  apis();
  sources();
  out_ << kHtmlTail;
  return text_;
}

void Page::summary() {
  const FileCounts files = count_files(report_.files);
  const SiteCounts sites = count_sites(report_.files);
  const FindingCounts findings = count_findings(report_.files);
  const auto tile = [&](const auto& value, llvm::StringRef label) {
    out_ << "<div class=tile><b>" << value << "</b> " << label << "</div>\n";
  };
  out_ << "<section class=tiles>\n";
  tile(share_text(sites), "of the call sites translated");
  tile(sites.total, "call sites");
  tile(sites.left, "left");
  tile(sites.doubtful, "doubtful");
  tile(files.read, "files read");
  tile(files.changed, "changed");
  tile(files.skipped, "skipped: no NumPy");
  tile(files.failed, "failed");
  if (findings.ignored > 0) tile(findings.ignored, "findings ignored");
  if (findings.baseline > 0)
    tile(findings.baseline, "findings in the baseline");
  out_
      << "</section>\n<p class=legend><mark class=translated>translated</mark> "
         "<mark class=doubtful>doubtful</mark> <mark class=left>left</mark> "
         "tnp-translate "
      << escaped(report_.version) << "</p>\n";
}

void Page::counts(const SiteCounts& counts) {
  out_ << "<td>" << counts.total << "<td>" << counts.translated << "<td>"
       << counts.doubtful << "<td>" << counts.left << "<td>"
       << share_text(counts);
}

void Page::files() {
  out_ << "<h2>Files</h2>\n<table id=files><thead><tr><th>File<th>Status"
       << kHtmlCountColumns << "</thead><tbody>\n";
  for (std::size_t i = 0; i < report_.files.size(); ++i) {
    const FileReport& file = report_.files[i];
    if (file.status == FileStatus::kSkipped) continue;
    out_ << "<tr><td><a href=\"#f" << i << "\">" << escaped(file.source.name())
         << "</a><td>" << name_of(file.status);
    counts(count_sites(file.sites));
    out_ << "</tr>\n";
  }
  out_ << "</tbody></table>\n";
}

void Page::apis() {
  out_ << "<h2>APIs</h2>\n<table id=apis><thead><tr><th>Name<th>Reasons"
       << kHtmlCountColumns << "</thead><tbody>\n";
  for (const ApiReport& api : count_apis(report_.files)) {
    out_ << "<tr><td><code>" << escaped(api.name) << "</code><td>";
    for (const Reason& reason : api.reasons) {
      out_ << "<div>" << reason.count << " &times; <i>" << escaped(reason.slug)
           << "</i> " << escaped(reason.text) << "</div>";
    }
    counts(api.counts);
    out_ << "</tr>\n";
  }
  out_ << "</tbody></table>\n";
}

void Page::sources() {
  out_ << "<h2>Sources</h2>\n";
  for (std::size_t i = 0; i < report_.files.size(); ++i) {
    if (has_source(report_.files[i])) source(i);
  }
}

void Page::source(std::size_t index) {
  const FileReport& file = report_.files[index];
  const SiteCounts counts = count_sites(file.sites);
  out_ << "<details class=source id=f" << index << "><summary>"
       << escaped(file.source.name()) << " <small>" << counts.translated
       << " of " << counts.total << " translated</small></summary>\n";
  const bool has_findings = !file.findings.empty();
  if (has_findings) out_ << "<ul>\n";
  for (const Finding& finding : file.findings) {
    const Diagnostic& diagnostic = finding.diagnostic;
    out_ << "<li class=" << name_of(finding.handling) << ">";
    if (diagnostic.line > 0) out_ << "line " << diagnostic.line << ": ";
    out_ << name_of(diagnostic.severity) << ": " << escaped(diagnostic.message)
         << " <i>" << info(diagnostic.slug).name << "</i>";
    if (finding.handling != Handling::kOpen) {
      out_ << " (" << name_of(finding.handling) << ")";
    }
    out_ << "</li>\n";
  }
  if (has_findings) out_ << "</ul>\n";
  code(file);
  out_ << "</details>\n";
}

// The text with a mark around each site. Sites do not overlap, except that the
// parts of a name that goes over several may: then the first one counts.
void Page::code(const FileReport& file) {
  const std::string_view text = file.source.text();
  if (text.empty()) return;
  out_ << "<div class=code><pre class=lines>";
  for (std::uint32_t line = 1; line <= file.source.num_lines(); ++line) {
    out_ << line << "\n";
  }
  // A line end at the start of a text would be lost.
  out_ << "</pre><pre>\n";
  std::size_t done = 0;
  const auto put = [&](std::size_t end) {
    out_ << escaped(text.substr(done, end - done));
    done = end;
  };
  for (const CallSite& site : file.sites) {
    if (site.range.begin < done) continue;
    put(site.range.begin);
    out_ << "<mark class=" << name_of(site.state) << " title=\""
         << escaped(site.api);
    if (!site.reason.empty()) out_ << ": " << escaped(site.reason);
    out_ << "\">";
    put(site.range.end);
    out_ << "</mark>";
  }
  put(text.size());
  out_ << "</pre></div>\n";
}

}  // namespace

std::string render_html(const RunReport& report) {
  return Page(report).render();
}

}  // namespace tnp::translate
