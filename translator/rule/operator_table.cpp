#include "translator/rule/operator_table.h"

#include <algorithm>
#include <utility>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace tnp::translate {
namespace {

/// `*, ScalarType? dtype=None` gives type, name and whether there is a default.
OperatorArgument parse_argument(llvm::StringRef text) {
  const auto [declaration, value] = text.split('=');
  const auto [type, name] = declaration.trim().rsplit(' ');
  return {type.trim().str(), name.str(), text.contains('='),
          value.trim().str()};
}

/// Splits `sum.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`.
OperatorSchema parse_schema(llvm::StringRef declaration) {
  OperatorSchema schema;
  const auto [full_name, rest] = declaration.split('(');
  const auto [name, overload] = full_name.split('.');
  schema.name = name.str();
  schema.overload = overload.str();
  int depth = 1;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < rest.size() && depth > 0; ++i) {
    const char c = rest[i];
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (depth != 0 && !(c == ',' && depth == 1)) continue;
    const llvm::StringRef argument = rest.slice(begin, i).trim();
    if (!argument.empty() && argument != "*") {
      schema.arguments.push_back(parse_argument(argument));
    }
    begin = i + 1;
  }
  return schema;
}

/// The keys of one entry that matter here.
OperatorSchema read_schema(llvm::yaml::MappingNode& mapping) {
  OperatorSchema schema;
  bool is_function = true;
  for (llvm::yaml::KeyValueNode& pair : mapping) {
    auto* key = llvm::dyn_cast_or_null<llvm::yaml::ScalarNode>(pair.getKey());
    llvm::SmallString<16> key_storage;
    const llvm::StringRef name = key ? key->getValue(key_storage) : "";
    auto* value =
        name == "func" || name == "variants"
            ? llvm::dyn_cast_or_null<llvm::yaml::ScalarNode>(pair.getValue())
            : nullptr;
    if (!value) {
      pair.skip();
      continue;
    }
    llvm::SmallString<256> storage;
    const llvm::StringRef text = value->getValue(storage);
    if (name == "func") {
      schema = parse_schema(text);
    } else {
      is_function = text.contains("function");
    }
  }
  schema.is_function = is_function;
  return schema;
}

}  // namespace

const OperatorArgument* OperatorSchema::find(std::string_view argument) const {
  const std::string_view wanted = argument == "input" ? "self" : argument;
  const auto found = std::find_if(
      arguments.begin(), arguments.end(), [&](const OperatorArgument& entry) {
        return entry.name == wanted || entry.name == argument;
      });
  return found == arguments.end() ? nullptr : &*found;
}

OperatorTable OperatorTable::load(const SourceFile& native_functions,
                                  Diagnostics& diagnostics) {
  OperatorTable table;
  const std::string_view text = native_functions.text();
  llvm::SourceMgr manager;
  manager.setDiagHandler([](const llvm::SMDiagnostic&, void*) {});
  llvm::yaml::Stream stream(llvm::StringRef(text.data(), text.size()), manager,
                            /*ShowColors=*/false);
  auto* list = llvm::dyn_cast_or_null<llvm::yaml::SequenceNode>(
      stream.begin()->getRoot());
  if (list) {
    for (llvm::yaml::Node& node : *list) {
      auto* mapping = llvm::dyn_cast<llvm::yaml::MappingNode>(&node);
      if (!mapping) continue;
      OperatorSchema schema = read_schema(*mapping);
      if (!schema.overload.empty()) {
        table.operators_[schema.name + "." + schema.overload] = {schema};
      }
      table.operators_[schema.name].push_back(std::move(schema));
    }
  }
  if (stream.failed() || table.operators_.empty()) {
    diagnostics.push_back(diagnose_file(
        Severity::kError, Slug::kInvalidRule, native_functions.name(),
        "torch's operator table cannot be read; is this native_functions.yaml "
        "of the pinned torch?"));
  }
  return table;
}

bool OperatorTable::has_argument(std::string_view name,
                                 std::string_view argument) const {
  const auto schemas = overloads(name);
  return std::any_of(schemas.begin(), schemas.end(),
                     [&](const OperatorSchema& schema) {
                       return schema.find(argument) != nullptr;
                     });
}

std::span<const OperatorSchema> OperatorTable::overloads(
    std::string_view name) const {
  const auto found = operators_.find(name);
  if (found == operators_.end()) return {};
  return found->second;
}

}  // namespace tnp::translate
