# RUN: %check_run %s %tnp_translate %t
#
# --in-root and --out-root give a whole tree: translated files, copies of all
# others, links, permissions, empty folders. The source stays as it was.
import os
import sys

from translate_case import CHANGED, CHANGES, OPEN, Case, expect

case = Case(sys.argv)
case.write({"in/a.py": CHANGES, "in/pkg/b.py": OPEN, "in/pkg/data.bin":
            b"\0\xff", "in/run.py": "#!/usr/bin/python\n" + CHANGES,
            "in/.hidden": "h", "in/.git/config": "c", "in/skip/me.py": CHANGES,
            "in/.gitignore": "skip\n", "in/locked/c.py": CHANGES})
(case.folder / "in/empty").mkdir()
os.symlink("a.py", case.folder / "in/link.py")
os.symlink("../nowhere", case.folder / "in/pkg/broken")
os.symlink("pkg", case.folder / "in/folder")
(case.folder / "in/run.py").chmod(0o751)
(case.folder / "in/pkg/data.bin").chmod(0o640)
(case.folder / "in/locked").chmod(0o555)
before = {name: os.lstat(case.folder / "in" / name).st_mtime_ns
          for name in case.names("in")}

case.run("--in-root in --out-root new/out --check", code=3)
expect((case.folder / "new").exists(), False)

case.run("--in-root in --out-root new/out", code=1, stderr=[
    "in/pkg/b.py:2:5: error: ", "4 files read: 3 changed"])
expect(case.names("new/out"), [
    ".gitignore", ".hidden", "a.py", "folder", "link.py", "locked/c.py",
    "pkg/b.py", "pkg/broken", "pkg/data.bin", "run.py"])
expect(case.read("new/out/a.py"), CHANGED)
expect(case.read("new/out/run.py"), "#!/usr/bin/python\n" + CHANGED)
expect(case.read("new/out/pkg/b.py"), OPEN)


def mode(name):
    return oct(os.lstat(case.folder / "new/out" / name).st_mode & 0o777)


expect(mode("run.py"), "0o751")
expect(mode("pkg/data.bin"), "0o640")
expect(mode("locked"), "0o555")
expect(os.path.isdir(case.folder / "new/out/empty"), True)
expect(os.readlink(case.folder / "new/out/link.py"), "a.py")
expect(os.readlink(case.folder / "new/out/pkg/broken"), "../nowhere")
expect(os.readlink(case.folder / "new/out/folder"), "pkg")
expect(before, {name: os.lstat(case.folder / "in" / name).st_mtime_ns
                for name in case.names("in")})

# Only the named inputs are translated, the rest is copied. The output may lie
# in the input: it is not read again.
(case.folder / "in/locked").chmod(0o755)
case.run("--in-root . --out-root out a.py", cwd="in")
case.run("--in-root . --out-root out a.py", cwd="in")
expect(case.read("in/out/a.py"), CHANGED)
expect(case.read("in/out/run.py"), "#!/usr/bin/python\n" + CHANGES)
expect("out/a.py" in case.names("in/out"), False)
