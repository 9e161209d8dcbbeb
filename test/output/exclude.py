# RUN: %check_run %s %tnp_translate %t
#
# --exclude takes patterns of .gitignore, relative to the current folder, and
# also holds for files that are named. In a tree such files are copied as they
# are.
import sys

from translate_case import CHANGED, CHANGES, Case, expect

case = Case(sys.argv)
case.write({name: CHANGES for name in ["src/a.py", "src/b.py",
                                       "src/old/c.py", "src/old/a.py"]})


def inputs(arguments, code=3):
    result = case.run("--verbose --check " + arguments, code=code)
    return [line.partition(": changed")[0]
            for line in result.stderr.splitlines() if ": changed" in line]


expect(inputs("src --exclude a.py"), ["src/b.py", "src/old/c.py"])
expect(inputs("src --exclude=old/"), ["src/a.py", "src/b.py"])
expect(inputs("src --exclude src/a.py"),
       ["src/b.py", "src/old/a.py", "src/old/c.py"])
expect(inputs("src --exclude 'src/*' --exclude '!src/b.py'"), ["src/b.py"])
expect(inputs("src/a.py src/old/c.py src/b.py --exclude src/old"),
       ["src/a.py", "src/b.py"])
expect(inputs("src/a.py --exclude a.py", code=0), [])

case.run("--in-root src --out-root out --exclude old")
expect(case.read("out/a.py"), CHANGED)
expect(case.read("out/old/a.py"), CHANGES)
expect(case.names("out"), ["a.py", "b.py", "old/a.py", "old/c.py"])
