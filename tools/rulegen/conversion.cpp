#include "tools/rulegen/conversion.h"

#include "tools/rulegen/emit.h"

namespace tnp::translate {
namespace {

bool is_quoted(std::string_view text) {
  return text.size() >= 2 && (text.front() == '\'' || text.front() == '"');
}

std::string string_literal(std::string_view text) {
  if (is_quoted(text)) text = text.substr(1, text.size() - 2);
  return "std::string_view(" + quoted(text) + ")";
}

/// `float`, `int`, `np.float64` in a default of a dtype parameter.
std::string dtype_literal(std::string_view text) {
  if (text == "float") return "DType::kFloat64";
  if (text == "int") return "DType::kInt64";
  if (text == "bool") return "DType::kBool";
  if (text == "complex") return "DType::kComplex128";
  if (text.starts_with("np.")) text.remove_prefix(3);
  return "*parse_dtype(" + quoted(text) + ")";
}

/// `[0, 1]` or `(0, 1)` as `Shape{0, 1}`; a number alone too.
std::string shape_literal(std::string_view text) {
  if (!text.empty() && (text.front() == '[' || text.front() == '(')) {
    text = text.substr(1, text.size() - 2);
  }
  if (!text.empty() && text.back() == ',') text.remove_suffix(1);
  return "Shape{" + std::string(text) + "}";
}

std::string float_literal(std::string_view text) {
  if (text == "inf") return "std::numeric_limits<double>::infinity()";
  if (text == "nan") return "std::numeric_limits<double>::quiet_NaN()";
  return "double{" + std::string(text) + "}";
}

std::string scalar_literal(std::string_view text) {
  if (text == "True") return "Scalar(true)";
  if (text == "False") return "Scalar(false)";
  const bool is_integer =
      text.find_first_not_of("-0123456789") == std::string_view::npos;
  return is_integer ? "Scalar(std::int64_t{" + std::string(text) + "})"
                    : "Scalar(" + float_literal(text) + ")";
}

std::string array_literal(std::string_view text) {
  const bool is_bool = text == "True" || text == "False";
  return "ndarray::from_scalar(" + scalar_literal(text) +
         (is_bool ? ", false)" : ", true)");
}

/// A type's name in C++, and in the names of the conversions.
struct TypeText {
  const char* cpp;
  const char* stem;
};

TypeText text_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::kArray:
    case TypeKind::kTensor:
      return {"ndarray", "array"};
    case TypeKind::kInt:
      return {"std::int64_t", "int"};
    case TypeKind::kIntList:
      return {"Shape", "ints"};
    case TypeKind::kFloat:
      return {"double", "float"};
    case TypeKind::kBool:
      return {"bool", "bool"};
    case TypeKind::kDtype:
      return {"DType", "dtype"};
    case TypeKind::kString:
      return {"std::string_view", "string"};
    case TypeKind::kScalar:
      return {"Scalar", "scalar"};
    case TypeKind::kArrayList:
      return {"std::vector<ndarray>", "arrays"};
    case TypeKind::kArrayOrString:
      return {"ArrayOrString", "array_or_string"};
    case TypeKind::kObject:
      break;
  }
  return {"PyObject*", "object"};
}

/// The default of a parameter, as a C++ value of its type.
std::string fallback(const SignatureParam& param) {
  const std::string& text = param.default_text;
  switch (param.type.kind) {
    case TypeKind::kArray:
    case TypeKind::kTensor:
      return array_literal(text);
    case TypeKind::kInt:
      return "std::int64_t{" + text + "}";
    case TypeKind::kIntList:
      return shape_literal(text);
    case TypeKind::kFloat:
      return float_literal(text);
    case TypeKind::kBool:
      return text == "True" ? "true" : "false";
    case TypeKind::kDtype:
      return dtype_literal(text);
    case TypeKind::kString:
      return string_literal(text);
    case TypeKind::kScalar:
      return scalar_literal(text);
    case TypeKind::kArrayList:
      return "std::vector<ndarray>()";
    case TypeKind::kArrayOrString:
      return "ArrayOrString(" +
             (is_quoted(text) ? string_literal(text) : array_literal(text)) +
             ")";
    case TypeKind::kObject:
      break;
  }
  return "Py_None";
}

std::string required_conversion(const SignatureParam& param,
                                const std::string& value) {
  switch (param.type.kind) {
    case TypeKind::kInt:
      return "int_from(" + value + ")";
    case TypeKind::kIntList:
      return "arg_ints(" + value + ", " +
             (param.type.accepts_single ? "true)" : "false)");
    case TypeKind::kDtype:
      return "dtype_from(" + value + ")";
    case TypeKind::kScalar:
      return "scalar_from(" + value + ")";
    case TypeKind::kArrayList:
      return (param.type.accepts_single ? "arg_arrays_or_one("
                                        : "arrays_from(") +
             value + ")";
    case TypeKind::kObject:
      return value;
    default:
      return std::string("arg_") + text_of(param.type.kind).stem + "(" + value +
             ")";
  }
}

/// Whether nothing given means no value. `where=True` is everywhere, which the
/// functions take as no mask.
bool is_none_by_default(const SignatureParam& param) {
  return !param.has_default || param.default_text == "None" ||
         (param.name == "where" && param.default_text == "True");
}

}  // namespace

std::string local_name(const SignatureParam& param) { return param.name + "_"; }

bool is_nullable(const SignatureParam& param) {
  return param.type.kind != TypeKind::kObject &&
         (param.type.optional || param.default_text == "None");
}

std::string conversion(const SignatureParam& param, const std::string& value) {
  const TypeText type = text_of(param.type.kind);
  if (param.type.kind == TypeKind::kArray && param.name == "out") {
    return "arg_out(" + value + ", arguments)";
  }
  if (!is_nullable(param)) {
    const std::string converted = required_conversion(param, value);
    if (!param.has_default) return converted;
    return value + " ? " + converted + " : " + fallback(param);
  }
  const std::string converted =
      std::string("arg_optional_") + type.stem + "(" + value + ")";
  if (is_none_by_default(param)) return converted;
  return value + " ? " + converted + " : std::optional<" + type.cpp + ">(" +
         fallback(param) + ")";
}

std::string variadic_conversion(const SignatureParam& param, bool of_method) {
  if (param.type.kind == TypeKind::kArrayList) return "variadic_arrays(rest)";
  if (is_nullable(param)) return "variadic_optional_shape(rest)";
  return of_method ? "variadic_shape(rest)" : "variadic_ints(rest)";
}

std::string passed(const SignatureParam& param) {
  const bool is_span =
      param.type.kind == TypeKind::kIntList ||
      (param.type.kind == TypeKind::kArrayList && is_nullable(param));
  return is_span ? "span_of(" + local_name(param) + ")" : local_name(param);
}

}  // namespace tnp::translate
