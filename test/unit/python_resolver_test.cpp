// The scoping matrix: every way in which Python binds a name, against a use of
// that name as NumPy.
#include <gtest/gtest.h>

#include "test/unit/python_test_support.h"

namespace tnp::translate {
namespace {

using Lines = std::vector<std::string>;

// Uses of `np` after `import numpy as np`, by line of `body` (from 1).
Lines uses(const std::string& body) {
  return references("import numpy as np; " + body);
}

TEST(PythonResolver, FollowsEveryFormOfImport) {
  EXPECT_EQ(references("import numpy\nnumpy.sin(x)"), Lines{"2:1 numpy.sin"});
  EXPECT_EQ(references("import numpy.linalg\nnumpy.linalg.norm(x)\nnumpy.pi"),
            (Lines{"2:1 numpy.linalg.norm", "3:1 numpy.pi"}));
  EXPECT_EQ(references("import numpy.linalg as la\nla.norm(x)"),
            Lines{"2:1 numpy.linalg.norm"});
  EXPECT_EQ(references("from numpy import sin as s\ns(x)\nsin(x)"),
            Lines{"2:1 numpy.sin"});
  EXPECT_EQ(references("from numpy import linalg\nlinalg.norm(x)"),
            Lines{"2:1 numpy.linalg.norm"});
  EXPECT_EQ(references("from numpy.linalg import norm\nnorm(x)"),
            Lines{"2:1 numpy.linalg.norm"});
  EXPECT_EQ(references("from numpy import *\nsin(x); len(x)"),
            Lines{"2:1 numpy.sin"});
  EXPECT_EQ(references("from .numpy import sin\nsin(x)"), Lines{});
  EXPECT_EQ(references("import numpyro as np\nnp.sin(x)"), Lines{});
}

TEST(PythonResolver, StarImportYieldsToOtherNames) {
  EXPECT_EQ(references("from numpy import *\ndef sin(x): pass\nsin(x)"),
            Lines{});
  EXPECT_EQ(references("from numpy import *\nfrom math import *\nsin(x)"),
            Lines{});
  EXPECT_EQ(problems("from numpy import *\nfrom mine import *\nsin(x)"),
            Lines{"1:1 ambiguous-name"});
  EXPECT_EQ(references("from mine import *\nfrom numpy import *\nsin(x)"),
            Lines{"3:1 numpy.sin"});
}

TEST(PythonResolver, HidesTheModuleInAScopeThatBindsItsName) {
  for (const char* binding : {"np = x",
                              "np: int = x",
                              "np += x",
                              "(np, y) = x",
                              "[np, *y] = x",
                              "a, *np = x",
                              "for np in x: pass",
                              "for (a, np) in x: pass",
                              "with x as np: pass",
                              "with x as (np, y): pass",
                              "import os as np",
                              "from x import np",
                              "def np(): pass",
                              "class np: pass",
                              "(np := x)",
                              "[(np := y) for y in x]",
                              "try: pass\n  except E as np: pass",
                              "match x:\n   case np: pass",
                              "match x:\n   case [np, *y]: pass",
                              "match x:\n   case {'k': np}: pass",
                              "match x:\n   case {**np}: pass",
                              "match x:\n   case C(a=np): pass",
                              "match x:\n   case 1 as np: pass",
                              "np: int",
                              "type np = int",
                              "x = np = y"}) {
    const std::string source = "import numpy as np\ndef f(x):\n  " +
                               std::string(binding) + "\n  np.sin(x)\n";
    EXPECT_EQ(references(source), Lines{}) << source;
  }
}

TEST(PythonResolver, DoesNotTakeAUseForABinding) {
  for (const char* use : {"np.pi.x = 1",
                          "x[np.pi] = 1",
                          "f(np=1, y=np.pi)",
                          "x.np = np.pi",
                          "for x.y in np.pi: pass",
                          "with np.pi as y: pass",
                          "print(np.pi)",
                          "match x:\n  case np.pi: pass",
                          "assert np.pi, 'np'",
                          "lambda x=np.pi: 0",
                          "@np.pi\ndef f(): pass",
                          "x: np.pi",
                          "class A(np.pi): pass",
                          "class A(b=np.pi): pass",
                          "f'{np.pi:>3}'",
                          "f'{1:{np.pi}}'",
                          "global y; y = np.pi",
                          "x = [*np.pi]",
                          "x = *np.pi, 1",
                          "x[*np.pi]",
                          "x = [*np.pi(1)]",
                          "x = [*np.pi[0].x]",
                          "f(*np.pi)",
                          "x = y[1:np.pi]",
                          "del x[np.pi]",
                          "raise np.pi from x",
                          "return_ = yield_ = np.pi",
                          "async_ = np.pi if x else y",
                          "def f(x: np.pi = 1): pass",
                          "def f() -> np.pi: pass",
                          "def f(*, k: np.pi): pass",
                          "x = {**np.pi}",
                          "x = not np.pi",
                          "def f[T: np.pi](): pass",
                          "type X = np.pi",
                          "try: pass\nexcept np.pi: pass",
                          "try: pass\nexcept* np.pi as e: pass"}) {
    const Lines found = references("import numpy as np\n" + std::string(use));
    ASSERT_EQ(found.size(), 1u) << use;
    EXPECT_TRUE(std::string_view(found[0])
                    .substr(found[0].find(' ') + 1)
                    .starts_with("numpy.pi"))
        << use;
  }
}

TEST(PythonResolver, EvaluatesDefaultsOutside) {
  EXPECT_EQ(uses("\ndef f(np=np.pi): np.sin(1)"), Lines{"2:10 numpy.pi"});
  EXPECT_EQ(uses("\nlambda np=np.pi: np.sin(1)"), Lines{"2:11 numpy.pi"});
  EXPECT_EQ(uses("\ndef f(*np): np.sin(1)"), Lines{});
  EXPECT_EQ(uses("\ndef f(**np: np.pi): np.sin(1)"), Lines{"2:13 numpy.pi"});
  EXPECT_EQ(uses("\ndef f(a, /, *, np): np.sin(1)"), Lines{});
}

TEST(PythonResolver, EvaluatesTheFirstIterableOutside) {
  EXPECT_EQ(uses("\n[np.sin for np in np.pi]"), Lines{"2:19 numpy.pi"});
  EXPECT_EQ(uses("\n[np.sin for x in np.pi for np in np.pi]"),
            Lines{"2:18 numpy.pi"});
  EXPECT_EQ(uses("\n{np.sin: 1 for np in x if np.pi}"), Lines{});
}

TEST(PythonResolver, LooksThroughClassesOnlyFromTheirBody) {
  EXPECT_EQ(references("import numpy as np\nclass A:\n  np = 1\n  x = np.pi\n"
                       "  def f(self): return np.sin(1)\n"),
            Lines{"5:23 numpy.sin"});
  EXPECT_EQ(references("class A:\n  import numpy as np\n  x = np.pi\n"
                       "  def f(self): return np.sin(1)\n"),
            Lines{"3:7 numpy.pi"});
}

TEST(PythonResolver, FollowsGlobalAndNonlocal) {
  EXPECT_EQ(references("def f():\n  global np\n  import numpy as np\n"
                       "def g(): np.sin(1)\n"),
            Lines{"4:10 numpy.sin"});
  EXPECT_EQ(references("def f():\n  import numpy as np\n  def g():\n"
                       "    nonlocal np\n    np = 1\n  np.sin(1)\n"),
            Lines{});
  EXPECT_EQ(references("import numpy as np\ndef f():\n  np = 1\n  def g():\n"
                       "    global np\n    np.sin(1)\n"),
            Lines{"6:5 numpy.sin"});
}

TEST(PythonResolver, FollowsAliases) {
  EXPECT_EQ(references("import numpy as np\nxp = np\nxp.sin(1)"),
            (Lines{"2:6 numpy", "3:1 numpy.sin"}));
  EXPECT_EQ(references("import numpy as np\nf = np.sin\ng = f\ng(1)"),
            (Lines{"2:5 numpy.sin", "3:5 numpy.sin", "4:1 numpy.sin"}));
  // Two meanings: the names are not followed, their values are.
  EXPECT_EQ(references("import numpy as np\nf = np.sin\nf = np.sum\nf(1)"),
            (Lines{"2:5 numpy.sin", "3:5 numpy.sum"}));
  EXPECT_EQ(references("import numpy as np\nif a: f = np.sin\n"
                       "else: f = np.sin\nf(1)"),
            (Lines{"2:11 numpy.sin", "3:11 numpy.sin", "4:1 numpy.sin"}));
  EXPECT_EQ(references("import numpy as np\nf = f"), Lines{});
}

TEST(PythonResolver, TreatsHandlersAsFallbacks) {
  EXPECT_EQ(references("try:\n  import numpy as np\nexcept ImportError:\n"
                       "  np = None\nnp.sin(1)"),
            Lines{"5:1 numpy.sin"});
  EXPECT_EQ(problems("try:\n  import cupy as np\nexcept ImportError:\n"
                     "  import numpy as np\nnp.sin(1)"),
            Lines{"4:10 ambiguous-name"});
}

TEST(PythonResolver, InfersArraysFromCalls) {
  EXPECT_EQ(references("import numpy as np\na = np.ones(3)\na.mean(axis=0)"),
            (Lines{"2:5 numpy.ones", "3:3 numpy.ndarray.mean"}));
  EXPECT_EQ(references("import numpy as np\nnp.ones(3).T.shape"),
            (Lines{"2:1 numpy.ones", "2:12 numpy.ndarray.T",
                   "2:14 numpy.ndarray.shape"}));
  EXPECT_EQ(references("import numpy as np\nnp.ones(3).mean().mean()"),
            (Lines{"2:1 numpy.ones", "2:12 numpy.ndarray.mean",
                   "2:19 numpy.ndarray.mean"}));
  EXPECT_EQ(references("import numpy as np\na = np.ones(3)\na.T.mean()"),
            (Lines{"2:5 numpy.ones", "3:3 numpy.ndarray.T",
                   "3:5 numpy.ndarray.mean"}));
  EXPECT_EQ(references("import numpy as np\na = np.ones(3)\n"
                       "def f(): return a.mean()"),
            (Lines{"2:5 numpy.ones", "3:19 numpy.ndarray.mean"}));
  // Bound to something else, used before: not known.
  EXPECT_EQ(references("import numpy as np\na = np.ones(3)\na = f()\na.mean()"),
            Lines{"2:5 numpy.ones"});
  EXPECT_EQ(references("import numpy as np\ndef f():\n  a.mean()\n"
                       "  a = np.ones(3)"),
            Lines{"4:7 numpy.ones"});
}

TEST(PythonResolver, BearsDeepNesting) {
  std::string sum = "import numpy as np\nx = np.pi";
  for (int i = 0; i < 50000; ++i) sum += " + 1";
  EXPECT_EQ(references(sum), Lines{"2:5 numpy.pi"});
  std::string chain = "import numpy as np\nnp.ones(3)";
  for (int i = 0; i < 5000; ++i) chain += ".mean()";
  EXPECT_GE(references(chain).size(), 2u);
}

}  // namespace
}  // namespace tnp::translate
