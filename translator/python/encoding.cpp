#include "translator/python/encoding.h"

#include <algorithm>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Regex.h"

namespace tnp::translate {
namespace {

// Beginnings of the names of encodings, in lower case with `-` for `_`.
constexpr std::string_view kByteWise[] = {
    "ascii", "cp125", "cp437", "cp720",   "cp737",    "cp775",
    "cp85",  "cp86",  "cp874", "euc",     "iso-8859", "iso8859",
    "koi8",  "latin", "mac",   "tis-620", "us-ascii", "windows-125"};

constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool is_utf8_name(std::string_view name) {
  return name == "utf8" || name == "utf-8" || name.starts_with("utf-8-");
}

bool is_byte_wise(std::string_view name) {
  return std::ranges::any_of(kByteWise, [&](std::string_view beginning) {
    return name.starts_with(beginning);
  });
}

// What a comment in the first two lines names, as PEP 263 has it: the second
// line counts where the first is a comment or empty.
std::optional<ByteRange> declared_encoding(std::string_view text) {
  static const llvm::Regex comment(
      "^[ \t\f]*#[^\r\n]*coding[:=][ \t]*([-_.a-zA-Z0-9]+)");
  static const llvm::Regex blank("^[ \t\f]*(#|\r|$)");
  std::size_t begin = text.starts_with(kMark) ? kMark.size() : 0;
  for (int i = 0; i < 2; ++i) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const llvm::StringRef line(text.substr(begin, end - begin));
    llvm::SmallVector<llvm::StringRef> parts;
    if (comment.match(line, &parts)) {
      const auto at = static_cast<std::uint32_t>(parts[1].data() - text.data());
      return ByteRange{at, at + static_cast<std::uint32_t>(parts[1].size())};
    }
    if (end == text.size() || !blank.match(line)) break;
    begin = end + 1;
  }
  return std::nullopt;
}

// The first byte that is not UTF-8.
std::optional<ByteRange> first_foreign_byte(std::string_view text) {
  if (llvm::isASCII(text)) return std::nullopt;
  const auto* const begin = reinterpret_cast<const llvm::UTF8*>(text.data());
  const llvm::UTF8* end = begin;
  if (llvm::isLegalUTF8String(&end, begin + text.size())) return std::nullopt;
  const auto at = static_cast<std::uint32_t>(end - begin);
  return ByteRange{at, at + 1};
}

}  // namespace

std::optional<EncodingError> encoding_error(std::string_view text) {
  const std::optional<ByteRange> declared = declared_encoding(text);
  if (declared) {
    std::string name = llvm::StringRef(text_of(text, *declared)).lower();
    std::ranges::replace(name, '_', '-');
    if (is_byte_wise(name) && !text.starts_with(kMark)) return std::nullopt;
    if (!is_utf8_name(name)) {
      return EncodingError{*declared,
                           "a text in the encoding `" +
                               std::string(text_of(text, *declared)) +
                               "` cannot be edited; convert it to UTF-8"};
    }
  }
  if (const auto range = first_foreign_byte(text)) {
    return EncodingError{*range,
                         "this byte is not UTF-8, and no comment names another "
                         "encoding"};
  }
  return std::nullopt;
}

}  // namespace tnp::translate
