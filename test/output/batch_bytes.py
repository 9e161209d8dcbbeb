# RUN: %check_run %s %tnp_translate %t
#
# Byte order marks, CRLF, form feeds, tabs, odd encodings and missing last line
# ends survive a run over a tree, and a run over its own output changes nothing.
import sys

from translate_case import OPEN, Case, expect

FILES = {
    "bom.py": (b"\xef\xbb\xbfimport numpy as np\nx = np.sum(y, axis=0)\n",
               b"\xef\xbb\xbfimport tnp\nx = tnp.sum(y, dim=0)\n"),
    "crlf.py": (b"import numpy as np\r\nx = np.ones(\r\n\tshape=3)  # c\r\n",
                b"import tnp\r\nx = tnp.ones(\r\n\tsize=3)  # c\r\n"),
    "feed.py": (b"import numpy as np\n\x0c\ndef f():\n\treturn np.pi\n\x0c",
                b"import tnp\n\x0c\ndef f():\n\treturn tnp.pi\n\x0c"),
    "latin.py": (b"# coding: latin-1\nimport numpy as np\nn = '\xe9', np.e",
                 b"# coding: latin-1\nimport tnp\nn = '\xe9', tnp.e"),
    "other.bin": (b"\0\r\n\xff", b"\0\r\n\xff"),
}
case = Case(sys.argv)
case.write({f"in/{name}": texts[0] for name, texts in FILES.items()})
case.write({"in/open.py": OPEN + "import numpy as n\nn.sin(n.byte(1))\n"})
case.run("-j2 --in-root in --out-root one", code=1)
for name, (_, wanted) in FILES.items():
    expect((case.folder / "one" / name).read_bytes(), wanted)

expect(case.run("--diff one", code=1).stdout, "")
case.run("--check one", code=1, stderr=["0 changed"])
case.run("--in-root one --out-root two", code=1)
expect(case.names("two"), case.names("one"))
for name in case.names("one"):
    expect((case.folder / "two" / name).read_bytes(),
           (case.folder / "one" / name).read_bytes())
