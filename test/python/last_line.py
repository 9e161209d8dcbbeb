# RUN: %check_run %s %tnp_translate %t
#
# A file without an end of its last line stays so; an import that is added there
# takes the line ends of the file.
import sys

from translate_case import Case

case = Case(sys.argv)
case.translate(b"import numpy as np\nx = np.sum(y, axis=0)",
               b"import tnp\nx = tnp.sum(y, dim=0)")
case.translate(b"import os\r\nfrom numpy import sin, float as f",
               b"import os\r\nfrom tnp import sin\r\n"
               b"from builtins import float as f")
