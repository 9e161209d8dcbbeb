# RUN: %check_run %s %tnp_translate %t
#
# Form feeds stay: alone on a line, before an indentation, at the end.
import sys

from translate_case import Case

case = Case(sys.argv)
case.translate(b"\f\nimport numpy as np\n\f\ndef f():\n\f    return np.pi\n\f",
               b"\f\nimport tnp\n\f\ndef f():\n\f    return tnp.pi\n\f")
