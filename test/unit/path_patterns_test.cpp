#include "translator/driver/path_patterns.h"

#include <gtest/gtest.h>

namespace tnp::translate {
namespace {

bool matches(std::string_view pattern, std::string_view path,
             bool is_folder = false) {
  const auto parsed = PathPattern::parse(pattern);
  return parsed && parsed->matches(path, is_folder);
}

TEST(PathPatterns, NamesMatchAtAnyDepth) {
  EXPECT_TRUE(matches("*.py", "a.py"));
  EXPECT_TRUE(matches("*.py", "b/c/a.py"));
  EXPECT_FALSE(matches("b", "b/c"));
  EXPECT_FALSE(matches("a.p", "a.py"));
}

TEST(PathPatterns, SlashesAnchor) {
  EXPECT_TRUE(matches("/a.py", "a.py"));
  EXPECT_FALSE(matches("/a.py", "b/a.py"));
  EXPECT_TRUE(matches("b/*.py", "b/a.py"));
  EXPECT_FALSE(matches("b/*.py", "b/c/a.py"));
  EXPECT_FALSE(matches("b/*.py", "x/b/a.py"));
}

TEST(PathPatterns, DoubleStarIsAnyDepth) {
  EXPECT_TRUE(matches("**/a.py", "a.py"));
  EXPECT_TRUE(matches("**/a.py", "b/c/a.py"));
  EXPECT_TRUE(matches("b/**/a.py", "b/a.py"));
  EXPECT_TRUE(matches("b/**/a.py", "b/c/d/a.py"));
  EXPECT_TRUE(matches("b/**", "b/c/d"));
  EXPECT_FALSE(matches("b/**", "b"));
}

TEST(PathPatterns, WildcardsStayInAName) {
  EXPECT_FALSE(matches("/a*c", "a/c"));
  EXPECT_FALSE(matches("/a?c", "a/c"));
  EXPECT_TRUE(matches("[ab].py", "b.py"));
  EXPECT_FALSE(matches("[!ab].py", "b.py"));
  EXPECT_TRUE(matches("\\[a\\]", "[a]"));
  EXPECT_TRUE(matches("{a,b}", "{a,b}"));
}

TEST(PathPatterns, FoldersAndNegation) {
  EXPECT_TRUE(matches("build/", "x/build", /*is_folder=*/true));
  EXPECT_FALSE(matches("build/", "x/build"));
  EXPECT_TRUE(PathPattern::parse("!a")->is_negated());
  EXPECT_FALSE(PathPattern::parse("\\!a")->is_negated());
  EXPECT_TRUE(matches("\\!a", "!a"));
}

TEST(PathPatterns, LinesWithoutAPattern) {
  for (const char* line : {"", "   ", "# a", "/", "\r", "a[", "!"}) {
    EXPECT_FALSE(PathPattern::parse(line)) << line;
  }
  EXPECT_TRUE(matches("a  ", "a"));
  EXPECT_TRUE(matches("a\\ ", "a "));
  EXPECT_TRUE(matches("a\r", "a"));
}

TEST(PathPatterns, TheLastOneCounts) {
  PatternList list("/r");
  list.add("*.py");
  list.add("!keep.py");
  list.add("/out");
  EXPECT_EQ(list.ignores("/r/a.py", false), true);
  EXPECT_EQ(list.ignores("/r/b/keep.py", false), false);
  EXPECT_EQ(list.ignores("/r/a.txt", false), std::nullopt);
  EXPECT_EQ(list.ignores("/run/a.py", false), std::nullopt);
  EXPECT_TRUE(list.excludes_file("/r/out/keep.py"));
  EXPECT_FALSE(list.excludes_file("/r/b/keep.py"));
}

}  // namespace
}  // namespace tnp::translate
