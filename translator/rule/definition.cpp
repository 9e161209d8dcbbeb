#include "translator/rule/definition.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "translator/rule/dtype_set.h"
#include "translator/rule/result_rule.h"

namespace tnp::translate {
namespace {

/// Holds everywhere, for the parameters that an entry has.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3>
    kDefaultTranslations{
        {{"a", "input"}, {"axis", "dim"}, {"keepdims", "keepdim"}}};

constexpr std::array<std::string_view, 7> kPromotions{
    "bool", "default", "float", "int64", "numpy", "same", "sum"};

constexpr std::array<std::string_view, 8> kReasons{
    "C API and build system", "datetime",      "longdouble",
    "masked arrays",          "object",        "strings",
    "structured dtypes",      "removed names",
};

std::string_view second_of(const Pairs& pairs, std::string_view first) {
  for (const auto& [key, value] : pairs) {
    if (key == first) return value;
  }
  return {};
}

/// Whether a value of a `torch:` mapping stands for itself.
bool is_literal(std::string_view value) {
  if (value == "None" || value == "True" || value == "False") return true;
  const char first = value.empty() ? ' ' : value.front();
  return std::string_view("[\"'-.").find(first) != std::string_view::npos ||
         std::isdigit(static_cast<unsigned char>(first));
}

/// Turns one entry into a definition, reporting what does not fit.
class Definer {
 public:
  Definer(const Entry& entry, const SourceFile& file,
          const LoadOptions& options, Diagnostics& diagnostics)
      : entry_(entry),
        file_(file),
        options_(options),
        diagnostics_(diagnostics) {}

  Definition define() {
    result_.kind = entry_.kind;
    result_.file = file_.name();
    result_.place = file_.locate(entry_.head.offset);
    copy_texts();
    if (entry_.kind == EntryKind::kFunction) {
      define_function();
    } else {
      define_value();
    }
    check_reason();
    check_evidence();
    return std::move(result_);
  }

 private:
  void copy_texts() {
    result_.package = scalar("package");
    result_.target = scalar("to");
    result_.unsupported = scalar("unsupported");
    result_.reason = scalar("reason");
    result_.promotion = scalar("promotion");
    result_.summary = scalar("summary");
    result_.source = scalar("source");
    result_.since = scalar("since");
    result_.removed = scalar("removed");
    // A name that NumPy removed says so by its version.
    if (result_.reason.empty() && !result_.unsupported.empty() &&
        !result_.removed.empty()) {
      result_.reason = "removed names";
    }
    result_.xtensor = scalar("xtensor");
    result_.header =
        scalar(entry_.kind == EntryKind::kCpp ? "header" : "xtensor_header");
    result_.is_hidden = entry_.find("hidden");
    result_.is_np_compat = entry_.find("np_compat");
    result_.is_python = entry_.find("python");
    result_.defers = entry_.find("defers");
    result_.creates = entry_.find("creates");
    result_.aliases = list("aliases");
    result_.differs = list("differs");
    result_.differs_for = scalar("differs_for");
    if (const Field* field = entry_.find("differs_for");
        field && !dtypes_named(result_.differs_for)) {
      error(field->scalar, "`differs_for` is names of dtypes, as `float16`");
    }
    read_examples();
    read_priority();
    result_.tests = pairs("tests");
    result_.dispatch = pairs("dispatch");
    strip_quotes(result_.package);
  }

  void read_priority() {
    const Field* field = entry_.find("priority");
    if (!field) return;
    if (llvm::StringRef(field->scalar.value)
            .getAsInteger(10, result_.priority)) {
      error(field->scalar, "`priority` is a whole number");
    } else if (options_.is_builtin) {
      error(field->key, "`priority` is for rules of the user");
    }
  }

  void read_examples() {
    const Field* field = entry_.find("examples");
    if (!field) return;
    for (const auto& pairs : field->maps) {
      if (!pairs.empty()) read_example(pairs);
    }
  }

