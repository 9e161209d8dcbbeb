#include "translator/rewrite/device_rewriter.h"

#include <algorithm>

namespace tnp::translate {
namespace {

bool creates(const RuleMatch& match) {
  return match.ok() && match.rule && match.rule->creates;
}

const Param* find_param(const Rule& rule, std::string_view name) {
  const auto found = std::ranges::find(rule.params, name, &Param::name);
  return found == rule.params.end() ? nullptr : &*found;
}

bool has_keyword(const Reference& call, std::string_view text,
                 std::string_view name) {
  return std::ranges::any_of(call.arguments, [&](const Argument& argument) {
    return argument.kind == ArgumentKind::kKeyword &&
           text_of(text, argument.name) == name;
  });
}

// Random numbers come one by one, as Python's, unless a size is given.
bool gives_array(const Reference& call, std::string_view text,
                 const Rule& rule) {
  if (rule.returns.size() != 1 ||
      rule.returns.front().kind != TypeKind::kObject) {
    return true;
  }
  if (has_keyword(call, text, "size")) return true;
  for (std::size_t i = 0; i < rule.params.size(); ++i) {
    const Param& param = rule.params[i];
    if (param.name == "size") return call.arguments.size() > i;
  }
  return false;
}

// `f(x for x in y)`, where the argument's parentheses are the call's.
bool is_bare_generator(const Reference& call, std::string_view text) {
  return call.arguments.size() == 1 &&
         call.arguments.front().value.end == call.call.end &&
         text[call.arguments.front().value.begin] == '(';
}

}  // namespace

void place_on_device(const Resolution& resolution, const Plan& plan,
                     std::string_view text, const std::string& device,
                     std::vector<Edit>& edits) {
  const std::size_t colon = device.find(':');
  const std::string index =
      colon == std::string::npos ? "" : device.substr(colon + 1);
  // A call stands before those in its arguments.
  for (std::size_t i = resolution.references.size(); i-- > 0;) {
    const Reference& call = resolution.references[i];
    const RuleMatch& match = plan.matches[i];
    if (!plan.rewritten[i] || call.kind != ReferenceKind::kCall ||
        !creates(match) || !gives_array(call, text, *match.rule)) {
      continue;
    }
    if (has_keyword(call, text, "device")) continue;
    if (!find_param(*match.rule, "device") || is_bare_generator(call, text)) {
      const std::uint32_t end = call.call.end;
      edits.push_back({{end, end}, "._cuda(" + index + ")"});
      continue;
    }
    const bool is_first = call.arguments.empty();
    const std::uint32_t end =
        is_first ? call.call.end - 1 : call.arguments.back().value.end;
    edits.push_back(
        {{end, end}, (is_first ? "device=\"" : ", device=\"") + device + "\""});
  }
}

bool creates_elsewhere(const Reference& reference, const RuleMatch& match) {
  return creates(match) && reference.kind == ReferenceKind::kValue;
}

}  // namespace tnp::translate
