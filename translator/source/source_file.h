/// A source text and its name: bytes in, bytes out, nothing normalised.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>
#include <vector>

namespace tnp::translate {

/// A place for people: both count from 1; columns count bytes.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// An immutable source text. Copies share it.
class SourceFile {
 public:
  /// `name` is how diagnostics call the file.
  SourceFile(std::string name, std::string text);

  const std::string& name() const { return contents_->name; }
  std::string_view text() const { return contents_->text; }

  /// The place of the byte at `offset`; the end of the text counts as a place.
  LineColumn locate(std::size_t offset) const;

  /// The line with number `line` without its line end.
  std::string_view line(std::uint32_t line) const;

  std::uint32_t num_lines() const {
    return static_cast<std::uint32_t>(contents_->line_starts.size());
  }

 private:
  struct Contents {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_starts;
  };
  std::shared_ptr<const Contents> contents_;
};

/// Reads `path`, or standard input for `-` (named `<stdin>`). The error is the
/// operating system's, or `file_too_large` from 4 GiB on.
std::variant<SourceFile, std::error_code> read_source(const std::string& path);

}  // namespace tnp::translate
