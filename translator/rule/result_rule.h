/// The words of `result: {dtype: float, rank: reduced}`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "translator/rule/rule.h"

namespace tnp::translate {

std::optional<ResultDtype> result_dtype_named(std::string_view word);
std::optional<ResultRank> result_rank_named(std::string_view word);

/// All words, for a message: `bool, complex, ...`.
std::string result_dtype_words();
std::string result_rank_words();

}  // namespace tnp::translate
