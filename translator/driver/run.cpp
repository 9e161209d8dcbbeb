// The order of a run: refuse what cannot be meant, find the inputs, plan where
// they go, translate all, and only then write, so that a mistake costs nothing.
#include "translator/driver/run.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/driver/baseline.h"
#include "translator/driver/batch.h"
#include "translator/driver/console.h"
#include "translator/driver/destinations.h"
#include "translator/driver/inputs.h"
#include "translator/driver/result_cache.h"
#include "translator/driver/summary.h"
#include "translator/driver/version.h"
#include "translator/output/report.h"
#include "translator/output/unified_diff.h"

namespace tnp::translate {
namespace {

// One value of `--report`.
struct ReportRequest {
  ReportFormat format;
  std::string file;
};

std::optional<ReportRequest> parse_report(const std::string& value) {
  const std::size_t equals = value.find('=');
  if (equals == std::string::npos || equals + 1 == value.size()) {
    return std::nullopt;
  }
  const auto format = find_report_format(value.substr(0, equals));
  if (!format) return std::nullopt;
  return ReportRequest{*format, value.substr(equals + 1)};
}

bool only_looks(const Options& options) {
  return options.check || options.diff;
}

bool writes_files(const Options& options) {
  return options.in_place || !options.out_root.empty();
}

// Whether the translation itself, or a patch, goes to standard output.
bool prints_text(const Options& options) {
  if (options.diff) return true;
  return !options.check && !writes_files(options) && options.output.empty();
}

// The device of `--target`: `cuda`, or `cuda:1`; nothing where it names none.
std::optional<std::string> target_device(const Options& options) {
  llvm::StringRef device = options.target;
  if (!device.consume_front("device=")) return std::nullopt;
  unsigned index = 0;
  const auto [kind, number] = device.split(':');
  const bool is_device =
      kind == "cuda" && (kind == device || !number.getAsInteger(10, index));
  return is_device ? std::optional(device.str()) : std::nullopt;
}

// What is wrong with the options together; empty when nothing is.
std::string mistake(const Options& options) {
  if (options.inputs.empty() && options.in_root.empty()) {
    return "no input; name a file or folder, or `-` for standard input";
  }
  if (options.in_root.empty() != options.out_root.empty()) {
    return "`--in-root` and `--out-root` need each other";
  }
  if (!options.target.empty() && !target_device(options)) {
    return "`" + options.target +
           "` is no target; write `device=cuda` or, with a number, "
           "`device=cuda:1`";
  }
  if (!options.target.empty() && options.mode == Mode::kShim) {
    return "`--target` changes calls, which `--mode=shim` leaves as they are";
  }
  if (options.in_place && !options.out_root.empty()) {
    return "`--in-place` cannot be used with `--out-root`";
  }
  if (!options.output.empty() &&
      (only_looks(options) || writes_files(options))) {
    return "`-o` cannot be used with `--check`, `--diff`, `--in-place` or "
           "`--out-root`";
  }
  if (!options.backup.empty() && !options.in_place) {
    return "`--backup` is for `--in-place`";
  }
  if (options.backup.find('/') != std::string::npos) {
    return "the suffix of `--backup` cannot contain a slash";
  }
  if (writes_files(options) && !only_looks(options) &&
      std::ranges::find(options.inputs, "-") != options.inputs.end()) {
    return "standard input has no place to be written to; leave out "
           "`--in-place` or `--out-root`";
  }
  for (const std::string& value : options.reports) {
    const auto request = parse_report(value);
    if (!request) {
      return "`" + value +
             "` is not a report; write FORMAT=FILE, with json, csv, md, sarif "
             "or html";
    }
    if (request->file == "-" && prints_text(options)) {
      return "a report and a translation cannot both go to standard output";
    }
  }
  return {};
}

// The same for the two folders, as they are on the disk.
std::string tree_mistake(const Options& options) {
  if (options.out_root.empty()) return {};
  return OutputTree(options.in_root, options.out_root).mistake();
}

// Null where there is to be none. Everything that translate_python takes but
// the text is in the settings.
std::unique_ptr<ResultCache> open_cache(const Options& options) {
  if (options.no_cache) return nullptr;
  const auto tool = program_digest();
  if (!tool) return nullptr;
  std::string settings;
  llvm::raw_string_ostream out(settings);
  out << static_cast<int>(options.fallback) << ' '
      << static_cast<int>(options.mode) << ' ' << options.target;
  for (const std::string& path : options.rule_files) {
    const auto file = llvm::MemoryBuffer::getFile(path);
    if (!file) return nullptr;
    out << ' ' << (*file)->getBufferSize() << ' ' << (*file)->getBuffer();
  }
  return std::make_unique<ResultCache>(options.cache_dir, *tool,
                                       std::move(settings));
}

bool is_shown(const Finding& finding, const Options& options) {
  if (finding.handling == Handling::kIgnored) return false;
  if (finding.handling == Handling::kBaseline) return options.verbose;
  return !options.quiet || finding.diagnostic.severity == Severity::kError;
}

class Run {
 public:
  Run(const Options& options, const RuleTable& rules)
      : options_(options), rules_(rules) {}

  int run();

 private:
  bool read_baselines();
  void translate(const Inputs& inputs);
  void take(FileResult result);
  void settle(FileReport& file);
  int write(Destinations& destinations);
  int write_reports(int code, bool several);
  int exit_code() const;

