#include "translator/driver/similar_names.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "llvm/ADT/StringRef.h"

namespace tnp::translate {
namespace {

// One slip, and one more for every four letters, but never more than three:
// beyond that nearly everything is similar. Two letters that changed places are
// two slips.
constexpr std::size_t kLettersPerSlip = 4;
constexpr std::size_t kMaxSlips = 3;
constexpr std::size_t kMinPart = 3;  // letters that say something

llvm::StringRef last_component(llvm::StringRef name) {
  const std::size_t end = name.find_last_of(".:");
  return end == llvm::StringRef::npos ? name : name.substr(end + 1);
}

// Smaller is nearer; nothing for a name that is too far off.
std::optional<std::size_t> distance(const std::string& wanted,
                                    llvm::StringRef name) {
  const bool is_qualified = wanted.find_first_of(".:") != std::string::npos;
  const std::string text = (is_qualified ? name : last_component(name)).lower();
  const auto slips = static_cast<unsigned>(
      std::min(kMaxSlips, 1 + last_component(wanted).size() / kLettersPerSlip));
  const unsigned edits = llvm::StringRef(wanted).edit_distance(
      text, /*AllowReplacements=*/true, slips);
  if (edits <= slips) return edits;
  const bool is_part =
      wanted.size() >= kMinPart && text.find(wanted) != std::string::npos;
  // Behind all slips, the shorter the rest the nearer.
  if (is_part) return kMaxSlips + text.size() - wanted.size();
  return std::nullopt;
}

}  // namespace

std::vector<std::string_view> similar_names(
    std::string_view wanted, std::span<const std::string_view> names) {
  const std::string text =
      llvm::StringRef(wanted.data(), wanted.size()).lower();
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (const std::string_view name : names) {
    if (const auto far = distance(text, {name.data(), name.size()})) {
      found.emplace_back(*far, name);
    }
  }
  std::ranges::sort(found);
  std::vector<std::string_view> result;
  for (const auto& [far, name] : found) result.push_back(name);
  return result;
}

}  // namespace tnp::translate
