/// The result of one file as bytes, for the cache.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "translator/driver/batch.h"

namespace tnp::translate {

/// Everything in `result` but its source and what follows from it.
std::string encode_result(const FileResult& result);

/// The result whose bytes are `bytes` for `source`, which may have another name
/// than the one it was made from. Nothing when they are not such bytes.
std::optional<FileResult> decode_result(std::string_view bytes,
                                        SourceFile source);

}  // namespace tnp::translate