  const Options& options_;
  const RuleTable& rules_;
  std::optional<Baseline> known_;
  std::optional<Baseline> written_;
  std::vector<FileResult> results_;
  Stopwatch stopwatch_;
};

bool Run::read_baselines() {
  Diagnostics diagnostics;
  if (!options_.baseline.empty()) {
    known_ = Baseline::read(options_.baseline, diagnostics);
  }
  if (!options_.write_baseline.empty()) {
    written_.emplace(options_.write_baseline);
  }
  print_all(diagnostics);
  return diagnostics.empty();
}

// Decides for each finding whether it is known.
void Run::settle(FileReport& file) {
  if (file.status == FileStatus::kFailed) return;
  for (Finding& finding : file.findings) {
    if (finding.handling != Handling::kOpen ||
        finding.diagnostic.severity == Severity::kNote) {
      continue;
    }
    if (known_ && known_->take(finding.diagnostic)) {
      finding.handling = Handling::kBaseline;
    }
    if (written_) {
      written_->add(finding.diagnostic);
      finding.handling = Handling::kBaseline;
    }
  }
}

void Run::take(FileResult result) {
  settle(result.report);
  Diagnostics shown;
  for (const Finding& finding : result.report.findings) {
    if (is_shown(finding, options_)) shown.push_back(finding.diagnostic);
  }
  print_all(shown);
  if (options_.verbose) llvm::errs() << file_text(result.report);
  results_.push_back(std::move(result));
}

void Run::translate(const Inputs& inputs) {
  const std::vector<std::string>& files = inputs.files;
  Progress progress(files.size(), !options_.quiet);
  std::unique_ptr<ResultCache> cache;
  if (inputs.several) cache = open_cache(options_);
  std::vector<FileResult> results = translate_files(
      files, rules_,
      {options_.fallback, options_.mode, target_device(options_).value_or(""),
       nullptr},
      options_.jobs, cache.get(),
      [&](std::size_t done) { progress.show(done, files[done - 1]); });
  progress.clear();
  for (FileResult& result : results) take(std::move(result));
  if (!cache) return;
  const std::error_code error = cache->save();
  if (error && options_.verbose) {
    llvm::errs() << "cache not written to " << options_.cache_dir << ": "
                 << error.message() << "\n";
  }
}

int Run::write(Destinations& destinations) {
  if (options_.diff) {
    int code = kAllTranslated;
    for (const FileResult& result : results_) {
      const SourceFile& source = result.report.source;
      code = std::max(code, write_stdout(unified_diff(
                                source.name(), source.text(), result.edits)));
    }
    return code;
  }
  if (options_.check) return kAllTranslated;
  if (writes_files(options_)) {
    const Diagnostics problems = destinations.write(results_);
    print_all(problems);
    return problems.empty() ? kAllTranslated : kFailed;
  }
  if (results_.empty() ||
      results_.front().report.status == FileStatus::kFailed) {
    return kAllTranslated;
  }
  return options_.output.empty()
             ? write_stdout(results_.front().text)
             : write_path(options_.output, results_.front().text);
}

// Of several files the gravest: a failure, then a change, then what is left.
int Run::exit_code() const {
  int code = kAllTranslated;
  for (const FileResult& result : results_) {
    if (result.report.status == FileStatus::kFailed) return kFailed;
    if (options_.check && !result.edits.empty()) code = kWouldChange;
    const bool is_open =
        std::ranges::any_of(result.report.findings, [](const Finding& finding) {
          return finding.handling == Handling::kOpen &&
                 finding.diagnostic.severity == Severity::kError;
        });
    if (is_open && code == kAllTranslated) code = kOpenItems;
  }
  return code;
}

int Run::write_reports(int code, bool several) {
  if (written_ &&
      write_path(options_.write_baseline, written_->text()) != kAllTranslated) {
    code = kFailed;
  }
  RunReport report{tool_version(), code, {}};
  for (FileResult& result : results_) {
    report.files.push_back(std::move(result.report));
  }
  for (const std::string& value : options_.reports) {
    const ReportRequest request = *parse_report(value);
    const std::string text = render_report(report, request.format);
    const int written = request.file == "-" ? write_stdout(text)
                                            : write_path(request.file, text);
    if (written != kAllTranslated) code = kFailed;
  }
  stopwatch_.lap("report");
  if ((several || options_.verbose) && !options_.quiet) {
    llvm::errs() << summary_text(report, known_ ? known_->rest() : 0);
    if (options_.verbose) llvm::errs() << stopwatch_.text();
  }
  return code;
}

int Run::run() {
  if (std::string text = mistake(options_); !text.empty()) {
    return fail_command(std::move(text));
  }
  if (std::string text = tree_mistake(options_); !text.empty()) {
    return fail_command(std::move(text));
  }
  const Inputs inputs = find_inputs(options_);
  print_all(inputs.diagnostics);
  if (has_errors(inputs.diagnostics)) return kFailed;
  if (inputs.several && prints_text(options_) && !options_.diff) {
    return fail_command(
        "several files cannot be written to one place; use `--in-place`, "
        "`--in-root` and `--out-root`, `--check` or `--diff`");
  }
  if (inputs.several && !options_.output.empty()) {
    return fail_command("several files cannot be written to one place");
  }
  Destinations destinations(options_, inputs);
  print_all(destinations.diagnostics());
  if (!destinations.diagnostics().empty() || !read_baselines()) return kFailed;
  stopwatch_.lap("find files");
  translate(inputs);
  stopwatch_.lap("translate");
  int code = exit_code();
  if (write(destinations) != kAllTranslated) code = kFailed;
  stopwatch_.lap("write");
  return write_reports(code, inputs.several);
}

}  // namespace

int run_files(const Options& options, const RuleTable& rules) {
  return Run(options, rules).run();
}

}  // namespace tnp::translate
