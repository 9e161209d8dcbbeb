#include "runtime/python/text_fields.h"

#include <algorithm>
#include <array>

namespace tnp::python {
namespace {

constexpr std::array<bool, 256> kIsPlainSpace = [] {
  std::array<bool, 256> table{};
  for (const char c : {' ', '\t', '\n', '\r', '\v', '\f'}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  for (unsigned char c = 0x1c; c <= 0x1f; ++c) table[c] = true;
  return table;
}();

/// The white space of Unicode that is not ASCII, in UTF-8.
constexpr std::array<std::string_view, 19> kWideSpaces{
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
    "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_plain_space(char c) {
  return kIsPlainSpace[static_cast<unsigned char>(c)];
}

std::size_t trailing_space(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii(text.back())) return is_plain_space(text.back()) ? 1 : 0;
  for (const std::string_view space : kWideSpaces) {
    if (text.ends_with(space)) return space.size();
  }
  return 0;
}

bool is_newline(char c) { return c == '\n' || c == '\r'; }

}  // namespace

std::size_t leading_space(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii(text.front())) return is_plain_space(text.front()) ? 1 : 0;
  for (const std::string_view space : kWideSpaces) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

std::string_view stripped(std::string_view text) {
  while (const std::size_t size = leading_space(text)) {
    text.remove_prefix(size);
  }
  while (const std::size_t size = trailing_space(text)) {
    text.remove_suffix(size);
  }
  return text;
}

std::size_t leading_newline(std::string_view text) {
  if (text.starts_with("\r\n")) return 2;
  return !text.empty() && is_newline(text.front()) ? 1 : 0;
}

std::size_t line_size(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return std::min(line.find('\r'), line.size());
}

TextRow::TextRow(const TextFormat& format) : format_(format) {
  const auto add = [&](char c) {
    may_end_[static_cast<unsigned char>(c)] = true;
  };
  add('\n');
  add('\r');
  if (!format.comment.empty()) add(format.comment.front());
  if (!format.delimiter.empty()) {
    add(format.delimiter.front());
    return;
  }
  for (std::size_t c = 0; c < may_end_.size(); ++c) {
    if (c >= 0x80 || kIsPlainSpace[c]) may_end_[c] = true;
  }
}

/// The bytes at the start of a field that are no more than a part of it.
std::size_t TextRow::plain_size(std::string_view text) const {
  std::size_t size = 0;
  while (size < text.size() &&
         !may_end_[static_cast<unsigned char>(text[size])]) {
    ++size;
  }
  return size;
}

bool TextRow::take(std::string_view& text) {
  fields_.clear();
  ends_in_comment_ = false;
  if (!format_.quote.empty()) {
    unquoted_.clear();
    ends_.clear();
    state_ = State::kFieldStart;
    return take_more(text);
  }
  std::string_view line = text;
  text = {};
  if (!format_.comment.empty()) {
    line = line.substr(0, line.find(format_.comment));
  }
  if (format_.delimiter.empty()) {
    split_spaces(line);
  } else if (!line.empty()) {
    split_delimited(line);
  }
  return true;
}

void TextRow::split_spaces(std::string_view line) {
  for (;;) {
    while (const std::size_t size = leading_space(line)) {
      line.remove_prefix(size);
    }
    if (line.empty()) return;
    std::size_t end = plain_size(line);
    while (end < line.size() && leading_space(line.substr(end)) == 0) {
      ++end;
      end += plain_size(line.substr(end));
    }
    fields_.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

void TextRow::split_delimited(std::string_view line) {
  for (;;) {
    const std::size_t end = line.find(format_.delimiter);
    fields_.push_back(line.substr(0, end));
    if (end == line.npos) return;
    line.remove_prefix(end + format_.delimiter.size());
  }
}

// ---- Quotes.

// A field is quoted where its first character is the quote. Then all up to the
// next quote belongs to it, two quotes for one, and what follows as if it had
// not been quoted.

std::size_t TextRow::leading_delimiter(std::string_view text) const {
  if (format_.delimiter.empty()) return leading_space(text);
  return text.starts_with(format_.delimiter) ? format_.delimiter.size() : 0;
}

bool TextRow::take_more(std::string_view& text) {
  const std::string& quote = format_.quote;
  for (;;) {
    if (state_ == State::kFieldStart) {
      while (format_.delimiter.empty() && leading_newline(text) == 0 &&
             leading_space(text) > 0) {
        text.remove_prefix(leading_space(text));
      }
      const bool is_quoted = text.starts_with(quote);
      if (is_quoted) text.remove_prefix(quote.size());
      if (ends_.empty()) begins_quoted_ = is_quoted;
      state_ = is_quoted ? State::kQuoted : State::kUnquoted;
    }
    if (state_ == State::kQuoted) {
      const std::size_t end = std::min(text.find(quote), text.size());
      unquoted_ += text.substr(0, end);
      text.remove_prefix(end);
      if (text.empty()) return false;
      text.remove_prefix(quote.size());
      if (text.starts_with(quote)) {
        unquoted_ += quote;
        text.remove_prefix(quote.size());
        continue;
      }
      state_ = State::kUnquoted;
    }
    if (take_unquoted(text)) return true;
  }
}

/// Takes the rest of a field; true where the row is at its end.
bool TextRow::take_unquoted(std::string_view& text) {
  for (;;) {
    const std::size_t plain = plain_size(text);
    unquoted_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (const std::size_t size = leading_newline(text)) {
      text.remove_prefix(size);
      break;
    }
    if (!format_.comment.empty() && text.starts_with(format_.comment)) {
      ends_in_comment_ = true;
      break;
    }
    if (const std::size_t size = leading_delimiter(text)) {
      text.remove_prefix(size);
      finish_field();
      state_ = State::kFieldStart;
      return false;
    }
    unquoted_ += text.front();
    text.remove_prefix(1);
  }
  state_ = State::kUnquoted;
  return true;
}

void TextRow::collect_unquoted() {
  finish_field();
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    fields_.push_back(std::string_view(unquoted_).substr(begin, end - begin));
    begin = end;
  }
  // An empty row has no field, and what ends in white space no last one: as in
  // NumPy, only where the first field is not quoted.
  const bool may_drop = fields_.size() == 1 || format_.delimiter.empty();
  if (may_drop && fields_.back().empty() && !begins_quoted_) fields_.pop_back();
}

const std::vector<std::string_view>& TextRow::fields() {
  if (!format_.quote.empty() && fields_.empty()) collect_unquoted();
  return fields_;
}

}  // namespace tnp::python
