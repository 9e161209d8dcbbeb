# RUN: %check_run %s %tnp_translate %t
#
# Blocks nest as deep as Python allows.
import sys

from translate_case import Case

case = Case(sys.argv)
DEPTH = 95


def text(name, module, keyword):
    lines = [f"import {name}"]
    lines += [" " * i + f"def f{i}(x={module}.pi):" for i in range(DEPTH)]
    lines += [" " * DEPTH + f"return {module}.sum(x, {keyword}=0)"]
    return "\n".join(lines).encode()


case.translate(text("numpy as np", "np", "axis"), text("tnp", "tnp", "dim"))
