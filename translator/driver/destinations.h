/// Where the results of a run over files go.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "translator/diagnostics/diagnostic.h"
#include "translator/driver/batch.h"
#include "translator/driver/inputs.h"
#include "translator/driver/options.h"
#include "translator/driver/output_tree.h"

namespace tnp::translate {

/// Plans where each input goes, then writes. Nothing is written when the plan
/// has a mistake, so that two inputs never share an output and no output lies
/// outside of its root.
class Destinations {
 public:
  /// The roots of `options` make sense.
  Destinations(const Options& options, const Inputs& inputs);

  /// The mistakes of the plan.
  const Diagnostics& diagnostics() const { return diagnostics_; }

  /// Writes what the options ask for: the changed files, or the whole tree.
  /// `results` are those of the inputs. Gives what could not be written.
  Diagnostics write(std::span<const FileResult> results);

 private:
  void plan_tree();
  void plan_in_place();
  void complain(Slug slug, const std::string& file, std::string message);
  void check_place(const std::string& file, const std::string& place);
  void refuse_shared(const std::string& place, const std::string& file);
  std::error_code write_result(const FileResult& result,
                               const std::string& place);
  std::error_code back_up(const std::string& place) const;

  const Options& options_;
  const Inputs& inputs_;
  std::optional<OutputTree> tree_;
  std::vector<std::string> places_;         // of the inputs
  std::vector<std::string> copied_places_;  // of what is copied
  llvm::StringMap<std::string> taken_;      // places, with their inputs
  Diagnostics diagnostics_;
};

}  // namespace tnp::translate
