# RUN: %check_run %s %tnp_translate %t
#
# Wherever there is an error a call site counts as left, so that a share of 100%
# means that nothing was: a name with two meanings, an import without a
# counterpart, an argument, a name that stays with another.
import json
import sys

from translate_case import Case, expect

case = Case(sys.argv)


def sites(text, code=1):
    case.write({"a.py": text})
    case.run("--diff --report json=r.json a.py", code=code)
    report = json.loads(case.read("r.json"))
    errors = [finding for finding in report["files"][0]["findings"]
              if finding["severity"] == "error"]
    found = [(site["api"], site["state"], site.get("slug"))
             for site in report["files"][0]["sites"]]
    left = report["summary"]["call_sites"]["left"]
    expect((text, bool(errors)), (text, left > 0))
    expect(len([site for site in found if site[1] == "left"]), left)
    return found


expect(sites("import numpy as np\nimport cupy as np\nnp.sin(1)\n"),
       [("np", "left", "ambiguous-name")])
expect(sites("from numpy import busday_count\n"),
       [("numpy.busday_count", "left", "unsupported-function")])
expect(sites("import numpy as np\ndel np\n", code=0), [])
expect(sites("import numpy as np\nnp.zeros(3).mean(foo=1)\nnp.pi\n"), [
    ("numpy.zeros", "translated", None),
    ("numpy.ndarray.mean", "left", "unsupported-argument"),
    ("numpy.pi", "translated", None)])
expect(sites("import numpy as np\nx = np.busday_count(y).mean(axis=0)\n"
             "f = np.sum\nf(x, foo=1)\nf(x)\n")[-3:], [
    ("numpy.sum", "left", "stays"),
    ("numpy.sum", "left", "unsupported-argument"),
    ("numpy.sum", "translated", None)])

# A call that stays in NumPy as asked for is left too, though it is no error.
case.write({"a.py": "import numpy as np\nnp.busday_count(x)\n"})
case.run("--diff --fallback=numpy --report json=r.json a.py")
site, = json.loads(case.read("r.json"))["files"][0]["sites"]
expect((site["state"], site["slug"]), ("left", "runs-in-numpy"))
