#include "translator/rule/result_rule.h"

#include <algorithm>
#include <utility>

namespace tnp::translate {
namespace {

constexpr std::pair<std::string_view, ResultDtype> kDtypeWords[] = {
    {"bool", ResultDtype::kBool},
    {"complex", ResultDtype::kComplex},
    {"complex128", ResultDtype::kComplex128},
    {"converted", ResultDtype::kConverted},
    {"float", ResultDtype::kFloat},
    {"float64", ResultDtype::kFloat64},
    {"int64", ResultDtype::kInt64},
    {"promoted", ResultDtype::kPromoted},
    {"real", ResultDtype::kReal},
    {"real float", ResultDtype::kRealFloat},
    {"same", ResultDtype::kSame},
    {"small float", ResultDtype::kSmallFloat},
    {"sum", ResultDtype::kSum},
};

constexpr std::pair<std::string_view, ResultRank> kRankWords[] = {
    {"0", ResultRank::kZero},
    {"1", ResultRank::kOne},
    {"2", ResultRank::kTwo},
    {"broadcast", ResultRank::kBroadcast},
    {"joined", ResultRank::kJoined},
    {"matmul", ResultRank::kMatmul},
    {"one more", ResultRank::kOneMore},
    {"reduced", ResultRank::kReduced},
    {"same", ResultRank::kSame},
    {"shape", ResultRank::kShape},
};

template <typename Value, std::size_t N>
std::optional<Value> find(const std::pair<std::string_view, Value> (&words)[N],
                          std::string_view word) {
  const auto* found = std::ranges::find(
      words, word, &std::pair<std::string_view, Value>::first);
  if (found == std::end(words)) return {};
  return found->second;
}

template <typename Value, std::size_t N>
std::string listed(const std::pair<std::string_view, Value> (&words)[N]) {
  std::string result;
  for (const auto& [word, value] : words) {
    if (!result.empty()) result += ", ";
    result += word;
  }
  return result;
}

}  // namespace

std::optional<ResultDtype> result_dtype_named(std::string_view word) {
  return find(kDtypeWords, word);
}

std::optional<ResultRank> result_rank_named(std::string_view word) {
  return find(kRankWords, word);
}

std::string result_dtype_words() { return listed(kDtypeWords); }

std::string result_rank_words() { return listed(kRankWords); }

}  // namespace tnp::translate
