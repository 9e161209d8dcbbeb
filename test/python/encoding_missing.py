# RUN: %check_run %s %tnp_translate %t
#
# Bytes that are not UTF-8 need a comment, as in Python: refused with the place.
import sys

from translate_case import Case

case = Case(sys.argv)
MESSAGE = "this byte is not UTF-8, and no comment names another encoding"
case.refuse(b"import numpy as np\nx = '\xe9', np.pi\n", f":2:6: error: {MESSAGE}")
case.refuse(b"import numpy as np\nx = 1  # \xc3\xa9\xff\n",
            f":2:12: error: {MESSAGE}")
