# RUN: %check_run %s %tnp_translate %t
#
# UTF-8 needs no comment; one that comes too late is no such comment.
import sys

from translate_case import Case

case = Case(sys.argv)
for comment in (b"# coding: utf-8", b"# coding: UTF_8", b"",
                b"\n\n# coding: cp932", b"x = 1\n# coding: cp932"):
    case.translate(comment + b"\nimport numpy as np\nx = '\xc3\xa9', np.pi\n",
                   comment + b"\nimport tnp\nx = '\xc3\xa9', tnp.pi\n")
