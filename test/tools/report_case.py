"""The code base that the tests of the reports share, and the report of it."""

import sys

from translate_case import BROKEN, SAME, Case

MAIN = """import numpy as np
from numpy import linalg as la
x = np.sum(y, axis=0)   # <b>&"
d = np.busday_count(a, b)  # tnp: ignore[unsupported-function]
e = np.busday_count(a, b), np.busday_count(a)
é = "ü", np.busday_offset(y), la.norm(x)
f = np.sum(y, foo=1), np.sum(y), np.clip(x, 0, 1)
"""


def report(kind):
    """Runs over the code base; the text of the report as bytes."""
    case = Case(sys.argv)
    case.write({"src/a b.py": MAIN, "src/broken.py": BROKEN,
                "src/same.py": SAME, "src/more.py":
                "import numpy as np\nnp.sum(1)\nnp.sum = 3\n"})
    case.run(f"--check --report {kind}=report src", code=2)
    return (case.folder / "report").read_bytes()
