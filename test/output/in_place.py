# RUN: %check_run %s %tnp_translate %t
#
# --in-place writes the files that change, and only those; --backup keeps the
# old ones and never replaces an older backup.
import os
import sys

from translate_case import (BROKEN, CHANGED, CHANGES, OPEN, SAME, Case,
                            expect)

case = Case(sys.argv)
case.write({"src/a.py": CHANGES, "src/b.py": SAME, "src/c.py": OPEN,
            "src/d.py": BROKEN})
(case.folder / "src/a.py").chmod(0o750)
os.symlink("src/a.py", case.folder / "link.py")
times = {name: os.stat(case.folder / "src" / name).st_mtime_ns
         for name in ["b.py", "c.py", "d.py"]}

case.run("--in-place --check src", code=2)
expect(case.read("src/a.py"), CHANGES)

case.run("--in-place --backup src", code=2, stderr=["src/d.py:2:"])
expect(case.read("src/a.py"), CHANGED)
expect(case.read("src/a.py.bak"), CHANGES)
expect(case.names("src"), ["a.py", "a.py.bak", "b.py", "c.py", "d.py"])
for name in ["a.py", "a.py.bak"]:
    expect(os.stat(case.folder / "src" / name).st_mode & 0o777, 0o750)
expect(times, {name: os.stat(case.folder / "src" / name).st_mtime_ns
               for name in times})

# A second run changes nothing, so it asks for no backup either.
case.run("--in-place --backup src/a.py src/b.py", stderr=["0 changed"])

# With new text the older backup is in the way; another suffix is not. A link
# stays, the file that it names is written.
case.write({"src/a.py": CHANGES})
case.run("--in-place --backup link.py", code=2, stderr=["[unwritable-file]"])
expect(case.read("src/a.py"), CHANGES)
case.run("--in-place --backup=.orig link.py")
expect(case.read("src/a.py"), CHANGED)
expect(case.read("src/a.py.orig"), CHANGES)
expect(os.path.islink(case.folder / "link.py"), True)
