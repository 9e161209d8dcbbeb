# RUN: %check_run %s %tnp_translate %t
#
# A file that never says `numpy` is not parsed: it comes out byte for byte, and
# what it says is not checked.
import sys

from translate_case import Case, expect

case = Case(sys.argv)
TEXT = "print 'Python 2'\r\nimport numpi as np\n\x0c\tnp.sum(x, axis=0)"
case.write({"in/a.py": TEXT, "in/b.py": TEXT + "  # numpy"})
expect(case.run("in/a.py").stdout.encode(), TEXT.replace("\r", "").encode())
case.run("--in-root in --out-root out", code=2, stderr=["in/b.py:3:",
                                                        "1 skipped"])
expect(case.read("out/a.py"), TEXT)
expect(case.names("out"), ["a.py"])
