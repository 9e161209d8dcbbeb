#include "translator/rule/rule_loader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tnp::translate {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kOperators = R"(
- func: clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor
  variants: function, method
- func: sum(Tensor self, *, ScalarType? dtype=None) -> Tensor
  variants: function, method
- func: sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False) -> Tensor
  variants: function, method
)";

constexpr const char* kContract = R"(
- func: sum(np.ndarray a) -> np.ndarray
  variants: function, method
  np_compat: True

- func: ones(int[1] shape, np.dtype dtype=float) -> np.ndarray
  variants: function
  np_compat: True
  additional_translations:
    shape: size

- func: hypot(Tensor input, Tensor b) -> Tensor      # a ported kernel, not visible to users
  variants: function
  hidden: True
  dispatch:
    CPU: hypot
    CUDA: hypot

- func: hypot(np.ndarray a, np.ndarray b) -> np.ndarray
  variants: function
  np_compat: True

- func: randn(int[] size)
  np_compat: True
  package: 'random'
)";

// How a user can settle which of two entries counts.
const std::string kDecide = "; give one of them a `priority`";

Lines lines_of(const Diagnostics& diagnostics) {
  Lines lines;
  for (const Diagnostic& diagnostic : diagnostics) {
    lines.push_back(std::to_string(diagnostic.line) + ":" +
                    std::to_string(diagnostic.column) + ": " +
                    diagnostic.message);
  }
  return lines;
}

/// Loads one file of rules and keeps what was said about it.
struct Loaded {
  explicit Loaded(std::string text, LoadOptions options = {}) {
    const SourceFile file("rules.yaml", std::move(text));
    definitions = load_definitions({&file, 1}, options, diagnostics);
  }
  Lines errors() const { return lines_of(diagnostics); }

  Diagnostics diagnostics;
  std::vector<Definition> definitions;
};

OperatorTable operators() {
  Diagnostics diagnostics;
  auto table = OperatorTable::load(
      SourceFile("native_functions.yaml", kOperators), diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return table;
}

Lines errors_with_operators(std::string text) {
  const OperatorTable table = operators();
  return Loaded(std::move(text), {&table, false}).errors();
}

Lines builtin_errors(std::string text) {
  return Loaded(std::move(text), {nullptr, true}).errors();
}

const Rule* find(const RuleSet& set, std::string_view name) {
  for (const Rule& rule : set.rules) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

TEST(Contract, LoadsAsPrinted) {
  const Loaded loaded(kContract);
  EXPECT_EQ(loaded.errors(), Lines());
  ASSERT_EQ(loaded.definitions.size(), 5u);
  EXPECT_EQ(loaded.definitions[0].work, WorkKind::kAten);
  EXPECT_TRUE(loaded.definitions[0].is_method);
  EXPECT_EQ(loaded.definitions[1].new_name("shape"), "size");
  EXPECT_TRUE(loaded.definitions[2].is_hidden);
  EXPECT_EQ(loaded.definitions[3].work, WorkKind::kKernel);
  EXPECT_EQ(loaded.definitions[4].qualified_name(), "numpy.random.randn");
}

TEST(Contract, MakesARuleForEachPublicName) {
  const RuleSet set = make_rules(Loaded(kContract).definitions);
  Lines names;
  for (const Rule& rule : set.rules) names.emplace_back(rule.name);
  EXPECT_EQ(names, (Lines{"numpy.hypot", "numpy.ndarray.sum", "numpy.ones",
                          "numpy.random.randn", "numpy.sum"}));
  EXPECT_EQ(find(set, "numpy.ndarray.sum")->kind, RuleKind::kMethod);
  EXPECT_EQ(find(set, "numpy.sum")->params[0].new_name, "input");
  EXPECT_EQ(find(set, "numpy.random.randn")->target, "tnp.random.randn");
}

TEST(RuleLoader, DefaultTranslationsHoldWhereTheNameIsFree) {
  const Loaded loaded(
      "- func: f(np.ndarray a, int axis=0, bool keepdims=False, int dim=1)\n"
      "  ops: f\n");
  EXPECT_EQ(loaded.errors(), Lines());
  const Definition& f = loaded.definitions[0];
  EXPECT_EQ(f.new_name("a"), "input");
  EXPECT_EQ(f.new_name("axis"), "axis");
  EXPECT_EQ(f.new_name("keepdims"), "keepdim");
}

TEST(RuleLoader, AliasesAreRulesOfTheirOwn) {
  const RuleSet set =
      make_rules(Loaded("- func: concatenate(np.ndarray[] arrays)\n"
                        "  ops: concatenate\n"
                        "  aliases: concat\n")
                     .definitions);
  ASSERT_NE(find(set, "numpy.concat"), nullptr);
  EXPECT_EQ(find(set, "numpy.concat")->target, "tnp.concat");
}

TEST(RuleLoader, WhatIsNotYamlHasItsPlace) {
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: \"f\n").errors(),
            Lines{"2:10: not YAML: Expected quote at end of scalar"});
  EXPECT_EQ(Loaded("- func: [f\n").errors(),
            Lines{"1:11: not YAML: Could not find closing ]!"});
  EXPECT_EQ(Loaded("sum: 1\n").errors(),
            Lines{"1:1: a rule file is a list of entries, `- func: ...`"});
  EXPECT_EQ(Loaded("- sum\n").errors(),
            Lines{"1:3: an entry begins with a key such as `func:`"});
}

