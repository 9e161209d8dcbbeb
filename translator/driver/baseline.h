/// Findings that a team knows about and has put off.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <tuple>

#include "translator/diagnostics/diagnostic.h"
#include "translator/output/run_report.h"

namespace tnp::translate {

/// The file of `--baseline`: JSON, `{"version": 1, "findings": [...]}`, each
/// finding with `file` (relative to the folder of the baseline), `slug`,
/// `message` and `count`. Lines are left out, so that edits elsewhere in a file
/// do not matter.
class Baseline {
 public:
  /// An empty one, to be written to `path`.
  explicit Baseline(const std::string& path);

  /// Reads `path`. What is wrong with it is added to `diagnostics`.
  static Baseline read(const std::string& path, Diagnostics& diagnostics);

  /// Whether `diagnostic` is listed and was not met as often as listed before.
  bool take(const Diagnostic& diagnostic);

  void add(const Diagnostic& diagnostic);

  /// Listed findings that were not met.
  std::size_t rest() const;

  std::string text() const;

 private:
  using Key = std::tuple<std::string, std::string, std::string>;
  Key key_of(const Diagnostic& diagnostic) const;

  std::string folder_;
  std::map<Key, std::size_t> counts_;
};

}  // namespace tnp::translate
