/// Finds mentions of xtensor in text that the compiler did not resolve.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "translator/call/byte_range.h"

namespace tnp::translate {

/// Every `xt::` and every #include of xtensor in the code of `text`, comments
/// and strings left out, that begins at none of the offsets in `seen`: code
/// that this configuration leaves out, or a macro that nothing expands.
std::vector<ByteRange> find_unseen(std::string_view text,
                                   const std::set<std::uint32_t>& seen);

}  // namespace tnp::translate
