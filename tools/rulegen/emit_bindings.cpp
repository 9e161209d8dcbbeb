#include <set>

#include "llvm/Support/raw_ostream.h"
#include "tools/rulegen/aten_call.h"
#include "tools/rulegen/emit.h"

// A binding parses the arguments, converts each to the C++ type of its
// declaration (see runtime/python/arg_parse.h), calls, and converts the result.
namespace tnp::translate {
namespace {

/// `float`, `int`, `np.float64` in a default of a dtype parameter.
std::string dtype_text(std::string_view text) {
  if (text == "float") return "DType::kFloat64";
  if (text == "int") return "DType::kInt64";
  if (text == "bool") return "DType::kBool";
  if (text == "complex") return "DType::kComplex128";
  return "*parse_dtype(" + quoted(text) + ")";
}

std::string unquoted(std::string_view text) {
  if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"')) {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

std::string bool_literal(std::string_view text) {
  return text == "True" ? "true" : "false";
}

/// `[0, 1]` or `(0, 1)` as `Shape{0, 1}`; a number alone too.
std::string shape_literal(std::string_view text) {
  if (!text.empty() && (text.front() == '[' || text.front() == '(')) {
    text = text.substr(1, text.size() - 2);
  }
  if (!text.empty() && text.back() == ',') text.remove_suffix(1);
  return "Shape{" + std::string(text) + "}";
}

std::string scalar_literal(std::string_view text) {
  if (text == "True" || text == "False") {
    return "Scalar(" + bool_literal(text) + ")";
  }
  const bool is_integer =
      text.find_first_not_of("-0123456789") == std::string_view::npos;
  return is_integer ? "Scalar(std::int64_t{" + std::string(text) + "})"
                    : "Scalar(" + std::string(text) + ")";
}

/// The C++ variable of a parameter: its name, unless C++ or the binding itself
/// uses that.
std::string variable(const SignatureParam& param) {
  const bool is_taken = param.name == "v" || param.name == "default";
  return is_taken ? param.name + "_" : param.name;
}

/// Where the arrays taken as separate arguments stand: `meshgrid(*xi)`; -1 for
/// none.
int variadic_arrays(const Definition& definition) {
  const auto& params = definition.signature.params;
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (params[i].kind == ParamKind::kVariadic &&
        params[i].type.kind == TypeKind::kArrayList) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

/// Converts the required value `v`, or the default, to the parameter's type.
std::string conversion(const SignatureParam& param, const std::string& v) {
  const auto or_default = [&](const std::string& convert,
                              const std::string& fallback) {
    return param.has_default ? v + " ? " + convert + " : " + fallback : convert;
  };
  const std::string& text = param.default_text;
  switch (param.type.kind) {
    case TypeKind::kArray:
    case TypeKind::kTensor:
      return or_default(
          "arg_array(" + v + ")",
          "ndarray::from_scalar(" + scalar_literal(text) + ", true)");
    case TypeKind::kInt:
      return or_default("int_from(" + v + ")", "std::int64_t{" + text + "}");
    case TypeKind::kIntList:
      return or_default("arg_ints(" + v + ", " +
                            (param.type.accepts_single ? "true" : "false") +
                            ")",
                        shape_literal(text));
    case TypeKind::kFloat:
      return or_default("arg_float(" + v + ")", "double{" + text + "}");
    case TypeKind::kBool:
      return or_default("arg_bool(" + v + ")", bool_literal(text));
    case TypeKind::kDtype:
      return or_default("dtype_from(" + v + ")", dtype_text(text));
    case TypeKind::kString:
      return or_default("arg_string(" + v + ")",
                        "std::string_view(" + quoted(unquoted(text)) + ")");
    case TypeKind::kScalar:
      return or_default("scalar_from(" + v + ")", scalar_literal(text));
    case TypeKind::kArrayList:
      return "arrays_from(" + v + ")";
    case TypeKind::kArrayOrString:
      return or_default("arg_array_or_string(" + v + ")",
                        text.find_first_of("'\"") == 0
                            ? "ArrayOrString(std::string_view(" +
                                  quoted(unquoted(text)) + "))"
                            : "ArrayOrString(ndarray::from_scalar(" +
                                  scalar_literal(text) + ", true))");
    case TypeKind::kObject:
      return or_default(v, "Py_None");
  }
  return v;
}

std::string optional_conversion(const SignatureParam& param,
                                const std::string& v) {
  switch (param.type.kind) {
    case TypeKind::kArray:
    case TypeKind::kTensor:
      return (param.name == "out" ? "arg_out(" : "arg_optional_array(") + v +
             ")";
    case TypeKind::kInt:
      // `int? axis=-1`: None is a value of its own, not the default.
      return param.has_default && param.default_text != "None"
                 ? v + " ? arg_optional_int(" + v +
                       ") : std::optional<std::int64_t>(" + param.default_text +
                       ")"
                 : "arg_optional_int(" + v + ")";
    case TypeKind::kIntList:
      return "arg_optional_ints(" + v + ")";
    case TypeKind::kFloat:
      return "arg_optional_float(" + v + ")";
    case TypeKind::kBool:
      return "arg_optional_bool(" + v + ")";
    case TypeKind::kDtype:
      return "arg_optional_dtype(" + v + ")";
    case TypeKind::kString:
      return "arg_optional_string(" + v + ")";
    case TypeKind::kScalar:
      return "arg_optional_scalar(" + v + ")";
    case TypeKind::kArrayOrString: {
      const std::string value = "arg_optional_array_or_string(" + v + ")";
      if (!param.has_default || param.default_text == "None") return value;
      SignatureParam required = param;
      required.type.optional = false;
      return v + " ? " + value + " : std::optional<ArrayOrString>(" +
             conversion(required, v) + ")";
    }
    default:
      return v;
  }
}

bool is_nullable(const SignatureParam& param) {
  return param.type.optional || param.default_text == "None";
}

std::string passed(const SignatureParam& param) {
  return param.type.kind == TypeKind::kIntList
             ? "span_of(" + variable(param) + ")"
             : variable(param);
}

/// The arguments of a composition: every parameter that is not rejected.
std::string composition_call(const Definition& definition) {
  std::string text = "ops::" + definition.implementation + "(";
  bool is_first = true;
  for (const SignatureParam& param : definition.signature.params) {
    if (!definition.reject(param.name).empty()) continue;
    if (!is_first) text += ", ";
    is_first = false;
    text += passed(param);
  }
  return text + ")";
}

std::vector<const SignatureParam*> array_params(const Definition& definition) {
  std::vector<const SignatureParam*> arrays;
  for (const SignatureParam& param : definition.signature.params) {
    if (param.type.kind == TypeKind::kArray && !is_nullable(param) &&
        param.name != "out") {
      arrays.push_back(&param);
    }
  }
  return arrays;
}

/// The dtype that tensor operands are cast to before the call.
std::string common_dtype(const Definition& definition) {
  std::string operands;
  for (const SignatureParam* param : array_params(definition)) {
    operands += (operands.empty() ? "&" : ", &") + variable(*param);
  }
  std::string common = "result_type({" + operands + "})";
  const std::string& promotion = definition.promotion;
  if (definition.work == WorkKind::kKernel || promotion == "float") {
    common = "float_result(" + common + ")";
  } else if (promotion == "sum") {
    common = "accumulator(" + common + ")";
  }
  const SignatureParam* dtype = definition.signature.find("dtype");
  if (dtype && is_nullable(*dtype)) common = "dtype ? *dtype : " + common;
  return common;
}

class BindingEmitter {
 public:
  BindingEmitter(llvm::raw_ostream& out, const OperatorTable& operators,
                 Diagnostics& diagnostics)
      : out_(out), operators_(operators), diagnostics_(diagnostics) {}

  void emit(const Definition& definition) {
    const std::string name = symbol(definition);
    if (is_variadic(definition)) {
      emit_call(definition, name);
      emit_variadic_entry(definition, name);
      return;
    }
    emit_parser(definition, name);
    emit_call(definition, name);
    if (definition.is_function) emit_entry(definition, name, false);
    if (definition.is_method) emit_entry(definition, name, true);
  }

  static std::string symbol(const Definition& definition) {
    // A function and a method of one name may be two entries.
    const std::string name = definition.is_function
                                 ? definition.name
                                 : definition.name + "_of_array";
    return definition.package.empty() ? name : definition.package + "_" + name;
  }

 private:
  void emit_parser(const Definition& definition, const std::string& name) {
    const auto& params = definition.signature.params;
    int positional_only = 0;
    int positional = 0;
    const bool has_specs =
        params.size() > (variadic_arrays(definition) >= 0 ? 1u : 0u);
    if (has_specs) out_ << "constexpr ParamSpec k_" << name << "[] = {\n";
    for (const SignatureParam& param : params) {
      if (param.kind == ParamKind::kVariadic) continue;
      const std::string_view other = definition.new_name(param.name);
      out_ << "    {" << quoted(param.name) << ", "
           << (other == param.name ? "nullptr" : quoted(other)) << ", "
           << (param.has_default ? "false" : "true") << "},\n";
      positional_only += param.kind == ParamKind::kPositionalOnly;
      positional += param.kind != ParamKind::kKeywordOnly;
    }
    if (has_specs) out_ << "};\n";
    out_ << "const ArgParser parser_" << name << "(" << quoted(definition.name)
         << ", " << (has_specs ? "k_" + name : "std::span<const ParamSpec>()")
         << ", " << positional_only << ", " << positional << ");\n\n";
  }

  /// The conversion of every value and the call; `v` holds the parsed values.
  void emit_call(const Definition& definition, const std::string& name) {
    out_ << "PyObject* call_" << name << "([[maybe_unused]] PyObject* const* v"
         << (is_variadic(definition) ? ", Py_ssize_t num_args" : "")
         << (variadic_arrays(definition) >= 0
                 ? ", PyObject* const* rest, Py_ssize_t num_rest"
                 : "")
         << ") {\n  return guarded([&]() -> PyObject* {\n";
    std::size_t index = 0;
    for (const SignatureParam& param : definition.signature.params) {
      if (static_cast<int>(&param - definition.signature.params.data()) ==
          variadic_arrays(definition)) {
        out_ << "    const auto " << variable(param)
             << " = arg_variadic_arrays(rest, num_rest);\n";
        continue;
      }
      emit_conversion(definition, param, "v[" + std::to_string(index++) + "]");
    }
    emit_result(definition);
    out_ << "  });\n}\n\n";
  }

  static bool is_variadic(const Definition& definition) {
    const auto& params = definition.signature.params;
    return !params.empty() && params.front().kind == ParamKind::kVariadic &&
           params.front().type.kind == TypeKind::kIntList;
  }

  void emit_conversion(const Definition& definition,
                       const SignatureParam& param, const std::string& value) {
    const std::string_view advice = definition.reject(param.name);
    if (!advice.empty()) {
      out_ << "    reject_argument(" << value << ", " << quoted(definition.name)
           << ", " << quoted(param.name) << ", " << quoted(advice) << ");\n";
      return;
    }
    out_ << "    [[maybe_unused]] const auto " << variable(param) << " = ";
    if (param.kind == ParamKind::kVariadic) {
      out_ << "arg_variadic_ints(v, num_args)";
    } else if (is_nullable(param)) {
      out_ << optional_conversion(param, value);
    } else {
      out_ << conversion(param, value);
    }
    out_ << ";\n";
  }

  void emit_result(const Definition& definition) {
    const SignatureParam* out_param = definition.signature.find("out");
    std::string call;
    switch (definition.work) {
      case WorkKind::kComposition:
        call = composition_call(definition);
        break;
      case WorkKind::kKernel:
        call = kernel_call(definition);
        break;
      default:
        call = aten_result_call(definition);
        if (out_param) call = "into_out(" + call + ", out)";
        break;
    }
    // NumPy returns the very object that was given as `out`.
    if (out_param) {
      const int place =
          static_cast<int>(out_param - definition.signature.params.data());
      const int arrays = variadic_arrays(definition);
      const int index = arrays >= 0 && arrays < place ? place - 1 : place;
      out_ << "    if (out) {\n      " << call
           << ";\n      return Py_NewRef(out_object(v[" << index
           << "]));\n    }\n";
    }
    out_ << "    return to_python(" << call << ", " << result_form(definition)
         << ", " << (view_source(definition) ? "v[0]" : "nullptr") << ");\n";
  }

  /// Whether results may be views of the first argument.
  static bool view_source(const Definition& definition) {
    return !definition.signature.params.empty() &&
           variadic_arrays(definition) != 0;
  }

  static std::string result_form(const Definition& definition) {
    const auto& returns = definition.signature.returns;
    if (!returns.empty() && returns.front().is_view) return "ResultForm::kView";
    return definition.keeps_zero_d ? "ResultForm::kArray"
                                   : "ResultForm::kScalarWhenZeroD";
  }

  std::string kernel_call(const Definition& definition) {
    out_ << "    const DType common = " << common_dtype(definition) << ";\n"
         << "    const DType computed = kernel_dtype(common);\n";
    std::string operands;
    for (const SignatureParam* param : array_params(definition)) {
      operands += (operands.empty() ? "" : ", ") +
                  ("aten_operand(" + param->name + ", computed)");
    }
    return "astype(aten_result(kernels::" + definition.implementation + "(" +
           operands + ")), common, Casting::kUnsafe, 'K', false)";
  }

  std::string aten_result_call(const Definition& definition) {
    if (!array_params(definition).empty()) {
      out_ << "    [[maybe_unused]] const DType common = "
           << common_dtype(definition) << ";\n";
    }
    const auto call = aten_call(definition, operators_);
    if (!call) {
      diagnostics_.push_back(diagnose_file(
          Severity::kError, Slug::kInvalidRule, definition.file,
          "`" + definition.name + "` (line " +
              std::to_string(definition.place.line) +
              "): no overload of operator `" + definition.mapping.name +
              "` takes the mapped arguments; use `ops:`"));
      return "ndarray()";
    }
    return "aten_result(" + *call + ")";
  }

  void emit_entry(const Definition& definition, const std::string& name,
                  bool as_method) {
    const std::size_t count = definition.signature.params.size();
    const int leading = variadic_arrays(definition);
    if (leading >= 0) {
      out_ << "PyObject* function_" << name
           << "(PyObject*, PyObject* const* args, Py_ssize_t num_args, "
              "PyObject* keywords) {\n"
           << "  PyObject* v[" << count << "];\n"
           << "  const Py_ssize_t leading = num_args < " << leading
           << " ? num_args : " << leading << ";\n"
           << "  if (!parser_" << name
           << ".parse_leading(args, leading, num_args, keywords, v)) return "
              "nullptr;\n"
           << "  return call_" << name
           << "(v, args + leading, num_args - leading);\n}\n\n";
      return;
    }
    out_ << "PyObject* " << (as_method ? "method_" : "function_") << name << "("
         << (as_method ? "PyObject* self" : "PyObject*")
         << ", PyObject* const* args, Py_ssize_t num_args, "
            "PyObject* keywords) {\n"
         << "  PyObject* v[" << std::max<std::size_t>(count, 1) << "];\n"
         << "  if (!parser_" << name << ".parse"
         << (as_method ? "_method(self, " : "(")
         << "args, num_args, keywords, v)) return nullptr;\n"
         << "  return call_" << name << "(v);\n}\n\n";
  }

  void emit_variadic_entry(const Definition& definition,
                           const std::string& name) {
    out_ << "PyObject* function_" << name
         << "(PyObject*, PyObject* const* args, Py_ssize_t num_args) {\n"
         << "  return call_" << name << "(args, num_args);\n}\n\n";
    static_cast<void>(definition);
  }

  llvm::raw_ostream& out_;
  const OperatorTable& operators_;
  Diagnostics& diagnostics_;
};

void emit_table(llvm::raw_ostream& out, const Topic& topic, bool methods,
                std::string_view package) {
  for (const Definition& definition : topic.definitions) {
    if (!is_bound(definition)) continue;
    if (methods ? !definition.is_method
                : !definition.is_function || definition.package != package) {
      continue;
    }
    const std::string name = BindingEmitter::symbol(definition);
    const bool is_variadic =
        !definition.signature.params.empty() &&
        definition.signature.params.front().kind == ParamKind::kVariadic &&
        definition.signature.params.front().type.kind == TypeKind::kIntList;
    out << "    {" << quoted(definition.name) << ", method_cast("
        << (methods ? "method_" : "function_") << name << "), "
        << (is_variadic ? "METH_FASTCALL" : "METH_FASTCALL | METH_KEYWORDS")
        << ",\n     "
        << quoted(definition.name + python_signature(definition, methods) +
                  "\n--\n\n" + docstring(definition))
        << "},\n";
  }
  out << "    {nullptr, nullptr, 0, nullptr},\n";
}

/// The operators whose headers the file includes.
std::set<std::string> operator_headers(const Topic& topic) {
  std::set<std::string> headers;
  for (const Definition& definition : topic.definitions) {
    if (!is_bound(definition) || definition.work != WorkKind::kAten) continue;
    const std::string& name = definition.mapping.name;
    headers.insert(name.substr(0, name.find('.')));
  }
  return headers;
}

std::set<std::string> kernel_headers(const Topic& topic) {
  std::set<std::string> headers;
  for (const Definition& definition : topic.definitions) {
    if (is_bound(definition) && definition.work == WorkKind::kKernel) {
      headers.insert(definition.implementation);
    }
  }
  return headers;
}

constexpr const char* kIncludes =
    "#include \"runtime/core/cast.h\"\n"
    "#include \"runtime/core/promotion.h\"\n"
    "#include \"runtime/core/tensor.h\"\n"
    "#include \"runtime/ops/ops.h\"\n"
    "#include \"runtime/python/arg_parse.h\"\n"
    "#include \"runtime/python/array_tables.h\"\n"
    "#include \"runtime/python/bindings.h\"\n"
    "#include \"runtime/python/errors.h\"\n";

}  // namespace

std::string emit_bindings(const Topic& topic, const OperatorTable& operators,
                          Diagnostics& diagnostics) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "// Generated by tnp-rulegen from rules/numpy/" << topic.name
      << ".yaml. Do not edit.\n";
  for (const std::string& name : operator_headers(topic)) {
    out << "#include <ATen/ops/" << name << ".h>\n";
  }
  out << kIncludes;
  for (const std::string& name : kernel_headers(topic)) {
    out << "#include \"runtime/kernels/" << name << ".h\"\n";
  }
  out << "\nnamespace tnp::python {\nnamespace {\n\nusing "
         "python::span_of;\nusing tnp::span_of;\n\n";
  BindingEmitter emitter(out, operators, diagnostics);
  for (const Definition& definition : topic.definitions) {
    if (is_bound(definition)) emitter.emit(definition);
  }
  const std::vector<std::string> packages = packages_of({&topic, 1});
  for (std::size_t i = 0; i < packages.size(); ++i) {
    out << "PyMethodDef functions_" << i << "[] = {\n";
    emit_table(out, topic, false, packages[i]);
    out << "};\n\n";
  }
  out << "PyMethodDef methods[] = {\n";
  emit_table(out, topic, true, "");
  out << "};\n[[maybe_unused]] PyMethodDef no_methods[] = {{nullptr, nullptr, "
         "0, nullptr}};\n\n"
      << "const BindingTable tables[] = {\n";
  for (std::size_t i = 0; i < packages.size(); ++i) {
    out << "    {" << quoted(packages[i]) << ", functions_" << i << ", "
        << (i == 0 ? "methods" : "no_methods") << "},\n";
  }
  out << "};\n\n}  // namespace\n\nextern const std::span<const BindingTable> "
         "bindings_"
      << topic.name << ";\nconst std::span<const BindingTable> bindings_"
      << topic.name << " = tables;\n\n}  // namespace tnp::python\n";
  return text;
}

std::string emit_binding_index(std::span<const Topic> topics) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "// Generated by tnp-rulegen. Do not edit.\n"
         "#include \"runtime/python/bindings.h\"\n"
         "#include \"runtime/python/module.h\"\n\nnamespace tnp::python {\n\n";
  std::string calls;
  for (const Topic& topic : topics) {
    bool has_any = false;
    for (const auto& definition : topic.definitions) {
      has_any = has_any || is_bound(definition);
    }
    if (!has_any) continue;
    out << "extern const std::span<const BindingTable> bindings_" << topic.name
        << ";\n";
    calls += "  if (add_binding_tables(module, bindings_" + topic.name +
             ") < 0) return -1;\n";
  }
  out << "\nint add_bindings([[maybe_unused]] PyObject* module) {\n"
      << calls << "  return 0;\n}\n\n}  // namespace tnp::python\n";
  return text;
}

std::string emit_kernel_schemas(std::span<const Topic> topics) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "// Generated by tnp-rulegen. Do not edit.\n"
         "#include <torch/library.h>\n\nTORCH_LIBRARY(tnp, library) {\n";
  for (const Topic& topic : topics) {
    for (const Definition& definition : topic.definitions) {
      if (!definition.is_hidden) continue;
      out << "  library.def(" << quoted(definition.name) << " \"(";
      bool is_first = true;
      for (const SignatureParam& param : definition.signature.params) {
        out << (is_first ? "" : ", ") << "Tensor " << param.name;
        is_first = false;
      }
      out << ") -> Tensor\");\n";
    }
  }
  out << "}\n";
  return text;
}

}  // namespace tnp::translate
