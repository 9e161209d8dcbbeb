#include "tools/rulegen/json.h"

namespace tnp::translate {
namespace {

constexpr std::string_view kTypeNames[] = {
    "array", "tensor", "int",    "ints",   "float",  "bool",
    "dtype", "str",    "scalar", "arrays", "object", "array_or_str"};

constexpr std::string_view kParamKinds[] = {"positional-only", "normal",
                                            "keyword-only", "variadic"};

std::string_view text_of(TypeKind kind) {
  return kTypeNames[static_cast<std::size_t>(kind)];
}

}  // namespace

llvm::json::Value json_string(std::string_view text) {
  return llvm::json::Value(std::string(text));
}

llvm::json::Array json_strings(const std::vector<std::string>& texts) {
  llvm::json::Array array;
  for (const std::string& text : texts) array.push_back(json_string(text));
  return array;
}

llvm::json::Object json_pairs(const Pairs& pairs) {
  llvm::json::Object object;
  for (const auto& [key, value] : pairs) object[key] = json_string(value);
  return object;
}

llvm::json::Array json_params(const Definition& definition) {
  llvm::json::Array params;
  for (const SignatureParam& param : definition.signature.params) {
    params.push_back(llvm::json::Object{
        {"name", json_string(param.name)},
        {"new_name", json_string(definition.new_name(param.name))},
        {"type", json_string(text_of(param.type.kind))},
        {"kind",
         json_string(kParamKinds[static_cast<std::size_t>(param.kind)])},
        {"optional", param.type.optional},
        {"has_default", param.has_default},
        {"default", json_string(param.default_text)},
        {"rejected", !definition.reject(param.name).empty()}});
  }
  return params;
}

}  // namespace tnp::translate
