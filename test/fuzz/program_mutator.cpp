#include "test/fuzz/program_mutator.h"

#include <algorithm>
#include <vector>

#include "llvm/ADT/StringExtras.h"
#include "test/fuzz/program_generator.h"

namespace tnp::translate {
namespace {

constexpr unsigned kDepth = 4;

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (lines.empty()) lines.emplace_back("\n");
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string indentation_of(std::string_view line) {
  return std::string(
      line.substr(0, std::min(line.find_first_not_of(" \t\f"), line.size())));
}

// ---- Tokens.

bool is_word(char c) {
  return llvm::isAlnum(c) || c == '_' || static_cast<unsigned char>(c) > 127;
}

struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Words, runs of blanks, and single characters of all else.
std::vector<Token> tokens_of(std::string_view text) {
  const auto kind = [](char c) { return is_word(c) ? 1 : c == ' ' ? 2 : 0; };
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (kind(text[i]) != 0 && end < text.size() &&
           kind(text[end]) == kind(text[i])) {
      ++end;
    }
    tokens.push_back({i, end});
    i = end;
  }
  return tokens;
}

class Mutator {
 public:
  Mutator(std::string_view text, unsigned seed) : text_(text), make_(seed) {}

  std::string run() {
    using Change = void (Mutator::*)();
    constexpr Change kChanges[] = {
        &Mutator::make_anew,        &Mutator::insert_statement,
        &Mutator::insert_statement, &Mutator::drop_lines,
        &Mutator::repeat_line,      &Mutator::enclose_lines,
        &Mutator::replace_word,     &Mutator::replace_word,
        &Mutator::replace_word,     &Mutator::drop_token,
        &Mutator::insert_token,     &Mutator::insert_space,
        &Mutator::change_line_end,  &Mutator::change_frame,
    };
    const std::size_t count = 1 + make_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      (this->*kChanges[make_.below(std::size(kChanges))])();
    }
    return std::move(text_);
  }

 private:
  void make_anew() { text_ = make_.make("module", kDepth + make_.below(3)); }

