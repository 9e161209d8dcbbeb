#include "translator/output/unified_diff.h"

#include <gtest/gtest.h>

namespace tnp::translate {
namespace {

std::string diff(std::string_view text, std::vector<Edit> edits) {
  const std::string all =
      unified_diff("f", text, EditSet(text, std::move(edits)));
  constexpr std::string_view kHeader = "--- f\n+++ f\n";
  if (all.empty()) return all;
  EXPECT_TRUE(std::string_view(all).starts_with(kHeader));
  return all.substr(kHeader.size());
}

TEST(UnifiedDiff, IsEmptyWithoutChanges) {
  EXPECT_EQ(diff("a\nb\n", {}), "");
  EXPECT_EQ(diff("a\nb\n", {{{0, 1}, "a"}}), "");
}

TEST(UnifiedDiff, ShowsOneLine) {
  EXPECT_EQ(diff("a\nb\nc\n", {{{2, 3}, "x"}}),
            "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
}

TEST(UnifiedDiff, ShowsAnInsertionAsAdditionAlone) {
  EXPECT_EQ(diff("a\nb\n", {{{1, 1}, "\nnew"}}),
            "@@ -1,2 +1,3 @@\n a\n+new\n b\n");
}

TEST(UnifiedDiff, MarksAMissingLineEnd) {
  EXPECT_EQ(diff("a", {{{0, 1}, "b"}}),
            "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
            "\\ No newline at end of file\n");
}

TEST(UnifiedDiff, SeparatesDistantChanges) {
  EXPECT_EQ(
      diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", {{{0, 1}, "x\nx"}, {{16, 17}, "y"}}),
      "@@ -1,4 +1,5 @@\n-a\n+x\n+x\n 1\n 2\n 3\n"
      "@@ -6,4 +7,4 @@\n 5\n 6\n 7\n-b\n+y\n");
}

TEST(UnifiedDiff, JoinsLinesThatAnEditDeletes) {
  EXPECT_EQ(diff("a\nb\nc\n", {{{2, 4}, ""}}), "@@ -1,3 +1,2 @@\n a\n-b\n c\n");
}

}  // namespace
}  // namespace tnp::translate
