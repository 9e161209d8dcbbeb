# RUN: %check_run %s %tnp_translate %t
#
# Python ends a line at a carriage return alone and the grammar does not: refused,
# but for strings.
import sys

from translate_case import Case

case = Case(sys.argv)
MESSAGE = "a carriage return alone ends a line here"
case.refuse(b"# a\rimport numpy as np\rx = np.pi\r", f":1:4: error: {MESSAGE}")
case.refuse(b"import numpy as np\n# a\rx = np.pi\n", f":2:4: error: {MESSAGE}")
case.translate(b'import numpy as np\nx = """\r""", np.pi\r\n',
               b'import tnp\nx = """\r""", tnp.pi\r\n')
