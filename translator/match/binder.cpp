#include "translator/match/binder.h"

#include <algorithm>

namespace tnp::translate {
namespace {

// What every ufunc takes besides its operands.
constexpr std::string_view kUfuncKeywords[] = {
    "axes", "axis", "casting",   "dtype", "keepdims", "order",
    "out",  "sig",  "signature", "subok", "where",
};

class Binder {
 public:
  Binder(std::string_view text, std::span<const Param> params, bool is_ufunc,
         RuleMatch& result)
      : text_(text),
        params_(params),
        is_ufunc_(is_ufunc),
        bound_(params.size(), false),
        result_(result) {}

  void bind(std::span<const Argument> arguments, ByteRange callee);

 private:
  void bind_one(const Argument& argument);
  void bind_positional(const Argument& argument);
  void bind_keyword(const Argument& argument);
  void check_unpacked();
  void check_missing(ByteRange callee);
  void fail(MatchProblem problem, ByteRange range, std::string_view subject,
            std::string_view advice = {});

  std::string_view text_;
  std::span<const Param> params_;
  bool is_ufunc_;
  std::vector<bool> bound_;
  std::size_t position_ = 0;
  ByteRange star_;         // *args, when there is one
  ByteRange double_star_;  // **kwargs
  RuleMatch& result_;
};

void Binder::bind(std::span<const Argument> arguments, ByteRange callee) {
  for (const Argument& argument : arguments) {
    if (result_.ok()) bind_one(argument);
  }
  if (result_.ok()) check_unpacked();
  if (result_.ok()) check_missing(callee);
}

void Binder::bind_one(const Argument& argument) {
  switch (argument.kind) {
    case ArgumentKind::kPositional:
      // Behind *args nobody knows which parameter this is.
      if (star_.empty()) bind_positional(argument);
      return;
    case ArgumentKind::kKeyword:
      return bind_keyword(argument);
    case ArgumentKind::kStar:
      star_ = argument.value;
      return;
    case ArgumentKind::kDoubleStar:
      double_star_ = argument.value;
      return;
  }
}

void Binder::bind_positional(const Argument& argument) {
  const bool fits = position_ < params_.size() &&
                    params_[position_].kind != ParamKind::kKeywordOnly;
  if (!fits) {
    // The output of a ufunc may follow its operands.
    if (is_ufunc_ && position_++ < params_.size() + 2) return;
    return fail(MatchProblem::kTooManyArguments, argument.value, {});
  }
  const Param& param = params_[position_];
  if (!param.reject.empty()) {
    return fail(MatchProblem::kRejectedArgument, argument.value, param.name,
                param.reject);
  }
  bound_[position_] = true;
  if (param.kind != ParamKind::kVariadic) ++position_;
}

void Binder::bind_keyword(const Argument& argument) {
  const std::string_view name = text_of(text_, argument.name);
  const auto param = std::ranges::find(params_, name, &Param::name);
  const bool found = param != params_.end() &&
                     param->kind != ParamKind::kPositionalOnly &&
                     param->kind != ParamKind::kVariadic;
  if (!found) {
    if (is_ufunc_ && std::ranges::count(kUfuncKeywords, name) > 0) return;
    return fail(MatchProblem::kUnknownKeyword, argument.name, name);
  }
  if (!param->reject.empty()) {
    return fail(MatchProblem::kRejectedArgument, argument.name, name,
                param->reject);
  }
  const auto index = static_cast<std::size_t>(param - params_.begin());
  if (bound_[index]) {
    return fail(MatchProblem::kRepeatedArgument, argument.name, name);
  }
  bound_[index] = true;
  if (param->new_name != param->name) {
    result_.renames.push_back({argument.name, param->new_name});
  }
}

// The runtime takes both spellings of a keyword, so unpacked arguments may
// pass unless one of them could be an argument with no counterpart.
void Binder::check_unpacked() {
  for (std::size_t i = 0; i < params_.size(); ++i) {
    const Param& param = params_[i];
    if (param.reject.empty()) continue;
    const bool by_star = !star_.empty() && i >= position_ &&
                         param.kind != ParamKind::kKeywordOnly;
    const bool by_name = !double_star_.empty() && !bound_[i] &&
                         param.kind != ParamKind::kPositionalOnly;
    if (by_star || by_name) {
      return fail(MatchProblem::kUnpackedArgument,
                  by_star ? star_ : double_star_, param.name, param.reject);
    }
  }
}

void Binder::check_missing(ByteRange callee) {
  if (!star_.empty() || !double_star_.empty()) return;
  for (std::size_t i = 0; i < params_.size(); ++i) {
    const Param& param = params_[i];
    const bool may_be_absent =
        param.has_default || param.kind == ParamKind::kVariadic;
    if (!bound_[i] && !may_be_absent && param.reject.empty()) {
      return fail(MatchProblem::kMissingArgument, callee, param.name);
    }
  }
}

void Binder::fail(MatchProblem problem, ByteRange range,
                  std::string_view subject, std::string_view advice) {
  result_.problem = problem;
  result_.range = range;
  result_.subject = subject;
  result_.advice = advice;
}

}  // namespace

void bind_arguments(std::span<const Argument> arguments, ByteRange callee,
                    std::string_view text, std::span<const Param> params,
                    bool is_ufunc, RuleMatch& result) {
  Binder(text, params, is_ufunc, result).bind(arguments, callee);
}

}  // namespace tnp::translate
