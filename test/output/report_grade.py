# RUN: %check_run %s %tnp_translate %t
#
# A report says of each call site whether it rests on an annotation.
import json
import sys

from translate_case import Case, expect

case = Case(sys.argv)
case.write({"a.py": "import numpy as np\n"
                    "def f(x: np.ndarray):\n"
                    "    y = np.ones(3)\n"
                    "    return x.sum(axis=0), y.sum(axis=0)\n"})
case.run("--diff --report json=r.json a.py")
sites = json.loads(case.read("r.json"))["files"][0]["sites"]
expect([(site["api"], site["grade"]) for site in sites], [
    ("numpy.ndarray", "proved"), ("numpy.ones", "proved"),
    ("numpy.ndarray.sum", "assumed"), ("numpy.ndarray.sum", "proved")])
