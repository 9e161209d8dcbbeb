# RUN: %check_run %s %tnp_translate %t
#
# Tabs stay, in indentations and between words, and what is added takes them
# over.
import sys

from translate_case import Case

case = Case(sys.argv)
case.translate(b"import numpy as np\nif x:\n\tz = np.sum(\ty,\taxis\t=\t0)\n",
               b"import tnp\nif x:\n\tz = tnp.sum(\ty,\tdim\t=\t0)\n")
case.translate(b"def f(x):\n\tfrom numpy import sin, float as g\n\treturn sin(x)\n",
               b"def f(x):\n\tfrom tnp import sin\n"
               b"\tfrom builtins import float as g\n\treturn sin(x)\n")
