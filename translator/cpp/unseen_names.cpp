#include "translator/cpp/unseen_names.h"

#include <cctype>
#include <string>

namespace tnp::translate {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// Goes through C++ text word by word.
class Scanner {
 public:
  Scanner(std::string_view text, const std::set<std::uint32_t>& seen)
      : text_(text), seen_(seen) {}

  std::vector<ByteRange> run() {
    while (at_ < text_.size()) step();
    return std::move(found_);
  }

 private:
  bool looking_at(std::string_view what) const {
    return text_.substr(at_).starts_with(what);
  }

  void skip_past(std::string_view what) {
    const std::size_t end = text_.find(what, at_);
    at_ = end == text_.npos ? text_.size() : end + what.size();
  }

  void step() {
    const char c = text_[at_];
    if (looking_at("//")) {
      skip_past("\n");
    } else if (looking_at("/*")) {
      at_ += 2;
      skip_past("*/");
    } else if (c == '"' || c == '\'') {
      skip_literal(c);
    } else if (c == '#') {
      read_directive();
    } else if (is_word(c)) {
      read_word();
    } else {
      if (!std::isspace(static_cast<unsigned char>(c))) is_scoped_ = c == '.';
      if (looking_at("::") || looking_at("->")) {
        is_scoped_ = follows_word_;
        ++at_;
      }
      follows_word_ = false;
      ++at_;
    }
  }

  // A literal ends with its line at the latest: text that is not compiled may
  // hold an apostrophe alone.
  void skip_literal(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == quote) {
        ++at_;
        return;
      }
    }
  }

  void read_directive() {
    constexpr std::string_view kBlank = " \t";
    std::size_t end = text_.find_first_not_of(kBlank, at_ + 1);
    if (end == text_.npos || !text_.substr(end).starts_with("include")) {
      ++at_;
      return;
    }
    end = text_.find_first_not_of(kBlank, end + std::string("include").size());
    if (end == text_.npos) end = text_.size();
    at_ = end;
    const std::size_t line_end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view header = text_.substr(at_, line_end - at_);
    for (const std::string_view folder : {"xtensor/", "xtensor-blas/"}) {
      if (header.size() > 1 && header.substr(1).starts_with(folder)) {
        report(at_ + 1, header.find_first_of(">\"", 1) - 1);
      }
    }
    at_ = line_end;
  }

  void read_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (looking_at("\"") && word.ends_with('R')) return skip_raw_string();
    // A quote inside a number separates digits.
    if (looking_at("'") && std::isdigit(static_cast<unsigned char>(word[0]))) {
      ++at_;
      return;
    }
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
    if (word == "xt" && !is_scoped_ && next != text_.npos &&
        text_.substr(next).starts_with("::")) {
      report(begin, word.size());
    }
    follows_word_ = true;
    is_scoped_ = false;
  }

  void skip_raw_string() {
    const std::size_t open = text_.find('(', at_);
    if (open == text_.npos) {
      ++at_;
      return;
    }
    const std::string_view tag = text_.substr(at_ + 1, open - at_ - 1);
    at_ = open;
    skip_past(")" + std::string(tag) + "\"");
  }

  void report(std::size_t begin, std::size_t length) {
    const auto from = static_cast<std::uint32_t>(begin);
    if (seen_.contains(from)) return;
    found_.push_back({from, from + static_cast<std::uint32_t>(length)});
  }

  std::string_view text_;
  const std::set<std::uint32_t>& seen_;
  std::size_t at_ = 0;
  bool is_scoped_ = false;     // after `.`, `->` or `name::`
  bool follows_word_ = false;  // so that `::` does not mean the global scope
  std::vector<ByteRange> found_;
};

}  // namespace

std::vector<ByteRange> find_unseen(std::string_view text,
                                   const std::set<std::uint32_t>& seen) {
  return Scanner(text, seen).run();
}

}  // namespace tnp::translate
