#include <algorithm>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/output/report.h"

namespace tnp::translate {
namespace {

using llvm::json::fixUTF8;
using llvm::json::OStream;

llvm::StringRef ref(std::string_view text) {
  return {text.data(), text.size()};
}

// A relative reference of RFC 3986, or for a path from the root a file URI.
std::string uri_of(const std::string& path) {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string result = path.starts_with('/') ? "file://" : "";
  // In a first name a colon would end a scheme; everywhere it may be escaped.
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (llvm::isAlnum(c) || kPlain.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += '%';
      result += llvm::hexdigit(byte >> 4);
      result += llvm::hexdigit(byte & 15);
    }
  }
  return result;
}

std::int64_t code_points(std::string_view text) {
  return std::ranges::count_if(text, [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  });
}

void put_text(OStream& json, llvm::StringRef key, llvm::StringRef text) {
  json.attributeObject(key, [&] { json.attribute("text", text); });
}

llvm::StringRef first_sentence(llvm::StringRef text) {
  return text.take_front(text.find(". ")).rtrim('.');
}

void put_rules(OStream& json) {
  json.attributeArray("rules", [&] {
    for (const SlugInfo& slug : all_slugs()) {
      const llvm::StringRef explanation = ref(slug.explanation);
      json.object([&] {
        json.attribute("id", ref(slug.name));
        put_text(json, "shortDescription", first_sentence(explanation));
        put_text(json, "fullDescription", explanation);
      });
    }
  });
}

// SARIF has results for problems alone; the rest is in its property bag.
void put_call_sites(OStream& json, const SiteCounts& counts) {
  const auto put = [&](llvm::StringRef key, std::size_t count) {
    json.attribute(key, static_cast<std::int64_t>(count));
  };
  json.attributeObject("callSites", [&] {
    put("total", counts.total);
    put("translated", counts.translated);
    put("assumed", counts.assumed);
    put("doubtful", counts.doubtful);
    put("left", counts.left);
  });
}

void put_region(OStream& json, const Diagnostic& diagnostic) {
  const std::string_view line = diagnostic.source_line;
  const std::size_t begin =
      std::min<std::size_t>(diagnostic.column - 1, line.size());
  const std::int64_t column = 1 + code_points(line.substr(0, begin));
  json.attributeObject("region", [&] {
    json.attribute("startLine", diagnostic.line);
    json.attribute("startColumn", column);
    json.attribute("endColumn",
                   column + code_points(line.substr(begin, diagnostic.length)));
  });
}

void put_location(OStream& json, const Diagnostic& diagnostic) {
  json.object([&] {
    json.attributeObject("physicalLocation", [&] {
      json.attributeObject("artifactLocation", [&] {
        json.attribute("uri", uri_of(diagnostic.file));
      });
      if (diagnostic.line > 0) put_region(json, diagnostic);
    });
  });
}

void put_suppressions(OStream& json, Handling handling) {
  if (handling == Handling::kOpen) return;
  json.attributeArray("suppressions", [&] {
    json.object([&] {
      json.attribute("kind",
                     handling == Handling::kIgnored ? "inSource" : "external");
    });
  });
}

void put_result(OStream& json, const Finding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  json.object([&] {
    json.attribute("ruleId", ref(info(diagnostic.slug).name));
    json.attribute("ruleIndex", static_cast<std::int64_t>(diagnostic.slug));
    json.attribute("level", ref(name_of(diagnostic.severity)));
    put_text(json, "message", fixUTF8(diagnostic.message));
    json.attributeArray("locations", [&] { put_location(json, diagnostic); });
    put_suppressions(json, finding.handling);
  });
}

}  // namespace

std::string render_sarif(const RunReport& report) {
  std::string text;
  llvm::raw_string_ostream out(text);
  OStream json(out, /*IndentSize=*/1);
  const bool succeeded = count_files(report.files).failed == 0;
  json.object([&] {
    json.attribute("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.attribute("version", "2.1.0");
    json.attributeArray("runs", [&] {
      json.object([&] {
        json.attributeObject("tool", [&] {
          json.attributeObject("driver", [&] {
            json.attribute("name", "tnp-translate");
            json.attribute("version", report.version);
            put_rules(json);
          });
        });
        json.attributeArray("invocations", [&] {
          json.object([&] {
            json.attribute("executionSuccessful", succeeded);
            json.attribute("exitCode", report.exit_code);
          });
        });
        json.attribute("columnKind", "unicodeCodePoints");
        json.attributeObject("properties", [&] {
          put_call_sites(json, count_sites(report.files));
        });
        json.attributeArray("results", [&] {
          for (const FileReport& file : report.files) {
            for (const Finding& finding : file.findings) {
              put_result(json, finding);
            }
          }
        });
      });
    });
  });
  out << '\n';
  return text;
}

}  // namespace tnp::translate