TEST(RuleLoader, AnEmptyFileHasNoEntries) {
  EXPECT_EQ(Loaded("").errors(), Lines());
  EXPECT_EQ(Loaded("# nothing yet\n").errors(), Lines());
}

TEST(RuleLoader, UnknownAndRepeatedKeys) {
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n  opps: f\n").errors(),
            Lines{"3:3: unknown key `opps`"});
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n  ops: g\n").errors(),
            Lines{"3:3: key `ops` twice"});
  EXPECT_EQ(Loaded("- constant: pi\n  ops: pi\n").errors(),
            Lines{"2:3: key `ops` has no meaning in this entry"});
  EXPECT_EQ(Loaded("- func: f(int n)\n  np_compat: yes\n").errors(),
            Lines{"2:14: `np_compat` is `True` or left out"});
}

TEST(RuleLoader, MistakesInASignatureAreInTheLine) {
  EXPECT_EQ(Loaded("- func: f(array a)\n").errors(),
            Lines{"1:11: expected a type, such as `np.ndarray` or `int[]`"});
  EXPECT_EQ(Loaded("- func: f(int a, int a)\n").errors(),
            Lines{"1:22: parameter `a` twice"});
}

TEST(RuleLoader, ParametersMustExist) {
  EXPECT_EQ(Loaded("- func: f(int n)\n"
                   "  ops: f\n"
                   "  additional_translations:\n"
                   "    m: size\n")
                .errors(),
            Lines{"4:5: `f` has no parameter `m`"});
  EXPECT_EQ(Loaded("- func: f(int n)\n"
                   "  ops: f\n"
                   "  rejects: {like: make a copy}\n")
                .errors(),
            Lines{"3:13: `f` has no parameter `like`"});
  EXPECT_EQ(Loaded("- func: f(int n, int m)\n"
                   "  ops: f\n"
                   "  additional_translations: {n: m}\n")
                .errors(),
            Lines{"3:32: `m` is already a parameter"});
}

TEST(RuleLoader, NamesInAMapAreGivenOnce) {
  EXPECT_EQ(Loaded("- func: f(int n=0)\n"
                   "  ops: f\n"
                   "  rejects: {n: a, n: b}\n")
                .errors(),
            Lines{"3:19: `n` twice"});
}