  void read_example(std::span<const std::pair<Text, Text>> pairs) {
    Example example;
    example.place = file_.locate(pairs.front().first.offset);
    bool has_before = false;
    bool has_after = false;
    for (const auto& [key, text] : pairs) {
      if (key.value == "before" || key.value == "left") {
        has_before |= key.value == "before";
        example.is_left |= key.value == "left";
        example.before = text.value;
      } else if (key.value == "after") {
        has_after = true;
        example.after = text.value;
      } else if (key.value == "slug") {
        example.slug = text.value;
        if (!find_slug(text.value)) {
          error(text, "no diagnostic is called `" + text.value + "`");
        }
      } else {
        error(key, "an example has `before` and `after`, or `left` and `slug`");
        return;
      }
    }
    if (has_before != has_after || has_before == example.is_left ||
        (example.is_left && example.slug.empty())) {
      error(pairs.front().first,
            "an example has `before` and `after`, or `left` and `slug`");
      return;
    }
    if (example.is_left) example.after = example.before;
    result_.examples.push_back(std::move(example));
  }

  void define_value() {
    result_.name = entry_.head.value;
    if (result_.name.empty()) error(entry_.head, "the entry has no name");
    if (entry_.kind == EntryKind::kInclude && result_.target.empty()) {
      error(entry_.head, "an include needs `to:`, the header that replaces it");
    }
    if (entry_.kind == EntryKind::kName &&
        result_.target.empty() == result_.unsupported.empty()) {
      error(entry_.head, "a name has either `to:` or `unsupported:`");
    }
    if (!result_.unsupported.empty()) result_.work = WorkKind::kUnsupported;
    if (const Field* kind = entry_.find("kind")) read_cpp_kind(kind->scalar);
    if (const Field* type = entry_.find("type")) read_value_type(type->scalar);
    read_result_rule();
  }

  void read_value_type(const Text& text) {
    auto parsed = parse_type(text.value);
    if (const auto* mistake = std::get_if<SyntaxMistake>(&parsed)) {
      error(text, mistake->message);
    } else {
      result_.signature.returns = {std::get<Type>(parsed)};
    }
  }

  void read_result_rule() {
    const Field* field = entry_.find("result");
    if (!field) return;
    const std::vector<Type>& returns = result_.signature.returns;
    if (returns.size() != 1 || (returns.front().kind != TypeKind::kArray &&
                                returns.front().kind != TypeKind::kObject)) {
      error(field->key, "`result` is of entries that give one array or object");
    }
    for (const auto& [key, value] : field->pairs) {
      if (key.value == "dtype") {
        const auto dtype = result_dtype_named(value.value);
        result_.result.dtype = dtype.value_or(ResultDtype::kUnknown);
        if (!dtype) error(value, "expected one of " + result_dtype_words());
      } else if (key.value == "rank") {
        const auto rank = result_rank_named(value.value);
        result_.result.rank = rank.value_or(ResultRank::kUnknown);
        if (!rank) error(value, "expected one of " + result_rank_words());
      } else if (key.value == "given" || key.value == "without") {
        check_params(value);
        (key.value == "given" ? result_.result_given : result_.result_without) =
            value.value;
      } else {
        error(key, "`result` has `dtype`, `rank`, `given` and `without`");
      }
    }
  }

  void read_cpp_kind(const Text& kind) {
    constexpr std::array<std::pair<std::string_view, RuleKind>, 4> kKinds{
        {{"class", RuleKind::kClass},
         {"constant", RuleKind::kConstant},
         {"function", RuleKind::kFunction},
         {"namespace", RuleKind::kModule}}};
    for (const auto& [name, value] : kKinds) {
      if (kind.value == name) {
        result_.cpp_kind = value;
        return;
      }
    }
    error(kind, "unknown kind `" + kind.value +
                    "`; expected class, constant, function or namespace");
  }

  void define_function() {
    auto parsed = parse_signature(entry_.head.value);
    if (const auto* mistake = std::get_if<SyntaxMistake>(&parsed)) {
      error_at(entry_.head.offset + mistake->offset, 1, mistake->message);
      return;
    }
    result_.signature = std::get<Signature>(std::move(parsed));
    result_.name = result_.signature.name;
    read_variants();
    read_renames();
    read_rejects();
    read_work();
    read_choices();
    read_result_rule();
    if (const Field* field = entry_.find("namedtuple")) {
      read_named_tuple(field->scalar);
    }
  }

  void read_variants() {
    const Field* variants = entry_.find("variants");
    if (!variants) {
      result_.is_function = true;
      return;
    }
    for (const Text& variant : variants->list) {
      if (variant.value == "function") {
        result_.is_function = true;
      } else if (variant.value == "method") {
        result_.is_method = true;
      } else if (variant.value == "ufunc") {
        result_.is_ufunc = result_.is_function = true;
      } else {
        error(variant, "unknown variant `" + variant.value +
                           "`; expected function, method or ufunc");
      }
    }
    const auto& params = result_.signature.params;
    if (result_.is_method &&
        (params.empty() || params.front().type.kind != TypeKind::kArray)) {
      error(entry_.head, "a method needs an `np.ndarray` as first parameter");
    }
  }

