# RUN: %check_run %s %tnp_translate %t
#
# Inputs are files, folders, globs and response files, in this order and none
# twice; of a folder the Python files by name, at any depth, links not followed.
import os
import sys

from translate_case import CHANGES, Case, expect

case = Case(sys.argv)
case.write({name: CHANGES for name in [
    "src/b.py", "src/a.py", "src/deep/c.py", "src/deep/d.pyw", "src/e.txt",
    "src/.git/f.py", "other.py"]})
case.write({"list": "--check src/deep\n'other.py'"})
os.symlink("deep", case.folder / "src/link")


def inputs(arguments):
    result = case.run("--verbose --check -j2 " + arguments, code=3)
    return [line.partition(": changed")[0]
            for line in result.stderr.splitlines() if ": changed" in line]


expect(inputs("src"), ["src/a.py", "src/b.py", "src/deep/c.py"])
expect(inputs("src/"), ["src/a.py", "src/b.py", "src/deep/c.py"])
expect(inputs("other.py src src/a.py ./src"),
       ["other.py", "src/a.py", "src/b.py", "src/deep/c.py"])
expect(inputs("'src/*.py'"), ["src/a.py", "src/b.py"])
expect(inputs("'**/c.py' 'src/[a]*'"), ["src/deep/c.py", "src/a.py"])
expect(inputs("'src/**/*.py*'"),
       ["src/a.py", "src/b.py", "src/deep/c.py", "src/deep/d.pyw"])
expect(inputs("src/deep/d.pyw"), ["src/deep/d.pyw"])
expect(inputs("@list"), ["src/deep/c.py", "other.py"])

case.run("--check 'src/*.cfg'", code=2,
         stderr=["src/*.cfg: error: no file matches this pattern"])
case.run("src", code=2, stderr=["[invalid-input]"])
case.run("--check missing", code=2, stderr=["[unreadable-file]"])
