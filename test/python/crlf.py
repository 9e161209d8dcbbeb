# RUN: %python %s write %t.in.py
# RUN: %tnp_translate %t.in.py > %t.out.py
# RUN: %python %s compare %t.out.py
#
# Line ends stay what they were, also in a file that mixes them. The file is
# written here because an editor or a checkout might change it.
import sys

SOURCE = (b"import numpy as np\r\n"
          b"x = np.ones(\r\n    shape=3,\r\n)\r\n"
          b"y = np.sum(x, axis=0)\n"
          b"text = '''a\r\nb'''\r\n"
          b"z = np.pi")
EXPECTED = (b"import tnp\r\n"
            b"x = tnp.ones(\r\n    size=3,\r\n)\r\n"
            b"y = tnp.sum(x, dim=0)\n"
            b"text = '''a\r\nb'''\r\n"
            b"z = tnp.pi")

action, path = sys.argv[1:]
if action == "write":
    with open(path, "wb") as file:
        file.write(SOURCE)
else:
    with open(path, "rb") as file:
        found = file.read()
    if found != EXPECTED:
        sys.exit(f"found    {found!r}\nexpected {EXPECTED!r}")
