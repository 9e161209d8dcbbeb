#include "translator/driver/option_info.h"

#include <algorithm>

#include "translator/diagnostics/slug.h"
#include "translator/output/report.h"

namespace tnp::translate {
namespace {

namespace cl = llvm::cl;

std::vector<OptionInfo::Choice> choices_of(const cl::Option& option,
                                           const OptionValues& values) {
  std::vector<OptionInfo::Choice> result;
  if (const cl::generic_parser_base* parser = values.lookup(&option)) {
    for (unsigned i = 0; i < parser->getNumOptions(); ++i) {
      if (parser->getOption(i).empty()) continue;
      result.push_back(
          {parser->getOption(i).str(), parser->getDescription(i).str()});
    }
  } else if (option.ValueStr == "slug") {
    for (const SlugInfo& slug : all_slugs()) {
      result.push_back({std::string(slug.name), {}});
    }
  } else if (option.ValueStr == "format=file") {
    for (const std::string_view format : report_formats()) {
      result.push_back({std::string(format) + "=", {}});
    }
  }
  return result;
}

}  // namespace

std::vector<OptionInfo> describe_options(const OptionValues& values) {
  std::vector<OptionInfo> result;
  for (const auto& entry : cl::getRegisteredOptions()) {
    const cl::Option& option = *entry.second;
    if (option.getOptionHiddenFlag() != cl::NotHidden) continue;
    OptionInfo info;
    info.name = entry.first().str();
    info.help = option.HelpStr.str();
    info.choices = choices_of(option, values);
    info.value_is_optional = option.getValueExpectedFlag() == cl::ValueOptional;
    info.value = option.ValueStr.str();
    if (info.value.empty() && !info.choices.empty()) info.value = "value";
    result.push_back(std::move(info));
  }
  std::ranges::sort(result, {}, &OptionInfo::name);
  return result;
}

}  // namespace tnp::translate
