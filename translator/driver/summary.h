/// What a run over a code base says at its end, and while it goes on.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "translator/output/run_report.h"

namespace tnp::translate {

/// Files, call sites and findings in a few lines. `fixed` is how many findings
/// of the baseline are gone.
std::string summary_text(const RunReport& report, std::size_t fixed);

/// One file in one line: `src/a.py: changed, 3 of 4 call sites translated`.
std::string file_text(const FileReport& file);

/// How long the phases of a run take, one after another.
class Stopwatch {
 public:
  /// Ends a phase, and begins the next.
  void lap(std::string phase);

  /// `time: 0.01 s find files, 0.32 s translate`.
  std::string text() const;

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point start_ = Clock::now();
  std::vector<std::pair<std::string, Clock::duration>> laps_;
};

/// A bar at the bottom of a terminal: `[=====>    ] 12/24 src/a.py`. Elsewhere
/// nothing is shown.
class Progress {
 public:
  Progress(std::size_t total, bool is_wanted);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done, const std::string& file);
  void clear();

 private:
  std::size_t total_;
  bool is_shown_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace tnp::translate
