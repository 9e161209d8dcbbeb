# RUN: %check_run %s %tnp_translate %t
#
# [tool.tnp] of the nearest pyproject.toml above the first input sets options by
# their long names; its paths are relative to its folder; the command line wins.
import sys

from translate_case import CHANGES, OPEN, Case, expect

case = Case(sys.argv)
case.write({
    "p/pyproject.toml": "[tool.tnp]\nexclude = ['old', 'src/x.py']\n"
                        "report = 'json=out/r.json'\njobs = 2\n"
                        "verbose = true\nbaseline = 'known.json'\n",
    "p/known.json": '{"version": 1, "findings": []}',
    "p/src/a.py": CHANGES, "p/src/x.py": CHANGES, "p/src/old/b.py": CHANGES,
    # A section of another tool does not stop the search.
    "p/src/pyproject.toml": "[tool.other]\nx = 1\n",
    "q/b.py": CHANGES,
})
(case.folder / "p/out").mkdir()


def inputs(arguments, cwd=".", code=3):
    result = case.run("--check " + arguments, cwd=cwd, code=code)
    return [line.partition(": changed")[0]
            for line in result.stderr.splitlines() if ": changed" in line]


expect(inputs("p/src"), ["p/src/a.py"])
expect(case.names("p/out"), ["r.json"])
expect(inputs(".", cwd="p/src"), ["a.py"])
expect(inputs("p/src --verbose=false"), [])
expect(inputs("p/src --exclude a.py"), ["p/src/old/b.py", "p/src/x.py"])
expect(inputs("q p"), [])
expect(case.run("--query numpy.sin", cwd="p").returncode, 0)

MISTAKES = {
    "jbos = 2": (":3:1: error: no option is called `jbos`", "jbos = 2\n^"),
    "o = 'x'": (":3:1: error: no option is called `o`",),
    "query = 'numpy.sin'": (":3:1: error: no option is called `query`",),
    "jobs = 'two'": (":3:1: error: `two` is no value for `jobs`",),
    "jobs = [1, 2]": (":3:1: error: `jobs` takes one value",),
    "quiet = 3.5": (":3:1: error: `quiet` takes a string, a number",),
    "x = 1\nyy = 2": (":3:1: error: no option is called `x`",
                      ":4:1: error: no option is called `yy`"),
    "quiet = ": (":3:", "error: not valid TOML: "),
}
for text, messages in MISTAKES.items():
    case.write({"q/pyproject.toml": f"\n[tool.tnp]\n{text}\n"})
    case.run("--in-place q/b.py", code=2,
             stderr=[*messages, "q/pyproject.toml:", "[invalid-configuration]"])
case.write({"q/pyproject.toml": "tool.tnp = 3"})
case.run("q/b.py", code=2, stderr=["`tool.tnp` is not a table"])
expect(case.read("q/b.py"), CHANGES)

# What one run is to do can be set too, and taken back.
case.write({"q/pyproject.toml": "[tool.tnp]\nin-place = true\n",
            "q/b.py": OPEN})
case.run("q", code=1, stderr=["1 file read"])
case.run("--in-place=false q", code=2, stderr=["several files"])
