# RUN: %check_run %s %tnp_translate %t
#
# Modules of a project import NumPy's names from each other: uses are followed
# through relative and absolute imports, stars, and a module that hands on what
# it imports. The names themselves stay, so that what is left still works. With
# results from the cache it is the same.
import sys

from translate_case import Case, expect

case = Case(sys.argv)
COMPAT = """try:
    import numpy as np
except ImportError:
    np = None
from numpy.linalg import norm
_hidden = np.sin
"""
case.write({
    "pkg/__init__.py": "",
    "pkg/compat.py": COMPAT,
    "pkg/a.py": "from .compat import np, norm\n"
                "x = np.sum(y, axis=0) + norm(y, axis=1)\n",
    "pkg/b.py": "from pkg.a import *\n"
                "x = np.ones(shape=3).sum(axis=0)\n",
    "pkg/sub/__init__.py": "",
    "pkg/sub/c.py": "from ..compat import (_hidden as sin,\n"
                    "                      np as xp)\n"
                    "x = xp.busday_count(1, 2) + sin(out=3)\n",
    "pkg/own.py": "import numpy as np\n"
                  "from .other import np2\n"
                  "x = np.sum(y, axis=0)\n",
    "other/compat.py": "np = 3\n",
    "other/d.py": "from .compat import np\nx = np.sum(y, axis=0)\n",
})
EXPECTED = {
    "pkg/compat.py": COMPAT,
    "pkg/a.py": "from .compat import np, norm\n"
                "import tnp\n"
                "x = tnp.sum(y, dim=0) + tnp.linalg.norm(y, dim=1)\n",
    "pkg/b.py": "from pkg.a import *\n"
                "import tnp\n"
                "x = tnp.ones(size=3).sum(dim=0)\n",
    "pkg/own.py": "import tnp\n"
                  "from .other import np2\n"
                  "x = tnp.sum(y, dim=0)\n",
    "other/d.py": "from .compat import np\nx = np.sum(y, axis=0)\n",
}
for options in "", "-j2 --cache-dir cache", "-j1 --cache-dir cache":
    result = case.run(f"--in-root . --out-root out --exclude out --exclude cache "
                      f"{options}", code=1)
    for name, text in EXPECTED.items():
        expect((name, case.read(f"out/{name}")), (name, text))
    expect("xp.busday_count(1, 2)" in case.read("out/pkg/sub/c.py"), True)
    expect("`np` is imported by other modules of the project and stays NumPy's"
           in result.stderr, True)
