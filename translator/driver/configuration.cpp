#include "translator/driver/configuration.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "translator/source/source_file.h"

// Errors are values here too; and no streams, so start-up costs nothing.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace tnp::translate {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

Diagnostic diagnose_at(const std::string& file, std::uint32_t line,
                       std::uint32_t column, std::string message) {
  Diagnostic result = diagnose_file(
      Severity::kError, Slug::kInvalidConfiguration, file, std::move(message));
  const auto read = read_source(file);
  const auto* source = std::get_if<SourceFile>(&read);
  if (line == 0 || !source || line > source->num_lines()) return result;
  result.line = line;
  result.column = std::max<std::uint32_t>(column, 1);
  result.source_line = source->line(line);
  return result;
}

// The text of a value as the command line would have it; nothing for kinds that
// no option takes.
std::optional<std::string> text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* flag = node.as_boolean()) {
    return flag->get() ? "true" : "false";
  }
  if (const auto* number = node.as_integer()) {
    return std::to_string(number->get());
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> values_of(const toml::node& node) {
  std::vector<std::string> values;
  const auto add = [&](const toml::node& element) {
    const auto text = text_of(element);
    if (text) values.push_back(*text);
    return text.has_value();
  };
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& element : *array) {
      if (!add(element)) return std::nullopt;
    }
    return values;
  }
  if (!add(node)) return std::nullopt;
  return values;
}

void read_section(const toml::table& section, Configuration& result) {
  for (const auto& [key, node] : section) {
    const toml::source_position place = key.source().begin;
    Setting setting{std::string(key.str()), {}, place.line, place.column};
    if (auto values = values_of(node)) {
      setting.values = std::move(*values);
      result.settings.push_back(std::move(setting));
    } else {
      result.diagnostics.push_back(diagnose_setting(
          result, setting,
          "`" + setting.key + "` takes a string, a number, a flag or a list"));
    }
  }
  // The table is sorted by key; messages go by line.
  std::ranges::sort(result.settings, {}, &Setting::line);
}

// False when the file has no section of ours, so that the search goes on.
bool read_file(const std::string& file, Configuration& result) {
  const toml::parse_result parsed = toml::parse_file(file);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    result.diagnostics.push_back(diagnose_at(
        file, error.source().begin.line, error.source().begin.column,
        "not valid TOML: " + std::string(error.description())));
    return true;
  }
  const auto section = parsed.table()["tool"]["tnp"];
  if (!section) return false;
  result.file = file;
  result.folder = path::parent_path(file).str();
  if (const toml::table* table = section.as_table()) {
    read_section(*table, result);
  } else {
    result.diagnostics.push_back(diagnose_at(
        file, section.node()->source().begin.line,
        section.node()->source().begin.column, "`tool.tnp` is not a table"));
  }
  return true;
}

}  // namespace

Configuration find_configuration(const std::string& input) {
  Configuration result;
  llvm::SmallString<256> folder(input.empty() ? "." : input);
  fs::make_absolute(folder);
  path::remove_dots(folder, /*remove_dot_dot=*/true);
  if (!fs::is_directory(folder)) path::remove_filename(folder);
  for (llvm::StringRef at = folder; !at.empty(); at = path::parent_path(at)) {
    llvm::SmallString<256> file(at);
    path::append(file, "pyproject.toml");
    if (fs::exists(file) && read_file(file.str().str(), result)) break;
  }
  return result;
}

Diagnostic diagnose_setting(const Configuration& configuration,
                            const Setting& setting, std::string message) {
  return diagnose_at(configuration.file, setting.line, setting.column,
                     std::move(message));
}

}  // namespace tnp::translate
