# RUN: %check_run %s %tnp_translate %t
#
# A rule that makes something of a program that does not parse is stopped before
# anything is written, with the place of the edit.
import sys

from translate_case import Case, expect

TEXT = "import numpy as np\nx = np.sum(y)\nx = np.sum(y, axis=0)\n"
case = Case(sys.argv)
case.write({"in/a.py": TEXT, "rules.yaml":
            "- func: sum(np.ndarray a, int? axis=None) -> np.ndarray\n"
            "  additional_translations:\n    axis: lambda\n"})
case.run("--rules rules.yaml --in-place in/a.py", code=2, stdout="", stderr=[
    "in/a.py:3:15: error: the translation would not be valid Python here; "
    "nothing was written [invalid-output]"])
expect(case.read("in/a.py"), TEXT)
