# RUN: %check_run %s %tnp_translate %t
#
# Encodings in which a byte of a letter may look like a quote, and those that
# Python does not know, are refused.
import sys

from translate_case import Case

case = Case(sys.argv)
for name in "shift_jis", "gbk", "utf-7", "utf-16", "nonsense":
    case.refuse(f"# coding: {name}\nimport numpy as np\nx = np.pi\n".encode(),
                f":1:11: error: a text in the encoding `{name}` cannot be "
                "edited; convert it to UTF-8; nothing was written "
                "[unreadable-file]")
case.refuse(b"\xef\xbb\xbf# coding: latin-1\nimport numpy as np\nx = np.pi\n",
            ":1:14: error: a text in the encoding `latin-1` cannot be edited")
