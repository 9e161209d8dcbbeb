// Arguments against signatures, seen through what a whole call turns into.
#include <gtest/gtest.h>

#include "test/unit/python_test_support.h"

namespace tnp::translate {
namespace {

std::string call(const std::string& text) {
  const std::string result = translated("import numpy as np\n" + text);
  return result.substr(result.find(text.substr(0, 0) + "\n") + 1);
}

// The slug of the only problem; the call must have been left as it was.
std::string problem(const std::string& text) {
  const auto found = problems("import numpy as np\n" + text);
  if (found.size() != 1) return std::to_string(found.size()) + " problems";
  EXPECT_EQ(translated("import numpy as np\n" + text),
            "import numpy as np\n" + text);
  return found[0];
}

TEST(PythonBinder, RenamesKeywords) {
  EXPECT_EQ(call("np.sum(x, axis=0, keepdims=k)"),
            "tnp.sum(x, dim=0, keepdim=k)");
  EXPECT_EQ(call("np.sum(keepdims=k, a=x)"), "tnp.sum(keepdim=k, input=x)");
  EXPECT_EQ(call("np.ones(dtype=int, shape=3)"), "tnp.ones(dtype=int, size=3)");
}

TEST(PythonBinder, TakesTheValueAsAMethodsFirstArgument) {
  EXPECT_EQ(call("np.ones(3).mean(0, keepdims=k)"),
            "tnp.ones(3).mean(0, keepdim=k)");
  EXPECT_EQ(problem("np.sum(np.ones(3).mean(a=0), 0, 0, 0, 0)"), "2 problems");
}

TEST(PythonBinder, RejectsArguments) {
  EXPECT_EQ(problem("np.clip(x, 0, 1, out=y)"), "2:18 unsupported-argument");
  EXPECT_EQ(problem("np.clip(x, 0, 1, y)"), "2:18 unsupported-argument");
  EXPECT_EQ(call("np.clip(x, a_max=1)"), "tnp.clip(x, max=1)");
}

TEST(PythonBinder, ReportsCallsThatDoNotFit) {
  EXPECT_EQ(problem("np.sum(x, start=1)"), "2:11 unsupported-argument");
  EXPECT_EQ(problem("np.sum(x, dim=1)"), "2:11 unsupported-argument");
  EXPECT_EQ(problem("np.ones(3, int, 4)"), "2:17 unsupported-argument");
  EXPECT_EQ(problem("np.sum()"), "2:1 unsupported-argument");
  EXPECT_EQ(problem("np.sum(x, a=y)"), "2:11 unsupported-argument");
}

TEST(PythonBinder, LetsUnpackedArgumentsPassWhenNothingIsRejected) {
  EXPECT_EQ(call("np.sum(*args, axis=0)"), "tnp.sum(*args, dim=0)");
  EXPECT_EQ(call("np.sum(x, **kw)"), "tnp.sum(x, **kw)");
  EXPECT_EQ(problem("np.clip(*args)"), "2:9 unsupported-argument");
  EXPECT_EQ(problem("np.clip(x, **kw)"), "2:12 unsupported-argument");
}

TEST(PythonBinder, KnowsWhatEveryUfuncTakes) {
  EXPECT_EQ(call("np.sin(x, out=y, where=m)"), "tnp.sin(x, out=y, where=m)");
  EXPECT_EQ(call("np.sin(x, y)"), "tnp.sin(x, y)");
  EXPECT_EQ(call("np.sin.reduce(x, axis=0)"), "tnp.sin.reduce(x, axis=0)");
  EXPECT_EQ(problem("np.sin.fit(x)"), "2:1 unsupported-function");
  EXPECT_EQ(problem("np.sin(x=1)"), "2:8 unsupported-argument");
}

TEST(PythonBinder, TakesAnyNumberForAVariadicParameter) {
  EXPECT_EQ(call("np.random.randn()"), "tnp.random.randn()");
  EXPECT_EQ(call("np.random.randn(2, 3, 4)"), "tnp.random.randn(2, 3, 4)");
  EXPECT_EQ(problem("np.random.randn(size=3)"), "2:17 unsupported-argument");
}

TEST(PythonBinder, CountsAGeneratorAsOneArgument) {
  EXPECT_EQ(call("np.sum(i for i in x)"), "tnp.sum(i for i in x)");
}

}  // namespace
}  // namespace tnp::translate
