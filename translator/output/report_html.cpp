// The page is a file of ours, page/report.html; what is made here is its data.
// What a run did is one JSON value, small enough to be read at once; the text
// of each file is another one, which the page reads when it is looked at.
#include <map>

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include "report_page.h"
#include "translator/output/effort.h"
#include "translator/output/report.h"

namespace tnp::translate {
namespace {

using llvm::json::OStream;

std::string utf8(std::string_view text) {
  const llvm::StringRef bytes(text.data(), text.size());
  return llvm::json::isUTF8(bytes) ? bytes.str() : llvm::json::fixUTF8(bytes);
}

// In a script element `<` could end it; in JSON it stands in strings alone.
void put_json(llvm::raw_ostream& out, llvm::StringRef id,
              llvm::StringRef json) {
  out << "<script type=\"application/json\" id=\"" << id << "\">";
  while (!json.empty()) {
    const auto [before, after] = json.split('<');
    out << before;
    if (before.size() < json.size()) out << "\\u003c";
    json = after;
  }
  out << "</script>\n";
}

// The length in the units of a script's strings.
std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) ++length;
    if (byte >= 0xf0) ++length;  // a surrogate pair
  }
  return length;
}

// Without a site or a finding there is nothing to look at.
bool has_source(const FileReport& file) {
  return !file.sites.empty() || !file.findings.empty();
}

// The classes of sites that the page tells apart, in its order.
int category_of(const CallSite& site) {
  if (site.state == SiteState::kLeft) return 3;
  if (site.state == SiteState::kDoubtful) return 2;
  return site.grade == Grade::kAssumed ? 1 : 0;
}

/// Texts that occur often, by number.
class Names {
 public:
  int number_of(const std::string& name) {
    const auto [at, is_new] =
        numbers_.emplace(name, static_cast<int>(names_.size()));
    if (is_new) names_.push_back(name);
    return at->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, int> numbers_;
  std::vector<std::string> names_;
};

class PageData {
 public:
  explicit PageData(const RunReport& report) : report_(report) {}

  std::string summary();

 private:
  void put_counts();
  void put_effort();
  void put_file(const FileReport& file);
  void put_sites(const FileReport& file);
  void put_findings(const FileReport& file);
  void put_names();

  const RunReport& report_;
  Names apis_;
  Names reasons_;  // `slug`, a line end, and the text
  std::string text_;
  llvm::raw_string_ostream out_{text_};
  OStream json_{out_};
};

std::string PageData::summary() {
  json_.object([&] {
    json_.attribute("version", report_.version);
    put_counts();
    put_effort();
    json_.attributeArray("files", [&] {
      for (const FileReport& file : report_.files) {
        if (file.status != FileStatus::kSkipped) put_file(file);
      }
    });
    put_names();
  });
  return text_;
}

void PageData::put_counts() {
  const FileCounts files = count_files(report_.files);
  const FindingCounts findings = count_findings(report_.files);
  json_.attributeObject("counts", [&] {
    json_.attribute("read", files.read);
    json_.attribute("changed", files.changed);
    json_.attribute("unchanged", files.unchanged);
    json_.attribute("skipped", files.skipped);
    json_.attribute("failed", files.failed);
  });
  json_.attribute("ignored", findings.ignored);
  json_.attribute("baseline", findings.baseline);
}

void PageData::put_effort() {
  const Effort effort = estimate_effort(report_.files);
  json_.attributeObject("effort", [&] {
    json_.attribute("text", effort_text(effort.minutes));
    json_.attributeArray("items", [&] {
      for (const EffortItem& item : effort.items) {
        json_.object([&] {
          json_.attribute("slug", item.slug);
          json_.attribute("reasons", item.reasons);
          json_.attribute("uses", item.uses);
          json_.attribute("once", item.rate.once);
          json_.attribute("each", item.rate.each);
          json_.attribute("minutes", item.minutes());
        });
      }
    });
  });
}

void PageData::put_file(const FileReport& file) {
  json_.object([&] {
    json_.attribute("path", utf8(file.source.name()));
    json_.attribute("status", utf8(name_of(file.status)));
    json_.attributeArray("sites", [&] { put_sites(file); });
    json_.attributeArray("findings", [&] { put_findings(file); });
  });
}

// Offsets are those of the text as the page has it.
void PageData::put_sites(const FileReport& file) {
  const std::string_view text = file.source.text();
  std::size_t done = 0;
  std::size_t offset = 0;
  for (const CallSite& site : file.sites) {
    const std::size_t begin = site.range.begin;
    // Sites are sorted; of two that overlap the second begins inside.
    offset += utf16_length(utf8(text.substr(done, begin - done)));
    done = begin;
    const std::string name = utf8(text_of(text, site.range));
    const int reason = site.reason.empty()
                           ? -1
                           : reasons_.number_of(std::string(slug_name(site)) +
                                                "\n" + site.reason);
    json_.array([&] {
      json_.value(apis_.number_of(site.api));
      json_.value(offset);
      json_.value(utf16_length(name));
      json_.value(file.source.locate(site.range.begin).line);
      json_.value(category_of(site));
      json_.value(reason);
    });
  }
}

void PageData::put_findings(const FileReport& file) {
  for (const Finding& finding : file.findings) {
    const Diagnostic& diagnostic = finding.diagnostic;
    json_.array([&] {
      json_.value(utf8(name_of(diagnostic.severity)));
      json_.value(utf8(info(diagnostic.slug).name));
      json_.value(utf8(name_of(finding.handling)));
      json_.value(diagnostic.line);
      json_.value(utf8(diagnostic.message));
    });
  }
}

void PageData::put_names() {
  json_.attributeArray("apis", [&] {
    for (const std::string& name : apis_.names()) json_.value(utf8(name));
  });
  json_.attributeArray("reasons", [&] {
    for (const std::string& reason : reasons_.names()) {
      const auto [slug, text] = llvm::StringRef(reason).split('\n');
      json_.array([&] {
        json_.value(slug);
        json_.value(utf8(text));
      });
    }
  });
}

std::string text_json(const SourceFile& source) {
  std::string text;
  llvm::raw_string_ostream out(text);
  OStream(out).value(utf8(source.text()));
  return text;
}

}  // namespace

std::string render_html(const RunReport& report) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << kReportPage;
  put_json(out, "data", PageData(report).summary());
  std::size_t index = 0;
  for (const FileReport& file : report.files) {
    if (file.status == FileStatus::kSkipped) continue;
    if (has_source(file)) {
      put_json(out, "t" + std::to_string(index), text_json(file.source));
    }
    ++index;
  }
  out << "<script>\n" << kReportScript << "</script>\n</html>\n";
  return text;
}

}  // namespace tnp::translate
