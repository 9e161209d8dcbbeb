#include "test/unit/python_test_support.h"

#include <algorithm>

#include "translator/driver/translate_python.h"
#include "translator/python/resolver.h"

namespace tnp::translate {
namespace {

constexpr Type kArray{TypeKind::kArray};
constexpr Type kObject{TypeKind::kObject};
constexpr Type kArrayResult[] = {kArray};

constexpr Param required(std::string_view name, std::string_view new_name) {
  return {name, new_name, kArray, ParamKind::kNormal, false, {}, {}};
}

constexpr Param optional(std::string_view name, std::string_view new_name,
                         std::string_view reject = {}) {
  return {name, new_name, kObject, ParamKind::kNormal, true, "None", reject};
}

constexpr Param kReduction[] = {required("a", "input"), optional("axis", "dim"),
                                optional("dtype", "dtype"),
                                optional("keepdims", "keepdim")};
constexpr Param kShape[] = {required("shape", "size"),
                            optional("dtype", "dtype")};
constexpr Param kClip[] = {required("a", "input"), optional("a_min", "min"),
                           optional("a_max", "max"),
                           optional("out", "out", "assign the result")};
constexpr Param kOperand[] = {
    {"x", "x", kArray, ParamKind::kPositionalOnly, false, {}, {}}};
constexpr Param kNorm[] = {required("x", "x"), optional("ord", "ord"),
                           optional("axis", "dim")};
constexpr Param kSizes[] = {
    {"size", "size", kObject, ParamKind::kVariadic, false, {}, {}}};
constexpr std::string_view kDiffers[] = {"it rounds up"};

struct Entry {
  std::string_view name;
  std::string_view target;
  RuleKind kind = RuleKind::kFunction;
  std::span<const Param> params = {};
  std::span<const Type> returns = kArrayResult;
  bool is_ufunc = false;
  std::string_view unsupported = {};
  std::span<const std::string_view> differs = {};
};

constexpr Entry kEntries[] = {
    {"numpy.NINF", "-tnp.pi", RuleKind::kName, {}, {}},
    {"numpy.busday_count", "", RuleKind::kFunction, {}, {}, false, "count"},
    {"numpy.clip", "tnp.clip", RuleKind::kFunction, kClip},
    {"numpy.core", "tnp", RuleKind::kName, {}, {}},
    {"numpy.core.numeric", "tnp", RuleKind::kName, {}, {}},
    {"numpy.core.umath", "tnp.core", RuleKind::kName, {}, {}},
    {"numpy.float64", "tnp.float64", RuleKind::kDtype, {}, {}},
    {"numpy.linalg", "tnp.linalg", RuleKind::kModule, {}, {}},
    {"numpy.linalg.inv", "tnp.inverse", RuleKind::kFunction, kOperand},
    {"numpy.linalg.norm", "tnp.linalg.norm", RuleKind::kFunction, kNorm},
    {"numpy.mean", "tnp.mean", RuleKind::kFunction, kReduction},
    {"numpy.ndarray", "tnp.ndarray", RuleKind::kClass},
    {"numpy.ndarray.T", "tnp.ndarray.T", RuleKind::kAttribute},
    {"numpy.ndarray.mean", "tnp.ndarray.mean", RuleKind::kMethod, kReduction},
    {"numpy.ndarray.shape", "tnp.ndarray.shape", RuleKind::kAttribute, {}, {}},
    {"numpy.ones", "tnp.ones", RuleKind::kFunction, kShape},
    {"numpy.pi", "tnp.pi", RuleKind::kConstant, {}, {}},
    {"numpy.radians", "tnp.deg2rad", RuleKind::kFunction, kOperand},
    {"numpy.random.randn", "tnp.random.randn", RuleKind::kFunction, kSizes, {}},
    {"numpy.round",
     "tnp.round",
     RuleKind::kFunction,
     kOperand,
     kArrayResult,
     false,
     {},
     kDiffers},
    {"numpy.sin", "tnp.sin", RuleKind::kFunction, kOperand, kArrayResult, true},
    {"numpy.sum", "tnp.sum", RuleKind::kFunction, kReduction},
};

std::vector<Rule> make_rules() {
  std::vector<Rule> rules;
  for (const Entry& entry : kEntries) {
    Rule rule;
    rule.name = entry.name;
    rule.target = entry.target;
    rule.kind = entry.kind;
    rule.is_ufunc = entry.is_ufunc;
    rule.params = entry.params;
    rule.returns = entry.returns;
    rule.unsupported = entry.unsupported;
    rule.differs = entry.differs;
    rules.push_back(rule);
  }
  return rules;
}

std::string place(std::uint32_t line, std::uint32_t column) {
  return std::to_string(line) + ":" + std::to_string(column) + " ";
}

}  // namespace

const RuleTable& test_rules() {
  static const std::vector<Rule> rules = make_rules();
  static const RuleTable table(rules);
  return table;
}

std::string translated(std::string_view source) {
  const SourceFile file("test.py", std::string(source));
  const Translation result = translate_python(file, test_rules());
  if (result.failed) return "failed: " + result.diagnostics.front().message;
  return result.text;
}

std::vector<std::string> problems(std::string_view source) {
  const SourceFile file("test.py", std::string(source));
  std::vector<std::string> result;
  for (const Diagnostic& d : translate_python(file, test_rules()).diagnostics) {
    result.push_back(place(d.line, d.column) + std::string(info(d.slug).name));
  }
  return result;
}

std::vector<std::string> references(std::string_view source) {
  const SourceFile file("test.py", std::string(source));
  const SyntaxTree tree = SyntaxTree::parse(file.text());
  Resolution resolution = resolve(tree, test_rules());
  std::ranges::sort(resolution.references, {}, [](const Reference& reference) {
    return reference.range.begin;
  });
  std::vector<std::string> result;
  for (const Reference& reference : resolution.references) {
    const LineColumn at = file.locate(reference.range.begin);
    result.push_back(place(at.line, at.column) + reference.name);
  }
  return result;
}

}  // namespace tnp::translate
