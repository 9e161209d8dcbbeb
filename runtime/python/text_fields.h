/// Rows of text and their fields: what tnp.loadtxt takes apart.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tnp::python {

/// The bytes of the white space that UTF-8 text begins with: 0 where it does
/// not. White space is what Python takes for it.
std::size_t leading_space(std::string_view text);

/// The text without white space around it.
std::string_view stripped(std::string_view text);

/// The bytes of the line's end, "\n", "\r" or "\r\n", that the text begins
/// with; 0 where it does not.
std::size_t leading_newline(std::string_view text);

/// The bytes before the end of the first line.
std::size_t line_size(std::string_view text);

/// One character each, in UTF-8; empty where there is none.
struct TextFormat {
  std::string delimiter;  // empty: any white space
  std::string comment;
  std::string quote;
};

/// The fields of a row. They lie in the row's text, or in the row itself.
class TextRow {
 public:
  explicit TextRow(const TextFormat& format);

  /// Begins a row anew and takes as much of it as `text` has, which loses it,
  /// with the line's end. False where the text ends within quotes: the row then
  /// goes on in the next line, by `take_more`. A row without quotes is read
  /// faster, and takes all of `text`, which must be one line.
  bool take(std::string_view& text);
  bool take_more(std::string_view& text);

  /// The fields; none for an empty row. The text has to be alive.
  const std::vector<std::string_view>& fields();

  /// Whether the row ended at a comment: then a line's end was not looked for.
  bool ends_in_comment() const { return ends_in_comment_; }

 private:
  enum class State { kFieldStart, kUnquoted, kQuoted };

  void split_spaces(std::string_view line);
  void split_delimited(std::string_view line);
  bool take_unquoted(std::string_view& text);
  std::size_t leading_delimiter(std::string_view text) const;
  std::size_t plain_size(std::string_view text) const;
  void finish_field() { ends_.push_back(unquoted_.size()); }
  void collect_unquoted();

  const TextFormat& format_;
  std::array<bool, 256> may_end_{};  // bytes at which a field may end
  std::vector<std::string_view> fields_;
  std::string unquoted_;           // the fields of a row that may have quotes
  std::vector<std::size_t> ends_;  // where each of them ends there
  State state_ = State::kFieldStart;
  bool begins_quoted_ = false;
  bool ends_in_comment_ = false;
};

}  // namespace tnp::python