  void insert_statement() {
    Lines lines = lines_of(text_);
    const std::size_t at = make_.below(lines.size());
    const std::string indent = indentation_of(lines[at]);
    const char* symbol = make_.below(5) == 0 ? "imports" : "statement";
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at),
                 indent + make_.make(symbol, kDepth, indent) + "\n");
    text_ = joined(lines);
  }

  void drop_lines() {
    Lines lines = lines_of(text_);
    const auto [first, last] = some_lines(lines.size());
    lines.erase(lines.begin() + first, lines.begin() + last);
    text_ = joined(lines);
  }

  void repeat_line() {
    Lines lines = lines_of(text_);
    std::string line = lines[make_.below(lines.size())];
    lines.insert(lines.begin() + some_lines(lines.size()).first,
                 std::move(line));
    text_ = joined(lines);
  }

  // Puts lines of one depth into a block of their own.
  void enclose_lines() {
    constexpr std::string_view kHeads[] = {
        "def f(np):",   "def f():", "class C:",       "if x:",
        "with x as y:", "try:",     "for np in x:",   "async def g(x):",
        "while np.x:",  "else:",    "except np.Bad:", "finally:",
    };
    Lines lines = lines_of(text_);
    const auto [first, last] = some_lines(lines.size());
    const std::string indent =
        indentation_of(lines[static_cast<std::size_t>(first)]);
    for (auto line = lines.begin() + first; line != lines.begin() + last;
         ++line) {
      line->insert(0, "    ");
    }
    const std::string head(kHeads[make_.below(std::size(kHeads))]);
    lines.insert(lines.begin() + first, indent + head + "\n");
    text_ = joined(lines);
  }

  void replace_word() {
    constexpr std::string_view kSymbols[] = {"name", "library",    "attribute",
                                             "call", "expression", "keyword"};
    const std::vector<Token> tokens = tokens_of(text_);
    if (tokens.empty()) return;
    const std::size_t start = make_.below(tokens.size());
    for (std::size_t i = start; i < tokens.size(); ++i) {
      if (!is_word(text_[tokens[i].begin])) continue;
      const std::string_view symbol =
          kSymbols[make_.below(std::size(kSymbols))];
      return replace(tokens[i], make_.make(symbol, 3));
    }
  }

  void drop_token() {
    const std::vector<Token> tokens = tokens_of(text_);
    if (!tokens.empty()) replace(tokens[make_.below(tokens.size())], "");
  }

  void insert_token() {
    constexpr std::string_view kTokens[] = {
        "(",      ")",     "[",          "]",     "{",    "}",
        ",",      ":",     ";",          ".",     "*",    "**",
        "=",      ":=",    "->",         "'",     "\"",   "\"\"\"",
        "f'",     "@",     "\\\n",       "#",     " np ", " as np",
        " in ",   " for ", "lambda:",    " if ",  "not ", "await ",
        "yield ", "\n",    "\n    ",     "numpy", "np.",  "import ",
        "from ",  "*,",    "global np\n"};
    insert_at_token(kTokens[make_.below(std::size(kTokens))]);
  }

  void insert_space() {
    constexpr std::string_view kSpaces[] = {
        " ",      "\t",       "\f", "\\\n",     "\r",          "\n",
        "\\\r\n", "  # np\n", "\v", "\xC2\xA0", "\xE2\x80\xA8"};
    insert_at_token(kSpaces[make_.below(std::size(kSpaces))]);
  }

  void change_line_end() {
    const std::size_t from = make_.below(text_.size() + 1);
    const std::size_t at = text_.find('\n', from);
    if (at == std::string::npos) return;
    const bool has_return = at > 0 && text_[at - 1] == '\r';
    if (has_return) {
      text_.erase(at - 1, 1);
    } else {
      text_.insert(at, "\r");
    }
  }

  // What is around the program: line ends, marks, its last line.
  void change_frame() {
    switch (make_.below(8)) {
      case 0:
        return replace_all("\n", "\r\n");
      case 1:
        return replace_all("\r\n", "\n");
      case 2:
        return replace_all("    ", "\t");
      case 3:
        text_.insert(0, "\xEF\xBB\xBF");
        return;
      case 4:
        text_.insert(0, "# -*- coding: latin-1 -*-\nname = '\xE9'\n");
        return;
      case 5:
        while (!text_.empty() && llvm::isSpace(text_.back())) text_.pop_back();
        return;
      case 6:
        text_.insert(0, "\f\n\f");
        return;
      default:
        return replace_all("\n", "\n\n");
    }
  }

  std::pair<std::ptrdiff_t, std::ptrdiff_t> some_lines(std::size_t count) {
    const std::size_t first = make_.below(count);
    const std::size_t last = std::min(count, first + 1 + make_.below(4));
    return {static_cast<std::ptrdiff_t>(first),
            static_cast<std::ptrdiff_t>(last)};
  }

  void replace(Token token, std::string_view by) {
    text_.replace(token.begin, token.end - token.begin, by);
  }

  void insert_at_token(std::string_view piece) {
    const std::vector<Token> tokens = tokens_of(text_);
    const std::size_t at =
        tokens.empty() ? 0 : tokens[make_.below(tokens.size())].begin;
    text_.insert(at, piece);
  }

  void replace_all(std::string_view old_text, std::string_view new_text) {
    std::string result;
    std::size_t done = 0;
    for (std::size_t at = text_.find(old_text); at != std::string::npos;
         at = text_.find(old_text, done)) {
      result.append(text_, done, at - done);
      result += new_text;
      done = at + old_text.size();
    }
    text_ = result + text_.substr(done);
  }

  std::string text_;
  ProgramGenerator make_;
};

}  // namespace

std::string mutated_program(std::string_view text, unsigned seed) {
  return Mutator(text, seed).run();
}

std::string crossed_programs(std::string_view a, std::string_view b,
                             unsigned seed) {
  ProgramGenerator random(seed);
  Lines lines = lines_of(a);
  const Lines others = lines_of(b);
  const std::size_t first = random.below(others.size());
  const std::size_t count = 1 + random.below(others.size() - first);
  const auto begin = others.begin() + static_cast<std::ptrdiff_t>(first);
  const auto at = static_cast<std::ptrdiff_t>(random.below(lines.size() + 1));
  lines.insert(lines.begin() + at, begin,
               begin + static_cast<std::ptrdiff_t>(count));
  return joined(lines);
}

}  // namespace tnp::translate
