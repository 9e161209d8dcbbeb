# RUN: %check_run %s %tnp_translate %t
#
# Each line keeps its own end; a line that is added takes that of its import.
import sys

from translate_case import Case

case = Case(sys.argv)
case.translate(b"import numpy as np\nx = np.sum(y,\r\n  axis=0)\nz = np.pi\r\n",
               b"import tnp\nx = tnp.sum(y,\r\n  dim=0)\nz = tnp.pi\r\n")
case.translate(b"import os\nfrom numpy import sin, float as f\r\nx = sin(f(1))\n",
               b"import os\nfrom tnp import sin\r\n"
               b"from builtins import float as f\r\nx = sin(f(1))\n")
