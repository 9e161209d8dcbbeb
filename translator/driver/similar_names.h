/// What somebody may have meant by a name that does not exist.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tnp::translate {

/// Those of `names` that contain `wanted`, or that a few slips of the keyboard
/// make of it, nearest first; upper and lower case are the same. Of a
/// qualified name the last component counts where `wanted` is one component.
std::vector<std::string_view> similar_names(
    std::string_view wanted, std::span<const std::string_view> names);

}  // namespace tnp::translate
