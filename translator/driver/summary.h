/// What a run over a code base says at its end, and while it goes on.
#pragma once

#include <cstddef>
#include <string>

#include "translator/output/run_report.h"

namespace tnp::translate {

/// Files, call sites and findings in a few lines. `fixed` is how many findings
/// of the baseline are gone.
std::string summary_text(const RunReport& report, std::size_t fixed);

/// One file in one line: `src/a.py: changed, 3 of 4 call sites translated`.
std::string file_text(const FileReport& file);

/// A line at the bottom of a terminal. Elsewhere nothing is shown.
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
};

}  // namespace tnp::translate
