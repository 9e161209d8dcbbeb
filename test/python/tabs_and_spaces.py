# RUN: %check_run %s %tnp_translate %t
#
# A block indented by a tab and then by spaces is none in Python: refused.
import sys

from translate_case import Case

case = Case(sys.argv)
case.refuse(b"import numpy as np\nif x:\n\ty = np.pi\n        z = np.pi\n",
            "<stdin>:4:9: error: unexpected indentation")
