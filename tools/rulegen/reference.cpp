#include "tools/rulegen/reference.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

// An entry becomes rows of words here; how they look is decided in
// reference_markdown.cpp and reference_html.cpp.
namespace tnp::translate {
namespace {

std::string code(std::string_view text) {
  return "`" + std::string(text) + "`";
}

std::string joined_code(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + code(name);
  }
  return text;
}

// ---- Titles.

constexpr std::pair<std::string_view, std::string_view> kTitles[] = {
    {"fft", "FFT"}, {"linalg", "Linear algebra"}, {"ndarray", "ndarray"}};

std::string title_of(const Topic& topic) {
  std::string title = topic.name;
  std::replace(title.begin(), title.end(), '_', ' ');
  if (topic.folder == "xtensor") return "xtensor: " + title;
  for (const auto& [name, spelled] : kTitles) {
    if (topic.name == name) return std::string(spelled);
  }
  title[0] = llvm::toUpper(title[0]);
  return title;
}

std::string file_of(const Topic& topic) {
  return (topic.folder == "xtensor" ? "xtensor_" : "") + topic.name;
}

std::string function_kind(const Definition& definition) {
  if (definition.is_ufunc) return "ufunc";
  if (!definition.is_method) return "function";
  return definition.is_function ? "function and method" : "method";
}

std::string cpp_kind(const Definition& definition) {
  switch (definition.cpp_kind) {
    case RuleKind::kClass:
      return "C++ class";
    case RuleKind::kConstant:
      return "C++ constant";
    case RuleKind::kModule:
      return "C++ namespace";
    default:
      return "C++ function";
  }
}

std::string kind_of(const Definition& definition) {
  switch (definition.kind) {
    case EntryKind::kFunction:
      return function_kind(definition);
    case EntryKind::kConstant:
      return "constant";
    case EntryKind::kDtype:
      return "dtype";
    case EntryKind::kClass:
      return "class";
    case EntryKind::kAttribute:
      return "attribute";
    case EntryKind::kModule:
      return "module";
    case EntryKind::kName:
      return "other name";
    case EntryKind::kInclude:
      return "C++ header";
    case EntryKind::kCpp:
      return cpp_kind(definition);
  }
  return "";
}

std::string signature_of(const Definition& definition) {
  if (definition.kind != EntryKind::kFunction) return "";
  const bool is_method = definition.is_method && !definition.is_function;
  std::string parameters = python_signature(definition, is_method);
  if (const auto self = parameters.find("$self"); self != std::string::npos) {
    parameters.erase(self, 1);
  }
  return definition.name + parameters;
}

// ---- Rows.

/// `clamp(input=a, min=a_min)`, without the operands of the same name.
std::string operator_text(const OperatorMapping& mapping) {
  std::string arguments;
  for (const MappedArgument& argument : mapping.arguments) {
    if (!arguments.empty()) arguments += ", ";
    arguments += argument.name == argument.value
                     ? argument.value
                     : argument.name + "=" + argument.value;
  }
  return mapping.name + "(" + arguments + ")";
}

std::string kernel_text(const Definition& definition) {
  std::string devices;
  for (const auto& [device, name] : definition.dispatch) {
    devices += (devices.empty() ? "" : ", ") + device;
  }
  const std::string file = "runtime/kernels/" + definition.implementation;
  return "a ported kernel, [" + file + ".h](../../" + file + ".h)" +
         (devices.empty() ? "" : " (" + devices + ")");
}

/// How a function works; empty where there is nothing to compute.
std::string work_text(const Definition& definition) {
  if (definition.is_ufunc) return "a loop over the elements, runtime/loops";
  if (definition.is_python) return "by hand, runtime/python";
  switch (definition.work) {
    case WorkKind::kAten:
      return "torch's operator " + code(operator_text(definition.mapping));
    case WorkKind::kComposition:
      return "a composition, " + code("ops::" + definition.implementation) +
             " of runtime/ops";
    case WorkKind::kKernel:
      return kernel_text(definition);
    default:
      return "";
  }
}

std::string bound_text(const Definition& definition) {
  for (const auto& [key, value] : definition.tests) {
    if (key == "max_ulp") return value;
  }
  return "4";
}

std::string measured_text(const Definition& definition,
                          const Measurement* measured) {
  for (const auto& [key, value] : definition.tests) {
    if (key == "values" && value == "free") return "values are not compared";
    if (key == "skip" && !measured) return "not measured: " + value;
  }
  if (!measured) return "not measured";
  std::string text;
  llvm::raw_string_ostream out(text);
  if (measured->ulp == 0) {
    out << "equal";
  } else {
    out << "at most " << llvm::format("%.3g", measured->ulp)
        << " ulp from NumPy's, of " << bound_text(definition) << " allowed,";
  }
  out << " in " << measured->cases << " results";
  return text;
}

void add(ReferenceSection& section, std::string label,
         std::vector<std::string> lines) {
  std::erase(lines, "");
  if (!lines.empty()) section.rows.push_back({std::move(label), lines});
}

std::vector<std::string> other_keywords(const Definition& definition) {
  std::vector<std::string> lines;
  for (const auto& [param, name] : definition.renames) {
    lines.push_back(code(name) + " for " + code(param));
  }
  return lines;
}

std::vector<std::string> rejects(const Definition& definition) {
  std::vector<std::string> lines;
  for (const auto& [param, advice] : definition.rejects) {
    lines.push_back(code(param) + ": " + advice);
  }
  return lines;
}

std::string result_text(const NamedTuple& tuple) {
  if (tuple.name.empty()) return "";
  return code(tuple.name) + ", a tuple of " + joined_code(tuple.fields);
}

std::vector<std::string> examples(const Definition& definition) {
  std::vector<std::string> lines;
  for (const Example& example : definition.examples) {
    lines.push_back(example.is_left
                        ? code(example.before) + " is left: " + example.slug
                        : code(example.before) + " becomes " +
                              code(example.after));
  }
  return lines;
}

std::string target_text(const Definition& definition) {
  if (!definition.unsupported.empty()) return "";
  const std::string target = definition.qualified_target();
  return target.empty() ? "" : code(target);
}

std::string source_text(const Definition& definition) {
  if (!definition.source.starts_with("https://")) return definition.source;
  return "[" + definition.source.substr(8) + "](" + definition.source + ")";
}

std::string rule_text(const Topic& topic, const Definition& definition) {
  const std::string file = "rules/" + topic.path();
  const std::string line = std::to_string(definition.place.line);
  return "[" + file + ":" + line + "](../../" + file + "#L" + line + ")";
}

std::string header_text(const Definition& definition) {
  return definition.header.empty() ? "" : code(definition.header);
}

void add_work(ReferenceSection& section, const Definition& definition,
              const Measurement* measured) {
  const bool is_function = definition.kind == EntryKind::kFunction;
  if (!is_function || section.is_unsupported) return;
  add(section, "Computed by", {work_text(definition)});
  add(section, "Other keywords", other_keywords(definition));
  add(section, "Result", {result_text(definition.named_tuple)});
  add(section, "Not taken", rejects(definition));
  add(section, "Accuracy", {measured_text(definition, measured)});
}

void add_rows(ReferenceSection& section, const Topic& topic,
              const Definition& definition, const Measurement* measured) {
  add(section, "Not supported", {definition.unsupported});
  add(section, "Out of scope", {definition.reason});
  add(section, "Becomes", {target_text(definition)});
  add(section, "Header", {header_text(definition)});
  add(section, "Aliases", {joined_code(definition.aliases)});
  add_work(section, definition, measured);
  add(section, "Differs", definition.differs);
  add(section, "Since", {definition.since});
  add(section, "Removed", {definition.removed});
  if (!definition.xtensor.empty()) {
    add(section, "In xtensor", {code(definition.xtensor)});
  }
  add(section, "Example", examples(definition));
  add(section, "Source", {source_text(definition)});
  add(section, "Rule", {rule_text(topic, definition)});
}

// ---- Sections.

/// `numpy-ndarray-sum`: letters, digits, `_`, `-`.
std::string anchor_of(std::string_view name) {
  std::string anchor(name);
  for (char& c : anchor) {
    if (!llvm::isAlnum(c) && c != '_') c = '-';
  }
  return anchor;
}

ReferenceSection section_of(const Topic& topic, const Definition& definition,
                            const Measurements& measurements) {
  ReferenceSection section;
  section.name = definition.qualified_name();
  section.anchor = anchor_of(section.name);
  section.kind = kind_of(definition);
  section.signature = signature_of(definition);
  section.summary = definition.summary;
  section.is_unsupported = !definition.unsupported.empty();
  const auto found = measurements.find(section.name);
  add_rows(section, topic, definition,
           found == measurements.end() ? nullptr : &found->second);
  return section;
}

void report(const SourceFile& file, std::string message,
            Diagnostics& diagnostics) {
  diagnostics.push_back(diagnose_file(Severity::kError, Slug::kUnreadableFile,
                                      file.name(), message));
}

}  // namespace

