#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/output/effort.h"
#include "translator/output/report.h"

namespace tnp::translate {
namespace {

constexpr int kSchemaVersion = 1;

using llvm::json::fixUTF8;
using llvm::json::OStream;

llvm::StringRef ref(std::string_view text) {
  return {text.data(), text.size()};
}

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

// 0.977, without the digits that a double would add.
std::string share_number(const SiteCounts& counts) {
  if (counts.total == 0) return "null";
  const std::string tenths = std::to_string(1000 + share_of(counts));
  return (share_of(counts) == 1000 ? "1." : "0.") + tenths.substr(1);
}

void put_counts(OStream& json, const SiteCounts& counts) {
  json.attribute("total", number(counts.total));
  json.attribute("translated", number(counts.translated));
  json.attribute("assumed", number(counts.assumed));
  json.attribute("doubtful", number(counts.doubtful));
  json.attribute("left", number(counts.left));
}

void put_apis(OStream& json, const std::vector<ApiReport>& apis) {
  json.attributeArray("apis", [&] {
    for (const ApiReport& api : apis) {
      json.object([&] {
        json.attribute("name", fixUTF8(api.name));
        put_counts(json, api.counts);
        json.attributeArray("reasons", [&] {
          for (const Reason& reason : api.reasons) {
            json.object([&] {
              json.attribute("slug", reason.slug);
              json.attribute("text", fixUTF8(reason.text));
              json.attribute("count", number(reason.count));
            });
          }
        });
      });
    }
  });
}

void put_effort(OStream& json, const RunReport& report) {
  const Effort effort = estimate_effort(report.files);
  json.attribute("minutes", number(effort.minutes));
  json.attributeArray("items", [&] {
    for (const EffortItem& item : effort.items) {
      json.object([&] {
        json.attribute("slug", item.slug);
        json.attribute("reasons", number(item.reasons));
        json.attribute("uses", number(item.uses));
        json.attribute("once", number(item.rate.once));
        json.attribute("each", number(item.rate.each));
        json.attribute("minutes", number(item.minutes()));
      });
    }
  });
}

void put_summary(OStream& json, const RunReport& report) {
  const FileCounts files = count_files(report.files);
  const SiteCounts sites = count_sites(report.files);
  const FindingCounts findings = count_findings(report.files);
  json.attributeObject("files", [&] {
    json.attribute("read", number(files.read));
    json.attribute("changed", number(files.changed));
    json.attribute("unchanged", number(files.unchanged));
    json.attribute("skipped", number(files.skipped));
    json.attribute("failed", number(files.failed));
  });
  json.attributeObject("call_sites", [&] {
    put_counts(json, sites);
    json.attributeBegin("share");
    json.rawValue(share_number(sites));
    json.attributeEnd();
  });
  json.attributeObject("findings", [&] {
    json.attribute("open", number(findings.open));
    json.attribute("ignored", number(findings.ignored));
    json.attribute("baseline", number(findings.baseline));
  });
  json.attributeObject("effort", [&] { put_effort(json, report); });
  json.attributeArray("left_by", [&] {
    for (const Reason& reason : count_slugs(report.files)) {
      json.object([&] {
        json.attribute("slug", reason.slug);
        json.attribute("count", number(reason.count));
      });
    }
  });
}

void put_finding(OStream& json, const Finding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  json.object([&] {
    json.attribute("severity", ref(name_of(diagnostic.severity)));
    json.attribute("slug", ref(info(diagnostic.slug).name));
    json.attribute("message", fixUTF8(diagnostic.message));
    json.attribute("line", diagnostic.line);
    json.attribute("column", diagnostic.column);
    json.attribute("length", diagnostic.length);
    json.attribute("handling", ref(name_of(finding.handling)));
  });
}

void put_site(OStream& json, const SourceFile& source, const CallSite& site) {
  const LineColumn place = source.locate(site.range.begin);
  json.object([&] {
    json.attribute("api", fixUTF8(site.api));
    json.attribute("line", place.line);
    json.attribute("column", place.column);
    json.attribute("length", site.range.end - site.range.begin);
    json.attribute("state", ref(name_of(site.state)));
    if (site.state != SiteState::kLeft) {
      json.attribute("grade", ref(name_of(site.grade)));
    }
    if (site.state == SiteState::kTranslated) return;
    json.attribute("slug", ref(slug_name(site)));
    json.attribute("reason", fixUTF8(site.reason));
  });
}

void put_file(OStream& json, const FileReport& file) {
  json.object([&] {
    json.attribute("path", fixUTF8(file.source.name()));
    json.attribute("status", ref(name_of(file.status)));
    json.attributeObject("call_sites",
                         [&] { put_counts(json, count_sites(file.sites)); });
    put_apis(json, count_apis(file.sites));
    json.attributeArray("findings", [&] {
      for (const Finding& finding : file.findings) put_finding(json, finding);
    });
    json.attributeArray("sites", [&] {
      for (const CallSite& site : file.sites) {
        put_site(json, file.source, site);
      }
    });
  });
}

}  // namespace

std::string render_json(const RunReport& report) {
  std::string text;
  llvm::raw_string_ostream out(text);
  OStream json(out, /*IndentSize=*/1);
  json.object([&] {
    json.attribute("schema_version", kSchemaVersion);
    json.attributeObject("tool", [&] {
      json.attribute("name", "tnp-translate");
      json.attribute("version", report.version);
    });
    json.attribute("exit_code", report.exit_code);
    json.attributeObject("summary", [&] { put_summary(json, report); });
    json.attributeArray("files", [&] {
      for (const FileReport& file : report.files) put_file(json, file);
    });
    put_apis(json, count_apis(report.files));
  });
  out << '\n';
  return text;
}

}  // namespace tnp::translate
