/// In which encoding a Python text is, and whether it can be edited so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "translator/call/byte_range.h"

namespace tnp::translate {

struct EncodingError {
  ByteRange range;
  std::string message;
};

/// Why `text` cannot be edited byte by byte, or nothing. It can where it is
/// UTF-8, and where a comment in the first two lines names an encoding in which
/// every byte below 128 is the ASCII character: latin-1, cp1252, euc-jp. It
/// cannot be in shift-jis, where a half of a letter may look like a quote, nor
/// in an encoding that is not known.
std::optional<EncodingError> encoding_error(std::string_view text);

}  // namespace tnp::translate
