#include "translator/driver/batch.h"

#include <algorithm>
#include <future>
#include <map>
#include <utility>
#include <variant>

#include "llvm/Support/ThreadPool.h"
#include "translator/driver/project.h"
#include "translator/driver/result_codec.h"

namespace tnp::translate {
namespace {

FileResult failure(const std::string& path, std::string message) {
  FileResult result{
      {SourceFile(path, {}), FileStatus::kFailed, {}, {}}, {}, {}, {}};
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
      {std::move(source), FileStatus::kUnchanged, {}, {}}, {}, {}, {}};
  if (!translation.edits.empty()) result.report.status = FileStatus::kChanged;
  if (translation.failed) result.report.status = FileStatus::kFailed;
  add_findings(translation, result.report.findings);
  result.report.sites = std::move(translation.sites);
  result.edits = std::move(translation.edits);
  result.text = std::move(translation.text);
  result.facts = std::move(translation.facts);
  return result;
}

// What a result depends on besides the settings, where the project tells
// something of the text.
std::string dependencies(std::string_view text, const ProjectNames& project) {
  std::string result(text);
  for (const auto& [module, names] : project.imported) {
    for (const ExportedName& name : names) {
      result += '\0' + module + '\0' + name.name + '\0' + name.target +
                (name.in_star ? '*' : ' ');
    }
  }
  for (const std::string& name : project.shared) result += '\0' + name;
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
  // Every name of the library is reached through this word, or through another
  // module that does.
  if (!options.project &&
      source.text().find("numpy") == std::string_view::npos) {
    const std::string_view text = source.text();
    return {{std::move(source), FileStatus::kSkipped, {}, {}},
            {},
            std::string(text),
            {}};
  }
  if (!cache) return translate_source(std::move(source), rules, options);
  const ResultCache::Digest key =
      options.project
          ? cache->key_of(dependencies(source.text(), *options.project))
          : cache->key_of(source.text());
  if (const auto bytes = cache->find(key)) {
    if (auto known = decode_result(*bytes, source)) return std::move(*known);
  }
  FileResult result = translate_source(std::move(source), rules, options);
  cache->add(key, encode_result(result));
  return result;
}

// Translates again what other files tell something of, until they tell nothing
// new: a module may hand on what it imports.
void link_modules(const std::vector<std::string>& paths, const RuleTable& rules,
                  const TranslationOptions& options, ResultCache* cache,
                  std::vector<FileResult>& results) {
  constexpr int kMaxRounds = 8;
  Project project(paths);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    project.set_facts(i, std::move(results[i].facts));
  }
  const llvm::StringSet<> names = project.exported_names();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const FileReport& report = results[i].report;
    if (report.status != FileStatus::kSkipped ||
        !may_import(report.source.text(), names)) {
      continue;
    }
    project.set_facts(i, import_facts(report.source.text()));
  }
  std::map<std::size_t, ProjectNames> known;
  for (int round = 0; round < kMaxRounds; ++round) {
    const std::map<std::size_t, ProjectNames> links = project.links();
    bool changed = false;
    for (const auto& [file, names] : links) {
      if (known[file] == names) continue;
      TranslationOptions linked = options;
      linked.project = &names;
      results[file] = translate_file(paths[file], rules, linked, cache);
      project.set_facts(file, std::move(results[file].facts));
      changed = true;
    }
    if (!changed) return;
    known = links;
  }
}

std::vector<FileResult> translate_alone(
    const std::vector<std::string>& paths, const RuleTable& rules,
    const TranslationOptions& options, unsigned jobs, ResultCache* cache,
    const std::function<void(std::size_t)>& count) {
  std::vector<FileResult> results(
      paths.size(),
      {{SourceFile({}, {}), FileStatus::kSkipped, {}, {}}, {}, {}, {}});
  const auto translate = [&](std::size_t i) {
    results[i] = translate_file(paths[i], rules, options, cache);
  };
  if (paths.size() < 2 || jobs == 1) {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      translate(i);
      count(i + 1);
    }
    return results;
  }
  std::vector<std::shared_future<void>> done;
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(jobs));
  for (std::size_t i = 0; i < paths.size(); ++i) {
    done.push_back(pool.async([&, i] { translate(i); }));
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    done[i].wait();
    count(i + 1);
  }
  return results;
}

}  // namespace

std::vector<FileResult> translate_files(
    const std::vector<std::string>& paths, const RuleTable& rules,
    const TranslationOptions& options, unsigned jobs, ResultCache* cache,
    const std::function<void(std::size_t)>& count) {
  std::vector<FileResult> results =
      translate_alone(paths, rules, options, jobs, cache, count);
  if (paths.size() > 1) link_modules(paths, rules, options, cache, results);
  return results;
}

}  // namespace tnp::translate
