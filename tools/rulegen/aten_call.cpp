#include "tools/rulegen/aten_call.h"

#include <algorithm>
#include <string_view>
#include <vector>

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

/// Whether a parameter of `type` can be passed for `argument`.
bool accepts(const OperatorArgument& argument, const Type& type) {
  const std::string_view text = argument.type;
  switch (type.kind) {
    case TypeKind::kArray:
    case TypeKind::kTensor:
      return text == "Tensor" || (text == "Tensor?" && type.optional);
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

/// Whether this overload can be called with exactly the mapped arguments.
bool fits(const Definition& definition, const OperatorSchema& schema) {
  if (!schema.is_function) return false;
  for (const MappedArgument& entry : definition.mapping.arguments) {
    const OperatorArgument* argument = schema.find(entry.name);
    if (!argument) return false;
    const SignatureParam* param = definition.signature.find(entry.value);
    if (param && !accepts(*argument, param->type)) return false;
  }
  return std::all_of(schema.arguments.begin(), schema.arguments.end(),
                     [&](const OperatorArgument& argument) {
                       return argument.has_default ||
                              is_option(schema, argument) ||
                              mapped(definition, argument);
                     });
}

std::string argument_text(const Definition& definition,
                          const MappedArgument& entry) {
  const SignatureParam* param = definition.signature.find(entry.value);
  if (!param) return entry.value;  // a literal
  const std::string& name = param->name;
  switch (param->type.kind) {
    case TypeKind::kArray:
    case TypeKind::kTensor:
      return "aten_operand(" + name + ", common)";
    case TypeKind::kIntList:
      return param->type.optional
                 ? "at::OptionalIntArrayRef(" + name + ")"
                 : "c10::IntArrayRef(" + name + ".data(), " + name + ".size())";
    case TypeKind::kScalar:
      return "aten_scalar(" + name + ")";
    case TypeKind::kDtype:
      return "to_scalar_type(" + name + ")";
    default:
      return name;
  }
}

/// What to pass for an argument that is not mapped but has mapped ones after
/// it.
std::string filler(const OperatorArgument& argument) {
  if (argument.type == "bool") return "false";
  return "{}";
}

std::string options_text(const Definition& definition) {
  const SignatureParam* dtype = definition.signature.find("dtype");
  // Without a dtype of its own a factory makes NumPy's default, float64.
  return std::string("at::TensorOptions().dtype(to_scalar_type(") +
         (dtype ? dtype->type.optional ? "dtype.value_or(DType::kFloat64)"
                                       : "dtype"
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
    arguments.push_back(entry ? argument_text(definition, *entry)
                              : filler(argument));
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
