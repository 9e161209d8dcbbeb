// What an import becomes, given what else the program does with its name.
#include <gtest/gtest.h>

#include "test/unit/python_test_support.h"

namespace tnp::translate {
namespace {

using Lines = std::vector<std::string>;

TEST(PythonRewrite, TurnsTheWholeImport) {
  EXPECT_EQ(translated("import numpy as np\nnp.sin(1)"),
            "import tnp\ntnp.sin(1)");
  EXPECT_EQ(translated("import os, numpy.linalg as la, numpy\nla.norm(x)"),
            "import os, tnp.linalg as la, tnp\nla.norm(x)");
  EXPECT_EQ(translated("from numpy import radians\nradians(x)"),
            "from tnp import deg2rad as radians\nradians(x)");
}

TEST(PythonRewrite, KeepsWhatIsStillNeeded) {
  EXPECT_EQ(
      translated("import numpy as np  # why\r\nnp.pi, np.busday_count\r\n"),
      "import numpy as np  # why\r\nimport tnp\r\n"
      "tnp.pi, np.busday_count\r\n");
  EXPECT_EQ(translated("if x: import numpy as np; np.pi, np.nix"),
            "if x: import numpy as np; import tnp; tnp.pi, np.nix");
  EXPECT_EQ(translated("from numpy import nix, sin\nsin(x), nix"),
            "from numpy import nix\nfrom tnp import sin\nsin(x), nix");
  EXPECT_EQ(translated("from numpy import clip\nclip(x), clip(x, out=x)"),
            "from numpy import clip\nimport tnp\ntnp.clip(x), clip(x, out=x)");
  EXPECT_EQ(translated("from numpy import *\nsin(x), busday_count(x)"),
            "from numpy import *\nimport tnp\ntnp.sin(x), busday_count(x)");
}

TEST(PythonRewrite, SpellsWhatAnAliasStandsFor) {
  EXPECT_EQ(translated("import numpy.core.numeric as N\nN.sum(x, axis=0)"),
            "import tnp as N\nN.sum(x, dim=0)");
  EXPECT_EQ(translated("from numpy.core import numeric, records\n"
                       "numeric.pi, records"),
            "from numpy.core import records\nimport tnp as numeric\n"
            "numeric.pi, records");
  EXPECT_EQ(translated("import numpy as np\nglobal np\nnp.core.umath.sin(x)"),
            "import tnp as np\nglobal np\nnp.sin(x)");
  EXPECT_EQ(translated("import numpy as np\nx = np.NINF\n[1]"),
            "import tnp\nx = (-tnp.pi)\n[1]");
}

TEST(PythonRewrite, TakesItemsOutOfALongImport) {
  EXPECT_EQ(translated("from numpy import (\n    sin,  # sine\n    nix,\n"
                       "    pi\n)\nnix(sin(pi))"),
            "from numpy import (\n    # sine\n    nix,\n)\n"
            "from tnp import sin, pi\nnix(sin(pi))");
  EXPECT_EQ(translated("from numpy import (nix, sin,\n    pi, ones)\n"
                       "nix(sin, pi, ones)"),
            "from numpy import (nix,\n)\nfrom tnp import sin, pi, ones\n"
            "nix(sin, pi, ones)");
}

TEST(PythonRewrite, KeepsTheNameWhereTheProgramNeedsIt) {
  EXPECT_EQ(
      translated("__all__ = ['np']\nimport numpy as np\nnp.sum(x, axis=0)"),
      "__all__ = ['np']\nimport tnp as np\nnp.sum(x, dim=0)");
  EXPECT_EQ(translated("def f():\n  global np\n  import numpy as np\n  np.pi"),
            "def f():\n  global np\n  import tnp as np\n  np.pi");
  EXPECT_EQ(translated("import numpy as np\neval('np.pi'), np.pi"),
            "import tnp as np\neval('np.pi'), np.pi");
  EXPECT_EQ(problems("import numpy as np\nexec(text)"),
            Lines{"2:1 dynamic-name"});
  EXPECT_EQ(problems("import os\nexec(text)"), Lines{});
  EXPECT_EQ(translated("try: import numpy as np\nexcept E: np = None\nnp.pi"),
            "try: import tnp as np\nexcept E: np = None\nnp.pi");
}

TEST(PythonRewrite, AvoidsTheProgramsOwnNames) {
  EXPECT_EQ(translated("import numpy as np\ntnp = 1\nnp.pi"),
            "import tnp as _tnp\ntnp = 1\n_tnp.pi");
  EXPECT_EQ(translated("import numpy as np\ndef f(tnp, _tnp): np.pi"),
            "import tnp as __tnp\ndef f(tnp, _tnp): __tnp.pi");
  EXPECT_EQ(translated("import tnp\nimport numpy as np\nnp.pi"),
            "import tnp\nimport tnp\ntnp.pi");
}

TEST(PythonRewrite, KeepsAnAliasTogether) {
  EXPECT_EQ(translated("import numpy as np\nxp = np\nxp.sum(x, axis=0)"),
            "import tnp\nxp = tnp\nxp.sum(x, dim=0)");
  EXPECT_EQ(translated("import numpy as np\nxp = np\nxp.pi, xp.nix"),
            "import numpy as np\nimport tnp\nxp = np\ntnp.pi, xp.nix");
  EXPECT_EQ(translated("import numpy as np\nf = np.sum\nf(x, axis=0)"),
            "import tnp\nf = tnp.sum\nf(x, dim=0)");
}

TEST(PythonRewrite, SpellsInFullWhatTheBindingCannotReach) {
  EXPECT_EQ(translated("import numpy.linalg as la\nla.inv(x), la.norm(x)"),
            "import tnp.linalg as la\nimport tnp\ntnp.inverse(x), la.norm(x)");
  EXPECT_EQ(translated("import numpy as np\nnp.linalg.inv(x)"),
            "import tnp\ntnp.inverse(x)");
}

TEST(PythonRewrite, LeavesMembersOfACallThatStays) {
  EXPECT_EQ(translated("import numpy as np\na = np.clip(x, out=y)\n"
                       "a.mean(axis=0)"),
            "import numpy as np\na = np.clip(x, out=y)\na.mean(axis=0)");
}

TEST(PythonRewrite, ReportsEachPlaceOnce) {
  EXPECT_EQ(problems("from numpy import nix, clap\nnix(x)"),
            (Lines{"1:24 unsupported-function", "2:1 unsupported-function"}));
  EXPECT_EQ(
      problems("import numpy as np\nnp.sin = f\nsetattr(np, t, 1)\ndel np"),
      (Lines{"2:1 modified-module", "3:9 dynamic-name"}));
  EXPECT_EQ(problems("import numpy as np\nnp.round(x)"),
            Lines{"2:1 result-differs"});
  EXPECT_EQ(problems("import numpy as np\nf(np)"), Lines{"2:3 dynamic-name"});
}

TEST(PythonRewrite, ChangesNothingTheSecondTime) {
  for (const char* source :
       {"import numpy as np\nnp.pi, np.nix", "from numpy import *\nsin(nix)",
        "import numpy as np\ntnp = np.pi, np.nix\n",
        "from numpy import (sin, nix)\nsin, nix",
        "import numpy as np\nxp = np\nxp.pi, xp.nix, np.pi"}) {
    const std::string once = translated(source);
    EXPECT_EQ(translated(once), once) << source;
  }
}

TEST(PythonRewrite, KeepsEveryOtherByte) {
  EXPECT_EQ(translated("\xEF\xBB\xBFimport numpy as np\r\nnp . pi\t\r\n\f# x"),
            "\xEF\xBB\xBFimport tnp\r\ntnp . pi\t\r\n\f# x");
  EXPECT_EQ(translated("# coding: latin-1\nimport numpy as np\n\xE9 = np.pi"),
            "# coding: latin-1\nimport tnp\n\xE9 = tnp.pi");
  EXPECT_EQ(translated("x = (1,"),
            "failed: `x = (1,` is not valid Python here; nothing was written");
  EXPECT_EQ(translated("if x:\n  y\n    z"),
            "failed: unexpected indentation; nothing was written");
  EXPECT_EQ(translated("if x:\nelse: y"),
            "failed: an indented block is missing here; nothing was written");
}

}  // namespace
}  // namespace tnp::translate
