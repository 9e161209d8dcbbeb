# RUN: %python %s write %t.in.py
# RUN: %tnp_translate %t.in.py > %t.out.py
# RUN: %python %s compare %t.out.py
#
# A file without NumPy comes back byte for byte: an encoding of its own, tabs,
# a form feed, spaces at line ends, no final line end.
import sys

SOURCE = (b"# -*- coding: latin-1 -*-\n"
          b"import math as np\r\n"
          b"name = 'Andr\xe9'   \n"
          b"\x0c\n"
          b"def f(x, axis=0):\n"
          b"\treturn np.fsum(x), sum(x)\\\n"
          b"\t\t, 'numpy.sum(x, axis=0)'\n"
          b"\n\n"
          b"f(x=1, axis=0)  # import numpy as np")

action, path = sys.argv[1:]
if action == "write":
    with open(path, "wb") as file:
        file.write(SOURCE)
else:
    with open(path, "rb") as file:
        found = file.read()
    if found != SOURCE:
        sys.exit(f"found    {found!r}\nexpected {SOURCE!r}")
