# RUN: %check_run %s %tnp_translate %t
#
# Findings in a baseline do not count for exit code 1 and are not shown; new
# ones are. Lines may move, and a finding counts as often as it is listed.
import json
import sys

from translate_case import BROKEN, CHANGES, OPEN, Case, expect

case = Case(sys.argv)
case.write({"p/src/a.py": OPEN, "p/src/b.py": OPEN + OPEN,
            "p/src/c.py": CHANGES + "np.clip(x, 0, 1)\n"})
case.run("p/src --diff", code=1)
case.run("--diff p/src --write-baseline p/known.json", stderr=[
    "4 findings in the baseline"], absent=["error:", "warning:"])
known = json.loads(case.read("p/known.json"))
expect(known["version"], 1)
expect([(finding["file"], finding["slug"], finding["count"])
        for finding in known["findings"]],
       [("src/a.py", "unsupported-function", 1),
        ("src/b.py", "unsupported-function", 2),
        ("src/c.py", "result-differs", 1)])

RUN = "--diff --baseline p/known.json p/src"
case.run(RUN, stderr=["4 findings in the baseline; 0 of it gone"],
         absent=["error:", "warning:"])
case.run("--verbose " + RUN, stderr=["p/src/a.py:2:5: error:"])
case.run("--diff --baseline known.json src", cwd="p")
case.run("--check --baseline p/known.json p/src", code=3)

case.write({"p/src/a.py": "\n\n" + OPEN})
case.run(RUN)
case.write({"p/src/a.py": OPEN + "np.busday_count(z)\n"})
case.run(RUN, code=1, stderr=["p/src/a.py:3:1: error:"],
         absent=["p/src/a.py:2:5"])
case.write({"p/src/a.py": CHANGES, "p/src/new.py": OPEN})
case.run(RUN, code=1, stderr=["p/src/new.py:2:5: error:",
                              "3 findings in the baseline; 1 of it gone"])

# A failure is never known, and a wrong baseline is no baseline.
case.write({"p/src/new.py": BROKEN})
case.run("--diff p/src --write-baseline p/next.json", code=2,
         stderr=["[syntax-error]"])
expect("syntax-error" in case.read("p/next.json"), False)
for text in ["{", "[]", '{"version": 2, "findings": []}',
             '{"version": 1, "findings": [{"file": "a"}]}']:
    case.write({"wrong.json": text})
    case.run("--in-place --baseline wrong.json p/src", code=2,
             stderr=["wrong.json: error: ", "[invalid-configuration]"])
case.run("--in-place --baseline none.json p/src", code=2,
         stderr=["[unreadable-file]"])
expect(case.read("p/src/a.py"), CHANGES)
