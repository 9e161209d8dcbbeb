# RUN: %check_run %s %tnp_translate %t
#
# Several reports can be asked for, one of them on standard output when nothing
# else is printed there; a format that does not exist is refused before
# anything is done.
import json
import sys

from translate_case import CHANGED, CHANGES, Case, expect

case = Case(sys.argv)
case.write({"a.py": CHANGES})
result = case.run("--check --report json=- --report csv=r.csv a.py", code=3)
expect(json.loads(result.stdout)["files"][0]["path"], "a.py")
expect(case.read("r.csv").count("\n"), 2)
expect(case.run("--report json=r.json a.py").stdout, CHANGED)
expect(json.loads(case.read("r.json"))["exit_code"], 0)

for value in ["xml=r", "json", "json=", "=r"]:
    case.run(f"--in-place --report {value} a.py", code=2,
             stderr=[f"`{value}` is not a report", "[invalid-input]"])
case.run("--report json=- a.py", code=2, stderr=["cannot both go to standard"])
case.run("--in-place --report json=none/r a.py", code=2,
         stderr=["[unwritable-file]"])
expect(case.names(), ["a.py", "r.csv", "r.json"])
