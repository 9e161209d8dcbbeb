# RUN: env -u TNP_NO_CACHE %check_run %s %tnp_translate %t
#
# A run that takes its results from the cache prints, writes and returns what
# one without a cache does, and a file that has changed is translated again.
import re
import shutil
import sys

from translate_case import BROKEN, CHANGED, CHANGES, OPEN, SAME, Case, expect

NOTES = ("import numpy as np\n__all__ = ['np']\n"
         "x = np.cast(1)  # tnp: ignore[unsupported-function, dynamic-name]\n"
         "y = np.sort(z, order='a')\n")
FORMATS = ["json", "csv", "md", "sarif", "html"]
REPORTS = " ".join(f"--report {form}=report.{form}" for form in FORMATS)

case = Case(sys.argv)
case.write({
    "src/a.py": CHANGES, "src/b.py": OPEN, "src/c.py": SAME,
    "src/broken.py": BROKEN, "src/notes.py": NOTES, "src/notes2.py": NOTES,
    "src/latin.py": b"# coding: latin-1\nimport numpy\nx = numpy.sin(1) # \xe9",
    "src/sub/crlf.py": CHANGES.replace("\n", "\r\n"),
    "rules.yaml": "- func: busday_count(np.ndarray a) -> np.ndarray\n"
                  "  torch: sin(input=a)\n"})
RUNS = ["--check --verbose", "--check --quiet -j2", "--check --fallback=numpy",
        "--check --mode=shim",
        "--check --rules rules.yaml", "--check --write-baseline known.json",
        "--check --baseline known.json", "--diff --exclude latin.py",
        "--in-root src --out-root out"]


def outcome(arguments):
    shutil.rmtree(case.folder / "out", ignore_errors=True)
    inputs = "" if "--in-root" in arguments else "src"
    result = case.run(f"{arguments} {REPORTS} {inputs}", 2)
    out = {name: (case.folder / "out" / name).read_bytes()
           for name in case.names("out")}
    # How long it took is no outcome.
    stderr = re.sub(r"^time: .*\n", "", result.stderr, flags=re.MULTILINE)
    return (result.stdout, stderr, out,
            [case.read(f"report.{form}") for form in FORMATS])


for arguments in RUNS:
    bare = outcome("--no-cache " + arguments)
    for turn in ["cold", "warm"]:
        if outcome("--cache-dir cache " + arguments) != bare:
            sys.exit(f"{turn}: {arguments} gives another outcome")

# The contents count, not the name or the time.
before = (case.folder / "cache/results").read_bytes()
case.write({"src/copy.py": CHANGES})
case.run("--cache-dir cache --check src", 2)
expect((case.folder / "cache/results").read_bytes(), before)
case.write({"src/a.py": CHANGES.replace("sin", "cos")})
case.run("--cache-dir cache --in-root src --out-root out", 2)
expect(case.read("out/a.py"), CHANGED.replace("sin", "cos"))
expect(case.read("out/copy.py"), CHANGED)
