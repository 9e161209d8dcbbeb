#include "translator/driver/baseline.h"

#include <utility>

#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/driver/inputs.h"

namespace tnp::translate {
namespace {

constexpr int kVersion = 1;

// `file` as seen from `folder`; both absolute, with no dots in them.
std::string relative_to(llvm::StringRef folder, llvm::StringRef file) {
  std::string up;
  while (!folder.empty() && folder != "/") {
    llvm::StringRef rest = file;
    if (rest.consume_front(folder) && rest.consume_front("/")) {
      return up + rest.str();
    }
    folder = llvm::sys::path::parent_path(folder);
    up += "../";
  }
  file.consume_front("/");
  return up + file.str();
}

}  // namespace

Baseline::Baseline(const std::string& path)
    : folder_(llvm::sys::path::parent_path(absolute_path(path)).str()) {}

Baseline Baseline::read(const std::string& path, Diagnostics& diagnostics) {
  Baseline result(path);
  const auto fail = [&](Slug slug, std::string message) {
    diagnostics.push_back(
        diagnose_file(Severity::kError, slug, path, std::move(message)));
    return result;
  };
  const auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) {
    return fail(Slug::kUnreadableFile,
                "cannot read: " + buffer.getError().message());
  }
  auto parsed = llvm::json::parse((*buffer)->getBuffer());
  if (!parsed) {
    return fail(Slug::kInvalidConfiguration,
                "not valid JSON: " + llvm::toString(parsed.takeError()));
  }
  const llvm::json::Object* object = parsed->getAsObject();
  const llvm::json::Array* findings =
      object ? object->getArray("findings") : nullptr;
  if (!findings || object->getInteger("version") != kVersion) {
    return fail(Slug::kInvalidConfiguration,
                "not a baseline of version 1; make one by `--write-baseline`");
  }
  for (const llvm::json::Value& value : *findings) {
    const llvm::json::Object* finding = value.getAsObject();
    const auto file = finding ? finding->getString("file") : std::nullopt;
    const auto slug = finding ? finding->getString("slug") : std::nullopt;
    const auto message = finding ? finding->getString("message") : std::nullopt;
    const auto count = finding ? finding->getInteger("count") : std::nullopt;
    if (!file || !slug || !message || !count || *count < 1) {
      return fail(Slug::kInvalidConfiguration,
                  "a finding needs `file`, `slug`, `message` and `count`");
    }
    result.counts_[{file->str(), slug->str(), message->str()}] +=
        static_cast<std::size_t>(*count);
  }
  return result;
}

Baseline::Key Baseline::key_of(const Diagnostic& diagnostic) const {
  return {
      llvm::json::fixUTF8(relative_to(folder_, absolute_path(diagnostic.file))),
      std::string(info(diagnostic.slug).name),
      llvm::json::fixUTF8(diagnostic.message)};
}

bool Baseline::take(const Diagnostic& diagnostic) {
  const auto found = counts_.find(key_of(diagnostic));
  if (found == counts_.end() || found->second == 0) return false;
  --found->second;
  return true;
}

void Baseline::add(const Diagnostic& diagnostic) {
  ++counts_[key_of(diagnostic)];
}

std::size_t Baseline::rest() const {
  std::size_t result = 0;
  for (const auto& [key, count] : counts_) result += count;
  return result;
}

std::string Baseline::text() const {
  std::string result;
  llvm::raw_string_ostream out(result);
  llvm::json::OStream json(out, /*IndentSize=*/1);
  json.object([&] {
    json.attribute("version", kVersion);
    json.attributeArray("findings", [&] {
      for (const auto& [key, count] : counts_) {
        const auto& [file, slug, message] = key;
        json.object([&] {
          json.attribute("file", file);
          json.attribute("slug", slug);
          json.attribute("message", message);
          json.attribute("count", static_cast<std::int64_t>(count));
        });
      }
    });
  });
  out << '\n';
  return result;
}

}  // namespace tnp::translate
