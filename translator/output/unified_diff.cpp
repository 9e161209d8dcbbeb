// The edits are known, so nothing has to be searched for: lines that an edit
// touches form blocks, and blocks near one another form hunks.
#include "translator/output/unified_diff.h"

#include <algorithm>
#include <vector>

namespace tnp::translate {
namespace {

constexpr std::size_t kContext = 3;

// Lines with their line ends; the last one may have none.
std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// Old lines [begin, end) give way to `text`.
struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

class LineIndex {
 public:
  explicit LineIndex(std::string_view text) : lines_(split_lines(text)) {
    std::size_t start = 0;
    for (const std::string_view line : lines_) {
      starts_.push_back(start);
      start += line.size();
    }
    starts_.push_back(start);
  }
  const std::vector<std::string_view>& lines() const { return lines_; }
  std::size_t start(std::size_t line) const { return starts_[line]; }
  std::size_t line_at(std::size_t offset) const {
    const auto after =
        std::upper_bound(starts_.begin(), starts_.end() - 1, offset);
    return after == starts_.begin() ? 0 : after - starts_.begin() - 1;
  }

 private:
  std::vector<std::string_view> lines_;
  std::vector<std::size_t> starts_;
};

std::vector<Block> blocks_of(std::string_view text, const LineIndex& index,
                             std::span<const Edit> edits) {
  std::vector<Block> blocks;
  std::size_t done = 0;  // bytes of the text that the last block covers
  const auto finish = [&] {
    if (blocks.empty()) return;
    Block& block = blocks.back();
    block.text += text.substr(done, index.start(block.end) - done);
  };
  for (const Edit& edit : edits) {
    const std::size_t begin = index.line_at(edit.range.begin);
    const std::size_t end =
        std::min(index.line_at(edit.range.end) + 1, index.lines().size());
    if (blocks.empty() || begin > blocks.back().end) {
      finish();
      blocks.push_back({begin, end, {}});
      done = index.start(begin);
    }
    Block& block = blocks.back();
    block.end = std::max(block.end, end);
    block.text += text.substr(done, edit.range.begin - done);
    block.text += edit.text;
    done = edit.range.end;
  }
  finish();
  return blocks;
}

void put(char mark, std::string_view line, std::string& out) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

std::string range_text(std::size_t begin, std::size_t count) {
  // A range of no lines is named by the line before it.
  const std::size_t first = count == 0 ? begin : begin + 1;
  std::string result = std::to_string(first);
  if (count != 1) result += "," + std::to_string(count);
  return result;
}

// A block without the first and last lines that it does not change.
void put_block(const Block& block, const LineIndex& index, std::string& out) {
  const std::vector<std::string_view> added = split_lines(block.text);
  const auto old_begin = index.lines().begin();
  auto from = old_begin + static_cast<std::ptrdiff_t>(block.begin);
  auto to = old_begin + static_cast<std::ptrdiff_t>(block.end);
  auto new_from = added.begin();
  auto new_to = added.end();
  while (from != to && new_from != new_to && *from == *new_from) {
    put(' ', *from++, out);
    ++new_from;
  }
  std::size_t same = 0;
  while (from != to && new_from != new_to && *(to - 1) == *(new_to - 1)) {
    --to;
    --new_to;
    ++same;
  }
  for (auto line = from; line != to; ++line) put('-', *line, out);
  for (auto line = new_from; line != new_to; ++line) put('+', *line, out);
  for (std::size_t i = 0; i < same; ++i) put(' ', *to++, out);
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view text,
                         const EditSet& edits) {
  if (edits.empty()) return {};
  const LineIndex index(text);
  const std::vector<Block> blocks = blocks_of(text, index, edits.edits());
  std::string out =
      "--- " + std::string(name) + "\n+++ " + std::string(name) + "\n";
  std::ptrdiff_t shift = 0;  // new line number minus old one
  for (std::size_t first = 0; first < blocks.size();) {
    std::size_t last = first;
    while (last + 1 < blocks.size() &&
           blocks[last + 1].begin - blocks[last].end <= 2 * kContext) {
      ++last;
    }
    const std::size_t begin =
        blocks[first].begin - std::min(blocks[first].begin, kContext);
    const std::size_t end =
        std::min(blocks[last].end + kContext, index.lines().size());
    std::string body;
    std::size_t line = begin;
    std::ptrdiff_t growth = 0;
    for (std::size_t i = first; i <= last; ++i) {
      const Block& block = blocks[i];
      while (line < block.begin) put(' ', index.lines()[line++], body);
      put_block(block, index, body);
      growth += static_cast<std::ptrdiff_t>(split_lines(block.text).size()) -
                static_cast<std::ptrdiff_t>(block.end - block.begin);
      line = block.end;
    }
    while (line < end) put(' ', index.lines()[line++], body);
    const std::size_t count = end - begin;
    out += "@@ -" + range_text(begin, count) + " +" +
           range_text(begin + static_cast<std::size_t>(shift),
                      count + static_cast<std::size_t>(growth)) +
           " @@\n" + body;
    shift += growth;
    first = last + 1;
  }
  return out;
}

}  // namespace tnp::translate
