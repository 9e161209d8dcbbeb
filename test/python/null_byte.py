# RUN: %check_run %s %tnp_translate %t
#
# A null byte is in no Python program: refused.
import sys

from translate_case import Case

case = Case(sys.argv)
case.refuse(b"import numpy as np\nx = 1\0\ny = np.pi\n", ":2:5: error: ")
