# RUN: %check_run %s %tnp_translate %t
#
# `--list-rules` has a line for each name of the rule table: what it becomes, how
# that is done, and how equal it is; rules of the user say where they are from.
import json
import sys

from translate_case import Case, expect

case = Case(sys.argv)
case.write({"mine.yaml": "- func: smooth(np.ndarray a) -> np.ndarray\n"
                         "  ops: smooth\n"})
lines = case.run("--list-rules --rules mine.yaml").stdout.splitlines()
entries = json.loads(case.run("--list-rules=json --rules mine.yaml").stdout)
expect(len(lines), len(entries))
expect([line.split()[0] for line in lines],
       [entry["name"] for entry in entries])
expect([entry["name"] for entry in entries],
       sorted(entry["name"] for entry in entries))
by_name = {entry["name"]: entry for entry in entries}
for name, how, state in [
        ("numpy.pi", "a constant", "same"),
        ("numpy.clip", "a composition of ATen operators", "differs"),
        ("numpy.product", "another name", "renamed"),
        ("numpy.busday_count", "not at all", "unsupported")]:
    entry = by_name[name]
    expect((name, entry["how"], entry["state"]), (name, how, state))
    expect(entry["builtin"], True)
    expect(entry["place"].startswith("rules/numpy/"), True)
    expect(bool(entry["differs"]), state == "differs")
    expect(bool(entry["advice"]), state == "unsupported")
mine = by_name["numpy.smooth"]
expect((mine["builtin"], mine["place"], mine["priority"]),
       (False, "mine.yaml:1", 0))
line, = [line for line in lines if line.startswith("numpy.smooth ")]
expect(line.split(), "numpy.smooth tnp.smooth a composition of ATen operators "
                     "same mine.yaml:1".split())