  void read_named_tuple(const Text& text) {
    auto parsed = parse_named_tuple(text.value);
    if (const auto* mistake = std::get_if<SyntaxMistake>(&parsed)) {
      error_at(text.offset + mistake->offset, 1, mistake->message);
      return;
    }
    result_.named_tuple = std::get<NamedTuple>(std::move(parsed));
    const Signature& signature = result_.signature;
    const std::size_t count = result_.named_tuple.fields.size();
    const bool is_list = !signature.returns_tuple &&
                         signature.returns.size() == 1 &&
                         signature.returns.front().kind == TypeKind::kArrayList;
    const bool fits =
        signature.returns_tuple && signature.returns.size() == count;
    if (!is_list && !fits) {
      error(text, "`" + result_.name + "` does not return a tuple of " +
                      std::to_string(count));
    }
  }

  void read_renames() {
    if (const Field* field = entry_.find("additional_translations")) {
      for (const auto& [param, name] : field->pairs) {
        if (!require_param(param)) continue;
        if (result_.signature.find(name.value)) {
          error(name, "`" + name.value + "` is already a parameter");
          continue;
        }
        result_.renames.emplace_back(param.value, name.value);
      }
    }
    for (const SignatureParam& param : result_.signature.params) {
      const bool is_unnamed = param.kind == ParamKind::kPositionalOnly ||
                              param.kind == ParamKind::kVariadic;
      if (is_unnamed || result_.is_hidden ||
          !second_of(result_.renames, param.name).empty()) {
        continue;
      }
      for (const auto& [from, to] : kDefaultTranslations) {
        if (param.name == from && !result_.signature.find(to)) {
          result_.renames.emplace_back(from, to);
        }
      }
    }
  }

  void read_rejects() {
    const Field* field = entry_.find("rejects");
    if (!field) return;
    for (const auto& [param, advice] : field->pairs) {
      if (!require_param(param)) continue;
      if (!result_.signature.find(param.value)->has_default) {
        error(param, "`" + param.value +
                         "` has no default, so it cannot be rejected; make the "
                         "entry `unsupported`");
      }
      result_.rejects.emplace_back(param.value, advice.value);
    }
  }

  void read_work() {
    const std::array<std::string_view, 5> ways{"dispatch", "ops", "python",
                                               "torch", "unsupported"};
    const Field* way = nullptr;
    for (const std::string_view name : ways) {
      const Field* found = entry_.find(name);
      if (found && way) {
        error(found->key, "an entry works in one way; it has `" +
                              way->key.value + "` already");
      }
      if (found) way = found;
    }
    if (!way) return;  // decided when all files are read
    const std::string& key = way->key.value;
    if (key == "torch") {
      result_.work = WorkKind::kAten;
      read_mapping(way->scalar);
    } else if (key == "ops") {
      result_.work = WorkKind::kComposition;
      result_.implementation = way->scalar.value;
    } else if (key == "python") {
      result_.work = WorkKind::kComposition;
    } else if (key == "unsupported") {
      result_.work = WorkKind::kUnsupported;
    } else {
      read_dispatch(*way);
    }
  }

  void read_dispatch(const Field& field) {
    result_.work = WorkKind::kKernel;
    result_.implementation = std::string(second_of(result_.dispatch, "CPU"));
    for (const auto& [device, kernel] : field.pairs) {
      if (device.value != "CPU" && device.value != "CUDA") {
        error(device,
              "unknown device `" + device.value + "`; expected CPU or CUDA");
      }
    }
    if (result_.implementation.empty()) {
      error(field.key, "`dispatch` needs a kernel for the CPU");
    }
  }

  void read_mapping(const Text& text) {
    auto parsed = parse_mapping(text.value);
    if (const auto* mistake = std::get_if<SyntaxMistake>(&parsed)) {
      error_at(text.offset + mistake->offset, 1, mistake->message);
      return;
    }
    result_.mapping = std::get<OperatorMapping>(std::move(parsed));
    check_operator(text);
    check_values(text);
    if (result_.mapping.lists_arguments) check_all_mapped(text);
  }

