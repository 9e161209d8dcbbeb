#include "translator/rule/signature.h"

#include <gtest/gtest.h>

namespace tnp::translate {
namespace {

Signature parsed(std::string_view text) {
  auto result = parse_signature(text);
  const auto* mistake = std::get_if<SyntaxMistake>(&result);
  EXPECT_EQ(mistake, nullptr) << (mistake ? mistake->message : "");
  return mistake ? Signature() : std::get<Signature>(std::move(result));
}

/// "offset: message" of a text that is not a signature.
std::string mistake(std::string_view text) {
  const auto result = parse_signature(text);
  const auto* found = std::get_if<SyntaxMistake>(&result);
  if (!found) return "parsed";
  return std::to_string(found->offset) + ": " + found->message;
}

std::string mapping_mistake(std::string_view text) {
  const auto result = parse_mapping(text);
  const auto* found = std::get_if<SyntaxMistake>(&result);
  if (!found) return "parsed";
  return std::to_string(found->offset) + ": " + found->message;
}

TEST(Signature, KeepsTypesAndDefaults) {
  const Signature clip = parsed(
      "clip(np.ndarray a, np.ndarray? a_min=None, int[1]? axis=None, "
      "str order='C', np.dtype dtype=float) -> np.ndarray");
  EXPECT_EQ(clip.name, "clip");
  ASSERT_EQ(clip.params.size(), 5u);
  EXPECT_EQ(clip.params[0].type.kind, TypeKind::kArray);
  EXPECT_FALSE(clip.params[0].has_default);
  EXPECT_TRUE(clip.params[1].type.optional);
  EXPECT_EQ(clip.params[1].default_text, "None");
  EXPECT_EQ(clip.params[2].type.kind, TypeKind::kIntList);
  EXPECT_TRUE(clip.params[2].type.accepts_single);
  EXPECT_EQ(clip.params[3].default_text, "'C'");
  EXPECT_EQ(clip.params[4].type.kind, TypeKind::kDtype);
  ASSERT_EQ(clip.returns.size(), 1u);
  EXPECT_FALSE(clip.returns_tuple);
}

TEST(Signature, KeepsDefaultsWithCommasAndBrackets) {
  const Signature rot90 =
      parsed("rot90(np.ndarray m, int[] axes=(0, 1), str sep=', ')");
  EXPECT_EQ(rot90.params[1].default_text, "(0, 1)");
  EXPECT_EQ(rot90.params[2].default_text, "', '");
}

TEST(Signature, SlashAndStarSetTheKinds) {
  const Signature add =
      parsed("add(np.ndarray x1, /, np.ndarray x2, *, str order='K')");
  EXPECT_EQ(add.params[0].kind, ParamKind::kPositionalOnly);
  EXPECT_EQ(add.params[1].kind, ParamKind::kNormal);
  EXPECT_EQ(add.params[2].kind, ParamKind::kKeywordOnly);
}

TEST(Signature, ViewsAreMarked) {
  const Signature squeeze = parsed("squeeze(np.ndarray(a) a) -> np.ndarray(a)");
  EXPECT_TRUE(squeeze.params[0].type.is_view);
  EXPECT_TRUE(squeeze.returns[0].is_view);
}

TEST(Signature, SeveralResultsAreATuple) {
  const Signature eig = parsed("eig(np.ndarray a) -> (np.ndarray, np.ndarray)");
  EXPECT_TRUE(eig.returns_tuple);
  EXPECT_EQ(eig.returns.size(), 2u);
}

TEST(Signature, AListAloneIsSeparateArguments) {
  EXPECT_EQ(parsed("randn(int[] size)").params[0].kind, ParamKind::kVariadic);
  EXPECT_EQ(parsed("ones(int[1] shape)").params[0].kind, ParamKind::kNormal);
  EXPECT_EQ(parsed("f(int[] size=None)").params[0].kind, ParamKind::kNormal);
}

TEST(Signature, AStarMakesSeparateArguments) {
  const Signature reshape =
      parsed("reshape(np.ndarray self, int[] *shape, str order='C')");
  EXPECT_EQ(reshape.params[1].kind, ParamKind::kVariadic);
  EXPECT_EQ(reshape.params[2].kind, ParamKind::kKeywordOnly);
}

TEST(Signature, MistakesHaveTheirPlace) {
  EXPECT_EQ(mistake(""), "0: expected a function's name");
  EXPECT_EQ(mistake("f"), "1: expected `(`");
  EXPECT_EQ(mistake("f(array a)"),
            "2: expected a type, such as `np.ndarray` or `int[]`");
  EXPECT_EQ(mistake("f(int)"), "5: expected a parameter's name");
  EXPECT_EQ(mistake("f(int a=)"), "8: expected a value");
  EXPECT_EQ(mistake("f(int a"), "7: expected `)`");
  EXPECT_EQ(mistake("f(int[2] a)"), "6: expected `]`");
  EXPECT_EQ(mistake("f(bool[] a)"),
            "7: only `int` and `np.ndarray` have lists");
  EXPECT_EQ(mistake("f(int a) -> int int"), "16: unexpected text");
  EXPECT_EQ(mistake("f(int a, float a)"), "15: parameter `a` twice");
  EXPECT_EQ(mistake("f(int a=1, int b)"),
            "15: parameter `b` without a default after one with");
}

TEST(OperatorMapping, KeepsArgumentsAndLiterals) {
  const auto result = parse_mapping("clamp.Tensor(input=a, min=a_min, x=[1])");
  ASSERT_TRUE(std::holds_alternative<OperatorMapping>(result));
  const auto& mapping = std::get<OperatorMapping>(result);
  EXPECT_EQ(mapping.name, "clamp.Tensor");
  EXPECT_TRUE(mapping.lists_arguments);
  ASSERT_EQ(mapping.arguments.size(), 3u);
  EXPECT_EQ(mapping.arguments[1].name, "min");
  EXPECT_EQ(mapping.arguments[1].value, "a_min");
  EXPECT_EQ(mapping.arguments[2].value, "[1]");
}

TEST(OperatorMapping, ANameAloneListsNothing) {
  const auto result = parse_mapping("clamp");
  ASSERT_TRUE(std::holds_alternative<OperatorMapping>(result));
  EXPECT_FALSE(std::get<OperatorMapping>(result).lists_arguments);
}

TEST(OperatorMapping, MistakesHaveTheirPlace) {
  EXPECT_EQ(mapping_mistake("(a=b)"), "0: expected an operator's name");
  EXPECT_EQ(mapping_mistake("clamp(a)"), "7: expected `=`");
  EXPECT_EQ(mapping_mistake("clamp(a=)"), "8: expected a value");
  EXPECT_EQ(mapping_mistake("clamp(a=b"), "9: expected `)`");
  EXPECT_EQ(mapping_mistake("clamp(a=b) c"), "11: unexpected text");
}

}  // namespace
}  // namespace tnp::translate
