#include <algorithm>

#include "tools/rulegen/emit.h"

namespace tnp::translate {

bool is_bound(const Definition& definition) {
  return definition.kind == EntryKind::kFunction && !definition.is_hidden &&
         !definition.is_ufunc && !definition.is_python &&
         definition.work != WorkKind::kUnsupported;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string python_signature(const Definition& definition, bool as_method) {
  std::string out = "(";
  const auto& params = definition.signature.params;
  bool keyword_only = false;
  for (std::size_t i = 0; i < params.size(); ++i) {
    const SignatureParam& param = params[i];
    if (out.size() > 1) out += ", ";
    if (param.kind == ParamKind::kKeywordOnly && !keyword_only) {
      keyword_only = true;
      out += "*, ";
    }
    if (param.kind == ParamKind::kVariadic) {
      keyword_only = true;
      out += "*";
    }
    out += as_method && i == 0 ? "$self" : param.name;
    if (param.has_default && param.kind != ParamKind::kVariadic) {
      out += "=" + param.default_text;
    }
    const bool ends_positional_only =
        param.kind == ParamKind::kPositionalOnly &&
        (i + 1 == params.size() ||
         params[i + 1].kind != ParamKind::kPositionalOnly);
    if (ends_positional_only) out += ", /";
  }
  return out + ")";
}

std::string docstring(const Definition& definition) {
  std::string out = definition.summary;
  for (const auto& [param, name] : definition.renames) {
    out += "\n\n`" + name + "` is another name of `" + param + "`.";
  }
  for (const auto& line : definition.differs) out += "\n\nDiffers: " + line;
  for (const auto& [param, advice] : definition.rejects) {
    out += "\n\nNot supported: `" + param + "`; " + advice + ".";
  }
  if (!definition.source.empty()) out += "\n\nSource: " + definition.source;
  for (const Example& example : definition.examples) {
    if (!example.is_left) out += "\n\nExample: " + example.after;
  }
  return out;
}

std::vector<std::string> packages_of(std::span<const Topic> topics) {
  std::vector<std::string> packages{""};
  for (const Topic& topic : topics) {
    for (const Definition& definition : topic.definitions) {
      if (definition.kind == EntryKind::kCpp ||
          definition.kind == EntryKind::kInclude ||
          definition.kind == EntryKind::kName) {
        continue;
      }
      packages.push_back(definition.package);
    }
  }
  std::sort(packages.begin(), packages.end());
  packages.erase(std::unique(packages.begin(), packages.end()), packages.end());
  return packages;
}

}  // namespace tnp::translate
