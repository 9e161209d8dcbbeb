#include "translator/python/syntax_tree.h"

#include <gtest/gtest.h>

#include <string_view>

namespace tnp::translate {
namespace {

bool is_renaming(std::string_view text, std::string_view old_name,
                 std::string_view new_name) {
  const SyntaxTree tree = SyntaxTree::parse(text);
  EXPECT_FALSE(tree.first_error());
  const auto begin = static_cast<std::uint32_t>(text.find(old_name));
  const auto end = static_cast<std::uint32_t>(begin + old_name.size());
  return tree.is_renaming({begin, end}, new_name);
}

TEST(SyntaxTree, ANameForANameIsARenaming) {
  EXPECT_TRUE(is_renaming("x = np.sin(y)\n", "np", "tnp"));
  EXPECT_TRUE(is_renaming("x = np.sin(y)\n", "sin", "_sin2"));
  EXPECT_TRUE(is_renaming("f(axis=0)", "axis", "dim"));
  EXPECT_TRUE(is_renaming("x = f'{np.pi}'", "np", "tnp"));
  EXPECT_TRUE(is_renaming("from numpy import sin", "numpy", "tnp"));
}

TEST(SyntaxTree, NothingElseIsARenaming) {
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np.sin", "sin"));
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np", "tnp.linalg"));
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np", "-tnp"));
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np", ""));
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np", "2d"));
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np", "t\xc3\xa9"));
  EXPECT_FALSE(is_renaming("x = spam\n", "spa", "x"));
  EXPECT_FALSE(is_renaming("x = 'np'\n", "np", "tnp"));
  EXPECT_FALSE(is_renaming("x = 1  # np\n", "np", "tnp"));
}

TEST(SyntaxTree, KeywordsAreNoNames) {
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np", "lambda"));
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np", "None"));
  EXPECT_FALSE(is_renaming("x = np.sin(y)\n", "np", "match"));
  EXPECT_FALSE(is_renaming("x = print\n", "print", "tnp"));
  EXPECT_FALSE(is_renaming("x = 1 if y else z\n", "if", "tnp"));
}

// As one token they would be another.
TEST(SyntaxTree, ANameThatTouchesANumberIsNotRenamed) {
  EXPECT_FALSE(is_renaming("x = [0x1for np in y]", "for", "tnp"));
  EXPECT_TRUE(is_renaming("x = 1 if np else 2", "np", "b"));
}

TEST(SyntaxTree, MemoryIsUsedAgainAfterTheLastTree) {
  for (int i = 0; i < 100; ++i) {
    const SyntaxTree outer = SyntaxTree::parse("x = np.sin(y)\n");
    {
      const SyntaxTree inner = SyntaxTree::parse("def f(x):\n    return x\n");
      EXPECT_FALSE(inner.first_error());
    }
    const TextChange change{{4, 6}, "tnp"};
    const SyntaxTree after = outer.reparse("x = tnp.sin(y)\n", {&change, 1});
    EXPECT_FALSE(after.first_error());
    EXPECT_EQ(ts_node_end_byte(outer.root()), 14U);
    EXPECT_EQ(ts_node_end_byte(after.root()), 15U);
  }
}

}  // namespace
}  // namespace tnp::translate
