#include "translator/driver/batch.h"

#include <algorithm>
#include <future>
#include <utility>
#include <variant>

#include "llvm/Support/ThreadPool.h"
#include "translator/driver/result_codec.h"

namespace tnp::translate {
namespace {

FileResult failure(const std::string& path, std::string message) {
  FileResult result{
      {SourceFile(path, {}), FileStatus::kFailed, {}, {}}, {}, {}};
  result.report.findings.push_back(
      {diagnose_file(Severity::kError, Slug::kUnreadableFile, path,
                     std::move(message)),
       Handling::kOpen});
  return result;
}

// By place, the notes of a diagnostic after it.
void add_findings(Translation& translation, std::vector<Finding>& findings) {
  for (Diagnostic& diagnostic : translation.diagnostics) {
    findings.push_back({std::move(diagnostic), Handling::kOpen});
  }
  for (Diagnostic& diagnostic : translation.ignored) {
    findings.push_back({std::move(diagnostic), Handling::kIgnored});
  }
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
    return std::pair(finding.diagnostic.line, finding.diagnostic.column);
  });
}

FileResult translate_source(SourceFile source, const RuleTable& rules,
                            const TranslationOptions& options) {
  Translation translation = translate_python(source, rules, options);
  FileResult result{
      {std::move(source), FileStatus::kUnchanged, {}, {}}, {}, {}};
  if (!translation.edits.empty()) result.report.status = FileStatus::kChanged;
  if (translation.failed) result.report.status = FileStatus::kFailed;
  add_findings(translation, result.report.findings);
  result.report.sites = std::move(translation.sites);
  result.edits = std::move(translation.edits);
  result.text = std::move(translation.text);
  return result;
}

FileResult translate_file(const std::string& path, const RuleTable& rules,
                          const TranslationOptions& options,
                          ResultCache* cache) {
  auto read = read_source(path);
  if (const auto* error = std::get_if<std::error_code>(&read)) {
    return failure(path, "cannot read: " + error->message());
  }
  SourceFile& source = std::get<SourceFile>(read);
  // Every name of the library is reached through this word.
  if (source.text().find("numpy") == std::string_view::npos) {
    const std::string_view text = source.text();
    return {{std::move(source), FileStatus::kSkipped, {}, {}},
            {},
            std::string(text)};
  }
  if (!cache) return translate_source(std::move(source), rules, options);
  const ResultCache::Digest key = cache->key_of(source.text());
  if (const auto bytes = cache->find(key)) {
    if (auto known = decode_result(*bytes, source)) return std::move(*known);
  }
  FileResult result = translate_source(std::move(source), rules, options);
  cache->add(key, encode_result(result));
  return result;
}

}  // namespace

void translate_files(const std::vector<std::string>& paths,
                     const RuleTable& rules, const TranslationOptions& options,
                     unsigned jobs, ResultCache* cache,
                     const std::function<void(FileResult)>& take) {
  if (paths.size() < 2 || jobs == 1) {
    for (const std::string& path : paths)
      take(translate_file(path, rules, options, cache));
    return;
  }
  std::vector<FileResult> results(
      paths.size(),
      {{SourceFile({}, {}), FileStatus::kSkipped, {}, {}}, {}, {}});
  std::vector<std::shared_future<void>> done;
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(jobs));
  for (std::size_t i = 0; i < paths.size(); ++i) {
    done.push_back(pool.async([&, i] {
      results[i] = translate_file(paths[i], rules, options, cache);
    }));
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    done[i].wait();
    take(std::move(results[i]));
  }
}

}  // namespace tnp::translate