ReferenceTopic make_diagnostics_reference() {
  ReferenceTopic topic{"diagnostics", "Diagnostics", {}, true};
  for (const SlugInfo& slug : all_slugs()) {
    ReferenceSection section;
    section.anchor = section.name = slug.name;
    section.kind = "diagnostic";
    section.summary = slug.explanation;
    const std::string language(slug.language);
    section.examples = {{"Reported", language, std::string(slug.before)},
                        {"Not reported", language, std::string(slug.after)}};
    add(section, "What to do", {std::string(slug.advice)});
    add(section, "To suppress", {suppression_text(slug)});
    topic.sections.push_back(std::move(section));
  }
  return topic;
}

Measurements load_measurements(const SourceFile& file,
                               Diagnostics& diagnostics) {
  Measurements measurements;
  const std::string_view text = file.text();
  auto parsed = llvm::json::parse(llvm::StringRef(text.data(), text.size()));
  if (!parsed) {
    report(file, llvm::toString(parsed.takeError()), diagnostics);
    return measurements;
  }
  const llvm::json::Object* entries = parsed->getAsObject();
  if (!entries) {
    report(file, "measurements are an object by name", diagnostics);
    return measurements;
  }
  for (const auto& [name, value] : *entries) {
    const llvm::json::Object* entry = value.getAsObject();
    const auto ulp = entry ? entry->getNumber("ulp") : std::nullopt;
    const auto cases = entry ? entry->getInteger("cases") : std::nullopt;
    if (!ulp || !cases) {
      report(file, name.str() + " has no `ulp` and `cases`", diagnostics);
      continue;
    }
    measurements[name.str()] = {*ulp, *cases};
  }
  return measurements;
}

std::vector<ReferenceTopic> make_reference(std::span<const Topic> topics,
                                           const Measurements& measurements) {
  std::vector<ReferenceTopic> pages;
  for (const Topic& topic : topics) {
    ReferenceTopic page{file_of(topic), title_of(topic), {}};
    for (const Definition& definition : topic.definitions) {
      if (definition.is_hidden) continue;
      page.sections.push_back(section_of(topic, definition, measurements));
    }
    if (!page.sections.empty()) pages.push_back(std::move(page));
  }
  const auto key = [](const ReferenceTopic& page) {
    return std::pair(page.file.starts_with("xtensor_"),
                     llvm::StringRef(page.title).lower());
  };
  std::sort(pages.begin(), pages.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return pages;
}

}  // namespace tnp::translate
