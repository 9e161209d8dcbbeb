#include "tools/rulegen/aten_call.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "tools/rulegen/conversion.h"
#include "tools/rulegen/emit.h"

// native_functions.yaml names the arguments; the C++ call passes them in the
// schema's order, and dtype, layout, device and pin_memory as one
// TensorOptions.
namespace tnp::translate {
namespace {

const MappedArgument* mapped(const Definition& definition,
                             const OperatorArgument& argument) {
  for (const MappedArgument& entry : definition.mapping.arguments) {
    if (entry.name == argument.name ||
        (entry.name == "input" && argument.name == "self")) {
      return &entry;
    }
  }
  return nullptr;
}

bool has_options(const OperatorSchema& schema) {
  return schema.find("layout") && schema.find("device") &&
         schema.find("pin_memory");
}

bool is_option(const OperatorSchema& schema, const OperatorArgument& argument) {
  constexpr std::string_view kOptions[] = {"dtype", "layout", "device",
                                           "pin_memory"};
  return has_options(schema) &&
         std::find(std::begin(kOptions), std::end(kOptions), argument.name) !=
             std::end(kOptions);
}

/// Whether `param` can be passed for `argument`.
bool accepts(const OperatorArgument& argument, const SignatureParam& param) {
  const Type& type = param.type;
  const std::string_view text = argument.type;
  if (is_nullable(param) && !text.ends_with("?")) return false;
  switch (type.kind) {
    case TypeKind::kArray:
    case TypeKind::kTensor:
      return text == "Tensor" || text == "Tensor?";
    case TypeKind::kInt:
      return text.starts_with("int") || text.starts_with("SymInt");
    case TypeKind::kIntList:
      return text.starts_with("int[") || text.starts_with("SymInt[");
    case TypeKind::kFloat:
      return text.starts_with("float") || text.starts_with("Scalar");
    case TypeKind::kScalar:
      return text.starts_with("Scalar");
    case TypeKind::kBool:
      return text.starts_with("bool");
    case TypeKind::kString:
      return text.starts_with("str");
    case TypeKind::kDtype:
      return text.starts_with("ScalarType");
    case TypeKind::kArrayList:
      return text == "Tensor[]";
    case TypeKind::kArrayOrString:
    case TypeKind::kObject:
      break;
  }
  return false;
}

/// A literal of the rule table or of the operator table, in C++. None when it
/// has no form there.
std::optional<std::string> literal_text(std::string_view text) {
  if (text == "None" || text == "[]") return "{}";
  if (text == "True") return "true";
  if (text == "False") return "false";
  if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"')) {
    return quoted(text.substr(1, text.size() - 2));
  }
  if (text.size() >= 2 && text.front() == '[') {
    return "{" + std::string(text.substr(1, text.size() - 2)) + "}";
  }
  const bool is_number =
      text.find_first_not_of("+-.0123456789e") == std::string_view::npos;
  if (is_number && !text.empty()) return std::string(text);
  return std::nullopt;
}

/// Whether this overload can be called with exactly the mapped arguments.
bool fits(const Definition& definition, const OperatorSchema& schema) {
  if (!schema.is_function) return false;
  for (const MappedArgument& entry : definition.mapping.arguments) {
    const OperatorArgument* argument = schema.find(entry.name);
    if (!argument) return false;
    const SignatureParam* param = definition.signature.find(entry.value);
    if (param && !accepts(*argument, *param)) return false;
    if (!param && !literal_text(entry.value)) return false;
  }
  return std::all_of(schema.arguments.begin(), schema.arguments.end(),
                     [&](const OperatorArgument& argument) {
                       return literal_text(argument.default_text) ||
                              is_option(schema, argument) ||
                              mapped(definition, argument);
                     });
}

/// Factories are the operators that take a dtype and a device.
bool is_factory(const OperatorSchema& schema) {
  return std::any_of(schema.arguments.begin(), schema.arguments.end(),
                     [&](const OperatorArgument& argument) {
                       return is_option(schema, argument);
                     });
}

std::string argument_text(const Definition& definition,
                          const OperatorSchema& schema,
                          const MappedArgument& entry) {
  const SignatureParam* param = definition.signature.find(entry.value);
  if (!param) return *literal_text(entry.value);
  const std::string name = local_name(*param);
  switch (param->type.kind) {
    case TypeKind::kArray:
    case TypeKind::kTensor:
      return "aten_operand(" + name + ", common)";
    case TypeKind::kArrayList:
      return "aten_operands(" + name + ", common)";
    case TypeKind::kIntList:
      return (entry.name == "size" && is_factory(schema) ? "aten_shape("
                                                         : "aten_ints(") +
             name + ")";
    case TypeKind::kScalar:
      return "aten_scalar(" + name + ")";
    case TypeKind::kDtype:
      return "aten_type(" + name + ")";
    default:
      return name;
  }
}

std::string options_text(const Definition& definition) {
  const SignatureParam* dtype = definition.signature.find("dtype");
  // Without a dtype of its own a factory makes NumPy's default, float64.
  return std::string("at::TensorOptions().dtype(to_scalar_type(") +
         (dtype ? is_nullable(*dtype) ? "dtype_.value_or(DType::kFloat64)"
                                      : "dtype_"
                : "DType::kFloat64") +
         "))";
}

std::string call_text(const Definition& definition,
                      const OperatorSchema& schema) {
  std::vector<std::string> arguments;
  std::size_t used = 0;
  bool has_passed_options = false;
  for (const OperatorArgument& argument : schema.arguments) {
    if (is_option(schema, argument)) {
      if (has_passed_options) continue;
      has_passed_options = true;
      arguments.push_back(options_text(definition));
      used = arguments.size();
      continue;
    }
    const MappedArgument* entry = mapped(definition, argument);
    arguments.push_back(entry ? argument_text(definition, schema, *entry)
                              : *literal_text(argument.default_text));
    if (entry) used = arguments.size();
  }
  std::string text = "at::" + schema.name + "(";
  for (std::size_t i = 0; i < used; ++i) {
    if (i) text += ", ";
    text += arguments[i];
  }
  return text + ")";
}

}  // namespace

std::optional<std::string> aten_call(const Definition& definition,
                                     const OperatorTable& operators) {
  const OperatorSchema* best = nullptr;
  for (const OperatorSchema& schema :
       operators.overloads(definition.mapping.name)) {
    const bool is_smaller =
        !best || schema.arguments.size() < best->arguments.size();
    if (is_smaller && fits(definition, schema)) best = &schema;
  }
  if (!best) return std::nullopt;
  return call_text(definition, *best);
}

}  // namespace tnp::translate