TEST(RuleLoader, AliasesAreNoNamesOfOtherEntries) {
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n"
                   "- func: g(int n)\n  ops: g\n  aliases: f\n")
                .errors(),
            Lines{"3:9: `numpy.f` has an entry already" + kDecide});
}

TEST(RuleLoader, OnlyWhatHasADefaultIsRejected) {
  EXPECT_EQ(Loaded("- func: f(int n)\n"
                   "  ops: f\n"
                   "  rejects: {n: leave it out}\n")
                .errors(),
            Lines{"3:13: `n` has no default, so it cannot be rejected; make "
                  "the entry `unsupported`"});
}

TEST(RuleLoader, AnEntryWorksInOneWay) {
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n  unsupported: no\n").errors(),
            Lines{"3:3: an entry works in one way; it has `ops` already"});
  EXPECT_EQ(Loaded("- func: f(Tensor n)\n"
                   "  dispatch: {CPU: f, TPU: f}\n")
                .errors(),
            Lines{"2:22: unknown device `TPU`; expected CPU or CUDA"});
  EXPECT_EQ(Loaded("- func: f(Tensor n)\n  dispatch: {CUDA: f}\n").errors(),
            Lines{"2:3: `dispatch` needs a kernel for the CPU"});
}

TEST(RuleLoader, ChoicesAreChecked) {
  EXPECT_EQ(
      Loaded("- func: f(int n)\n  ops: f\n  variants: functor\n").errors(),
      Lines{"3:13: unknown variant `functor`; expected function, method "
            "or ufunc"});
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n  variants: method\n").errors(),
            Lines{"1:9: a method needs an `np.ndarray` as first parameter"});
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n  zero_d: vector\n").errors(),
            Lines{"3:11: `zero_d` is `array`, `scalar`, `input` or left out"});
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n  itself: m\n").errors(),
            Lines{"3:11: no parameter is called `m`"});
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n  promotion: up\n").errors(),
            Lines{"3:14: unknown promotion `up`; expected bool, default, "
                  "float, int64, numpy, same or sum"});
  EXPECT_EQ(Loaded("- cpp: xt::f\n  kind: functor\n").errors(),
            Lines{"2:9: unknown kind `functor`; expected class, constant, "
                  "function or namespace"});
}

TEST(RuleLoader, ANamedTupleHasAFieldForEachResult) {
  const char* const kHead = "- func: f(int n) -> (int, int)\n  ops: f\n";
  const std::string entry = std::string(kHead) + "  namedtuple: ";
  EXPECT_EQ(Loaded(entry + "Pair(first, second)\n").errors(), Lines());
  EXPECT_EQ(Loaded(entry + "Pair(first)\n").errors(),
            Lines{"3:15: `f` does not return a tuple of 1"});
  EXPECT_EQ(Loaded(entry + "Pair[first]\n").errors(),
            Lines{"3:19: expected `(`"});
}

TEST(RuleLoader, DuplicatesAreErrorsButAKernelIsNone) {
  EXPECT_EQ(Loaded("- func: f(int n)\n  ops: f\n"
                   "- func: f(int m)\n  ops: f\n")
                .errors(),
            Lines{"3:9: `numpy.f` has an entry already" + kDecide});
  // `variants: function, method` takes both names.
  EXPECT_EQ(Loaded("- func: f(np.ndarray a)\n  ops: f\n"
                   "  variants: function, method\n"
                   "- func: f(np.ndarray a)\n  ops: f\n"
                   "  variants: method\n")
                .errors(),
            Lines{"4:9: `numpy.ndarray.f` has an entry already" + kDecide});
  EXPECT_EQ(Loaded("- func: f(np.ndarray a)\n  ops: f\n"
                   "- func: f(np.ndarray a)\n  ops: f\n  variants: method\n")
                .errors(),
            Lines());
}

