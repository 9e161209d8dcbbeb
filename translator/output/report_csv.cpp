#include "llvm/Support/raw_ostream.h"
#include "translator/output/report.h"

namespace tnp::translate {
namespace {

// RFC 4180: quotes around a field that needs them, doubled inside.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string(text);
  }
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + "\"";
}

std::string reasons_of(const ApiReport& api) {
  std::string result;
  for (const Reason& reason : api.reasons) {
    if (!result.empty()) result += "; ";
    result +=
        std::to_string(reason.count) + " " + reason.slug + ": " + reason.text;
  }
  return result;
}

}  // namespace

std::string render_csv(const RunReport& report) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "file,status,api,call_sites,translated,assumed,doubtful,left,"
         "reasons\r\n";
  for (const FileReport& file : report.files) {
    const std::string start =
        field(file.source.name()) + "," + std::string(name_of(file.status));
    if (file.sites.empty()) out << start << ",,0,0,0,0,0,\r\n";
    for (const ApiReport& api : count_apis(file.sites)) {
      const SiteCounts& counts = api.counts;
      out << start << "," << field(api.name) << "," << counts.total << ","
          << counts.translated << "," << counts.assumed << ","
          << counts.doubtful << "," << counts.left << ","
          << field(reasons_of(api)) << "\r\n";
    }
  }
  return text;
}

}  // namespace tnp::translate
