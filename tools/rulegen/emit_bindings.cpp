#include <algorithm>
#include <set>

#include "llvm/Support/raw_ostream.h"
#include "tools/rulegen/aten_call.h"
#include "tools/rulegen/conversion.h"
#include "tools/rulegen/emit.h"

// A binding parses the arguments, converts each to the C++ type of its
// declaration (see runtime/python/arg_parse.h), calls, and converts the result.
namespace tnp::translate {
namespace {

/// The name of an entry's C++ functions. A function and a method may have
/// entries of one name.
std::string symbol(const Definition& definition) {
  if (!definition.is_function) return "ndarray_" + definition.name;
  if (definition.package.empty()) return definition.name;
  std::string package = definition.package;
  std::replace(package.begin(), package.end(), '.', '_');
  return package + "_" + definition.name;
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

/// How the result's dtype follows. ATen accumulates unsigned integers as int64,
/// NumPy as uint64: these operators never have ATen's own rule.
std::string_view promotion_of(const Definition& definition) {
  constexpr std::string_view kAccumulating[] = {"sum", "nansum", "prod",
                                                "cumsum", "cumprod"};
  const bool accumulates =
      std::find(std::begin(kAccumulating), std::end(kAccumulating),
                definition.mapping.name) != std::end(kAccumulating);
  if (definition.promotion.empty() && accumulates) return "sum";
  return definition.promotion;
}

/// The dtype that tensor operands are cast to before the call.
std::string common_dtype(const Definition& definition) {
  std::string operands;
  for (const SignatureParam* param : array_params(definition)) {
    operands += (operands.empty() ? "&" : ", &") + local_name(*param);
  }
  std::string common = "result_type({" + operands + "})";
  const std::string_view promotion = promotion_of(definition);
  if (definition.work == WorkKind::kKernel || promotion == "float") {
    common = "float_result(" + common + ")";
  } else if (promotion == "sum") {
    common = "accumulator(" + common + ")";
  }
  const SignatureParam* dtype = definition.signature.find("dtype");
  if (dtype && is_nullable(*dtype)) common = "dtype_ ? *dtype_ : " + common;
  return common;
}

/// The dtype that the result is given, where NumPy's rule is stated.
std::string result_dtype(const Definition& definition) {
  const std::string_view promotion = promotion_of(definition);
  if (promotion == "bool") return "DType::kBool";
  if (promotion == "int64") return "DType::kInt64";
  const bool is_stated = !promotion.empty() && promotion != "default";
  return is_stated && !array_params(definition).empty() ? "common" : "";
}

class BindingEmitter {
 public:
  BindingEmitter(llvm::raw_ostream& out, const Definition& definition,
                 const OperatorTable& operators, Diagnostics& diagnostics)
      : out_(out),
        definition_(definition),
        params_(definition.signature.params),
        name_(symbol(definition)),
        operators_(operators),
        diagnostics_(diagnostics) {}

  void emit() {
    emit_parser();
    emit_call();
    if (definition_.is_function) emit_entry(false);
    if (definition_.is_method) emit_entry(true);
  }

 private:
  void emit_parser() {
    int positional_only = 0;
    int positional = 0;
    if (!params_.empty()) {
      out_ << "constexpr ParamSpec params_" << name_ << "[] = {\n";
    }
    for (const SignatureParam& param : params_) {
      const std::string_view other = definition_.new_name(param.name);
      const bool is_variadic = param.kind == ParamKind::kVariadic;
      const bool is_required = !param.has_default && !is_variadic;
      out_ << "    {" << quoted(param.name) << ", "
           << (other == param.name ? "nullptr" : quoted(other)) << ", "
           << (is_required ? "true" : "false")
           << (is_variadic ? ", true},\n" : "},\n");
      positional_only += param.kind == ParamKind::kPositionalOnly;
      positional += param.kind != ParamKind::kKeywordOnly;
    }
    if (!params_.empty()) out_ << "};\n";
    out_ << "const ArgParser parser_" << name_ << "("
         << quoted(definition_.name) << ", "
         << (params_.empty() ? "std::span<const ParamSpec>()"
                             : "params_" + name_)
         << ", " << positional_only << ", " << positional << ");\n";
    if (!definition_.named_tuple.name.empty()) emit_named_tuple();
    out_ << "\n";
  }

  void emit_named_tuple() {
    std::string fields;
    for (const std::string& field : definition_.named_tuple.fields) {
      fields += (fields.empty() ? "" : " ") + field;
    }
    const std::string module =
        definition_.package.empty() ? "tnp" : "tnp." + definition_.package;
    out_ << "const NamedTuple tuple_" << name_ << "("
         << quoted(definition_.named_tuple.name) << ", " << quoted(fields)
         << ", " << quoted(module) << ");\n";
  }

  /// The conversion of every value and the call; `values` are the parsed ones.
  void emit_call() {
    out_ << "PyObject* call_" << name_
         << "([[maybe_unused]] PyObject* const* values"
         << (definition_.variadic() ? ", const Variadic& rest" : "")
         << ") {\n  return guarded([&]() -> PyObject* {\n";
    if (definition_.signature.find("out") || definition_.works_in_place()) {
      out_ << "    const std::span<PyObject* const> arguments(values, "
           << params_.size() << ");\n";
    }
    for (std::size_t i = 0; i < params_.size(); ++i) {
      emit_conversion(params_[i], "values[" + std::to_string(i) + "]", i == 0);
    }
    emit_result();
    out_ << "  });\n}\n\n";
  }

  void emit_conversion(const SignatureParam& param, const std::string& value,
                       bool is_first) {
    const std::string_view advice = definition_.reject(param.name);
    if (!advice.empty()) {
      out_ << "    reject_argument(" << value << ", "
           << quoted(definition_.name) << ", " << quoted(param.name) << ", "
           << quoted(python_literal(param.default_text)) << ", "
           << quoted(advice) << ");\n";
      return;
    }
    std::string converted = conversion(param, value);
    if (param.kind == ParamKind::kVariadic) {
      converted = variadic_conversion(param, definition_.is_method);
    } else if (is_first && definition_.works_in_place()) {
      converted = "arg_written_array(" + value + ", " +
                  quoted(definition_.name) + ", arguments)";
    }
    out_ << "    [[maybe_unused]] const auto " << local_name(param) << " =\n"
         << "        " << converted << ";\n";
  }

  /// As `repr` prints it.
  static std::string python_literal(std::string text) {
    std::replace(text.begin(), text.end(), '"', '\'');
    return text;
  }

  void emit_result() {
    const std::string call = call_text();
    out_ << "    auto result = " << call << ";\n";
    // NumPy returns the very object that was given as `out`.
    if (const SignatureParam* out = definition_.signature.find("out")) {
      out_ << "    if (out_) return Py_NewRef(out_object(values["
           << out - params_.data() << "]));\n";
    }
    if (!definition_.itself.empty()) emit_itself();
    const std::string converted = "to_python(std::move(result), " +
                                  result_form() + ", " + class_source() +
                                  classed_results() + ")";
    const bool is_named = !definition_.named_tuple.name.empty();
    out_ << "    return "
         << (is_named ? "tuple_" + name_ + ".wrap(" + converted + ")"
                      : converted)
         << ";\n";
  }

  /// The very object that was given, where the result is its array. 0-d
  /// results are scalars.
  void emit_itself() {
    const std::string name = definition_.itself + "_";
    const std::string object =
        "values[" +
        std::to_string(definition_.signature.find(definition_.itself) -
                       params_.data()) +
        "]";
    out_ << "    if (is_array(" << object << ") && result.ndim() > 0 &&\n"
         << "        result.is_direct() && result.data() == " << name
         << ".data() &&\n"
         << "        result.storage().unsafeGetStorageImpl() ==\n"
         << "            " << name << ".storage().unsafeGetStorageImpl()) {\n"
         << "      return Py_NewRef(" << object << ");\n    }\n";
  }

  /// The argument whose class results take.
  std::string class_source() const {
    const ClassRule& rule = definition_.class_rule;
    if (params_.empty() || rule.never) return "nullptr";
    if (rule.of.empty()) return "values[0]";
    const SignatureParam& first = *definition_.signature.find(rule.of.front());
    if (first.type.kind == TypeKind::kArrayList) {
      return "class_source_in(values[" +
             std::to_string(&first - params_.data()) + "])";
    }
    std::string text;
    for (const std::string& name : rule.of) {
      const auto index = definition_.signature.find(name) - params_.data();
      text += (text.empty() ? "class_source({values[" : "], values[") +
              std::to_string(index);
    }
    return text + "]})";
  }

  std::string classed_results() const {
    if (definition_.signature.find("subok"))
      return ", subok_ ? kEveryResult : 0U";
    const std::vector<unsigned>& results = definition_.class_rule.results;
    if (results.empty()) return "";
    unsigned mask = 0;
    for (const unsigned index : results) mask |= 1U << index;
    return ", " + std::to_string(mask) + "U";
  }

  std::string call_text() {
    if (definition_.work == WorkKind::kComposition) {
      return composition_call(definition_);
    }
    const std::string call =
        definition_.work == WorkKind::kKernel ? kernel_call() : operator_call();
    return definition_.signature.find("out") ? "into_out(" + call + ", out_)"
                                             : call;
  }

  std::string result_form() const {
    const auto& returns = definition_.signature.returns;
    if (!returns.empty() && returns.front().is_view) {
      switch (definition_.zero_d) {
        case ZeroD::kScalar:
          return "ResultForm::kViewOrScalar";
        case ZeroD::kAsInput:
          return "ResultForm::kViewOrNumber";
        default:
          return "ResultForm::kView";
      }
    }
    return definition_.zero_d == ZeroD::kArray || is_factory()
               ? "ResultForm::kArray"
               : "ResultForm::kScalarWhenZeroD";
  }

  /// `ones(shape)` makes an array even of shape (), `randn()` a scalar.
  bool is_factory() const {
    return definition_.work == WorkKind::kAten && !params_.empty() &&
           params_.front().type.kind == TypeKind::kIntList &&
           params_.front().kind != ParamKind::kVariadic;
  }

  std::string kernel_call() {
    out_ << "    const DType common = " << common_dtype(definition_) << ";\n"
         << "    const DType computed = kernel_dtype(common);\n";
    std::string operands;
    for (const SignatureParam* param : array_params(definition_)) {
      operands += (operands.empty() ? "" : ", ") +
                  ("aten_operand(" + local_name(*param) + ", computed)");
    }
    return "aten_result(kernels::" + definition_.implementation + "(" +
           operands + "), common)";
  }

  std::string operator_call() {
    if (!array_params(definition_).empty()) {
      out_ << "    [[maybe_unused]] const DType common =\n        "
           << common_dtype(definition_) << ";\n";
    }
    const auto call = aten_call(definition_, operators_);
    if (!call) {
      diagnostics_.push_back(diagnose_file(
          Severity::kError, Slug::kInvalidRule, definition_.file,
          "`" + definition_.name + "` (line " +
              std::to_string(definition_.place.line) +
              "): no overload of operator `" + definition_.mapping.name +
              "` takes the mapped arguments; use `ops:`"));
      return "ndarray()";
    }
    const std::string dtype = result_dtype(definition_);
    return "aten_result(" + *call + (dtype.empty() ? "" : ", " + dtype) + ")";
  }

  std::string deferring() const {
    return "  if (PyObject* result; defers(\"" + definition_.name +
           "\", params_" + name_ + ", values, &result)) return result;\n";
  }

  void emit_entry(bool as_method) {
    const bool is_variadic = definition_.variadic();
    out_ << "PyObject* " << (as_method ? "method_" : "function_") << name_
         << "(" << (as_method ? "PyObject* self" : "PyObject*")
         << ", PyObject* const* args, Py_ssize_t num_args,\n"
         << "    PyObject* keywords) {\n"
         << "  PyObject* values[" << std::max<std::size_t>(params_.size(), 1)
         << "];\n"
         << (is_variadic ? "  Variadic rest;\n" : "") << "  if (!parser_"
         << name_ << ".parse" << (as_method ? "_method(self, " : "(")
         << "args, num_args, keywords, values" << (is_variadic ? ", &rest" : "")
         << ")) {\n    return nullptr;\n  }\n"
         << (definition_.defers && !as_method ? deferring() : "")
         << "  return call_" << name_ << "(values"
         << (is_variadic ? ", rest" : "") << ");\n}\n\n";
  }

  llvm::raw_ostream& out_;
  const Definition& definition_;
  const std::vector<SignatureParam>& params_;
  const std::string name_;
  const OperatorTable& operators_;
  Diagnostics& diagnostics_;
};

void emit_row(llvm::raw_ostream& out, const Definition& definition,
              std::string_view name, bool as_method) {
  out << "    {" << quoted(name) << ", method_cast("
      << (as_method ? "method_" : "function_") << symbol(definition)
      << "), METH_FASTCALL | METH_KEYWORDS,\n     "
      << quoted(std::string(name) + python_signature(definition, as_method) +
                "\n--\n\n" + docstring(definition))
      << "},\n";
}

void emit_table(llvm::raw_ostream& out, const Topic& topic, bool methods,
                std::string_view package) {
  for (const Definition& definition : topic.definitions) {
    if (!is_bound(definition)) continue;
    if (methods ? !definition.is_method
                : !definition.is_function || definition.package != package) {
      continue;
    }
    emit_row(out, definition, definition.name, methods);
    // An alias of a function that is a method too is the function's alone.
    if (methods && definition.is_function) continue;
    for (const std::string& alias : definition.aliases) {
      emit_row(out, definition, alias, methods);
    }
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
    "#include <limits>\n"
    "#include <utility>\n\n"
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
  out << "\nnamespace tnp::python {\nnamespace {\n\n";
  for (const Definition& definition : topic.definitions) {
    if (!is_bound(definition)) continue;
    BindingEmitter(out, definition, operators, diagnostics).emit();
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
  out << "\nint add_bindings(PyObject* module) {\n"
      << calls << "  return 0;\n}\n\n}  // namespace tnp::python\n";
  return text;
}

}  // namespace tnp::translate
