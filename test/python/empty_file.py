# RUN: %check_run %s %tnp_translate %t
#
# Nothing, and nothing but blank lines and comments, is a program.
import sys

from translate_case import Case

case = Case(sys.argv)
for text in (b"", b"\n", b"\r\n", b"\n\n  \n", b"# numpy", b"\xef\xbb\xbf",
             b"\\\n# numpy\n"):
    case.translate(text, text)
