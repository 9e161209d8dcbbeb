// Numbers are LEB128, a string is its size and its bytes. Both directions name
// the members in the same order.
#include "translator/driver/result_codec.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "llvm/Support/DataExtractor.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

class Encoder {
 public:
  explicit Encoder(std::string& bytes) : out_(bytes) {}

  void number(std::uint64_t value) { llvm::encodeULEB128(value, out_); }
  template <typename Enum>
  void kind(Enum value) {
    number(static_cast<std::uint64_t>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    out_ << value;
  }
  void range(ByteRange value) {
    number(value.begin);
    number(value.end);
  }

 private:
  llvm::raw_string_ostream out_;
};

// After the first mistake everything reads as zero and empty.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes)
      : data_(llvm::StringRef(bytes), /*IsLittleEndian=*/true,
              /*AddressSize=*/0) {}

  std::uint32_t number() {
    return static_cast<std::uint32_t>(data_.getULEB128(cursor_));
  }
  template <typename Enum>
  Enum kind() {
    return static_cast<Enum>(number());
  }
  std::string text() {
    const std::uint32_t size = number();
    return data_.getBytes(cursor_, size).str();
  }
  ByteRange range() {
    const std::uint32_t begin = number();
    return {begin, number()};
  }
  /// Whether all was there, and nothing more.
  bool finish() {
    if (llvm::Error error = cursor_.takeError()) {
      llvm::consumeError(std::move(error));
      return false;
    }
    return data_.eof(cursor_);
  }
  bool ok() { return static_cast<bool>(cursor_); }

 private:
  llvm::DataExtractor data_;
  llvm::DataExtractor::Cursor cursor_{0};
};

void encode(Encoder& out, const Edit& edit) {
  out.range(edit.range);
  out.text(edit.text);
}

Edit decode_edit(Decoder& in) {
  const ByteRange range = in.range();
  return {range, in.text()};
}

void encode(Encoder& out, const Finding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  out.kind(finding.handling);
  out.kind(diagnostic.severity);
  out.kind(diagnostic.slug);
  out.text(diagnostic.message);
  out.number(diagnostic.line);
  out.number(diagnostic.column);
  out.number(diagnostic.length);
}

Finding decode_finding(Decoder& in, const SourceFile& source) {
  Finding finding;
  Diagnostic& diagnostic = finding.diagnostic;
  finding.handling = in.kind<Handling>();
  diagnostic.severity = in.kind<Severity>();
  diagnostic.slug = in.kind<Slug>();
  diagnostic.message = in.text();
  diagnostic.file = source.name();
  diagnostic.line = in.number();
  diagnostic.column = in.number();
  diagnostic.length = in.number();
  if (diagnostic.line > 0 && diagnostic.line <= source.num_lines()) {
    diagnostic.source_line = source.line(diagnostic.line);
  }
  return finding;
}

void encode(Encoder& out, const CallSite& site) {
  out.text(site.api);
  out.range(site.range);
  out.kind(site.state);
  out.kind(site.grade);
  out.number(site.slug ? static_cast<std::uint64_t>(*site.slug) + 1 : 0);
  out.text(site.reason);
}

CallSite decode_site(Decoder& in) {
  CallSite site;
  site.api = in.text();
  site.range = in.range();
  site.state = in.kind<SiteState>();
  site.grade = in.kind<Grade>();
  if (const std::uint32_t slug = in.number()) {
    site.slug = static_cast<Slug>(slug - 1);
  }
  site.reason = in.text();
  return site;
}

void encode(Encoder& out, const ExportedName& name) {
  out.text(name.name);
  out.text(name.target);
  out.kind(name.in_star);
}

ExportedName decode_export(Decoder& in) {
  ExportedName name;
  name.name = in.text();
  name.target = in.text();
  name.in_star = in.kind<bool>();
  return name;
}

void encode(Encoder& out, const ForeignImport& import) {
  out.text(import.module);
  out.text(import.name);
}

ForeignImport decode_import(Decoder& in) {
  ForeignImport import;
  import.module = in.text();
  import.name = in.text();
  return import;
}

template <typename Items>
void encode_all(Encoder& out, const Items& items) {
  out.number(items.size());
  for (const auto& item : items) encode(out, item);
}

template <typename Item, typename Decode>
std::vector<Item> decode_all(Decoder& in, Decode decode) {
  std::vector<Item> items;
  for (std::uint32_t left = in.number(); left > 0 && in.ok(); --left) {
    items.push_back(decode(in));
  }
  return items;
}

}  // namespace

std::string encode_result(const FileResult& result) {
  std::string bytes;
  Encoder out(bytes);
  out.kind(result.report.status);
  encode_all(out, result.edits.edits());
  encode_all(out, result.report.findings);
  encode_all(out, result.report.sites);
  encode_all(out, result.facts.exports);
  encode_all(out, result.facts.imports);
  return bytes;
}

std::optional<FileResult> decode_result(std::string_view bytes,
                                        SourceFile source) {
  Decoder in(bytes);
  FileResult result{
      {std::move(source), FileStatus::kUnchanged, {}, {}}, {}, {}, {}};
  FileReport& report = result.report;
  const std::string_view text = report.source.text();
  report.status = in.kind<FileStatus>();
  result.edits = EditSet(text, decode_all<Edit>(in, decode_edit));
  report.findings = decode_all<Finding>(
      in, [&](Decoder& from) { return decode_finding(from, report.source); });
  report.sites = decode_all<CallSite>(in, decode_site);
  result.facts.exports = decode_all<ExportedName>(in, decode_export);
  result.facts.imports = decode_all<ForeignImport>(in, decode_import);
  if (!in.finish()) return std::nullopt;
  if (report.status != FileStatus::kFailed) {
    result.text = result.edits.apply(text);
  }
  return result;
}

}  // namespace tnp::translate