TEST(RuleLoader, OfTwoPrioritiesTheHigherWins) {
  const Loaded loaded(
      "- priority: -2\n"
      "- name: f\n  to: sum\n"
      "- name: f\n  to: mean\n  priority: 1\n"
      "- name: g\n  to: sum\n");
  EXPECT_EQ(loaded.errors(), Lines());
  const RuleSet builtin = make_rules(
      Loaded("- name: f\n  to: std\n- name: g\n  to: std\n").definitions);
  RuleSet user = make_rules(loaded.definitions);
  std::ranges::swap(user.rules[0], user.rules[1]);  // by precedence
  const RuleTable table =
      RuleTable(builtin.rules).overlaid(user.rules, user.owner);
  Lines targets;
  for (const Rule* rule : table.candidates("numpy.f")) {
    targets.emplace_back(rule->target);
  }
  EXPECT_EQ(targets, (Lines{"tnp.mean", "tnp.std", "tnp.sum"}));
  EXPECT_EQ(table.find("numpy.f")->target, "tnp.mean");
  EXPECT_TRUE(table.is_builtin(*table.find("numpy.g")));
}

TEST(RuleLoader, BuiltinFilesAreSortedAndHaveEvidence) {
  EXPECT_EQ(builtin_errors("- constant: pi\n"),
            (Lines{"1:13: the entry has no `summary`",
                   "1:13: the entry has no `source`"}));
  EXPECT_EQ(builtin_errors("- constant: pi\n  summary: A.\n  source: b\n"
                           "- constant: e\n  summary: A.\n  source: b\n"),
            Lines{"4:13: `e` is not sorted: it comes after `pi`"});
  EXPECT_EQ(Loaded("- constant: pi\n- constant: e\n").errors(), Lines());
}

TEST(RuleLoader, OperatorsMustExist) {
  EXPECT_EQ(errors_with_operators(
                "- func: f(np.ndarray a)\n  torch: clump(input=a)\n"),
            Lines{"2:10: the installed torch has no operator `clump`"});
  EXPECT_EQ(errors_with_operators("- func: f(np.ndarray a)\n"
                                  "  torch: clamp(input=a, low=0)\n"),
            Lines{"2:25: operator `clamp` has no argument `low`"});
  EXPECT_EQ(errors_with_operators("- func: clump(np.ndarray a)\n"),
            Lines{"1:9: the installed torch has no operator `clump`; say how "
                  "the entry works: `torch`, `ops`, `dispatch` or "
                  "`unsupported`"});
}

TEST(RuleLoader, OverloadsCountTogether) {
  EXPECT_EQ(
      errors_with_operators("- func: sum(np.ndarray a, int[1]? axis=None, bool "
                            "keepdims=False)\n"),
      Lines());
}

TEST(RuleLoader, EveryParameterIsMappedOrRejected) {
  EXPECT_EQ(errors_with_operators("- func: f(np.ndarray a, Scalar? low=None)\n"
                                  "  torch: clamp(input=a)\n"),
            Lines{"2:10: parameter `low` is neither mapped to an argument nor "
                  "in `rejects`"});
  EXPECT_EQ(errors_with_operators("- func: f(np.ndarray a, Scalar? low=None)\n"
                                  "  torch: clamp(input=a)\n"
                                  "  rejects: {low: use clip}\n"),
            Lines());
}

TEST(RuleLoader, AMappedValueIsAParameterOrALiteral) {
  EXPECT_EQ(errors_with_operators("- func: f(np.ndarray a)\n"
                                  "  torch: clamp(input=a, min=low)\n"),
            Lines{"2:29: `low` is neither a parameter of `f` nor a literal"});
  EXPECT_EQ(errors_with_operators("- func: f(np.ndarray a)\n"
                                  "  torch: clamp(input=a, min=-1.5e3)\n"),
            Lines());
}

TEST(RuleLoader, WithoutAnOperatorTableOperatorsAreNotChecked) {
  EXPECT_EQ(
      Loaded("- func: f(np.ndarray a)\n  torch: clump(input=a)\n").errors(),
      Lines());
}

}  // namespace
}  // namespace tnp::translate