  void check_values(const Text& text) {
    for (const MappedArgument& argument : result_.mapping.arguments) {
      if (is_literal(argument.value) ||
          result_.signature.find(argument.value)) {
        continue;
      }
      // The value stands behind `name=`.
      const std::size_t offset = argument.offset + argument.name.size() + 1;
      error_at(text.offset + offset, argument.value.size(),
               "`" + argument.value + "` is neither a parameter of `" +
                   result_.name + "` nor a literal");
    }
  }

  void check_operator(const Text& text) {
    const OperatorMapping& mapping = result_.mapping;
    if (!options_.operators) return;
    if (!options_.operators->has(mapping.name)) {
      error(text, "the installed torch has no operator `" + mapping.name + "`");
      return;
    }
    for (const MappedArgument& argument : mapping.arguments) {
      if (!options_.operators->has_argument(mapping.name, argument.name)) {
        error_at(text.offset + argument.offset, argument.name.size(),
                 "operator `" + mapping.name + "` has no argument `" +
                     argument.name + "`");
      }
    }
  }

  void check_all_mapped(const Text& text) {
    for (const SignatureParam& param : result_.signature.params) {
      const bool is_mapped = std::any_of(
          result_.mapping.arguments.begin(), result_.mapping.arguments.end(),
          [&](const MappedArgument& a) { return a.value == param.name; });
      // `out` and `dtype` are honoured by the binding itself.
      const bool is_bound = param.name == "out" || param.name == "dtype";
      if (!is_mapped && !is_bound && result_.reject(param.name).empty()) {
        error(text, "parameter `" + param.name +
                        "` is neither mapped to an argument nor in `rejects`");
      }
    }
  }

  void read_choices() {
    if (const Field* field = entry_.find("zero_d")) {
      const std::string& value = field->scalar.value;
      if (value != "array" && value != "scalar" && value != "input") {
        error(field->scalar,
              "`zero_d` is `array`, `scalar`, `input` or left out");
      }
      result_.zero_d = value == "scalar"  ? ZeroD::kScalar
                       : value == "input" ? ZeroD::kAsInput
                                          : ZeroD::kArray;
    }
    if (const Field* field = entry_.find("class")) read_class_rule(*field);
    if (const Field* field = entry_.find("itself")) {
      result_.itself = field->scalar.value;
      if (!result_.signature.find(result_.itself)) {
        error(field->scalar, "no parameter is called `" + result_.itself + "`");
      }
    }
    if (const Field* field = entry_.find("promotion")) {
      if (std::find(kPromotions.begin(), kPromotions.end(),
                    field->scalar.value) == kPromotions.end()) {
        error(field->scalar, "unknown promotion `" + field->scalar.value +
                                 "`; expected bool, default, float, int64, "
                                 "numpy, same or sum");
      }
    }
  }

  // Names of parameters, with spaces between.
  void check_params(const Text& text) {
    llvm::SmallVector<llvm::StringRef, 4> words;
    llvm::SplitString(text.value, words);
    for (const llvm::StringRef word : words) {
      if (!result_.signature.find(word.str())) {
        error(text, "no parameter is called `" + word.str() + "`");
      }
    }
  }

  void read_class_rule(const Field& field) {
    ClassRule& rule = result_.class_rule;
    for (const auto& [key, value] : field.pairs) {
      llvm::SmallVector<llvm::StringRef, 4> words;
      llvm::SplitString(value.value, words);
      if (key.value == "of") {
        rule.never = words.size() == 1 && words.front() == "none";
        for (const llvm::StringRef word : words) {
          if (rule.never) break;
          if (!result_.signature.find(word.str())) {
            error(value, "no parameter is called `" + word.str() + "`");
          }
          rule.of.push_back(word.str());
        }
      } else if (key.value == "results") {
        for (const llvm::StringRef word : words) {
          unsigned index;
          if (word.getAsInteger(10, index)) {
            error(value, "`results` are numbers of results, from 0");
          } else {
            rule.results.push_back(index);
          }
        }
      } else {
        error(key, "`class` has `of` and `results`");
      }
    }
  }

