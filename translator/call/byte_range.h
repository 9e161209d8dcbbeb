/// A half-open range of bytes in a source text.
#pragma once

#include <cstdint>
#include <string_view>

namespace tnp::translate {

struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const ByteRange&) const = default;
  bool empty() const { return begin == end; }
};

/// The bytes of `text` that `range` covers.
inline std::string_view text_of(std::string_view text, ByteRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

}  // namespace tnp::translate
