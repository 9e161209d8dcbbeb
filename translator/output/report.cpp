#include "translator/output/report.h"

namespace tnp::translate {
namespace {

struct Format {
  std::string_view name;
  ReportFormat format;
  std::string (*render)(const RunReport&);
};

// In the order of ReportFormat.
constexpr Format kFormats[] = {
    {"csv", ReportFormat::kCsv, render_csv},
    {"html", ReportFormat::kHtml, render_html},
    {"json", ReportFormat::kJson, render_json},
    {"md", ReportFormat::kMd, render_md},
    {"sarif", ReportFormat::kSarif, render_sarif},
};

}  // namespace

std::vector<std::string_view> report_formats() {
  std::vector<std::string_view> names;
  for (const Format& format : kFormats) names.push_back(format.name);
  return names;
}

std::optional<ReportFormat> find_report_format(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return format.format;
  }
  return std::nullopt;
}

std::string render_report(const RunReport& report, ReportFormat format) {
  return kFormats[static_cast<std::size_t>(format)].render(report);
}

}  // namespace tnp::translate
