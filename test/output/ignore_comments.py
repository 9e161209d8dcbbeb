# RUN: %check_run %s %tnp_translate %t
#
# `# tnp: ignore[slug]` suppresses that kind of diagnostic on its line; one that
# suppresses nothing is reported, and in a string it means nothing. The calls
# stay what they were.
import sys

from translate_case import Case, expect

USED = """import numpy as np
a = np.busday_count(x)  # tnp: ignore[unsupported-function]
b = np.sum(x, foo=1)  # noqa  # tnp: ignore[unsupported-argument] why
c = np.clip(np.busday_count(x), 0)  # tnp: ignore[result-differs, unsupported-function]
d = np.sum(
    x,
    foo=1,  # tnp: ignore[unsupported-argument]
)
"""
case = Case(sys.argv)
case.write({"used.py": USED})
result = case.run("used.py", absent=["error:", "warning:"])
expect(result.stdout, USED.replace("np.clip", "tnp.clip").replace(
    "as np\n", "as np\nimport tnp\n"))

case.write({"used.py": result.stdout})
case.run("--check used.py", stderr=[
    "used.py:5:52: warning: `result-differs` is not reported on this line "
    "[unused-ignore]"], absent=["error:"])

case.write({"not.py": """import numpy as np
a = np.busday_count(x)  # tnp: ignore[unsupported-argument]
b = '# tnp: ignore[unsupported-function]', np.busday_count(x)
# tnp: ignore[unsupported-function]
c = np.busday_count(x)
d = 1  # tnp: ignore[nonsense,unsupported-function
e = np.busday_count(x)  # tnp: ignore
"""})
result = case.run("not.py", code=1, stderr=[
    "not.py:2:39: warning: `unsupported-argument` is not reported on this",
    "not.py:4:15: warning: `unsupported-function` is not reported on this",
    "not.py:6:22: warning: no diagnostic is called `nonsense`",
    "not.py:6:31: warning: `unsupported-function` is not reported on this"])
expect(result.stderr.count(": error: "), 4)
expect(result.stderr.count("[unused-ignore]"), 4)
