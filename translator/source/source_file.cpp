#include "translator/source/source_file.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "llvm/Support/MemoryBuffer.h"

namespace tnp::translate {
namespace {

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t end = text.find('\n'); end != std::string_view::npos;
       end = text.find('\n', end + 1)) {
    starts.push_back(static_cast<std::uint32_t>(end + 1));
  }
  return starts;
}

}  // namespace

SourceFile::SourceFile(std::string name, std::string text) {
  auto starts = find_line_starts(text);
  contents_ = std::make_shared<const Contents>(
      Contents{std::move(name), std::move(text), std::move(starts)});
}

LineColumn SourceFile::locate(std::size_t offset) const {
  const auto& starts = contents_->line_starts;
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto index = static_cast<std::uint32_t>(after - starts.begin() - 1);
  return {index + 1, static_cast<std::uint32_t>(offset - starts[index] + 1)};
}

std::string_view SourceFile::line(std::uint32_t line) const {
  const std::size_t begin = contents_->line_starts[line - 1];
  std::string_view rest = text().substr(begin);
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

std::variant<SourceFile, std::error_code> read_source(const std::string& path) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(
      path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer) return buffer.getError();
  const llvm::StringRef text = (*buffer)->getBuffer();
  if (text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return std::make_error_code(std::errc::file_too_large);
  }
  return SourceFile(path == "-" ? "<stdin>" : path, text.str());
}

}  // namespace tnp::translate
