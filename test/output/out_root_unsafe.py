# RUN: %check_run %s %tnp_translate %t
#
# Nothing is written when a place lies outside of --out-root, two inputs have
# one place, or the roots make no sense; a file that fails is not written, and
# no temporary file is left behind.
import os
import sys

from translate_case import BROKEN, CHANGED, CHANGES, Case, expect

case = Case(sys.argv)
case.write({"in/sub/a.py": CHANGES, "in/b.py": CHANGES, "elsewhere/c.py": "",
            "beside.py": CHANGES})
(case.folder / "out").mkdir()

# A link in the output that leads outside.
os.symlink("../elsewhere", case.folder / "out/sub")
case.run("--in-root in --out-root out", code=2, stderr=[
    "in/sub/a.py: error: a link in `--out-root` leads outside of it "
    "[unwritable-file]"])
expect(case.names("out"), ["sub"])
expect(case.names("elsewhere"), ["c.py"])
os.unlink(case.folder / "out/sub")

# A link in the place of a file is replaced, what it names stays.
os.symlink("../elsewhere/c.py", case.folder / "out/b.py")
case.run("--in-root in --out-root out")
expect(case.read("out/b.py"), CHANGED)
expect(case.read("elsewhere/c.py"), "")

REFUSED = {
    "--in-root in": "need each other",
    "--out-root out": "no input",
    "--in-root in/sub --out-root in": "`--in-root` lies in `--out-root`",
    "--in-root in --out-root in": "`--in-root` lies in `--out-root`",
    "--in-root none --out-root out": "`--in-root` is not a folder",
    "--in-root in --out-root beside.py": "`--out-root` is not a folder",
    "--in-root in --out-root out beside.py": "not below `--in-root`",
    "--in-root in --out-root out in/../beside.py": "not below `--in-root`",
    "--in-root in --out-root out --in-place": "cannot be used with",
    "--in-root in --out-root out -o x.py": "cannot be used with",
    "--in-root in --out-root out -": "standard input has no place",
    "--in-place -": "standard input has no place",
    "--in-place --backup=x/y in": "cannot contain a slash",
    "--backup in": "is for `--in-place`",
}
for arguments, message in REFUSED.items():
    case.run(arguments, code=2, stderr=[message, "[invalid-input]"])
expect(case.read("in/b.py"), CHANGES)

# Two inputs with one place: a link and the file that it names.
os.symlink("b.py", case.folder / "in/same.py")
case.run("--in-place in/b.py in/same.py", code=2, stderr=[
    "in/same.py: error: goes to the same place as `in/b.py`; two inputs "
    "cannot have one output"])
expect(case.read("in/b.py"), CHANGES)

case.write({"in/bad.py": BROKEN, "more/in/b.py": CHANGES})
case.run("--in-root in --out-root out", code=2, stderr=["[syntax-error]"])
expect(case.names("out"), ["b.py", "same.py", "sub/a.py"])