  void check_reason() {
    const bool is_numpy =
        entry_.kind != EntryKind::kCpp && entry_.kind != EntryKind::kInclude;
    if (options_.is_builtin && is_numpy && !result_.unsupported.empty() &&
        result_.reason.empty()) {
      error(entry_.head, "an unsupported name of NumPy needs a `reason`");
    }
    const Field* field = entry_.find("reason");
    if (!field) return;
    if (result_.unsupported.empty()) {
      error(field->key, "`reason` goes with `unsupported`");
    }
    if (std::find(kReasons.begin(), kReasons.end(), field->scalar.value) ==
        kReasons.end()) {
      error(field->scalar,
            "unknown reason `" + field->scalar.value +
                "`; expected C API and build system, datetime, longdouble, "
                "masked arrays, object, removed names, strings or structured "
                "dtypes");
    }
  }

  void check_evidence() {
    if (!options_.is_builtin || entry_.kind == EntryKind::kInclude ||
        result_.is_hidden) {
      return;
    }
    if (result_.summary.empty())
      error(entry_.head, "the entry has no `summary`");
    if (result_.source.empty()) error(entry_.head, "the entry has no `source`");
  }

  bool require_param(const Text& param) {
    if (result_.signature.find(param.value)) return true;
    error(param,
          "`" + result_.name + "` has no parameter `" + param.value + "`");
    return false;
  }

  std::string scalar(std::string_view key) const {
    const Field* field = entry_.find(key);
    return field ? field->scalar.value : std::string();
  }
  std::vector<std::string> list(std::string_view key) const {
    std::vector<std::string> values;
    if (const Field* field = entry_.find(key)) {
      for (const Text& text : field->list) values.push_back(text.value);
    }
    return values;
  }
  Pairs pairs(std::string_view key) const {
    Pairs values;
    if (const Field* field = entry_.find(key)) {
      for (const auto& [first, second] : field->pairs) {
        values.emplace_back(first.value, second.value);
      }
    }
    return values;
  }
  static void strip_quotes(std::string& text) {
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') {
      text = text.substr(1, text.size() - 2);
    }
  }

  void error(const Text& text, std::string message) {
    error_at(text.offset, text.value.size(), std::move(message));
  }
  void error_at(std::size_t offset, std::size_t length, std::string message) {
    diagnostics_.push_back(diagnose(Severity::kError, Slug::kInvalidRule, file_,
                                    offset, offset + length,
                                    std::move(message)));
  }

  const Entry& entry_;
  const SourceFile& file_;
  const LoadOptions& options_;
  Diagnostics& diagnostics_;
  Definition result_;
};

// What `to:` of a name says: `.` is the top, `-inf` the opposite of `inf`.
std::string aliased_name(std::string_view target) {
  if (target.empty() || target.starts_with("builtins.")) {
    return std::string(target);
  }
  if (target == ".") return "tnp";
  const bool is_negative = target.front() == '-';
  return (is_negative ? "-tnp." : "tnp.") +
         std::string(target.substr(is_negative ? 1 : 0));
}

}  // namespace

std::string_view Definition::new_name(std::string_view param) const {
  const std::string_view renamed = second_of(renames, param);
  return renamed.empty() ? param : renamed;
}

std::string_view Definition::reject(std::string_view param) const {
  return second_of(rejects, param);
}

const SignatureParam* Definition::variadic() const {
  for (const SignatureParam& param : signature.params) {
    if (param.kind == ParamKind::kVariadic) return &param;
  }
  return nullptr;
}

bool Definition::works_in_place() const {
  return work == WorkKind::kComposition && signature.returns.empty() &&
         !signature.params.empty() &&
         signature.params.front().type.kind == TypeKind::kArray;
}

std::string Definition::qualified_name() const {
  if (kind == EntryKind::kCpp || kind == EntryKind::kInclude) return name;
  if (kind == EntryKind::kAttribute) return "numpy.ndarray." + name;
  if (!is_function && is_method) return "numpy.ndarray." + name;
  return "numpy." + (package.empty() ? "" : package + ".") + name;
}

std::string Definition::qualified_target() const {
  if (kind == EntryKind::kName) return aliased_name(target);
  if (kind == EntryKind::kCpp || kind == EntryKind::kInclude) return target;
  if (target.find('.') != std::string::npos) return target;
  const std::string& new_name = target.empty() ? name : target;
  if (kind == EntryKind::kAttribute) return "tnp.ndarray." + new_name;
  if (!is_function && is_method) return "tnp.ndarray." + new_name;
  return "tnp." + (package.empty() ? "" : package + ".") + new_name;
}

Definition define(const Entry& entry, const SourceFile& file,
                  const LoadOptions& options, Diagnostics& diagnostics) {
  return Definer(entry, file, options, diagnostics).define();
}

}  // namespace tnp::translate
