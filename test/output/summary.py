# RUN: %check_run %s %tnp_translate %t
#
# A run over several files ends with what it did; --verbose adds a line for each
# file, --quiet leaves only errors. Nothing is said about a single file, and no
# progress bar is shown where there is no terminal.
import os
import pty
import subprocess
import sys

from translate_case import BROKEN, CHANGES, OPEN, SAME, Case, expect

case = Case(sys.argv)
case.write({
    "src/a.py": CHANGES, "src/b.py": SAME, "src/c.py": BROKEN,
    "src/d.py": "import numpy as np\nx = np.busday_count(np.sin(y))\n"
                "np.sin = 1\nnp.geterr()\nnp.busday_offset(y)\n",
    "src/e.py": "import numpi  # not numpy\n",
})
SUMMARY = ("5 files read: 2 changed, 1 unchanged, 1 skipped (no NumPy), "
           "1 failed\n")
result = case.run("--check src", code=2, stderr=[SUMMARY], absent=["\r"])
tail = result.stderr[result.stderr.index(SUMMARY):].splitlines()[1:]
expect(tail, [
    "6 call sites: 3 translated (50.0%), 0 of them doubtful; 3 left",
    "  2 unsupported-function", "  1 modified-module"])

case.run("--verbose --check src", code=2, stderr=[
    SUMMARY, "src/a.py: changed, 1 of 1 call site translated\n",
    "src/b.py: skipped\n", "src/c.py: failed\n"])
case.run("--quiet --check src", code=2, stderr=["[syntax-error]"],
         absent=["read:", "\r"])
case.run("src/a.py", absent=["read:"])
case.run("--verbose src/a.py", stderr=[
    "1 file read: 1 changed", "\ntime: 0.0", " s find files, ", " s translate, ",
    " s write, ", " s report\n"])

# On a terminal a bar shows how far the run is, and goes away.
terminal, end = pty.openpty()
subprocess.run([case.tool, "--check", "src"], cwd=case.folder, stderr=end,
               stdout=subprocess.DEVNULL, check=False,
               env={**os.environ, "TERM": "xterm"})
os.close(end)
shown = b""
try:
    while chunk := os.read(terminal, 4096):
        shown += chunk
except OSError:
    pass
expect(b"\r\x1b[K[====>                   ] 1/5 src/a.py" in shown, True)
expect(shown.rpartition(b"\r\x1b[K")[2].startswith(b"5 files read"), True)
