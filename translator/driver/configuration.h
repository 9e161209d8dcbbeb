/// The section `[tool.tnp]` of pyproject.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "translator/diagnostics/diagnostic.h"

namespace tnp::translate {

/// One key of the section. A flag has the value `true` or `false`; an option
/// that can be repeated has one value for each element of an array.
struct Setting {
  std::string key;
  std::vector<std::string> values;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct Configuration {
  std::string file;    // empty: there is none
  std::string folder;  // what the paths in it are relative to
  std::vector<Setting> settings;
  Diagnostics diagnostics;
};

/// Reads the nearest pyproject.toml that has the section: in the folder of
/// `input`, or of the run when that is empty, or above.
Configuration find_configuration(const std::string& input);

/// A mistake at `setting`.
Diagnostic diagnose_setting(const Configuration& configuration,
                            const Setting& setting, std::string message);

}  // namespace tnp::translate
