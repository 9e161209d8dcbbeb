#include "llvm/Support/raw_ostream.h"
#include "tools/rulegen/emit.h"
#include "tools/rulegen/json.h"

// The rule table as data, for programs that report on it: tools/coverage.
namespace tnp::translate {
namespace {

constexpr std::string_view kKinds[] = {"function", "constant",  "dtype",
                                       "class",    "attribute", "module",
                                       "name",     "cpp",       "include"};

constexpr std::string_view kWorks[] = {"none", "operator", "composition",
                                       "kernel", "unsupported"};

constexpr std::string_view kZeroD[] = {"by kind", "array", "scalar", "input"};

template <typename Enum, std::size_t size>
llvm::json::Value named(const std::string_view (&names)[size], Enum value) {
  return json_string(names[static_cast<std::size_t>(value)]);
}

llvm::json::Array variants_of(const Definition& definition) {
  llvm::json::Array variants;
  if (definition.is_function) variants.push_back("function");
  if (definition.is_method) variants.push_back("method");
  if (definition.is_ufunc) variants.push_back("ufunc");
  return variants;
}

// What is said of the result, as far as programs ask: null where nothing is.
llvm::json::Value result_of(const Definition& definition) {
  const bool is_said = definition.result.dtype != ResultDtype::kUnknown ||
                       definition.result.rank != ResultRank::kUnknown ||
                       !definition.result_given.empty() ||
                       !definition.result_without.empty();
  if (!is_said) return nullptr;
  return llvm::json::Object{{"given", definition.result_given},
                            {"without", definition.result_without}};
}

llvm::json::Array arguments_of(const Definition& definition) {
  llvm::json::Array arguments;
  for (const MappedArgument& argument : definition.mapping.arguments) {
    arguments.push_back(llvm::json::Array{json_string(argument.name),
                                          json_string(argument.value)});
  }
  return arguments;
}

void add_texts(const Definition& definition, llvm::json::Object& entry) {
  const std::pair<std::string_view, const std::string&> texts[] = {
      {"implementation", definition.implementation},
      {"operator", definition.mapping.name},
      {"named_tuple", definition.named_tuple.name},
      {"unsupported", definition.unsupported},
      {"reason", definition.reason},
      {"promotion", definition.promotion},
      {"summary", definition.summary},
      {"source", definition.source},
      {"since", definition.since},
      {"removed", definition.removed},
      {"xtensor", definition.xtensor},
      {"header", definition.header},
  };
  for (const auto& [key, text] : texts) {
    entry[llvm::StringRef(key.data(), key.size())] = json_string(text);
  }
}

llvm::json::Array examples_of(const Definition& definition) {
  llvm::json::Array examples;
  for (const Example& example : definition.examples) {
    examples.push_back(
        llvm::json::Object{{"before", json_string(example.before)},
                           {"after", json_string(example.after)},
                           {"slug", json_string(example.slug)}});
  }
  return examples;
}

llvm::json::Object entry_of(const Topic& topic, const Definition& definition) {
  llvm::json::Object entry{
      {"topic", json_string(topic.path())},
      {"line", definition.place.line},
      {"kind", named(kKinds, definition.kind)},
      {"name", json_string(definition.name)},
      {"package", json_string(definition.package)},
      {"qualified_name", json_string(definition.qualified_name())},
      {"target", json_string(definition.qualified_target())},
      {"variants", variants_of(definition)},
      {"params", json_params(definition)},
      {"hidden", definition.is_hidden},
      {"np_compat", definition.is_np_compat},
      {"python", definition.is_python},
      {"zero_d", named(kZeroD, definition.zero_d)},
      {"result", result_of(definition)},
      {"work", named(kWorks, definition.work)},
      {"arguments", arguments_of(definition)},
      {"dispatch", json_pairs(definition.dispatch)},
      {"renames", json_pairs(definition.renames)},
      {"rejects", json_pairs(definition.rejects)},
      {"tests", json_pairs(definition.tests)},
      {"aliases", json_strings(definition.aliases)},
      {"differs", json_strings(definition.differs)},
      {"examples", examples_of(definition)}};
  add_texts(definition, entry);
  return entry;
}

}  // namespace

std::string emit_table(std::span<const Topic> topics) {
  llvm::json::Array entries;
  for (const Topic& topic : topics) {
    for (const Definition& definition : topic.definitions) {
      entries.push_back(entry_of(topic, definition));
    }
  }
  std::string text;
  llvm::raw_string_ostream out(text);
  out << llvm::formatv("{0:2}", llvm::json::Value(std::move(entries))) << "\n";
  return text;
}

}  // namespace tnp::translate
